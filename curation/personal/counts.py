"""The columns of a table that count people, and which of its rows say the same but for one cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import polars as pl

from curation.personal.cells import MANY, Column
from curation.personal.cuts import counts_people, is_cut
from curation.personal.small_counts import deep_rows, rows_of_people
from curation.personal.words import phrases

# Columns that differ between a total and its parts, or say nothing of what is counted.
NO_KEY = phrases("""
    note*; notes; caveat; comment*; remark*; url; link; source document; source page; qualifier; published on; role
    status; value status; withdrawn on; change reason; published precision; date precision; sensitivity; figure id
    ^id$; uuid; replaces; event id; value*; reported*; lat; lon; latitude; longitude; observations; observación
    commentaire*; remarque*; ملاحظات; примітк*; коментар*; ^no$; ^row$; ^index$; ^order$; household size
""")

# Spreads the numbers of two columns before they are added, so that they do not cancel out.
SPREAD = 1_000_003

# In so short a table nothing repeats.
SHORT = 3


@dataclass(frozen=True)
class Counts:
    """What is counted: all columns, those that count people, which rows count people, which lie below admin 2."""

    columns: Sequence[Column]
    counted: Sequence[Column]
    people: pl.Series
    deep: pl.Series


def counts_of(columns: list[Column], levels: Mapping[str, int] | None, units: Mapping[str, str] | None) -> Counts:
    """Return what of a table counts people."""
    counted = [column for column in columns if is_cut(column) or counts_people(column)]
    return Counts(columns, counted, rows_of_people(columns, units), deep_rows(columns, levels))


def numbers_of(column: Column) -> pl.Series:
    """The whole column as numbers, null where a cell is none."""
    if len(column.looked) == column.height and not column.repeats:
        return column.numbers
    known = pl.DataFrame({"cell": column.looked, "number": column.numbers}).unique("cell")
    return column.cells.to_frame("cell").join(known, on="cell", how="left", maintain_order="left")["number"]


def groups_of(columns: Sequence[Column], without: Sequence[Column | None]) -> pl.Series:
    """Number the rows that agree in everything but the columns left out, and notes, links and identifiers."""
    keys = [
        column.hashes
        for column in columns
        if column not in without and not column.blank and not NO_KEY.search(column.plain) and _repeats(column)
    ]
    none = pl.repeat(0, columns[0].height, dtype=pl.UInt64, eager=True)
    return reduce(lambda one, other: one * SPREAD + other, keys, none)


def _repeats(column: Column) -> bool:
    """Whether a column may say what is counted: it repeats, and is no measure with a fraction."""
    size = column.height
    if size < SHORT:
        return True
    distinct = column.cells.n_unique() < size if size <= MANY else column.repeats
    return distinct and not (column.numeric and column.sample.str.contains(r"\d\.\d").any())
