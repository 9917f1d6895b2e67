"""What may be added and compared, and the sentences that refuse the rest."""

import pytest

from metrics import arithmetic
from metrics.frames import Refusal


def refused(figures, over: str) -> str:
    with pytest.raises(Refusal) as refusal:
        arithmetic.added(figures, over)
    return str(refusal.value)


def test_a_stock_is_added_across_places_of_one_date_and_source(frame, rows):
    figures = frame("""
        location_id  admin_level  value
        SY07         1            400000
        SY02         1            186000
    """)
    assert rows(arithmetic.added(figures, "location"), "value", "parts", "missing", "unit") == [
        (586000, 2, 0, "people")
    ]


def test_a_stock_is_never_added_over_time(frame):
    figures = frame("""
        as_of        value
        2020-02-02   520000
        2020-02-09   586000
    """)
    assert "a stock is never added over time" in refused(figures, "period")
    assert "different dates" in refused(figures, "location")


def test_a_cumulative_count_already_holds_the_earlier_ones(frame):
    figures = frame("""
        period_start  as_of       measure     value   adds_over
        2019-12-01    2020-02-02  cumulative  520000  location period
        2019-12-01    2020-02-09  cumulative  586000  location period
    """)
    assert "a cumulative is never added over time" in refused(figures, "period")


def test_people_who_flee_in_two_months_are_movements_because_one_may_be_counted_twice(frame, rows):
    figures = frame("""
        period_start  as_of       measure  value   adds_over
        2020-01-01    2020-01-31  flow     464830  period
        2020-02-01    2020-02-29  flow     752131  period
    """)
    assert rows(arithmetic.added(figures, "period"), "value", "unit") == [(1216961, "movements")]


@pytest.mark.parametrize("start", ["2020-01-31", "2020-01-15", "2019-12-01"])
def test_periods_that_share_a_day_are_not_added(frame, start):
    figures = frame(f"""
        period_start  as_of       measure  adds_over
        2020-01-01    2020-01-31  flow     period
        {start}    2020-02-29  flow     period
    """)
    assert "two periods overlap on" in refused(figures, "period")


def test_a_period_without_its_first_day_may_overlap_another(frame):
    figures = frame("""
        period_start  as_of       measure  adds_over
        .             2020-01-31  flow     period
        2020-02-01    2020-02-29  flow     period
    """)
    assert "without its first day" in refused(figures, "period")


@pytest.mark.parametrize(
    "column, one, other, why",
    [
        ("crisis_id", "syr", "irq", "crises may count the same people"),
        ("indicator", "idps", "refugees", "indicators count different things"),
        ("source_id", "ocha", "unhcr", "sources count in different ways"),
        ("role", "recommended", "triangulation", "state the same thing twice"),
        ("population_group", "IDP", "RET", "population groups"),
        ("dimension", "shelter", "cause", "two dimensions"),
        ("sex", "f", "m", "differ in sex"),
        ("age_group", "0-17", "18+", "differ in age group"),
        ("category", "tents", "camps", "differ in category"),
        ("as_of", "2020-02-02", "2020-02-09", "different dates"),
        ("period_start", "2019-12-01", "2019-12-12", "count from different days"),
        ("period_start", "2019-12-01", ".", "count from different days"),
        ("admin_level", "1", "2", "different admin levels"),
        ("admin_level", "1", ".", "different admin levels"),
        ("origin_location_id", "SY02", ".", "movements from one place are parts of those from all"),
    ],
)
def test_places_are_added_only_when_they_differ_in_nothing_else(frame, column, one, other, why):
    figures = frame(f"""
        location_id  {column}
        SY07         {one}
        SY02         {other}
    """)
    assert why in refused(figures, "location")


def test_men_and_women_are_not_added_when_they_are_of_different_places_or_origins(frame):
    figures = frame("""
        sex  location_id
        f    SY07
        m    SY02
    """)
    assert "differ in place" in refused(figures, "sex")
    figures = frame("""
        sex  origin_location_id
        f    SY07
        m    SY02
    """)
    assert "differ in origin" in refused(figures, "sex")


def test_informal_areas_may_lie_in_each_other(frame):
    figures = frame("""
        location_id       admin_level
        X-SYR-NW          .
        X-SYR-IDLEB-AREA  .
    """)
    assert "informal areas" in refused(figures, "location")


