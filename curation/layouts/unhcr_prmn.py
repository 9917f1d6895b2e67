"""Protection and Return Monitoring Network: a row per group of people that moved, with where from, where to and why."""

import polars as pl

from curation.recognising.periods import read_periods
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan, Words
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "unhcr_prmn", "UNHCR Protection and Return Monitoring Network arrivals", "unhcr"

PEOPLE = r"^(number of individuals|individuals|no of individuals|persons)$"


def fits(sheet: Sheet) -> Fit | None:
    """A month, regions of arrival and of departure, a reason, and a number of individuals."""
    parts = [
        sheet.first(p)
        for p in (r"^(month end|month|date|month of arrival)$", r"arrival.* region|current.* region", PEOPLE)
    ]
    if None in parts or sheet.first(r"departure.* region|previous.* region") is None:
        return None
    return Fit(93, "it has a month, regions of arrival and of departure, and a number of individuals for each group")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """People newly displaced in each month, by place of arrival, origin and reason; groups of one month are added."""
    ends = sheet.first(r"^(month end|month|date|month of arrival)$")
    reason = sheet.first(r"^(reason|main reason|reason for displacement)$")
    words = [Words(reason, dimension="reason", else_category=True)] if reason is not None else []
    level = int(answers.get("level", "1"))
    return Plan(
        [Count(sheet.first(PEOPLE), "newly_displaced")],
        _places(sheet, "arrival|current"),
        _places(sheet, "departure|previous")[: max(1, level)],
        when=ends,
        starts=sheet.add("month begins", _month_begins(sheet, ends)),
        words=words,
        sums=True,
        level=level,
        told=["each row is a group that moved in the month; groups of one month, place, origin and reason are added"],
        caveat="Movements of people recorded by monitors; one person who moved twice is counted twice.",
    )


def _places(sheet: Sheet, words: str) -> list[PlaceColumns]:
    region, district = sheet.first(f"({words}).* region"), sheet.first(f"({words}).* district")
    found = [PlaceColumns(1, None, region)]
    return found + ([PlaceColumns(2, None, district)] if district is not None else [])


def _month_begins(sheet: Sheet, ends: int) -> pl.Series:
    """The first day of the month that a cell's day or month lies in."""
    days = read_periods(sheet.cells(ends)).days.with_columns(begins=pl.col("end").str.slice(0, 8) + "01")
    cells = pl.DataFrame({"cell": sheet.cells(ends)})
    return cells.join(days, on="cell", how="left", maintain_order="left")["begins"].fill_null("")
