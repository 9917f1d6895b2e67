"""Which parts the first page shows: of the first headline that somebody has cut, and with its total."""

import pandas as pd

from components import breakdowns

CRISIS = "syr-nw-2019-12"


def headlines(*indicators: str) -> pd.DataFrame:
    return pd.DataFrame({"indicator": indicators, "location_id": "X-SYR-NW"})


def test_a_headline_nobody_has_cut_leaves_the_place_to_the_next(data):
    parts = breakdowns.newest(CRISIS, headlines("population", "displaced_since"), cut="sex_age")
    assert set(parts["indicator"]) == {"displaced_since"}


def test_the_newest_parts_with_a_total_of_the_same_source_are_shown(data):
    parts = breakdowns.newest(CRISIS, headlines("displaced_since"), cut="sex_age")
    assert set(parts["as_of"]) == {pd.Timestamp("2020-03-05")}
    assert dict(zip(parts["part"], parts["value"], strict=True)) == {
        "all|0-17": 575_000,
        "f|18+": 198_000,
        "not_disaggregated": 188_000,
    }


def test_headlines_nobody_has_cut_have_no_parts(data):
    assert breakdowns.newest(CRISIS, headlines("population", "returned_since"), cut="sex_age") is None


def test_the_sources_that_cut_a_total_by_place_name_the_place_it_is_for(data):
    choices = breakdowns._by_statement(breakdowns._statements("syr-2011", "location"))
    refugees = [one for one in choices.values() if one["indicator"] == "refugees" and one["whole"] == "X-SYR-REGION"]
    assert refugees
    parts, refusal = breakdowns.parts_of(refugees[0], "location")
    assert refusal == ""
    assert "X-SYR-REGION" not in set(parts["location_id"])


def test_a_whole_that_its_source_stated_for_another_crisis_is_found(data):
    choices = breakdowns._by_statement(breakdowns._statements(CRISIS, "location")).values()
    of_country = [one for one in choices if one["indicator"] == "idp_movements"]
    assert {one["whole"] for one in of_country} == {"SYR"}
    parts, _ = breakdowns.parts_of(of_country[0], "location")
    assert parts["total"].notna().all()
