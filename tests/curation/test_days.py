"""Days as people write them: one notation of a column is told, two are asked, a mixture is an error."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.checking.days import read_days
from tests.curation.inspecting import canonical, column, said
from tests.examples import examples


@pytest.mark.parametrize(
    "cells, days, told",
    [
        (["2020-02-09", ""], ["2020-02-09", None], None),
        (["31/12/2019", "1/2/2020"], ["2019-12-31", "2020-02-01"], "days are written with the day first"),
        (["31.12.2019", "01.02.2020"], ["2019-12-31", "2020-02-01"], "days are written with the day first"),
        (["12/31/2019", "1/2/2020"], ["2019-12-31", "2020-01-02"], "days are written with the month first"),
        (["2019/12/31", "2020/02/01"], ["2019-12-31", "2020-02-01"], "days are written with the year first"),
        (
            ["20191231", "20200201"],
            ["2019-12-31", "2020-02-01"],
            "days are written as year, month and day without signs",
        ),
        (["43861", "43862"], ["2020-01-31", "2020-02-01"], "days are written as numbers of a spreadsheet"),
        (["2020-2-9", "2020-02-10"], ["2020-02-09", "2020-02-10"], "“2020-2-9” is read as 2020-02-09"),
        (["2020-02-09T00:00:00", "2020-02-10"], ["2020-02-09", "2020-02-10"], "only the day is kept"),
        (["2020-02-09 00:00:00.000", "2020-02-10T00:00:00Z"], ["2020-02-09", "2020-02-10"], "only the day is kept"),
        (["31/12/2019 12:00 AM", "30/12/2019"], ["2019-12-31", "2019-12-30"], "days are written with the day first"),
        (["9 February 2020", "10-Feb-20"], ["2020-02-09", "2020-02-10"], "the day and name of the month"),
        (["1er mars 2020", "9 févr. 2020"], ["2020-03-01", "2020-02-09"], "the day and name of the month"),
        (["9 de febrero de 2020", "1 enero 2020"], ["2020-02-09", "2020-01-01"], "the day and name of the month"),
        (["9 лютого 2020 р.", "1 березня 2020"], ["2020-02-09", "2020-03-01"], "the day and name of the month"),
        (["9 شباط 2020", "٢ كانون الأول ٢٠١٩"], ["2020-02-09", "2019-12-02"], "the day and name of the month"),
        (["February 9, 2020", "March 1, 2020"], ["2020-02-09", "2020-03-01"], "the name of the month and day"),
        (["٢٠٢٠-٠٢-٠٩", "2020-02-10"], ["2020-02-09", "2020-02-10"], "“٢٠٢٠-٠٢-٠٩” is read as 2020-02-09"),
        (["5/5/2020", "6/6/2020"], ["2020-05-05", "2020-06-06"], "days are written with the day first"),
    ],
)
def test_a_column_in_one_notation_is_read_and_told(cells, days, told):
    found = column("date", *cells)
    assert canonical(found) == days
    assert not found.problems
    assert not found.questions
    assert found.verdict == ("tell" if told else "accept")
    assert told is None or told in str(found.told[0])


@pytest.mark.parametrize(
    "cells, choices",
    [
        (["1/2/2020", "3/4/2020"], ["day first", "month first"]),
        (["1/2/20", "3/4/20"], ["day first, short years", "month first, short years"]),
        (["31/12/19"], ["day first, short years", "year first, short years"]),
        (["01.02.2020 00:00:00"], ["day first", "month first"]),
    ],
)
def test_a_column_in_two_notations_is_asked_with_the_first_rows_each_way(cells, choices):
    found = column("date", *cells)
    assert found.verdict == "ask"
    (asked,) = found.questions
    assert (asked.key, list(asked.choices)) == ("dates:count", choices)
    assert canonical(found) == cells
    answered = column("date", *cells, answers={"dates:count": choices[1]})
    assert answered.verdict == "tell"
    assert [row[1] for row in asked.choices[choices[1]]] == canonical(answered)


def test_an_answer_decides_and_is_told():
    found = column("date", "1/2/2020", "3/4/2020", answers={"dates:count": "month first"})
    assert said(found) == [
        "told: lines 2, 3: count: days are written with the month first, as you chose: “1/2/2020” is read as 2020-01-02"
    ]


@pytest.mark.parametrize(
    "cell, mend",
    [
        ("31/12/2019", "write 2019-12-31 if that is the day"),
        ("9 February 2020", "write 2020-02-09 if that is the day"),
        ("43861", "write year, month and day, such as 2020-02-29"),
        ("2020-02-30", "write year, month and day, such as 2020-02-29"),
        ("2020-02-09T10:30:00", "write year, month and day, such as 2020-02-29"),
        ("2020", "write year, month and day, such as 2020-02-29"),
        ("2020-02", "write year, month and day, such as 2020-02-29"),
        ("yesterday", "write year, month and day, such as 2020-02-29"),
        ("0000-00-00", "write year, month and day, such as 2020-02-29"),
    ],
)
def test_what_the_rest_of_the_column_does_not_write_is_an_error(cell, mend):
    assert said(column("date", "2020-02-09", "2020-02-10", cell)) == [
        f'error: camps.csv, line 4, count: found "{cell}", expected a day as YYYY-MM-DD; {mend}'
    ]


def test_a_spreadsheet_that_turned_half_of_the_days_around_is_found_out():
    found = column("date", "31/12/2019", "30/12/2019", "2020-02-01")
    assert [(one.level, one.lines, one.found) for one in found.problems] == [("error", (4,), "2020-02-01")]
    assert "look which day is meant" in found.problems[0].mend


def test_days_first_and_months_first_in_one_column_are_an_error():
    found = column("date", "31/12/2019", "30/12/2019", "12/31/2019")
    assert [one.found for one in found.problems] == ["12/31/2019"]


def test_the_limits_of_a_column_decide_where_only_one_notation_keeps_them():
    found = column("date", "1/2/2020", "3/2/2020", constraints={"minimum": "2020-02-01", "maximum": "2020-02-29"})
    assert (canonical(found), found.questions) == (["2020-02-01", "2020-02-03"], [])


def test_years_of_another_calendar_are_doubted():
    found = column("date", "1441-06-15", "2020-02-09")
    assert (found.verdict, [one.found for one in found.problems]) == ("ask", ["1441-06-15"])


def test_a_format_of_the_schema_is_held_to():
    found = column("date", "31/12/2019", "2020-02-09", format="%d/%m/%Y")
    assert canonical(found)[0] == "2019-12-31"
    assert [one.found for one in found.problems] == ["2020-02-09"]
    assert "the form %d/%m/%Y" in str(found.problems[0])


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(
    st.lists(DAYS, min_size=1, max_size=6),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d", "%d %B %Y"]),
)
@examples(80)
def test_a_day_in_any_notation_is_read_back_or_asked_and_never_another(days, form):
    cells = pl.Series("count", [f"{day:{form}}" for day in days])
    read = read_days(cells, cells == "")
    if read.question:
        read = read_days(cells, cells == "", "month first" if form.startswith("%m") else "day first")
    assert read.question is None
    assert [date.fromisoformat(cell) for cell in read.canonical()] == days


@given(st.lists(DAYS, min_size=1, max_size=6))
@examples(50)
def test_the_numbers_of_a_spreadsheet_are_its_days(days):
    cells = pl.Series("count", [str((day - date(1899, 12, 30)) // timedelta(days=1)) for day in days])
    assert [date.fromisoformat(cell) for cell in read_days(cells, cells == "").canonical()] == days
