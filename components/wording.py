"""Numbers, dates and statements in words; units and labels come from the tables, never from here."""

import re

import pandas as pd

from components.once import once
from components.published import row
from metrics import rounding

# How each hedge of the tables is said before a number.
HEDGES = {
    "exact": "",
    "not_stated": "",
    "approximately": "about",
    "nearly": "nearly",
    "more_than": "more than",
    "at_least": "at least",
    "less_than": "less than",
    "up_to": "up to",
    "between": "",
    "claimed": "a claimed",
}

# How each unit is written after a number; people and movements are said by the indicator itself.
UNITS = {"percent": "%", "km2": " km²"}

# How each kind of measure is said under a chart's title.
MEASURES = {
    "stock": "number on a date",
    "flow": "number in a period",
    "cumulative": "counted from a start date",
    "share": "share as the source states it",
}

MISSING = {
    "not_reported": "not reported",
    "not_applicable": "not applicable",
    "suppressed": "suppressed",
}


def sentence(text: str) -> str:
    """Start a text with a capital letter, leaving the rest alone."""
    return text[:1].upper() + text[1:]


def plain(text: str) -> str:
    """Keep a text's own signs from being read as Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|<>~$:" else sign for sign in text)


def number(value: float, unit: str) -> str:
    """Write a rounded value with its unit; a blank is “not reported”."""
    if pd.isna(value):
        return "not reported"
    if unit == "percent":
        return f"{value:g}%"
    return rounding.in_words(value) + UNITS.get(unit, "")


def exact(value: float, unit: str) -> str:
    """Write a value as published, with separators, for tables and tooltips."""
    if pd.isna(value):
        return "not reported"
    digits = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return digits + UNITS.get(unit, "")


def hedged(figure) -> str:
    """Write a figure with its own hedge, rounded: “more than 961,000”, “700,000 to 1 million”."""
    if pd.isna(figure["value"]):
        return MISSING.get(figure["value_status"], "not reported")
    if figure["qualifier"] == "between":
        low, high = figure["value_low"], figure["value_high"]
        return f"{number(low, figure['unit'])} to {number(high, figure['unit'])}"
    return f"{HEDGES[figure['qualifier']]} {number(figure['value'], figure['unit'])}".strip()


def day(moment) -> str:
    """Write a day as 5 March 2020; a blank as “no date”."""
    return "no date" if pd.isna(moment) else f"{moment.day} {moment:%B %Y}"


def unbroken(html: str) -> str:
    """Keep the day of a date beside its month, and both ends of an age band together, when a line of HTML wraps."""
    html = re.sub(r"\b([0-9]{1,2}) (?=[A-Z])", r"\1&nbsp;", html)
    return re.sub(r"\b[0-9]{1,2}–[0-9]{1,2}\b", r'<span class="dd-whole">\g<0></span>', html)


def dated(moment, precision) -> str:
    """Write a date no more precisely than it is known: 5 March 2020, March 2020, 2020, by 5 March 2020."""
    if pd.isna(moment):
        return "no date"
    if precision == "month":
        return f"{moment:%B %Y}"
    if precision == "year":
        return f"{moment:%Y}"
    return f"by {day(moment)}" if precision == "by" else day(moment)


def as_of(figure) -> str:
    """Write a figure's own date, or its period when it counts one."""
    end = dated(figure["as_of"], figure["date_precision"])
    if figure["measure"] == "flow" and pd.notna(figure["period_start"]):
        if figure["period_start"] == figure["as_of"]:
            return f"on {end}"
        return f"{day(figure['period_start'])} to {end}"
    return f"as of {end}"


def place(location_id: str) -> str:
    """Name a place as in the middle of a sentence."""
    return row("locations", location_id)["name"]


def source(source_id: str) -> str:
    """Name a source in short."""
    return row("sources", source_id)["short_name"]


def label(indicator: str) -> str:
    """Name an indicator in short."""
    return row("indicators", indicator)["label"]


def listed(indicator: str) -> str:
    """Name an indicator in a list: with its measure where another has the same label."""
    return once(_listed, "indicators")[indicator]


def _listed(indicators: pd.DataFrame) -> dict[str, str]:
    alike = indicators["label"].duplicated(keep=False)
    return {
        one.indicator: f"{one.label} ({one.measure})" if twice else one.label
        for one, twice in zip(indicators.itertuples(), alike, strict=True)
    }


def of_cause(figure) -> str:
    """Name the cause a statement is limited to, “ (cause: conflict)”; empty for one about everybody."""
    return f" (cause: {figure['category']})" if figure["dimension"] == "cause" else ""


def counted(figure) -> str:
    """Say what a figure counts: “People displaced since 1 December 2019, north-west Syria”."""
    since = ""
    if figure["measure"] == "cumulative" and pd.notna(figure["period_start"]):
        since = f" since {day(figure['period_start'])}"
    return f"{label(figure['indicator'])}{of_cause(figure)}{since}, {place(figure['location_id'])}"


def said(figure) -> str:
    """State a figure in one sentence that can be quoted, with its hedge, dates and source."""
    phrase = row("indicators", figure["indicator"])["phrase"]
    value, where, who = hedged(figure), place(figure["location_id"]), source(figure["source_id"])
    end = dated(figure["as_of"], figure["date_precision"])
    where = of_cause(figure) + ("" if phrase.endswith("in the area") else f" in {where}")
    if phrase.endswith("in the area"):
        phrase = phrase.replace("in the area", f"in {place(figure['location_id'])}")
    if figure["measure"] in ("flow", "cumulative") and pd.notna(figure["period_start"]):
        when = f"between {day(figure['period_start'])} and {end}"
        if figure["period_start"] == figure["as_of"]:
            when = f"on {end}"
        return sentence(f"{value} {phrase}{where} {when}, according to {who}.")
    on = "on" if pd.isna(figure["date_precision"]) else "in"
    return sentence(f"{value} {phrase}{where} {on} {end}, according to {who}.")


def change(figure) -> str:
    """Say how a figure differs from the same source's previous statement; empty for a first one."""
    if pd.isna(figure["change"]):
        return ""
    before = f"its figure for {day(figure['previous_as_of'])}"
    if figure["change"] == 0:
        return f"the same as {before}"
    amount = number(abs(figure["change"]), figure["unit"])
    if pd.notna(figure["change_percent"]) and abs(figure["change_percent"]) >= 0.5:
        amount = f"{amount} ({abs(figure['change_percent']):.0f}%)"
    return f"{amount} {'more' if figure['change'] > 0 else 'less'} than {before}"
