"""Outlines of places: the deployment's own files, and those that come with the dashboard."""

from pathlib import Path

import pandas as pd

from charts.map_frame import GLOBAL
from components import reads, states
from components.published import row
from curation import boundaries

WORLD = boundaries.WORLD


def outlines(name: str) -> list[dict]:
    """Return the outlines of a file (SYR-adm1, WORLD), shared: look, do not change; empty without one."""
    own = Path(states.where())
    shapes = boundaries.outlines(own, name) or boundaries.outlines(states.DATA_EMBEDDED, name)
    reads.note(outlines, (name,), shapes)
    return shapes


def mark(name: str) -> str:
    """Name the state of a file: part of the key of what is worked out from it."""
    shapes = outlines(name)
    return f"{name or 'none'} {len(shapes)} {id(shapes)}"


def file_for(places: list[str]) -> str:
    """Name the file whose outlines belong under places of one level: their country's, or the world's.

    Below the levels that a file exists for, it is the country's governorates; for an informal area,
    the file its members are in; "" when nothing tells where the places are.
    """
    known = [row("locations", one) for one in places]
    members = [row("locations", one) for place in known for one in _members(place)]
    somewhere = [one for one in [*known, *members] if one["admin_level"] == one["admin_level"]]
    if not somewhere and not any(isinstance(one["iso3"], str) for one in known):
        return ""
    countries = {one["iso3"] for one in [*known, *members] if isinstance(one["iso3"], str)}
    levels = {int(one["admin_level"]) for one in somewhere}
    if len(countries) != 1 or levels == {0}:
        return WORLD
    country, finest = countries.pop(), max(levels, default=1)
    own = [f"{country}-adm{level}" for level in (finest, 1) if outlines(f"{country}-adm{level}")]
    return own[0] if own else WORLD


def _members(place: dict) -> list[str]:
    return place["members"].split() if isinstance(place["members"], str) else []


def lies_in(place: str) -> list[str]:
    """Name the places an informal area lies in: its members."""
    return _members(row("locations", place))


def position(place: str, file: str) -> tuple[float, float]:
    """Return latitude and longitude of a place: its own, or a point inside its outline; NaN without either."""
    known = row("locations", place)
    if pd.notna(known["lat"]) and pd.notna(known["lon"]):
        return known["lat"], known["lon"]
    inside = {one["location_id"]: (one["lat"], one["lon"]) for one in outlines(file)}
    return inside.get(place, (float("nan"), float("nan")))


def view(places: list[str], file: str, close: bool = False) -> tuple[float, float, float, float]:
    """Return the box a map of some places shows: the country, the part of it they lie in, or their countries.

    `close`: the places alone, also when they are parts of one country.
    """
    shapes = outlines(file)
    here = {*places, *(one for place in places for one in lies_in(place))}
    own = [one for one in shapes if one["location_id"] in here]
    box = around(own or shapes)
    if file == WORLD and box[2] - box[0] >= GLOBAL:
        return around(shapes)
    if file == WORLD or (close and own):
        return widened(box)
    if own or all(pd.isna(position(place, file)[0]) for place in places):
        return around(shapes)
    return around([one for one in shapes if any(is_below(place, one["location_id"]) for place in here)] or shapes)


# A map of countries is at least so wide, as a part of its height: neighbours beside them help to know them.
WIDE = 1.0


def widened(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return a box of some countries with their neighbours to the west and east, not beyond the globe."""
    west, south, east, north = box
    more = max((north - south) * WIDE - (east - west), 0) / 2
    return max(west - more, -180.0), south, min(east + more, 180.0), north


def is_below(place: str, area: str | None) -> bool:
    """Tell whether a place is an area or lies in it, however deep."""
    seen: set[str] = set()
    while isinstance(place, str) and place not in seen:
        if place == area:
            return True
        seen.add(place)
        place = row("locations", place)["parent_id"]
    return False


def around(shapes: list[dict]) -> tuple[float, float, float, float]:
    """Return the box around shapes: west, south, east, north in degrees."""
    points = [point for one in shapes for ring in one["rings"] for point in ring]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)
