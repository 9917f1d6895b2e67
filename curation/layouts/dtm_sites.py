"""IOM DTM baselines, site assessments and master lists: a row per site or area, with people, households and cuts."""

import re

from curation.layouts.cuts import cuts_of
from curation.layouts.site_columns import best_count, day_column, places_of, round_of, usual_level
from curation.recognising.headed import headed_periods, headed_rounds
from curation.recognising.plan import Count, Fit, Plan
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "dtm_sites", "IOM DTM site list", "iom"

# What DTM calls its lists, by words that stand in the header or beside the table.
KINDS = (
    ("master list", "IOM DTM master list"),
    ("baseline", "IOM DTM baseline assessment"),
    ("mobility tracking", "IOM DTM baseline assessment"),
    ("site assessment", "IOM DTM site assessment"),
    ("area baseline", "IOM DTM area baseline"),
    ("flow monitoring", "IOM DTM flow monitoring"),
)

# Only DTM's lists have these columns; one of them is needed beside places and people.
DTM = (
    r"\bdtm\b|ssid|\bdoa\b|round|place id|lga|payam|key informant|displacement since|snapshot date"
    r"|site (id|code|name)|location (type|name)"
)


def fits(sheet: Sheet) -> Fit | None:
    """Places below the country, people (or households) displaced there, and something only DTM's lists have."""
    counts = _counts(sheet)
    places = [place for place in places_of(sheet) if place.level]
    said = " ".join([*sheet.names, *sheet.beside]).casefold()
    if not counts or not places or not re.search(DTM, said) or sheet.first(r"^row labels$") is not None:
        return None
    if any(
        count.column in headed_rounds(sheet.header) or count.column in headed_periods(sheet.header) for count in counts
    ):
        # A column for each round or day is a series; a list is of one.
        return None
    sites = sheet.height + 10 * len(places)
    named = ", ".join(f"“{sheet.title(count.column)}”" for count in counts[:2])
    score = 86 if re.search(r"\bdtm\b|iom\b|round ?[0-9]|\br[0-9]{1,3}\b", said) else 80
    return Fit(
        score + min(sites, 4_000) / 4_000, f"it has places below the country and displaced people counted as {named}"
    )


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """People and households of each site, added to the admin level wanted; cuts that add up to them are their parts."""
    counts = _counts(sheet)
    places = places_of(sheet)
    level = int(answers["level"]) if answers.get("level", "").isdigit() else usual_level(sheet, places)
    cuts, told = cuts_of(sheet, counts)
    number, series = round_of(sheet)
    told.insert(
        0, f"{sheet.height:,} sites or areas are added by admin level {level}; the answer level chooses another"
    )
    return Plan(
        counts + cuts,
        places,
        when=day_column(sheet),
        sums=True,
        snapshot=True,
        level=level,
        series=series,
        round=number,
        title=_title(sheet),
        told=told,
    )


def _title(sheet: Sheet) -> str:
    said = " ".join([*sheet.header, *sheet.beside]).casefold()
    return next((title for words, title in KINDS if words in said), TITLE)


def _counts(sheet: Sheet) -> list[Count]:
    """Displaced and returned people, each with the column that counts the same in households."""
    counts = []
    for indicator, households in (("idps", "idp_households"), ("returnees", "returnee_households")):
        people, held = best_count(sheet, indicator, "people"), best_count(sheet, indicator, "households")
        if people is not None:
            counts.append(Count(people, indicator, households=held))
        elif held is not None:
            counts.append(Count(held, households))
    return counts
