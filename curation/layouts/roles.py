"""What each column of a table is: the role proposed from its name, tag and cells, and the plan that roles make.

Roles are words a person may choose: `date`, `start`, `year`, `country`, `admin1`, `admin2`, `admin3`, `place`,
`origin`, `sex`, `age`, `group`, `category`, `qualifier`, `round`, `note`, `ignore`. For numbers: an indicator (`idps`),
`households idps` where families are counted, `people` where it is not known who; `value` beside `group`.
"""

import re
from dataclasses import replace

from curation.layouts.counted_words import counts_households, indicator_in
from curation.layouts.words import sex_words
from curation.recognising import field_indicators
from curation.recognising.headed import head_of, headed_months, headed_periods, headed_rounds, said_day
from curation.recognising.old_tags import todays
from curation.recognising.plan import Count, PlaceColumns, Plan, Words
from curation.recognising.sex_age import age_in, band_from_date, overlap, sex_and_age
from curation.recognising.sheet import Sheet
from curation.recognising.spelling import plain

# Roles of a place by its level.
LEVELS = {"country": 0, "admin1": 1, "admin2": 2, "admin3": 3, "place": 4}
OTHER = (
    "date",
    "start",
    "year",
    "origin",
    "sex",
    "age",
    "group",
    "category",
    "qualifier",
    "round",
    "note",
    "ignore",
    "value",
)
HOUSEHOLD_INDICATORS = {"idps": "idp_households", "returnees": "returnee_households"}


def roles() -> tuple[str, ...]:
    """Every role a person may choose for a column."""
    numbers = [one for one in field_indicators.INDICATORS if field_indicators.unit(one) != "households"]
    return (*LEVELS, *OTHER, "people", *numbers, *(f"households {one}" for one in HOUSEHOLD_INDICATORS))


def corrected(sheet: Sheet, proposed: list[str], answers: dict[str, str]) -> list[str]:
    """The roles with those a person chose in their place (`map:<column>`)."""
    known = roles()
    return [
        answers[key] if (key := f"map:{sheet.title(n)}") in answers and answers[key] in known else role
        for n, role in enumerate(proposed)
    ]


def plan_of(sheet: Sheet, given: list[str], answers: dict[str, str], default: str = "") -> Plan:
    """Return the plan that roles make; `default` is the indicator of numbers whose names do not say what they count."""
    default = answers.get("indicator") or default or "other_counts"
    group = _first(given, "group")
    rounds = headed_rounds(sheet.header)
    days = {said: day for said in rounds.values() if (day := said_day(answers.get(f"date:{said}", "")))}
    periods = periods_of(sheet) | {n: days[said] for n, said in rounds.items() if said in days}
    numbers = [(n, role) for n, role in enumerate(given) if _is_number(role)]
    counts = [_count(sheet, n, role, default, by_words=group is not None, periods=periods) for n, role in numbers]
    counts, told = _told_apart(sheet, _marked_parts(_with_households(sheet, counts)))
    plan = Plan(
        counts,
        _places(sheet, given),
        [PlaceColumns(level, *_code_or_name(sheet, n)) for level, n in _origins(sheet, given)],
        when=_first(given, "date", "year"),
        starts=_first(given, "start"),
        words=_words(sheet, given, group, default),
        qualifier=_first(given, "qualifier"),
        series=[n for n, role in enumerate(given) if role == "round"],
        notes=[n for n, role in enumerate(given) if role == "note"],
        mapping={sheet.title(n): role for n, role in enumerate(given)},
        told=told,
    )
    if plan.when is None:
        asked = [rounds[n] for n, _ in numbers if n in rounds and rounds[n] not in days]
        plan.rounds = list(dict.fromkeys(asked))
        plan.counts = counts if said_day(answers.get("date", "")) else [_apart(sheet, count) for count in counts]
    bands = [count.age for count in counts if count.age not in ("all", "unknown")]
    if overlap(bands):
        plan.told.append("age bands overlap and are kept as published; none is added to another")
    return plan


