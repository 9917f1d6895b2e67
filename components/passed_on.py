"""What a link to a page shows where it is passed on: a title, a sentence, and of one figure its picture.

Messengers and search engines run no scripts; they read the head of the page. Withdrawn figures say so first.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import parse_qs, quote

import pandas as pd
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components import figure_words, first_look, published, share_picture, shell, sign_in
from components.figure_links import FIGURE_PAGE
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
    card = await run_in_threadpool(_with_numbers, page, query) or _without(page)
    base = _address(scope)
    picture = f"{base}/picture/{quote(card.figure_id, safe='')}.png" if card.figure_id and base else ""
    return "\n".join([f"<title>{escape(card.title)}</title>", *marks(card.title, card.words, picture)])


def marks(title: str, words: str, picture: str = "") -> list[str]:
    """Return what programs read in the head of a page, as HTML; `picture` is a whole address, "" for none."""
    told = [
        ("name", "description", words),
        ("property", "og:title", title),
        ("property", "og:description", words),
        ("property", "og:type", "article"),
        ("property", "og:site_name", shell.NAME),
    ]
    if picture:
        told += [("property", "og:image", picture), ("name", "twitter:card", "summary_large_image")]
    return [f'<meta {kind}="{name}" content="{escape(content, quote=True)}">' for kind, name, content in told]


def words_of(html: str) -> str:
    """Return the words of some HTML of ours on one line."""
    return " ".join(unescape(TAG.sub("", html)).split())


def _without(page: str) -> Card:
    """Return a card without a number: what the page answers."""
    title = f"{shell.TITLES[page]} – {shell.NAME}" if page in shell.TITLES else shell.NAME
    return Card(title, shell.ANSWERS.get(page, shell.ANSWERS["situation"]))


def _with_numbers(page: str, query: bytes) -> Card | None:
    """Say the numbers of a crisis or a figure; None where there are none, or the tables are not worked out yet."""
    if page == FIGURE_PAGE:
        return _figure(parse_qs(query.decode("latin-1")).get("figure", [""])[-1], _of_figure)
    crisis = first_look.crisis(query, published.where(), published.newest()) if not page else None
    return crisis and Card(f"{crisis.title} – {shell.NAME}", words_of(crisis.lead))


def _figure(figure_id: str, say: Callable[[pd.Series], object]):
    """Return what `say` says of a public figure; None where there is none, or where it would take long.

    Nothing is kept of the question: programs that follow links ask for every figure there is.
    """
    if not first_look.is_kept(published.where(), published.newest()):
        return None
    try:
        with published.one_version():
            rows = published.published("figures") if not published.is_large("figures") else None
            found = rows[rows["figure_id"] == figure_id] if rows is not None else ()
            return say(found.iloc[0]) if len(found) else None
    except BrokenTables:
        return None


def _of_figure(figure: pd.Series) -> Card:
    gone = figure_words.withdrawn(figure)
    title = f"{sentence(figure_words.exactly(figure))}: {figure_words.about(figure)}"
    source = f"Published in {figure_words.who(figure)}, {figure_words.document(figure)}."
    words = f"{figure_words.said(figure)} {source}"
    return Card(f"{gone}: {title}" if gone else title, f"{gone}. {words}" if gone else words, figure["figure_id"])


def _address(scope: Scope) -> str:
    """The address this dashboard is reached at: as set up for signing in, else as it was asked for; "" if strange."""
    host = HTTPConnection(scope).headers.get("host", "")
    asked = f"{scope['scheme']}://{host}" if HOST.fullmatch(host) else ""
    path = scope["path"].removesuffix(below_base(scope)).rstrip("/")
    base = sign_in.address() or asked
    return f"{base}{path}" if base else ""


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
        drawn = await run_in_threadpool(_figure, asked[1], share_picture.png)
        kept = {"Cache-Control": f"public, max-age={KEPT_SECONDS}"}
        answer = Response(drawn, media_type="image/png", headers=kept) if drawn else _not_here()
        await answer(scope, receive, send)


def _not_here() -> Response:
    return PlainTextResponse("There is no such picture.", status_code=404)
