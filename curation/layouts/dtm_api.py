"""IOM DTM's API table: admin 0, 1 and 2 mixed, and a round split over reasons and origins."""

import polars as pl

from curation.layouts.operations import operations_apart
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan, Words
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "dtm_api", "IOM DTM table from the API", "iom"

PEOPLE = ("num present idp ind", "numpresentidpind", "total idps", "idps", "num idps")
SEXES = {"f": ("number females", "num females", "numberfemales"), "m": ("number males", "num males", "numbermales")}


def fits(sheet: Sheet) -> Fit | None:
    """DTM's names: places by admin level, IDPs present, a reporting date, a round."""
    if sheet.column(*PEOPLE) is None or sheet.column("reporting date") is None:
        return None
    if sheet.column("admin0 name", "admin0 pcode") is None or sheet.column("round number") is None:
        return None
    return Fit(97, "it has DTM's places by admin level, IDPs present, reporting date and round number")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Stocks by place and round; rows of one place and round split by reason or origin are added, levels never."""
    places = [
        PlaceColumns(level, sheet.column(f"admin{level} pcode"), sheet.column(f"admin{level} name"))
        for level in (0, 1, 2)
    ]
    places = [place for place in places if place.code is not None or place.name is not None]
    people = sheet.column(*PEOPLE)
    counts = [Count(people, "idps")]
    for sex, names in SEXES.items():
        column = sheet.column(*names)
        if column is not None and sheet.share(column, "^[1-9]") > 0:
            counts.append(Count(column, "idps", sex=sex, part=True))
    reason = sheet.column("displacement reason")
    words = []
    if reason is not None and len(sheet.distinct(reason)) > 1:
        words.append(Words(reason, dimension="reason", else_category=True))
    land = sheet.column("admin0 pcode", "admin0 name")
    words += (
        operations_apart(sheet, land, sheet.column("operation"), sheet.column("reporting date")) if not words else []
    )
    series = [sheet.column(name) for name in ("operation", "assessment type", "round number")]
    return Plan(
        counts,
        places,
        when=sheet.column("reporting date"),
        level_column=_levels(sheet, places),
        words=words,
        series=[n for n in series if n is not None],
        notes=[n for n in series if n is not None],
        sums=True,
        apart=True,
        told=[
            "admin levels and rounds stand in one table; rows of one place and round are added, levels and rounds never"
        ],
    )


def _levels(sheet: Sheet, places: list[PlaceColumns]) -> int:
    """The column with the admin level; where there is none, one made of which places are filled."""
    stated = sheet.column("admin level")
    if stated is not None:
        return stated
    level = pl.lit("0")
    for place in places:
        cells = pl.col(f"c{place.code if place.code is not None else place.name}").str.strip_chars()
        level = pl.when(cells != "").then(pl.lit(str(place.level))).otherwise(level)
    return sheet.add("admin level", sheet.rows.select(level=level)["level"])
