"""One server and one browser for all tests; every page is watched, and nothing may leave this computer."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import chromium, server

HOUSE = Path(__file__).resolve().parents[2]

# Pictures of a page that a test found wanting; ignored by git.
OUT = Path(__file__).parent / "out"

# How long a page may take on a slow machine before a test gives up, in milliseconds.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)

# A page is settled when, for a while, the script has ended, nothing is old or missing, and charts are drawn.
SETTLED = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  const now = app && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && document.querySelector('.dd-foot, [data-testid="stException"], [data-testid="stExpander"]')
    && charts.every(chart => chart.querySelector('.main-svg'));
  window.settledSince = now ? window.settledSince ?? performance.now() : undefined;
  return now && performance.now() - window.settledSince > 300;
}"""


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> Path:
    """A copy of the curated tables that tests may break; the server reads it."""
    return shutil.copytree(HOUSE / "data", tmp_path_factory.mktemp("published") / "data")


@pytest.fixture(scope="session")
def server_log(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="session")
def address(data, server_log) -> Iterator[str]:
    """The dashboard as anybody starts it, on a free port."""
    with server.running("dashboard.py", log=server_log, settings={"DISPLACEMENT_DATA": str(data)}) as where:
        yield where


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.path()
    assert found, "no Chromium on this machine; run `python -m tests.browser.chromium`"
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=found, args=chromium.ARGUMENTS)
        yield one
        one.close()


class Reader:
    """Somebody at a browser; whatever goes wrong on their page is written down."""

    def __init__(self, context: BrowserContext, address: str):
        self.page, self.address, self.faults = context.new_page(), address, []
        self.page.set_default_timeout(PATIENCE)
        self._watch(self.page)

    def open(self, page: str = "", **query) -> Page:
        """Open a page by its address, and wait until it is drawn."""
        return self.follow(f"{self.address}/{page}" + (f"?{urlencode(query, doseq=True)}" if query else ""))

    def follow(self, link: str) -> Page:
        self.page.goto(link)
        return self.settled()

    def settled(self) -> Page:
        self.page.evaluate("window.settledSince = undefined")
        self.page.wait_for_function(SETTLED)
        return self.page

    def choose(self, label: str, option: str) -> Page:
        """Choose an option of a list by mouse, and wait for the page that follows from it."""
        self.page.get_by_role("combobox", name=label).click()
        self.page.get_by_role("option", name=option, exact=True).click()
        return self.settled()

    def go_to(self, title: str) -> Page:
        """Go to a page by its link in the navigation."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).first.click()
        self.page.wait_for_url(f"**/{'' if title == 'Situation' else title.lower()}*")
        return self.settled()

    def _stay_inside(self, request) -> None:
        """Write down what asks another host; the browser itself reaches none (chromium.ARGUMENTS)."""
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https") and asked.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"asked another host: {request.url}")

    def _watch(self, page: Page) -> None:
        page.on("request", self._stay_inside)
        page.on("dialog", lambda box: (self.faults.append(f"a script spoke: {box.message}"), box.dismiss()))
        page.on("pageerror", lambda error: self.faults.append(f"error in the page: {error}"))
        page.on(
            "console",
            lambda said: self.faults.append(f"console: {said.text}") if said.type == "error" else None,
        )
        page.on(
            "response",
            lambda answer: self.faults.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
        )
        page.on(
            "websocket",
            lambda socket_: (
                self.faults.append(f"asked another host: {socket_.url}")
                if urlsplit(socket_.url).netloc != urlsplit(self.address).netloc
                else None
            ),
        )


@pytest.fixture(scope="session")
def known_context(browser) -> Iterator[BrowserContext]:
    """A browser that has been here before and keeps scripts and styles, as most readers' have."""
    context = browser.new_context(service_workers="block")
    yield context
    context.close()


@pytest.fixture
def reader(browser, known_context, address, server_log, request) -> Iterator[Callable[..., Reader]]:
    """Readers; a stranger has a fresh browser. The test fails on any error they or the server met."""
    readers: list[Reader] = []
    strangers: list[BrowserContext] = []
    log_before = len(server_log.read_text(encoding="utf-8"))

    def of(width: int = 1280, height: int = 900, scheme: str = "light", stranger: bool = False) -> Reader:
        if stranger:
            strangers.append(browser.new_context(service_workers="block"))
        readers.append(Reader(strangers[-1] if stranger else known_context, address))
        readers[-1].page.set_viewport_size({"width": width, "height": height})
        readers[-1].page.emulate_media(color_scheme=scheme)
        return readers[-1]

    yield of
    faults = [fault for one in readers for fault in one.faults]
    for number, one in enumerate(readers):
        if faults or getattr(request.node, "failed", False):
            OUT.mkdir(exist_ok=True)
            name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
            one.page.screenshot(path=OUT / f"{name[:80]}-{number}.png")
        one.page.close()
    for context in strangers:
        context.close()
    assert faults == []
    said = server_log.read_text(encoding="utf-8")[log_before:]
    assert "Traceback" not in said, said


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.failed = outcome.get_result().failed


@pytest.fixture
def mended(data):
    """Put the figures back as they were, when asked and at the end."""
    good = (data / "figures.csv").read_bytes()

    def act() -> None:
        (data / "figures.csv").write_bytes(good)

    yield act
    act()
