"""Addresses of a figure's own page, and of the pages that set it beside others."""

from html import escape
from urllib.parse import quote, urlencode

# Relative, so that they lead to the right place also where the dashboard has an address below another.
FIGURE_PAGE, SOURCES_PAGE, REVISIONS_PAGE = "figure", "sources", "revisions"


def address(figure_id: str) -> str:
    """Return the address of a figure's own page."""
    return f"{FIGURE_PAGE}?figure={quote(figure_id, safe='')}"


def link(figure_id: str, words: str, name: str = "") -> str:
    """Return an HTML link to a figure's own page; `name` says where it leads when the words do not."""
    named = f' aria-label="{escape(name, quote=True)}"' if name else ""
    return f'<a href="{escape(address(figure_id), quote=True)}" target="_self"{named}>{escape(words)}</a>'


def page(where: str, figure, **more: str) -> str:
    """Return the address of a page for a figure's crisis, place and indicator."""
    about = {"crisis": figure["crisis_id"], "place": figure["location_id"], "indicator": figure["indicator"]}
    return f"{where}?{urlencode({**about, **more})}"


def page_link(where: str, figure, words: str, **more: str) -> str:
    """Return an HTML link to a page for a figure's crisis, place and indicator."""
    return f'<a href="{escape(page(where, figure, **more), quote=True)}" target="_self">{escape(words)}</a>'
