"""Cells that hold a structure: objects and lists of JSON, positions, GeoJSON."""

import json

# Source: RFC 7946, 1.4.
GEOJSON = (
    "Point MultiPoint LineString MultiLineString Polygon MultiPolygon GeometryCollection Feature FeatureCollection"
)


def _json(cell: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def _is_position(pair: object) -> bool:
    try:
        longitude, latitude = (float(one) for one in pair)
    except (TypeError, ValueError):
        return False
    return abs(longitude) <= 180 and abs(latitude) <= 90


def _is_geopoint(cell: str, field: dict) -> bool:
    form = field.get("format") or "default"
    if form == "object":
        said = _json(cell)
        return isinstance(said, dict) and _is_position((said.get("lon"), said.get("lat")))
    return _is_position(_json(cell) if form == "array" else cell.split(","))


def _is_geojson(cell: str, field: dict) -> bool:
    said = _json(cell)
    kinds = ["Topology"] if field.get("format") == "topojson" else GEOJSON.split()
    return isinstance(said, dict) and said.get("type") in kinds


STRUCTURED = {
    "object": lambda cell, field: isinstance(_json(cell), dict),
    "array": lambda cell, field: isinstance(_json(cell), list),
    "geopoint": _is_geopoint,
    "geojson": _is_geojson,
}
