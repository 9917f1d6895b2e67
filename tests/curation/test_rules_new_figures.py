"""New figures beside the published ones: what fell, leapt, lies far outside, or is missing."""

from datetime import date

import pytest

from curation.checking.rules import check_rules
from tests.curation.figure_tables import figure_tables

TODAY = date(2020, 3, 1)

PUBLISHED = """
    figure_id  indicator  period_start  as_of       value   source_id
    old        since      2019-12-01    2020-02-02  586000  ocha
    stock      idps       .             2020-02-02  586000  ocha
    january    flights    2020-01-01    2020-01-31  300000  ocha
    share      share      .             2020-02-02  20      ocha
"""


def news(added: str, published: str = PUBLISHED, **others: str) -> list[tuple[str, str, str]]:
    """What is said of figures that come to the published ones: the column, what was found, what was expected."""
    before, after = figure_tables(published, **others), figure_tables(published, added, **others)
    return [(one.column, one.found, one.expected) for one in check_rules(after, TODAY, before=before)]


@pytest.mark.parametrize(
    "indicator, start, value, says",
    [
        ("since", "2019-12-01", 570000, "no fewer than the source counted by 2020-02-02, 586000"),
        ("since", "2019-12-01", 586000, None),
        ("since", "2019-12-01", 700000, None),
        ("since", "2019-12-12", 235000, None),
        ("idps", ".", 570000, None),
        ("idps", ".", 586, "a change of at most 50 % from the source's figure of 2020-02-02, 586000"),
        ("idps", ".", 900000, "a change of at most 50 % from the source's figure of 2020-02-02, 586000"),
        ("share", ".", 90, None),
    ],
)
def test_a_new_figure_is_held_against_the_last_one_of_its_source(indicator, start, value, says):
    added = f"figure_id  indicator  period_start  as_of  value\nnew  {indicator}  {start}  2020-02-28  {value}"
    assert news(added) == ([("value", str(value), says)] if says else [])


@pytest.mark.parametrize("qualifier, told", [("more_than", False), ("at_least", False), ("nearly", True)])
def test_more_than_a_number_is_no_fall(qualifier, told):
    added = "figure_id  indicator  period_start  as_of  value  qualifier\nnew  since  2019-12-01  2020-02-28  570000  "
    assert bool(news(added + qualifier)) is told


def test_a_row_that_gives_its_reason_is_not_asked():
    added = "figure_id  as_of  value  change_reason\nnew  2020-02-28  5000  camps were counted twice"
    assert news(added) == []


def test_another_source_is_another_series():
    assert news("figure_id  as_of  value  source_id\nnew  2020-02-28  900  iom") == []


@pytest.mark.parametrize("day, told", [("2020-02-10", False), ("2020-01-10", True)])
def test_a_change_of_the_counting_method_explains_a_leap(day, told):
    events = f"event_id  kind  date_start\nnew-count  count_method_change  {day}"
    assert bool(news("figure_id  as_of  value\nnew  2020-02-28  900000", events=events)) is told


@pytest.mark.parametrize("start, told", [("2020-02-24", False), ("2020-02-01", True)])
def test_flows_are_compared_over_periods_of_a_like_length_only(start, told):
    added = f"figure_id  indicator  period_start  as_of  value\nnew  flights  {start}  2020-02-28  30000"
    assert bool(news(added)) is told


def test_a_small_base_says_nothing():
    published = "figure_id  as_of  value\nold  2020-02-02  900"
    assert news("figure_id  as_of  value\nnew  2020-02-28  5000", published) == []


@pytest.mark.parametrize("value, told", [(5_900_000, True), (58_600, True), (640_000, False), (589_000, False)])
def test_a_number_far_outside_its_series_is_told_whoever_the_source(value, told):
    series = "".join(f"\nold{n}  2020-02-0{n}  {586000 + 3000 * n}" for n in range(1, 10))
    said = news(
        f"figure_id  as_of  value  source_id\nnew  2020-02-28  {value}  iom", f"figure_id  as_of  value{series}"
    )
    expected = "a number near the 9 others of its series, 589000 to 613000"
    assert said == ([("value", str(value), expected)] if told else [])


def test_what_was_published_is_not_asked_again():
    published = "figure_id  as_of  value  qualifier\na  2020-02-02  586000  exact\nb  2020-02-03  5861  nearly"
    assert news("figure_id  as_of  value  source_id\nnew  2020-02-28  586000  iom", published) == []


