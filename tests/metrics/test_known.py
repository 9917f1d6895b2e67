"""What was known on a day."""

from datetime import date

import pytest

from metrics import known


@pytest.mark.parametrize("day, ids", [(9, []), (10, ["f1"]), (11, ["f1"])])
def test_a_statement_is_known_from_the_day_it_was_published(frame, rows, day, ids):
    figures = frame("""
        as_of       published_on
        2020-02-09  2020-02-10
    """)
    assert rows(known.as_known_on(figures, date(2020, 2, day)), "figure_id") == ids


@pytest.mark.parametrize("day, statuses", [(11, ["validated"]), (12, []), (13, [])])
def test_a_statement_withdrawn_later_still_stood_until_then(frame, rows, day, statuses):
    figures = frame("""
        value   published_on  withdrawn_on  status
        689098  2020-02-11    2020-02-12    withdrawn
    """)
    assert rows(known.as_known_on(figures, date(2020, 2, day)), "status") == statuses


def test_a_slip_without_a_day_of_withdrawal_was_never_known(frame, rows):
    figures = frame("""
        value    status
        2035000  withdrawn
    """)
    assert rows(known.as_known_on(figures, date(2021, 1, 1)), "value") == []


def test_a_replaced_statement_is_known_until_its_replacement(frame, rows):
    figures = frame("""
        figure_id  value   published_on  replaces
        first      900000  2020-03-01    .
        second     961000  2020-03-06    first
    """)
    assert rows(known.as_known_on(figures, date(2020, 3, 5)), "figure_id") == ["first"]
    assert rows(known.as_known_on(figures, date(2020, 3, 6)), "figure_id") == ["second"]


def test_the_statement_before_returns_when_its_replacement_is_withdrawn(frame, rows):
    figures = frame("""
        figure_id  published_on  replaces  withdrawn_on  status
        first      2020-03-01    .         .             validated
        second     2020-03-06    first     2020-03-08    withdrawn
    """)
    assert rows(known.as_known_on(figures, date(2020, 3, 7)), "figure_id") == ["second"]
    assert rows(known.as_known_on(figures, date(2020, 3, 8)), "figure_id") == ["first"]


def test_preliminary_statements_stay_preliminary(frame, rows):
    figures = frame("""
        status
        preliminary
    """)
    assert rows(known.as_known_on(figures, date(2021, 1, 1)), "status") == ["preliminary"]


def test_a_blank_value_is_also_something_known(frame, rows):
    assert rows(known.as_known_on(frame("value\n."), date(2021, 1, 1)), "value") == [None]


def test_a_statement_that_came_and_went_on_one_day_could_be_read_on_that_day(frame, rows):
    figures = frame("""
        value   published_on  withdrawn_on  status
        689098  2020-02-14    2020-02-14    withdrawn
    """)
    assert rows(known.as_known_on(figures, date(2020, 2, 13)), "value") == []
    assert rows(known.as_known_on(figures, date(2020, 2, 14)), "value") == [689098]
    assert rows(known.as_known_on(figures, date(2020, 2, 15)), "value") == []
