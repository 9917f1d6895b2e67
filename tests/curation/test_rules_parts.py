"""Parts and their total, rows that add up others, hedges that do not fit."""

from datetime import date

import pytest

from curation.checking.rules import check_rules
from tests.curation.figure_tables import figure_tables

TODAY = date(2020, 3, 1)


def found(figures: str) -> list[tuple]:
    problems = check_rules(figure_tables(figures), TODAY)
    return [(one.level, one.lines, one.column, one.found, one.expected) for one in problems]


def beyond(lines: tuple, parts: str, total: str = "586000") -> list[tuple]:
    return [("warning", lines, "value", parts, f"parts of at most their total, {total}")]


def test_women_and_men_are_not_more_than_all():
    rows = "figure_id  sex  value\na  all  586000\nb  f  300000\nc  m  {}"
    assert found(rows.format(286000)) == []
    assert found(rows.format(387000)) == beyond((2, 3, 4), "687000 in 2 parts")


def test_numbers_may_be_more_than_their_total_as_far_as_they_are_rounded():
    rows = "figure_id  sex  value  qualifier\na  all  586000  {0}\nb  f  300000  {0}\nc  m  287000  {0}"
    assert found(rows.format("approximately")) == []
    exact = "figure_id  sex  value  qualifier\na  all  586001  exact\nb  f  300001  exact\nc  m  286001  exact"
    assert found(exact) == beyond((2, 3, 4), "586002 in 2 parts", "586001")


@pytest.mark.parametrize("hedge", ["more_than", "at_least"])
def test_a_total_with_no_upper_end_holds_any_parts(hedge):
    rows = f"figure_id  sex  value  qualifier\na  all  500000  {hedge}\nb  f  900000  not_stated"
    assert found(rows) == []


def test_ages_that_overlap_are_not_added_but_each_is_within_the_total():
    rows = "figure_id  age_group  value\na  all  586000\nb  0-17  300000\nc  0-4  {}\nd  18+  286000"
    assert found(rows.format(290000)) == []
    assert found(rows.format(687000)) == [("warning", (2, 4), "value", "687000", "a part of at most its total, 586000")]


def test_categories_of_one_dimension_are_parts_and_dimensions_are_not_added():
    rows = """
        figure_id  dimension  category  value
        a          .          .         586000
        b          shelter    tents     400000
        c          cause      conflict  586000
        d          shelter    houses    {}
    """
    assert found(rows.format(186000)) == []
    assert found(rows.format(290000)) == beyond((2, 3, 5), "690000 in 2 parts")


def test_places_are_parts_of_their_parent():
    rows = "figure_id  location_id  value\na  SYR  586000\nb  SY07  400000\nc  SY02  {}"
    assert found(rows.format(186000)) == []
    assert found(rows.format(290000)) == beyond((2, 3, 4), "690000 in 2 parts")


@pytest.mark.parametrize(
    "column, here, there",
    [("source_id", "ocha", "iom"), ("as_of", "2020-02-09", "2020-02-08"), ("status", "validated", "withdrawn")],
)
def test_parts_of_another_statement_are_not_held_against_it(column, here, there):
    rows = f"figure_id  sex  value  change_reason  {column}\na  all  5000  x  {here}\nb  f  9000  x  {{}}"
    assert found(rows.format(there)) == []
    assert found(rows.format(here)) == beyond((2, 3), "9000 in 1 part", "5000")


def test_shares_of_one_cut_are_at_most_100_unless_a_caveat_says_why():
    rows = """
        figure_id  indicator  dimension  category  value  caveat
        a          share      shelter    tents     70     {0}
        b          share      shelter    houses    {1}    {0}
    """
    assert found(rows.format(".", 31)) == []
    assert found(rows.format("several answers", 40)) == []
    assert found(rows.format(".", 40)) == [
        ("warning", (2, 3), "value", "110 percent in 2 parts", "shares of at most 100 percent together")
    ]


def test_a_category_called_total_is_no_part():
    rows = "figure_id  dimension  category\na  shelter  total"
    assert found(rows) == [("warning", (2,), "category", "total", "a part, not a total")]


def test_a_place_that_has_what_all_its_siblings_have_together_is_doubted():
    rows = "figure_id  location_id  value\na  SY07  100\nb  SY02  200\nc  SY08  300\nd  {}  600"
    assert found(rows.format("SY09")) == [
        ("warning", (5,), "value", "600", "a place of its own, not the sum of the 3 others")
    ]
    assert found(rows.format("SYR")) == []
    assert found(rows.format("X-SYR-NW")) == []


@pytest.mark.parametrize(
    "columns, good, bad, says",
    [
        ("qualifier  value", "nearly  590000", "nearly  586213", ("value", "a rounded number")),
        ("qualifier  value", "exact  586213", "nearly  58621", ("value", "a rounded number")),
        (
            "qualifier  value_low  value_high  value",
            "between  1  9  5",
            "between  .  .  5",
            ("qualifier", "value_low and"),
        ),
    ],
)
def test_a_hedge_that_does_not_fit_is_a_warning(columns, good, bad, says):
    column, expected = says
    assert found(f"{columns}\n{good}") == []
    (problem,) = found(f"{columns}\n{bad}")
    assert (problem[0], problem[2], expected in problem[4]) == ("warning", column, True)


def test_about_a_precise_number_is_asked_once_because_sources_do_write_so():
    tables = figure_tables("qualifier  value\napproximately  561746")
    assert check_rules(tables, TODAY) == []
    assert [one.column for one in check_rules(tables, TODAY, before={})] == ["value"]


def test_rows_that_are_the_same_but_for_their_id_are_told_with_both_lines():
    rows = "figure_id  role\na  triangulation\nb  triangulation\nc  recommended"
    assert found(rows) == [("warning", (2, 3), "figure_id", "a and b", "each statement once")]


def test_a_count_by_a_wider_definition_is_no_part():
    rows = "figure_id  dimension  category  value\na  .  .  586000\nb  {}  with-others  610000"
    assert found(rows.format("definition")) == []
    assert found(rows.format("shelter")) == beyond((2, 3), "610000 in 1 part")


def test_a_place_that_is_the_sum_of_its_siblings_once_of_many_times_is_so_by_accident():
    rows = ["figure_id  location_id  value  as_of"]
    for day, last in enumerate((600, 601, 602, 603), start=1):
        numbers = zip("abcd", ("SY07", "SY02", "SY08", "SY09"), (100, 200, 300, last), strict=True)
        rows += [f"{one}{day}  {place}  {number}  2020-02-0{day}" for one, place, number in numbers]
    assert found("\n".join(rows)) == []
    assert len(found("\n".join(rows[:9]))) == 1
