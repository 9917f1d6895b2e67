"""Common operational datasets on population: P-codes at one or more admin levels, and people living there."""

from curation.recognising.plan import Count, Fit, PlaceColumns, Plan
from curation.recognising.sex_age import sex_and_age
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "cod_population", "population by P-code (COD-PS)", "hdx"

PEOPLE = r"^(population|t tl|total population|pop total|population total)$"


def fits(sheet: Sheet) -> Fit | None:
    """P-codes by admin level, and a population; no counts of displaced people."""
    if (
        sheet.first(r"^adm[01] ?pcode$") is None
        or sheet.first(PEOPLE) is None
        or sheet.first("idp|displaced|refugee") is not None
    ):
        return None
    return Fit(90, "it has P-codes by admin level and people living there")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Residents and displaced people together, by admin level; levels are never added."""
    whole = sheet.first(PEOPLE)
    counts = [Count(whole, "population")]
    for column, name in enumerate(sheet.header):
        cut = sex_and_age(name)
        if cut and column != whole:
            counts.append(Count(column, "population", sex=cut[0], age=cut[1], part=True))
    country = PlaceColumns(
        0, sheet.column("alpha 3", "iso3", "adm0 pcode"), sheet.column("adm0 ref", "adm0 en", "adm0 name")
    )
    places = [country]
    for level in (1, 2, 3):
        code, name = sheet.first(f"^adm{level} ?pcode$"), sheet.first(f"^adm{level} ?(ref|en|fr|es|name)$")
        if code is not None or name is not None:
            places.append(PlaceColumns(level, code, name))
    year = sheet.column("year", "reference year", "reference date", "date")
    levels = sheet.column("adm level", "admin level")
    return Plan(counts, places, when=year, level_column=levels)
