"""Opens pages of figures that are opened in place before their first reader does, who would wait for seconds."""

import asyncio
import logging
from urllib.parse import urlencode

from streamlit.runtime import Runtime

import curation
from components import published, spark
from components.forerunner import calling
from components.once import once
from components.static_copy.visits import Visitor
from curation import BrokenTables
from metrics import trend

log = logging.getLogger("displacement")

# Pages with figures of one crisis, as their addresses have them, those first that most readers open.
PAGES = (
    "situation",
    "trend",
    "breakdown",
    "places",
    "compare",
    "figures",
    "movements",
    "sources",
    "revisions",
    "events",
)

# Crises whose pages are opened, those first of which most is stated.
CRISES = 3


async def open_pages() -> None:
    """Open what readers opened most of late, then each page of the largest crises, until a newer version is there.

    Each is a visit like a reader's, with his turn, and counts as one. Tables in memory are not opened so: their first
    pages take a tenth of a second. Nor is a cluster asked for what nobody may want: small questions take seconds there.
    """
    version = published.newest()
    if spark.address() or not curation.opened_in_place(published.folder()):
        return
    try:
        crises = await asyncio.to_thread(_largest)
    except BrokenTables:
        return
    visitor = Visitor(Runtime.instance())
    pages = [(page, urlencode({"crisis": crisis})) for crisis in crises for page in PAGES]
    for page, query in dict.fromkeys([*calling.wanted(), *pages]):
        if published.newest() != version:
            return
        try:
            await visitor.call(page, query)
        except TimeoutError:
            # It goes on, for whoever comes; the others would only wait behind it.
            log.warning("the page %s takes too long to be opened ahead", page)
            return
    log.info("the pages of the new figures were opened ahead")


def _largest() -> list[str]:
    published.begin_ahead()
    subjects = once(trend.subjects, "figures")
    stated = subjects.groupby("crisis_id")["statements"].sum().sort_values(ascending=False)
    return list(stated.index[:CRISES])
