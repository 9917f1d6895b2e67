"""The web side of the door: headers on every answer, and a front page that knows its own address."""

import asyncio
from contextlib import asynccontextmanager

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Sent with every answer: no guessing of types, no framing by other sites, no address passed on.
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)

# Doors that Streamlit leaves open to everybody: its counters, and an upload that no page offers but that
# keeps in memory whatever anybody sends.
CLOSED = ("/_stcore/metrics", "/_stcore/upload_file")

# Without this Streamlit's front end asks /trend/_stcore/… first, gets 404, and only then asks /_stcore/…
ADDRESS = b"""<script>(function(){var b=location.origin+"%s/";
window.__streamlit={BACKEND_BASE_URL:b,HOST_CONFIG_BASE_URL:b,DOWNLOAD_ASSETS_BASE_URL:b,MAIN_PAGE_BASE_URL:b,
ENABLE_RELOAD_BASED_ON_HARDCODED_STREAMLIT_VERSION:false}})()</script></head>"""


class FrontPage:
    """ASGI middleware: adds the headers, and writes the site's own address into HTML pages."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass WebSockets through; answer HTTP with headers added and HTML completed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].startswith(CLOSED):
            await PlainTextResponse("Not here.", status_code=404)(scope, receive, send)
            return
        # A page is completed before it is packed; scripts and styles are packed as ever.
        wanted = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            scope = {**scope, "headers": wanted}
        held: list[Message] = []

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
                if dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html"):
                    held.append(message)
                    return
            if held and message["type"] == "http.response.body":
                held.append(message)
                if not message.get("more_body"):
                    await _send_completed(held, scope, send)
                    held.clear()
                return
            await send(message)

        await self.app(scope, receive, answer)


async def _send_completed(held: list[Message], scope: Scope, send: Send) -> None:
    start, *parts = held
    page = b"".join(part.get("body", b"") for part in parts)
    root = scope.get("root_path", "").rstrip("/").encode()
    if not page:
        await send(start)
        await send({"type": "http.response.body", "body": b""})
        return
    page = page.replace(b"</head>", ADDRESS % root, 1)
    headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
    headers.append((b"content-length", str(len(page)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": page})


MIDDLEWARE = [Middleware(FrontPage)]


@asynccontextmanager
async def lifespan(app: ASGIApp):
    """Start to work out the first pages as soon as the server runs, without holding it up."""
    # Shared results live in modules that may only be loaded once the server's runtime is there.
    from components.warm import warm  # noqa: PLC0415

    warming = asyncio.get_running_loop().run_in_executor(None, warm)
    yield
    warming.cancel()
