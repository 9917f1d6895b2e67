"""Series side by side: one line of each, unlike ones refused, days counted from their own start."""

import pandas as pd
import pytest

from metrics import compare
from metrics.frames import Refusal
from tests.conftest import said_in, typed


@pytest.fixture
def crises(engine):
    """Two crises, and one that nobody says began on a day."""
    table = typed(
        pd.DataFrame(
            said_in("""
                crisis_id  start_date  end_date
                north      2019-12-01  .
                south      2015-04-25  .
                world      .           .
            """),
            dtype="object",
        )
    )
    table["start_date"] = pd.to_datetime(table["start_date"]).astype("datetime64[us]")
    return engine(table)


def why(figures, crises) -> str:
    with pytest.raises(Refusal) as refused:
        compare.refuse_unlike(compare.kinds(compare.lines(figures), crises))
    return str(refused.value)


def test_a_series_is_the_recommended_line_with_most_statements(frame, rows):
    figures = frame("""
        figure_id  as_of       source_id  role           status
        first      2020-01-01  ocha       recommended    validated
        second     2020-02-01  ocha       recommended    validated
        slip       2020-02-08  ocha       recommended    withdrawn
        beside     2020-02-02  ocha       triangulation  validated
        yearly     2020-12-31  unhcr      recommended    validated
        other      2020-03-01  sohr       triangulation  validated
    """)
    assert rows(compare.lines(figures), "figure_id") == ["first", "second"]


def test_of_lines_as_long_the_one_that_goes_on_longest_is_taken(frame, rows):
    figures = frame("""
        figure_id  as_of       source_id
        old        2015-12-31  unhcr
        new        2024-12-31  idmc
    """)
    assert rows(compare.lines(figures), "figure_id") == ["new"]


def test_counts_from_two_start_days_are_two_lines(frame, rows):
    figures = frame("""
        figure_id  measure     period_start  as_of       role
        early      cumulative  2019-12-01    2020-01-01  recommended
        late       cumulative  2019-12-01    2020-02-01  recommended
        another    cumulative  2019-12-18    2020-03-01  recommended
    """)
    assert rows(compare.lines(figures), "figure_id") == ["early", "late"]


def test_a_place_without_a_recommended_figure_has_the_longest_line_there_is(frame, rows):
    figures = frame("""
        figure_id  as_of       source_id  role
        one        2020-01-01  sohr       triangulation
        two        2020-02-01  sohr       triangulation
        three      2020-02-01  voa        triangulation
    """)
    assert rows(compare.lines(figures), "figure_id") == ["one", "two"]


@pytest.mark.parametrize(
    "column, pair, said",
    [
        ("measure", "stock flow", "one is a flow, a number in a period, and another is a stock, a number on a date"),
        ("unit", "people households", "one counts households and another people"),
        ("unit", "people movements", "one counts movements and another people"),
        ("indicator", "idps refugees", "different indicators"),
        ("population_group", "IDP RES", "different groups of people"),
        ("origin_location_id", ". SYR", "from one country of origin and another people from all"),
    ],
)
def test_unlike_series_are_refused_with_the_reason(frame, crises, column, pair, said):
    first, second = pair.split()
    period = "2020-01-01" if column == "measure" else "."
    figures = frame(f"""
        crisis_id  location_id  {column}  period_start
        north      A            {first}   {period}
        south      B            {second}  {period}
    """)
    assert said in why(figures, crises)


def test_one_cause_is_not_compared_with_everybody(frame, crises):
    figures = frame("""
        crisis_id  location_id  dimension  category
        north      A            .          .
        south      B            cause      conflict
    """)
    assert why(figures, crises) == "not compared: one is about everybody displaced and another about conflict only"


def test_flows_by_day_and_by_year_are_not_compared(frame, crises):
    figures = frame("""
        crisis_id  location_id  measure  period_start  as_of
        north      A            flow     2020-01-01    2020-01-01
        south      B            flow     2020-01-01    2020-12-31
    """)
    assert why(figures, crises) == "not compared: one counts by the day and another by the year"


@pytest.mark.parametrize(
    "crisis, start, said",
    [
        (
            "south",
            "2020-01-01",
            "one counts since a day on which displacement began and another counts since the first",
        ),
        ("south", ".", "one counts since a day on which displacement began and another names no start"),
    ],
)
def test_counts_that_begin_in_different_ways_are_not_compared(frame, crises, crisis, start, said):
    figures = frame(f"""
        crisis_id  location_id  measure     period_start  as_of
        north      A            cumulative  2019-12-01    2020-03-01
        {crisis}   B            cumulative  {start}       2020-03-01
    """)
    assert said in why(figures, crises)


def test_counts_that_begin_with_two_waves_are_compared(frame, crises):
    figures = frame("""
        crisis_id  location_id  measure     period_start  as_of
        north      A            cumulative  2019-12-01    2020-03-01
        south      A            cumulative  2019-04-30    2019-11-01
    """)
    compare.refuse_unlike(compare.kinds(compare.lines(figures), crises))


@pytest.mark.parametrize("places, number", [("A", 1), ("A B C D E F G", 7)])
def test_two_to_six_series_are_compared(frame, crises, places, number):
    lines = "\n".join(f"north  {place}" for place in places.split())
    figures = frame(f"crisis_id  location_id\n{lines}")
    assert why(figures, crises) == f"2 to 6 series are compared; here are {number}"


def test_days_are_counted_from_the_count_or_else_from_the_crisis(frame, rows, crises):
    figures = frame("""
        crisis_id  location_id  measure     period_start  as_of
        north      A            cumulative  2019-12-18    2020-01-01
        north      B            stock       .             2020-01-01
        world      C            stock       .             2020-01-01
    """)
    days = compare.with_day(compare.lines(figures), crises)
    assert rows(days, "location_id", "day") == [("A", 14), ("B", 31), ("C", None)]


def test_a_rate_needs_residents_of_the_same_source_and_date(frame, rows):
    figures = frame("""
        figure_id  indicator   location_id  source_id  as_of       value    population_group
        there      idps        A            ocha       2020-02-13  700000   IDP
        later      idps        A            ocha       2020-02-20  900000   IDP
        people     population  A            ocha       2020-02-13  4000000  ALL
        theirs     population  A            unhcr      2020-02-20  4000000  ALL
        alone      idps        B            ocha       2020-02-13  5000     IDP
    """)
    found = compare.rates(figures, compare.lines(figures))
    assert rows(found, "figure_id", "rate", "residents", "whole_id") == [("there", 175, 4_000_000, "people")]


def test_a_rate_may_rest_on_a_statement_that_is_not_recommended(frame, rows):
    figures = frame("""
        figure_id  indicator   as_of       value    population_group  role
        main       idps        2020-02-12  800000   IDP               recommended
        beside     idps        2020-02-13  700000   IDP               triangulation
        people     population  2020-02-13  4000000  ALL               recommended
    """)
    assert rows(compare.rates(figures, compare.lines(figures)), "figure_id") == ["beside"]


def test_without_residents_there_are_no_rates_and_no_error(frame, rows):
    figures = frame("figure_id  value\none  10")
    assert rows(compare.rates(figures, compare.lines(figures)), "figure_id", "rate") == []


def test_the_latest_of_each_says_how_much_older_than_the_newest_it_is(frame, rows):
    figures = frame("""
        location_id  as_of
        A            2020-01-01
        A            2020-02-01
        B            2020-01-02
    """)
    latest = compare.latest(compare.lines(figures))
    assert rows(latest, "location_id", "as_of", "days_behind") == [("A", "2020-02-01", 0), ("B", "2020-01-02", 30)]
