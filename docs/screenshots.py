"""Take the pictures of the README: start the dashboard, open its pages in Chromium, save what a reader sees.

Run as `make screenshots`. Pictures are made from the data that comes with the dashboard.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from benchmarks.servers import DASHBOARD, running
from tests.browser import chromium

PICTURES = Path(__file__).resolve().parent

# Milliseconds a page may take to be drawn, and to rest afterwards (fonts, sizes).
PATIENCE = 60_000
REST = 1_000

# Colours a picture keeps: enough for text and flat charts, at a third of the bytes.
COLOURS = 128

# The page's script has ended, and what the picture is for is there.
DRAWN = """
(what) => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning' && document.querySelector(what);
}
"""

CHART = ".js-plotly-plot .cartesianlayer .trace"
TABLE = "[data-testid='stDataFrame'] canvas"


@dataclass(frozen=True)
class Picture:
    """A picture: its file, the page's address, what is there once it is drawn, its size in pixels, a file to drop."""

    name: str
    page: str
    drawn: str
    width: int
    height: int
    dropped: str = ""


TAKEN = (
    Picture("situation", "/", CHART, 1280, 1480),
    Picture("trend", "/trend", CHART, 1280, 1160),
    Picture("breakdown", "/breakdown", CHART, 1280, 760),
    Picture("figures", "/figures", TABLE, 1280, 800),
    Picture("update", "/update", TABLE, 1280, 1080, dropped="partner-week-9.csv"),
    Picture("phone", "/", CHART, 375, 1060),
)


def take(browser: Browser, address: str, picture: Picture) -> Path:
    """Open a page in a window of the picture's size, and save what is seen of it as a PNG."""
    window = {"width": picture.width, "height": picture.height}
    page = browser.new_page(viewport=window, device_scale_factor=1, color_scheme="light", locale="en-GB")
    page.set_default_timeout(PATIENCE)
    page.goto(address + picture.page)
    if picture.dropped:
        file = {"name": picture.dropped, "mimeType": "text/csv", "buffer": with_mistakes()}
        page.get_by_test_id("stFileUploaderDropzone").locator("input").set_input_files(file)
    page.wait_for_function(DRAWN, arg=picture.drawn)
    page.wait_for_timeout(REST)
    file = PICTURES / f"{picture.name}.png"
    page.screenshot(path=file)
    page.close()
    return file


def with_mistakes() -> bytes:
    """A file as partners send them: three published rows, with four cells written otherwise."""
    with (PICTURES.parent / "data" / "figures.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["crisis_id"] == "syr-nw-2019-12"][:3]
    rows[0] |= {"value": "12k", "sex": "female"}
    rows[1] |= {"as_of": "31/02/2020"}
    rows[2] |= {"source_id": "", "url": "https://example.org/9"}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def make_smaller(file: Path) -> None:
    """Reduce a picture to fewer colours; flat charts and text look the same."""
    with Image.open(file) as picture:
        smaller = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    smaller.save(file, optimize=True)


def take_all() -> None:
    """Take every picture from one server, which is stopped whatever happens."""
    with running(*DASHBOARD) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        for picture in TAKEN:
            file = take(browser, server.url, picture)
            make_smaller(file)
            print(f"{file.relative_to(PICTURES.parent)}: {file.stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    take_all()
