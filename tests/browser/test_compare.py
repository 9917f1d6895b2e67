"""Compare, Events and Data health in a real browser, with outside addresses blocked."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import DRAWN, WIDTHS, asked

pytestmark = pytest.mark.browser

# Pages by their address, and how many charts each draws.
PAGES = {
    "compare": 3,
    "compare?crisis=syr-2011": 7,
    "compare?as=rate": 2,
    "compare?with=syr-2011%7Cidps%7CSYR&with=syr-2011%7Creturns%7CSYR": 0,
    "events": 1,
    "health?check=no_pcode": 0,
    "trend?show=displaced_since&source=ocha-reliefweb": 1,
}


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_open_draw_and_fit(reader, width):
    somebody = reader(width)
    for path, count in PAGES.items():
        page = somebody.open(path)
        assert page.get_by_test_id("stException").count() == 0, path
        charts = page.evaluate(DRAWN)
        assert len(charts) == count, path
        assert all(chart["marks"] > 0 and chart["outside"] == [] for chart in charts), path
        assert max(page.evaluate(WIDTHS)) <= 0, path


def test_a_click_on_an_event_leaves_its_figures_and_series_are_chosen_into_the_address(reader):
    somebody = reader()
    page = somebody.open("events", kind="count_method_change")
    expect(page.locator(".dd-events h3")).to_have_count(2)
    mark = page.locator(".scatterlayer .point").first.bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    expect(page.locator(".dd-events h3")).to_have_count(1)
    somebody.settled()
    assert asked(page)["event"] == ["OCHA begins to report people still displaced, 17 April 2020"]
    page.get_by_role("button", name="Show all events").click()
    expect(page.locator(".dd-events h3")).to_have_count(2)

    page = somebody.open("compare", **{"with": ["syr-2011|refugees|TUR", "syr-2011|idps|SYR"]})
    page.get_by_role("button", name="Compare these instead").click()
    expect(page.locator("h3.dd-title")).to_have_count(7)
    somebody.settled()
    assert len(asked(page)["with"]) == 6
    stranger = reader(stranger=True).follow(page.url)
    assert stranger.locator("h2.dd-title").inner_text() == page.locator("h2.dd-title").inner_text()
