"""Our own template and exports: figures as figures.csv has them; what was exported comes back unchanged."""

import polars as pl

from curation.checking.columns import columns_of
from curation.checking.table_schema import schema_of
from curation.recognising.periods import read_periods
from curation.recognising.plan import Fit, Plan
from curation.recognising.reported import reported
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "own_table", "our own figures table", ""

# Columns no other table has together.
OURS = ("figure_id", "indicator", "value", "as_of", "location_id", "population_group")

# The export puts an apostrophe before a text that a spreadsheet would run as a formula.
SHIELDED = r"^'([=+\-@\t\r])"


def fits(sheet: Sheet) -> Fit | None:
    """The columns of figures.csv, by name."""
    there = {name.strip().casefold().replace(" ", "_") for name in sheet.header}
    if len(there & set(OURS)) < len(OURS):
        return None
    return Fit(100, "it has the columns of figures.csv itself")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Nothing has to be planned: rows are figures already."""
    return Plan([])


def as_figures(sheet: Sheet, schema: dict) -> pl.DataFrame:
    """Return the rows with the schema's columns in its order and `line`: text as it stands, days ISO, numbers plain."""
    known = schema_of(schema)
    at = columns_of(sheet.header, sheet.tags, known).at
    columns = {}
    for name, field in known.fields.items():
        cells = sheet.cells(at[name]) if name in at else pl.Series([""]).new_from_index(0, sheet.rows.height)
        columns[name] = _canonical(cells, field["type"]).alias(name)
    return pl.DataFrame(columns).with_columns(line=sheet.rows["line"])


def _canonical(cells: pl.Series, kind: str) -> pl.Series:
    if kind == "date":
        days = read_periods(cells).days
        read = pl.DataFrame({"cell": cells}).join(days, on="cell", how="left", maintain_order="left")
        return pl.select(pl.coalesce(read["end"], cells.set(cells == "", None))).to_series()
    if kind in ("number", "integer"):
        read = reported(cells)
        return pl.select(pl.coalesce(read.values, cells.set(cells == "", None))).to_series()
    bare = cells.str.replace(SHIELDED, "$1")
    return bare.set(bare == "", None)
