"""The whole copy: every readers' page for every crisis, pages of single figures, and what they need."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import curation
from components import published, shell, wording
from components.once import once
from components.static_copy import assets, document, elements, folder, front
from components.static_copy.document import Edition, Page
from components.static_copy.elements import Sheet
from components.static_copy.folder import NotWritten
from components.static_copy.links import FIGURE, Places, figure_file
from components.static_copy.visits import Visit, Visitor, dashboard
from metrics import select

# Pages that are the same for every crisis.
ONCE = ("about",)

# How a link asks a page for a crisis.
ASKS = {"figures": "in"}

# Which figures get a page of their own: those on the cards, those any page leads to, or every public one.
HEADLINES, LINKED, ALL = "headlines", "linked", "all"

# Where a page says which state of the tables it shows.
STATE = re.compile(r'data-state="(\w+)"')

# More than any copy has.
EVERY = 10_000_000


async def write(to: Path, live: str = "", own: str = "", figures: str = HEADLINES) -> dict[str, int]:
    """Write a copy; return the number of its pages and files, their bytes, and how many files changed.

    `live` is the dashboard's address, `own` the copy's, "" where there is none. Raises NotWritten, NotKnown, and
    whatever a page raises; the copy before stays then.
    """
    async with dashboard() as visitor:
        published.begin()
        copy = _Copy(visitor, live.rstrip("/"), figures)
        await copy.look_at_pages()
        await copy.look_at_figures()
        files = copy.documents(own.rstrip("/"))
        state = copy.state
    changed = folder.put(to, files, {"state": state, "written": f"{published.today()}"})
    pages = sum(one.endswith(".html") for one in files)
    return {"pages": pages, "files": len(files), "bytes": sum(map(len, files.values())), "changed": changed}


class _Copy:
    """A copy while it is made: the pages seen so far, and the files beside them."""

    def __init__(self, visitor: Visitor, live: str, figures: str):
        self.visitor, self.live, self.which = visitor, live, figures
        self.pages: list[Page] = []
        self.files: dict[str, bytes] = {}
        self.named: set[str] = set()
        self.state = ""
        self.known = frozenset(once(select.ids, "figures", most=EVERY, beginning="")["figure_id"])
        self.crises = {one: wording.sentence(published.row("crises", one)["name"]) for one in published.keys("crises")}
        self.places = {
            (page, crisis): f"{page}.html" if page in ONCE else f"{crisis}/{page}.html"
            for crisis in self.crises
            for page, *_ in shell.PAGES
            if page not in (*shell.CURATORS, *shell.FOR_LINKS)
        }

    async def look_at_pages(self) -> None:
        """Open every page for every crisis, and those that come page by page to their last."""
        for (name, crisis), file in self.places.items():
            if name in ONCE and crisis != next(iter(self.crises)):
                continue
            query = {} if name in ONCE else {ASKS.get(name, "crisis"): crisis}
            visits = await self._look(name, "" if name in ONCE else crisis, file, query)
            for number in range(2, visits + 1):
                await self._look(name, crisis, _numbered(file, number), {**query, "page": number}, visits)

    async def look_at_figures(self) -> None:
        """Open the pages of single figures."""
        self.named = set(self.known) if self.which == ALL else self.named & self.known
        for one in sorted(self.named):
            await self._look(FIGURE, "", figure_file(one), {FIGURE: one})

    async def _look(self, name: str, crisis: str, file: str, query: dict, pages: int = 0) -> int:
        """Open one page and keep it; return how many pages it comes in."""
        address = f"{self.live}/{name}" if self.live else ""
        async with self.visitor.opened(name, urlencode(query), address) as visit:
            sheet = Sheet(file, visit, self.visitor, self.known if self.which != HEADLINES else frozenset())
            body = elements.body(sheet)
            pages = pages or _comes_in(visit)
        self._check_state(body, file)
        if pages > 1:
            body += front.numbered([_numbered(self.places[name, crisis], one) for one in range(1, pages + 1)], file)
        for path, content in sheet.beside.items():
            if self.files.setdefault(path, content) != content:
                raise NotWritten(f"two files of the copy would be called {path}")
        if name != FIGURE:
            self.named |= sheet.figures if self.which == LINKED or name == "situation" else set()
        about = query.get(FIGURE, sheet.first if name == "situation" else "")
        picture = f"{FIGURE}/{about}/{about}.png" if about else ""
        live = f"{address}?{urlencode(query)}" if address else ""
        self.pages.append(Page(name, crisis, file, body, live, tuple(sheet.chosen), picture))
        return pages

    def _check_state(self, body: str, file: str) -> None:
        state = STATE.search(body)
        if not state:
            raise NotWritten(f"{file} shows no figures; the server's log, or `python -m curation check`, says why")
        if self.state not in ("", state[1]):
            raise NotWritten("new figures were published while the copy was being written; write it again")
        self.state = state[1]

    def documents(self, own: str) -> dict[str, bytes]:
        """Return every file of the copy."""
        named, files = assets.made()
        places = Places(self._with_first(), frozenset(self.named), self.live)
        says = curation.edition(published.folder()).says
        edition = Edition(self.crises, places, named, says, wording.day(published.today()), own)
        index = Page("index", "", "index.html", front.index(self.pages, edition), self.live and f"{self.live}/")
        for page in (index, *self.pages):
            picture = page.picture if page.picture in self.files else ""
            files[page.file] = document.written(replace(page, picture=picture), edition).encode()
        return {**self.files, **files}

    def _with_first(self) -> dict[tuple[str, str], str]:
        """Return the files of pages; a link that names no crisis means the first."""
        first = next(iter(self.crises))
        return {**self.places, **{(page, ""): file for (page, one), file in self.places.items() if one == first}}


def _comes_in(visit: Visit) -> int:
    """Return how many pages a long table comes in."""
    numbers = [one.said.max for one in visit.page.walk() if one.kind == "number_input" and one.said.label == "Page"]
    return int(numbers[0]) if numbers else 1


def _numbered(file: str, number: int) -> str:
    return file if number == 1 else file.replace(".html", f"-{number}.html")
