"""UNHCR's yearly totals: a row per origin, asylum and year, a column per group of people (all generations)."""

from curation.layouts.words import population_type
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "unhcr_population", "UNHCR Refugee Data Finder yearly totals", "unhcr"

ORIGIN_CODE = r"^(iso3coo|iso3 coo|coo iso|country of origin iso|country of origin code|origin iso3?)$"
ORIGIN_NAME = r"^(country of origin( name)?|coo name|coo|origin|country or territory of origin|origin returned from)$"
ASYLUM_CODE = r"^(iso3coa|iso3 coa|coa iso|country of asylum iso|country of asylum code|asylum iso3?)$"
ASYLUM_NAME = (
    r"^(country of asylum( name)?|coa name|coa|asylum|country or territory of asylum or residence"
    r"|country territory of (asylum )?residence|country territory of asylum residence|country of residence)$"
)

# Columns that are neither the groups of `words` nor sums of them; what each counts besides.
MORE = {
    "applications": ("asylum_applications", {}),
    "applied": ("asylum_applications", {}),
    "asylum applications": ("asylum_applications", {}),
    "dec total": ("asylum_decisions", {}),
    "total decisions": ("asylum_decisions", {}),
    "recognized": ("asylum_decisions", {"dimension": "outcome", "category": "recognised", "part": True}),
    "recognized decisions": ("asylum_decisions", {"dimension": "outcome", "category": "recognised", "part": True}),
    "dec recognized": ("asylum_decisions", {"dimension": "outcome", "category": "recognised", "part": True}),
    "complementary protection": (
        "asylum_decisions",
        {"dimension": "outcome", "category": "complementary", "part": True},
    ),
    "dec other": ("asylum_decisions", {"dimension": "outcome", "category": "complementary", "part": True}),
    "rejected decisions": ("asylum_decisions", {"dimension": "outcome", "category": "rejected", "part": True}),
    "dec rejected": ("asylum_decisions", {"dimension": "outcome", "category": "rejected", "part": True}),
    "otherwise closed": ("asylum_decisions", {"dimension": "outcome", "category": "closed", "part": True}),
    "dec closed": ("asylum_decisions", {"dimension": "outcome", "category": "closed", "part": True}),
    "total refugees and people in refugee like situations": (
        "refugees",
        {"dimension": "definition", "category": "with-refugee-like-situations"},
    ),
    "refugees assisted by unhcr": ("refugees", {"dimension": "assistance", "category": "by-unhcr", "part": True}),
}


def fits(sheet: Sheet) -> Fit | None:
    """A year, an origin or asylum, and columns named for groups of people."""
    counts = _counts(sheet)
    where = [n for n in (ORIGIN_CODE, ORIGIN_NAME, ASYLUM_CODE, ASYLUM_NAME) if sheet.first(n) is not None]
    if sheet.column("year") is None or not where or not counts:
        return None
    named = ", ".join(sheet.title(count.column) for count in counts[:3])
    return Fit(92, f"it has a year, a country of origin or asylum, and UNHCR's groups as columns ({named} …)")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Stocks at the year's end by asylum and origin; returns, decisions and applications over the year."""
    told = []
    sums = [
        sheet.title(n)
        for n in sheet.matching(r"^(total|total persons of concern|persons of concern|total population)$")
    ]
    if sums:
        told.append(f"the column {sums[0]} is the sum of other columns and was left out")
    return Plan(_counts(sheet), when=sheet.column("year"), told=told, worldwide=True, **countries(sheet))


def countries(sheet: Sheet) -> dict[str, list[PlaceColumns]]:
    """Where asylum (the place) and origin stand in a table of UNHCR."""
    asylum = PlaceColumns(0, sheet.first(ASYLUM_CODE), sheet.first(ASYLUM_NAME))
    origin = PlaceColumns(0, sheet.first(ORIGIN_CODE), sheet.first(ORIGIN_NAME))
    return {
        "places": [_as_code(sheet, asylum)] if asylum.code is not None or asylum.name is not None else [],
        "origins": [_as_code(sheet, origin)] if origin.code is not None or origin.name is not None else [],
    }


def _as_code(sheet: Sheet, place: PlaceColumns) -> PlaceColumns:
    """A column of names that are all three capitals is one of codes."""
    if place.code is None and place.name is not None and sheet.share(place.name, "^[A-Z]{3}$") > 0.9:
        return PlaceColumns(0, place.name, None)
    return place


def _counts(sheet: Sheet) -> list[Count]:
    counts = []
    for column, name in enumerate(sheet.names):
        group = population_type(sheet.header[column])
        if group:
            counts.append(Count(column, group))
        elif name in MORE:
            indicator, cut = MORE[name]
            counts.append(Count(column, indicator, **cut))
    return counts
