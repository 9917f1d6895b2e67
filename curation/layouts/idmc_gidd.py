"""IDMC's Global Internal Displacement Database: a row per country and year, stocks and displacements by cause."""

from curation.recognising.plan import Count, Fit, PlaceColumns, Plan
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "idmc_gidd", "IDMC GIDD country-year table", "idmc"

STOCK = r"stock|total displacement|total number of idps|\bidps?\b"
FLOW = r"new displacement|internal displacements?|newdisp"


def fits(sheet: Sheet) -> Fit | None:
    """A country code, a year, and stocks or displacements by cause; no single events."""
    if sheet.column("iso3") is None or sheet.column("year") is None or sheet.first(r"hazard|event|\bsex\b") is not None:
        return None
    kinds = {(cause, stock) for cause, stock, _ in _columns(sheet)}
    if not kinds or (not any(cause for cause, _ in kinds) and sheet.first("total displacement") is None):
        return None
    said = sorted(
        {f"{'stocks' if stock else 'displacements'} by {cause or 'cause not stated'}" for cause, stock in kinds}
    )
    return Fit(95, f"it has a country code, a year, and IDMC's columns of {' and '.join(said)}")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Stocks at the year's end and displacements in the year; raw and rounded columns of one measure are one figure."""
    counts = []
    for (cause, stock), columns in _pairs(sheet).items():
        raw, rounded = columns
        kind = "idps" if stock else "internal_displacements"
        cut = {"dimension": "cause", "category": cause} if cause else {}
        counts.append(Count(raw, kind, rounded=rounded, **cut))
    name = sheet.column("name", "country name", "country")
    told = []
    if any(count.rounded is not None for count in counts):
        told.append(
            "raw and rounded columns of one measure are one figure: the raw number is kept, the rounded one in the note"
        )
    return Plan(counts, [PlaceColumns(0, sheet.column("iso3"), name)], when=sheet.column("year"), told=told)


def _columns(sheet: Sheet) -> list[tuple[str, bool, int]]:
    """Cause, whether a stock, and position of every column that counts."""
    found = []
    for stock, pattern in ((True, STOCK), (False, FLOW)):
        for column in sheet.matching(pattern):
            said = f"{sheet.names[column]} {sheet.tags[column]}"
            causes = [cause for cause in ("conflict", "disaster") if cause in said]
            if stock and any(column == one for _, _, one in found):
                continue
            if len(causes) < 2 and not (stock and "new" in sheet.names[column]):
                found.append((causes[0] if causes else "", stock, column))
    return found


def _pairs(sheet: Sheet) -> dict[tuple[str, bool], tuple[int, int | None]]:
    """For each cause and kind the column with the raw number, and that with the rounded one."""
    measures: dict[tuple[str, bool], list[int]] = {}
    for cause, stock, column in _columns(sheet):
        measures.setdefault((cause, stock), []).append(column)
    causes = {cause for cause, _ in measures if cause}
    pairs = {}
    for (cause, stock), columns in measures.items():
        # A rounded column beside a tagged one has no tag, and so no cause of its own.
        if not cause and causes:
            continue
        alone = measures.get(("", stock), []) if cause and len(causes) == 1 else []
        raw = [one for one in columns if "rounded" not in sheet.names[one]]
        exact = [one for one in raw if "raw" in sheet.names[one].split()]
        chosen = (exact or raw or columns)[0]
        others = [one for one in [*columns, *alone] if one != chosen]
        pairs[cause, stock] = (chosen, others[0] if others else None)
    return pairs
