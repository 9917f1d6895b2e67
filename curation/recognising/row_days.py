"""The day or period of each row: first day, last day, precision; rows without one wait for a person to say it."""

from dataclasses import dataclass, field

import polars as pl

from curation.reading.reading import Finding, Question
from curation.recognising.periods import last_day_in, read_periods
from curation.recognising.plan import Plan
from curation.recognising.sheet import Sheet

# Lines kept of a finding.
LINES_KEPT = 1_000


@dataclass
class Statements:
    """What came of the rows: `rows` has one row for each number (see `COLUMNS`), `used` counts the table's rows."""

    rows: pl.DataFrame
    used: int
    skipped: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)
    zeros: int = 0


def without(rows: pl.DataFrame, gone: pl.Series, why: str, found: Statements) -> pl.DataFrame:
    """Leave out rows, and keep why and which lines."""
    if not gone.any():
        return rows
    lines = rows["line"].filter(gone).to_list()
    found.skipped.append(Finding(why, tuple(lines)))
    return rows.filter(~gone)


def with_days(sheet: Sheet, plan: Plan, rows: pl.DataFrame, answers: dict[str, str], found: Statements) -> pl.DataFrame:
    """Add `start`, `end` and `precision` from the columns of days."""
    if plan.when is None:
        return rows.with_columns(
            start=pl.lit(plan.start or None, dtype=pl.String),
            end=pl.lit(plan.as_of or None, dtype=pl.String),
            precision=pl.lit(plan.precision or None, dtype=pl.String),
        )
    rows = _joined(sheet, rows, plan.when, ("start", "end", "precision"), answers=answers, found=found)
    if plan.starts is not None:
        rows = _joined(sheet, rows, plan.starts, ("begin", "_", "_p"), answers=answers, found=found).drop("_", "_p")
        rows = rows.with_columns(start=pl.coalesce("begin", "start")).drop("begin")
    if plan.accuracy is not None:
        rows = rows.with_columns(precision=pl.col(f"c{plan.accuracy}"))
    if plan.start_of_series:
        rows = rows.with_columns(begins=pl.col("start").min())
    return _without_a_day(sheet, plan, rows, answers, found)


def _without_a_day(
    sheet: Sheet, plan: Plan, rows: pl.DataFrame, answers: dict[str, str], found: Statements
) -> pl.DataFrame:
    """Rows with numbers and no day wait for a person to say it; they stay, because their numbers may be right."""
    lost = rows.filter(pl.col("end").is_null() & ~blank(plan))
    if lost.is_empty():
        return rows
    said = last_day_in(answers.get("date", ""))
    if said:
        day, precision = said
        return rows.with_columns(end=pl.col("end").fill_null(day), precision=pl.col("precision").fill_null(precision))
    title, lines = sheet.title(plan.when), tuple(lost["line"].head(LINES_KEPT).to_list())
    found.problems.append(Finding(f"column “{title}”: no day that can be read; write it as YYYY-MM-DD", lines))
    found.questions.append(Question(f"Of which day are the rows without one in “{title}”?", {}, lines[:5], "date"))
    return rows


def _joined(
    sheet: Sheet,
    rows: pl.DataFrame,
    column: int,
    names: tuple[str, str, str],
    *,
    answers: dict[str, str],
    found: Statements,
) -> pl.DataFrame:
    """Add first day, last day and precision that a column says, under these names."""
    key = f"days:{sheet.title(column)}"
    read = read_periods(sheet.cells(column), answers.get(key))
    if read.question is not None:
        found.questions.append(Question(read.question.asks, read.question.choices, (), key))
    found.told += [f"column “{sheet.title(column)}”: {says}" for says in read.told]
    days = read.days
    days = days.rename(dict(zip(("start", "end", "precision"), names, strict=True)))
    key_column = pl.col(f"c{column}").str.strip_chars().alias("cell")
    return rows.with_columns(key_column).join(days, on="cell", how="left", maintain_order="left").drop("cell")


def blank(plan: Plan) -> pl.Expr:
    """True for a row whose columns that count are all blank."""
    columns = {count.column for count in plan.counts} | {c.households for c in plan.counts if c.households is not None}
    return pl.all_horizontal(pl.col(f"c{column}").str.strip_chars() == "" for column in sorted(columns))
