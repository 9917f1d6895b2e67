"""What each finding of Data health means, where it leads, and how to mend it."""

from html import escape
from urllib.parse import quote, urlencode

import pandas as pd

from components import figure_links, figure_words, wording
from components.published import row
from metrics import health

# Each check: what is found, and how to mend it; in the order in which they matter to readers.
CHECKS = {
    "overdue_crisis": (
        "Crises overdue for review",
        "Look for newer figures and add them, or close the record with an end date.",
    ),
    "overdue_series": (
        "Series overdue",
        "Look for newer figures of the same source; if it stopped, say so with an event.",
    ),
    "stands_out": (
        "Numbers far from both their neighbours",
        "Open the link and compare digit by digit; a number that is right may say why in its caveat.",
    ),
    "part_above_total": (
        "Parts above their total",
        "Open both links; one of them has another date, place or group, or a slip.",
    ),
    "cumulative_fall": (
        "Cumulative counts that fall",
        "If the source revised, name the earlier row in replaces; if it counts otherwise, add an event; else a caveat.",
    ),
    "false_precision": (
        "A hedge beside a number to the last digit",
        "See whether the source hedges this very number; else set the qualifier to exact or not_stated.",
    ),
    "gap": ("Gaps in a series", "Look for statements between the two days; if there are none, leave it as it is."),
    "no_link": ("Statements without a link", "Add the address of the page or document in url."),
    "no_pcode": (
        "Figures without a P-code",
        "If the place is an administrative area, use its P-code; an informal area keeps its X- name, with its members.",
    ),
    "licence_forbids": (
        "Licences that forbid passing on",
        "Do not offer these figures for download; ask the source, or take them out.",
    ),
    "licence_limits": (
        "Licences for non-commercial use only",
        "Nothing is wrong; downloads name the licence. Tell those who want to sell something made of them.",
    ),
    "licence_unknown": (
        "Passing on: unknown",
        "Read the source's terms, and set may_redistribute and licence_url in sources.csv.",
    ),
    "no_licence": ("Sources without a licence", "Read the source's terms, and write the licence into sources.csv."),
}

# How a finding of silence is said.
SILENT = ("overdue_crisis", "overdue_series", "gap")


def name(check: str) -> str:
    """Name a check."""
    return CHECKS[check][0]


def mend(check: str) -> str:
    """Say in plain words how to mend what a check finds."""
    return CHECKS[check][1]


def about(finding: dict, figures: pd.DataFrame) -> str:
    """Return the link to the row a finding is about, with its words, as HTML."""
    key, table = finding["key"], finding["table"]
    if table == "crises":
        return _link(f"situation?crisis={quote(key)}", row("crises", key)["name"])
    if table == "sources":
        return _link(f"figures?{urlencode({'source': key})}", row("sources", key)["name"])
    figure = figures.loc[key]
    words = f"{figure_words.about(figure)}, {wording.as_of(figure)}; {figure_words.who(figure)}"
    return f'{figure_links.link(key, words)} <span class="dd-quiet">{escape(key)}</span>'


def found(finding: dict, figures: pd.DataFrame, stated: dict[str, int]) -> str:
    """Say what was found, as HTML; `stated` is how many figures each source has."""
    check, days = finding["check"], finding["days"]
    if check in SILENT:
        return _silence(finding)
    if finding["table"] == "sources":
        return _licence(finding, stated)
    unit = figures.loc[finding["key"]]["unit"]
    value, other = (escape(wording.exact(finding[one], unit)) for one in ("value", "other_value"))
    if check == "no_pcode":
        place = finding["location_id"]
        return "no place" if pd.isna(place) else f"{escape(wording.sentence(wording.place(place)))} ({escape(place)})"
    if check in ("cumulative_fall", "stands_out"):
        since = f" {days:,.0f} days before" if pd.notna(days) else " before"
        return f"{value}, after {other}{since}"
    if check == "part_above_total":
        return f"{value}, of a total of {other}"
    hedge = wording.HEDGES[figures.loc[finding["key"]]["qualifier"]]
    return f"{escape(hedge)} {value}".strip()


def row_link(finding: dict) -> str:
    """Return the link to the row itself among all figures, as HTML; empty for another table's row."""
    if finding["table"] != "figures":
        return ""
    return _link(f"figures?{urlencode({'words': finding['key']})}", "row")


def _silence(finding: dict) -> str:
    if pd.isna(finding["as_of"]):
        return "no figure yet"
    days = f"{finding['days']:,.0f} days"
    if finding["check"] == "gap":
        return f"{days} without a statement before {escape(wording.day(finding['as_of']))}"
    return f"newest for {escape(wording.day(finding['as_of']))}, {days} ago"


def _licence(finding: dict, stated: dict[str, int]) -> str:
    source = row("sources", finding["key"])
    count = int(stated.get(finding["key"], 0))
    licence = source["licence"] if pd.notna(source["licence"]) else health.NO_LICENCE
    return f"{count:,} figure{'s' if count != 1 else ''}; licence: {escape(str(licence))}"


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address, quote=True)}" target="_self">{escape(words)}</a>'
