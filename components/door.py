"""The web side of the door: headers on every answer, a front page that knows its address, cookies, closed routes."""

import asyncio
import re
from contextlib import asynccontextmanager
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import (
    first_look,
    front_page,
    kept_downloads,
    kept_theme,
    passed_on,
    published,
    sign_in,
    static_files,
    visit,
)
from components.counters import Counters
from components.probes import Probes
from components.upload_door import UploadDoor

# Sent with every answer: no guessing of types, no framing by other sites, no address passed on.
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)

# Doors that Streamlit leaves open to everybody: its counters, and a way to drive the pages without a browser.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")

# What a browser says of the copy it has and how it takes a page; and what Streamlit says of its own file, which a
# page is only made of.
ABOUT_COPIES = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range", b"if-range")
OF_THE_FILE = (b"content-length", b"etag", b"last-modified", b"accept-ranges")

# Where people go to sign in, where the provider sends them back to, and the page they came from in between.
SIGN_IN, SIGNED_IN = "/auth/login", "/oauth2callback"
CAME_FROM = "displacement_came_from"
CAME_FROM_SECONDS = 600
A_PAGE = re.compile(r"/[a-z]{1,40}")


class FrontPage:
    """ASGI middleware: closes what nobody needs, adds the headers, and completes HTML pages."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Mark WebSockets with where they come from; answer HTTP with headers added and HTML completed."""
        if scope["type"] != "http":
            await self.app(visit.stamped(scope) if scope["type"] == "websocket" else scope, receive, send)
            return
        if any(door in unquote(scope["path"]) for door in CLOSED):
            await PlainTextResponse("Not here.", status_code=404)(scope, receive, send)
            return
        asked = scope
        # A page is asked for whole, and completed before it is packed; scripts and styles are packed as ever.
        if _may_be_a_page(scope):
            wanted = [(name, value) for name, value in scope["headers"] if name not in ABOUT_COPIES]
            scope = {**scope, "headers": wanted}
        held: list[Message] = []

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _headers(scope, message)
                if dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html"):
                    held.append(message)
                    return
            if held and message["type"] == "http.response.body":
                held.append(message)
                if not message.get("more_body"):
                    await _send_completed(held, asked, send)
                    held.clear()
                return
            await send(message)

        await self.app(scope, receive, answer)


def _may_be_a_page(scope: Scope) -> bool:
    """Tell whether a page may come: to a browser that asks for one, or to a program that asks for an address of one."""
    path = scope["path"]
    wanted = dict(scope["headers"]).get(b"accept", b"*/*")
    return b"text/html" in wanted or (b"*/*" in wanted and "/_stcore/" not in path and not PurePosixPath(path).suffix)


def _headers(scope: Scope, start: Message) -> list[tuple[bytes, bytes]]:
    """The headers of an answer, with those of every answer, and cookies that only travel as safely as the page."""
    secure = scope["scheme"] == "https" or sign_in.address().startswith("https://")
    headers = [*_back_to_the_page(scope, start), *HEADERS]
    if "/media/" in scope["path"]:
        headers += [(b"content-security-policy", front_page.FILE_POLICY), (b"cache-control", b"no-store")]
    return [
        (name, value + b"; Secure")
        if secure and name == b"set-cookie" and b"secure" not in value.lower().replace(b" ", b"").split(b";")
        else (name, value)
        for name, value in headers
    ]


def _back_to_the_page(scope: Scope, start: Message) -> list[tuple[bytes, bytes]]:
    """Streamlit sends whoever has signed in to the first page; a cookie remembers the page they came from."""
    headers = list(start["headers"])
    if scope["path"].endswith(SIGN_IN):
        page = urlsplit(Headers(scope=scope).get("referer", "")).path.rpartition("/")[2]
        cookie = f"{CAME_FROM}=/{page}; Max-Age={CAME_FROM_SECONDS}; Path=/; HttpOnly; SameSite=Lax"
        return [*headers, (b"set-cookie", cookie.encode())] if A_PAGE.fullmatch(f"/{page}") else headers
    if scope["path"].endswith(SIGNED_IN) and start["status"] == 302:
        page = HTTPConnection(scope).cookies.get(CAME_FROM, "")
        if A_PAGE.fullmatch(page):
            return [
                (name, value.rstrip(b"/") + page.encode() if name == b"location" else value) for name, value in headers
            ]
    return headers


async def _send_completed(held: list[Message], scope: Scope, send: Send) -> None:
    start, *parts = held
    page = b"".join(part.get("body", b"") for part in parts)
    root = scope.get("root_path", "").rstrip("/").encode()
    if not page or b"content-encoding" in dict(start["headers"]):
        await send(start)
        await send({"type": "http.response.body", "body": page})
        return
    headers = [(name, value) for name, value in start["headers"] if name not in OF_THE_FILE]
    if "/media/" not in scope["path"]:
        path = static_files.below_base(scope)
        first = first_look.at(path, scope.get("query_string", b""), published.where(), published.newest())
        head = await passed_on.head(scope) if start["status"] == 200 else ""
        page, policy = front_page.completed(page, root, first.encode(), head.encode())
        mark = front_page.mark(page)
        headers += [(b"content-security-policy", policy), (b"etag", mark), (b"vary", b"accept-encoding")]
        if start["status"] == 200 and mark in dict(scope["headers"]).get(b"if-none-match", b""):
            await send({**start, "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        if "gzip" in static_files.accepted(Headers(scope=scope).get("accept-encoding", "")):
            page = front_page.packed(page)
            headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(page)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": page})


PACKING = static_files.packing()

MIDDLEWARE = [
    Middleware(FrontPage),
    Middleware(Counters),
    Middleware(Probes),
    Middleware(passed_on.Pictures),
    Middleware(static_files.PackedFiles, packing=PACKING),
    Middleware(UploadDoor),
]


@asynccontextmanager
async def lifespan(app: ASGIApp):
    """Start to work out the first pages and to pack scripts as soon as the server runs, without holding it up."""
    # Shared results live in modules that may only be loaded once the server's runtime is there.
    from components.newer import watch  # noqa: PLC0415
    from components.opened_ahead import open_pages  # noqa: PLC0415
    from components.warm import warm  # noqa: PLC0415

    async def begin() -> None:
        await asyncio.to_thread(warm)
        await open_pages()

    kept_theme.keep()
    kept_downloads.keep()
    warming = asyncio.create_task(begin())
    watching = asyncio.create_task(watch())
    PACKING.start()
    yield
    PACKING.stop()
    watching.cancel()
    warming.cancel()
