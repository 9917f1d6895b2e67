"""The latest statement of each source, and the headline cards."""

import pytest

from metrics import latest


def test_the_latest_statement_is_by_date_and_not_by_row(frame, rows):
    figures = frame("""
        figure_id  as_of       value
        newest     2020-02-09  586000
        oldest     2020-01-02  284000
        older      2020-02-02  520000
    """)
    assert rows(latest.latest(figures), "figure_id", "previous_id", "days", "change") == [("newest", "older", 7, 66000)]


def test_a_first_statement_has_nothing_before_it(frame, rows):
    columns = ("previous_value", "previous_as_of", "previous_id", "change", "change_percent")
    assert rows(latest.latest(frame("value\n586000")), *columns) == [(None, None, None, None, None)]


def test_each_source_has_its_own_latest_statement(frame, rows):
    figures = frame("""
        source_id  as_of       value
        ocha       2020-02-09  586000
        unhcr      2020-02-02  550000
        unhcr      2020-01-02  300000
    """)
    assert rows(latest.latest(figures), "source_id", "value", "previous_value") == [
        ("ocha", 586000, None),
        ("unhcr", 550000, 300000),
    ]


def test_withdrawn_statements_and_blank_values_say_nothing(frame, rows):
    figures = frame("""
        figure_id  as_of       value   status
        stands     2020-02-09  586000  validated
        gone       2020-02-10  689098  withdrawn
        silent     2020-02-16  .       validated
    """)
    assert rows(latest.latest(figures), "figure_id") == ["stands"]


def test_no_change_in_percent_from_a_base_under_a_thousand(frame, rows):
    figures = frame("""
        as_of       value
        2020-02-02  999
        2020-02-09  1998
    """)
    assert rows(latest.latest(figures), "change", "change_percent") == [(999, None)]


def test_a_rise_by_half_is_fifty_percent(frame, rows):
    figures = frame("""
        as_of       value
        2020-02-02  1000
        2020-02-09  1500
    """)
    assert rows(latest.latest(figures), "change_percent") == [50]


def test_a_month_is_not_compared_with_the_month_before_last(frame, rows):
    figures = frame("""
        period_start  as_of       measure  value
        2020-01-01    2020-01-31  flow     5000
        2020-03-01    2020-03-31  flow     7000
    """)
    assert rows(latest.latest(figures), "value", "previous_value", "change") == [(7000, None, None)]


def test_a_month_is_compared_with_the_month_before(frame, rows):
    figures = frame("""
        period_start  as_of       measure  value
        2020-02-01    2020-02-29  flow     5000
        2020-03-01    2020-03-31  flow     7000
    """)
    assert rows(latest.latest(figures), "value", "previous_value", "change") == [(7000, 5000, 2000)]


def headline(rows, figures, *columns):
    return rows(latest.headlines(figures, [("idps", "SYR")]), *columns)


def test_a_card_shows_the_recommended_statement_though_another_source_is_newer(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of       role
        main       ocha       2020-02-02  recommended
        beside     unhcr      2020-02-09  triangulation
    """)
    assert headline(rows, figures, "figure_id", "card") == [("main", 0)]


def test_a_card_shows_the_recommended_statement_though_the_same_source_said_something_newer(frame, rows):
    figures = frame("""
        figure_id  as_of       role           value
        first      2020-01-02  recommended    284000
        main       2020-02-02  recommended    520000
        beside     2020-02-09  triangulation  586000
    """)
    assert headline(rows, figures, "figure_id", "previous_id", "change") == [("main", "first", 236000)]


def test_a_card_without_a_recommended_statement_shows_the_latest(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of       role
        older      ocha       2020-02-02  triangulation
        newer      unhcr      2020-02-09  triangulation
    """)
    assert headline(rows, figures, "figure_id") == ["newer"]


def test_of_two_recommended_sources_the_later_date_wins_then_the_later_publication(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of       published_on
        early      ocha       2020-02-02  2020-03-01
        first      unhcr      2020-02-09  2020-02-10
        second     iom        2020-02-09  2020-02-11
    """)
    assert headline(rows, figures, "figure_id") == ["second"]


def test_a_card_shows_a_total_and_not_a_movement_from_one_place(frame, rows):
    figures = frame("""
        figure_id  as_of       origin_location_id
        total      2020-02-02  .
        from       2020-02-09  SY02
    """)
    assert headline(rows, figures, "figure_id") == ["total"]


def test_refugees_are_counted_by_origin_and_still_have_a_card(frame, rows):
    figures = frame("""
        figure_id  origin_location_id
        refugees   SYR
    """)
    assert headline(rows, figures, "figure_id") == ["refugees"]


def test_a_card_is_about_everybody(frame, rows):
    figures = frame("""
        figure_id  sex  age_group  dimension
        women      f    all        .
        children   all  0-17       .
        tents      all  all        shelter
    """)
    assert headline(rows, figures, "figure_id") == []


def test_cards_keep_their_positions_and_one_that_nobody_has_stated_is_left_out(frame, rows):
    figures = frame("""
        indicator  location_id
        idps       SYR
        returns    SY07
    """)
    cards = [("returns", "SY07"), ("refugees", "SYR"), ("idps", "SYR")]
    assert rows(latest.headlines(figures, cards), "card", "indicator") == [(0, "returns"), (2, "idps")]


@pytest.mark.parametrize("cards", [[], [("refugees", "TUR")]])
def test_without_a_statement_there_is_no_card(frame, rows, cards):
    found = latest.headlines(frame("value\n5"), cards)
    assert rows(found, "card", "figure_id", "change", "previous_as_of") == []


def test_a_recommended_statement_is_compared_with_recommended_ones_only(frame, rows):
    figures = frame("""
        measure     period_start  as_of       value   role
        cumulative  2019-12-01    2020-02-23  948000  recommended
        cumulative  2019-12-01    2020-02-28  948000  triangulation
        cumulative  2019-12-01    2020-03-05  961000  recommended
    """)
    assert rows(latest.latest(figures), "previous_as_of", "change") == [("2020-02-23", 13000)]
