"""IDMC's Internal Displacement Updates: a row per report, preliminary, with a text that says the day."""

import polars as pl

from curation.checking.month_names import MONTHS
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan, Words
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "idmc_idu", "IDMC Internal Displacement Updates", "idmc"

# The day in the text: “India: 342 displacements (in relief camp), 03 September - 06 September. …”
IN_TEXT = r", (\d{1,2}) ([A-Za-z]+)(?: \d{4})? ?[-–] ?(\d{1,2}) ([A-Za-z]+)"

# Timestamps are midnight of the day in an office twelve hours ahead (thirteen in its summer), written in UTC.
BEFORE_MIDNIGHT = r"T1[12]:00"


def fits(sheet: Sheet) -> Fit | None:
    """A figure with its qualifier, a type of displacement, and days of displacement."""
    if sheet.has("figure", "displacement type", "displacement date") or sheet.has(
        "figure", "qualifier", "displacement start date"
    ):
        return Fit(95, "it has a figure with its qualifier, a type of displacement and its days")
    return None


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Displacements between the days the text says; preliminary, with IDMC's own hedge."""
    start = sheet.column("displacement start date", "displacement date")
    end = sheet.column("displacement end date", "displacement date")
    first, last, told = _days(sheet, start, end)
    role = sheet.column("role")
    kind = sheet.column("displacement type")
    return Plan(
        [Count(sheet.column("figure"), "internal_displacements")],
        [PlaceColumns(0, sheet.column("iso3"), sheet.column("country"))],
        when=last,
        starts=first,
        words=[Words(kind, dimension="cause", else_category=True)] if kind is not None else [],
        qualifier=sheet.column("qualifier"),
        notes=[n for n in (sheet.column("id"), sheet.column("event name")) if n is not None],
        url=sheet.column("link", "source url"),
        status="preliminary",
        caveat="Preliminary: IDMC revises these updates in its yearly figures.",
        sums=True,
        level=0,
        skip=[]
        if role is None
        else [("IDMC marks the row as triangulation, beside a recommended figure", role, "(?i)triang")],
        told=told,
    )


def _days(sheet: Sheet, start: int, end: int) -> tuple[int, int, list[str]]:
    stamps = [_day_of_stamp(sheet, column) for column in (start, end)]
    text = sheet.column("description", "standard popup text", "standard info text")
    days = [_day_in_text(sheet, text, stamp, which) for stamp, which in zip(stamps, (1, 3), strict=True)]
    made = [pl.select(pl.coalesce(day, stamp)).to_series() for day, stamp in zip(days, stamps, strict=True)]
    named = sum(day.is_not_null().sum() for day in days[:1])
    told = [f"days are those the text says ({named:,} of {sheet.height:,} rows), not those of the UTC timestamps"]
    return sheet.add("first day", made[0].fill_null("")), sheet.add("last day", made[1].fill_null("")), told


def _day_of_stamp(sheet: Sheet, column: int) -> pl.Series:
    """The day a timestamp means: the next one where it is an hour before midnight elsewhere."""
    cells = sheet.cells(column)
    day = cells.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    later = pl.when(cells.str.contains(BEFORE_MIDNIGHT)).then(day + pl.duration(days=1)).otherwise(day)
    return pl.select(later.dt.to_string("%Y-%m-%d")).to_series()


def _day_in_text(sheet: Sheet, text: int | None, stamp: pl.Series, which: int) -> pl.Series:
    """The day a text says, in the year that brings it nearest to the timestamp; null where it says none."""
    if text is None:
        return pl.Series([None], dtype=pl.String).new_from_index(0, sheet.height)
    said = pl.DataFrame({"text": sheet.cells(text), "stamp": stamp.str.to_date("%Y-%m-%d", strict=False)})
    day, month = pl.col("text").str.extract(IN_TEXT, which), pl.col("text").str.extract(IN_TEXT, which + 1)
    number = month.str.to_lowercase().replace_strict(MONTHS, default=None, return_dtype=pl.Int64).cast(pl.String)
    year = pl.col("stamp").dt.year()
    near = [
        pl.format("{}-{}-{}", year + shift, number.str.zfill(2), day.str.zfill(2)).str.to_date("%Y-%m-%d", strict=False)
        for shift in (-1, 0, 1)
    ]
    said = said.with_columns(*(one.alias(f"d{n}") for n, one in enumerate(near)))
    far = [(pl.col(f"d{n}") - pl.col("stamp")).dt.total_days().abs().fill_null(9_999) for n in range(3)]
    best = pl.when((far[1] <= far[0]) & (far[1] <= far[2])).then("d1").when(far[0] <= far[2]).then("d0").otherwise("d2")
    return said.select(best.dt.to_string("%Y-%m-%d")).to_series()
