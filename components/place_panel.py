"""Map, bars and table of one source's figures by place: always the same selection."""

from html import escape

import pandas as pd
import streamlit as st

from charts import maps, ranked
from charts.frame import CONFIG
from charts.map_frame import Ground
from components import (
    boundaries,
    downloads,
    panels,
    place_choice,
    place_rows,
    place_stated,
    place_words,
    sources,
    wording,
)
from components.once import once

# Columns of the table beside the map, and what they are called there.
TABLE = {
    "name": "Place",
    "location_id": "Code",
    "value": "Value",
    "qualifier": "Qualifier",
    "as_of": "As of",
    "period_start": "Period start",
    "source": "Source",
    "published_on": "Published",
    "caveat": "Note",
    "url": "Link",
}
RATES = {"name": "Place", "rate": "Per 1,000", "count": "Number", "residents": "Residents"}

CONFIGS = {
    **{name: st.column_config.DateColumn(format="YYYY-MM-DD") for name in ("As of", "Period start", "Published")},
    **{name: st.column_config.NumberColumn(format="localized") for name in ("Value", "Number", "Residents")},
    "Per 1,000": st.column_config.NumberColumn(format="%.1f"),
    "Link": st.column_config.LinkColumn(display_text="open"),
}


def show(drawn: pd.DataFrame, shown_as: str, chosen: str, why_no_rate: str, key: str = "places") -> None:
    """Show places as a map, bars and a table, for all of them or for the one chosen.

    `drawn` is from `place_rows.drawn`; `why_no_rate` says why they cannot be shown per 1,000 residents.
    """
    title = once(place_words.title, drawn, shown_as=shown_as, chosen=chosen)
    panels.write_title(title, place_words.subtitle(drawn, shown_as), 2)
    if chosen:
        _chip(chosen, key)
    file = boundaries.file_for(sorted(set(drawn["location_id"])))
    look, mark = {"shown_as": shown_as, "chosen": chosen, "theme": panels.reader_theme()}, boundaries.mark(file)
    drawn_map = once(map_of, drawn, mark=mark, **look)
    bars = once(bars_of, drawn, **look)
    summary = once(place_words.summary, drawn, shown_as=shown_as)
    if drawn_map is None:
        _chart(bars, f"{key}-bars", summary)
        _say(drawn, shown_as, why_no_rate, "Nothing tells where these places are, so no map is drawn.")
    else:
        left, right = st.columns([3, 2], gap="large")
        with left:
            _chart(drawn_map, f"{key}-map", f"Map. {summary}")
        with right:
            _chart(bars, f"{key}-bars", f"Bars. {summary}")
            st.html(once(_key, drawn, shown_as=shown_as, mark=mark))
            _say(drawn, shown_as, why_no_rate, place_words.no_position(drawn))
    _under(once(_only, drawn, chosen=chosen), shown_as, key)
    if chosen:
        place_stated.show(chosen, key)


def map_of(drawn: pd.DataFrame, shown_as: str, chosen: str, theme: str | None = None, mark: str = ""):
    """Return the map, or None where nothing tells where the places are; `mark` names the state of its outlines."""
    outlines, around = place_rows.ground(drawn, shown_as)
    there = drawn["lat"].notna().any() or any(one["look"] == "part" for one in outlines)
    if around is None or not there:
        return None
    under = Ground(around, place_words.title(drawn, shown_as, chosen), place_words.subtitle(drawn, shown_as), theme)
    draw = maps.filled if shown_as == "rate" or drawn["unit"].iloc[0] == "percent" else maps.symbols
    return draw(drawn, outlines, under, chosen)


def bars_of(drawn: pd.DataFrame, shown_as: str, chosen: str, theme: str | None = None):
    """Return the bars of the same places."""
    title, subtitle = place_words.title(drawn, shown_as, chosen), place_words.subtitle(drawn, shown_as)
    return ranked.bars(drawn, title, subtitle, theme, chosen)


def _key(drawn: pd.DataFrame, shown_as: str, mark: str) -> str:
    outlines, _ = place_rows.ground(drawn, shown_as)
    return place_words.key(drawn, outlines, shown_as)


def _chart(figure, key: str, alt: str) -> None:
    """Draw a chart on which a click chooses a place."""
    with st.container(key=f"chart-{key}"):
        st.plotly_chart(
            figure,
            key=f"{key}-chart",
            config=CONFIG,
            theme=None,
            alt=alt,
            on_select=lambda: place_choice.clicked(f"{key}-chart"),
            selection_mode="points",
        )


def _say(drawn: pd.DataFrame, shown_as: str, why_no_rate: str, about_map: str) -> None:
    """Write what the charts leave out, and what rates were divided by or why there are none."""
    words = [about_map]
    if shown_as == "rate":
        words.append(place_words.denominators(drawn))
    elif why_no_rate and drawn["unit"].iloc[0] == "people" and drawn["indicator"].iloc[0] != "population":
        words.append(f"{wording.sentence(why_no_rate)}.")
    said = "</p><p class='dd-key dd-quiet'>".join(escape(one) for one in words if one)
    if said:
        st.html(f"<p class='dd-key dd-quiet'>{said}</p>")


def _chip(chosen: str, key: str) -> None:
    name = wording.sentence(wording.place(chosen))
    with st.container(horizontal=True, key=f"{key}-chip", vertical_alignment="center"):
        st.markdown(f"Only **{wording.plain(name)}**")
        st.button("Show all places", key=f"{key}-all", icon=":material/close:", on_click=place_choice.let_go)


def _only(drawn: pd.DataFrame, chosen: str) -> pd.DataFrame:
    rows = drawn[drawn["location_id"] == chosen] if chosen else drawn
    return rows.sort_values(["value", "name"], ascending=[False, True])


def _under(rows: pd.DataFrame, shown_as: str, key: str) -> None:
    """Write source line, table and download of the places shown."""
    figures = once(_figures, rows)
    if figures.empty:
        st.html('<div class="dd-source">No figure from this source for this date and place.</div>')
    else:
        sources.source_line(figures)
    table = st.expander("Table", key=f"{key}-table", on_change="rerun", icon=":material/table_rows:")
    if table.open:
        names = {**RATES, **{name: said for name, said in TABLE.items() if name not in ("value", *RATES)}}
        names = names if shown_as == "rate" else TABLE
        shown = rows[list(names)].assign(qualifier=rows["qualifier"].str.replace("_", " ")).rename(columns=names)
        with table:
            st.dataframe(
                shown,
                hide_index=True,
                placeholder="",
                column_config=CONFIGS,
                key=f"{key}-rows",
                alt="Places of the map above. Escape, then Tab, leaves the table.",
            )
    if len(figures):
        download(figures, key)


def download(figures: pd.DataFrame, key: str) -> None:
    """Offer figures as CSV and with HXL tags."""
    with st.container(horizontal=True, key=f"{key}-downloads"):
        for kind, make in (("CSV", downloads.csv), ("HXL", downloads.hxl)):
            st.download_button(
                f"Download {kind}",
                lambda make=make: make(figures),
                f"{key}{'-hxl' if kind == 'HXL' else ''}.csv",
                "text/csv",
                key=f"{key}-{kind.lower()}",
                on_click="ignore",
                icon=downloads.ICON,
                type="tertiary",
            )


def _figures(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures as they were published, without places that have none."""
    figures = rows[rows["figure_id"].notna()]
    return figures.assign(value=figures["count"])
