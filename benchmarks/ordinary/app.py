"""An ordinary Streamlit dashboard of the same figures, to compare the real one with.

It is what a careful person writes in an afternoon after the tutorials: `st.cache_data` on the
reading, filters in pandas on every run, Plotly Express, `st.metric`, `st.dataframe` in an expander,
a download button with the CSV ready in its hand. Its two pages have the same filters, the same
statements, the same number of charts, cards, tables and downloads as the dashboard's Trend and
Situation. Nothing is in it to make it slow, and nothing is left out of it that Streamlit's own
examples do; what it does not do (refuse, hedge, name sources properly) makes it lighter, not heavier.
"""

import pandas as pd
import prepared
import streamlit as st


@st.cache_data
def load_figures() -> pd.DataFrame:
    """Read the figures with the names of everything they refer to."""
    return prepared.figures()


@st.cache_data
def load_crises() -> pd.DataFrame:
    """Read the crises."""
    return prepared.crises()


@st.cache_data
def load_events() -> pd.DataFrame:
    """Read the events."""
    return prepared.events()


def line_or_bar(rows: pd.DataFrame, crisis_id: str, title: str):
    """Draw rows with the first events of their crisis."""
    events = load_events()
    return prepared.line_or_bar(rows, events[events["crisis_id"] == crisis_id], title)


def under(rows: pd.DataFrame, key: str) -> None:
    """Write the sources, the table and the download under a chart."""
    st.caption(prepared.source_line(rows))
    with st.expander("Table"):
        st.dataframe(rows[prepared.TABLE], hide_index=True, key=f"{key}-rows")
    st.download_button("Download CSV", rows.to_csv(index=False), f"{key}.csv", "text/csv", key=f"{key}-csv")


def choose_crisis() -> pd.Series:
    """Choose a crisis by its name."""
    crises = load_crises()
    name = st.selectbox("Crisis", crises["name"])
    return crises[crises["name"] == name].iloc[0]


def filtered(rows: pd.DataFrame) -> pd.DataFrame:
    """Filter by the dates and sources a reader chooses."""
    first, last, known = st.columns(3)
    start = first.date_input("From", None)
    end = last.date_input("To", None)
    known_on = known.date_input("As known on", None)
    sources = st.multiselect("Sources", sorted(rows["source"].unique()), placeholder="All")
    return prepared.filtered(rows, sources, start, end, known_on)


def trend() -> None:
    """Each chosen indicator over time, one chart below the other."""
    st.title("Trend")
    left, right = st.columns(2)
    with left:
        crisis = choose_crisis()
    rows = prepared.totals_of(load_figures())
    rows = rows[rows["crisis_id"] == crisis["crisis_id"]]
    place = right.selectbox("Place", prepared.places_of(rows, crisis))
    rows = rows[rows["place"] == place].sort_values("order")
    shown = st.multiselect("Show", rows["label"].unique(), default=prepared.first_indicators(rows))
    rows = filtered(rows)
    for label in shown:
        some = rows[rows["label"] == label]
        st.header(label)
        if some.empty:
            st.info("Nothing to show")
            continue
        st.plotly_chart(line_or_bar(some, crisis["crisis_id"], f"{label}, {place}"), key=f"trend-{label}")
        under(some, label)


def cards(shown: list[pd.DataFrame]) -> None:
    """Show the newest figure of each headline, with its change and a small trend."""
    for column, some in zip(st.columns(max(len(shown), 1)), shown, strict=False):
        best = prepared.recommended(some)
        newest = best.iloc[-1]
        delta = newest["value"] - best.iloc[-2]["value"] if len(best) > 1 else None
        column.metric(newest["label"], f"{newest['value']:,.0f}", delta, chart_data=list(best["value"]))
        column.caption(f"As of {newest['as_of']:%d %B %Y}. {newest['source']}")


def situation() -> None:
    """The headlines, how the first one went on, and who the people are."""
    crisis = choose_crisis()
    figures = load_figures()
    figures = figures[figures["crisis_id"] == crisis["crisis_id"]]
    st.title(crisis["name"])
    shown = prepared.headlines(prepared.totals_of(figures), crisis)
    cards(shown)
    first = shown[0]
    st.header("How it changed")
    label, subject = first["label"].iloc[0], first[["indicator", "location_id"]].iloc[0]
    st.plotly_chart(line_or_bar(first, crisis["crisis_id"], label), key="situation-trend")
    under(first, "situation-trend")
    st.header("Who they are")
    parts = prepared.parts_of(figures[(figures[["indicator", "location_id"]] == subject).all(axis=1)])
    if parts.empty:
        st.info("Nothing by sex or age")
    else:
        newest = prepared.newest_parts(parts)
        st.plotly_chart(prepared.bars(newest, label), key="situation-who")
        under(newest, "situation-who")
    st.header("How fresh this is")
    st.write(f"The newest figure is for {figures['as_of'].max():%d %B %Y}. {crisis['summary']}")


st.set_page_config(page_title="Displacement", layout="wide")
st.navigation([st.Page(situation, default=True), st.Page(trend)], position="top").run()
