"""Any other table: what each column is, proposed from names and cells in five languages, for a person to correct."""

import re

from curation.layouts.column_names import COUNTRY, NAMES, PCODE, PLACE
from curation.layouts.counted_words import counts_households, indicator_in, is_no_count
from curation.layouts.roles import HOUSEHOLD_INDICATORS, corrected, heads_of, plan_of
from curation.layouts.site_columns import LEVEL_WORDS
from curation.recognising.country_guess import country_of_regions
from curation.recognising.country_names import iso3
from curation.recognising.field_indicators import INDICATORS
from curation.recognising.headed import head_of, headed_months
from curation.recognising.periods import read_periods
from curation.recognising.plan import Fit, Plan
from curation.recognising.reported import reported
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "any_table", "table", ""

# More places than these are sites, and figures are for the places above them.
MOST_PLACES = 5_000
UNNAMED = re.compile(r"column [0-9]+|[-+0-9.,]+|unnamed:? ?[0-9]*")

# Cells that name a round.
ROUND = r"(?i)^(round|ronde|ronda|wave|раунд|الجولة) ?[0-9]{1,3}$"

# Shares of cells by which content speaks; columns with more different words than this are no places.
MOSTLY = 0.8
ENOUGH_NUMBERS = 0.5


def fits(sheet: Sheet) -> Fit | None:
    """Numbers, and a place or a day beside them."""
    proposed = propose(sheet)
    heads = heads_of(sheet)
    numbers = [n for n, role in enumerate(proposed) if role in ("value", "people") or indicator_role(role)]
    where = [n for n, role in enumerate(proposed) if role in ("country", "admin1", "admin2", "admin3", "place")]
    # A month without a year says no time.
    dated = heads - headed_months(sheet.header).keys()
    when = [n for n, role in enumerate(proposed) if role in ("date", "year")] or [n for n in numbers if n in dated]
    if not numbers or not (where or when):
        return None
    known = sum(1 for n in numbers if proposed[n] not in ("people", "value"))
    wide = sum(1 for n in numbers if n in heads)
    how = (
        f"a column for each of {wide} periods or rounds"
        if wide > 1
        else f"{len(numbers)} column{'s' if len(numbers) > 1 else ''} of numbers"
    )
    place = f"places (“{sheet.title(where[0])}”) and " if where else "days and " if when and not wide else ""
    return Fit(30 + 8 * bool(where) + 8 * bool(when) + 4 * bool(known), f"it has {place}{how}")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """What the columns are taken for; a person may correct each with `map:<column>`."""
    given = corrected(sheet, propose(sheet), answers)
    named = [sheet.header[n] for n, role in enumerate(given) if role not in ("ignore", "note")]
    said = [indicator_in(text) for text in [*named, sheet.name, *sheet.beside]]
    guess = next((one for one in said if one), "")
    made = plan_of(sheet, given, answers, guess or "idps")
    unsaid = any(role in ("people", "value") for role in given) and "group" not in given
    made.ask_repeats = True
    made.ask_indicator = unsaid and not guess and not answers.get("indicator")
    return made


def indicator_role(role: str) -> bool:
    """True for a role that is an indicator, with or without households."""
    return role in INDICATORS or role.startswith("households ")


def propose(sheet: Sheet) -> list[str]:
    """The role each column seems to have, from its name and its cells."""
    heads = heads_of(sheet)
    proposed = [_role(sheet, n, n in heads) for n in range(len(sheet.header))]
    proposed = _distinct_levels(sheet, _named_countries(sheet, proposed))
    wide = [n for n, role in enumerate(proposed) if n in heads and (role == "people" or indicator_role(role))]
    if len(wide) > 1:
        # In a table with a column per period, other numbers (the population beside them) are not the series.
        beside = [
            n
            for n, role in enumerate(proposed)
            if n not in wide and (role in ("people", "value") or indicator_role(role))
        ]
        proposed = ["ignore" if n in beside else role for n, role in enumerate(proposed)]
    if "value" in proposed and "group" not in proposed:
        proposed = ["people" if role == "value" else role for role in proposed]
    return proposed


def proposed_mapping(sheet: Sheet) -> dict[str, str]:
    """The role proposed for each column, by the column's name."""
    return {sheet.title(n): role for n, role in enumerate(propose(sheet))}


def _role(sheet: Sheet, column: int, is_period: bool) -> str:
    name = sheet.names[column]
    if is_period and _is_numeric(sheet, column):
        return _counted(head_of(sheet.header[column]).words)
    for role, form in NAMES.items():
        if re.search(form, name) and _content_allows(sheet, column, role):
            return role
    place = _place_role(sheet, column, name)
    if place:
        return place
    if _is_numeric(sheet, column):
        return _number_role(sheet, column)
    return _by_content(sheet, column)


def _content_allows(sheet: Sheet, column: int, role: str) -> bool:
    if role in ("date", "start"):
        read = read_periods(sheet.sampled(column).head(200))
        return len(read.days) > len(read.unread)
    if role == "year":
        return sheet.share(column, r"^(19|20)[0-9]{2}(\.0)?$") > MOSTLY
    if role == "value":
        return _is_numeric(sheet, column)
    return not _is_numeric(sheet, column) or role in ("round", "age", "sex")


def _place_role(sheet: Sheet, column: int, name: str) -> str:
    if _is_numeric(sheet, column):
        return _coded_level(sheet, column, name)
    if re.search(r"type|status|partner|source|agency|organi", name):
        return ""
    iso = sheet.share(column, "^[A-Z]{3}$") > MOSTLY and all(iso3(one) for one in sheet.sampled(column).head(20) if one)
    if iso or re.search(COUNTRY, name):
        return "country"
    for level, words in LEVEL_WORDS.items():
        if level and re.search(rf"(\b({words}))", name):
            return f"admin{level}"
    if re.search(PCODE, name):
        return "admin1"
    return "place" if re.search(PLACE, name) else ""


