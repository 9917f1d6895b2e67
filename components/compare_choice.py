"""Choosing what stands side by side: two to six series, along which axis, as numbers or per 1,000 residents."""

from collections import Counter

import pandas as pd
import streamlit as st

from components import filters, wording
from components.once import once
from components.place_choice import SHOWN_AS
from components.published import keys, row
from metrics import compare
from metrics.frames import Refusal

# A series with so many statements has a course to show.
COURSE = 3

ALIGNED = {"date": "By date", "start": "By days since the start"}


def lines() -> pd.DataFrame:
    """Return the statements of the one line of each series, of all crises."""
    return once(compare.lines, "figures")


def kinds() -> pd.DataFrame:
    """Return what each series has to have in common with those beside it."""
    return once(compare.kinds, lines(), "crises")


def choose_series(crisis: str) -> list[str]:
    """Let the reader choose up to six series (crisis, indicator, place); two that fit each other at first."""
    names = once(_names, kinds())
    options = once(_options, kinds(), crisis=crisis)
    _leave_the_first()
    default = list(once(_default, kinds(), crisis=crisis))
    return filters.choose_several("Series", "with", options, names.get, default, most=compare.MOST)


def name(series: str) -> str:
    """Name a series: what is counted and where, and of which crisis where two would be called the same."""
    return once(_names, kinds())[series]


def choose_aligned(chosen: pd.DataFrame) -> str:
    """Let the reader choose the axis: days of the calendar, or days since the start."""
    default = once(_alignment, chosen)
    return filters.choose("Aligned", "aligned", list(ALIGNED), ALIGNED.get, default)


def choose_shown_as(chosen: pd.DataFrame) -> str:
    """Let the reader choose numbers or rates; rates only for people."""
    if chosen["unit"].iloc[0] != "people" or chosen["indicator"].iloc[0] == compare.RESIDENTS:
        return "count"
    return filters.choose("Shown as", "as", list(SHOWN_AS), SHOWN_AS.get)


def refusal(series: list[str]) -> str:
    """Say in one sentence why these series are not compared; "" when they may be."""
    return once(_refusal, kinds(), series=tuple(series))


def fitting(series: list[str]) -> list[str]:
    """Return the series that can stand beside the first of these, those with most statements first."""
    return list(once(_fitting, kinds(), first=series[0])) if series else []


def _refusal(kinds: pd.DataFrame, series: tuple[str, ...]) -> str:
    try:
        compare.refuse_unlike(kinds[kinds["series"].isin(series)])
    except Refusal as said:
        return f"{wording.sentence(str(said))}."
    return ""


def _fitting(kinds: pd.DataFrame, first: str) -> tuple[str, ...]:
    one = kinds[kinds["series"] == first].iloc[0]
    rows = kinds[(kinds[list(compare.KIND)] == one[list(compare.KIND)]).all(axis="columns")]
    rows = rows.assign(other=rows["series"] != first).sort_values(["other", "statements"], ascending=[True, False])
    return tuple(rows["series"].head(compare.MOST))


def _leave_the_first() -> None:
    """Take the first six of a link that asks for more, and say so."""
    asked = st.query_params.get_all("with")
    if len(asked) > compare.MOST:
        st.query_params["with"] = asked[: compare.MOST]
        filters.say_unknown("with", f"{len(asked)} series", f"the first {compare.MOST}")
        st.rerun()


def _names(kinds: pd.DataFrame) -> dict[str, str]:
    short = {}
    for one in kinds.to_dict("records"):
        where = wording.sentence(wording.place(one["location_id"]))
        short[one["series"]] = f"{wording.listed(one['indicator'])}: {where}"
    alike = Counter(short.values())
    crises = dict(zip(kinds["series"], kinds["crisis_id"], strict=True))
    told = {
        key: f"{words} ({row('crises', crises[key])['name']})" if alike[words] > 1 else words
        for key, words in short.items()
    }
    twice = Counter(told.values())
    return {key: f"{words} [{key}]" if twice[words] > 1 else words for key, words in told.items()}


def _options(kinds: pd.DataFrame, crisis: str) -> list[str]:
    """Order series: the crisis's own first, then as the tables order crises and indicators, longest first."""
    crises, indicators = keys("crises"), keys("indicators")
    rows = kinds.assign(
        own=kinds["crisis_id"] != crisis,
        crisis_at=[crises.index(one) for one in kinds["crisis_id"]],
        indicator_at=[indicators.index(one) for one in kinds["indicator"]],
        shorter=-kinds["statements"],
    )
    return list(rows.sort_values(["own", "indicator_at", "crisis_at", "shorter", "series"])["series"])


def _default(kinds: pd.DataFrame, crisis: str) -> tuple[str, ...]:
    """Find the headline of a crisis for which most series can stand side by side."""
    rows = kinds[kinds["statements"] >= COURSE]
    found: tuple[str, ...] = ()
    for indicator in dict.fromkeys(one for one, _ in filters.cards(crisis)):
        beside = _beside(rows[rows["indicator"] == indicator], crisis)
        found = beside if len(beside) > len(found) else found
    if len(found) >= compare.LEAST:
        return found
    own = kinds[kinds["crisis_id"] == crisis].sort_values("statements", ascending=False)["series"]
    fits = [_fitting(kinds, one) for one in own]
    return max(fits, key=len, default=tuple(kinds["series"].head(1)))


def _beside(rows: pd.DataFrame, crisis: str) -> tuple[str, ...]:
    """Take a crisis's places of one admin level; without two of them, its own area and other crises' longest series."""
    own = rows[rows["crisis_id"] == crisis].sort_values("statements", ascending=False)
    if own.empty:
        return ()
    levels = pd.Series([row("locations", one)["admin_level"] for one in own["location_id"]], own.index)
    if levels.notna().any() and levels.value_counts().iloc[0] >= compare.LEAST:
        return tuple(own[levels == levels.mode().iloc[0]]["series"].head(compare.MOST))
    area = own[own["location_id"] == row("crises", crisis)["location_id"]]
    first = (area if len(area) else own).iloc[0]
    alike = rows[(rows[list(compare.KIND)] == first[list(compare.KIND)]).all(axis="columns")]
    others = alike[alike["crisis_id"] != crisis].sort_values("statements", ascending=False)
    others = others.drop_duplicates("crisis_id")["series"].head(compare.MOST - 1)
    return (first["series"], *others)


def _alignment(chosen: pd.DataFrame) -> str:
    """By days since the start where every series has one and no two share a day of the calendar."""
    spans = chosen.groupby("series").agg(first=("as_of", "min"), last=("as_of", "max")).sort_values("first")
    apart = bool((spans["first"].iloc[1:].to_numpy() > spans["last"].cummax().iloc[:-1].to_numpy()).all())
    return "start" if apart and len(spans) > 1 and chosen["start"].notna().all() else "date"
