"""The page Events: a time line as a chart and in words, with the figures near each event."""

from html import escape

import pandas as pd
import streamlit as st

import curation.export
from charts import events as chart
from charts.frame import CONFIG
from components import downloads, event_words, filters, panels, wording
from components.once import once
from components.published import published, resource, row
from metrics import events as events_of

# The choice of no event in particular.
ALL = "all"

# Events this long before a crisis began are its prelude, and drawn; earlier ones are in the list only.
PRELUDE = pd.Timedelta(days=31)

# Columns of the table under the chart, and what they are called there.
TABLE = {
    "date_start": "First day",
    "date_end": "Last day",
    "title": "Event",
    "lane": "Kind",
    "place": "Place",
    "source": "Source",
    "url": "Link",
    "note": "Note",
}


def choose(crisis: str) -> pd.DataFrame:
    """Let the reader choose kinds of events; return the crisis's events of these kinds, all unless some are chosen."""
    rows = once(_of, "events", crisis=crisis)
    there = [one for one in event_words.KINDS if one in set(rows["kind"])]
    kinds = filters.choose_several("Kind", "kind", there, event_words.kind) if there else []
    return once(_of_kinds, rows, kinds=tuple(kinds))


def choose_one(rows: pd.DataFrame) -> str:
    """Let the reader choose one event, as a click on its mark does; "" for all of them."""
    names = {ALL: "All events", **once(_names, rows)}
    chosen = filters.choose("Event", "event", list(names), names.get)
    return "" if chosen == ALL else chosen


def _of(events: pd.DataFrame, crisis: str) -> pd.DataFrame:
    rows = events[events["crisis_id"] == crisis].sort_values(["date_start", "event_id"])
    return rows.assign(
        lane=[event_words.kind(one) for one in rows["kind"]],
        hover=[event_words.hover(one) for one in rows.to_dict("records")],
        place=[wording.sentence(wording.place(one)) if pd.notna(one) else None for one in rows["location_id"]],
        source=[wording.source(one) for one in rows["source_id"]],
    )


def _of_kinds(rows: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    return rows[rows["kind"].isin(kinds)] if kinds else rows


def _names(rows: pd.DataFrame) -> dict[str, str]:
    names = {one["event_id"]: f"{one['title']}, {event_words.when(one)}" for one in rows.to_dict("records")}
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    return {key: f"{name} [{key}]" if name in twice else name for key, name in names.items()}


def show(rows: pd.DataFrame, crisis: str, chosen: str) -> None:
    """Draw the time line, then write the events, or the one chosen, with the figures near them."""
    drawn = once(_drawn_rows, rows, crisis=crisis)
    earlier = len(rows) - len(drawn)
    said = {"title": once(event_words.title, rows), "subtitle": once(event_words.subtitle, drawn, earlier=earlier)}
    panels.write_title(**said, level=2)
    figure = once(_drawn, drawn, chosen=chosen, theme=panels.reader_theme(), **said)
    with st.container(key="chart-events"):
        st.plotly_chart(
            figure,
            key="events-chart",
            config=CONFIG,
            theme=None,
            alt=once(event_words.summary, drawn),
            on_select=_clicked,
            selection_mode="points",
        )
    if rows["kind"].eq("count_method_change").any():
        st.html(f'<p class="dd-key"><span aria-hidden="true">╎</span>&nbsp;{escape(BREAK)}</p>')
    st.html(once(downloads.licences_html, rows))
    _table(rows)
    _words(rows, chosen)


BREAK = "the counting changed: no line joins figures before and after it, here or on Trend"


def _drawn(drawn: pd.DataFrame, title: str, subtitle: str, theme: str | None, chosen: str):
    return chart.lanes(drawn, title, subtitle, theme, chosen)


def _drawn_rows(rows: pd.DataFrame, crisis: str) -> pd.DataFrame:
    start = row("crises", crisis)["start_date"]
    late = rows[rows["date_start"] >= start - PRELUDE] if pd.notna(start) else rows
    return late if len(late) else rows


def _clicked() -> None:
    """Take a click on a mark: its event is chosen, or let go when it was."""
    points = st.session_state["events-chart"]["selection"]["points"]
    if points:
        event = points[0].get("customdata")
        event = event[0] if isinstance(event, list) else event
        st.session_state["event"] = ALL if st.session_state.get("event") == event else event


def _let_go() -> None:
    st.session_state["event"] = ALL


def _table(rows: pd.DataFrame) -> None:
    """Offer the events as a table, to open, and as downloads."""
    table = st.expander("Table", key="events-table", on_change="rerun", icon=":material/table_rows:")
    if table.open:
        days = {name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in ("First day", "Last day")}
        with table:
            st.dataframe(
                rows[list(TABLE)].rename(columns=TABLE),
                hide_index=True,
                placeholder="",
                key="events-rows",
                column_config={**days, "Link": st.column_config.LinkColumn(display_text="open")},
                alt="Events of the chart above. Escape, then Tab, leaves the table.",
            )
    with st.container(horizontal=True, key="events-downloads"):
        for kind, make in (("CSV", csv), ("HXL", hxl)):
            st.download_button(
                f"Download {kind}",
                lambda make=make: make(rows),
                f"events{'-hxl' if kind == 'HXL' else ''}.csv",
                "text/csv",
                key=f"events-{kind.lower()}",
                on_click="ignore",
                icon=downloads.ICON,
                type="tertiary",
            )


def csv(rows: pd.DataFrame) -> bytes:
    """Write events as CSV, with the licences of their sources."""
    licensed, description = _licensed(rows)
    return curation.export.to_csv(licensed, [field["name"] for field in description["schema"]["fields"]])


def hxl(rows: pd.DataFrame) -> bytes:
    """Write events as CSV with HXL tags in the second line, with the licences of their sources."""
    return curation.export.to_hxl(*_licensed(rows))


def _licensed(rows: pd.DataFrame) -> tuple[pd.DataFrame, dict]:
    own = rows.drop(columns=["lane", "hover", "place", "source"])
    licensed = curation.export.with_licences(own, published("sources"))
    return licensed, curation.export.licensed(resource("events"))


def _words(rows: pd.DataFrame, chosen: str) -> None:
    st.header("What happened", anchor="list")
    if chosen:
        with st.container(horizontal=True, key="events-chip", vertical_alignment="center"):
            st.markdown("Only the event chosen")
            st.button("Show all events", key="events-all", icon=":material/close:", on_click=_let_go)
    linked = once(events_of.linked, "figures", "events", "crises")
    st.html(once(_list, rows, linked, chosen=chosen))


def _list(rows: pd.DataFrame, linked: pd.DataFrame, chosen: str) -> str:
    shown = rows[rows["event_id"] == chosen] if chosen else rows
    return event_words.listed(shown, linked, events_of.NEAR_DAYS, bool(chosen))
