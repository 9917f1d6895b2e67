"""From where to where: links of one source and period, those within a place apart, sums only where rule 2 allows."""

import narwhals as nw
import pandas as pd
import pytest

from metrics import movements
from metrics.frames import Refusal
from tests.conftest import said_in

LINKS = """
indicator      measure  adds_over        period_start  as_of       origin_location_id  location_id  admin_level  value
idp_movements  flow     location period  2019-12-01    2019-12-31  SY07                SY02         1            81900
idp_movements  flow     location period  2019-12-01    2019-12-31  SY02                SY02         1            2100
idp_movements  flow     location period  2020-01-01    2020-01-31  SY07                SY02         1            46400
idp_movements  flow     location period  2020-01-01    2020-01-31  SY02                SY07         1            23500
idp_movements  flow     location period  2020-01-01    2020-01-31  .                   SY07         1            320600
"""
JANUARY = "x|idp_movements|ocha|IDP|1.0|2020-01-31|2020-01-01"
SERIES = "x|idp_movements|ocha|IDP|1.0"


@pytest.fixture
def locations() -> pd.DataFrame:
    return pd.DataFrame(
        said_in("""
        location_id  parent_id  members
        SYR          .          .
        SY02         SYR        .
        SY07         SYR        .
        SY0700       SY07       .
        X-TOWN       SY0700     .
        X-SYR-NW     SYR        SY07 SY02
        TUR          .          .
    """)
    )


def test_a_total_without_an_origin_is_no_link(frame, rows, locations):
    found = movements.links(frame(LINKS), locations, JANUARY)
    assert rows(found, "origin_location_id", "location_id", "value") == [
        ("SY02", "SY07", 23500),
        ("SY07", "SY02", 46400),
    ]


def test_each_period_of_a_series_is_a_statement(frame, rows):
    assert rows(movements.statements(frame(LINKS)), "as_of", "links", "series") == [
        ("2019-12-31", 2, SERIES),
        ("2020-01-31", 2, SERIES),
    ]


def kind_of(frame, rows, locations, *ends: str) -> str:
    origin, place = ends
    figures = frame(f"""
        origin_location_id  location_id  value
        {origin}  {place}  100
    """)
    (statement,) = rows(movements.statements(figures), "statement")
    (kind,) = rows(movements.links(figures, locations, statement), "kind")
    return kind


@pytest.mark.parametrize("ends", ["SY02 SY02", "SY07 X-TOWN", "X-TOWN SY07", "X-SYR-NW SY0700"])
def test_a_move_within_the_same_place_or_into_a_part_of_it_is_apart(frame, rows, locations, ends):
    assert kind_of(frame, rows, locations, *ends.split()) == "within"


@pytest.mark.parametrize("ends", ["SY07 SY02", "SYR TUR"])
def test_a_move_to_another_place_is_a_link(frame, rows, locations, ends):
    assert kind_of(frame, rows, locations, *ends.split()) == "between"


def test_places_that_hold_each_other_in_a_circle_do_not_hang_the_page(frame, rows):
    circle = pd.DataFrame({"location_id": ["A", "B"], "parent_id": ["B", "A"], "members": [None, None]})
    figures = frame("""
        origin_location_id  location_id  value
        C                   A            100
    """)
    (statement,) = rows(movements.statements(figures), "statement")
    assert rows(movements.links(figures, circle, statement), "kind") == ["between"]


def test_flows_are_added_over_periods_and_become_movements(frame, rows, locations):
    found = movements.over_time(frame(LINKS), locations, SERIES)
    link = ("origin_location_id", "location_id")
    assert rows(found, *link, "value", "periods", "of_periods", "kind") == [
        ("SY02", "SY02", 2100, 1, 2, "within"),
        ("SY02", "SY07", 23500, 1, 2, "between"),
        ("SY07", "SY02", 128300, 2, 2, "between"),
    ]
    assert rows(found, "period_start", "as_of", "unit")[0] == ("2019-12-01", "2020-01-31", "movements")


