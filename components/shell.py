"""What surrounds every page: title, look, navigation, and a sentence instead of a broken page."""

import logging
from contextlib import nullcontext
from copy import copy
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from components import beside, counters, filters, newer, published, states, visit
from components.forerunner import calling
from components.turns import Turns
from curation import BrokenTables

# Pages in the order of the menu: file, title, icon, and what the page answers.
PAGES = (
    ("situation", "Situation", ":material/home:", "How many people, since when, who says so."),
    ("trend", "Trend", ":material/show_chart:", "How the figures went on, and what was known when."),
    ("breakdown", "Breakdown", ":material/bar_chart:", "Who, where and in which shelter."),
    ("places", "Places", ":material/map:", "Where, by one source for one date: map, bars and table."),
    ("movements", "Movements", ":material/moving:", "From where to where, and who came, left and came back."),
    (
        "compare",
        "Compare",
        ":material/compare_arrows:",
        "Two to six crises or places on one scale, and their latest figures.",
    ),
    ("sources", "Sources", ":material/forum:", "Who says what for one day, and why they differ."),
    ("revisions", "Revisions", ":material/manage_history:", "What was known when, and what changed later."),
    ("events", "Events", ":material/event:", "What happened when, and which figures stand near it."),
    ("figure", "One figure", ":material/pin:", "One statement: its source, history, and how to cite it."),
    ("figures", "Figures", ":material/table_rows:", "Every row behind the charts, to filter and download."),
    ("update", "Update", ":material/upload:", "Drop a table: read, check, compare, publish."),
    ("history", "History", ":material/history:", "Who changed what, when and why, and the way back."),
    ("health", "Data health", ":material/monitor_heart:", "For curators: what is late, missing or odd, and where."),
    ("about", "About", ":material/info:", "What each word means, and how figures are chosen and refused."),
)

TITLES = {file: title for file, title, *_ in PAGES}
ANSWERS = {file: answers for file, *_, answers in PAGES}

# Pages for a link: not in the menu. Pages under a heading of their own: for those who publish.
FOR_LINKS = ("figure",)
CURATORS = ("update", "history", "health")

APP_PAGES = Path(__file__).resolve().parent.parent / "app_pages"

NAME = "Displacement figures"

# A picture of our own: named icons are fetched from a font host.
ICON = str(Path(__file__).resolve().parent / "icon.png")

# The state of the tables stands in it, so that a page says of itself which version it shows.
FOOT = (
    '<div class="dd-foot" data-state="{state}">Each number is a statement somebody published; the dashboard adds, '
    "subtracts and compares only where its rules allow. It shows totals, never people.</div>"
)

# Of figures larger than memory, before the first version and before a later one.
PREPARING = "The figures are made ready for the first time; of ten million rows that takes some minutes."
ARRIVING = "Newer figures are made ready; until then this page shows those before."

# Problems written out to a curator on the page; the log has them all.
PROBLEMS_SHOWN = 20

log = logging.getLogger("displacement")

_turns = Turns()


def run() -> None:
    """Run the page the reader is on when it is its turn; a plain sentence when the tables cannot be shown."""
    with _turns.turn():
        _run()


def _run() -> None:
    # Before the navigation, which else takes a page's named icon for the tab; its title is known only after it.
    st.set_page_config(page_icon=ICON, layout="wide")
    asked_for_newer = newer.room()
    pages = {file: copy(page) for file, page in _pages().items()}
    curators = [pages.pop(file) for file in CURATORS]
    for_curators = {} if visit.on_readers_site() else {"Curators": curators}
    page = st.navigation({"": list(pages.values()), **for_curators}, position="top")
    st.set_page_config(page_title=f"{page.title} – {NAME}")
    _carry_choices(page.url_path)
    try:
        with st.spinner(PREPARING) if states.nothing_yet() else nullcontext():
            published.begin(at_once=asked_for_newer)
            published.table("figures")
    except BrokenTables as broken:
        _say_broken(broken)
        return
    read, above = True, st.container()
    try:
        with counters.timed(page.url_path):
            page.run()
    except RerunException:
        # The page starts anew, with names for the identifiers of a link.
        read = False
        raise
    finally:
        if read:
            with above:
                filters.tell_unknown()
                if beside.is_preparing(published.where()):
                    st.caption(ARRIVING)
            st.html(FOOT.format(state=published.version()))
            newer.drawn(published.version())
        _remember_choices(read)
        if page.url_path not in CURATORS:
            calling.opened(page.url_path, st.session_state["asked_before"])


@lru_cache(maxsize=1)
def _pages() -> dict[str, st.Page]:
    """Look the pages' files up once, not for each of their runs; a run works with copies, which navigation marks."""
    return {
        file: st.Page(
            APP_PAGES / f"{file}.py",
            title=title,
            icon=icon,
            url_path=file,
            default=file == "situation",
            visibility="hidden" if file in FOR_LINKS else "visible",
            help=answers,
        )
        for file, title, icon, answers in PAGES
    }


def _carry_choices(page: str) -> None:
    """Keep what the reader chose in the address when the page changes.

    Streamlit drops the parameters of the page that was left; they are put back before the new
    page's filters read the address.
    """
    state = st.session_state
    changed = state.get("page_before", page) != page
    state["page_before"] = page
    asked = state.get("asked_before", {})
    lost = {key: values for key, values in asked.items() if key not in st.query_params}
    if changed and lost:
        for key, values in lost.items():
            st.query_params[key] = values
        st.rerun()


def _remember_choices(read: bool) -> None:
    """Note what the address asks for once the page has read it and dropped what was unknown."""
    st.session_state["asked_before"] = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state["link_read"] = read or st.session_state.get("link_read", False)


def _say_broken(broken: BrokenTables) -> None:
    log.error("the tables cannot be shown:\n%s", broken)
    st.title("The figures cannot be shown just now")
    st.write(
        "The published tables are being repaired. No number is shown rather than a wrong one; please come back later."
    )
    with st.expander("For the curator: what is wrong and how to mend it"):
        for problem in broken.problems[:PROBLEMS_SHOWN]:
            st.code(problem.without_found(), language=None, wrap_lines=True)
        more = len(broken.problems) - PROBLEMS_SHOWN
        left = f"{more} more, and what" if more > 0 else "What"
        st.write(f"{left} each cell holds, is in the server’s log.")
