"""P-codes whose zeros were lost or added (SY2, SY002 or 2 for SY02): the known places that they may be."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from curation.recognising.country_names import alpha2

# A code of digits, with or without the country's letters before them.
DIGITS = re.compile(r"([A-Z]{2})?([0-9]{1,10})")
PCODE = re.compile(r"[A-Z]{2}[0-9]{2,10}")

# Places by admin level, the letters or code before their digits, and the number that the digits are.
Numbered = Mapping[tuple[int, str, int], list[str]]


def numbered(locations: Iterable[Mapping[str, str]]) -> Numbered:
    """Return places with a P-code by what is left of the code when zeros do not count: whole, and within the parent."""
    found: dict[tuple[int, str, int], list[str]] = defaultdict(list)
    for row in locations:
        place, parent = row["location_id"], row.get("parent_id") or ""
        level = str(row.get("admin_level") or "").removesuffix(".0")
        if not level.isdigit() or not PCODE.fullmatch(place):
            continue
        found[int(level), place[:2], int(place[2:])].append(place)
        if PCODE.fullmatch(parent) and place.startswith(parent) and place != parent:
            found[int(level), parent, int(place[len(parent) :])].append(place)
    return dict(found)


def meant(code: str, country: str, level: int, parent: str, known: Numbered) -> list[str]:
    """Return the known P-codes of a country that a code may be when zeros before its digits do not count.

    A spreadsheet takes the zeros of `02` and `0201` away; some lists number districts within their province, so
    that `1` beside SY02 is SY0201. Several are a question, none is no P-code we know.
    """
    found, letters = DIGITS.fullmatch(code), alpha2(country)
    if not found or not letters or found[1] not in (None, letters):
        return []
    number = int(found[2])
    whole = known.get((level, letters, number), [])
    within = known.get((level, parent, number), []) if not found[1] and parent else []
    return sorted({*whole, *within} - {code})
