"""Rows of the crises table that a file's figures need: one for each country, or one for the whole world."""

from collections.abc import Mapping

import polars as pl

from curation.recognising import field_indicators
from curation.recognising.country_names import name_of
from curation.recognising.known import Known
from curation.recognising.publishers import SOURCES

# A table of more countries than these belongs to the crisis that is the whole world.
A_FEW = 3
WORLD, WORLD_ID = "X-WLD", "world"

# So many cards a crisis opens with.
CARDS = 4

# How often figures are looked for again: the first of these that the usual days between two dates stay below.
# Days between two dates, and days after which a newer figure is expected.
REVIEWS = ((10, 7), (45, 30), (180, 90))
YEARLY = 365

# What is counted again from date to date.
SERIES = ["location_id", "indicator", "sex", "age_group", "dimension", "category", "origin_location_id"]

# What may cause a crisis.
CAUSES = ("conflict", "disaster")


def crises_of(countries: list[str], known: Known, answers: dict[str, str]) -> dict[str, str | None]:
    """The crisis of each country: the one a person chose, one whose area is the country, the world's, or a new one."""
    if answers.get("crisis"):
        return dict.fromkeys([*countries, ""], answers["crisis"])
    found: dict[str, str] = {}
    for row in known.crises:
        found.setdefault(row["location_id"], row["crisis_id"])
    many = len(countries) > A_FEW
    world = found.get(WORLD) or (WORLD_ID if many else None)
    other = world if many else None
    return {country: found.get(country, other or country.lower()) for country in countries} | {"": world}


def new_crises(
    figures: pl.DataFrame, countries: list[str], names: Mapping[str, str], source: str, known: Known
) -> list[dict[str, str]]:
    """Return a complete row for each crisis of the figures that the crises table does not have.

    `names` are those of places. A crisis that a person named is of the only country, or else of the world.
    Its first day stays blank: a publisher's file says since when it counts, not since when people fled. What is not
    said of a crisis, such as a cause where there are two, is blank.
    """
    there = {row["crisis_id"] for row in known.crises}
    areas = {country.lower(): country for country in countries} | {WORLD_ID: WORLD}
    chosen = countries[0] if len(countries) == 1 else WORLD
    rows = []
    for one in figures["crisis_id"].unique(maintain_order=True).drop_nulls():
        if one not in there:
            area = areas.get(one, chosen)
            own = figures.filter(pl.col("crisis_id") == one)
            rows.append(_row(one, area, names.get(area) or name_of(area), own, _publisher(source, known)))
    return rows


def _row(crisis: str, area: str, name: str, figures: pl.DataFrame, publisher: str) -> dict[str, str]:
    where, name = ("the world", "The world") if area == WORLD else (name, name)
    return {
        "crisis_id": crisis,
        "name": name,
        "iso3": "" if area.startswith("X-") else area,
        "location_id": area,
        "cause": _cause(figures),
        "summary": f"Figures of displacement in {where}, as published by {publisher}.",
        "headline_indicators": " ".join(_cards(figures)),
        "review_every_days": str(_review(figures)),
    }


def _publisher(source: str, known: Known) -> str:
    row = next((row for row in known.sources if row["source_id"] == source), SOURCES.get(source, {}))
    return row.get("short_name") or row.get("name") or source or "its source"


def _cause(figures: pl.DataFrame) -> str:
    """conflict or disaster, where all cuts by cause are of one; figures by hazard are of disasters."""
    said = set(figures.filter(pl.col("dimension") == "cause")["category"].drop_nulls())
    if "hazard" in figures["dimension"].to_list():
        said.add("disaster")
    return next(iter(said)) if len(said) == 1 and said <= set(CAUSES) else ""


def _cards(figures: pl.DataFrame) -> list[str]:
    """Indicators in the order in which the field asks for them."""
    there = set(figures["indicator"])
    known = [one for one in field_indicators.INDICATORS if one in there]
    return (known or sorted(there))[:CARDS]


def _review(figures: pl.DataFrame) -> int:
    """Days after which a newer figure is expected, by the usual days between two dates of one place and count.

    Places that were each counted on a day of their own say nothing of it: that is a quarter, or a year for years.
    """
    days = figures.select(*SERIES, day=pl.col("as_of").str.to_date("%Y-%m-%d", strict=False)).unique().sort("day")
    gaps = days.select(gap=pl.col("day").diff().over(SERIES).dt.total_days())["gap"].drop_nulls()
    gaps = gaps.filter(gaps > 0)
    if gaps.is_empty():
        return YEARLY if "year" in figures["date_precision"].to_list() else REVIEWS[-1][1]
    return next((after for gap, after in REVIEWS if gaps.median() <= gap), YEARLY)
