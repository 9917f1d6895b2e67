"""The log of a series for readers: value before and after, the day, the reason, and who replaced whom."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from components import figure_links, rows_html, wording
from components.once import once
from components.published import published, row
from metrics import change_log

# Rows written out before the rest is counted; the download under the chart has all.
ROWS_SHOWN = 60

# Changes named on the chart: three at most, from this part of the value on.
NAMED, LEAST = 3, 0.01

KINDS = {
    "replaced": "Replaced",
    "same_value": "Replaced, number unchanged",
    "withdrawn": "Withdrawn",
    "slip": "A slip",
    "lower": "Lower than before",
    "counting": "The counting changed",
}

# What is said of a lower count where no event and no note explains it.
UNEXPLAINED = "The source gives no reason: revised down, or people returned."

# How a label beside a mark ends.
WITHDRAWN = "withdrawn"

# A hedge that names a lower end only: a lower number under it takes nothing back.
FROM_HERE_UP = ("more_than", "at_least")


def show(series: pd.DataFrame, crisis: str, day: date | None) -> None:
    """Write the log of a series up to a day, newest first, and how many changes came later."""
    st.html(once(_html, series, crisis=crisis, day=day))


def _html(series: pd.DataFrame, crisis: str, day: date | None) -> str:
    everything = changes(series, crisis)
    shown = _until(everything, day)
    later = len(everything) - len(shown)
    more = f"{later} later {'change is' if later == 1 else 'changes are'} to the right on the slider." if later else ""
    if shown.empty:
        return f'<p class="dd-fresh">No number of this series had been changed{" by then" if day else ""}. {more}</p>'
    by_id = {one["figure_id"]: one for one in series.to_dict("records")}
    heads = {"Day": 13, "What": 14, "Before → after": 27, "Who": 14, "Reason": 32}
    cells = [_cells(one, by_id) for one in shown.head(ROWS_SHOWN).to_dict("records")]
    left = len(shown) - ROWS_SHOWN
    rest = f" {left} older ones are in the download." if left > 0 else ""
    return rows_html.table("What was changed", heads, cells) + (
        f'<p class="dd-fresh">{more}{rest}</p>' if more + rest else ""
    )


def changes(series: pd.DataFrame, crisis: str) -> pd.DataFrame:
    """Return the log of a series with its events: newest first, `kind` may also be counting (a change of method).

    `event` is the title of a change of counting that lies between the two sides of a lower count.
    """
    rows = change_log.log(series)
    place = series["location_id"].iloc[0] if len(series) else ""
    methods = breaks(crisis, place, None)
    rows = rows.assign(event=[_between(one, methods) for one in rows.to_dict("records")])
    used = set(rows["event"])
    alone = methods[~methods["event_id"].isin(used)]
    alone = alone[alone["date_start"].between(series["as_of"].min(), series["as_of"].max())]
    counting = pd.DataFrame({"kind": "counting", "day": alone["date_start"], "event": alone["event_id"]})
    both = pd.concat([rows, counting]) if len(counting) else rows
    order = [list(KINDS).index(kind) for kind in both["kind"]]
    both = both.assign(order=order).sort_values(["day", "order", "as_of_before"], ascending=[False, True, False])
    return both.drop(columns="order").reset_index(drop=True)


def breaks(crisis: str, place: str, day: date | None) -> pd.DataFrame:
    """Return the changes of counting that touch a place's series, up to a day."""
    events = published("events")
    rows = events[(events["crisis_id"] == crisis) & (events["kind"] == "count_method_change")]
    rows = rows[rows["location_id"] == place]
    return rows[rows["date_start"] <= pd.Timestamp(day)] if day else rows


def labels(series: pd.DataFrame, crisis: str, day: date | None) -> dict[str, str]:
    """Return, for the three greatest changes up to a day, the words beside the mark of the statement they changed."""
    rows = _until(changes(series, crisis), day)
    rows = rows[rows["kind"].isin(["replaced", "withdrawn", "lower"]) & (rows["size"].fillna(0) >= LEAST)]
    by_id = {one["figure_id"]: one for one in series.to_dict("records")}
    open_end = [by_id.get(one, {}).get("qualifier") in FROM_HERE_UP for one in rows["figure_id_after"]]
    rows = rows.assign(told=rows["event"] != "", open_end=open_end)
    rows = rows[~((rows["kind"] == "lower") & rows["open_end"])]
    greatest = rows.sort_values(["told", "size"], ascending=False).head(NAMED)
    return dict(_label(one, by_id) for one in greatest.to_dict("records"))


