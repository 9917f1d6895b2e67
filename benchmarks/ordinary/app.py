"""An ordinary Streamlit dashboard of the same figures, to compare the real one with.

It is what a careful person writes in an afternoon after the tutorials: `st.cache_data` on the
reading, filters in pandas on every run, Plotly Express, `st.metric`, `st.dataframe` in an expander,
a download button with the CSV ready in its hand. Its two pages have the same filters, the same
statements, the same number of charts, cards, tables and downloads as the dashboard's Trend and
Situation. Nothing is in it to make it slow, and nothing is left out of it that Streamlit's own
examples do; what it does not do (refuse, hedge, name sources properly) makes it lighter, not heavier.
"""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

DATA = Path(__file__).resolve().parents[2] / "data"

DATES = ["as_of", "published_on", "period_start", "withdrawn_on"]

TABLE = [
    "as_of",
    "period_start",
    "source",
    "qualifier",
    "value",
    "role",
    "status",
    "published_on",
    "caveat",
    "url",
]


@st.cache_data
def load_figures() -> pd.DataFrame:
    """Read the figures and merge the names of everything they refer to."""
    figures = pd.read_csv(DATA / "figures.csv", parse_dates=DATES, low_memory=False)
    indicators = pd.read_csv(DATA / "indicators.csv")[["indicator", "label", "measure", "unit", "order"]]
    crises = pd.read_csv(DATA / "crises.csv")[["crisis_id", "name"]].rename(columns={"name": "crisis"})
    places = pd.read_csv(DATA / "locations.csv")[["location_id", "name"]].rename(columns={"name": "place"})
    sources = pd.read_csv(DATA / "sources.csv")[["source_id", "short_name"]].rename(columns={"short_name": "source"})
    figures = figures.merge(indicators, on="indicator").merge(crises, on="crisis_id")
    return figures.merge(places, on="location_id").merge(sources, on="source_id")


@st.cache_data
def load_crises() -> pd.DataFrame:
    """Read the crises."""
    return pd.read_csv(DATA / "crises.csv")


@st.cache_data
def load_events() -> pd.DataFrame:
    """Read the events."""
    return pd.read_csv(DATA / "events.csv", parse_dates=["date_start"])


