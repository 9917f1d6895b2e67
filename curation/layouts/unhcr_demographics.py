"""UNHCR's demographics: a column per sex and age band, a total of each sex and of all, a row per population type."""

from curation.layouts.unhcr_popstats import TYPES
from curation.layouts.unhcr_population import countries
from curation.layouts.words import population_words
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan
from curation.recognising.sex_age import overlap, sex_and_age
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "unhcr_demographics", "UNHCR demographics by sex and age", "unhcr"

ALL = ("total", "overall total", "grand total", "population total")


def fits(sheet: Sheet) -> Fit | None:
    """A year, a country, and columns that are bands of age by sex."""
    cuts = _cuts(sheet)
    bands = {(sex, age) for _, sex, age in cuts if sex in "fm" and age not in ("all", "unknown")}
    if sheet.column("year") is None or not any(countries(sheet).values()) or len(bands) < 4:
        return None
    return Fit(95, f"it has a year, countries, and {len(bands)} columns of age bands by sex")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Each band as published, as parts of the row's total; bands of 0 only may be a total not broken down."""
    types = sheet.column(*TYPES)
    whole = sheet.column(*ALL)
    indicator = "" if types is not None else "people_of_concern"
    counts = [Count(whole, indicator)] if whole is not None else []
    cuts = [(n, sex, age) for n, sex, age in _cuts(sheet) if n != whole]
    counts += [Count(n, indicator, sex=sex, age=age, part=whole is not None) for n, sex, age in cuts]
    where = countries(sheet)
    told = [
        "columns by sex and age are parts of the total; a row whose parts are all 0 beside a total was not broken down"
    ]
    if overlap([age for _, sex, age in cuts if sex == "f"]):
        told.append("age bands overlap and are kept as published; none is added to another")
    places = where["places"] + [
        PlaceColumns(3, None, n) for n in [sheet.column("location", "location name")] if n is not None
    ]
    words = [population_words(sheet, types)] if types is not None else []
    return Plan(
        counts,
        places,
        where["origins"],
        when=sheet.column("year"),
        words=words,
        worldwide=True,
        sums=True,
        level=0,
        told=told,
        unbroken=True,
    )


def _cuts(sheet: Sheet) -> list[tuple[int, str, str]]:
    found = [(n, sex_and_age(name)) for n, name in enumerate(sheet.header)]
    return [(n, *cut) for n, cut in found if cut]
