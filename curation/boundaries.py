"""Outlines of places: which are there, and whether a file of them may be added.

A boundary file is a GeoJSON in `boundaries/` of the data folder, named by country and admin level
(`SYR-adm1.geojson`; `world-adm0.geojson` has the countries). Each shape has `location_id`, which
joins it to locations.csv (blank: no place of today), `name`, and a point inside it, `lat` and `lon`.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pandas as pd

from curation.problems import Problem

FOLDER = "boundaries"
WORLD = "world-adm0"


@dataclass(frozen=True)
class BoundaryFile:
    """A file that may be added: its name, its content as GeoJSON, and what was assumed."""

    name: str
    country: str
    admin_level: int
    content: bytes
    joined: int
    told: tuple[str, ...]


def inspect(
    content: bytes, name: str, locations: pd.DataFrame, country: str = ""
) -> tuple[BoundaryFile | None, list[Problem]]:
    """Judge a GeoJSON or TopoJSON of outlines: the file to keep, or None and why not.

    `locations` are the rows of locations.csv; each shape must carry a P-code or location_id of one
    of them in one of its properties. Shapes of other places stay as background. `country` (ISO
    3166-1 alpha-3), when given, must be the country of the places. Shapes are simplified, and
    their coordinates rounded to three decimals.
    """
    # The library of shapes is slow to load, and readers' pages do without it.
    return import_module("curation.boundary_check").inspect(content, name, locations, country)


def keep(folder: Path, file: BoundaryFile) -> Path:
    """Put a file that was inspected into the data folder, whole or not at all. Raises OSError."""
    path = folder / FOLDER / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    arriving = path.with_name(f".{path.name}.arriving")
    arriving.write_bytes(file.content)
    arriving.replace(path)
    return path


def outlines(folder: Path, name: str) -> list[dict]:
    """Read the outlines of one file: `location_id` (None: no place of today), `name`, `lat`, `lon`, `rings`.

    `name` is a country's code and level, SYR-adm1, or WORLD. A country without a file has none. Each
    ring is a list of (longitude, latitude). The list is shared: look, do not change.
    """
    path = folder / FOLDER / f"{name}.geojson"
    try:
        stat = path.stat()
    except OSError:
        return []
    return _read(str(path), stat.st_mtime_ns, stat.st_size)


# As many files as a page shows at most, for a handful of crises.
@lru_cache(maxsize=16)
def _read(path: str, modified: int, size: int) -> list[dict]:
    said = json.loads(Path(path).read_text(encoding="utf-8"))
    return [
        {**one["properties"], "rings": [ring for part in one["geometry"]["coordinates"] for ring in part]}
        for one in said["features"]
    ]
