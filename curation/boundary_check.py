"""Whether a file of outlines may be added: does it carry our codes, each once, on the places that bear them."""

import json

import pandas as pd
from rapidfuzz import fuzz

from curation.boundaries import WORLD, BoundaryFile
from curation.outlines import Layer, Unfit, layers, point_within, rings, simplified
from curation.problems import Problem

# How a property that holds P-codes is called in OCHA's common operational data sets and by ourselves.
PCODE_NAMES = ("pcode", "location_id")

# Names at least this alike, of 100, are one name in two spellings (Idlib and Idleb: 80).
ALIKE = 75

# A shape may lie this many degrees from its place's own point: a large country's centre from its border.
FAR = 5.0

# Fewer countries than this are no map of the world, and may not take its place.
FEWEST_COUNTRIES = 100

# Shapes and places named in a sentence before the rest is counted.
NAMED = 3


def inspect(
    content: bytes, name: str, locations: pd.DataFrame, country: str = ""
) -> tuple[BoundaryFile | None, list[Problem]]:
    """Judge a GeoJSON or TopoJSON of outlines: the file to keep, or None and why not.

    `locations` are the rows of locations.csv; each shape must carry a P-code or location_id of one
    of them in one of its properties. Shapes of other places stay as background. `country` (ISO
    3166-1 alpha-3), when given, must be the country of the places. Shapes are simplified, and
    their coordinates rounded to three decimals.
    """
    try:
        return _fitting(layers(content), locations.dropna(subset=["admin_level"]), country), []
    except Unfit as why:
        return None, [Problem(name, (), "", "", "", "", says=str(why))]


def _fitting(found: list[Layer], locations: pd.DataFrame, country: str) -> BoundaryFile:
    places = {one["location_id"]: one for one in locations.to_dict("records")}
    for layer in found:
        named = _codes(layer, places)
        if named:
            return _file(layer, *named, places, country)
    codes = ", ".join(list(places)[:NAMED])
    raise Unfit(
        f"no property of the shapes has P-codes or location_ids of locations.csv, such as {codes}; "
        "add the places to locations.csv first, or a property location_id to the shapes"
    )


def _codes(layer: Layer, places: dict[str, dict]) -> tuple[str, list[str | None]] | None:
    """Find the property that holds our codes; one called like a P-code before others."""
    names = dict.fromkeys(key for one in layer.properties for key in one)
    found = []
    for key in names:
        codes = [str(one.get(key)) if str(one.get(key)) in places else None for one in layer.properties]
        if any(codes):
            called = _is_trusted(key)
            found.append((called, sum(code is not None for code in codes), key, codes))
    # Of a district file, the property with the finer codes: its governorates' codes occur many times.
    found.sort(key=lambda one: (len(set(one[3]) - {None}), one[0]), reverse=True)
    return (found[0][2], found[0][3]) if found else None


def _file(layer: Layer, key: str, codes: list[str | None], places: dict[str, dict], country: str) -> BoundaryFile:
    joined = [code for code in codes if code]
    _refuse_twice(key, joined)
    where, level = _country_and_level(codes, places, country)
    odd = _other_names(key, layer, codes, places)
    for shape, code in zip(layer.shapes, codes, strict=True):
        if code:
            _refuse_far(shape, places[code])
    name = f"{where}-adm{level}.geojson" if level else f"{WORLD}.geojson"
    told = (f"{len(joined)} of {len(codes)} shapes were joined to locations.csv by the property {key}",)
    told += _told(odd, [_called(one) for one, code in zip(layer.properties, codes, strict=True) if not code])
    return BoundaryFile(name, where, level, _geojson(layer, key, codes, places), len(joined), told)


