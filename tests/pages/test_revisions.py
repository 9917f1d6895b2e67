"""Revisions: what was known when, and a log in which nothing is ever gone."""

import json
import re
from html import unescape

import pytest

from tests.pages.conftest import CRISES, edit, html, told

GONE = "syr-nw-2020-02-09-displaced-ocha-reliefweb"


def symbols(page) -> dict[str, str]:
    """Return the mark of every statement drawn, by its id."""
    found = {}
    for trace in json.loads(page.get("plotly_chart")[0].proto.spec)["data"]:
        ids, shapes = trace.get("customdata") or [], trace.get("marker", {}).get("symbol")
        for number, one in enumerate(ids):
            found[one] = shapes if isinstance(shapes, str) else shapes[number]
    return found


def labels(page) -> list[str]:
    layout = json.loads(page.get("plotly_chart")[0].proto.spec)["layout"]
    return [one["text"] for one in layout["annotations"]]


def log(page) -> list[str]:
    """Return the rows of the log as text, with what is struck through in brackets."""
    table = html(page, "dd-problems dd-rows")[-1].replace("<s>", "[").replace("</s>", "]")
    return [" ".join(unescape(re.sub("<[^>]+>", " ", row)).split()) for row in table.split("<tr>")[2:]]


@pytest.mark.parametrize("crisis", CRISES)
def test_every_crisis_opens_now_and_on_its_first_day(opened, crisis):
    shown = opened("revisions", crisis=crisis)
    assert not shown.exception
    assert len(shown.get("plotly_chart")) == 1
    slider = shown.select_slider(key="known")
    slider.set_value(slider.options[0]).run()
    assert not shown.exception
    assert len(shown.get("plotly_chart")) == 1


@pytest.mark.parametrize("place", ["X-SYR-NW", "X-SYR-IDLEB-CITY", "SY07"])
def test_places_with_few_rows_open(opened, place):
    shown = opened("revisions", place=place)
    assert not shown.exception
    assert len(shown.get("plotly_chart")) == 1


def test_the_showpiece_is_readable_in_the_log(opened):
    rows = log(opened("revisions"))
    assert any(
        row.startswith("14 February 2020 Withdrawn [ 689,098 ] as of 9 February 2020 → withdrawn") for row in rows
    )
    assert any("586,000 as of 2 February 2020 → 520,000 as of 4 February 2020" in row for row in rows)
    counter = next(row for row in rows if "960,000 as of 17 April 2020 → 846,000 as of 24 April 2020" in row)
    assert counter.startswith("29 April 2020 The counting changed")
    assert "ReliefWeb counter turns into people still displaced" in counter
    assert any("[ 2,035,000 ]" in row and "A slip" in row for row in rows)


def test_the_showpiece_is_named_on_the_chart(opened):
    named = labels(opened("revisions"))
    for words in ("<s>689,098</s> withdrawn", "<b>520,000</b> after 586,000", "<b>846,000</b> after 960,000"):
        assert words in named
    assert "the counting changed" in named


def test_a_withdrawn_value_stands_on_its_day_and_is_a_cross_ever_after(opened):
    assert GONE not in symbols(opened("revisions", known="2020-02-13"))
    assert symbols(opened("revisions", known="2020-02-14"))[GONE] == "circle-open"
    for known in ({"known": "2020-02-15"}, {"known": "2020-07-27"}, {}):
        assert symbols(opened("revisions", **known))[GONE] == "x-thin-open"


def test_the_slider_changes_the_series_the_title_and_the_log(opened):
    shown = opened("revisions")
    everything, rows = len(symbols(shown)), len(log(shown))
    shown.select_slider(key="known").set_value("2020-02-07").run()
    assert 0 < len(symbols(shown)) < everything
    assert len(log(shown)) < rows
    assert "As known on 7&nbsp;February 2020: about 586,000" in html(shown, "dd-title")[0]
    assert "later changes are to the right on the slider" in html(shown, "dd-problems dd-rows")[-1]


@pytest.mark.parametrize(
    "asked, stop", [("2020-02-11", "2020-02-10"), ("1999-01-01", "2019-12-27"), ("2030-01-01", None), ("x", "now")]
)
def test_a_link_to_a_day_between_two_stops_shows_the_one_before(opened, asked, stop):
    shown = opened("revisions", known=asked)
    assert not shown.exception
    assert [one for one in told(shown) if one.startswith(f"This link asks for known `{asked}`")]
    slider = shown.select_slider(key="known")
    assert slider.value == (stop or slider.options[-2])


def test_another_series_while_a_day_is_chosen_gives_a_working_page(opened):
    shown = opened("revisions", known="2020-02-14")
    shown.selectbox(key="crisis").set_value("world").run()
    assert not shown.exception
    assert shown.get("plotly_chart")


def test_a_hedge_with_a_lower_end_only_takes_nothing_back(opened):
    row = next(row for row in log(opened("revisions")) if "→ 700,000 as of 13 February 2020" in row)
    assert "“more than” names a lower end only; it takes nothing back." in row


def test_who_replaced_whom_is_said(opened, data):
    edit(data, "syr-nw-2020-02-20-displaced-ocha-reliefweb-2", source_id="ocha", value="905000")
    row = next(row for row in log(opened("revisions")) if "905,000" in row)
    assert "[ 900,000 ]" in row
    assert "ReliefWeb (OCHA), replaced by OCHA" in row


def test_a_series_nobody_changed_says_so(opened):
    shown = opened("revisions", indicator="population")
    assert not shown.exception
    assert "No number of this series had been changed." in " ".join(one.value for one in shown.get("html"))


def test_markup_in_a_reason_is_shown_as_text(opened, data):
    edit(data, GONE, change_reason="<img src=x onerror=alert(1)>")
    said = " ".join(one.value for one in opened("revisions").get("html"))
    assert "<img src=x" not in said
    assert "&lt;img src=x" in said
