"""Shares and rates: only where one source gives both halves for one date."""

import pytest

from metrics import shares
from metrics.frames import Refusal


def test_half_of_the_displaced_are_children_when_one_source_counts_both(frame, rows):
    figures = frame("""
        figure_id  age_group  value
        all        all        586000
        children   0-17       293000
    """)
    columns = ("part_id", "whole_id", "part_value", "whole_value", "share")
    assert rows(shares.children_share(figures), *columns) == [("children", "all", 293000, 586000, 0.5)]


@pytest.mark.parametrize(
    "column, one, other",
    [
        ("source_id", "ocha", "unicef"),
        ("as_of", "2020-02-02", "2020-02-09"),
        ("location_id", "SYR", "SY07"),
        ("origin_location_id", "SYR", "."),
        ("period_start", "2019-12-01", "2019-12-12"),
        ("period_start", "2019-12-01", "."),
        ("crisis_id", "syr", "irq"),
        ("population_group", "IDP", "RET"),
    ],
)
def test_half_an_answer_from_each_of_two_is_nobodys_statement(frame, rows, column, one, other):
    figures = frame(f"""
        age_group  {column}
        all        {one}
        0-17       {other}
    """)
    assert rows(shares.children_share(figures), "share") == []


def test_blank_periods_and_origins_are_the_same_period_and_origin(frame, rows):
    figures = frame("""
        age_group  period_start  origin_location_id  value
        all        .             .                   1000
        0-17       .             .                   600
    """)
    assert rows(shares.children_share(figures), "share") == [0.6]


def test_the_recommended_half_counts_then_the_last_published(frame, rows):
    figures = frame("""
        figure_id  age_group  role           published_on  value
        all        all        recommended    2020-02-10    1000
        beside     all        triangulation  2020-02-20    2000
        first      0-17       recommended    2020-02-10    500
        second     0-17       recommended    2020-02-11    600
    """)
    assert rows(shares.children_share(figures), "part_id", "whole_id") == [("second", "all")]


def test_a_part_above_its_whole_and_a_whole_of_nobody_have_no_share(frame, rows):
    figures = frame("""
        location_id  age_group  value
        SY07         all        1000
        SY07         0-17       1100
        SY02         all        0
        SY02         0-17       0
    """)
    assert rows(shares.children_share(figures), "share") == []


def test_withdrawn_halves_and_missing_halves_make_no_share(frame, rows):
    figures = frame("""
        location_id  age_group  value  status
        SY07         all        1000   validated
        SY07         0-17       500    withdrawn
        SY02         all        1000   validated
        SY02         0-17       .      validated
    """)
    assert rows(shares.children_share(figures), "share") == []


def test_nobody_of_some_is_a_share_of_zero(frame, rows):
    figures = frame("""
        age_group  value
        all        1000
        0-17       0
    """)
    assert rows(shares.children_share(figures), "share") == [0]


def test_a_share_of_women_from_18_is_not_one_of_tents(frame, rows):
    figures = frame("""
        figure_id  sex  age_group  dimension  value
        all        all  all        .          1000
        women      f    18+        .          250
        tents      f    18+        shelter    900
    """)
    assert rows(shares.part_share(figures, sex="f", age_group="18+"), "part_id", "share") == [("women", 0.25)]


def test_a_share_of_two_indicators_is_refused(frame):
    figures = frame("""
        indicator
        idps
        refugees
    """)
    with pytest.raises(Refusal, match="one indicator"):
        shares.children_share(figures)


def test_a_share_of_shares_is_refused(frame):
    with pytest.raises(Refusal, match="share of shares"):
        shares.children_share(frame("unit     measure\npercent  share"))


def test_a_rate_is_per_thousand_residents_of_the_same_source_place_and_date(frame, rows):
    figures = frame("""
        figure_id  indicator   location_id  value
        idps       idps        SY07         600000
        homes      population  SY07         3000000
        alone      idps        SY02         100000
    """)
    columns = ("location_id", "residents", "rate", "part_id", "whole_id")
    assert rows(shares.rate_per_1000(figures, "idps"), *columns) == [
        ("SY07", 3000000, pytest.approx(200), "idps", "homes")
    ]


def test_counts_from_two_start_dates_have_each_their_own_rate(frame, rows):
    figures = frame("""
        indicator   period_start  value
        since       2019-12-01    500
        since       2019-12-12    400
        population  .             1000
    """)
    assert rows(shares.rate_per_1000(figures, "since"), "period_start", "rate") == [
        ("2019-12-01", 500),
        ("2019-12-12", 400),
    ]


@pytest.mark.parametrize(
    "column, one, other",
    [
        ("source_id", "ocha", "unhcr"),
        ("as_of", "2020-02-02", "2020-02-09"),
        ("location_id", "SY07", "SY02"),
        ("value", "600000", "0"),
        ("unit", "movements", "people"),
    ],
)
def test_without_both_halves_there_is_no_rate(frame, column, one, other):
    figures = frame(f"""
        indicator   {column}
        idps        {one}
        population  {other}
    """)
    with pytest.raises(Refusal, match="no source gives both"):
        shares.rate_per_1000(figures, "idps")
