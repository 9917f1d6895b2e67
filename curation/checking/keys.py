"""Keys of a table: never blank, once each, and leading to a row."""

from dataclasses import dataclass

import polars as pl

from curation.checking.cell_problems import Column, cell_problems
from curation.checking.column_read import ColumnRead
from curation.checking.table_schema import Schema
from curation.problems import Problem

ONCE = ("an id that occurs once", "rename all but one")
ONE_VALUE = ("a value that occurs once", "look which row is right, and take the others out")

# What stands between the cells of a key of several columns, for the reader and for the machine.
BETWEEN, APART = ", ", "\x1f"


@dataclass(frozen=True)
class Rows:
    """The rows of a table: its columns by their field's name, what the file calls each, and the line of each row."""

    table: str
    read: dict[str, ColumnRead]
    names: dict[str, str]
    lines: pl.Series

    def has(self, *fields: str) -> bool:
        """True when no column of a key is missing."""
        return all(field in self.read for field in fields)

    def of(self, key: tuple[str, ...], cells: pl.Series) -> Column:
        """The cells of a key, as one column of the file."""
        readable = cells.str.replace_all(APART, BETWEEN, literal=True)
        return Column(self.table, BETWEEN.join(self.names[field] for field in key), readable, self.lines)


def key_problems(rows: Rows, schema: Schema) -> list[Problem]:
    """Return what breaks the keys of a schema.

    A key of which a column is missing is not asked here. Blanks of a primary key are told with
    the column.
    """
    problems, asked = [], set()
    keys = [(schema.primary, ONCE)] + [(key, ONE_VALUE) for key in schema.unique]
    keys += [((name,), ONE_VALUE) for name, field in schema.fields.items() if field["constraints"].get("unique")]
    for key, says in keys:
        if key and key not in asked and rows.has(*key):
            asked.add(key)
            problems += _twice(rows, key, says)
    for key, target in schema.references:
        if rows.has(*key, *target):
            problems += _lost(rows, key, target)
    return problems


def _twice(rows: Rows, key: tuple[str, ...], says: tuple[str, str]) -> list[Problem]:
    expected, mend = says
    if len(key) > 1:
        expected = expected.replace("an id", "a combination").replace("a value", "a combination")
    cells = _together(key, rows.read)
    present = cells.drop_nulls()
    # Equal cells have equal hashes: as many hashes as cells, and no cell stands twice.
    if present.hash().n_unique() == len(present):
        return []
    at = (cells.is_not_null() & cells.is_duplicated()).arg_true()
    return cell_problems(rows.of(key, cells), at, expected, mend)


def _lost(rows: Rows, key: tuple[str, ...], target: tuple[str, ...]) -> list[Problem]:
    cells, there = _together(key, rows.read), _together(target, rows.read).drop_nulls()
    at = (cells.is_not_null() & ~cells.is_in(there.implode())).arg_true()
    return cell_problems(
        rows.of(key, cells), at, f"a {BETWEEN.join(target)} of this table", "correct it, or add the row"
    )


def _together(key: tuple[str, ...], read: dict[str, ColumnRead]) -> pl.Series:
    """The cells of a key as one text; null where any of them says nothing or has no reading."""
    parts = []
    for name in key:
        usable = read[name].usable()
        cells = read[name].canonical()
        known = cells if usable.all() else pl.select(pl.when(usable).then(cells)).to_series()
        parts.append(known.alias(name))
    if len(parts) == 1:
        return parts[0]
    return pl.DataFrame(parts).select(pl.concat_str(pl.all(), separator=APART)).to_series()
