"""The first page of the copy, which leads to all others, and the ways through a table of several pages."""

from html import escape

from components import shell
from components.static_copy.document import LEAD, Edition, Page
from components.static_copy.links import relative


def index(pages: list[Page], edition: Edition) -> str:
    """Return the first page: what is newest in each crisis, and every page with what it answers."""
    said = [f"<h1>{shell.NAME}</h1>"]
    situations = {one.crisis: one for one in pages if one.name == "situation"}
    for crisis, name in edition.crises.items():
        page = situations[crisis]
        said.append(f'<section><h2><a href="situation?crisis={escape(crisis)}">{escape(name)}</a></h2>')
        said += [f'<p class="dd-lead">{one}</p>' for one in LEAD.findall(page.body)]
        ways = [
            f'<li><a href="{one}?crisis={escape(crisis)}">{escape(shell.TITLES[one])}</a></li>'
            for one, of in edition.places.pages
            if of == crisis and one not in ("situation", "about")
        ]
        said.append(f'<ul class="copy-ways">{"".join(ways)}</ul></section>')
    answers = [f"<dt>{escape(shell.TITLES[one])}</dt><dd>{escape(shell.ANSWERS[one])}</dd>" for one in _names(edition)]
    said.append(f'<h2>What each page answers</h2><dl class="dd-fields">{"".join(answers)}</dl>')
    return "\n".join(said)


def _names(edition: Edition) -> list[str]:
    return list(dict.fromkeys(name for name, _ in edition.places.pages))


def numbered(files: list[str], here: str) -> str:
    """Return the ways to each page of a long table."""
    ways = [
        f'<li><a href="{relative(one, here)}"{" aria-current=page" if one == here else ""}>{number}</a></li>'
        for number, one in enumerate(files, 1)
    ]
    return f'<nav class="copy-pages" aria-label="Pages of this table"><p>Page</p><ul>{"".join(ways)}</ul></nav>'
