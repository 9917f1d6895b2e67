"""The figures as an ordinary page reads and draws them: pandas and Plotly Express, as the tutorials of both show.

The ordinary Streamlit page and the Dash page share it, so that they differ in nothing but Streamlit and Dash.
"""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

# Another folder of tables is named by the dashboard's own setting.
DATA = Path(os.environ.get("DISPLACEMENT_DATA") or Path(__file__).resolve().parents[2] / "data")

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


def figures() -> pd.DataFrame:
    """Read the figures, CSV or Parquet, and merge the names of everything they refer to."""
    stated = _stated()
    indicators = pd.read_csv(DATA / "indicators.csv")[["indicator", "label", "measure", "unit", "order"]]
    named = crises()[["crisis_id", "name"]].rename(columns={"name": "crisis"})
    places = pd.read_csv(DATA / "locations.csv")[["location_id", "name"]].rename(columns={"name": "place"})
    sources = pd.read_csv(DATA / "sources.csv")[["source_id", "short_name"]].rename(columns={"short_name": "source"})
    stated = stated.merge(indicators, on="indicator").merge(named, on="crisis_id")
    return stated.merge(places, on="location_id").merge(sources, on="source_id")


def _stated() -> pd.DataFrame:
    if (DATA / "figures.csv").exists():
        return pd.read_csv(DATA / "figures.csv", parse_dates=DATES, low_memory=False)
    stated = pd.read_parquet(DATA / "figures.parquet")
    return stated.assign(**{name: pd.to_datetime(stated[name]) for name in DATES})


def crises() -> pd.DataFrame:
    """Read the crises."""
    return pd.read_csv(DATA / "crises.csv")


def events() -> pd.DataFrame:
    """Read the events."""
    return pd.read_csv(DATA / "events.csv", parse_dates=["date_start"])


def totals_of(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows about everybody."""
    whole = (figures["sex"] == "all") & (figures["age_group"] == "all") & figures["dimension"].isna()
    return figures[whole & figures["value"].notna()]


def parts_of(figures: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows by sex or age."""
    return figures[((figures["sex"] != "all") | (figures["age_group"] != "all")) & figures["value"].notna()]


def places_of(rows: pd.DataFrame, crisis: pd.Series) -> list[str]:
    """List the places of a crisis's rows, its own area first."""
    places = rows.groupby(["location_id", "place"]).size().reset_index()
    return list(places.sort_values("location_id", key=lambda ids: ids != crisis["location_id"])["place"])


def first_indicators(rows: pd.DataFrame) -> list[str]:
    """Name the first indicator of each measure, in the order of the indicators."""
    first = rows[rows["measure"].isin(["cumulative", "stock", "flow"])].sort_values("order")
    return list(first.drop_duplicates("measure")["label"])


def filtered(rows: pd.DataFrame, sources: list[str], start, end, known_on) -> pd.DataFrame:
    """Filter by the sources and dates a reader chose; none chosen means all."""
    if sources:
        rows = rows[rows["source"].isin(sources)]
    if start:
        rows = rows[rows["as_of"] >= pd.Timestamp(start)]
    if end:
        rows = rows[rows["as_of"] <= pd.Timestamp(end)]
    if known_on:
        rows = rows[rows["published_on"] <= pd.Timestamp(known_on)]
    return rows


def headlines(rows: pd.DataFrame, crisis: pd.Series) -> list[pd.DataFrame]:
    """Return the rows of each headline of a crisis that has any, by date."""
    shown = []
    for word in crisis["headline_indicators"].split():
        indicator, _, place = word.partition("@")
        where = place or crisis["location_id"]
        some = rows[(rows["indicator"] == indicator) & (rows["location_id"] == where)].sort_values("as_of")
        shown += [some] if len(some) else []
    return shown


def recommended(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the recommended rows; all where there is none."""
    best = rows[rows["role"] == "recommended"]
    return best if len(best) else rows


def newest_parts(parts: pd.DataFrame) -> pd.DataFrame:
    """Keep the parts of one source for the newest date, with `who` they are."""
    newest = parts[parts["as_of"] == parts["as_of"].max()]
    newest = newest[newest["source"] == newest["source"].iloc[0]]
    return newest.assign(who=newest["sex"] + " " + newest["age_group"])


def line_or_bar(rows: pd.DataFrame, events: pd.DataFrame, title: str) -> go.Figure:
    """Draw a flow as bars and anything else as lines, with the first of a crisis's events marked."""
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
    inside = events[events["date_start"].between(*rows["as_of"].agg(["min", "max"]))]
    for event in inside.sort_values("date_start").head(3).itertuples():
        chart.add_vline(x=event.date_start, line_dash="dot")
        chart.add_annotation(x=event.date_start, y=1, yref="paper", text=event.title, showarrow=False)
    return chart


def bars(newest: pd.DataFrame, title: str) -> go.Figure:
    """Draw parts as bars."""
    return px.bar(newest, x="value", y="who", orientation="h", text="value", title=title)


def source_line(rows: pd.DataFrame) -> str:
    """Name the sources of rows, with their first caveats."""
    return f"Source: {', '.join(rows['source'].unique())}. {' '.join(rows['caveat'].dropna().unique()[:3])}"