def test_a_changed_row_is_asked_as_a_new_one():
    before = figure_tables("figure_id  value\na  586001")
    after = figure_tables("figure_id  value  qualifier\na  586000  exact")
    assert [one.column for one in check_rules(after, TODAY, before=before)] == ["qualifier"]
    assert check_rules(after, TODAY, before=after) == []


def test_without_published_tables_every_row_is_new():
    tables = figure_tables("""
        figure_id  indicator  period_start  as_of       value
        a          since      2019-12-01    2020-02-25  9000
        b          since      2019-12-01    2020-02-28  8000
    """)
    assert [one.lines for one in check_rules(tables, TODAY, before={})] == [(3,)]
    assert check_rules(tables, TODAY) == []


@pytest.mark.parametrize("lines, named", [([0, 5], [(5,)]), ([5, 0], [])])
def test_rows_that_are_not_in_the_file_are_known_and_not_named(lines, named):
    tables = figure_tables("figure_id  value  as_of\na  586000  2020-02-02\nb  900000  2020-02-28")
    assert [one.lines for one in check_rules(tables, TODAY, lines, before={})] == named


def test_a_crisis_whose_newest_day_is_older_than_its_reviews_is_told_once():
    tables = figure_tables("figure_id  sex\na  all\nb  f", crises="crisis_id  review_every_days\nsyr  7")
    (stale,) = check_rules(tables, TODAY, before={})
    assert (stale.lines, stale.column, stale.expected) == ((2, 3), "as_of", "a day within the last 7 days for syr")
    assert check_rules(tables, TODAY, before=tables) == []
    assert check_rules(tables, date(2020, 3, 16), before=tables) == []


def test_a_crisis_that_is_over_is_a_record():
    crises = "crisis_id  review_every_days  end_date\nsyr  7  2020-02-29"
    assert check_rules(figure_tables("figure_id\na", crises=crises), TODAY, before={}) == []


def test_a_table_that_lost_more_than_a_fifth_of_its_rows_is_told():
    rows = ["figure_id  as_of", *(f"f{n}  2020-02-{n}" for n in range(10, 20))]
    before = figure_tables("\n".join(rows))
    (shrunken,) = check_rules(figure_tables("\n".join(rows[:8])), TODAY, before=before)
    assert str(shrunken) == (
        'figures.csv: found "7 rows", expected about as many rows as are published, 10; '
        "look whether the file is cut off or is a part of the table"
    )
    assert check_rules(figure_tables("\n".join(rows[:9])), TODAY, before=before) == []


def test_a_series_that_is_new_as_a_whole_is_told_once_for_its_source_and_indicator():
    series = """
        figure_id  as_of       value    source_id
        a          2015-12-31  1000     iom
        b          2016-12-31  5000     iom
        c          2017-12-31  1200     iom
        d          2018-12-31  1300     iom
        e          2019-12-31  9000000  iom
    """
    (leaps,) = (one for one in check_rules(figure_tables(series), TODAY, before={}) if one.column == "value")
    assert (leaps.lines, leaps.found) == ((3, 4, 6), "3 numbers of idps (iom)")
    assert leaps.expected == "a change of at most 50 % from one day to the next"
    assert "line 6, 9000000 on 2019-12-31 after 1300 on 2018-12-31" in leaps.mend


def test_numbers_far_outside_new_series_are_told_once_with_the_farthest():
    rows = [f"{place}{day}  {place}  2020-01-{day}  {700 + day}" for place in ("SY07", "SY02") for day in range(10, 20)]
    series = "figure_id  location_id  as_of  value\n" + "\n".join(
        [*rows, "x  SY07  2020-01-20  3", "y  SY02  2020-01-20  9"]
    )
    (far,) = (one for one in check_rules(figure_tables(series), TODAY, before={}) if one.column == "value")
    assert (far.lines, far.found) == ((22, 23), "2 numbers of idps (ocha)")
    assert "line 22, 3 on 2020-01-20 beside 710 to 719" in far.mend


def test_a_row_that_continues_a_published_series_is_told_by_itself():
    published = "figure_id  as_of  value\nold  2020-01-02  586000"
    added = "figure_id  as_of  value\na  2020-02-02  900000\nb  2020-02-09  300000"
    assert [found for _, found, _ in news(added, published)] == ["900000", "300000"]
