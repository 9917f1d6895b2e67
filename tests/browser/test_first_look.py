"""The first page on a line that is slow or cut: its numbers are there before its scripts, until the page comes."""

import time
from urllib.request import Request, urlopen

import pytest

pytestmark = pytest.mark.browser

# Seconds a busy machine may take for the first pages of a fresh server.
WORKED_OUT_SECONDS = 120

# Where the title, the sentences and the cards stand.
PLACES = """() => ['h1', '.dd-lead', '.dd-cards'].map(one => {
  const texts = document.querySelector(one).getClientRects()[0];
  return [texts.left, texts.bottom];
}).flat()"""


@pytest.fixture(scope="module")
def worked_out(address) -> None:
    """Wait until the server has worked its first pages out."""
    asked = Request(address, headers={"Accept": "text/html"})
    until = time.monotonic() + WORKED_OUT_SECONDS
    while b"dd-first" not in urlopen(asked, timeout=20).read():
        assert time.monotonic() < until, "the first look never came"
        time.sleep(0.2)


@pytest.mark.parametrize("width", [1280, 375])
def test_numbers_stand_before_any_script_has_come_and_where_the_page_puts_them(worked_out, reader, address, width):
    one = reader(width)
    one.page.route("**/*.js", lambda route: route.abort())
    one.page.goto(address)
    first = one.page.locator("#dd-first")
    assert "961,000" in first.inner_text()
    assert "OCHA" in first.inner_text()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    before = one.page.evaluate(PLACES)
    one.page.unroute("**/*.js")
    one.faults.clear()
    one.open()
    assert one.page.locator("#dd-first").count() == 0
    assert one.page.locator(".dd-cards").count() == 1
    after = one.page.evaluate(PLACES)
    assert after == pytest.approx(before, abs=12)


def test_a_crisis_of_a_link_stands_there_too(worked_out, reader, address):
    one = reader()
    one.page.route("**/*.js", lambda route: route.abort())
    one.page.goto(f"{address}/?crisis=syr-2011")
    assert one.page.locator("#dd-first h1").inner_text() == "Syria, since 2011"
    one.faults.clear()


def test_without_scripts_the_numbers_stay_and_the_page_says_what_is_missing(worked_out, browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    said = page.locator("#dd-first").inner_text()
    assert "961,000" in said
    assert "need JavaScript" in said
    context.close()
