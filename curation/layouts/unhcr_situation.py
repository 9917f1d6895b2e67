"""UNHCR's situation pages: refugees by day, arrived and since the start, or one row per country with its own day."""

from curation.recognising.country_guess import country_in_words
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "unhcr_situation", "UNHCR situation figures", "unhcr"

DAY = ("data date", "date", "day", "month", "reporting date")
ARRIVED = r"^(daily|new|monthly|weekly) (refugees|arrivals|individuals|crossings)$"
SINCE = r"^(cumulative|total) (refugees|arrivals|individuals|crossings)$"
PROTECTED = r"temporary protection|protection schemes"
CROSSED_FROM = r"^border crossings from|^crossings from"
CROSSED_TO = r"^border crossings to|^crossings to"
RECORDED = (
    r"^(individual )?refugees (from|recorded)|^individual refugees|^refugees from \w+ (recorded|registered|present)"
)


def fits(sheet: Sheet) -> Fit | None:
    """A day, and refugees arrived, since the start, recorded or crossing a border."""
    counts = _counts(sheet)
    if sheet.column(*DAY) is None or not counts or (sheet.first("year") is not None and len(counts) < 2):
        return None
    named = ", ".join(f"“{sheet.title(count.column)}”" for count in counts[:2])
    return Fit(90, f"it has a day and UNHCR's counts {named}")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Arrivals are a flow, counts since the start are cumulative; crossings of a border are movements, not people."""
    day = sheet.column(*DAY)
    place = PlaceColumns(
        0, sheet.column("iso code", "iso3", "iso", "country code"), sheet.column("country", "country name")
    )
    held = [place] if place.code is not None or place.name is not None else []
    counts = _counts(sheet)
    told = []
    if any(count.indicator == "crossed_since" for count in counts):
        told.append("border crossings are movements since the start of the situation, not people present")
    series = not held
    return Plan(
        counts,
        held,
        when=day,
        origin=country_in_words([name for name in sheet.header if "from" in name.casefold().split()]),
        start_of_series=series,
        told=told,
        snapshot=bool(held),
        keep_days=True,
    )


def _counts(sheet: Sheet) -> list[Count]:
    counts, taken = [], set()
    kinds = (
        (PROTECTED, "refugees", {"dimension": "definition", "category": "temporary-protection", "part": True}),
        (CROSSED_FROM, "crossed_since", {"dimension": "direction", "category": "out"}),
        (CROSSED_TO, "crossed_since", {"dimension": "direction", "category": "back"}),
        (ARRIVED, "refugee_arrivals", {}),
        (SINCE, "refugees_since", {}),
        (RECORDED, "refugees", {}),
    )
    for pattern, indicator, cut in kinds:
        for column in sheet.matching(pattern):
            if column not in taken:
                taken.add(column)
                counts.append(Count(column, indicator, **cut))
    return counts
