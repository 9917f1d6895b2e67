"""Our own template and exports: figures as figures.csv has them; what was exported comes back unchanged."""

import polars as pl

from curation.checking.columns import columns_of
from curation.checking.table_schema import schema_of
from curation.reading.reading import Question
from curation.recognising.periods import read_periods
from curation.recognising.plan import Fit, Plan
from curation.recognising.reported import reported
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "own_table", "our own figures table", ""

# Columns no other table has together.
OURS = ("figure_id", "indicator", "value", "as_of", "location_id")

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


def as_figures(sheet: Sheet, schema: dict, answers: dict[str, str]) -> tuple[pl.DataFrame, list[Question]]:
    """Return the rows with the schema's columns in its order and `line`: text as it stands, days ISO, numbers plain.

    A column of numbers with two readings (1.234) is a question, `numbers:<column>`; until it is answered its point is
    the decimal one, as our exports write it.
    """
    known = schema_of(schema)
    at = columns_of(sheet.header, sheet.tags, known).at
    none = pl.Series([None], dtype=pl.String).new_from_index(0, sheet.rows.height)
    columns, questions = {}, []
    for name, field in known.fields.items():
        if name not in at:
            columns[name] = none
        elif field["type"] in ("number", "integer"):
            columns[name] = _numbers(sheet.cells(at[name]), name, answers, questions)
        else:
            columns[name] = _canonical(sheet.cells(at[name]), field["type"])
    return pl.DataFrame(columns).with_columns(line=sheet.rows["line"]), questions


def _numbers(cells: pl.Series, name: str, answers: dict[str, str], questions: list[Question]) -> pl.Series:
    read = reported(cells, answers.get(f"numbers:{name}"))
    if read.question is not None:
        questions.append(Question(read.question.asks, read.question.choices, (), f"numbers:{name}"))
        read = reported(cells, "decimal point")
    return pl.select(pl.coalesce(read.values, cells.set(cells == "", None))).to_series()


def _canonical(cells: pl.Series, kind: str) -> pl.Series:
    if kind == "date":
        days = read_periods(cells).days
        read = pl.DataFrame({"cell": cells}).join(days, on="cell", how="left", maintain_order="left")
        return pl.select(pl.coalesce(read["end"], cells.set(cells == "", None))).to_series()
    bare = cells.str.replace(SHIELDED, "$1") if cells.str.starts_with("'").any() else cells
    return bare.set(bare == "", None)
