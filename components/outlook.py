"""Where next: what the past of a series says of an outlook, in numbers; none is drawn."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st
from narwhals.typing import IntoFrameT

from components import compare_choice, drawable, engine, rows_html, wording
from components.once import once
from metrics import compare, outlook, rounding

HOW = (
    "No outlook is drawn here. The simplest one, the last pace continued, was held against the past: before every "
    "statement, what would it have said, with an interval meant to hold the truth four times in five? It may be drawn "
    f"only where at least {outlook.LEAST_CHECKS} statements could be tried and "
    f"{rounding.percent(outlook.LEAST_COVERED)} to {rounding.percent(outlook.MOST_COVERED)} of them lay inside. "
    "Of all {tried} series that long, {held} stayed within that."
)


def tell(lines: pd.DataFrame) -> None:
    """Write how often the last pace would have been right for each series compared."""
    st.html(once(_html, lines))


def _html(lines: pd.DataFrame) -> str:
    if lines["measure"].iloc[0] not in outlook.WITH_A_PACE:
        return '<p class="dd-fresh">No outlook: what is counted in periods has no pace from one day to the next.</p>'
    heads = {"Series": 34, "Tried": 10, "Right": 16, "What follows": 40}
    statements = once(outlook.with_lines, "figures")
    cells = [_cells(series, rows, statements) for series, rows in lines.groupby("series")]
    every = once(_of_all, compare_choice.lines())
    long = [one for one in every if one.checks >= outlook.LEAST_CHECKS]
    said = HOW.format(tried=len(long), held=sum(one.holds for one in long) or "none")
    return f'<p class="dd-fresh">{escape(said)}</p>' + rows_html.table(
        "How often the last pace was right", heads, cells
    )


def _of_all(lines: pd.DataFrame) -> list[outlook.Check]:
    """Hold an outlook against the past of every series that has a pace."""
    firsts = lines[lines["measure"].isin(outlook.WITH_A_PACE)].drop_duplicates("series")
    turns = _turns()
    breaks = {
        one["line"]: turns.get(tuple(one[name] for name in compare.SERIES), []) for one in firsts.to_dict("records")
    }
    checked = outlook.checks(engine.native(once(outlook.with_lines, "figures")), breaks)
    return [checked[line] for line in firsts["line"]]


def _turns() -> dict[tuple, list[date]]:
    """The days on which the counting of each series changed."""
    turns = drawable.breaks()
    return {key: list(some["date_start"].dt.date) for key, some in turns.groupby(list(compare.SERIES))}


def _check(one: pd.Series, statements: IntoFrameT) -> outlook.Check:
    breaks = _turns().get(tuple(one[list(compare.SERIES)]), [])
    return outlook.check(statements, one["line"], breaks)


def _cells(series: str, rows: pd.DataFrame, statements: pd.DataFrame) -> list[str]:
    one, check = rows.iloc[0], _check(rows.iloc[0], statements)
    name = f"{compare_choice.name(series)} ({wording.source(one['source_id'])})"
    right = f"{check.inside} ({rounding.percent(check.covered)})" if check.checks else ""
    return [escape(name), f"{check.checks}", escape(right), escape(verdict(check))]


def verdict(check: outlook.Check) -> str:
    """Say what a check means for a series, in one sentence."""
    if check.checks == 0:
        return "Too few statements to try even one."
    if check.checks < outlook.LEAST_CHECKS:
        return f"Not drawn: fewer than {outlook.LEAST_CHECKS} could be tried."
    if check.covered < outlook.LEAST_COVERED:
        return "Not drawn: the interval promised more than it held."
    if check.covered > outlook.MOST_COVERED:
        return "Not drawn: the interval was too wide to say anything."
    return "Within bounds; not drawn, because a pace that held so far is no forecast."
