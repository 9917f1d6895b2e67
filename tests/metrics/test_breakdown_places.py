"""Parts that are places or percentages: what adds up to a total, and what rounding explains."""

import pytest

from metrics import breakdown
from tests.metrics.breakdowns import parts, refused


def test_percentages_are_parts_of_a_hundred(frame, rows):
    figures = frame("""
        dimension  category  measure  unit     value
        shelter    tents     share    percent  17
        shelter    camps     share    percent  33
    """)
    assert parts(rows, figures, "category", "part", "value", "total", "share", "coverage") == [
        ("camps", 33, 100, 0.33, 0.5),
        ("not_disaggregated", 50, 100, 0.5, 0.5),
        ("tents", 17, 100, 0.17, 0.5),
    ]


@pytest.mark.parametrize("third, fits", [(34.4, True), (36, False)])
def test_percentages_rounded_one_by_one_may_add_up_to_a_little_more_than_a_hundred(frame, rows, third, fits):
    figures = frame(f"""
        dimension  category  measure  unit     value
        shelter    tents     share    percent  33
        shelter    camps     share    percent  33
        shelter    houses    share    percent  {third}
    """)
    if fits:
        assert len(parts(rows, figures, "category", "part")) == 3
    else:
        assert "more than their total of 100" in refused(rows, figures, "category")


def test_places_are_parts_of_the_whole_that_is_named(frame, rows):
    figures = frame("""
        location_id  admin_level  value
        X-SYR-NW     .            1000
        SY07         1            600
        SY02         1            300
    """)
    statement = "x|idps|ocha|2020-02-09||IDP||1.0"
    found = breakdown.breakdown(figures, "location", statement, "X-SYR-NW")
    assert rows(found, "part", "value", "total", "location_id") == [
        ("SY02|", 300, 1000, "SY02"),
        ("SY07|", 600, 1000, "SY07"),
        ("not_disaggregated", 100, 1000, None),
    ]


def test_places_of_different_levels_are_different_statements(frame, rows):
    figures = frame("""
        location_id  admin_level
        JOR          0
        LBN          0
        SY07         1
        ZAATARI      .
    """)
    assert rows(breakdown.statements(figures, "location"), "admin_level", "parts") == [
        (0, 2),
        (1, 1),
    ]


def test_informal_areas_are_no_parts_because_one_may_lie_in_another(frame, rows):
    figures = frame("""
        location_id       admin_level
        X-SYR-NW          .
        X-SYR-IDLEB-AREA  .
    """)
    assert rows(breakdown.statements(figures, "location"), "statement") == []


def test_parts_and_total_each_rounded_to_a_hundred_thousand_may_miss_each_other_by_as_much(frame, rows):
    figures = frame("""
        dimension  category  value
        .          .         71100000
        cause      conflict  62500000
        cause      disaster  8700000
    """)
    assert parts(rows, figures, "category", "part", "coverage") == [("conflict", 1), ("disaster", 1)]


def test_a_round_total_does_not_excuse_parts_far_above_it(frame, rows):
    figures = frame("""
        age_group  value
        all        3000000
        0-17       1800000
        18+        1600000
    """)
    assert "more than their total of 3,000,000" in refused(rows, figures, "sex_age")


def test_a_movement_from_one_place_is_no_part_beside_the_place_itself(frame, rows):
    figures = frame("""
        location_id  origin_location_id  measure  period_start  value
        SY07         .                   flow     2020-02-01    500
        SY07         SY02                flow     2020-02-01    200
    """)
    assert parts(rows, figures, "location", "part", "value") == [("SY07|", 500)]


def test_a_place_alone_is_not_a_part_of_itself(frame, rows):
    assert "nobody has stated parts" in refused(rows, frame("value\n5"), "location", whole="SYR")


def test_decimals_that_make_up_a_hundred_leave_no_rest(frame, rows):
    figures = frame("""
        dimension  category  measure  unit     value
        shelter    tents     share    percent  33.3
        shelter    camps     share    percent  33.4
        shelter    houses    share    percent  33.2
        shelter    other     share    percent  0.1
    """)
    assert "not_disaggregated" not in parts(rows, figures, "category", "part")
