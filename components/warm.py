"""Work out what most readers ask for first, before the first of them comes."""

import logging

from components import breakdowns, cards, drawable, filters, published
from components.once import once
from curation import BrokenTables
from metrics import trend

log = logging.getLogger("displacement")


def warm() -> None:
    """Bring the data folder in order as the server starts, and work out its version."""
    # First what was published: a data folder that was lost comes back, and is not taken for a new one.
    published.heal()
    published.fill_at_first_start()
    work_out()


def work_out() -> None:
    """Fill the shared results for every crisis's headlines; broken tables are left for the pages to tell."""
    published.begin()
    try:
        for crisis in published.keys("crises"):
            headlines = cards.headlines(crisis, filters.cards(crisis))
            cards.html(crisis, headlines)
            for _, headline in headlines.head(1).iterrows():
                _warm_headline(crisis, headline)
            breakdowns.newest(crisis, headlines, cut="sex_age")
    except BrokenTables as broken:
        log.error("the tables cannot be shown:\n%s", broken)


def _warm_headline(crisis: str, headline) -> None:
    place = headline["location_id"]
    series = once(trend.series, "figures", crisis=crisis, indicator=headline["indicator"], location=place)
    drawable.statements(series, crisis)
