"""HDX HAPI's idps: admin levels 0, 1 and 2 and every round in one table, from IOM DTM; never summed across."""

import polars as pl

from curation.layouts.operations import operations_apart
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "hapi_idps", "HDX HAPI internally displaced persons (from IOM DTM)", "iom"


def fits(sheet: Sheet) -> Fit | None:
    """HAPI's names: a location code, an admin level, a population, a reporting round, a reference period."""
    if sheet.has("location code", "admin level", "population", "reporting round", "reference period start"):
        return Fit(97, "it has HAPI's location code, admin level, reporting round and reference period")
    return None


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Stocks by place and day of each round and operation; what HAPI warns of stands in the note."""
    places = [PlaceColumns(0, sheet.column("location code"), sheet.column("location name"))]
    for level in (1, 2):
        name = sheet.add(f"admin{level}", _name(sheet, level))
        places.append(PlaceColumns(level, sheet.column(f"admin{level} code"), name))
    skip = []
    error = sheet.column("error")
    if error is not None:
        skip.append(("HAPI marks the row as an error", error, r"\S"))
    notes = [sheet.column(name) for name in ("operation", "assessment type", "reporting round", "warning")]
    day = sheet.column("reference period end")
    return Plan(
        [Count(sheet.column("population"), "idps")],
        places,
        words=operations_apart(sheet, sheet.column("location code"), sheet.column("operation"), day),
        when=day,
        level_column=sheet.column("admin level"),
        series=[n for n in (sheet.column("operation"), sheet.column("assessment type")) if n is not None],
        notes=[n for n in notes if n is not None],
        apart=True,
        skip=skip,
        url_of_dataset=sheet.column("dataset hdx id"),
        told=[
            "three admin levels and many rounds stand in one table; nothing is added across them",
            "operations that count in one country at the same time are kept apart",
        ],
    )


def _name(sheet: Sheet, level: int) -> pl.Series:
    """The name of a place, or as the provider calls it where HAPI has none."""
    own, provided = sheet.column(f"admin{level} name"), sheet.column(f"provider admin{level} name")
    cells = sheet.cells(own if own is not None else provided)
    if own is None or provided is None:
        return cells
    return cells.zip_with(cells != "", sheet.cells(provided))
