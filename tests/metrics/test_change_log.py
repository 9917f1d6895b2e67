"""What changed after it was published, and by how much."""

import pytest

from metrics import change_log, trend

SIDES = ("figure_id_before", "figure_id_after")


def series(figures):
    return trend.series(figures, crisis="x", indicator="idps", location="SYR")


def test_a_replacement_says_both_sides_the_day_and_the_reason(frame, rows):
    figures = frame("""
        figure_id  value  published_on  withdrawn_on  status     replaces  change_reason
        first      1000   2020-03-01    2020-03-06    withdrawn  .         Replaced later.
        second     1100   2020-03-06    .             validated  first     The value changed.
        third      500    2020-03-07    .             validated  .         .
    """)
    found = change_log.log(series(figures))
    assert rows(found, "kind", "day", *SIDES, "reason") == [
        ("replaced", "2020-03-06", "first", "second", "The value changed."),
    ]
    assert rows(found, "size") == [pytest.approx(0.1)]


def test_a_replacement_with_the_same_number_is_told_apart(frame, rows):
    figures = frame("""
        figure_id  published_on  status     replaces  change_reason
        first      2020-03-01    withdrawn  .         The link changed.
        second     2020-03-06    validated  first     .
    """)
    assert rows(change_log.log(series(figures)), "kind", "day", "reason") == [
        ("same_value", "2020-03-06", "The link changed."),
    ]


def test_a_withdrawal_has_no_other_side_and_its_distance_from_the_statement_before(frame, rows):
    figures = frame("""
        figure_id  value   as_of       withdrawn_on  status     change_reason
        before     500000  2020-02-02  .             validated  .
        gone       750000  2020-02-09  2020-02-14    withdrawn  No reason was given.
    """)
    assert rows(change_log.log(series(figures)), "kind", "day", *SIDES, "reason", "size") == [
        ("withdrawn", "2020-02-14", "gone", None, "No reason was given.", 0.5),
    ]


def test_an_error_never_taken_back_is_a_slip_on_the_day_it_was_published(frame, rows):
    figures = frame("""
        figure_id  published_on  status     change_reason
        slip       2019-12-31    withdrawn  2 lakh 35 thousand is 235,000.
    """)
    assert rows(change_log.log(series(figures)), "kind", "day", "size") == [("slip", "2019-12-31", None)]


def test_a_cumulative_count_below_its_sources_earlier_one_is_told_on_the_first_day_both_could_be_read(frame, rows):
    figures = frame("""
        figure_id  measure     period_start  as_of       published_on  value   change_reason
        higher     cumulative  2019-12-01    2020-02-02  2020-02-06    586000  .
        lower      cumulative  2019-12-01    2020-02-04  2020-02-04    520000  .
        other      cumulative  2020-01-24    2020-02-05  2020-02-05    100000  .
    """)
    found = change_log.log(series(figures))
    assert rows(found, "kind", "day", *SIDES) == [("lower", "2020-02-06", "higher", "lower")]
    assert rows(found, "size") == [pytest.approx(66 / 586)]


def test_a_stock_that_falls_was_not_changed(frame, rows):
    figures = frame("""
        as_of       value   change_reason
        2020-02-02  586000  .
        2020-02-04  520000  .
    """)
    assert rows(change_log.log(series(figures)), "kind") == []


def test_a_change_from_zero_has_no_share(frame, rows):
    figures = frame("""
        figure_id  value  published_on  status     replaces  change_reason
        first      0      2020-03-01    withdrawn  .         .
        second     50     2020-03-06    validated  first     .
    """)
    assert rows(change_log.log(series(figures)), "kind", "size") == [("replaced", None)]


def test_a_chain_runs_from_the_oldest_to_the_newest(frame):
    figures = frame("""
        figure_id  replaces
        c          b
        a          .
        b          a
        other      .
    """)
    for one in "abc":
        assert change_log.chain(figures, one) == ["a", "b", "c"]
    assert change_log.chain(figures, "other") == ["other"]


def test_a_chain_that_bites_its_tail_ends(frame):
    figures = frame("""
        figure_id  replaces
        a          b
        b          a
    """)
    assert set(change_log.chain(figures, "a")) == {"a", "b"}
