"""Rows that other tables need before figures can point to them: places, sources, indicators, crises."""

from curation.recognising import field_indicators
from curation.recognising.country_names import name_of
from curation.recognising.known import Known
from curation.recognising.places import Places
from curation.recognising.publishers import SOURCES
from curation.recognising.recognised import Recognised

# A table of more countries than these belongs to the crisis that is the whole world, if there is one.
A_FEW = 3
WORLD = "X-WLD"


def crises_of(countries: list[str], known: Known, answers: dict[str, str]) -> dict[str, str | None]:
    """The crisis of each country: the one a person chose, one whose area is the country, the world's, or a new one."""
    if answers.get("crisis"):
        return dict.fromkeys([*countries, ""], answers["crisis"])
    found: dict[str, str] = {}
    for row in known.crises:
        found.setdefault(row["location_id"], row["crisis_id"])
    world = found.get(WORLD)
    other = world if len(countries) > A_FEW else None
    return {country: found.get(country, other or country.lower()) for country in countries} | {"": world}


def list_needed(result: Recognised, places: Places, source: str, known: Known) -> None:
    """List the rows that would have to be added to the other tables."""
    if result.figures.is_empty():
        return
    columns = ("location_id", "origin_location_id")
    used = {one for name in columns for one in result.figures[name].unique().drop_nulls()}
    for _ in range(len(field_indicators.INDICATORS)):
        above = {places.new[one]["parent_id"] for one in used if one in places.new} - {""}
        if above <= used:
            break
        used |= above
    result.new_places = [row for place, row in places.new.items() if place in used]
    if source and source not in {row["source_id"] for row in known.sources} and source in SOURCES:
        result.new_sources = [SOURCES[source]]
    there = {row["indicator"] for row in known.indicators}
    order = max((int(row["order"]) for row in known.indicators), default=0)
    new = [one for one in result.indicators if one not in there and one in field_indicators.INDICATORS]
    result.new_indicators = [field_indicators.new_row(one, order + 10 * n) for n, one in enumerate(new, start=1)]
    crises = {row["crisis_id"] for row in known.crises}
    wanted = set(result.figures["crisis_id"].unique().drop_nulls()) - crises
    result.new_crises = [
        {"crisis_id": one.lower(), "name": name_of(one), "iso3": one, "location_id": one}
        for one in result.countries
        if one.lower() in wanted
    ]
