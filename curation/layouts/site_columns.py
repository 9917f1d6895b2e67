"""Columns of site lists, whatever language and round: places with codes, people, households, days, rounds."""

import re

from curation.recognising.plan import PlaceColumns
from curation.recognising.sex_age import sex_and_age
from curation.recognising.sheet import Sheet

# What a place of each level is called in partners' lists, as plain words, coarsest first.
LEVEL_WORDS = {
    0: "country|pays|pais|admin0|adm0|админ0|країна|الدولة|البلد",
    1: (
        "state|governorate|province|region|oblast|admin1|adm1|departamento|departement|estado"
        "|gouvernorat|wilaya|division|muhafaza|المحافظه|محافظه|область|macro region|department|provincia"
    ),
    2: (
        "district|county|lga|locality|raion|admin2|adm2|municipio|cercle|territoire|prefecture|township"
        "|zone|муніципалітет|район|القضاء|القضا|قضاء|upazila|woreda|commune"
    ),
    3: (
        "payam|ward|sub district|subdistrict|admin3|adm3|municipality|village|location|site name|الناحيه"
        "|ناحيه|громада|community"
    ),
}
CODE = r"\b(code|pcode|p code|pcod|iso3?|id|cods)\b|pcode|code$|الرمز|код"
# Where people came from, and where they will go, is not where they are; nor is what a person verified or noted.
ELSEWHERE = (
    r"orig|previous|departure|from|intent|return to|destination|^int|verified|type|status|class"
    r"|number|name[0-9]|[a-z]1$|[a-z]2$|[a-z]3$"
    r"|accessib|visited|alternate|source|covered|of idp|arabic|ssid|present"
)

WHO = {
    "idps": r"\bidps?\b|displaced|displacement since|deplace|desplazad|pdi\b|نازح|впо|переміщен",
    "returnees": r"returnee|returned|retourne|retornad|عائد|повернен",
}
UNITS = {
    "households": r"\b(hhs?|households?|famil(y|ies)|menages?|familles?|hogares|familias)\b|اسر|عائل|домогосподарств",
    "people": (
        r"\b(ind|inds|individuals?|persons?|people|personnes?|individus|personas|individuos|pop)\b|فرد"
        r"|افراد|осіб"
    ),
}
# A column named only for its unit counts displaced people in a list of displaced people.
BARE = {
    "households": (
        r"^(hh|hhs|households|no of hh|total hh|total households|number of households|families|menages"
        r"|hogares)$"
    ),
    "people": (
        r"^(ind|inds|individuals|no of ind|total ind|total individuals|number of individuals|persons"
        r"|individus|personas)$"
    ),
}
# Columns that count a part, another round, or something else.
PART = (
    r"previously|abroad|from |first time|1st time|other location|relocated|not yet|reason|cause"
    r"|round [0-9]+ |male|female|[0-9]{4}"
    r"|camp|host|school|orig|shelter|arriv|yes no|present|age|women|children|before|after|since [0-9]|not displaced"
)
TOTAL = r"\btotal\b|estimated number of|^number of|^idps?$|^returnees?$"
DAYS = (
    r"^doa$|date of (assessment|survey|interview|data collection)|assessment date|survey date"
    r"|reporting date|^date occurred$"
    r"|^snapshot date$|^date$|^month end$|^as of( date)?$|^report date$|^fecha|^date de|تاريخ|^дата"
)
DAY_TAG = r"#date\+(assessment|occurred|survey|interview|reported|collected)"


def places_of(sheet: Sheet) -> list[PlaceColumns]:
    """Where each row is, coarsest first: by tags where they are right, else by names of columns."""
    found = []
    for level, words in LEVEL_WORDS.items():
        pair = _tagged(sheet, level) or _named(sheet, level, words)
        if pair != (None, None):
            found.append(PlaceColumns(level, *pair))
    return found


def usual_level(sheet: Sheet, places: list[PlaceColumns]) -> int:
    """The admin level sites are added to unless a person says another: the coarsest with more than one place."""
    below = [place for place in places if place.level]
    several = [p.level for p in below if len(sheet.distinct(p.name if p.name is not None else p.code)) > 1]
    return (several or [place.level for place in below] or [0])[0]


