"""Work out what most readers ask for first, before the first of them comes."""

import logging

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


def warm() -> None:
    """Bring the data folder in order as the server starts, and work out its version."""
    # First what was published: a data folder that was lost comes back, and is not taken for a new one.
    states.heal()
    states.fill_at_first_start()
    work_out()


def work_out() -> None:
    """Fill the shared results for what most readers open first; broken tables are left for the pages to tell."""
    try:
        published.begin_ahead()
    except BrokenTables as broken:
        log.error("the tables cannot be shown:\n%s", broken)
        return
    first = {crisis: _situation(crisis) for crisis in published.keys("crises")}
    first_look.keep(*published.state(), {crisis: said for crisis, said in first.items() if said})
    for crisis in published.keys("crises"):
        _trend(crisis)


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
