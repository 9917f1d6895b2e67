"""A publisher's file as part of an upload: its figures, and the rows that other tables need before them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from curation.checking.inspection import Inspection, inspected
from curation.checking.known_places import known_in
from curation.checking.table_schema import schema_of
from curation.comparing.published_csv import published_rows
from curation.problems import Problem
from curation.reading.reading import Reading
from curation.recognising.published_before import beside_published
from curation.recognising.recognised import Recognised
from curation.reviewing import Part
from curation.tables import package

# The tables whose rows figures may need first, and the field of a recognised file that has them.
NEEDED = {
    "locations": "new_places",
    "sources": "new_sources",
    "indicators": "new_indicators",
    "crises": "new_crises",
}


def figures_part(
    found: Recognised, name: str, content: bytes, folder: Path, *, answers: Mapping[str, str], own: Inspection
) -> Part:
    """Return the figures of a recognised file as a part of an upload; their lines are those of the file.

    What is published already is left out, see `beside_published`. `own` is the inspection of the file itself: what
    it found of personal data stands among the problems of the figures. While something is asked, the figures are not
    checked: another answer would have other problems. Raises BrokenTables when the data folder cannot be read.
    """
    resources = {one["name"]: one for one in package(folder)["resources"]}
    text = (folder / resources["figures"]["path"]).read_bytes()
    published = published_rows(text, "figures").select(pl.all().cast(pl.String))
    missing = [name for name in found.figures.columns if name not in published.columns]
    published = published.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in missing)
    beside = beside_published(found.figures, published, answers)
    known = _with_new_places(known_in(folder), found.new_places)
    figures = _inspected(name, beside.rows, resources["figures"]["schema"], known)
    figures.told = [*found.told, *found.skipped, *beside.told]
    figures.questions = [*found.questions, *beside.questions]
    figures.answers = dict(answers)
    figures.problems = [*_of_the_file(own), *found.problems, *([] if figures.questions else figures.problems)]
    return Part(name, content, "figures", figures, mode="add")


def needed_parts(
    founds: Sequence[Recognised], folder: Path, own_rows: Mapping[str, Sequence[str]] | None = None
) -> list[Part]:
    """Return the rows that figures of recognised files need in other tables, a part for each table, added to it.

    `own_rows` are keys that come with the upload already, by table. Lines count the rows made, from 2. Raises
    BrokenTables when the data folder cannot be read.
    """
    schemas = {one["name"]: one["schema"] for one in package(folder)["resources"]}
    parts = []
    for table, name in NEEDED.items():
        key = schemas[table]["primaryKey"]
        key = key if isinstance(key, str) else key[0]
        rows = {row[key]: row for found in founds for row in reversed(getattr(found, name))}
        rows = [row for one, row in rows.items() if one not in set((own_rows or {}).get(table, ()))]
        if rows:
            frame = pl.DataFrame(rows, infer_schema_length=None).cast(pl.String)
            numbered = frame.with_columns(line=pl.int_range(2, len(rows) + 2))
            parts.append(
                Part(f"{table} the figures need", b"", table, _inspected(table, numbered, schemas[table], {}), "add")
            )
    return parts


def _of_the_file(own: Inspection) -> list[Problem]:
    """What stops the file itself, and one doubt for all that is held in it: the figures do not have its cells."""
    stopping = [one for one in own.problems if one.level == "error"]
    held = dict.fromkeys(one.column for one in own.problems if one.level == "held" and one.column)
    if not held:
        return stopping
    columns = ", ".join(f"“{one}”" for one in held)
    says = (
        f"the file has counts or positions so fine that they may point to persons, in {columns}; the figures do not "
        "have them, but the file is kept as it came beside its version; who may copy the versions may read it"
    )
    return [*stopping, Problem(own.name, (), "", "", "", "", "held", says)]


def _with_new_places(known: Mapping[str, dict], places: list[dict[str, str]]) -> dict[str, dict]:
    levels = {one["location_id"]: int(one["admin_level"]) for one in places if one["admin_level"].isdigit()}
    return {**known, "levels": {**known["levels"], **levels}}


def _inspected(name: str, rows: pl.DataFrame, schema: dict, known: Mapping[str, dict]) -> Inspection:
    """Hold rows we made against a table's schema; keys that lead to rows are the review's to ask."""
    cells = rows.drop("line").cast(pl.String).fill_null("")
    reading = Reading(header=cells.columns, rows=[list(row) for row in cells.rows()], lines=rows["line"].to_list())
    reading.tags = [""] * len(reading.header)
    return inspected(reading, name, schema_of({**schema, "foreignKeys": []}), **known)
