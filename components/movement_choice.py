"""Choosing whose links from place to place, for one date or over periods that do not overlap."""

import pandas as pd

from components import filters, place_choice, wording
from components.once import once
from metrics import movements

# The choice of all periods together, where they may be added.
ALL_PERIODS = "added"


def choose_series(crisis: str) -> str | None:
    """Let the reader choose an indicator and its source; None when no source names origins."""
    series = once(_series, once(movements.statements, "figures"), crisis=crisis)
    if not series:
        return None
    return filters.choose("Links", "links", list(series), series.get)


def choose_when(series: str) -> str:
    """Let the reader choose one date or period, or all periods added where that is allowed."""
    rows = once(movements.statements, "figures")
    rows = rows[rows["series"] == series].sort_values(["links", "as_of"], ascending=False)
    named = {}
    for one in rows.to_dict("records"):
        when = place_choice.period(one["measure"], one["period_start"], one["as_of"])
        named[one["statement"]] = f"{when} ({one['links']} link{'s' if one['links'] != 1 else ''})"
    if once(movements.may_be_added, "figures", "locations", series=series):
        first, last = rows["period_start"].min(), rows["as_of"].max()
        named[ALL_PERIODS] = f"All {len(rows)} periods added, {wording.day(first)} to {wording.day(last)}"
    return filters.choose("Date", "when", list(named), named.get)


def links(series: str, when: str) -> pd.DataFrame:
    """Return the links chosen, each once, with `kind`."""
    if when == ALL_PERIODS:
        return once(movements.over_time, "figures", "locations", series=series)
    return once(movements.links, "figures", "locations", statement=when)


def stated(series: str, when: str) -> pd.DataFrame:
    """Return the figures behind the links, as they were published."""
    if when == ALL_PERIODS:
        return once(movements.stated, "figures", series=series)
    return links(series, when)


def choose_period(crisis: str) -> pd.DataFrame | None:
    """Let the reader choose a period with arrivals, departures or returns by place; None when there is none."""
    rows = once(_of_crisis, once(movements.by_place, "figures"), crisis=crisis)
    if rows.empty:
        return None
    periods = once(_periods, rows)
    period = filters.choose("Period", "period", list(periods), periods.get)
    return once(_of_period, rows, period=period)


def _series(statements: pd.DataFrame, crisis: str) -> dict[str, str]:
    """Name a crisis's series; those with most links first, and areas without a level after others."""
    rows = statements[statements["crisis_id"] == crisis]
    best = rows.groupby("series").agg(links=("links", "max"), one=("statement", "first"))
    found = {}
    for series in best.sort_values("links", ascending=False, kind="stable").index:
        one = rows[rows["series"] == series].iloc[0]
        what = f"{wording.listed(one['indicator'])}, {wording.source(one['source_id'])}"
        level = "area" if pd.isna(one["admin_level"]) else str(int(one["admin_level"]))
        found[series] = (level == "area", what, place_choice.LEVELS[level].lower())
    names = [what for _, what, _ in found.values()]
    ordered = sorted(found.items(), key=lambda item: item[1][0])
    return {series: f"{what}, {level}" if names.count(what) > 1 else what for series, (_, what, level) in ordered}


def _of_crisis(rows: pd.DataFrame, crisis: str) -> pd.DataFrame:
    return rows[rows["crisis_id"] == crisis]


def _of_period(rows: pd.DataFrame, period: str) -> pd.DataFrame:
    return rows[rows["period"] == period]


def _periods(rows: pd.DataFrame) -> dict[str, str]:
    """Name the periods: those with most kinds of movement first, then with most places, then the newest."""
    best = rows.groupby("period").agg(
        flows=("flow", "nunique"),
        places=("location_id", "nunique"),
        start=("period_start", "min"),
        end=("as_of", "max"),
    )
    best = best.sort_values(["flows", "places", "end"], ascending=False)
    named = {}
    for one in best.itertuples():
        count = f"{one.places} place{'s' if one.places != 1 else ''}"
        named[one.Index] = f"{wording.day(one.start)} to {wording.day(one.end)} ({count})"
    return named