def _label(one: dict, by_id: dict) -> tuple[str, str]:
    before = by_id[one["figure_id_before"]]
    if one["kind"] == "withdrawn":
        return one["figure_id_before"], f"<s>{_exact(before)}</s> {WITHDRAWN}"
    after = by_id[one["figure_id_after"]]
    struck = f"<s>{_exact(before)}</s>" if one["kind"] == "replaced" else _exact(before)
    return one["figure_id_after"], f"<b>{_exact(after)}</b> after {struck}"


def _exact(figure: dict) -> str:
    return wording.exact(figure["value"], figure["unit"])


def _until(rows: pd.DataFrame, day: date | None) -> pd.DataFrame:
    return rows[rows["day"] <= pd.Timestamp(day)] if day else rows


def _between(change: dict, methods: pd.DataFrame) -> str:
    """Find the change of counting, by the same source, that lies between the two sides of a lower count."""
    if change["kind"] != "lower":
        return ""
    inside = methods[methods["date_start"].between(change["as_of_before"], change["as_of_after"], inclusive="right")]
    own = inside[inside["source_id"] == change["source_id_after"]]
    return own["event_id"].iloc[0] if len(own) else ""


def _cells(change: dict, by_id: dict) -> list[str]:
    day = escape(wording.day(change["day"]))
    if change["kind"] == "counting":
        event = row("events", change["event"])
        return [day, KINDS["counting"], "", escape(wording.source(event["source_id"])), _event(event)]
    before, after = by_id[change["figure_id_before"]], by_id.get(change["figure_id_after"])
    kind = "The counting changed" if change["event"] else KINDS[change["kind"]]
    return [day, kind, _sides(change, before, after), _who(before, after), _reason(change, before, after)]


def _sides(change: dict, before: dict, after: dict | None) -> str:
    """Write before → after, each a link; what is gone is struck through, and said to be so."""
    left = figure_links.link(before["figure_id"], _exact(before))
    if change["kind"] != "lower":
        left = f"<s>{left}</s>"
    left += f" <span class='dd-quiet'>{escape(wording.as_of(before))}</span>"
    if after is None:
        return f"{left} → {'never used' if change['kind'] == 'slip' else WITHDRAWN}"
    right = f"<b>{figure_links.link(after['figure_id'], _exact(after))}</b>"
    when = "" if after["as_of"] == before["as_of"] else f" <span class='dd-quiet'>{escape(wording.as_of(after))}</span>"
    return f"{left} → {right}{when}"


def _who(before: dict, after: dict | None) -> str:
    one = wording.source(before["source_id"])
    other = wording.source(after["source_id"]) if after else one
    return escape(one if one == other else f"{one}, replaced by {other}")


def _reason(change: dict, before: dict, after: dict | None) -> str:
    if change["event"]:
        return _event(row("events", change["event"]))
    if pd.notna(change["reason"]):
        return escape(change["reason"])
    if change["kind"] == "lower" and after["qualifier"] in FROM_HERE_UP:
        return escape(f"“{wording.HEDGES[after['qualifier']]}” names a lower end only; it takes nothing back.")
    if change["kind"] == "lower":
        return escape(_lower(before, after))
    return "No reason was given."


def _lower(before: dict, after: dict) -> str:
    note = f" Its note: {after['caveat']}" if pd.notna(after["caveat"]) else ""
    if after["published_on"] < before["published_on"]:
        dates = f"{wording.day(after['published_on'])}, the higher on {wording.day(before['published_on'])}"
        return f"The lower count was published on {dates}; the source does not say why they differ.{note}"
    return UNEXPLAINED + note


def _event(event: dict) -> str:
    note = f" {event['note']}" if pd.notna(event["note"]) else ""
    return escape(f"{event['title']}, {wording.day(event['date_start'])}.{note}")