def _tagged(sheet: Sheet, level: int) -> tuple[int | None, int | None] | None:
    """Code and name columns by their tags; swapped tags are told apart by what stands in the cells."""
    start = "#country" if level == 0 else f"#adm{level}"
    columns = [n for n, tag in enumerate(sheet.tags) if re.match(rf"{start}(\+|$)", tag) and "origin" not in tag]
    if not columns:
        return None
    codes = [n for n in columns if looks_like_codes(sheet, n)]
    names = [n for n in columns if n not in codes]
    better = [n for n in _candidates(sheet, LEVEL_WORDS[level]) if _is_pcodes(sheet, n)]
    code = next((n for n in codes if _is_pcodes(sheet, n) or level == 0), None)
    return code if code is not None else (better[0] if better else None), (names or [None])[0]


def _named(sheet: Sheet, level: int, words: str) -> tuple[int | None, int | None]:
    columns = _candidates(sheet, words)
    codes = [n for n in columns if _is_pcodes(sheet, n) or (level == 0 and looks_like_codes(sheet, n))]
    names = [
        n
        for n in columns
        if n not in codes and sheet.share(n, r"^[0-9.]+$") < 0.5 and not re.search(CODE, sheet.names[n])
    ]
    return (codes or [None])[0], (names or [None])[0]


def _candidates(sheet: Sheet, words: str) -> list[int]:
    form = rf"(\b({words}))"
    return [n for n in sheet.matching(form) if not re.search(ELSEWHERE, sheet.names[n])]


def looks_like_codes(sheet: Sheet, column: int) -> bool:
    """True for a column whose cells are codes: capitals and digits in one word."""
    return sheet.share(column, r"^[A-Z]{2,4}[-_ ]?[0-9]+$|^[A-Z]{3}$") > 0.8


def _is_pcodes(sheet: Sheet, column: int) -> bool:
    return sheet.share(column, r"^\s*[A-Z]{2,3} ?[0-9]{2,12}\s*$") > 0.8 and sheet.share(column, r"^DTM") < 0.1


def best_count(sheet: Sheet, indicator: str, unit: str) -> int | None:
    """The column that counts all of a group in a unit; None when there is none, or only parts of it."""
    tag = {"idps": "#affected+idps", "returnees": "#affected+returnees"}[indicator]
    exact = ("+hh", "+households") if unit == "households" else ("+ind", "", "+all")
    for end in exact:
        if f"{tag}{end}" in sheet.tags:
            return sheet.tags.index(f"{tag}{end}")
    found = []
    for column, name in enumerate(sheet.names):
        who = bool(re.search(WHO[indicator], name))
        bare = indicator == "idps" and bool(re.search(BARE[unit], name))
        other = UNITS["people" if unit == "households" else "households"]
        fits_unit = bool(re.search(UNITS[unit], name)) or (unit == "people" and who and not re.search(other, name))
        if (bare or (who and fits_unit)) and _counts(sheet, column) and not re.search(other, name):
            part = bool(re.search(PART, name)) or bool(sex_and_age(sheet.header[column]) and "total" not in name)
            found.append((part, not re.search(TOTAL, name), len(name), column))
    best = min(found, default=None)
    return None if best is None or best[0] else best[3]


def _counts(sheet: Sheet, column: int) -> bool:
    return sheet.share(column, r"^[0-9][0-9 ,.]*$") > 0.5


def day_column(sheet: Sheet) -> int | None:
    """The column with the day of assessment; a day of collection before one of reporting."""
    tagged = [n for n, tag in enumerate(sheet.tags) if re.match(DAY_TAG, tag)]
    tagged.sort(key=lambda n: "reported" in sheet.tags[n])
    named = sheet.matching(DAYS)
    return next((n for n in [*tagged, *named] if sheet.distinct(n)), None)


def round_of(sheet: Sheet) -> tuple[str, list[int]]:
    """The round as a number, and the column of rounds where a file holds several."""
    for column in sheet.matching(r"^(round|round ?no|round number|dtm round|source round)$"):
        rounds = {found[0] for cell in sheet.distinct(column) if (found := re.findall("[0-9]+", cell))}
        if len(rounds) == 1:
            return rounds.pop(), []
        if len(rounds) > 1 and "source" not in sheet.names[column]:
            return "", [column]
    for text in [sheet.name, *sheet.beside]:
        found = re.search(r"\bround\s*[#:]?\s*([0-9]{1,3})\b|\br([0-9]{1,3})\b", text, re.IGNORECASE)
        if found:
            return found[1] or found[2], []
    return "", []
