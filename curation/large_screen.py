"""Look for personal data in figures larger than memory, by their different texts and their different small counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from curation.checking.table_schema import schema_of
from curation.large import Large, quoted_name
from curation.personal import screen
from curation.personal.cells import columns_of
from curation.personal.findings import told
from curation.personal.small_counts import FEWEST, MOST, small_counts
from curation.problems import Problem, grouped

# Different texts of a column that are looked through at a time.
TEXTS = 100_000

# What makes a count small enough to give somebody away; rows alike in all of these are looked at once.
COUNTED = ("indicator", "location_id", "sex", "age_group", "value")


def screened(rows: Large, levels: Mapping[str, int], units: Mapping[str, str]) -> list[Problem]:
    """Return what identifies somebody (error) or may (held), one problem per column and kind, without lines.

    Every different text is looked at where anybody may write anything, and every count of 1 to 4 people by sex, by
    age or below admin 2; not what a total gives back when small counts are left out. `levels` and `units` are those
    of `curation.personal.screen`. No cell is repeated.
    """
    schema, found = schema_of(rows.schema), []
    closed = {schema.primary[0], *(key["fields"][0] for key in rows.schema.get("foreignKeys", []))}
    for field in rows.schema["fields"]:
        promised = set(field.get("constraints") or {})
        if field["type"] == "string" and field["name"] not in closed and not promised & {"enum", "pattern"}:
            for texts in _texts(rows, field["name"]):
                found += screen([field["name"]], texts, rows.name, [field])
    found = [replace(one, lines=()) for one in found if one.level != "warning"]
    return [*grouped(found), *_small(rows, levels, units)]


def _texts(rows: Large, column: str) -> Iterator[pl.DataFrame]:
    """The different texts of a column, some at a time."""
    name = quoted_name(column)
    texts = rows.database.cursor().execute(f"SELECT DISTINCT {name} FROM {rows.name} WHERE {name} IS NOT NULL")
    while some := texts.fetchmany(TEXTS):
        yield _numbered(pl.DataFrame(some, schema={column: pl.String}, orient="row"))


def _small(rows: Large, levels: Mapping[str, int], units: Mapping[str, str]) -> list[Problem]:
    """Find small counts by the cells that make them so."""
    names = ", ".join(map(quoted_name, COUNTED))
    query = (
        f"SELECT {names}, count(*) AS rows FROM {rows.name} "
        f"WHERE value BETWEEN {FEWEST} AND {MOST} AND value = floor(value) GROUP BY ALL"
    )
    alike = rows.database.cursor().sql(query).pl()
    if alike.is_empty():
        return []
    # The screen reads numbers as a file has them.
    cells = _numbered(alike.select(*COUNTED[:-1], pl.col("value").cast(pl.Int64).cast(pl.String)))
    fields = [field for field in rows.schema["fields"] if field["name"] in COUNTED]
    found = told(small_counts(columns_of(COUNTED, cells, fields, None), levels, units), rows.name, {})
    return [replace(one, lines=(), found=_rows(alike["rows"], one.lines)) for one in found]


def _rows(counts: pl.Series, lines: Sequence[int]) -> str:
    number = int(counts.gather(list(lines)).sum())
    return f"{number:,} row{'s' if number != 1 else ''}"


def _numbered(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_row_index("line").select(pl.exclude("line"), pl.col("line").cast(pl.Int64))
