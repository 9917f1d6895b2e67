"""IDMC's disaster events: a row per event with its days, hazard and displacements."""

import polars as pl

from curation.recognising.periods import read_periods
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan, Words
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "idmc_disasters", "IDMC GIDD disaster events", "idmc"

STARTS = ("start date", "event start date", "date of event start")
ENDS = ("end date", "event end date", "date of event end")
ACCURACY = "start date accuracy"
DISPLACEMENTS = (
    "new displacement",
    "new displacements",
    "disaster internal displacements raw",
    "disaster internal displacements",
    "new displacement rounded",
)
HAZARD = ("hazard type name", "hazard type", "event type")


def fits(sheet: Sheet) -> Fit | None:
    """A country code, a named event, its hazard, and displacements."""
    if sheet.column("iso3") is None or sheet.column("event name") is None:
        return None
    if sheet.column(*DISPLACEMENTS) is None or sheet.column(*HAZARD) is None:
        return None
    return Fit(95, "it has a country code, a named event, its hazard and new displacements")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Displacements from an event's first to its last day, as exact as IDMC says each day is."""
    raw = sheet.column(*DISPLACEMENTS)
    rounded = sheet.column(f"{sheet.names[raw]} rounded", "disaster internal displacements")
    first, last, accuracy = _days(sheet)
    hazard = Words(sheet.column(*HAZARD), dimension="hazard", else_category=True)
    return Plan(
        [Count(raw, "internal_displacements", rounded=None if rounded == raw else rounded)],
        [PlaceColumns(0, sheet.column("iso3"), sheet.column("country name", "name", "country"))],
        when=last,
        starts=first,
        accuracy=accuracy,
        words=[hazard],
        sums=True,
        level=0,
        notes=[n for n in (sheet.column("event name"),) if n is not None],
        made_of=[n for n in (sheet.column(*STARTS), sheet.column(*ENDS), sheet.column("year")) if n is not None],
        told=["an event without a last day ends on its first; the precision of each day is IDMC's"],
    )


def _days(sheet: Sheet) -> tuple[int, int, int]:
    """Columns with first day, last day and precision, made of those the file has; the year where it has none."""
    start, end = sheet.column(*STARTS), sheet.column(*ENDS)
    year = sheet.column("year")
    cells = {name: _day(sheet, column) for name, column in (("start", start), ("end", end))}
    none = pl.Series([None], dtype=pl.String).new_from_index(0, sheet.height)
    years = sheet.cells(year) if year is not None else none
    rows = pl.DataFrame({"start": cells["start"], "end": cells["end"], "year": years})
    at = sheet.column(ACCURACY)
    words = sheet.cells(at).str.to_lowercase() if at is not None else pl.Series(["day"]).new_from_index(0, rows.height)
    made = rows.with_columns(said=words).select(
        first=pl.coalesce("start", "end", "year").fill_null(""),
        last=pl.max_horizontal("start", "end").fill_null(pl.col("year")).fill_null(""),
        accuracy=pl.when(pl.col("said").is_in(["week", "month", "year"])).then("said").otherwise(pl.lit("day")),
    )
    return tuple(sheet.add(name, made[name]) for name in ("first", "last", "accuracy"))


def _day(sheet: Sheet, column: int | None) -> pl.Series:
    """A column of days as ISO; null where a cell says none."""
    if column is None:
        return pl.Series([None], dtype=pl.String).new_from_index(0, sheet.height)
    days = read_periods(sheet.cells(column)).days
    cells = pl.DataFrame({"cell": sheet.cells(column)})
    return cells.join(days, on="cell", how="left", maintain_order="left")["end"]
