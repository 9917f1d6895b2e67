"""Whoever watches the pages of these tests sees it when one asks another host; and another host is out of reach."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser

PAGE = b"<!doctype html><title>A page</title><link rel=icon href=data:,>"

# Ways a page can ask another host, each as a script that waits for the answer or its absence.
WAYS = {
    "fetch": "where => fetch(where, {mode: 'no-cors'}).catch(() => 0)",
    "image": """where => new Promise(done => { const one = new Image();
      one.onload = one.onerror = done; one.src = where })""",
    "script": """where => new Promise(done => { const one = document.createElement('script');
      one.onload = one.onerror = done; one.src = where; document.head.append(one) })""",
    "websocket": "where => new Promise(done => { new WebSocket(where.replace('http', 'ws')).onerror = done })",
}


class Site(ThreadingHTTPServer):
    """Answers every path with an empty page, and remembers what it was asked."""

    def __init__(self):
        super().__init__(("", 0), _Answer)
        self.asked: list[str] = []

    def at(self, host: str = "127.0.0.1") -> str:
        """Its address by one of this computer's own."""
        return f"http://{host}:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[Site]:
    with Site() as one:
        Thread(target=one.serve_forever, daemon=True).start()
        yield one
        one.shutdown()


@pytest.fixture
def own() -> Iterator[Site]:
    with served() as one:
        yield one


@pytest.fixture
def other() -> Iterator[Site]:
    with served() as one:
        yield one


@pytest.fixture
def watched(browser, own) -> Iterator[Reader]:
    context = browser.new_context()
    one = Reader(context, own.at())
    one.page.goto(own.at())
    yield one
    context.close()


def test_a_page_that_asks_its_own_host_is_no_fault(watched, own):
    watched.page.evaluate(WAYS["fetch"], f"{own.at()}/figures.csv")
    assert "/figures.csv" in own.asked
    assert watched.faults == []


def test_a_page_that_asks_another_host_is_a_fault(watched, other):
    for way, asks in WAYS.items():
        where = f"{other.at()}/{way}"
        watched.page.evaluate(asks, where)
        told = where.replace("http", "ws") if way == "websocket" else where
        assert f"asked another host: {told}" in watched.faults
    assert other.asked == [f"/{way}" for way in WAYS]


def test_a_host_that_is_not_this_computer_is_not_reached(watched, other):
    # It would answer there too: all addresses that begin with 127 are this computer, but the browser may not know.
    elsewhere = other.at("127.0.0.2")
    watched.page.evaluate(WAYS["fetch"], f"{elsewhere}/tile")
    assert other.asked == []
    assert f"asked another host: {elsewhere}/tile" in watched.faults
