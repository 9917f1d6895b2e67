"""Tables to compare, said as aligned text: `.` is a blank cell, and cells are two blanks apart."""

import polars as pl

from curation.comparing.compare_tables import Comparison, compare
from tests.conftest import said_in

# Types of the columns in these tests; all others are text.
NUMBERS = ("value", "value_low", "order")
DAYS = ("as_of", "withdrawn_on")

# The row a test starts from, wherever it says nothing.
BEFORE = """
    figure_id  crisis_id  value   as_of       source_id
    syr-1      syr        586000  2020-02-02  ocha
    syr-2      syr        800000  2020-02-12  ocha
    syr-3      syr        948000  2020-02-23  ocha
"""


def schema_of(*tables: pl.DataFrame) -> dict:
    """A table schema whose key is the first column, with every column the tables have."""
    names = list(dict.fromkeys(name for table in tables for name in table.columns if name != "line"))
    fields = [{"name": name, "type": _kind(name)} for name in names]
    pointing = [
        {"fields": [name], "reference": {"resource": to, "fields": [name]}}
        for name, to in (("crisis_id", "crises"), ("source_id", "sources"))
        if name in names
    ]
    return {"fields": fields, "primaryKey": names[:1], "foreignKeys": pointing}


def _kind(name: str) -> str:
    return "number" if name in NUMBERS else "date" if name in DAYS else "string"


def table_of(text: str) -> pl.DataFrame:
    """Turn aligned text into a text table whose first row is line 2."""
    rows = said_in(text)
    table = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String)) if rows else pl.DataFrame()
    return table.with_row_index("line", offset=2).with_columns(pl.col("line").cast(pl.Int64))


def compared(before: str, after: str, mode: str | None = None) -> Comparison:
    """Compare two tables said as text; the table is called figures."""
    old, new = table_of(before), table_of(after)
    return compare(old, new, schema_of(old, new), mode, table="figures")


def cells(comparison: Comparison) -> list[tuple]:
    """The changed cells as (key, column, before, after)."""
    return comparison.revised.select("key", "column", "before", "after").rows()


def ids(rows: pl.DataFrame) -> list[str]:
    """The first column of some rows."""
    return rows.to_series(0).to_list()


def sentences(comparison: Comparison) -> list[str]:
    """What a person is warned of."""
    return [str(problem) for problem in comparison.warnings]
