"""Rules of the design that no schema can say."""

from datetime import date

import pytest

import curation
from tests.curation.figure_tables import figure_tables

TODAY = date(2020, 3, 1)


def found(figures: str) -> list[tuple[str, str, str]]:
    tables = figure_tables(figures, role="recommended", published_on="2020-02-10")
    return [(p.level, p.column, p.expected) for p in curation.check_rules(tables, TODAY)]


@pytest.mark.parametrize(
    "columns, good, bad, says",
    [
        ("value  value_status", ".  not_reported", ".  .", ("value", "a value status")),
        ("value  value_status", ".  suppressed", ".  estimated", ("value", "a value status")),
        ("value  value_status", "5  estimated", "5  not_reported", ("value_status", "beside a number")),
        ("value  value_low  value_high", "5  4  6", "7  4  6", ("value", "between value_low and value_high")),
        ("value  value_low  value_high", "5  5  5", "5  4  .", ("value", "between value_low and value_high")),
        (
            "indicator  period_start",
            "flights  2020-02-01",
            "flights  .",
            ("period_start", "the first day counted"),
        ),
        (
            "indicator  period_start",
            "since  2019-12-01",
            "since  .",
            ("period_start", "the first day counted"),
        ),
        ("indicator  period_start", "idps  .", "since  .", ("period_start", "the first day counted")),
        (
            "period_start  as_of",
            "2020-02-09  2020-02-09",
            "2020-02-10  2020-02-09",
            ("period_start", "not after as_of"),
        ),
        (
            "as_of  published_on",
            "2020-03-01  2020-03-01",
            "2020-03-02  2020-03-01",
            ("as_of", "a day that has come"),
        ),
        ("published_on", "2020-03-01", "2020-03-02", ("published_on", "a day that has come")),
        ("published_on", "2020-02-09", "2020-02-08", ("published_on", "not before as_of")),
        (
            "status  role  change_reason  withdrawn_on",
            "withdrawn  triangulation  a slip  2020-02-10",
            "withdrawn  triangulation  a slip  2020-02-09",
            ("withdrawn_on", "not before published_on"),
        ),
        (
            "status  role  change_reason",
            "withdrawn  triangulation  a slip",
            "withdrawn  triangulation  .",
            ("change_reason", "why the figure was withdrawn"),
        ),
        (
            "status  role  change_reason",
            "withdrawn  triangulation  a slip",
            "withdrawn  recommended  a slip",
            ("role", "triangulation for a withdrawn row"),
        ),
        ("withdrawn_on", ".", "2020-02-12", ("withdrawn_on", "blank unless the status is withdrawn")),
        ("dimension  category", "shelter  tents", "shelter  .", ("category", "together")),
        ("dimension  category", ".  .", ".  tents", ("category", "together")),
        ("age_group", "0-17", "17-0", ("age_group", "the younger age first")),
        ("age_group", "60+", "18-5", ("age_group", "the younger age first")),
        (
            "value  reported_value  household_size",
            "502  100  5",
            "503  100  5",
            ("value", "reported_value times household_size"),
        ),
        ("indicator  value", "share  100", "share  101", ("value", "at most 100 percent")),
        ("url  source_document", ".  Flash update 9", ".  .", ("url", "a link, or the title")),
    ],
)
def test_a_rule_speaks_on_a_bad_row_and_is_silent_on_a_good_one(columns, good, bad, says):
    column, expected = says
    assert found(f"{columns}\n{good}") == []
    (problem,) = [one for one in found(f"{columns}\n{bad}") if one[1] == column]
    assert problem[0] == "error"
    assert expected in problem[2]


@pytest.mark.parametrize(
    "qualifier, value, speaks", [("exact", 586000, True), ("exact", 586001, False), ("nearly", 600000, False)]
)
def test_an_exact_round_number_is_a_warning_and_no_error(qualifier, value, speaks):
    problems = found(f"qualifier  value\n{qualifier}  {value}")
    expected = [("warning", "qualifier", "a hedge or not_stated beside a round number")]
    assert problems == (expected if speaks else [])


def test_two_recommended_rows_for_one_date_are_named_with_their_lines(folder):
    path = folder(
        figures="""
        figure_id  source_id  as_of       role
        a          ocha       2020-02-09  recommended
        b          unhcr      2020-02-09  recommended
        c          iom        2020-02-09  triangulation
        d          ocha       2020-02-02  recommended
        e          unhcr      2020-02-02  recommended
        """,
        sources="source_id\nocha\nunhcr\niom",
    )
    assert [str(problem) for problem in curation.check_rules(curation.read_typed(path), TODAY)] == [
        'figures.csv, lines 5 and 6, role: found "d and e", expected one recommended row per subject, '
        "period and date; mark all but one as triangulation, or as withdrawn",
        'figures.csv, lines 2 and 3, role: found "a and b", expected one recommended row per subject, '
        "period and date; mark all but one as triangulation, or as withdrawn",
    ]


@pytest.mark.parametrize(
    "columns, one, other",
    [
        ("as_of", "2020-02-09", "2020-02-02"),
        ("sex", "all", "f"),
        ("indicator  period_start", "since  2019-12-01", "since  2019-12-12"),
        ("dimension  category", "shelter  tents", ".  ."),
        ("status  role  change_reason", "validated  recommended  .", "withdrawn  triangulation  a slip"),
    ],
)
def test_one_recommended_row_per_date_group_and_start_is_enough(columns, one, other):
    assert found(f"figure_id  {columns}\na  {one}\nb  {other}") == []


def test_a_replaced_row_says_through_its_successor_why_it_was_withdrawn():
    figures = """
        figure_id  status     role           withdrawn_on  replaces
        old        withdrawn  triangulation  2020-02-12    .
        new        validated  recommended    .             old
    """
    assert found(figures) == []


def test_a_replaced_row_that_still_stands_should_be_looked_at():
    figures = """
        figure_id  role           replaces
        old        triangulation  .
        new        recommended    old
    """
    assert found(figures) == [("warning", "status", "withdrawn, because another row replaces it")]


def test_a_row_does_not_replace_itself():
    assert ("error", "replaces", "another figure") in found("figure_id  replaces\na  a")


def test_cells_are_shown_as_the_file_has_them(folder):
    path = folder(figures="value  value_low  value_high  published_on\n586000  1  2  2020-03-02")
    said = [str(problem) for problem in curation.check_rules(curation.read_typed(path), TODAY)]
    assert said == [
        'figures.csv, line 2, value: found "586000", expected a number between value_low and value_high; '
        "correct the range",
        'figures.csv, line 2, published_on: found "2020-03-02", expected a day that has come; correct the date',
    ]


def test_lines_are_those_of_the_file_when_they_are_given(folder, rewrite):
    path = folder(
        figures="""
        figure_id  role           caveat    withdrawn_on
        a          triangulation  twolines  .
        b          recommended    .         2020-02-12
        """
    )
    rewrite(path / "figures.csv", "twolines", '"two\nlines"')
    lines = curation.read_text(path, curation.package(path))["figures"]["line"]
    tables = curation.read_typed(path)
    assert [problem.lines for problem in curation.check_rules(tables, TODAY)] == [(3,)]
    assert [problem.lines for problem in curation.check_rules(tables, TODAY, lines)] == [(4,)]


def test_the_rows_are_not_changed(folder):
    tables = curation.read_typed(folder())
    before = tables["figures"].copy()
    curation.check_rules(tables, TODAY)
    assert tables["figures"].equals(before)
