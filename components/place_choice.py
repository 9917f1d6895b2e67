"""Choosing one source's figures by place: indicator, source, admin level and date, and then one place."""

import pandas as pd
import streamlit as st

from components import filters, wording
from components.once import once
from components.published import keys, row
from metrics import places

# What the admin levels are called; countries have words of their own for the first.
LEVELS = {
    "0": "Countries",
    "1": "Governorates or provinces (admin 1)",
    "2": "Districts (admin 2)",
    "3": "Sub-districts (admin 3)",
    "4": "Towns and communities (admin 4)",
    "area": "Areas without an admin level",
}

# The choice of no place in particular.
ALL = "all"

SHOWN_AS = {"count": "Numbers", "rate": "Per 1,000 residents"}


def choose_series(crisis: str) -> pd.DataFrame:
    """Let the reader choose an indicator and a source; return its statements, none when nobody has any."""
    stated = once(_stated, once(places.statements, "figures"), crisis=crisis)
    if stated.empty:
        return stated
    indicator = filters.choose("Indicator", "what", _indicators(stated, crisis), wording.listed)
    rows = stated[stated["indicator"] == indicator]
    source = filters.choose("Source", "by", _most_places(rows, "source_id"), wording.source)
    return rows[rows["source_id"] == source]


def choose_statement(series: pd.DataFrame) -> str:
    """Let the reader choose the admin level and the date; return the statement."""
    levels = _most_places(series, "level")
    level = filters.choose("Level", "level", levels, LEVELS.get) if len(levels) > 1 else levels[0]
    rows = series[series["level"] == level].sort_values(["places", "as_of"], ascending=False)
    named = dict(zip(rows["statement"], _dates(rows), strict=True))
    return filters.choose("Date", "on", list(named), named.get)


def choose_shown_as(statement: str) -> tuple[str, str]:
    """Let the reader choose numbers or rates; with why there are no rates, when there are none."""
    why = once(places.why_no_rate, "figures", statement=statement)
    if why:
        return "count", why
    return filters.choose("Shown as", "as", list(SHOWN_AS), SHOWN_AS.get), ""


def choose_only(drawn: pd.DataFrame) -> str:
    """Let the reader choose one place, as a click on the map or on a bar does; "" for all of them."""
    names = {ALL: "All places", **once(_names, drawn)}
    only = filters.choose("Place", "only", list(names), names.get)
    return "" if only == ALL else only


def clicked(key: str) -> None:
    """Take a click on a place of the chart `key`: it is chosen, or let go when it was."""
    points = st.session_state[key]["selection"]["points"]
    if points:
        place = points[0].get("customdata")
        place = place[0] if isinstance(place, list) else place
        st.session_state["only"] = ALL if st.session_state.get("only") == place else place


def let_go() -> None:
    """Show all places again."""
    st.session_state["only"] = ALL


def _names(drawn: pd.DataFrame) -> dict[str, str]:
    rows = drawn.sort_values("name")
    alike = rows["name"].duplicated(keep=False)
    return {
        one.location_id: f"{one.name_} ({one.location_id})" if twice else one.name_
        for one, twice in zip(rows.rename(columns={"name": "name_"}).itertuples(), alike, strict=True)
    }


def _stated(statements: pd.DataFrame, crisis: str) -> pd.DataFrame:
    """A crisis's statements with `level`; one for each origin only where the source gives no total over origins."""
    rows = statements[statements["crisis_id"] == crisis]
    subject = ["indicator", "source_id"]
    whole = rows[rows["origin_location_id"].isna()][subject].drop_duplicates().assign(has_whole=True)
    rows = rows.merge(whole, on=subject, how="left")
    rows = rows[rows["origin_location_id"].isna() | rows["has_whole"].isna()]
    level = ["area" if pd.isna(one) else str(int(one)) for one in rows["admin_level"]]
    return rows.assign(level=level).reset_index(drop=True)


def _indicators(stated: pd.DataFrame, crisis: str) -> list[str]:
    """Order indicators as their table does, but first the one that names most places; of equals, a headline."""
    mapped = stated[stated["level"] != "area"].groupby("indicator")["places"].max()
    headlines = [one for one, _ in filters.cards(crisis)]
    ordered = [one for one in keys("indicators") if one in set(stated["indicator"])]

    def telling(indicator: str) -> tuple:
        most = int(mapped.get(indicator, 0))
        at = headlines.index(indicator) if indicator in headlines else len(headlines)
        return (-most if most > 1 else 0, at, ordered.index(indicator))

    first = min(ordered, key=telling)
    return [first, *(one for one in ordered if one != first)]


def _most_places(rows: pd.DataFrame, column: str) -> list[str]:
    """Order sources or levels: those with most places for one date first, then the newest."""
    best = rows.groupby(column).agg(places=("places", "max"), newest=("as_of", "max"))
    return list(best.sort_values(["places", "newest"], ascending=False, kind="stable").index)


def _dates(rows: pd.DataFrame) -> list[str]:
    """Name each statement's date or period and how many places it has; those of one date are told apart."""
    names = []
    for one in rows.to_dict("records"):
        when = period(row("indicators", one["indicator"])["measure"], one["period_start"], one["as_of"])
        who = f", {one['population_group']}" if rows["population_group"].nunique() > 1 else ""
        where = one["origin_location_id"]
        origin = (
            f", from {wording.place(where)}" if rows["origin_location_id"].nunique() > 1 and pd.notna(where) else ""
        )
        count = f"{one['places']} place{'s' if one['places'] != 1 else ''}"
        names.append(f"{when}{who}{origin} ({count})")
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told


def period(measure: str, start, end) -> str:
    """Write a statement's date, or the period it counts."""
    if pd.isna(start) or measure == "stock":
        return wording.day(end)
    if measure == "cumulative":
        return f"{wording.day(end)}, since {wording.day(start)}"
    return wording.day(end) if start == end else f"{wording.day(start)} to {wording.day(end)}"
