"""Columns that cut a count: by sex and age, reason, shelter or origin; only those that add up to it are its parts."""

import re

import polars as pl

from curation.recognising.plan import Count
from curation.recognising.reported import reported
from curation.recognising.sex_age import sex_and_age
from curation.recognising.sheet import Sheet
from curation.recognising.spelling import plain

SHELTER = (
    r"\b(camps?|host famil\w*|hotel|motel|rented|rental|own property|own house|apartment|tents?"
    r"|makeshift|unfinished|abandoned\w*"
    r"|public buildings?|collective\w*|religious building|schools?|shelter( type)?|gathering|informal"
    r"|open air|settlement)\b"
)
REASON = r"^(reason|cause)\b|\+cause\+"

# Parts are those of a total when they add up to it within this share; assessments leave some cells blank.
NEARLY = 0.02


def cuts_of(sheet: Sheet, counts: list[Count]) -> tuple[list[Count], list[str]]:
    """Return the cuts of the first count of displaced people, and what was left out because it does not add up."""
    whole = next((count for count in counts if count.indicator == "idps"), None)
    if whole is None:
        return [], []
    used = {whole.column, whole.households}
    total = _sum(sheet, whole.column)
    found, told = [], []
    for what, parts in _families(sheet, used).items():
        added = sum(_sum(sheet, part.column) for part in parts)
        if total and abs(added - total) <= NEARLY * total:
            found += parts
        elif added:
            told.append(
                f"columns by {what} add up to {added:,.0f}, not to the {total:,.0f} people counted; they were left out"
            )
    return found, told


def _families(sheet: Sheet, used: set) -> dict[str, list[Count]]:
    families: dict[str, list[Count]] = {}
    states = _states(sheet)
    for column, name in enumerate(sheet.names):
        if column in used or not _is_count(sheet, column):
            continue
        cut = sex_and_age(sheet.header[column])
        said = f"{name} {sheet.tags[column]}"
        if cut and cut != ("all", "all"):
            kind = "sex and age" if cut[1] != "all" else "sex"
            families.setdefault(kind, []).append(Count(column, "idps", sex=cut[0], age=cut[1], part=True))
        elif re.search(REASON, said) and not re.search(r"\bhh\b|\+hh\b|bool|yes ?no", said):
            reason = _reason(sheet, column)
            families.setdefault("reason", []).append(
                Count(column, "idps", dimension="reason", category=reason, part=True)
            )
        elif re.search(SHELTER, name) and not re.search(r"idp|returnee|total", name):
            shelter = re.sub(r"^[0-9]+ ?", "", sheet.title(column))
            families.setdefault("shelter", []).append(
                Count(column, "idps", dimension="shelter", category=shelter, part=True)
            )
        elif name in states:
            families.setdefault("origin", []).append(Count(column, "idps", origin=sheet.title(column), part=True))
    return {what: parts for what, parts in families.items() if len(parts) > 1}


def _reason(sheet: Sheet, column: int) -> str:
    name = re.sub(r"\b(reason|cause|ind|individuals?|idps?|of|displacement)\b", " ", sheet.names[column])
    return " ".join(name.split()) or sheet.tags[column].rpartition("+")[2]


def _states(sheet: Sheet) -> set[str]:
    """Names of the places rows are in: a column named for one of them is an origin."""
    for column in sheet.matching(r"^(state( name)?|governorate|province|region|oblast|admin1.*)$"):
        return {plain(cell) for cell in sheet.distinct(column)}
    return set()


def _is_count(sheet: Sheet, column: int) -> bool:
    cells = sheet.cells(column)
    return sheet.share(column, r"^[0-9][0-9 ,.]*$") > 0.9 and bool(cells.str.contains("[1-9]").any())


def _sum(sheet: Sheet, column: int) -> float:
    return float(reported(sheet.cells(column)).values.cast(pl.Float64).sum() or 0)
