"""UNHCR's population statistics with a column of population types: a value column, or a column per year."""

from curation.layouts.unhcr_population import countries
from curation.layouts.words import population_type, population_words
from curation.recognising.periods import period
from curation.recognising.plan import Count, Fit, Plan
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "unhcr_popstats", "UNHCR population statistics", "unhcr"

TYPES = ("population type", "population type name", "populationtype", "pt")
VALUES = ("value", "total", "count", "persons")


def fits(sheet: Sheet) -> Fit | None:
    """A country, a column of UNHCR's population types, and one value a row or one a year."""
    column = sheet.column(*TYPES)
    if column is None or not any(countries(sheet).values()) or sheet.first("(female|male|^f|^m) ?[0-9]") is not None:
        return None
    known = [word for word in sheet.distinct(column)[:50] if population_type(word)]
    years = _years(sheet)
    if not known or (not years and (sheet.column("year") is None or sheet.column(*VALUES) is None)):
        return None
    how = f"a column for each of {len(years)} years" if years else "a value for each year"
    return Fit(94, f"it has countries of residence and origin, UNHCR's population types, and {how}")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Stocks at the end of each year; returned people over the year."""
    words = [population_words(sheet, sheet.column(*TYPES))]
    years = _years(sheet)
    if years:
        counts = [Count(n, start=start, end=end, precision=precision) for n, (start, end, precision) in years]
        return Plan(counts, words=words, worldwide=True, **countries(sheet))
    return Plan(
        [Count(sheet.column(*VALUES))], when=sheet.column("year"), words=words, worldwide=True, **countries(sheet)
    )


def _years(sheet: Sheet) -> list[tuple[int, tuple[str, str, str]]]:
    return [(n, said) for n, name in enumerate(sheet.header) if (said := period(name)) and said[2] == "year"]