def periods_of(sheet: Sheet) -> dict[int, tuple[str, str, str]]:
    """The columns that a day, month or year heads; a spreadsheet's `9 May` among age bands is the band 5-9."""
    if sum(bool(age_in(name)) and not band_from_date(name) for name in sheet.header) > 1:
        return {n: said for n, said in headed_periods(sheet.header).items() if not band_from_date(sheet.header[n])}
    return headed_periods(sheet.header)


def heads_of(sheet: Sheet) -> set[int]:
    """The columns that a day, month, year or round heads, whether its day is known or not."""
    return {*periods_of(sheet), *headed_rounds(sheet.header), *headed_months(sheet.header)}


def _told_apart(sheet: Sheet, counts: list[Count]) -> tuple[list[Count], list[str]]:
    """Name the columns that seem to count the same thing, so that nothing adds one to the other."""
    keys = [(c.indicator, c.sex, c.age, c.dimension, c.category, c.end, c.month) for c in counts]
    twice = {key for key in keys if keys.count(key) > 1}
    named = [
        replace(c, dimension="column", category=sheet.title(c.column)) if key in twice else c
        for c, key in zip(counts, keys, strict=True)
    ]
    listed = [f"“{sheet.title(c.column)}”" for c, key in zip(counts, keys, strict=True) if key in twice]
    says = f"the columns {', '.join(listed[:6])} seem to count the same people; they are kept apart and never added"
    return named, [says] if listed else []


def _apart(sheet: Sheet, count: Count) -> Count:
    """A month of a year nobody said yet: it is added to no other month."""
    return replace(count, dimension="column", category=sheet.title(count.column)) if count.month else count


def _first(given: list[str], *wanted: str) -> int | None:
    return next((n for role in wanted for n, one in enumerate(given) if one == role), None)


def _is_number(role: str) -> bool:
    return role in ("people", "value") or role in field_indicators.INDICATORS or role.startswith("households ")


def _count(sheet: Sheet, column: int, role: str, default: str, *, by_words: bool, periods: dict) -> Count:
    indicator = role
    if role.startswith("households "):
        indicator = HOUSEHOLD_INDICATORS[role.removeprefix("households ")]
    elif role in ("people", "value"):
        indicator = "" if by_words else default
    if column in periods:
        start, end, precision = periods[column]
        return Count(column, indicator, start=start, end=end, precision=precision)
    header = sheet.header[column]
    month = headed_months(sheet.header).get(column, 0)
    if month:
        return Count(column, indicator, month=month)
    sex, age = tag_cut(sheet.tags[column]) or sex_and_age(header) or ("all", band_from_date(header) or "all")
    return Count(column, indicator, sex=sex, age=age)


def tag_cut(tag: str) -> tuple[str, str] | None:
    """Sex and age that attributes of a hashtag say: `+f`, `+m`, `+age_0_4`, `+children`."""
    attributes = todays(tag).split("+")[1:]
    sex = next((one for one in attributes if one in ("f", "m")), "all")
    named = next((one for one in attributes if one.startswith("age")), "")
    age = age_in(named.removeprefix("age").strip("_")) or next((age_in(one) for one in attributes if age_in(one)), "")
    return (sex, age or "all") if sex != "all" or age else None


def _with_households(sheet: Sheet, counts: list[Count]) -> list[Count]:
    """Put a column of households beside that of people where both count the same, of the same time."""
    times = [(c.end, c.month, head_of(sheet.header[c.column]).round) for c in counts]
    families = HOUSEHOLD_INDICATORS.values()
    held = {(c.indicator, time): c for c, time in zip(counts, times, strict=True) if c.indicator in families}
    paired, gone = [], set()
    for count, time in zip(counts, times, strict=True):
        partner = held.get((HOUSEHOLD_INDICATORS.get(count.indicator, ""), time))
        if partner and (count.sex, count.age) == ("all", "all") and partner.column not in gone:
            gone.add(partner.column)
            paired.append(replace(count, households=partner.column))
        else:
            paired.append(count)
    return [count for count in paired if count.column not in gone]


