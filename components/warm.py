"""Work out what most readers ask for first, before the first of them comes."""

import gc
import logging
from collections.abc import Callable

import pandas as pd

from components import (
    breakdowns,
    cards,
    filters,
    first_look,
    notes,
    panels,
    published,
    sources,
    states,
    titles,
    wording,
)
from components.once import of_crisis, once
from components.published import row
from curation import BrokenTables
from metrics import trend

# Most readers' theme; the charts of the other are drawn when somebody asks for them.
THEME = "light"

log = logging.getLogger("displacement")

# Each crisis's figures as they were last worked out, by folder.
_figures: dict[str, dict[str, pd.DataFrame]] = {}


def warm() -> None:
    """Bring the data folder in order as the server starts, and work out its version."""
    # First what was published: a data folder that was lost comes back, and is not taken for a new one.
    states.heal()
    states.fill_at_first_start()
    keep_programs()
    work_out()


def keep_programs() -> None:
    """Tell the collector of garbage that what is loaded by now stays.

    It would look through all of it, for a third of a second in which no reader is served, once in some hundred pages.
    """
    gc.collect()
    gc.freeze()


def work_out(after_each: Callable[[], None] = lambda: None) -> None:
    """Fill the shared results for what most readers open first; broken tables are left for the pages to tell.

    `after_each` is called once the tables are read, and after each page of a crisis.
    """
    try:
        published.begin_ahead()
    except BrokenTables as broken:
        log.error("the tables cannot be shown:\n%s", broken)
        return
    after_each()
    crises, first = _changed_first(), {}
    for crisis in crises:
        first[crisis] = _situation(crisis)
        after_each()
    # In their own order: the first is the one of an address that names none.
    said = {crisis: first[crisis] for crisis in published.keys("crises") if first[crisis]}
    first_look.keep(*published.state(), said)
    for crisis in crises:
        _trend(crisis)
        after_each()


def _changed_first() -> list[str]:
    """List the crises, those first whose figures are others than the last time: their readers wait."""
    crises = published.keys("crises")
    if published.is_large("figures"):
        return crises
    now = {crisis: published.part(of_crisis(crisis)) for crisis in crises}
    before = _figures.get(published.where(), {})
    _figures[published.where()] = now
    return sorted(crises, key=lambda crisis: before.get(crisis) is now[crisis])


def _situation(crisis: str) -> first_look.Crisis | None:
    headlines = cards.headlines(crisis, filters.cards(crisis))
    if headlines.empty:
        return None
    about = row("crises", crisis)
    said = first_look.Crisis(
        about["name"],
        wording.sentence(about["name"]),
        titles.lead_html(headlines),
        about["summary"],
        cards.html(crisis, headlines),
    )
    for _, headline in headlines.head(1).iterrows():
        _panel(crisis, headline["indicator"], headline["location_id"])
    parts = breakdowns.newest(crisis, headlines, cut="sex_age")
    if parts is not None:
        panels.breakdown_said(parts, THEME)
    return said


def _trend(crisis: str) -> None:
    place = row("crises", crisis)["location_id"]
    filters.sources_stating(crisis, place)
    for indicator in filters.first_indicators(crisis, place):
        series = _panel(crisis, indicator, place)
        if len(series):
            notes.html(series)


def _panel(crisis: str, indicator: str, place: str) -> pd.DataFrame:
    series = once(trend.series, of_crisis(crisis), crisis=crisis, indicator=indicator, location=place)
    if len(series):
        sources.html(panels.trend_said(series, crisis, THEME)["rows"])
    return series
