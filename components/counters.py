"""What this process has answered and how long its pages took, as Prometheus reads it: sums, and never a person."""

import hmac
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import curation
from components import published
from components.static_files import below_base

log = logging.getLogger("displacement")

METRICS = "/metrics"

# The setting that opens the address to whoever sends it as a bearer token; what could be guessed opens nothing.
TOKEN_SETTING = "DISPLACEMENT_METRICS_TOKEN"
TOKEN_LETTERS = 16

# Readers notice a tenth of a second and leave after some ten; in between a page is fast or slow.
SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

REQUESTS = Counter("displacement_requests", "HTTP requests answered, by kind of status", ["status"], registry=REGISTRY)
SESSIONS = Gauge("displacement_open_pages", "WebSockets that are open, one for each open page", registry=REGISTRY)
RUNS = Histogram(
    "displacement_page_run_seconds", "Time a page's script took", ["page"], buckets=SECONDS, registry=REGISTRY
)
SHOWN = Gauge("displacement_shown", "1 for the state of the tables readers see now", ["state"], registry=REGISTRY)
VERSION = Gauge("displacement_newest_version", "Number of the newest version; 0 while there is none", registry=REGISTRY)
AGE = Gauge("displacement_newest_version_age_seconds", "Time since it was published", registry=REGISTRY)

# What stands where the answer is not known, so that an old one does not stay.
UNKNOWN = float("nan")


class Counters:
    """ASGI middleware: counts what is answered, and tells the sums to whoever has the token."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer /metrics: 404 without the token, as if there were nothing. Count everything else and pass it on."""
        if scope["type"] == "websocket":
            await _count_open(self.app, scope, receive, send)
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif below_base(scope).rstrip("/") == METRICS:
            may = opened(Headers(scope=scope).get("authorization", ""))
            told = Response(await run_in_threadpool(sums), media_type=CONTENT_TYPE_LATEST) if may else _not_here()
            await told(scope, receive, send)
        else:
            await _count_answer(self.app, scope, receive, send)


def opened(authorization: str) -> bool:
    """Tell whether a header has the token of the setting; where the setting is missing or short, none has."""
    token = os.environ.get(TOKEN_SETTING, "").strip()
    said = authorization.removeprefix("Bearer ")
    alike = hmac.compare_digest(said.encode(), token.encode())
    return len(token) >= TOKEN_LETTERS and said != authorization and alike


def sums() -> bytes:
    """Return all sums in the text format of Prometheus, with what readers see at this moment."""
    SHOWN.clear()
    VERSION.set(UNKNOWN)
    AGE.set(UNKNOWN)
    try:
        SHOWN.labels(published.version()).set(1)
        _note_newest()
    except (curation.BrokenTables, curation.StoreError, OSError) as error:
        # No state shown is what the watcher must see; pages and their log say why.
        log.warning("the version cannot be told to whoever watches: %s", type(error).__name__)
    return generate_latest(REGISTRY)


@contextmanager
def timed(page: str) -> Iterator[None]:
    """Note how long the script of a page takes, also when the reader goes elsewhere meanwhile."""
    before = time.perf_counter()
    try:
        yield
    finally:
        RUNS.labels(page or "situation").observe(time.perf_counter() - before)


def _note_newest() -> None:
    newest = curation.current(published.folder())
    VERSION.set(newest.number if newest else 0)
    if newest:
        AGE.set(max(0.0, time.time() - newest.at.timestamp()))


async def _count_answer(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            REQUESTS.labels(f"{message['status'] // 100}xx").inc()
        await send(message)

    await app(scope, receive, answer)


async def _count_open(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    is_open = False

    async def answer(message: Message) -> None:
        nonlocal is_open
        if message["type"] == "websocket.accept":
            is_open = True
            SESSIONS.inc()
        await send(message)

    try:
        await app(scope, receive, answer)
    finally:
        if is_open:
            SESSIONS.dec()


def _not_here() -> Response:
    return PlainTextResponse("Not here.\n", status_code=404)
