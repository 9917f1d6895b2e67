"""Open a page and click in it as a reader does, and measure in the browser what the reader waits for."""

import base64
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, TimeoutError

# The window readers are taken to have.
WINDOW = {"width": 1280, "height": 900}

# Milliseconds a page may take before the run is given up.
PATIENCE = 60_000

# The same over the slow line, where an ordinary page alone takes a minute.
SLOW_PATIENCE = 300_000

# A slow line, as Chromium emulates it: 1.6 Mbit/s down and 0.75 up in bytes a second, and milliseconds of latency.
SLOW = {"offline": False, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8, "latency": 150}

# Characters of a page that are shown when it did not draw.
TEXT_SHOWN = 600

# Charts are drawn when nothing in them has changed for so many milliseconds and the script rests.
QUIET = 500

# Runs in the page before its own scripts. On every frame it looks at what is drawn in charts and tables, and
# notes when that first appeared, when it last changed, when the reader last clicked, and when the first number could
# be read: with thousands (586,000) or shortened (0.5M), in a text or in a chart. Streamlit's tables are
# drawn on a canvas, Dash's are elements; a table that is closed does not count.
WATCH = """
(() => {
  const seen = { first: null, number: null, changed: 0, clicked: 0, charts: 0, drawn: 0, written: 0, picture: '' };
  window.benchmark = seen;
  addEventListener('click', () => { seen.clicked = performance.now(); }, true);
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...text) { seen.written += 1; write.apply(this, text); };
  const number = /[0-9],[0-9]{3}|[0-9][kM](?![a-zA-Z])/;
  const all = (where) => [...document.querySelectorAll(where)];
  const look = () => {
    const charts = all('.js-plotly-plot').map((one) => [...one.querySelectorAll('.cartesianlayer, .sankey')]
      .filter((layer) => layer.matches('.sankey') || layer.querySelector('.trace'))).filter((one) => one.length);
    const tables = all('[data-testid="stDataFrame"] canvas').map(() => seen.written);
    const elements = all('.dash-spreadsheet-container').filter((one) => one.checkVisibility());
    const pictures = [...charts.flat(), ...elements].map((one) => one.innerHTML);
    const picture = [...pictures, ...tables].join('|');
    if (picture !== seen.picture) {
      seen.picture = picture;
      seen.charts = charts.length;
      seen.drawn = pictures.length + tables.length;
      seen.changed = performance.now();
      seen.first ??= seen.drawn ? seen.changed : null;
    }
    const texts = seen.number === null ? all('#dd-first, [data-testid="stMain"], #react-entry-point') : [];
    if (texts.some((one) => number.test(one.textContent))) seen.number = performance.now();
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
  const rests = app ? app.dataset.testScriptState === 'notRunning' : document.title !== 'Updating...';
  return rests && seen.drawn > 0 && seen.changed > seen.clicked && performance.now() - seen.changed > quiet;
}
"""


class NotDrawn(RuntimeError):
    """A page drew no chart in time; the message carries what it says instead."""


@dataclass
class FirstLoad:
    """What a first visit costs: bytes received, requests, milliseconds to the first number and to the charts.

    On a page without charts its tables are meant. `first_number` is None where the page shows no such number.
    """

    bytes: int = 0
    requests: int = 0
    first_number: float | None = None
    first_chart: float = 0
    all_charts: float = 0
    charts: int = 0


def first_visit(browser: Browser, url: str, *, slow: bool = False) -> tuple[Page, FirstLoad]:
    """Open `url` in a fresh context, over a slow line if wished; return the page with what its first load cost."""
    page = browser.new_context(viewport=WINDOW).new_page()
    page.set_default_timeout(SLOW_PATIENCE if slow else PATIENCE)
    page.add_init_script(WATCH)
    load, session = FirstLoad(), page.context.new_cdp_session(page)
    _count(session, load)
    if slow:
        session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(url)
    seen = _drawn(page)
    load.first_chart, load.all_charts, load.charts = seen["first"], seen["changed"], seen["charts"]
    load.first_number = seen["number"]
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
        raise NotDrawn(f"Nothing was redrawn in time at {page.url}. The page says:\n{seen}") from late
    return page.evaluate("() => ({ ...window.benchmark, picture: null })")


def choose(page: Page, widget: str, option: str) -> tuple[float, int]:
    """Choose an option; return milliseconds from the click to the last redrawn chart, and their number."""
    _open(page, widget)
    page.get_by_role("option", name=option, exact=True).click()
    waited = _waited(page)
    page.keyboard.press("Escape")
    return waited


def clear(page: Page, widget: str, option: str) -> tuple[float, int]:
    """Take an option out of a widget that holds several; return what `choose` returns."""
    if _in_dash(page):
        return choose(page, widget, option)
    page.locator(f'button[aria-label="Remove {option}"]').first.click()
    return _waited(page)


def _open(page: Page, widget: str) -> None:
    """Open a widget's list of options. Dash names its button by what is chosen, so there it is found by its id."""
    if _in_dash(page):
        page.locator(f'button.dash-dropdown[id$="-{widget.lower()}"]').click()
    else:
        page.get_by_role("combobox", name=widget).click()


def _in_dash(page: Page) -> bool:
    return page.locator("#react-entry-point").count() > 0


def _waited(page: Page) -> tuple[float, int]:
    seen = _drawn(page)
    return seen["changed"] - seen["clicked"], seen["charts"]