def test_people_who_crossed_on_several_days_are_crossings_when_added(frame, rows, locations):
    figures = frame("""
        measure  adds_over        period_start  as_of       origin_location_id  location_id  admin_level  value
        flow     location period  2019-10-14    2019-10-14  SYR                 TUR          0            10
        flow     location period  2019-10-15    2019-10-15  SYR                 TUR          0            5
    """)
    assert rows(movements.over_time(figures, locations, "x|idps|ocha|IDP|0.0"), "value", "unit") == [(15, "movements")]


def test_a_stock_is_never_added_over_time(frame, locations):
    figures = frame("""
        as_of       origin_location_id  location_id  admin_level  value
        2020-01-31  SYR                 TUR          0            3600000
        2020-02-29  SYR                 TUR          0            3600000
    """)
    with pytest.raises(Refusal, match="never added over time"):
        movements.over_time(figures, locations, "x|idps|ocha|IDP|0.0")


def test_periods_that_overlap_are_not_added(frame, locations):
    figures = frame("""
        measure  adds_over        period_start  as_of       origin_location_id  location_id  admin_level  value
        flow     location period  2020-01-01    2020-01-31  SYR                 TUR          0            10
        flow     location period  2020-01-15    2020-02-15  SYR                 TUR          0            5
    """)
    with pytest.raises(Refusal, match="overlap"):
        movements.over_time(figures, locations, "x|idps|ocha|IDP|0.0")


def seventeen_links(frame, locations, adds_over: str):
    """Seventeen links: 1 from the first origin, 2 from the second, and so on."""
    lines = "\n".join(f"P{number:02}  TUR  1  {number}  {adds_over}" for number in range(1, 18))
    figures = frame(f"origin_location_id  location_id  admin_level  value  adds_over\n{lines}")
    statement = "x|idps|ocha|IDP|1.0|2020-02-09|"
    return movements.links(figures, locations, statement)


def test_the_smallest_links_are_put_together_and_nobody_is_lost(frame, rows, locations):
    folded = movements.folded(seventeen_links(frame, locations, "location"))
    assert nw.from_native(folded).lazy().collect().shape[0] == 15
    assert sum(rows(folded, "value")) == sum(range(1, 18))
    (other,) = [one for one in rows(folded, "link", "value", "folded") if one[0] == "other"]
    assert other == ("other", 1 + 2 + 3, 3)


def test_links_that_may_not_be_added_are_not_put_together(frame, locations):
    with pytest.raises(Refusal, match="may not be added over location"):
        movements.folded(seventeen_links(frame, locations, "sex"))


def test_few_links_stay_as_they_are_and_those_within_a_place_are_left_out(frame, rows, locations):
    december = "x|idp_movements|ocha|IDP|1.0|2019-12-31|2019-12-01"
    folded = movements.folded(movements.links(frame(LINKS), locations, december))
    assert rows(folded, "link", "folded") == [("SY07|SY02", 1)]


def test_arrivals_departures_and_returns_stand_side_by_side_and_are_not_added(frame, rows):
    figures = frame("""
        indicator        source_id  period_start  as_of       location_id  admin_level  origin_location_id  value
        newly_displaced  hnap       2020-02-01    2020-02-29  X-DANA       3            .                   248842
        departures       hnap       2020-02-01    2020-02-29  X-SARAQAB    3            .                   185364
        returns          ocha       2020-02-01    2020-02-29  SY07         1            .                   12000
        newly_displaced  hnap       2020-02-01    2020-02-29  X-DANA       3            SY07                100
        newly_displaced  un         2020-02-01    2020-02-29  SYR          0            .                   9
        population       un         2020-02-01    2020-02-29  SY07         1            .                   9
    """)
    assert rows(movements.by_place(figures), "location_id", "flow", "period", "value") == [
        ("SY07", "returns", "2020-02-01|2020-02-29", 12000),
        ("X-DANA", "arrivals", "2020-02-01|2020-02-29", 248842),
        ("X-SARAQAB", "departures", "2020-02-01|2020-02-29", 185364),
    ]
