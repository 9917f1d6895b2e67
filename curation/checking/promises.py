"""Hold tables against the promises of their data package: types, ranges, vocabularies, keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import polars as pl

from curation.checking.cell_problems import Column, cell_problems
from curation.checking.column_read import ColumnRead
from curation.checking.constraints import Fault, broken
from curation.checking.field_types import expected, kind_of, read_cells
from curation.checking.keys import Rows, key_problems
from curation.checking.table_schema import Schema, schema_of
from curation.problems import Problem, grouped

if TYPE_CHECKING:
    import pandas as pd  # loaded by those who have such frames: it takes half a second

# How published tables write numbers: no other notation is read, because nobody is asked.
PLAIN = {"number": r"^-?[0-9]+(\.[0-9]+)?$", "integer": "^-?[0-9]+$"}


def check(tables: Mapping[str, pd.DataFrame | pl.DataFrame], description: dict) -> list[Problem]:
    """Find every cell that breaks the data package.

    `tables` are text frames with a `line` column, blanks missing, as `read_text` gives them. Returns
    errors in the order of tables and columns, equal ones grouped; an empty list means all promises
    hold. Raises ValueError when a schema of the package is none.
    """
    problems = []
    frames = {name: rows if isinstance(rows, pl.DataFrame) else pl.from_pandas(rows) for name, rows in tables.items()}
    for resource in description["resources"]:
        name, rows, schema = resource["name"], frames[resource["name"]], schema_of(resource["schema"])
        read = {field: _strictly(rows[field], rule) for field, rule in schema.fields.items()}
        for field in schema.fields:
            column = Column(name, field, read[field].cells, rows["line"])
            faults = broken(read[field], schema.fields[field])
            problems += column_problems(column, field, read[field], schema, faults)
        whole = Rows(name, read, {field: field for field in read}, rows["line"])
        problems += key_problems(whole, without_references(schema))
        for key in resource["schema"].get("foreignKeys", []):
            problems += _check_reference(name, frames, key)
    return grouped(problems)


def without_references(schema: Schema) -> Schema:
    """The same schema, of a table whose foreign keys are held against the other tables."""
    return Schema(schema.fields, schema.primary, schema.unique)


def column_problems(
    column: Column, field: str, read: ColumnRead, schema: Schema, faults: Iterable[Fault]
) -> list[Problem]:
    """Return what breaks the promises of one field of a schema; `faults` are those of its constraints."""
    rule, problems = schema.fields[field], []
    says, mend = expected(rule)
    if schema.is_required(field):
        at, write = read.blank.arg_true(), f"write the {rule['title'].lower()}"
        problems += _blanks(column, at, "a value, this column is never blank", write)
    problems += cell_problems(column, read.unread(), says, lambda cell: read.mend(cell) or mend)
    for at, wanted, how in faults:
        problems += cell_problems(column, at, wanted, how)
    return problems


def _blanks(column: Column, at: pl.Series, expects: str, mend: str) -> list[Problem]:
    """What stands for a blank is not repeated; all of them are one problem."""
    lines = tuple(column.lines.gather(at).to_list())
    return [Problem(column.table, lines, column.name, "", expects, mend)] if lines else []


def _strictly(cells: pl.Series, field: dict) -> ColumnRead:
    """Read a published column: only canonical cells have a reading."""
    cells = cells.cast(pl.String)
    blank = cells.is_null()
    kind = kind_of(field)
    if kind in PLAIN:
        bad = ~cells.str.contains(PLAIN[kind])
    elif kind == "date" and (field.get("format") or "default") == "default":
        bad = (
            ~cells.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$") | cells.str.to_date("%Y-%m-%d", strict=False).is_null()
        )
    else:
        read = read_cells(cells, blank, field)
        bad = pl.repeat(False, len(cells), eager=True).scatter(read.at, True) if len(read.at) else ~blank & False
    at = (bad.fill_null(True) & ~blank).arg_true()
    return ColumnRead(cells, blank, at, pl.Series([None] * len(at), dtype=pl.String))


def _check_reference(table: str, tables: dict[str, pl.DataFrame], key: dict) -> list[Problem]:
    (column,), (target,) = key["fields"], key["reference"]["fields"]
    there = key["reference"]["resource"] or table
    rows = tables[table]
    cells = rows[column].cast(pl.String)
    at = (cells.is_not_null() & ~cells.is_in(tables[there][target].cast(pl.String).drop_nulls().implode())).arg_true()
    expects, mend = f"a {target} of {there}.csv", f"correct it, or add it to {there}.csv first"
    return cell_problems(Column(table, column, cells, rows["line"]), at, expects, mend)
