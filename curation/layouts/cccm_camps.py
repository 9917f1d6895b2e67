"""Lists of camps and sites: a row per camp with its people, its planned capacity and its own day."""

from curation.recognising.plan import Count, Fit, PlaceColumns, Plan, Words
from curation.recognising.sheet import Sheet
from curation.recognising.spelling import plain

ID, TITLE, SOURCE = "cccm_camps", "camp list", "cccm"

PEOPLE = r"^(individuals?|persons?|population|number of individuals|total individuals|current population)$"
CAPACITY = r"^(plan ?capacity|plancapacity|planned capacity|capacity)"
CAMP = r"camp|site name|^location$"
KIND = r"^(location t|camp type|site type|type)$"


def fits(sheet: Sheet) -> Fit | None:
    """A camp, its people and its planned capacity."""
    if sheet.first(CAMP) is None or sheet.first(PEOPLE) is None or sheet.first(CAPACITY) is None:
        return None
    return Fit(85, "it has camps, the people in each and the planned capacity")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """People in camps by governorate and kind of camp; capacity is an indicator of its own."""
    kind = sheet.first(KIND)
    words = [Words(kind, _kinds(sheet, kind), dimension="site", else_category=True)] if kind is not None else []
    places = [
        PlaceColumns(level, None, n)
        for level, n in ((1, sheet.first(r"^(governorate|province|state|region|admin1.*)$")),)
        if n is not None
    ]
    country = sheet.column("country")
    if country is not None:
        places.insert(0, PlaceColumns(0, sheet.column("iso3"), country))
    return Plan(
        [Count(sheet.first(PEOPLE), "idps"), Count(sheet.first(CAPACITY), "site_capacity", group="ALL", fixed=True)],
        places,
        when=sheet.column("date", "report date", "data date", "as of"),
        words=words,
        sums=True,
        snapshot=True,
        level=1,
        told=["camps of one governorate and kind are added; each camp has a day of its own, and the last one stands"],
    )


def _kinds(sheet: Sheet, column: int) -> dict[str, dict]:
    """Camps of refugees hold refugees; all others are taken as the list's own subject, displaced people."""
    return {
        plain(cell): {"indicator": "refugees", "category": cell}
        for cell in sheet.distinct(column)
        if "refugee" in plain(cell)
    }
