"""How a figure went on: lines, changes and gaps."""

from datetime import date

import pytest

from metrics import trend


def test_a_series_is_one_indicator_and_place_of_one_crisis(frame, rows):
    figures = frame("""
        figure_id  crisis_id  indicator  location_id
        wanted     syr        idps       SYR
        crisis     irq        idps       SYR
        counted    syr        refugees   SYR
        place      syr        idps       SY07
    """)
    assert rows(trend.series(figures, "syr", "idps", "SYR"), "figure_id") == ["wanted"]


def test_several_series_are_those_asked_for_each_as_it_is_alone(frame, rows):
    figures = frame("""
        figure_id  crisis_id  indicator  location_id  dimension  category
        one        syr        idps       SYR          .          .
        other      syr        refugees   SY07         .          .
        conflict   syr        refugees   SY07         cause      conflict
        crossed    syr        refugees   SYR          .          .
        across     syr        idps       SY07         .          .
        crisis     irq        idps       SYR          .          .
    """)
    subjects = (("idps", "SYR"), ("refugees", "SY07"))
    columns = ("figure_id", "line", "period_kind")
    alone = [rows(trend.series(figures, "syr", *subject), *columns) for subject in subjects]
    assert rows(trend.several(figures, "syr", subjects), *columns) == sorted(one for some in alone for one in some)
    assert [len(one) for one in alone] == [1, 1]


def test_a_series_is_about_everybody_and_keeps_what_was_withdrawn(frame, rows):
    figures = frame("""
        figure_id  sex  age_group  dimension  status     value
        all        all  all        .          validated  586000
        gone       all  all        .          withdrawn  689098
        women      f    all        .          validated  290000
        children   all  0-17       .          validated  300000
        tents      all  all        shelter    validated  80000
        silent     all  all        .          validated  .
    """)
    series = trend.series(figures, "x", "idps", "SYR")
    assert rows(series, "figure_id", "status") == [("all", "validated"), ("gone", "withdrawn")]


