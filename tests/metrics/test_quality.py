"""Notes of quality: what a careful reader would want to be told."""

from datetime import date

import pytest

from metrics import quality


def test_a_cumulative_count_below_the_one_before_is_noted_with_both(frame, rows):
    figures = frame("""
        figure_id  period_start  as_of       measure     value
        february   2019-12-01    2020-02-09  cumulative  586000
        march      2019-12-01    2020-03-05  cumulative  960000
        april      2019-12-01    2020-04-17  cumulative  846000
    """)
    columns = ("kind", "figure_id", "value", "other_id", "other_value", "other_as_of")
    assert rows(quality.cumulative_falls(figures), *columns) == [
        ("cumulative_fall", "april", 846000, "march", 960000, "2020-03-05")
    ]


def test_a_stock_may_fall_without_a_note(frame, rows):
    figures = frame("""
        as_of       value
        2020-02-09  586000
        2020-02-16  520000
    """)
    assert rows(quality.notes(figures), "kind") == []


@pytest.mark.parametrize(
    "qualifier, value, noted",
    [
        ("approximately", 464830, True),
        ("nearly", 586010, True),
        ("more_than", 464800, False),
        ("approximately", 586000, False),
        ("approximately", 9999, False),
        ("exact", 464830, False),
        ("at_least", 464830, False),
    ],
)
def test_some_464830_says_two_things_at_once(frame, rows, qualifier, value, noted):
    figures = frame(f"""
        qualifier  value
        {qualifier}  {value}
    """)
    found = rows(quality.false_precision(figures), "kind", "value", "other_id", "other_value", "other_as_of")
    assert found == ([("false_precision", value, None, None, None)] if noted else [])


def test_a_part_above_its_total_is_noted(frame, rows):
    figures = frame("""
        figure_id  age_group  dimension  category  value
        total      all        .          .         500
        children   0-17       .          .         600
        tents      all        shelter    tents     501
        adults     18+        .          .         500
    """)
    assert rows(quality.parts_above_total(figures), "figure_id", "value", "other_id", "other_value") == [
        ("children", 600, "total", 500),
        ("tents", 501, "total", 500),
    ]


def test_a_part_is_not_held_against_the_total_of_another_source_or_period(frame, rows):
    figures = frame("""
        age_group  source_id  period_start  value
        all        ocha       .             500
        0-17       unicef     .             600
        0-17       ocha       2020-01-01    600
    """)
    assert rows(quality.parts_above_total(figures), "figure_id") == []


def test_withdrawn_statements_are_noted_and_compete_with_nothing(frame, rows):
    figures = frame("""
        figure_id  age_group  value   status
        stands     all        586000  validated
        gone       all        689098  withdrawn
        child      0-17       600000  withdrawn
        silent     all        .       withdrawn
    """)
    assert rows(quality.notes(figures), "kind", "figure_id") == [
        ("withdrawn", "child"),
        ("withdrawn", "gone"),
    ]


def test_notes_are_all_kinds_together(frame, rows):
    figures = frame("""
        figure_id  age_group  period_start  as_of       measure     value   qualifier      status
        high       all        2019-12-01    2020-03-05  cumulative  960000  not_stated     validated
        low        all        2019-12-01    2020-04-17  cumulative  846010  approximately  validated
        children   0-17       2019-12-01    2020-04-17  cumulative  900000  not_stated     validated
        gone       all        2019-12-01    2020-04-18  cumulative  700000  not_stated     withdrawn
    """)
    assert rows(quality.notes(figures), "kind", "figure_id", "source_id") == [
        ("cumulative_fall", "low", "ocha"),
        ("false_precision", "low", "ocha"),
        ("part_above_total", "children", "ocha"),
        ("withdrawn", "gone", "ocha"),
    ]


@pytest.mark.parametrize("today, days, late", [(date(2020, 2, 16), 7, False), (date(2020, 2, 17), 8, True)])
def test_a_crisis_is_overdue_when_its_newest_figure_is_older_than_its_interval(frame, rows, today, days, late):
    figures = frame("""
        as_of       value
        2020-02-02  520000
        2020-02-09  586000
        2020-02-16  .
    """)
    crises = frame("""
        crisis_id  end_date  review_every_days
        x          .         7
    """)
    found = rows(quality.overdue(figures, crises, today), "crisis_id", "newest", "days", "overdue")
    assert found == [("x", "2020-02-09", days, late)]


def test_a_crisis_that_ended_is_not_overdue_and_one_without_figures_is(frame, rows):
    figures = frame("""
        crisis_id  as_of
        ended      2020-02-09
    """)
    crises = frame("""
        crisis_id  end_date    review_every_days
        ended      2020-07-31  7
        silent     .           7
    """)
    found = rows(quality.overdue(figures, crises, date(2021, 1, 1)), "crisis_id", "days", "overdue")
    assert found == [("ended", 327, False), ("silent", None, True)]
