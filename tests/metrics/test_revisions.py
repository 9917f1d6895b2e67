"""How a series looked on each day, and what it looked like before it was changed."""

from datetime import date

import pytest

from metrics import known, revisions, trend

HISTORY = """
    figure_id  value   as_of       published_on  withdrawn_on  status     replaces
    kept       586000  2020-02-02  2020-02-06    .             validated  .
    gone       689098  2020-02-09  2020-02-14    2020-02-14    withdrawn  .
    wrong      900000  2020-02-20  2020-02-26    2020-02-28    withdrawn  .
    right      910000  2020-02-20  2020-02-28    .             validated  wrong
    slip       999999  2020-02-21  2020-02-22    .             withdrawn  .
"""


def series(figures):
    return trend.series(figures, crisis="x", indicator="idps", location="SYR")


def test_the_days_are_those_on_which_something_came_or_could_no_longer_be_read(frame, rows):
    assert rows(revisions.days(series(frame(HISTORY))), "day", "appeared", "gone") == [
        ("2020-02-06", 1, 0),
        ("2020-02-14", 1, 0),
        ("2020-02-15", 0, 1),
        ("2020-02-26", 1, 0),
        ("2020-02-28", 1, 1),
    ]


@pytest.mark.parametrize(
    "day, stands, gone",
    [
        (date(2020, 2, 5), [], []),
        (date(2020, 2, 14), ["gone", "kept"], []),
        (date(2020, 2, 15), ["kept"], ["gone"]),
        (date(2020, 2, 27), ["kept", "wrong"], ["gone"]),
        (date(2020, 2, 28), ["kept", "right"], ["gone", "wrong"]),
        (None, ["kept", "right"], ["gone", "wrong"]),
    ],
)
def test_what_had_gone_by_a_day_is_kept_and_marked(frame, rows, day, stands, gone):
    seen = rows(revisions.as_seen_on(series(frame(HISTORY)), day), "figure_id", "stands")
    assert [one for one, it_stands in seen if it_stands] == stands
    assert [one for one, it_stands in seen if not it_stands] == gone


def test_what_stands_on_a_day_is_what_was_known_on_it(frame, rows):
    figures = frame(HISTORY)
    for day in (date(2020, 2, 1), date(2020, 2, 14), date(2020, 2, 15), date(2020, 2, 27), date(2020, 3, 1)):
        seen = rows(revisions.as_seen_on(series(figures), day), "figure_id", "stands")
        assert [one for one, stands in seen if stands] == rows(known.as_known_on(series(figures), day), "figure_id")


def test_what_came_on_the_day_and_what_could_be_read_until_the_day_before_are_told(frame, rows):
    seen = revisions.as_seen_on(series(frame(HISTORY)), date(2020, 2, 28))
    assert rows(seen, "figure_id", "fresh", "lost") == [
        ("gone", False, False),
        ("kept", False, False),
        ("right", True, False),
        ("wrong", False, True),
    ]


def test_a_vintage_is_the_line_as_it_ran_until_something_on_it_was_lost(frame, rows):
    assert rows(revisions.vintages(series(frame(HISTORY))), "until", "figure_id", "lost") == [
        ("2020-02-15", "gone", True),
        ("2020-02-15", "kept", False),
        ("2020-02-28", "kept", False),
        ("2020-02-28", "wrong", True),
    ]
    early = revisions.vintages(series(frame(HISTORY)), date(2020, 2, 20))
    assert rows(early, "until", "figure_id") == [("2020-02-15", "gone"), ("2020-02-15", "kept")]


def test_a_line_that_lost_nothing_has_no_earlier_vintage(frame, rows):
    assert rows(revisions.vintages(series(frame("value\n5"))), "figure_id") == []


def test_each_source_says_how_often_it_spoke_and_how_often_it_changed_its_number(frame, rows):
    figures = frame("""
        figure_id  source_id  value  as_of       published_on  withdrawn_on  status     replaces  change_reason
        a          ocha       10     2020-02-01  2020-02-01    2020-02-05    withdrawn  .         .
        b          ocha       12     2020-02-01  2020-02-05    .             validated  a         .
        c          ocha       20     2020-02-02  2020-02-02    2020-02-05    withdrawn  .         .
        d          ocha       20     2020-02-02  2020-02-05    .             validated  c         .
        e          ocha       30     2020-02-03  2020-02-03    2020-02-04    withdrawn  .         .
        f          voa        12     2020-02-01  2020-02-09    .             validated  .         .
        g          voa        .      2020-02-02  2020-02-09    .             validated  .         .
    """)
    columns = ("source_id", "statements", "last_as_of", "revised", "withdrawn")
    assert rows(revisions.by_source(figures), *columns) == [
        ("ocha", 5, "2020-02-03", 1, 1),
        ("voa", 1, "2020-02-01", 0, 0),
    ]


def test_subjects_with_changes_are_counted(frame, rows):
    figures = frame("""
        figure_id  indicator  status     replaces
        a          idps       withdrawn  .
        b          idps       validated  a
        c          returns    validated  .
    """)
    assert rows(revisions.changed_subjects(figures), "indicator", "changes") == [("idps", 2)]