def totals_of(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows about everybody."""
    whole = (figures["sex"] == "all") & (figures["age_group"] == "all") & figures["dimension"].isna()
    return figures[whole & figures["value"].notna()]


def line_or_bar(rows: pd.DataFrame, crisis_id: str, title: str):
    """Draw a flow as bars and anything else as lines, with the first events marked."""
    draw = px.bar if (rows["measure"] == "flow").all() else px.line
    options = {"markers": True} if draw is px.line else {}
    chart = draw(
        rows.sort_values("as_of"),
        x="as_of",
        y="value",
        color="source",
        title=title,
        labels={"as_of": "As of", "value": rows["unit"].iloc[0], "source": "Source"},
        hover_data=["qualifier", "status", "published_on", "caveat"],
        **options,
    )
    events = load_events()
    inside = events[
        (events["crisis_id"] == crisis_id) & events["date_start"].between(*rows["as_of"].agg(["min", "max"]))
    ]
    for event in inside.sort_values("date_start").head(3).itertuples():
        chart.add_vline(x=event.date_start, line_dash="dot")
        chart.add_annotation(x=event.date_start, y=1, yref="paper", text=event.title, showarrow=False)
    return chart


def under(rows: pd.DataFrame, key: str) -> None:
    """Write the sources, the table and the download under a chart."""
    st.caption(f"Source: {', '.join(rows['source'].unique())}. {' '.join(rows['caveat'].dropna().unique()[:3])}")
    with st.expander("Table"):
        st.dataframe(rows[TABLE], hide_index=True, key=f"{key}-rows")
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
    if sources:
        rows = rows[rows["source"].isin(sources)]
    if start:
        rows = rows[rows["as_of"] >= pd.Timestamp(start)]
    if end:
        rows = rows[rows["as_of"] <= pd.Timestamp(end)]
    if known_on:
        rows = rows[rows["published_on"] <= pd.Timestamp(known_on)]
    return rows


def trend() -> None:
    """Each chosen indicator over time, one chart below the other."""
    st.title("Trend")
    left, right = st.columns(2)
    with left:
        crisis = choose_crisis()
    rows = totals_of(load_figures())
    rows = rows[rows["crisis_id"] == crisis["crisis_id"]]
    places = rows.groupby(["location_id", "place"]).size().reset_index()
    places = places.sort_values("location_id", key=lambda ids: ids != crisis["location_id"])
    place = right.selectbox("Place", places["place"])
    rows = rows[rows["place"] == place].sort_values("order")
    first = rows[rows["measure"].isin(["cumulative", "stock", "flow"])].drop_duplicates("measure")
    shown = st.multiselect("Show", rows["label"].unique(), default=list(first["label"]))
    rows = filtered(rows)
    for label in shown:
        some = rows[rows["label"] == label]
        st.header(label)
        if some.empty:
            st.info("Nothing to show")
            continue
        st.plotly_chart(line_or_bar(some, crisis["crisis_id"], f"{label}, {place}"), key=f"trend-{label}")
        under(some, label)


def cards(rows: pd.DataFrame, crisis: pd.Series) -> list[pd.DataFrame]:
    """Show the newest figure of each headline, with its change and a small trend; return their rows."""
    shown = []
    for word in crisis["headline_indicators"].split():
        indicator, _, place = word.partition("@")
        where = place or crisis["location_id"]
        some = rows[(rows["indicator"] == indicator) & (rows["location_id"] == where)].sort_values("as_of")
        shown += [some] if len(some) else []
    for column, some in zip(st.columns(max(len(shown), 1)), shown, strict=False):
        best = some[some["role"] == "recommended"]
        best = best if len(best) else some
        newest = best.iloc[-1]
        delta = newest["value"] - best.iloc[-2]["value"] if len(best) > 1 else None
        column.metric(newest["label"], f"{newest['value']:,.0f}", delta, chart_data=list(best["value"]))
        column.caption(f"As of {newest['as_of']:%d %B %Y}. {newest['source']}")
    return shown


def situation() -> None:
    """The headlines, how the first one went on, and who the people are."""
    crisis = choose_crisis()
    figures = load_figures()
    figures = figures[figures["crisis_id"] == crisis["crisis_id"]]
    st.title(crisis["name"])
    first = cards(totals_of(figures), crisis)[0]
    st.header("How it changed")
    label, subject = first["label"].iloc[0], first[["indicator", "location_id"]].iloc[0]
    st.plotly_chart(line_or_bar(first, crisis["crisis_id"], label), key="situation-trend")
    under(first, "situation-trend")
    st.header("Who they are")
    same = figures[(figures[["indicator", "location_id"]] == subject).all(axis=1)]
    parts = same[((same["sex"] != "all") | (same["age_group"] != "all")) & same["value"].notna()]
    if parts.empty:
        st.info("Nothing by sex or age")
    else:
        newest = parts[parts["as_of"] == parts["as_of"].max()]
        newest = newest[newest["source"] == newest["source"].iloc[0]].assign(
            who=newest["sex"] + " " + newest["age_group"]
        )
        st.plotly_chart(
            px.bar(newest, x="value", y="who", orientation="h", text="value", title=label),
            key="situation-who",
        )
        under(newest, "situation-who")
    st.header("How fresh this is")
    st.write(f"The newest figure is for {figures['as_of'].max():%d %B %Y}. {crisis['summary']}")


st.set_page_config(page_title="Displacement", layout="wide")
st.navigation([st.Page(situation, default=True), st.Page(trend)], position="top").run()
