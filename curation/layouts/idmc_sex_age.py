"""IDMC's estimates by sex and age: overlapping age bands, and a row for both sexes beside each sex."""

from curation.layouts.words import sex_words
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan, Words
from curation.recognising.sex_age import age_in, band_from_date
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "idmc_sex_age", "IDMC estimates by sex and age", "idmc"


def fits(sheet: Sheet) -> Fit | None:
    """A country code, a year, a cause, a sex, and columns that are age bands."""
    bands = _bands(sheet)
    if sheet.has("iso3", "year", "sex") and sheet.column("cause", "figure cause") is not None and len(bands) >= 3:
        return Fit(88, f"it has sex, cause and {len(bands)} age bands for each country and year")
    return None


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Each age band as published; bands overlap, so none is added to another, and “Both sexes” is the whole."""
    counts = [Count(column, "idps", age=band, part=True) for column, band in _bands(sheet)]
    cause = Words(sheet.column("cause", "figure cause"), dimension="cause", else_category=True)
    return Plan(
        counts,
        [PlaceColumns(0, sheet.column("iso3"), sheet.column("country", "name"))],
        when=sheet.column("year"),
        words=[sex_words(sheet, sheet.column("sex")), cause],
        told=["age bands overlap and are kept as published; none is added to another"],
        caveat="Estimated by IDMC; age bands overlap.",
    )


def _bands(sheet: Sheet) -> list[tuple[int, str]]:
    """Columns whose name is an age band, also one that a spreadsheet made a date of."""
    named = [(n, band_from_date(name) or age_in(name)) for n, name in enumerate(sheet.header)]
    return [(n, band) for n, band in named if band and band != "unknown"]