def _country_and_level(codes: list[str | None], places: dict[str, dict], country: str) -> tuple[str, int]:
    joined = [places[code] for code in codes if code]
    levels = {int(one["admin_level"]) for one in joined}
    countries = sorted({str(one["iso3"]) for one in joined})
    if len(levels) > 1:
        raise Unfit(f"the shapes are of admin levels {sorted(levels)}, expected one level; make a file for each")
    level = levels.pop()
    if not level and len(codes) < FEWEST_COUNTRIES:
        raise Unfit(f"the file has {len(codes)} of the world's countries; their outlines come with the dashboard")
    if level and len(countries) > 1:
        raise Unfit(f"the shapes are of {', '.join(countries)}, expected one country; make a file for each")
    if country and country not in countries:
        raise Unfit(f"the shapes are of {', '.join(countries)}, expected {country}")
    return (countries[0] if level else ""), level


def _told(odd: list[tuple], rest: list[str]) -> tuple[str, ...]:
    told = []
    if odd:
        pairs = [f"{there} ({code}, {here} in locations.csv)" for code, there, here in odd]
        told.append(f"names that differ, look whether each pair is one place: {_listed(pairs)}")
    if rest:
        told.append(f"shapes of no place in locations.csv are drawn without a figure: {_listed(rest)}")
    return tuple(told)


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"


def _refuse_twice(key: str, joined: list[str]) -> None:
    twice = sorted({code for code in joined if joined.count(code) > 1})
    if twice:
        raise Unfit(f"{key} has {twice[0]} {joined.count(twice[0])} times, expected once; join its parts to one shape")


def _other_names(key: str, layer: Layer, codes: list[str | None], places: dict[str, dict]) -> list[tuple]:
    """Find codes whose shapes are called otherwise here: (code, name there, name here).

    Raises Unfit for codes of another list. Natural Earth's `fips` has SY02 for Lattakia, which is the
    P-code of Aleppo; no figure may land on a shape in this way.
    """
    odd, agree = [], 0
    for properties, code in zip(layer.properties, codes, strict=True):
        names = [one for one in properties.values() if isinstance(one, str) and len(one) > len(code or "")]
        if code is None or not names:
            continue
        if max(_alike(one, places[code]) for one in names) >= ALIKE:
            agree += 1
        else:
            odd.append((code, _called(properties), places[code]["name"]))
    trusted = _is_trusted(key)
    if odd and (len(odd) > agree or not trusted):
        code, there, here = odd[0]
        raise Unfit(
            f"{key} gives {code} to {there}, but {code} is {here} in locations.csv, and so for {len(odd)} of "
            f"{len(odd) + agree} shapes; if they are the same places, give the codes in a property location_id"
        )
    return odd


def _is_trusted(key: str) -> bool:
    return any(word in key.lower() for word in PCODE_NAMES)


def _alike(name: str, place: dict) -> float:
    return max(fuzz.ratio(name.lower(), str(place[key]).lower()) for key in ("name", "name_ar") if key in place)


def _refuse_far(shape, place: dict) -> None:
    lat, lon = place.get("lat"), place.get("lon")
    if pd.isna(lat) or pd.isna(lon):
        return
    west, south, east, north = shape.bounds
    if not (west - FAR <= lon <= east + FAR and south - FAR <= lat <= north + FAR):
        raise Unfit(
            f"the shape of {place['name']} lies far from its point in locations.csv ({lat:g}, {lon:g}); "
            "longitude must come before latitude"
        )


def _called(properties: dict) -> str:
    names = [value for key, value in properties.items() if "name" in key.lower() and isinstance(value, str) and value]
    return (names or ["a shape without a name"])[0][:60]


def _geojson(layer: Layer, key: str, codes: list[str | None], places: dict[str, dict]) -> bytes:
    features = []
    for shape, code, own in zip(simplified(layer.shapes), codes, layer.properties, strict=True):
        lon, lat = point_within(shape)
        called = places[code]["name"] if code else _called(own)
        # A P-code that locations.csv does not have yet joins its place as soon as somebody adds it.
        its_own = own.get(key) if _is_trusted(key) and isinstance(own.get(key), str) else None
        features.append(
            {
                "type": "Feature",
                "properties": {"location_id": code or its_own, "name": called, "lat": lat, "lon": lon},
                "geometry": {"type": "MultiPolygon", "coordinates": rings(shape)},
            }
        )
    told = {"type": "FeatureCollection", "features": features}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
