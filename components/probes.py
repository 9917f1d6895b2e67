"""Two addresses for programs that watch the server: whether it answers, and whether it has tables to show."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components import published
from components.static_files import below_base
from curation import BrokenTables

# Whether the process answers. Its address is also that of the page "Data health", which browsers ask for as HTML.
ALIVE = "/health"

# Whether readers would see figures: a proxy sends them elsewhere while it says 503.
READY = "/ready"

# An answer holds for the moment it is given in.
NOT_KEPT = {"Cache-Control": "no-store", "Vary": "Accept"}

ANSWERS = "The server answers.\n"
SHOWS = "The tables can be read.\n"
SHOWS_NOT = "The tables cannot be read. The pages and the server's log say why.\n"


class Probes:
    """ASGI middleware: answers /health and /ready in one plain sentence, and passes everything else on."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 200, or 503 when asked for readiness without tables; a browser that asks for a page gets the page."""
        path = below_base(scope) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else ""
        if path == ALIVE and "text/html" not in Headers(scope=scope).get("accept", ""):
            answer = PlainTextResponse(ANSWERS, headers=NOT_KEPT)
        elif path == READY:
            shows = await run_in_threadpool(tables_are_readable)
            answer = PlainTextResponse(*((SHOWS, 200) if shows else (SHOWS_NOT, 503)), headers=NOT_KEPT)
        else:
            await self.app(scope, receive, send)
            return
        await answer(scope, receive, send)


def tables_are_readable() -> bool:
    """Say whether pages have tables to show; what is read is kept, so that the next question costs little."""
    try:
        published.table("figures")
    except (BrokenTables, OSError):
        return False
    return True
