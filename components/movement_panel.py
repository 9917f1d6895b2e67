"""From where to where: bands, arrows on a map, a matrix; and who came, left and came back at each place."""

from html import escape

import pandas as pd
import streamlit as st

from charts import arrows
from charts import movements as movement_charts
from charts.frame import CONFIG
from charts.map_frame import Ground
from components import boundaries, movement_choice, movement_words, panels, place_panel, sources
from components.once import once
from metrics import movements
from metrics.frames import Refusal

# Fewer links than this need no bands: the title says them.
FEWEST_BANDS = 2


def show(series: str, when: str, key: str = "movements") -> None:
    """Show the links chosen: bands and map, what moved within places, matrix, source, download."""
    added = when == movement_choice.ALL_PERIODS
    named = once(movement_words.links, movement_choice.links(series, when), added=added)
    panels.write_title(movement_words.title(named), movement_words.subtitle(named, added), 2)
    theme, summary = panels.reader_theme(), once(movement_words.summary, named, added=added)
    drawn, refusal = _bands(named, added, theme)
    drawn_map = once(_map, named, added=added, theme=theme, mark=boundaries.mark(_file(named)))
    charts = [(f"{key}-bands", drawn, "Bands"), (f"{key}-map", drawn_map, "Map")]
    charts = [one for one in charts if one[1] is not None]
    for column, (name, figure, what) in zip(
        st.columns(len(charts), gap="large") if charts else [], charts, strict=True
    ):
        with column, st.container(key=f"chart-{name}"):
            alt = f"{what}. {summary}"
            st.plotly_chart(figure, key=f"{name}-chart", config=CONFIG, theme=None, alt=alt)
    for words in (movement_words.within(named), movement_words.partial(named), refusal, _no_arrows(named)):
        if words:
            st.html(f'<p class="dd-key">{escape(words)}</p>')
    if len(named) >= FEWEST_BANDS:
        st.html(once(movement_words.matrix, named))
    figures = movement_choice.stated(series, when)
    sources.source_line(figures)
    place_panel.download(figures, key)


def flows(rows: pd.DataFrame, key: str = "movements-places") -> None:
    """Show arrivals, departures and returns of one period, place by place."""
    named = once(movement_words.flows, rows)
    panels.write_title(movement_words.flows_title(named), movement_words.flows_subtitle(named), 3)
    figure = once(_per_place, named, theme=panels.reader_theme())
    with st.container(key=f"chart-{key}"):
        alt = movement_words.flows_summary(named)
        st.plotly_chart(figure, key=f"{key}-chart", config=CONFIG, theme=None, alt=alt)
    panels.write_under(named, key)


def _no_arrows(named: pd.DataFrame) -> str:
    many = int((named["kind"] == "between").sum()) > arrows.MOST_ARROWS
    return f"No arrows are drawn for more than {arrows.MOST_ARROWS} links; the table has them all." if many else ""


def _bands(named: pd.DataFrame, added: bool, theme: str | None):
    """The bands, or None and why the links are not put together."""
    between = int((named["kind"] == "between").sum())
    if between < FEWEST_BANDS:
        return None, ""
    if named["admin_level"].isna().any():
        return None, "Not drawn as bands: these areas have no admin level, and one may lie in another."
    try:
        return once(_drawn_bands, named, added=added, theme=theme), ""
    except Refusal as refusal:
        return None, f"Not drawn as bands: the smaller links cannot be put together, {refusal}."


def _drawn_bands(named: pd.DataFrame, added: bool, theme: str | None):
    rows = movement_words.links(movements.folded(named), added)
    return movement_charts.bands(rows, movement_words.title(named), movement_words.subtitle(named, added), theme)


def _ends(named: pd.DataFrame) -> list[str]:
    return sorted({*named["origin_location_id"], *named["location_id"]})


def _file(named: pd.DataFrame) -> str:
    return boundaries.file_for(_ends(named))


def _map(named: pd.DataFrame, added: bool, theme: str | None, mark: str):
    """The arrows, or None where nobody knows the ends' positions or there are too many to tell apart."""
    rows = named[named["kind"] == "between"]
    at = {place: boundaries.position(place, _file(named)) for place in _ends(named)}
    rows = rows.assign(
        from_lat=[at[one][0] for one in rows["origin_location_id"]],
        from_lon=[at[one][1] for one in rows["origin_location_id"]],
        to_lat=[at[one][0] for one in rows["location_id"]],
        to_lon=[at[one][1] for one in rows["location_id"]],
    ).dropna(subset=["from_lat", "to_lat"])
    shapes = boundaries.outlines(_file(named))
    if rows.empty or len(rows) > arrows.MOST_ARROWS or not shapes or named["admin_level"].isna().any():
        return None
    outlines = [{**one, "look": "land", "hover": ""} for one in shapes]
    around = boundaries.view(_ends(named), _file(named), close=True)
    ground = Ground(around, movement_words.title(named), movement_words.subtitle(named, added), theme)
    return arrows.arrows(rows, outlines, ground)


def _per_place(named: pd.DataFrame, theme: str | None):
    title, subtitle = movement_words.flows_title(named), movement_words.flows_subtitle(named)
    return movement_charts.per_place(named, title, subtitle, theme)