def _coded_level(sheet: Sheet, column: int, name: str) -> str:
    """The level of a column of codes that are digits only, as spreadsheets leave them; blank when it is none."""
    if not re.search(r"p ?codes?$|code$", name) or sheet.share(column, "^[0-9]{1,10}$") < MOSTLY:
        return ""
    return next((f"admin{n}" for n, words in LEVEL_WORDS.items() if n and re.search(rf"(\b({words}))", name)), "")


def _named_countries(sheet: Sheet, proposed: list[str]) -> list[str]:
    """Where a column is named for the country, another that only holds names of countries (a situation) is none."""
    named = {n for n, role in enumerate(proposed) if role == "country" and re.search(COUNTRY, sheet.names[n])}
    return ["ignore" if named and role == "country" and n not in named else role for n, role in enumerate(proposed)]


def _distinct_levels(sheet: Sheet, proposed: list[str]) -> list[str]:
    """Two names of one level are two levels (district and township); a code and a name of one level are one."""
    made, seen = list(proposed), {}
    for n, role in enumerate(proposed):
        if not re.fullmatch("admin[1-3]", role):
            continue
        is_code = sheet.share(n, r"^\s*([A-Z]{2,4}[-_ ]?)?[0-9]+\s*$") > MOSTLY
        wanted = int(role[-1])
        if (wanted, is_code) in seen and wanted < 3:
            wanted += 1
        seen[wanted, is_code] = n
        made[n] = f"admin{min(max(wanted, 1), 3)}"
    return _without_sites(sheet, _codes_beside_names(sheet, made))


def _without_sites(sheet: Sheet, made: list[str]) -> list[str]:
    """Names of sites are no places of their own when there are too many to look after beside coarser ones."""
    coarse = [n for n, role in enumerate(made) if role in ("country", "admin1", "admin2")]
    fine = [n for n, role in enumerate(made) if role in ("admin3", "place")]
    many = [n for n in fine if coarse and sheet.coded[f"c{n}"].n_unique() > MOST_PLACES]
    return ["ignore" if n in many else role for n, role in enumerate(made)]


def _codes_beside_names(sheet: Sheet, made: list[str]) -> list[str]:
    """A column of P-codes belongs to the level of the names it is named for, also where that moved (township pcode)."""
    for n, role in enumerate(made):
        if not role.startswith("admin") or not re.search("code", sheet.names[n]):
            continue
        bare = re.sub(r" ?(p ?code|code)s?$", "", sheet.names[n])
        levels = [other for m, other in enumerate(made) if m != n and re.fullmatch("admin[1-3]", other)]
        named = [other for m, other in enumerate(made) if m != n and sheet.names[m] == bare]
        if named or (re.search(PCODE, sheet.names[n]) and levels):
            made[n] = named[0] if named else max(levels)
    return made


def _is_numeric(sheet: Sheet, column: int) -> bool:
    if column not in sheet.seen:
        sheet.seen[column] = _holds_numbers(sheet, column)
    return sheet.seen[column]


def _holds_numbers(sheet: Sheet, column: int) -> bool:
    """Numbers and signs for missing ones fill most of the cells, and there is at least one number."""
    cells = sheet.sampled(column)
    filled = cells.filter(cells != "").head(200)
    read = reported(filled)
    numbers = len(filled) - read.values.null_count()
    return numbers > 0 and len(filled) - len(read.unread) > ENOUGH_NUMBERS * len(filled)


def _number_role(sheet: Sheet, column: int) -> str:
    name = sheet.header[column].strip()
    # A column nobody named counts nothing until a person says what.
    if not name or UNNAMED.fullmatch(name) or sheet.share(column, r"^0?\.[0-9]+$") > ENOUGH_NUMBERS:
        return "ignore"
    return _counted(name)


def _counted(name: str) -> str:
    """Who is counted under a name: an indicator, households of one, people nobody named, or nobody."""
    if is_no_count(name):
        return "ignore"
    indicator = indicator_in(name)
    if counts_households(name):
        return f"households {indicator or 'idps'}" if (indicator or "idps") in HOUSEHOLD_INDICATORS else "ignore"
    return indicator or "people"


def _by_content(sheet: Sheet, column: int) -> str:
    """What a column of words is, by its cells alone: countries, days, or nothing that is needed."""
    distinct = sheet.sampled(column).head(500).unique(maintain_order=True).to_list()
    distinct = [one for one in distinct if one][:60]
    if not distinct:
        return "ignore"
    if sheet.share(column, ROUND) > MOSTLY:
        return "round"
    if sum(bool(iso3(one)) for one in distinct) > MOSTLY * len(distinct):
        return "country"
    if 3 <= len(distinct) < 60 and country_of_regions(distinct):
        return "admin1"
    read = read_periods(sheet.sampled(column).head(100))
    if len(read.days) > MOSTLY * (len(read.days) + len(read.unread)):
        return "date"
    names = column == 0 and len(distinct) > 1 and max(len(one) for one in distinct) < 60
    return "place" if names and not _is_serial(sheet, column) else "ignore"


def _is_serial(sheet: Sheet, column: int) -> bool:
    """True for identifiers of rows: each another one, nearly all with digits."""
    cells = sheet.sampled(column)
    return cells.n_unique() == len(cells) > 1 and sheet.share(column, "[0-9]") > MOSTLY