def _marked_parts(counts: list[Count]) -> list[Count]:
    """Cuts by sex and age are parts where the whole is there too; a column “Total” of others is a whole of its own."""
    wholes = {(c.indicator, c.end) for c in counts if (c.sex, c.age) == ("all", "all")}
    return [
        replace(c, part=True) if (c.sex, c.age) != ("all", "all") and (c.indicator, c.end) in wholes else c
        for c in counts
    ]


def _places(sheet: Sheet, given: list[str]) -> list[PlaceColumns]:
    found: dict[int, list[int | None]] = {}
    for n, role in enumerate(given):
        if role in LEVELS:
            pair = found.setdefault(LEVELS[role], [None, None])
            code, name = _code_or_name(sheet, n)
            pair[0] = pair[0] if pair[0] is not None else code
            pair[1] = pair[1] if pair[1] is not None else name
    # A place without a level is one below the finest level named.
    if 4 in found and len(found) > 1:
        found[max(level for level in found if level != 4) + 1] = found.pop(4)
    elif 4 in found:
        found[1] = found.pop(4)
    return [PlaceColumns(level, *found[level]) for level in sorted(found)]


def _origins(sheet: Sheet, given: list[str]) -> list[tuple[int, int]]:
    columns = [n for n, role in enumerate(given) if role == "origin"]
    found = []
    for n in columns:
        level = re.search("#adm([1-3])|admin ?([1-3])", f"{sheet.tags[n]} {sheet.names[n]}")
        below = level or re.search(r"state|governorate|province|region|oblast", sheet.names[n])
        found.append((int(level[1] or level[2]) if level else 1 if below else 0, n))
    return sorted(found)[:1] if len({level for level, _ in found}) < len(found) else sorted(found)


def _code_or_name(sheet: Sheet, column: int) -> tuple[int | None, int | None]:
    is_code = sheet.share(column, r"^\s*([A-Za-z]{2,4}[-_ ]?[0-9]{1,12}|[A-Z]{3}|[0-9]{1,12})\s*$") > 0.8
    return (column, None) if is_code else (None, column)


def _words(sheet: Sheet, given: list[str], group: int | None, default: str) -> list[Words]:
    words = []
    if group is not None:
        words.append(Words(group, {plain(cell): _group(cell, default) for cell in sheet.distinct(group)}))
    for n, role in enumerate(given):
        if role == "sex":
            words.append(sex_words(sheet, n))
        if role == "age":
            words.append(_age_words(sheet, n))
        if role == "category":
            words.append(Words(n, dimension=plain(sheet.title(n)), else_category=True))
    return words


def _group(cell: str, default: str) -> dict:
    """What a cell of an indicator column counts; words nobody knows keep their own name as a category."""
    indicator = indicator_in(cell)
    if indicator and counts_households(cell):
        indicator = HOUSEHOLD_INDICATORS.get(indicator, indicator)
    return {"indicator": indicator} if indicator else {"indicator": default, "dimension": "group", "category": cell}


def _age_words(sheet: Sheet, column: int) -> Words:
    """A column of age bands: they are parts where a row for all ages stands beside them, or where they overlap."""
    found = {
        cell: band_from_date(cell) or age_in(cell) or ("all" if plain(cell) in ALL_AGES else "")
        for cell in sheet.distinct(column)
    }
    whole = "all" in found.values() or overlap([band for band in found.values() if band])
    return Words(
        column,
        {"": {}}
        | {plain(cell): {"age": band, "part": whole and band != "all"} for cell, band in found.items() if band},
    )


ALL_AGES = {"all", "all ages", "total", "tous", "todos", "toutes", "tous ages", "الكل", "всі"}
