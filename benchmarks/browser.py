"""Open a page and click in it as a reader does, and measure in the browser what the reader waits for."""

import base64
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, TimeoutError

# The window readers are taken to have.
WINDOW = {"width": 1280, "height": 900}

# Milliseconds a page may take before the run is given up.
PATIENCE = 60_000

# Characters of a page that are shown when it did not draw.
TEXT_SHOWN = 600

# Charts are drawn when nothing in them has changed for so many milliseconds and the script rests.
QUIET = 500

# Runs in the page before its own scripts. On every frame it looks at what is drawn in the charts, and
# notes when that first appeared, when it last changed, and when the reader last clicked.
WATCH = """
(() => {
  const seen = { first: null, changed: 0, clicked: 0, charts: 0, picture: '' };
  window.benchmark = seen;
  addEventListener('click', () => { seen.clicked = performance.now(); }, true);
  const look = () => {
    const layers = [...document.querySelectorAll('.js-plotly-plot .cartesianlayer')];
    const drawn = layers.filter((one) => one.querySelector('.trace'));
    const picture = drawn.map((one) => one.innerHTML).join('|');
    if (picture !== seen.picture) {
      seen.picture = picture;
      seen.charts = drawn.length;
      seen.changed = performance.now();
      seen.first ??= drawn.length ? seen.changed : null;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""

# True once the charts have changed after the last click (or since the page began), and all rests.
DRAWN = """
(quiet) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const seen = window.benchmark;
  return app && app.dataset.testScriptState === 'notRunning' && seen.charts > 0
    && seen.changed > seen.clicked && performance.now() - seen.changed > quiet;
}
"""


class NotDrawn(RuntimeError):
    """A page drew no chart in time; the message carries what it says instead."""


@dataclass
class FirstLoad:
    """What a first visit costs: bytes received, requests, milliseconds to the first and to the last chart."""

    bytes: int = 0
    requests: int = 0
    first_chart: float = 0
    all_charts: float = 0
    charts: int = 0


def first_visit(browser: Browser, url: str) -> tuple[Page, FirstLoad]:
    """Open `url` in a fresh context and return the page with what its first load cost."""
    page = browser.new_context(viewport=WINDOW).new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(WATCH)
    load = FirstLoad()
    _count(page.context.new_cdp_session(page), load)
    page.goto(url)
    seen = _drawn(page)
    load.first_chart, load.all_charts, load.charts = seen["first"], seen["changed"], seen["charts"]
    return page, load


def _count(session: CDPSession, load: FirstLoad) -> None:
    """Count requests, the bytes of their answers, and the bytes of WebSocket frames, as they arrive."""

    def finished(event: dict) -> None:
        load.bytes += int(event["encodedDataLength"])

    def asked(event: dict) -> None:
        load.requests += not event["request"]["url"].startswith(("data:", "blob:"))

    def framed(event: dict) -> None:
        frame = event["response"]
        binary = frame["opcode"] == 2
        load.bytes += len(base64.b64decode(frame["payloadData"]) if binary else frame["payloadData"].encode())

    session.on("Network.loadingFinished", finished)
    session.on("Network.requestWillBeSent", asked)
    session.on("Network.webSocketFrameReceived", framed)
    session.send("Network.enable")


def _drawn(page: Page) -> dict:
    """Wait until all charts are drawn and still; return what the page has noted, or raise NotDrawn."""
    try:
        page.wait_for_function(DRAWN, arg=QUIET, polling=50)
    except TimeoutError as late:
        seen = page.locator("body").inner_text()[:TEXT_SHOWN]
        raise NotDrawn(
            f"No chart was redrawn within {PATIENCE / 1000:.0f} s at {page.url}. The page says:\n{seen}"
        ) from late
    return page.evaluate("() => ({ ...window.benchmark, picture: null })")


def choose(page: Page, widget: str, option: str) -> tuple[float, int]:
    """Choose an option; return milliseconds from the click to the last redrawn chart, and their number."""
    page.get_by_role("combobox", name=widget).click()
    page.get_by_role("option", name=option, exact=True).click()
    waited = _waited(page)
    page.keyboard.press("Escape")
    return waited


def clear(page: Page, option: str) -> tuple[float, int]:
    """Take an option out of a widget that holds several; return what `choose` returns."""
    page.locator(f'button[aria-label="Remove {option}"]').first.click()
    return _waited(page)


def _waited(page: Page) -> tuple[float, int]:
    seen = _drawn(page)
    return seen["changed"] - seen["clicked"], seen["charts"]
