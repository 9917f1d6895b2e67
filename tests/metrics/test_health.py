"""What a curator should look at, and what may stay as it is."""

from datetime import date

import pandas as pd
import pytest

from metrics import health
from tests.conftest import said_in, typed

TODAY = date(2020, 12, 31)

SOURCES = """
    source_id  licence       may_redistribute
    open       CC BY 4.0     yes
    limited    CC BY-NC 4.0  non_commercial
    closed     own           no
    silent     not stated    unknown
    blank      .             unknown
"""


@pytest.fixture
def table(engine):
    """A small table of the engine under test."""
    return lambda text: engine(typed(pd.DataFrame(said_in(text), dtype="object")))


@pytest.fixture
def crises(table):
    return table("""
        crisis_id  end_date    review_every_days
        x          .           30
        closed     2020-02-01  7
    """)


def test_an_open_crisis_is_late_and_a_closed_one_never(frame, rows, crises):
    figures = frame("""
        crisis_id  as_of
        x          2020-11-30
        closed     2020-01-01
    """)
    assert rows(health.overdue_crises(figures, crises, TODAY), "check", "table", "key", "days") == [
        ("overdue_crisis", "crises", "x", 31)
    ]


def test_a_series_is_late_by_its_own_habit_too(frame, rows, crises):
    figures = frame("""
        figure_id  location_id  as_of
        w1         weekly       2020-10-01
        w2         weekly       2020-10-08
        w3         weekly       2020-10-15
        w4         weekly       2020-10-22
        y1         yearly       2017-06-30
        y2         yearly       2018-06-30
        y3         yearly       2019-06-30
        y4         yearly       2020-06-30
        once       once         2019-01-01
    """)
    assert rows(health.overdue_series(figures, crises, TODAY), "key", "as_of", "days") == [("w4", "2020-10-22", 70)]


def test_a_long_silence_is_a_gap_named_by_the_statement_that_ended_it(frame, rows, crises):
    figures = frame("""
        figure_id  as_of
        first      2020-01-01
        usual      2020-03-31
        late       2020-10-01
    """)
    assert rows(health.gaps(figures, crises), "key", "days") == [("late", 184)]


@pytest.mark.parametrize(
    "middle, measure, noted",
    [
        ("5000", "stock", True),
        ("500", "stock", True),
        ("5000", "cumulative", True),
        ("1600", "stock", True),
        ("1500", "stock", False),
        ("5000", "flow", False),
    ],
)
def test_a_number_far_from_both_its_neighbours_stands_out(frame, rows, middle, measure, noted):
    figures = frame(f"""
        figure_id  as_of       value     measure    period_start
        before     2020-01-01  1000      {measure}  2019-12-01
        odd        2020-01-08  {middle}  {measure}  2019-12-01
        after      2020-01-15  1000      {measure}  2019-12-01
    """)
    assert rows(health.stands_out(figures), "key") == (["odd"] if noted else [])


def test_growth_and_small_numbers_do_not_stand_out(frame, rows):
    figures = frame("""
        location_id  as_of       value
        grown        2020-01-01  1000
        grown        2020-01-08  3000
        grown        2020-01-15  9000
        small        2020-01-01  20
        small        2020-01-08  90
        small        2020-01-15  20
    """)
    assert rows(health.stands_out(figures), "key") == []


def test_notes_of_quality_are_listed_and_withdrawn_statements_need_no_mending(frame, rows):
    figures = frame("""
        figure_id  measure     period_start  as_of       value   qualifier      status
        first      cumulative  2019-12-01    2020-02-01  50000   exact          validated
        fallen     cumulative  2019-12-01    2020-02-08  40000   exact          validated
        hedged     cumulative  2019-12-01    2020-02-15  464830  approximately  validated
        withdrawn  cumulative  2019-12-01    2020-02-22  70000   exact          withdrawn
    """)
    found = rows(health.notes(figures), "check", "key", "value", "other_value")
    assert found == [("cumulative_fall", "fallen", 40_000, 50_000), ("false_precision", "hedged", 464_830, None)]


def test_an_informal_area_and_a_blank_place_have_no_p_code(frame, rows):
    figures = frame("""
        figure_id  location_id
        coded      SY07
        informal   X-SYR-NW
        nowhere    .
    """)
    assert rows(health.without_pcode(figures), "key", "location_id") == [("informal", "X-SYR-NW"), ("nowhere", None)]


def test_a_statement_without_a_link_is_listed(frame, rows):
    figures = frame("""
        figure_id  url
        linked     https://example.org
        bare       .
    """)
    assert rows(health.without_link(figures), "check", "key") == [("no_link", "bare")]


def test_licences_that_forbid_limit_or_say_nothing_are_listed_apart(table, rows):
    assert rows(health.licences(table(SOURCES)), "check", "key") == [
        ("licence_forbids", "closed"),
        ("licence_limits", "limited"),
        ("licence_unknown", "blank"),
        ("licence_unknown", "silent"),
        ("no_licence", "blank"),
        ("no_licence", "silent"),
    ]


def test_everything_is_in_one_list_and_sound_tables_give_an_empty_one(frame, table, rows, crises):
    sound = frame("as_of  url\n2020-12-30  https://example.org")
    assert (
        rows(health.findings(sound, crises, table("source_id  licence  may_redistribute\nx  CC0  yes"), TODAY), "key")
        == []
    )
    odd = frame("figure_id  location_id  as_of  url\nodd  X-A  2020-12-30  .")
    found = rows(health.findings(odd, crises, table(SOURCES), TODAY), "check")
    assert found.count("no_pcode") == found.count("no_link") == found.count("licence_forbids") == 1
