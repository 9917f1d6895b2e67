"""The document around a page of the copy: its head, the ways to the other pages, and a foot that says what it is."""

import re
from dataclasses import dataclass
from html import escape

from components import shell
from components.passed_on import marks, words_of
from components.static_copy.assets import Assets
from components.static_copy.links import Places, relative, turned

# Nothing from elsewhere, and no script but the copy's own. Charts are given styles and pictures while they are drawn.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'"
)

# Letters of a description that search engines and messengers show.
DESCRIBED = 200

HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
LEAD = re.compile(r'<p class="dd-lead">(.*?)</p>', re.DOTALL)


@dataclass(frozen=True)
class Edition:
    """What a copy is a copy of: names of the crises by id, the version in words, the day, and the live address."""

    crises: dict[str, str]
    places: Places
    assets: Assets
    says: str
    day: str
    own: str = ""


@dataclass(frozen=True)
class Page:
    """A page of the copy before its surroundings: which it is, for which crisis, its file and its HTML.

    `live` is the same page of the dashboard, `chosen` what is chosen on it, `picture` what to show where it is shared.
    """

    name: str
    crisis: str
    file: str
    body: str
    live: str = ""
    chosen: tuple[str, ...] = ()
    picture: str = ""

    @property
    def title(self) -> str:
        """What the page is called in a browser's tab."""
        heading = words_of(HEADING.search(self.body)[1]) if HEADING.search(self.body) else ""
        if self.name == "index":
            return shell.NAME
        return f"{heading if self.name == 'figure' else shell.TITLES[self.name]}"

    @property
    def description(self) -> str:
        """What the page says, in a sentence: its own first words, else what it answers."""
        lead = LEAD.search(self.body)
        said = words_of(lead[1]) if lead else shell.ANSWERS.get(self.name, shell.ANSWERS["situation"])
        return said if len(said) <= DESCRIBED else f"{said[:DESCRIBED].rpartition(' ')[0]} …"


def written(page: Page, edition: Edition) -> str:
    """Return a page as a whole document. Every way in it is relative, so that the copy may lie anywhere."""
    body = turned(_headed(page, edition), lambda href: edition.places.to(href, page.file))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n{_head(page, edition)}\n</head>\n<body>\n'
        '<a class="copy-skip" href="#page">Skip to the page</a>\n'
        f"{_ways(page, edition)}\n<main id=page>\n{body}\n</main>\n{_foot(page, edition)}\n</body>\n</html>\n"
    )


def _head(page: Page, edition: Edition) -> str:
    crisis = edition.crises.get(page.crisis, "")
    title = " – ".join(one for one in (page.title, crisis, shell.NAME) if one and one != shell.NAME) or shell.NAME
    picture = f"{edition.own}/{page.picture}" if edition.own and page.picture else ""
    to = {name: relative(getattr(edition.assets, name), page.file) for name in ("style", "script", "plotly", "icon")}
    lines = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>",
        *marks(title, page.description, picture),
        f'<link rel="icon" href="{to["icon"]}">\n<link rel="stylesheet" href="{to["style"]}">',
    ]
    if page.live:
        lines.append(f'<link rel="canonical" href="{escape(page.live, quote=True)}">')
    if edition.own:
        lines.append(f'<meta property="og:url" content="{escape(f"{edition.own}/{page.file}", quote=True)}">')
    if 'class="copy-chart"' in page.body:
        lines.append("<noscript><style>.copy-chart{display:none}</style></noscript>")
        lines.append(f'<script defer src="{to["script"]}" data-plotly="{to["plotly"]}"></script>')
    return "\n".join(lines)


def _ways(page: Page, edition: Edition) -> str:
    """Write the ways to the same page of other crises, and to the other pages of this crisis."""
    pages = edition.places.pages
    first = page.crisis or next(iter(edition.crises))
    at = page.name if (page.name, first) in pages else "situation"
    crises = [(name, pages[at, one], one == page.crisis) for one, name in edition.crises.items()]
    others = [(shell.TITLES[one], file, one == page.name) for (one, crisis), file in pages.items() if crisis == first]
    home = relative("index.html", page.file)
    return (
        f'<header class="copy-head"><a class="copy-name" href="{home}">{shell.NAME}</a>'
        f"{_list('Crises', crises, page.file)}{_list('Pages', others, page.file)}</header>"
    )


def _list(label: str, ways: list[tuple[str, str, bool]], here: str) -> str:
    items = "".join(
        f'<li><a href="{relative(file, here)}"{" aria-current=page" if current else ""}>{escape(words)}</a></li>'
        for words, file, current in ways
    )
    return f'<nav aria-label="{label}"><ul>{items}</ul></nav>'


def _headed(page: Page, edition: Edition) -> str:
    """Put the crisis above the title, where it does not say it, and what is chosen below."""
    crisis = edition.crises.get(page.crisis, "")
    above = f'<p class="copy-crisis">{escape(crisis)}</p>\n' if crisis and page.name != "situation" else ""
    said = f"Shown here: {'; '.join(page.chosen)}." if page.chosen else ""
    link = f'<a href="{escape(page.live, quote=True)}">Other choices are on the live page</a>.' if page.live else ""
    choices = page.name not in ("index", "about", "figure") and (said or link)
    below = f'\n<p class="dd-key copy-chosen">{escape(said)} {link}</p>' if choices else ""
    return above + re.sub(r"</h1>", lambda _: f"</h1>{below}", page.body, count=1)


def _foot(page: Page, edition: Edition) -> str:
    live = f' <a href="{escape(page.live, quote=True)}">This page, live</a>.' if page.live else ""
    return (
        f'<footer class="dd-foot">This is a copy, written on {escape(edition.day)} from {escape(edition.says)}. '
        f"It does not change by itself.{live}</footer>"
    )
