"""Choosing parts of a total: by whom they were stated, for when, and along which cut."""

from collections.abc import Callable

import pandas as pd

from components import filters, wording
from components.once import of_crisis, once
from components.published import published, row
from metrics import breakdown
from metrics.frames import Refusal

# The ways a total can be cut, and what each is called.
CUTS = {"sex_age": "Sex and age", "category": "Shelter and other dimensions", "location": "Place"}


def choose_cut(crisis: str) -> str | None:
    """Let the reader choose a cut that somebody has stated for the crisis; None when nobody has."""
    options = [cut for cut in CUTS if len(_statements(crisis, cut))]
    return filters.choose("Cut by", "cut", options, CUTS.get) if options else None


def choose_statement(crisis: str, cut: str) -> dict:
    """Let the reader choose whose parts, for which date; the newest count first."""
    choices = once(_by_statement, _statements(crisis, cut))
    chosen = filters.choose("Statement", f"of_{cut}", list(choices), lambda one: choices[one]["name"])
    return choices[chosen]


def _by_statement(statements: pd.DataFrame) -> dict[str, dict]:
    return {one["statement"]: one for one in statements.to_dict("records")}


def parts_of(choice: dict | pd.Series, cut: str) -> tuple[pd.DataFrame | None, str]:
    """Return the parts of a statement, or None and the sentence that says why they are refused."""
    try:
        return once(
            breakdown.breakdown,
            "figures",
            cut=cut,
            statement=choice["statement"],
            whole=choice["whole"] if pd.notna(choice["whole"]) else None,
        ), ""
    except Refusal as refusal:
        return None, str(refusal)


def newest(crisis: str, headlines: pd.DataFrame, cut: str) -> pd.DataFrame | None:
    """Return the newest parts of the first headline that somebody has cut so; None when nobody has.

    Only parts whose source also gives their total count, so that the rest can be drawn.
    """
    stated = tuple(zip(headlines["location_id"], headlines["indicator"], strict=True))
    return once(_newest, stated=stated, crisis=crisis, cut=cut)


def _newest(stated: tuple[tuple[str, str], ...], crisis: str, cut: str) -> pd.DataFrame | None:
    totals = once(breakdown.totals_stated, "figures")
    for place, indicator in stated:
        fitting = once(_fitting, _statements(crisis, cut), totals, indicator=indicator, location=place)
        for choice in fitting:
            parts, refusal = parts_of(choice, cut)
            if not refusal and parts["total"].notna().any():
                return parts
    return None


def _fitting(statements: pd.DataFrame, totals: pd.DataFrame, indicator: str, location: str) -> list[dict]:
    """Return the statements about a place that may have a total, the newest first: few of many do."""
    rows = statements[(statements["indicator"] == indicator) & (statements["location_id"] == location)]
    if row("indicators", indicator)["unit"] != "percent":
        rows = rows.merge(totals, on=list(breakdown.TOTAL_OF))
    return rows.sort_values(["as_of", "parts", "statement"], ascending=False).to_dict("records")


def _statements(crisis: str, cut: str) -> pd.DataFrame:
    # Of all crises, as totals are: a source may have stated for another one the whole of which these are parts.
    stated = once(breakdown.stated_places, "figures")
    return once(_named, once(breakdown.statements, of_crisis(crisis), cut=cut), stated, crisis=crisis, cut=cut)


def _named(statements: pd.DataFrame, stated: pd.DataFrame, crisis: str, cut: str) -> pd.DataFrame:
    """Keep a crisis's statements with something to compare, each with a `name` and its `whole`.

    Counts come before shares, newer before older.
    """
    rows = statements[statements["crisis_id"] == crisis]
    least = 2 if cut == "location" else 1
    shares = [row("indicators", one)["measure"] == "share" for one in rows["indicator"]]
    rows = rows.assign(share=shares)[rows["parts"] >= least]
    order = {"share": True, "as_of": False, "parts": False, "statement": True}
    rows = rows.sort_values(list(order), ascending=list(order.values())).reset_index(drop=True)
    rows = rows.assign(whole=_wholes(rows, stated) if cut == "location" else None)
    where = rows["whole"] if cut == "location" else rows["location_id"]
    said = zip(
        _each(rows["indicator"], wording.listed),
        _each(rows["dimension"], lambda one: f", by {one.replace('_', ' ')}")
        if cut == "category"
        else [""] * len(rows),
        _each(where, lambda one: f", {wording.place(one)}"),
        _each(rows["source_id"], lambda one: f": {wording.source(one)}, "),
        _each(rows["as_of"], wording.day),
        strict=True,
    )
    return rows.assign(name=_told_apart(["".join(parts) for parts in said]))


def _each(cells: pd.Series, name: Callable[[object], str]) -> list[str]:
    """Name every cell, a blank by nothing; what is there a thousand times is named once."""
    names = {one: name(one) for one in cells.dropna().unique()}
    return [names.get(one, "") for one in cells]


def _wholes(rows: pd.DataFrame, stated: pd.DataFrame) -> list[str | None]:
    """Name the place that each statement's parts add up to, where the same source states it for the same date."""
    by = ["indicator", "source_id", "as_of"]
    same = {key: list(zip(some["location_id"], some["admin_level"], strict=True)) for key, some in stated.groupby(by)}
    places = published("locations").set_index("location_id")
    parents = places["parent_id"].dropna().to_dict()
    areas = {area: set(members.split()) for area, members in places["members"].dropna().items()}
    keys = zip(*(rows[name] for name in (*by, "admin_level", "crisis_id")), strict=True)
    return [_whole(crisis, level, same[tuple(key)], parents, areas) for *key, level, crisis in keys]


def _whole(
    crisis: str, level: float, same: list[tuple[str, float]], parents: dict[str, str], areas: dict[str, set[str]]
) -> str | None:
    """Name the place the parts add up to.

    That is the crisis's own area, an informal area that has all the parts as members, or the
    place they lie in. `same` are the places of one statement with their admin levels.
    """
    parts = {place for place, at in same if at == level}
    wider = {place for place, _ in same} - parts
    around = [area for area, members in areas.items() if parts <= members]
    parent = {parents[place] for place in parts if place in parents}
    above = [*parent, *(parents[one] for one in parent if one in parents)] if len(parent) == 1 else []
    candidates = [row("crises", crisis)["location_id"], *around, *above]
    return next((place for place in candidates if place in wider), None)


def _told_apart(names: list[str]) -> list[str]:
    """Number names that occur twice, so that each choice has its own place in the address."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told
