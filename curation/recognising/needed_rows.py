"""Rows that other tables need before figures can point to them: places, sources, indicators, crises."""

from curation.recognising import field_indicators
from curation.recognising.crisis_rows import WORLD, new_crises
from curation.recognising.known import Known
from curation.recognising.places import Places
from curation.recognising.publishers import SOURCES
from curation.recognising.recognised import Recognised


def list_needed(result: Recognised, places: Places, source: str, known: Known) -> None:
    """List the rows that would have to be added to the other tables."""
    if result.figures.is_empty():
        return
    names = {place: row.get("name") or "" for place, row in places.known.items()}
    result.new_crises = new_crises(result.figures, result.countries, names, source, known)
    columns = ("location_id", "origin_location_id")
    used = {one for name in columns for one in result.figures[name].unique().drop_nulls()}
    for area in (row["location_id"] for row in result.new_crises):
        _ = places.world() if area == WORLD else places.country(area, "")
        used.add(area)
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
