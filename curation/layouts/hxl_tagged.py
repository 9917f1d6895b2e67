"""Any table with HXL tags, today's or those of 2013: tags say what the columns are."""

import re

from curation.layouts.counted_words import counts_households, indicator_in
from curation.layouts.roles import HOUSEHOLD_INDICATORS, corrected, plan_of
from curation.recognising.old_tags import todays
from curation.recognising.plan import Fit, Plan
from curation.recognising.sheet import Sheet

ID, TITLE, SOURCE = "hxl_tagged", "HXL-tagged table", ""

# Hashtags that count people. Source: HXL 1.1 hashtag dictionary.
COUNTS = r"^#(affected|inneed|targeted|reached|population|displaced|idps?|refugees?|returnees?)\b|_num$"
MEANS = {
    "#affected": "people_affected",
    "#inneed": "people_in_need",
    "#targeted": "people_targeted",
    "#reached": "people_reached",
    "#population": "population",
}


def fits(sheet: Sheet) -> Fit | None:
    """Tags on columns, at least one of which counts people."""
    counted = [tag for tag in sheet.tags if re.search(COUNTS, todays(tag)) or tag.startswith("#indicator+value")]
    if not counted:
        return None
    return Fit(60, f"it has HXL tags, and {counted[0]} says what is counted")


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """What the tags say; columns without a tag are left out unless a person says what they are."""
    roles = [_role(sheet, n, todays(tag)) for n, tag in enumerate(sheet.tags)]
    given = corrected(sheet, _with_families(sheet, roles), answers)
    made = plan_of(sheet, given, answers)
    made.ask_repeats = True
    untagged = [sheet.title(n) for n, tag in enumerate(sheet.tags) if not tag and given[n] == "ignore"]
    if untagged:
        made.told.append(f"columns without a tag were left out: {', '.join(untagged[:5])}")
    return made


def _with_families(sheet: Sheet, roles: list[str]) -> list[str]:
    """Families of whom a tag does not say are those of the people counted beside them, where it is clear who."""
    counted = {role for role in roles if role in HOUSEHOLD_INDICATORS}
    if len(counted) != 1:
        return roles
    families = f"households {counted.pop()}"
    return [families if todays(tag) == "#affected+hh" else role for tag, role in zip(sheet.tags, roles, strict=True)]


def _role(sheet: Sheet, column: int, tag: str) -> str:
    name, *attributes = tag.split("+")
    if name in ("#date", "#period_date", "#period"):
        return _date_role(attributes)
    if re.match("#(origin|country|adm[1-5]|loc)$", name):
        return _place_role(name, attributes)
    said = {name.strip("#"), *attributes}
    if name in ("#indicator", "#value") and said & {"value", "name", "code"}:
        return "value" if "value" in said else "group"
    if {"meta", "qualifier"} <= said:
        return "qualifier"
    return _count_role(sheet, column, name, attributes) if re.search(COUNTS, tag) else "ignore"


def _place_role(name: str, attributes: list[str]) -> str:
    if name == "#origin" or "origin" in attributes:
        return "origin"
    if name == "#loc":
        return "ignore" if set(attributes) & {"type", "class"} else "place"
    return "country" if name == "#country" else f"admin{min(int(name[-1]), 3)}"


def _date_role(attributes: list[str]) -> str:
    if "start" in attributes:
        return "start"
    return "ignore" if set(attributes) & {"month", "published", "created", "updated"} else "date"


def _count_role(sheet: Sheet, column: int, name: str, attributes: list[str]) -> str:
    if set(attributes) & {"bool", "pct", "code", "type", "name"}:
        return "ignore"
    said = " ".join(attributes)
    who = (
        indicator_in(f"{name.strip('#')} {said}")
        if name in ("#displaced", "#idps", "#idp", "#refugee", "#refugees")
        else indicator_in(said)
    )
    if "newdisp" in attributes or "new" in attributes:
        who = "internal_displacements"
    indicator = who or MEANS.get(name, "people")
    if set(attributes) & {"hh", "households"} or counts_households(said):
        return f"households {indicator}" if indicator in HOUSEHOLD_INDICATORS else "ignore"
    return indicator
