"""A window of a real browser, worked from a thread of its own: the tests' own thread may have another browser."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, Playwright, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import PATIENCE, SETTLED


@dataclass(frozen=True)
class Window:
    """An open page; `seat` is the thread that works it."""

    seat: ThreadPoolExecutor
    page: Page

    def click_through_to(self, title: str, and_then_at: str) -> None:
        """Go to a page by its link in the menu, and wait until it is drawn at an address of this pattern."""
        self.seat.submit(_click_through, self.page, title, and_then_at).result()


@contextmanager
def opened(site: str, path: str, group: str) -> Iterator[Window]:
    """Open a page as a reader of a group, and wait until it is drawn."""
    with ThreadPoolExecutor(1) as seat:
        found = seat.submit(chromium.path).result()
        assert found, "no Chromium on this machine; run `python -m tests.browser.chromium`"
        playwright = seat.submit(lambda: sync_playwright().start()).result()
        try:
            yield Window(seat, seat.submit(_page, playwright, found, site, path, group).result())
        finally:
            seat.submit(playwright.stop).result()


def _page(playwright: Playwright, found: str, site: str, path: str, group: str) -> Page:
    browser = playwright.chromium.launch(executable_path=found, args=chromium.ARGUMENTS)
    context = browser.new_context(service_workers="block")
    context.add_cookies([{"name": "displacement_replica", "value": group, "url": site}])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site}/{path}")
    page.wait_for_function(SETTLED)
    return page


def _click_through(page: Page, title: str, at: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
    page.wait_for_url(at)
    page.get_by_role("heading", name=title, level=1).wait_for()
    page.wait_for_function(SETTLED)
