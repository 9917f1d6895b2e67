"""Choosing one series: a crisis, a place, one thing that was counted there; and a day that several spoke of."""

from datetime import date, datetime

import pandas as pd
import streamlit as st

from components import filters, wording
from components.once import once
from components.published import keys
from metrics import revisions, statements, trend

# From so many sources and start dates a day has several voices.
SEVERAL = 2


def choose_series(telling: pd.DataFrame, column: str, least: int) -> tuple[str, str, str]:
    """Let the reader choose crisis, place and indicator; return their identifiers.

    `telling` has a row per crisis, indicator and place; indicators whose `column` is at least
    `least` have something to show, and come first.
    """
    crisis = filters.choose_crisis()
    place = filters.choose_place(crisis)
    options = once(_indicators, once(trend.subjects, "figures"), telling, about=(crisis, place, column, least))
    return crisis, place, filters.choose("Indicator", "indicator", options, wording.listed)


def _indicators(subjects: pd.DataFrame, telling: pd.DataFrame, about: tuple[str, str, str, int]) -> list[str]:
    crisis, place, column, least = about
    here = subjects[(subjects["crisis_id"] == crisis) & (subjects["location_id"] == place)]
    rows = telling[(telling["crisis_id"] == crisis) & (telling["location_id"] == place) & (telling[column] >= least)]
    first, stated = set(rows["indicator"]), set(here["indicator"])
    return sorted((one for one in keys("indicators") if one in stated), key=lambda one: one not in first)


def several_sources() -> pd.DataFrame:
    """Return how many sources speak about each crisis, indicator and place (`sources`)."""
    return once(trend.subjects, "figures")


def with_changes() -> pd.DataFrame:
    """Return how many statements on each crisis, indicator and place were changed (`changes`)."""
    return once(revisions.changed_subjects, "figures")


def choose_day(series: pd.DataFrame) -> date | None:
    """Let the reader choose a day that several sources speak of; the day most of them speak of first.

    A link may ask for any day: the nearest one is shown, and the page says so. Where no day has
    several voices, every day that somebody made a statement for can be chosen; None without any.
    """
    days = once(_options, once(statements.days, series))
    if not days:
        return None
    default = once(_most_told, once(statements.days, series))
    _take_nearest(days)
    chosen = filters.choose("Day", "on", days, lambda one: wording.day(date.fromisoformat(one)), default)
    return date.fromisoformat(chosen)


def _options(days: pd.DataFrame) -> list[str]:
    several = days[days["voices"] >= SEVERAL]
    chosen = several if len(several) else days
    return [f"{day:%Y-%m-%d}" for day in sorted(chosen["as_of"], reverse=True)]


def _most_told(days: pd.DataFrame) -> str:
    best = days.sort_values(["voices", "statements", "as_of"]).iloc[-1]
    return f"{best['as_of']:%Y-%m-%d}"


def _take_nearest(days: list[str]) -> None:
    """Turn a day nobody spoke of into the nearest one somebody did.

    A link may ask for such a day, and one chosen for a series may be left over in the next.
    """
    state, asked = st.session_state, st.query_params.get("on")
    if "on" in state:
        if state["on"] not in days:
            state["on"] = _nearest(_day(str(state["on"])), days)
        return
    day = _day(asked) if asked else None
    if day and f"{day}" not in days:
        nearest = _nearest(day, days)
        filters.say_unknown("on", asked, wording.day(date.fromisoformat(nearest)))
        st.query_params["on"] = nearest
        st.rerun()


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _nearest(day: date | None, days: list[str]) -> str:
    if day is None:
        return days[0]
    return min(days, key=lambda one: abs((date.fromisoformat(one) - day).days))
