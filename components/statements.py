"""The page Sources: who said what for nearly one day, side by side, and why they differ as far as the data says."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from charts import statements as chart
from components import drawable, figure_links, figure_words, panels, reasons, rows_html, sources, wording
from components.once import once
from components.published import row
from metrics import statements

# What each mark means, and when it is there.
CLICK = "Click a mark for its own page."
CLICK_THIS = "Click for its own page"


def standing(series: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the statements for a day with their words, what they differ in and why, greatest first."""
    return once(_in_words, once(statements.standing, series, day=day), day=day)


def _in_words(rows: pd.DataFrame, day: date) -> pd.DataFrame:
    its = held_against(rows)
    rows = statements.differences(rows, its["figure_id"])
    rows = rows.assign(
        who=[wording.source(one) for one in rows["source_id"]],
        source=[wording.source(one) for one in rows["source_id"]],
        shown=[_shown(one, day) for _, one in rows.iterrows()],
        hover=[f"{drawable.hover(one)}\n{CLICK_THIS}" for _, one in rows.iterrows()],
        open_end=[_open_end(one) for one in rows["qualifier"]],
        why=[reasons.why(one, its) for _, one in rows.iterrows()],
    )
    return rows.sort_values(["value", "figure_id"], ascending=[False, True]).reset_index(drop=True)


def held_against(rows: pd.DataFrame) -> pd.Series:
    """Return the statement the others are held against: the recommended one, else the nearest and last published."""
    order = rows.assign(far=-rows["days_apart"].abs()).sort_values(["main", "far", "published_on", "figure_id"])
    return order.iloc[-1]


def _shown(figure, day: date) -> str:
    value = wording.sentence(wording.hedged(figure))
    if figure["days_apart"] == 0:
        return value
    year = f" {figure['as_of'].year}" if figure["as_of"].year != day.year else ""
    return f"{value}, {figure['as_of'].day} {figure['as_of']:%b}{year}"


def _open_end(qualifier: str) -> str:
    return {"more_than": "up", "at_least": "up", "less_than": "down", "up_to": "down"}.get(qualifier, "")


def show(drawn: pd.DataFrame, day: date, key: str = "sources", level: int = 2) -> None:
    """Draw the statements, and open the page of one the reader clicks."""
    said = {"title": once(_title, drawn, day=day), "subtitle": once(_subtitle, drawn, day=day)}
    figure = once(_drawn, drawn, theme=st.context.theme.type, **said)
    summary, words = once(_summary, drawn, day=day), once(_key, drawn)
    clicked = panels.statements_panel(figure, drawn, key, **said, summary=summary, words=words, level=level)
    if clicked:
        st.switch_page("app_pages/figure.py", query_params={"figure": clicked})


def _key(drawn: pd.DataFrame) -> str:
    """Say what the marks mean, only those that are there."""
    other = "counted from another day" if (drawn["measure"] == "cumulative").all() else "of another period"
    marks = [("●", "recommended", drawn["main"]), ("○", "another statement", ~drawn["main"] & ~drawn["other_start"])]
    marks += [
        ("◇", other, drawn["other_start"] & ~drawn["main"]),
        ("├─┤", "a printed range", drawn["value_low"].notna()),
    ]
    marks += [("┄▷", "an open end: nobody says how far it reaches", drawn["open_end"] != "")]
    said = [f"<span aria-hidden='true'>{sign}</span>&nbsp;{words}" for sign, words, there in marks if there.any()]
    return f'<p class="dd-key">{" &ensp; ".join(said)}. {CLICK}</p>'


def _drawn(drawn: pd.DataFrame, title: str, subtitle: str, theme: str | None):
    return chart.dots(drawn, title, subtitle, theme)


def _title(drawn: pd.DataFrame, day: date) -> str:
    """Say how far the statements lie apart that count from the same day as the one they are held against."""
    when, alike = wording.day(day), drawn[~drawn["other_start"]]
    low, high = alike.iloc[-1], alike.iloc[0]
    apart = len(drawn) - len(alike)
    more = f"; {apart} of another start or period" if apart else ""
    if len(alike) == 1:
        only = "Only one statement" if not apart else "One statement"
        return f"{only} for {when}: {wording.hedged(low)}, {low['who']}{more}"
    lowest, highest = (wording.number(one["value"], one["unit"]) for one in (low, high))
    if lowest == highest:
        rounded = "" if low["value"] == high["value"] else ", rounded"
        return f"All {len(alike)} statements around {when} give {lowest}{rounded}{more}"
    return f"{len(alike)} statements around {when}: from {wording.hedged(low)} to {wording.hedged(high)}{more}"


def _subtitle(drawn: pd.DataFrame, day: date) -> str:
    one = held_against(drawn)
    unit = one["unit"].replace("_", " ")
    week = "with the nearest of the week before and after by those who made none for the day"
    return f"{wording.counted(one)}; {unit}; statements for {wording.day(day)}, {week}"


def _summary(drawn: pd.DataFrame, day: date) -> str:
    said = "; ".join(f"{one['who']} {wording.hedged(one)}" for _, one in drawn.iterrows())
    return f"Statements for {wording.day(day)} or within a week of it: {said}."


def why(drawn: pd.DataFrame) -> None:
    """Say why the statements differ, then set each one's start, day, area and document side by side."""
    st.html(once(_why_html, drawn))


def _why_html(drawn: pd.DataFrame) -> str:
    its = held_against(drawn)
    heads = {"Source": 12, "Says": 14, "Counted": 16, "Area": 10, "Published in": 22, "Why it differs": 26}
    rows = [_cells(one) for _, one in drawn.iterrows()]
    definition = row("indicators", its["indicator"])
    said = f"<b>{escape(definition['label'])}</b>: {escape(definition['definition'])}"
    more = (
        f" {sources.link(definition['definition_url'], 'Definition')}" if pd.notna(definition["definition_url"]) else ""
    )
    return (
        f'<p class="dd-fresh">{escape(reasons.summary(drawn, its))}</p>'
        f'<p class="dd-subtitle dd-rows">{said}{more}</p>'
        f"{rows_html.table('Statements side by side', heads, rows)}"
    )


def _cells(one) -> list[str]:
    mark = "<br><b class='dd-mark'>● recommended</b>" if one["main"] else ""
    value = figure_links.link(one["figure_id"], wording.sentence(figure_words.exactly(one)))
    caveat = f"<br>Its note: {escape(one['caveat'])}" if pd.notna(one["caveat"]) else ""
    return [
        escape(one["who"]) + mark,
        value,
        escape(counted(one)),
        escape(wording.sentence(wording.place(one["location_id"]))),
        sources.statement(one),
        escape(one["why"]) + caveat,
    ]


def counted(one) -> str:
    """Say when a statement counts: since a day, in a period, or on a day."""
    if one["measure"] == "cumulative":
        start = wording.day(one["period_start"]) if pd.notna(one["period_start"]) else "a day it does not name"
        return f"since {start}, {wording.as_of(one)}"
    return wording.as_of(one)
