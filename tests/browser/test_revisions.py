"""Sources, Revisions and One figure in a real browser: the slider moves the series, and marks lead to their figures."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import DRAWN, WIDTHS

pytestmark = pytest.mark.browser

WITHDRAWN = "syr-nw-2020-02-09-displaced-ocha-reliefweb"

# Pages by their address, and how many charts each draws.
PAGES = {
    "sources?on=2020-02-10": 1,
    "revisions?known=2020-02-15": 1,
    f"figure?figure={WITHDRAWN}": 1,
    "figure?figure=nobody-said-this": 0,
}


def asked(page: Page, key: str) -> list[str]:
    return parse_qs(urlsplit(page.url).query).get(key, [])


def click_mark(page: Page, number: int) -> None:
    """Click the middle of a mark as a hand with a mouse does; Plotly's own layer lies above it."""
    box = page.locator(".scatterlayer .trace:last-child .points path.point").nth(number).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_three_pages_open_draw_and_fit(reader, width):
    somebody = reader(width)
    for path, count in PAGES.items():
        page = somebody.open(path)
        assert page.get_by_test_id("stException").count() == 0
        charts = page.evaluate(DRAWN)
        assert len(charts) == count, path
        assert all(chart["marks"] > 0 and chart["outside"] == [] for chart in charts), path
        assert max(page.evaluate(WIDTHS)) <= 0, path


def test_the_slider_is_moved_by_keyboard_changes_the_series_and_is_in_the_address(reader):
    somebody = reader()
    page = somebody.open("revisions")
    marks = page.evaluate(DRAWN)[0]["marks"]
    title = page.locator("h2.dd-title")
    expect(title).to_contain_text("As known now: more than 961,000")
    page.get_by_role("slider", name="As known on").focus()
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
    expect(title).to_contain_text(re.compile(r"As known on \d+\sFebruary 2020"))
    somebody.settled()
    assert 0 < page.evaluate(DRAWN)[0]["marks"] < marks
    day, seen = asked(page, "known"), title.inner_text()
    assert re.fullmatch(r"2020-0\d-\d\d", day[0])
    stranger = reader(stranger=True).follow(page.url)
    assert stranger.locator("h2.dd-title").inner_text() == seen


def test_a_mark_and_a_card_lead_to_their_figure_and_back_leads_back(reader):
    somebody = reader()
    page = somebody.open("sources", on="2020-02-10")
    click_mark(page, 0)
    page.wait_for_url("**/figure?*")
    assert asked(page, "figure") == ["syr-nw-2020-02-10-displaced-24jan-sohr"]
    expect(page.locator("h1")).to_have_text("260,000")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Sources")
    somebody.settled()
    assert "/sources" in page.url
    page = somebody.open()
    page.get_by_role("link", name="About this figure: People displaced").click()
    page.wait_for_url("**/figure?*")
    expect(page.locator("h1")).to_have_text("More than 961,000")
    assert page.get_by_test_id("stTopNavLink").filter(has_text="One figure").count() == 0
