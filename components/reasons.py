"""Why two statements differ, as far as the data says; and plainly where it does not."""

import pandas as pd

from components import wording
from components.published import row

# How a source that did not count itself is told.
PASSED_ON = "passes on what others said"
A_PARTY = "comes from a party to the conflict"


def why(one, its) -> str:
    """Say why a statement differs from another one: what the data says, or that it says nothing.

    `one` is a row of `metrics.statements.differences`, `its` the statement it was held against.
    """
    if one["figure_id"] == its["figure_id"]:
        return "The one the others are held against." if its["main"] else "Held against; none is recommended."
    said = reasons(one, its)
    if one["same_value"]:
        return wording.sentence("; ".join(["the same number", *said])) + "."
    if not said:
        return "The data does not say why." if pd.isna(one["caveat"]) else "The data says no more than its note."
    return wording.sentence("; ".join(said)) + "."


def reasons(one, its) -> list[str]:
    """List what the data says of why a statement differs from another, in words that follow a name."""
    said = [*_start(one, its), *_day(one, its), *_voice(one, its)]
    if one["open_end"]:
        said.append(f"{_open_hedge(one, its)} leaves room for the other number")
    if not one["same_value"] and wording.number(one["value"], one["unit"]) == wording.number(its["value"], its["unit"]):
        said.append("the same number when rounded")
    if one["against"]:
        said.append("the days do not explain it: the higher count has fewer of them")
    return said


def _start(one, its) -> list[str]:
    if one["start_unsaid"]:
        return ["names no start date" if pd.isna(one["period_start"]) else "names its start date, the other does not"]
    if not one["other_start"]:
        return []
    if one["measure"] == "flow":
        period = f"{wording.day(one['period_start'])} to {wording.day(one['as_of'])}"
        return [f"is for another period, {period}"]
    return [f"counts from {wording.day(one['period_start'])}, not from {wording.day(its['period_start'])}"]


def _day(one, its) -> list[str]:
    if pd.notna(one["date_precision"]) and one["date_precision"] != "day":
        return [f"its day is known only by the {one['date_precision']}"]
    if not one["other_day"] or (one["measure"] == "flow" and one["other_start"]):
        return []
    days = abs(int(one["days_later"]))
    when = "later" if one["days_later"] > 0 else "earlier"
    return [f"is for {wording.day(one['as_of'])}, {days} {'day' if days == 1 else 'days'} {when}"]


def _voice(one, its) -> list[str]:
    known, its_known = (row("sources", each["source_id"])["reliability"] for each in (one, its))
    if known == its_known:
        return []
    return {"relays": [PASSED_ON], "party": [A_PARTY]}.get(known, [])


def _open_hedge(one, its) -> str:
    open_ended = ("more_than", "at_least", "less_than", "up_to")
    first, second = (one, its) if one["qualifier"] in open_ended else (its, one)
    return f"“{wording.HEDGES[first['qualifier'] if first['qualifier'] in open_ended else second['qualifier']]}”"


def summary(rows: pd.DataFrame, its) -> str:
    """Say in one or two sentences how many statements differ, and what the data says of why."""
    others = rows[rows["figure_id"] != its["figure_id"]]
    if others.empty:
        return "No other statement is for this day or within a week of it."
    differing = others[~others["same_value"]]
    against = f"{wording.source(its['source_id'])}’s {wording.hedged(its)}"
    held = f"Held against {against}{' (recommended)' if its['main'] else ''}"
    if differing.empty:
        return f"{held}, {_count(len(others), 'other statement gives', 'other statements give')} the same number."
    parts = [
        _part(differing["other_start"], "counts from another day", "count from another day", differing, "cumulative"),
        _part(differing["other_start"], "is for another period", "are for another period", differing, "flow"),
        _part(differing["start_unsaid"], "lacks a start date on one side", "lack a start date on one side"),
        _part(_another_day(differing), "is for another day", "are for another day"),
        _part(_relayed(differing, "relays"), "passes on what others said", "pass on what others said"),
        _part(_relayed(differing, "party"), "comes from a party to the conflict", "come from parties to the conflict"),
    ]
    silent = sum(pd.isna(one["caveat"]) and not reasons(one, its) for _, one in differing.iterrows())
    said = [part for part in parts if part]
    total = _count(len(differing), "statement differs", "statements differ")
    same = len(others) - len(differing)
    sentences = [f"{held}, {total}" + (f": {', '.join(said)}." if said else ".")]
    if same:
        sentences.append(f"{wording.sentence(_count(same, 'gives', 'give'))} the same number.")
    if silent:
        sentences.append(f"For {silent} of them the data does not say why.")
    return " ".join(sentences)


def _another_day(rows: pd.DataFrame) -> pd.Series:
    return rows["other_day"] & ~((rows["measure"] == "flow") & rows["other_start"])


def _relayed(rows: pd.DataFrame, how: str) -> pd.Series:
    return pd.Series([row("sources", one)["reliability"] == how for one in rows["source_id"]], rows.index)


def _part(true: pd.Series, one: str, several: str, rows: pd.DataFrame | None = None, measure: str = "") -> str:
    if rows is not None:
        true = true & (rows["measure"] == measure)
    count = int(true.sum())
    return _count(count, one, several) if count else ""


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