def test_movements_to_one_place_from_several_are_added(frame, rows):
    figures = frame("""
        location_id  origin_location_id  value  measure  unit       period_start
        SY07         SY02                200    flow     movements  2020-02-01
        SY07         SY07                300    flow     movements  2020-02-01
    """)
    assert rows(arithmetic.added(figures, "location"), "value", "unit") == [(500, "movements")]


@pytest.mark.parametrize(
    "over, column, total, part",
    [
        ("sex", "sex", "all", "f"),
        ("age", "age_group", "all", "0-17"),
        ("category", "category", ".", "tents"),
    ],
)
def test_a_total_is_never_added_to_its_parts(frame, over, column, total, part):
    figures = frame(f"""
        location_id  {column}
        SYR          {total}
        SYR          {part}
    """)
    assert "the total of the others" in refused(figures, over)


def test_categories_of_one_dimension_are_added(frame, rows):
    figures = frame("""
        dimension  category  value
        shelter    tents     200
        shelter    camps     300
    """)
    assert rows(arithmetic.added(figures, "category"), "value") == [500]


def test_women_from_18_and_children_to_17_are_disjoint(frame, rows):
    figures = frame("""
        age_group  value
        0-17       51
        18+        49
        unknown    2
    """)
    assert rows(arithmetic.added(figures, "age"), "value") == [102]


def test_children_to_17_hold_those_from_12_to_17(frame):
    figures = frame("""
        age_group
        0-17
        12-17
    """)
    assert "age bands overlap at 12 years" in refused(figures, "age")


def test_a_band_that_begins_where_another_ends_shares_a_year_with_it(frame):
    figures = frame("""
        age_group
        0-18
        18+
    """)
    assert "age bands overlap at 18 years" in refused(figures, "age")


def test_the_same_place_is_not_added_twice(frame):
    figures = frame("""
        location_id  value
        SY07         400000
        SY07         410000
    """)
    assert "two rows state the same location" in refused(figures, "location")


def test_percentages_are_never_added(frame):
    figures = frame("""
        sex  measure  unit
        f    share    percent
        m    share    percent
    """)
    assert "percentages are never added" in refused(figures, "sex")


def test_an_indicator_says_itself_what_it_may_be_added_over(frame):
    figures = frame("""
        sex  adds_over
        f    location
        m    location
    """)
    assert "may not be added over sex" in refused(figures, "sex")
    figures = frame("""
        sex  adds_over
        f    .
        m    .
    """)
    assert "may not be added over sex" in refused(figures, "sex")


def test_nothing_is_added_over_a_colour(frame):
    assert "not over 'colour'" in refused(frame("value\n5"), "colour")


def test_no_figures_have_no_sum(frame):
    assert "no figures" in refused(frame("location_id  value"), "location")


def test_a_withdrawn_statement_is_not_added(frame):
    figures = frame("""
        location_id  status
        SY07         validated
        SY02         withdrawn
    """)
    assert "withdrawn" in refused(figures, "location")


def test_missing_plus_number_is_missing(frame):
    figures = frame("""
        location_id  value
        SY07         400000
        SY02         .
    """)
    assert "1 of 2 parts have no value" in refused(figures, "location")


def test_a_partial_total_says_how_many_are_missing(frame, rows):
    figures = frame("""
        location_id  value
        SY07         400000
        SY02         .
        SY08         .
    """)
    total = arithmetic.added(figures, "location", partial=True)
    assert rows(total, "value", "parts", "missing") == [(400000, 1, 2)]


def test_a_partial_total_of_nothing_reported_is_blank_and_not_zero(frame, rows):
    figures = frame("""
        location_id  value
        SY07         .
        SY02         .
    """)
    total = arithmetic.added(figures, "location", partial=True)
    assert rows(total, "value", "parts", "missing") == [(None, 0, 2)]


def test_zero_is_a_number_and_is_added(frame, rows):
    figures = frame("""
        location_id  value
        SY07         0
        SY02         0
    """)
    assert rows(arithmetic.added(figures, "location"), "value", "parts") == [(0, 2)]


def test_one_row_is_its_own_sum(frame, rows):
    assert rows(arithmetic.added(frame("value\n700"), "sex"), "value", "parts") == [(700, 1)]


@pytest.mark.parametrize(
    "age_group, years",
    [("0-17", (0, 17)), ("60+", (60, float("inf"))), ("all", None), ("unknown", None)],
)
def test_an_age_band_is_its_first_and_last_year(age_group, years):
    assert arithmetic.band(age_group) == years
