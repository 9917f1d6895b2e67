"""What a link to a page shows where it is passed on: a title, a sentence, and of one figure its picture.

Messengers and search engines run no scripts; they read the head of the page. Withdrawn figures say so first.
"""

import re
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components import figure_words, first_look, one_figure, published, share_picture, shell, sign_in
from components.static_files import below_base
from components.wording import sentence
from curation import BrokenTables

# Where the picture of a figure is, for whoever shows a link to it.
PICTURE = re.compile(r"/picture/([^/]{1,200})\.png")

# A picture may be shown again for so many seconds without asking; a withdrawal is seen after that.
KEPT_SECONDS = 300

# What a Host header may be for an address to be made of it.
HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")

TAG = re.compile(r"<[^>]+>")


class Card(NamedTuple):
    """Title and sentence of a page, and the figure whose picture belongs to it; "" for none."""

    title: str
    words: str
    figure_id: str = ""


async def head(scope: Scope) -> str:
    """Return the title and the marks in the head of the page that is asked for, as HTML."""
    page, query = below_base(scope).strip("/"), scope.get("query_string", b"")
    card = await run_in_threadpool(_with_numbers, page, query) or plain(page)
    lines = [f"<title>{escape(card.title)}</title>", _meta("name", "description", card.words)]
    lines += [_meta("property", "og:title", card.title), _meta("property", "og:description", card.words)]
    lines += [_meta("property", "og:type", "article"), _meta("property", "og:site_name", shell.NAME)]
    base = _address(scope)
    if card.figure_id and base:
        picture = f"{base}/picture/{quote(card.figure_id, safe='')}.png"
        lines += [_meta("property", "og:image", picture), _meta("name", "twitter:card", "summary_large_image")]
    return "\n".join(lines)


def plain(page: str) -> Card:
    """Return a card that says what a page answers, without a number."""
    named = {file: (f"{title} – {shell.NAME}", answers) for file, title, _, answers in shell.PAGES}
    return Card(*named.get(page, (shell.NAME, named["situation"][1])))


def _with_numbers(page: str, query: bytes) -> Card | None:
    """Say the numbers of a crisis or a figure; None where there are none, or the tables are not worked out yet."""
    if page not in ("", one_figure_page()):
        return None
    try:
        where, state = published.where(), published.newest()
        if not first_look.is_kept(where, state):
            return None
        if not page:
            crisis = first_look.crisis(query, where, state)
            return crisis and Card(f"{crisis.title} – {shell.NAME}", unescape(TAG.sub("", crisis.lead)))
        published.begin()
        return None if published.is_large("figures") else _of_figure(query)
    except BrokenTables:
        return None


def one_figure_page() -> str:
    """The address of the page of one figure, which links name a figure for."""
    return shell.FOR_LINKS[0]


def _of_figure(query: bytes) -> Card | None:
    asked = parse_qs(query.decode("latin-1")).get("figure", [""])[-1]
    found = one_figure.alone(asked) if asked else ()
    if not len(found):
        return None
    figure = found.iloc[0]
    gone = figure_words.withdrawn(figure)
    title = f"{sentence(figure_words.exactly(figure))}: {figure_words.about(figure)}"
    source = f"Published in {figure_words.who(figure)}, {figure_words.document(figure)}."
    words = f"{figure_words.said(figure)} {source}"
    return Card(f"{gone}: {title}" if gone else title, f"{gone}. {words}" if gone else words, asked)


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content, quote=True)}">'


def _address(scope: Scope) -> str:
    """The address this dashboard is reached at: as set up for signing in, else as it was asked for."""
    host = HTTPConnection(scope).headers.get("host", "")
    asked = f"{scope['scheme']}://{host}" if HOST.fullmatch(host) else ""
    path = scope["path"].removesuffix(below_base(scope)).rstrip("/")
    return f"{sign_in.address() or asked}{path}" if sign_in.address() or asked else ""


class Pictures:
    """ASGI middleware: answers /picture/<figure>.png with the picture of a public figure, and passes all else on."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the picture, or 404 where there is no such public figure."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and PICTURE.fullmatch(below_base(scope))
        if not asked:
            await self.app(scope, receive, send)
            return
        drawn = await run_in_threadpool(_picture, asked[1])
        kept = {"Cache-Control": f"public, max-age={KEPT_SECONDS}"}
        answer = Response(drawn, media_type="image/png", headers=kept) if drawn else _not_here()
        await answer(scope, receive, send)


def _picture(figure_id: str) -> bytes:
    try:
        published.begin()
        large = published.is_large("figures")
        return share_picture.png(figure_id) if not large and len(one_figure.alone(figure_id)) else b""
    except BrokenTables:
        return b""


def _not_here() -> Response:
    return PlainTextResponse("There is no such picture.", status_code=404)