def test_a_series_may_be_limited_to_sources_and_days(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of
        early      ocha       2020-02-01
        first      ocha       2020-02-02
        last       ocha       2020-02-09
        late       ocha       2020-02-10
        other      unhcr      2020-02-05
    """)
    days = {"start": date(2020, 2, 2), "end": date(2020, 2, 9)}
    assert rows(trend.series(figures, "x", "idps", "SYR", **days), "figure_id") == ["first", "last", "other"]
    ocha = trend.series(figures, "x", "idps", "SYR", sources=("ocha",), **days)
    assert rows(ocha, "figure_id") == ["first", "last"]


@pytest.mark.parametrize(
    "start, end, period",
    [
        ("2020-02-09", "2020-02-09", ("day", 1)),
        ("2020-02-03", "2020-02-09", ("week", 7)),
        ("2020-02-01", "2020-02-29", ("month", 29)),
        ("2020-01-01", "2020-03-31", ("quarter", 91)),
        ("2020-01-01", "2020-06-30", ("half_year", 182)),
        ("2020-01-01", "2020-12-31", ("year", 366)),
        ("2020-01-20", "2020-02-02", ("other", 14)),
        (".", "2020-02-09", (None, None)),
    ],
)
def test_a_period_counts_its_first_and_its_last_day(frame, rows, start, end, period):
    figures = frame(f"""
        period_start  as_of       measure
        {start}    {end}  flow
    """)
    series = trend.series(figures, "x", "idps", "SYR")
    assert rows(series, "period_kind", "period_days") == [period]


def lines(rows, figures) -> int:
    return len(set(rows(trend.series(figures, "x", "idps", "SYR"), "line")))


def test_sources_have_lines_of_their_own(frame, rows):
    figures = frame("""
        source_id  as_of
        ocha       2020-02-02
        ocha       2020-02-09
        unhcr      2020-02-09
    """)
    assert lines(rows, figures) == 2


def test_a_cumulative_count_from_another_day_is_another_line(frame, rows):
    figures = frame("""
        period_start  as_of       measure     value
        2019-12-01    2020-02-09  cumulative  586000
        2019-12-12    2020-02-16  cumulative  520000
    """)
    assert lines(rows, figures) == 2
    assert rows(trend.changes(figures), "figure_id") == []


def test_cumulative_counts_from_an_unknown_day_are_never_compared(frame, rows):
    figures = frame("""
        period_start  as_of       measure     value
        .             2020-02-09  cumulative  586000
        .             2020-02-16  cumulative  520000
    """)
    assert lines(rows, figures) == 2
    assert rows(trend.changes(figures), "figure_id") == []


def test_a_day_is_not_compared_with_a_month(frame, rows):
    figures = frame("""
        period_start  as_of       measure
        2020-01-01    2020-01-31  flow
        2020-02-01    2020-02-01  flow
    """)
    assert lines(rows, figures) == 2


@pytest.mark.parametrize("earlier, later", [(586000, 520000), (960000, 846000)])
def test_a_later_and_lower_count_is_a_revision_not_a_negative_flow(frame, rows, earlier, later):
    figures = frame(f"""
        period_start  as_of       measure     value
        2019-12-01    2020-03-05  cumulative  {earlier}
        2019-12-01    2020-04-17  cumulative  {later}
    """)
    changes = trend.changes(figures)
    assert rows(changes, "kind", "change", "days", "previous_as_of") == [
        ("revised_or_returned", later - earlier, 43, "2020-03-05")
    ]
    assert rows(changes, "previous_id", "previous_value") == [("f1", earlier)]
    assert rows(changes, "change_percent")[0] == pytest.approx((later - earlier) / earlier * 100)


@pytest.mark.parametrize("later, kind", [(1200, "rise"), (900, "fall"), (1000, "unchanged")])
def test_a_stock_rises_falls_or_stays(frame, rows, later, kind):
    figures = frame(f"""
        as_of       value
        2020-01-31  1000
        2020-02-29  {later}
    """)
    assert rows(trend.changes(figures), "kind", "change") == [(kind, later - 1000)]


def test_the_row_before_is_not_the_period_before(frame, rows):
    figures = frame("""
        period_start  as_of       measure  value
        2020-01-01    2020-01-31  flow     5000
        2020-03-01    2020-03-31  flow     7000
        2020-04-01    2020-04-30  flow     6000
    """)
    assert rows(trend.changes(figures), "figure_id", "previous_id") == [("f3", "f2")]


def test_the_period_before_is_found_also_behind_one_that_overlaps(frame, rows):
    figures = frame("""
        figure_id  period_start  as_of       measure  value
        january    2020-01-01    2020-01-31  flow     5000
        midmonth   2020-01-15    2020-02-13  flow     5500
        february   2020-02-01    2020-02-29  flow     7000
    """)
    assert rows(trend.changes(figures), "figure_id", "previous_id") == [("february", "january")]


def test_rows_in_another_order_change_the_same(frame, rows):
    figures = frame("""
        figure_id  as_of       value
        third      2020-03-05  961000
        first      2020-01-02  284000
        second     2020-02-09  586000
    """)
    assert rows(trend.changes(figures), "previous_id", "figure_id") == [
        ("first", "second"),
        ("second", "third"),
    ]


@pytest.mark.parametrize("base, percent", [(999, None), (1000, 100), (0, None)])
def test_percent_change_needs_a_base_of_a_thousand(frame, rows, base, percent):
    figures = frame(f"""
        as_of       value
        2020-01-31  {base}
        2020-02-29  2000
    """)
    assert rows(trend.changes(figures), "change", "change_percent") == [(2000 - base, percent)]


def test_a_withdrawn_statement_and_one_without_a_value_are_not_compared(frame, rows):
    figures = frame("""
        figure_id  as_of       value   status
        first      2020-02-02  520000  validated
        gone       2020-02-09  689098  withdrawn
        silent     2020-02-16  .       validated
        last       2020-02-23  586000  preliminary
    """)
    assert rows(trend.changes(figures), "figure_id", "previous_id") == [("last", "first")]


def test_two_statements_for_one_date_are_one_the_recommended(frame, rows):
    figures = frame("""
        figure_id  as_of       role           published_on
        first      2020-02-02  recommended    2020-02-03
        main       2020-02-09  recommended    2020-02-10
        beside     2020-02-09  triangulation  2020-02-20
    """)
    assert rows(trend.changes(figures), "figure_id") == ["main"]


def test_two_statements_for_one_date_and_role_are_one_the_last_published(frame, rows):
    figures = frame("""
        figure_id  as_of       published_on
        old        2020-02-09  2020-02-20
        older      2020-02-09  2020-02-10
        later      2020-02-16  2020-02-20
    """)
    assert rows(trend.changes(figures), "previous_id") == ["old"]


def test_women_are_compared_with_women(frame, rows):
    figures = frame("""
        as_of       sex  value
        2020-02-02  f    260000
        2020-02-02  all  520000
        2020-02-09  f    290000
        2020-02-09  all  586000
    """)
    assert rows(trend.changes(figures), "sex", "change") == [("all", 66000), ("f", 30000)]


def test_a_line_is_drawn_over_three_usual_intervals_and_no_more(frame, rows):
    figures = frame("""
        as_of       status
        2020-02-01  validated
        2020-02-22  validated
        2020-03-01  withdrawn
        2020-03-15  validated
    """)
    assert rows(trend.gaps(figures, usual_days=7), "as_of", "days", "joins") == [
        ("2020-02-01", None, False),
        ("2020-02-22", 21, True),
        ("2020-03-15", 22, False),
    ]


def test_subjects_are_what_a_reader_can_choose(frame, rows):
    figures = frame("""
        indicator  location_id  source_id  as_of       sex  value
        idps       SYR          ocha       2020-02-09  all  586000
        idps       SYR          unhcr      2020-02-02  all  520000
        idps       SYR          unhcr      2020-03-02  f    260000
        idps       SY07         ocha       2020-02-09  all  .
        refugees   SYR          unhcr      2020-02-09  all  5000000
    """)
    columns = ("indicator", "location_id", "statements", "sources", "first", "last")
    assert rows(trend.subjects(figures), *columns) == [
        ("idps", "SYR", 2, 2, "2020-02-02", "2020-02-09"),
        ("refugees", "SYR", 1, 1, "2020-02-09", "2020-02-09"),
    ]


def test_a_movement_from_one_place_is_not_the_movement_into_the_place(frame, rows):
    figures = frame("""
        measure  indicator      location_id  origin_location_id  period_start  as_of       value
        flow     idp_movements  SY07         .                   2020-01-01    2020-01-31  320600
        flow     idp_movements  SY07         SY02                2020-01-01    2020-01-31  23500
    """)
    series = trend.series(figures, "x", "idp_movements", "SY07")
    assert rows(series, "value") == [320600]


def test_refugees_carry_their_country_of_origin_and_stay_in_the_series(frame, rows):
    figures = frame("""
        indicator  location_id  origin_location_id  value
        refugees   TUR          SYR                 3587266
    """)
    assert rows(trend.series(figures, "x", "refugees", "TUR"), "value") == [3587266]


def test_a_yearly_line_is_joined_also_where_the_crisis_is_reviewed_each_week(frame, rows):
    figures = frame("""
        as_of       value
        2015-12-31  6563462
        2016-12-31  6325978
        2017-12-31  6150005
        2018-12-31  6183920
        2022-12-31  6780994
    """)
    assert rows(trend.gaps(figures, usual_days=7), "as_of", "joins") == [
        ("2015-12-31", False),
        ("2016-12-31", True),
        ("2017-12-31", True),
        ("2018-12-31", True),
        ("2022-12-31", False),
    ]


def test_a_place_with_flows_from_one_origin_only_is_not_offered_because_nothing_would_be_drawn(frame, rows):
    figures = frame("""
        measure  location_id  origin_location_id
        flow     IRQ          SYR
        flow     TUR          .
        stock    LBN          SYR
    """)
    assert rows(trend.subjects(figures), "location_id") == ["LBN", "TUR"]
