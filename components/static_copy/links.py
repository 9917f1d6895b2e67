"""Links of the pages, turned to the files of the copy, or to the live page where the copy has none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, relpath
from urllib.parse import parse_qs, quote, urlsplit

# A whole link of our own HTML; none stands inside another.
LINK = re.compile(r'<a\b(?P<before>[^>]*?)\shref="(?P<to>[^"]*)"(?P<after>[^>]*)>(?P<words>.*?)</a>', re.DOTALL)

# What leads out, stays on the page, or is a way in the copy already.
ELSEWHERE = ("http://", "https://", "#", "./", "../")

# Marks a link whose words say nothing but that it is one.
ONLY = "copy-only"

FIGURE = "figure"


@dataclass(frozen=True)
class Places:
    """Where everything of the copy lies: each page by name and crisis, each figure that has a page of its own.

    `live` is the address of the dashboard this is a copy of; "" where readers cannot reach it.
    """

    pages: dict[tuple[str, str], str]
    figures: frozenset[str]
    live: str = ""

    def to(self, href: str, here: str) -> str:
        """Return where a link of a page leads from the file `here`; "" where it leads nowhere."""
        if href.startswith(ELSEWHERE):
            return href
        parts = urlsplit(href)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        file = self._file(parts.path, asked)
        if file:
            return relative(file, here) + (f"#{parts.fragment}" if parts.fragment else "")
        return f"{self.live}/{href}" if self.live else ""

    def _file(self, page: str, asked: dict[str, str]) -> str:
        """Return the file that shows what a link asks for; "" where it asks for other choices than the copy has."""
        if page == FIGURE:
            return figure_file(asked["figure"]) if asked.get("figure") in self.figures else ""
        choices = set(asked) - {"crisis"}
        return "" if choices else self.pages.get((page, asked.get("crisis", "")), "")


def figure_file(figure_id: str) -> str:
    """Return the file of a figure's own page."""
    return f"{FIGURE}/{figure_id}/index.html"


def relative(file: str, here: str) -> str:
    """Return the way from one file of the copy to another, so that it may lie anywhere."""
    way = quote(relpath(file, dirname(here) or "."))
    return way if way.startswith("../") else f"./{way}"


def turned(html: str, to: Callable[[str], str]) -> str:
    """Return HTML with every link turned by `to`; one that leads nowhere leaves its words, if they say anything."""

    def turn(found: re.Match) -> str:
        there = to(unescape(found["to"]))
        if not there:
            return "" if ONLY in found["before"] else found["words"]
        return f'<a{found["before"]} href="{escape(there, quote=True)}"{found["after"]}>{found["words"]}</a>'

    return LINK.sub(turn, html)


def figures_named(html: str) -> list[str]:
    """Return the ids of the figures whose own pages some HTML leads to, in its order."""
    named = []
    for found in LINK.finditer(html):
        parts = urlsplit(unescape(found["to"]))
        if parts.path == FIGURE:
            named += parse_qs(parts.query).get("figure", [])
    return named
