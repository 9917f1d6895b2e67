"""What a careful reader should be told: quality notes, freshness, and what to do with an empty choice."""

from html import escape

import pandas as pd
import streamlit as st

from components import drawable, wording
from components.once import once
from components.published import row, today
from metrics import quality

# Notes written out before the rest is counted.
NOTES_SHOWN = 8


def quality_notes(series: pd.DataFrame) -> None:
    """Write the quality notes of a series in sentences; nothing when there are none."""
    said = html(series)
    if said:
        st.html(said)


def html(series: pd.DataFrame) -> str:
    """Return the quality notes of a series, worked out once; "" when there are none."""
    return once(_notes_html, once(quality.notes, series), series, drawable.breaks_of(series["crisis_id"].iloc[0]))


def _notes_html(rows: pd.DataFrame, series: pd.DataFrame, breaks: pd.DataFrame) -> str:
    rows, turns = rows.sort_values(["kind", "as_of"]), drawable.touching(breaks, series)
    said = list(dict.fromkeys(_sentence(one, turns) for _, one in rows.iterrows()))
    items = "".join(f"<li>{escape(one)}</li>" for one in said[:NOTES_SHOWN])
    more = len(said) - NOTES_SHOWN
    items += f"<li>{more} more of the same kinds; see the table.</li>" if more > 0 else ""
    return f'<div class="dd-note"><b>Read with care</b><ul>{items}</ul></div>' if items else ""


def _sentence(note, turns: pd.DataFrame) -> str:
    who, when = wording.source(note["source_id"]), wording.day(note["as_of"])
    value = f"{note['value']:,.0f}"
    if note["kind"] == "cumulative_fall":
        return (
            f"{who} gave {value} for {when}, less than its own {note['other_value']:,.0f} for "
            f"{wording.day(note['other_as_of'])}: {_why_less(note, turns)}; not a negative flow."
        )
    if note["kind"] == "false_precision":
        return f"{who} hedged a number given to the last digits ({value}, {when}); it is rounded when shown."
    if note["kind"] == "part_above_total":
        return f"{who} gave a part of {value} above its total of {note['other_value']:,.0f} for {when}."
    return f"{who}’s {value} for {when} is withdrawn: not used, and kept in the table."


def _why_less(note, turns: pd.DataFrame) -> str:
    """Say why a count may have fallen: where the counting changed in between, that and nothing else."""
    between = turns[(turns["date_start"] > note["other_as_of"]) & (turns["date_start"] <= note["as_of"])]
    if between.empty:
        return "revised down, or people returned"
    turn = between.sort_values("date_start").iloc[-1]
    return f"the counting changed on {wording.day(turn['date_start'])} ({turn['title']})"


def freshness(crisis: str) -> None:
    """Say how fresh a crisis's figures are, and whether newer ones are expected."""
    st.html(once(_freshness_html, once(quality.overdue, "figures", "crises", today=today()), crisis=crisis))


def _freshness_html(overdue: pd.DataFrame, crisis: str) -> str:
    rows = overdue[overdue["crisis_id"] == crisis]
    if rows.empty or pd.isna(rows["newest"].iloc[0]):
        return '<p class="dd-fresh">No figure has been published for this crisis yet.</p>'
    one, closed = rows.iloc[0], row("crises", crisis)["end_date"]
    words = f"The newest figure is for {wording.day(one['newest'])}, {one['days']:,.0f} days ago."
    if one["overdue"]:
        words += (
            f" A newer one is expected every {one['review_every_days']:.0f} days: this crisis is overdue for review."
        )
    elif pd.notna(closed):
        words += f" The record of this crisis was closed on {wording.day(closed)}; later figures look back on it."
    else:
        words += " That is within its review interval."
    return f'<p class="dd-fresh">{escape(words)}</p>'


def nothing_here(what_to_do: str) -> None:
    """Say that a choice matches nothing, and what would."""
    st.info(f"Nothing matches this choice. {what_to_do}", icon=":material/search_off:")
