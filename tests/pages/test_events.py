"""Events: in words and on a line, with the figures near each, and the series a change of counting breaks."""

import csv
import io

import pytest

from components import events as page_of_events
from components.published import published
from tests.pages.conftest import CRISES, html, on_the_page, rows_of, told, write

EVENTS = rows_of("events")
FIRST = [one for one in EVENTS if one["crisis_id"] == CRISES[0]]


def listed(page) -> str:
    return next(one.value for one in page.get("html") if 'class="dd-events"' in one.value)


@pytest.mark.parametrize("crisis", CRISES)
def test_every_crisis_opens_with_its_events_or_says_there_are_none(opened, crisis):
    page = opened("events", crisis=crisis)
    own = [one for one in EVENTS if one["crisis_id"] == crisis]
    assert not page.exception
    if not own:
        assert any("No event has been recorded" in one for one in told(page))
        return
    said = listed(page)
    assert said.count("<h3>") == len(own)
    assert said.count("Source: <a href=") == len(own)
    (chart,) = page.get("plotly_chart")
    assert len(chart.proto.alt) > 40


def test_only_the_kinds_chosen_are_shown(opened):
    page = opened("events", kind="ceasefire")
    assert listed(page).count("<h3>") == sum(one["kind"] == "ceasefire" for one in FIRST)
    assert "hostilities" not in page.get("plotly_chart")[0].proto.alt


def test_one_event_is_opened_by_a_link_and_let_go_by_a_button(opened):
    page = opened("events", event="syr-nw-2020-02-03-clash")
    assert listed(page).count("<h3>") == 1
    assert "<details open>" in listed(page)
    page.button(key="events-all").click().run()
    assert listed(page).count("<h3>") == len(FIRST)


def test_figures_that_name_an_event_come_first_and_lead_to_their_pages(opened):
    said = listed(opened("events", event="syr-nw-2020-02-03-clash"))
    first = said.split("<ul>")[1].split("</li>")[0]
    assert "names this event" in first
    assert "figure?figure=syr-nw-2020-02-03-soldiers" in first
    assert "days before" in said
    assert "more, among all figures of these days" in said


def test_a_change_of_counting_names_the_series_it_breaks(opened):
    said = listed(opened("events", kind="count_method_change"))
    assert "trend?crisis=syr-nw-2019-12&amp;place=X-SYR-NW&amp;show=displaced_since" in said
    assert "show=population" not in said
    assert html(opened("events"), "dd-key")[0].count("the counting changed") == 1


def test_on_trend_the_broken_series_has_the_break_in_its_key(opened):
    broken = opened("trend", show="displaced_since", source="ocha-reliefweb")
    assert "the counting changed: figures before and after it are not joined" in on_the_page(broken)
    assert "756,000, as of 25 July 2020; the counting changed before" in on_the_page(broken).replace("&nbsp;", " ")
    whole = opened("trend", show="displaced_since", to="2020-03-31")
    assert "the counting changed" not in on_the_page(whole)


def test_a_hostile_event_is_shown_as_text_and_its_link_leads_nowhere(opened, data):
    bad = "<script>alert(1)</script>"
    rows = [{**one, "title": bad, "note": bad} if one is FIRST[-1] else one for one in EVENTS]
    write("events", rows, data)
    page = opened("events", event=bad)
    assert not page.exception
    said = "".join(one.value for one in page.get("html")) + page.get("plotly_chart")[0].proto.spec
    assert "<script" not in said
    assert "&lt;script&gt;" in said


def test_a_crisis_with_one_event_without_a_place_has_a_page(opened, data):
    clash = next(one for one in FIRST if one["event_id"] == "syr-nw-2020-02-03-clash")
    write("events", [{**clash, "location_id": ""}], data)
    page = opened("events")
    assert not page.exception
    assert listed(page).count("<h3>") == 1


def test_the_download_has_the_rows_with_their_licences():
    rows = page_of_events._of(published("events"), CRISES[0])
    found = list(csv.DictReader(io.StringIO(page_of_events.csv(rows).decode("utf-8-sig"))))
    assert [one["event_id"] for one in found] == [one["event_id"] for one in rows.to_dict("records")]
    assert all(one["licence"] for one in found)
    assert page_of_events.hxl(rows).decode("utf-8-sig").splitlines()[1].startswith("#")
