"""Our own template and exports: figures as figures.csv has them; what was exported comes back unchanged."""

from collections.abc import Callable
from functools import partial

import polars as pl

from curation.checking.columns import columns_of
from curation.checking.table_schema import schema_of
from curation.reading.reading import Question
from curation.recognising.by_word import by_word, in_pieces
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
    given, questions = {}, []
    for name, field in known.fields.items():
        if name in at:
            cells = sheet.coded[f"c{at[name]}"]
            given[name] = by_word(cells, _reader(name, field["type"], answers, questions))
    none = pl.lit(None, dtype=pl.String)
    others = (
        sheet.coded["line"].to_frame().select("line", *(none.alias(one) for one in known.fields if one not in given))
    )
    # Frames side by side: a query would first make one piece of each column, a copy of the table.
    return pl.concat([pl.DataFrame(given), others], how="horizontal")[[*known.fields, "line"]], questions


def _reader(name: str, kind: str, answers: dict[str, str], questions: list[Question]) -> Callable:
    """What is done with the cells of a column of a kind."""
    if kind in ("number", "integer"):
        return partial(_numbers, name=name, answers=answers, questions=questions)
    return _days if kind == "date" else partial(in_pieces, said=_bare)


def _numbers(cells: pl.Series, name: str, answers: dict[str, str], questions: list[Question]) -> pl.Series:
    read = reported(cells, answers.get(f"numbers:{name}"))
    if read.question is not None:
        questions.append(Question(read.question.asks, read.question.choices, (), f"numbers:{name}"))
        read = reported(cells, "decimal point")
    unread = read.values.is_null().arg_true()
    if not len(unread):
        return read.values
    return read.values.clone().scatter(unread, _filled(cells.gather(unread)))


def _days(cells: pl.Series) -> pl.Series:
    cells = cells.str.strip_chars()
    days = read_periods(cells).days
    read = pl.DataFrame({"cell": cells}).join(days, on="cell", how="left", maintain_order="left")
    return pl.select(pl.coalesce(read["end"], _filled(cells))).to_series()


def _bare(cells: pl.Series) -> pl.Series:
    bare = cells.str.strip_chars()
    return _filled(bare.str.replace(SHIELDED, "$1") if bare.str.starts_with("'").any() else bare)


def _filled(cells: pl.Series) -> pl.Series:
    """Cells without blanks around them; a cell that holds nothing is null."""
    bare = cells.str.strip_chars()
    blank = bare == ""
    return bare.set(blank, None) if blank.any() else bare
