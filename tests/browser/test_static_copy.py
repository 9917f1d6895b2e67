"""The static copy in Chromium, from a server that only hands out files: charts, ways, widths, and no JavaScript."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from tests import static_copies
from tests.browser.conftest import PATIENCE, Reader
from tests.pages.conftest import CRISES

pytestmark = pytest.mark.browser

CRISIS = CRISES[0]


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> Iterator[str]:
    """The copy, handed out as any web server does."""
    folder = static_copies.of_the_curated_tables(tmp_path_factory)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visitor(browser, files):
    """Readers of the copy; the test fails on any error they met, and on anything asked of another host."""
    readers = []

    def of(width: int = 1280, scheme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=scripts
        )
        readers.append((context, Reader(context, files)))
        return readers[-1][1].page

    yield of
    faults = [fault for _, one in readers for fault in one.faults]
    for context, _ in readers:
        context.close()
    assert faults == []


def see_every_chart(page: Page) -> int:
    charts = page.locator(".copy-chart")
    for number in range(charts.count()):
        charts.nth(number).scroll_into_view_if_needed()
        expect(charts.nth(number)).to_have_attribute("data-drawn", "whole", timeout=PATIENCE)
        expect(charts.nth(number).locator(".main-svg").first).to_be_attached()
    return charts.count()


def wider_than_the_window(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_a_reader_follows_the_ways_and_sees_every_chart(visitor, files):
    page = visitor()
    page.goto(f"{files}/index.html")
    page.get_by_role("heading", name="North-west Syria").get_by_role("link").click()
    expect(page.locator(".dd-card").first).to_contain_text("OCHA")
    heights = page.evaluate("[...document.querySelectorAll('.copy-chart')].map(one => one.offsetHeight)")
    assert see_every_chart(page) == len(heights) == 2
    assert page.evaluate("[...document.querySelectorAll('.copy-chart')].map(one => one.offsetHeight)") == heights
    for title, charts in (("Places", 2), ("Sources", 1), ("Events", 1)):
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=title).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        assert see_every_chart(page) == charts
    page.get_by_role("navigation", name="Crises").get_by_role("link", name="The world").click()
    expect(page).to_have_url(f"{files}/world/events.html")


def test_plotly_comes_only_when_a_chart_is_near(visitor, files):
    page, asked = visitor(375), []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{files}/{CRISIS}/situation.html", wait_until="networkidle")
    first = len(asked)
    assert not [one for one in asked if one.startswith("plotly")]
    assert first <= 5
    see_every_chart(page)
    assert len([one for one in asked if one.startswith("plotly")]) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(visitor, files, scheme):
    page = visitor(375, scheme)
    for name in ("situation", "trend", "compare", "movements", "revisions", "figures"):
        page.goto(f"{files}/{CRISIS}/{name}.html")
        see_every_chart(page)
        assert wider_than_the_window(page) <= 0, name
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 25, 28)"}[scheme]


def test_without_javascript_numbers_tables_and_ways_are_there(visitor, files):
    page = visitor(375, scripts=False)
    page.goto(f"{files}/{CRISIS}/situation.html")
    expect(page.locator(".dd-value").first).to_be_visible()
    expect(page.locator(".copy-chart").first).to_be_hidden()
    expect(page.locator("noscript p").first).to_be_visible()
    page.locator("summary", has_text="Table").first.click()
    expect(page.locator(".copy-table td").first).to_be_visible()
    page.get_by_role("link", name="About this figure").first.click()
    expect(page.get_by_role("heading", name="Cite")).to_be_visible()
