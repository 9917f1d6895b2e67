"""Trend: every place opens, and what was known on a day is what is drawn."""

import json
from datetime import date, timedelta

import pytest

from tests.pages.conftest import CRISES, on_the_page, rows_of, told

WITHDRAWN = [
    row
    for row in rows_of("figures")
    if row["withdrawn_on"]
    and row["withdrawn_on"] > row["published_on"]
    and row["crisis_id"] == CRISES[0]
    and row["sex"] == row["age_group"] == "all"
    and not row["dimension"]
]


def drawn(page) -> list[str]:
    """Return the tooltip of every mark on a page's charts."""
    traces = [trace for chart in page.get("plotly_chart") for trace in json.loads(chart.proto.spec)["data"]]
    return [text for trace in traces for text in trace.get("hovertext", [])]


@pytest.mark.parametrize("crisis", CRISES)
def test_every_place_of_every_crisis_opens(opened, crisis):
    shown = opened("trend", crisis=crisis)
    box = shown.selectbox(key="place")
    assert len(box.options) > 0
    for position in range(len(box.options)):
        shown.selectbox(key="place").select_index(position).run()
        assert not shown.exception, box.options[position]
        assert shown.get("plotly_chart") or told(shown), box.options[position]


@pytest.mark.parametrize("crisis", CRISES)
def test_every_indicator_of_a_crisis_opens(opened, crisis):
    options = opened("trend", crisis=crisis).multiselect(key="show").options
    shown = opened("trend", crisis=crisis, show=options)
    assert not shown.exception
    assert [one.value for one in shown.header] == options
    assert len(shown.get("plotly_chart")) == len(options)


def test_there_are_withdrawn_statements_to_ask_for():
    assert len(WITHDRAWN) >= 3


def test_a_value_withdrawn_on_the_day_it_appeared_was_known_on_that_day_only(opened):
    def told_of(**known):
        return [text for text in drawn(opened("trend", show="displaced_since", **known)) if "689,098" in text]

    assert ["Withdrawn on 14 February 2020" in text for text in told_of()] == [True]
    assert ["Withdrawn" in text for text in told_of(known="2020-02-14")] == [False]
    assert told_of(known="2020-02-13") == told_of(known="2020-02-15") == []


@pytest.mark.parametrize("row", WITHDRAWN, ids=lambda row: row["figure_id"])
def test_a_withdrawn_value_is_there_until_the_day_it_went(opened, row):
    def values(**known):
        query = {"place": row["location_id"], "show": row["indicator"], "source": row["source_id"]}
        texts = drawn(opened("trend", crisis=row["crisis_id"], **query, **known))
        day = date.fromisoformat(row["as_of"])
        said = f"{float(row['value']):,.0f}"
        return [text for text in texts if said in text and f"{day.day} {day:%B %Y}" in text]

    gone = date.fromisoformat(row["withdrawn_on"])
    before = values(known=f"{gone - timedelta(days=1)}")
    assert before
    assert not any("Withdrawn" in text for text in before)
    assert any("Withdrawn on" in text for text in values())
    assert not set(before) & set(values(known=f"{gone + timedelta(days=1)}"))


def test_as_known_on_shows_only_what_was_published_by_then(opened):
    now, then = drawn(opened("trend")), drawn(opened("trend", known="2020-02-14"))
    assert 0 < len(then) < len(now)
    assert any("961,000" in text for text in now)
    assert not any("961,000" in text for text in then)


def test_a_day_before_everything_says_what_to_do(opened):
    shown = opened("trend", known="2010-01-01")
    assert not shown.exception
    assert not shown.get("plotly_chart")
    assert all("choose a later day" in said for said in told(shown))
    assert told(shown)


def test_an_empty_choice_of_indicators_says_what_to_do(opened):
    shown = opened("trend")
    shown.multiselect(key="show").set_value([]).run()
    assert not shown.exception
    assert told(shown) == ["Nothing matches this choice. Choose at least one indicator under “Show”."]


@pytest.mark.parametrize(
    "days", [{"from": "2035-01-01"}, {"to": "1999-01-01"}, {"from": "2020-03-01", "to": "2020-02-01"}]
)
def test_dates_that_match_nothing_say_what_to_do(opened, days):
    shown = opened("trend", **days)
    assert not shown.exception
    assert not shown.get("plotly_chart")
    assert told(shown)
    assert all("Widen the dates" in said for said in told(shown))


def test_dates_and_sources_narrow_what_is_drawn(opened):
    everything = drawn(opened("trend", show="displaced_since"))
    february = drawn(opened("trend", show="displaced_since", **{"from": "2020-02-01", "to": "2020-02-29"}))
    one = drawn(opened("trend", show="displaced_since", source="idmc"))
    assert 0 < len(february) < len(everything)
    assert one
    assert all("IDMC" in text for text in one if "published" in text)


def test_another_crisis_while_a_place_is_chosen_gives_a_working_page(opened):
    shown = opened("trend", place="SY02")
    assert shown.selectbox(key="place").value == "SY02"
    shown.selectbox(key="crisis").set_value(CRISES[-1]).run()
    assert not shown.exception
    assert shown.get("plotly_chart")
    assert shown.selectbox(key="place").value != "SY02"
    assert "aleppo" not in on_the_page(shown).lower()


def test_a_count_that_fell_because_the_counting_changed_says_so_and_no_other_reason(opened):
    shown = opened("trend", crisis="syr-nw-2019-12")
    said = next(one for one in on_the_page(shown).split("<li>") if "846,000 for 24 April 2020, less" in one)
    assert "the counting changed on 24" in said
    assert "people returned" not in said
