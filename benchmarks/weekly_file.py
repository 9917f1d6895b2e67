"""A large file of figures to be read and checked: a million rows as partners send them, some cells bad, all known."""

import csv
import json
import random
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "data" / "datapackage.json"

# The columns of data/figures.csv that the file has.
COLUMNS = (
    "figure_id",
    "crisis_id",
    "indicator",
    "value",
    "qualifier",
    "as_of",
    "location_id",
    "source_id",
    "published_on",
    "status",
)

# Every hundredth row has one bad cell, of one of these columns; what stands there breaks its type or its list.
BAD_SHARE = 0.01
BAD = {"value": "many", "qualifier": "roughly", "as_of": "2020-13-01", "location_id": "idleb"}

SEED = 20200209

Cell = tuple[int, str]


def schema() -> dict:
    """Return the Table Schema of the file's columns, as data/datapackage.json has it."""
    package = json.loads(PACKAGE.read_text(encoding="utf-8"))
    (figures,) = (one["schema"] for one in package["resources"] if one["name"] == "figures")
    fields = {field["name"]: field for field in figures["fields"]}
    return {"fields": [fields[name] for name in COLUMNS], "primaryKey": figures["primaryKey"]}


def tags() -> list[str]:
    """Return the HXL tags of the columns."""
    return [field["hxl"] for field in schema()["fields"]]


def write(path: Path, rows: int, tagged: bool = False) -> list[Cell]:
    """Write the file, with a row of HXL tags when `tagged`; return its bad cells by line and column."""
    chance, bad = random.Random(SEED), []
    places = [f"SY{n:06}" for n in range(1, 900)]
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        if tagged:
            writer.writerow(tags())
        first = 3 if tagged else 2
        for n in range(rows):
            cells = _cells(n, chance, places)
            if chance.random() < BAD_SHARE:
                column = chance.choice(list(BAD))
                cells[column] = BAD[column]
                bad.append((first + n, column))
            writer.writerow(cells.values())
    return bad


def _cells(n: int, chance: random.Random, places: list[str]) -> dict[str, str]:
    day = f"2020-{chance.randint(1, 6):02}-{chance.randint(1, 28):02}"
    said = (f"syr-nw-{day}-displaced-{n:07}-ocha", "syr", "people-displaced", str(chance.randrange(1_000_000)))
    where = (chance.choice(places), "ocha-syria", "2020-07-01", "validated")
    hedge = chance.choice(("exact", "nearly", "more_than", "not_stated"))
    return dict(zip(COLUMNS, (*said, hedge, day, *where), strict=True))
