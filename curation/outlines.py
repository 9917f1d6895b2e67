"""Shapes in a boundary file: read from GeoJSON or TopoJSON, judged, simplified."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass

import shapely
import topojson

# Larger files are slow on a slow line and hide nothing that a reader of this map would see.
MOST_BYTES = 2_000_000
MOST_POINTS = 20_000

# Points kept of one file, on all borders together: about one for each pixel a border takes on a screen.
MOST_KEPT = 4_000

# Decimals of a degree kept: 0.001 degrees are some hundred metres.
DECIMALS = 3

# Names by which GeoJSON calls longitude and latitude on WGS 84; RFC 7946 knows no other.
WGS84 = ("crs84", "epsg::4326", "epsg:4326")


class Unfit(ValueError):
    """A file whose shapes cannot be drawn; says why and how to mend it."""


@dataclass(frozen=True)
class Layer:
    """The areas of a file: one shape and its properties each."""

    name: str
    shapes: list
    properties: list[dict]


def layers(content: bytes) -> list[Layer]:
    """Read the layers of a GeoJSON (one) or TopoJSON (one for each object).

    Raises Unfit for a file that is too large, is neither, is not on WGS 84, or has shapes that are
    no areas, are empty, or cross themselves.
    """
    if len(content) > MOST_BYTES:
        raise Unfit(f"the file has {len(content) / 1e6:.1f} MB, expected at most {MOST_BYTES / 1e6:.0f}; simplify it")
    collections = _collections(content)
    return [_layer(name, collection) for name, collection in collections]


def _collections(content: bytes) -> list[tuple[str, dict]]:
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unfit("the file is not JSON in UTF-8; export the boundaries as GeoJSON or TopoJSON") from None
    kind = said.get("type") if isinstance(said, dict) else None
    if kind == "FeatureCollection":
        _refuse_projection(said.get("crs"))
        return [("", said)]
    if kind == "Topology":
        return _converted(said)
    raise Unfit(f'the file is a JSON of type "{kind}", expected a FeatureCollection (GeoJSON) or a Topology (TopoJSON)')


def _refuse_projection(crs) -> None:
    named = json.dumps(crs).lower()
    if crs and not any(one in named for one in WGS84):
        raise Unfit("the file is on another projection; export it on WGS 84 (EPSG:4326), longitude before latitude")


def _converted(topology: dict) -> list[tuple[str, dict]]:
    """Turn each object of a TopoJSON into a GeoJSON; its arcs are counted before they are unfolded."""
    broken = "the file is a TopoJSON whose objects and arcs do not fit together; export it again, or as GeoJSON"
    try:
        lengths = [len(arc) for arc in topology["arcs"]]
        found = []
        for name, held in topology["objects"].items():
            _refuse_points(sum(lengths[arc if arc >= 0 else ~arc] for arc in _arcs(held)))
            one = {**topology, "objects": {name: held}}
            found.append((name, json.loads(topojson.Topology(one, topology=True, object_name=name).to_geojson())))
        return found
    except Unfit:
        raise
    except Exception:
        raise Unfit(broken) from None


def _arcs(held: dict) -> Iterator[int]:
    for geometry in held.get("geometries", [held]):
        waiting = [geometry.get("arcs", [])]
        while waiting:
            one = waiting.pop()
            if isinstance(one, int):
                yield one
            else:
                waiting.extend(one)


def _layer(name: str, collection: dict) -> Layer:
    features = collection.get("features")
    if not isinstance(features, list) or not features:
        raise Unfit("the file has no shapes")
    shapes = [_shape(number, feature) for number, feature in enumerate(features, start=1)]
    _refuse_points(sum(int(shapely.get_num_coordinates(one)) for one in shapes))
    for number, shape in enumerate(shapes, start=1):
        _refuse_odd(number, shape)
    return Layer(name, shapes, [_properties(feature) for feature in features])


def _shape(number: int, feature) -> shapely.Geometry:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        kind = geometry.get("type") if isinstance(geometry, dict) else "nothing"
        raise Unfit(f"shape {number} is {kind}, expected an area (Polygon or MultiPolygon)")
    try:
        return shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.errors.GEOSException, ValueError, TypeError):
        raise Unfit(f"shape {number} cannot be read; its rings are not lists of longitude and latitude") from None


def _refuse_points(points: int) -> None:
    if points > MOST_POINTS:
        raise Unfit(f"the shapes have {points:,} points, expected at most {MOST_POINTS:,}; simplify them")


def _refuse_odd(number: int, shape: shapely.Geometry) -> None:
    west, south, east, north = shape.bounds
    if shape.is_empty or west == east or south == north:
        raise Unfit(f"shape {number} is empty")
    if not all(map(math.isfinite, shape.bounds)) or west < -180 or east > 180 or south < -90 or north > 90:
        raise Unfit(
            f"shape {number} reaches from {west:,.0f}, {south:,.0f} to {east:,.0f}, {north:,.0f}, "
            "which are no degrees; export the file on WGS 84 (EPSG:4326), longitude before latitude"
        )
    if not shape.is_valid:
        raise Unfit(f"shape {number} crosses or touches itself ({shapely.is_valid_reason(shape)}); mend its outline")


def _properties(feature: dict) -> dict:
    own = feature.get("properties")
    return {**(own if isinstance(own, dict) else {}), **({"id": feature["id"]} if "id" in feature else {})}


def simplified(shapes: list) -> list:
    """Simplify shapes until all together have few points; shared borders stay shared."""
    tolerance, kept = 0.001, shapes
    coverage = shapely.coverage_is_valid(shapes)
    while sum(shapely.get_num_coordinates(kept)) > MOST_KEPT and tolerance < 1:
        if coverage:
            kept = list(shapely.coverage_simplify(shapes, tolerance))
        else:
            kept = [one.simplify(tolerance) for one in shapes]
        tolerance *= 1.5
    return [new if not new.is_empty else old for new, old in zip(kept, shapes, strict=True)]


def rings(shape: shapely.Geometry) -> list:
    """Return a shape as the coordinates of a GeoJSON MultiPolygon, rounded; it stays free of crossings."""
    rounded = shapely.set_precision(shape, 10**-DECIMALS)
    whole = rounded if rounded.area else shape
    parts = whole.geoms if hasattr(whole, "geoms") else [whole]
    areas = [part for part in parts if part.area]
    return [[_rounded(ring) for ring in (part.exterior, *part.interiors)] for part in areas]


def _rounded(ring) -> list[list[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]


def point_within(shape: shapely.Geometry) -> tuple[float, float]:
    """Return longitude and latitude of a point inside a shape, in the middle of its widest part."""
    inner = shapely.maximum_inscribed_circle(shape)
    return tuple(round(one, 2) for one in inner.coords[0])
