"""A chart as readers get it: picture, source line, table and download, always together."""

from html import escape

import pandas as pd
import streamlit as st

from charts import breakdown as breakdown_charts
from charts import trend as trend_charts
from charts.frame import CONFIG
from components import downloads, drawable, sources, titles, wording
from components.once import once

# Columns of the table under a chart, and what they are called there.
TABLE = {
    "as_of": "As of",
    "period_start": "Period start",
    "source": "Source",
    "qualifier": "Qualifier",
    "value": "Value",
    "role": "Role",
    "status": "Status",
    "published_on": "Published",
    "caveat": "Note",
    "url": "Link",
}


def trend_panel(series: pd.DataFrame, crisis: str, key: str, headed: bool = False) -> None:
    """Draw one indicator over time: columns for a flow, markers and lines for the rest.

    `headed`: the indicator's name stands above already, and is not said twice.
    """
    said = trend_said(series, crisis, reader_theme())
    write_title(said["finding"] if headed else said["title"], said["subtitle"])
    _draw(said, key)
    write_under(said["rows"], key, said["marks"])


def trend_said(series: pd.DataFrame, crisis: str, theme: str | None) -> dict:
    """Return everything a trend's panel shows, worked out once; `rows` are those for the table under it."""
    return once(_trend, series, crisis=crisis, theme=theme)


def _trend(series: pd.DataFrame, crisis: str, theme: str | None) -> dict:
    drawn = drawable.statements(series, crisis)
    events = drawable.events_within(drawn, crisis)
    chart = trend_charts.columns if drawn["measure"].iloc[0] == "flow" else trend_charts.lines
    title, subtitle = titles.trend_title(drawn), titles.trend_subtitle(drawn)
    return {
        "title": title,
        "finding": wording.sentence(title.removeprefix(f"{wording.label(drawn['indicator'].iloc[0])}: ")),
        "subtitle": subtitle,
        "figure": chart(drawn, title, subtitle, events, theme),
        "summary": titles.trend_summary(drawn),
        "marks": titles.trend_key(drawn, events=bool(len(events)), breaks=bool(events["breaks"].any())),
        "rows": once(_newest_first, drawn),
    }


def breakdown_panel(parts: pd.DataFrame, key: str, level: int = 3) -> None:
    """Draw the parts of one total, its coverage in words, and everything a chart carries.

    `level` is the title's, one below the heading it stands under.
    """
    said = breakdown_said(parts, reader_theme())
    write_title(said["title"], said["subtitle"], level)
    _draw(said, key)
    write_under(said["rows"], key, said["coverage"])


def breakdown_said(parts: pd.DataFrame, theme: str | None) -> dict:
    """Return everything a breakdown's panel shows, worked out once; `rows` are those for the table under it."""
    return once(_breakdown, parts, theme=theme)


def _breakdown(parts: pd.DataFrame, theme: str | None) -> dict:
    drawn = once(_parts_in_words, parts)
    title, subtitle = titles.breakdown_title(drawn), titles.breakdown_subtitle(drawn)
    return {
        "title": title,
        "subtitle": subtitle,
        "figure": breakdown_charts.bars(drawn, title, subtitle, theme),
        "summary": titles.breakdown_summary(drawn),
        "coverage": f'<p class="dd-key">{escape(titles.coverage(drawn))}</p>',
        "rows": once(_stated_parts, drawn),
    }


def _draw(said: dict, key: str) -> None:
    with st.container(key=f"chart-{key}"):
        st.plotly_chart(said["figure"], key=f"{key}-chart", config=CONFIG, theme=None, alt=said["summary"])


def statements_panel(
    figure, drawn: pd.DataFrame, key: str, *, title: str, subtitle: str, summary: str, words: str, level: int = 2
) -> str:
    """Show a chart whose marks carry their statement's id; return the id the reader clicked, or "".

    `drawn` are the statements on it, from `once`; `words` is HTML that explains its marks.
    """
    write_title(title, subtitle, level)
    with st.container(key=f"chart-{key}"):
        chosen = st.plotly_chart(
            figure,
            key=f"{key}-chart",
            config=CONFIG,
            theme=None,
            alt=summary,
            on_select="rerun",
            selection_mode="points",
        )
    write_under(drawn, key, words)
    clicked = [point.get("customdata") for point in chosen["selection"]["points"]]
    return next((str(one[0] if isinstance(one, list) else one) for one in clicked if one), "")


def _newest_first(drawn: pd.DataFrame) -> pd.DataFrame:
    return drawn.sort_values(["as_of", "published_on"], ascending=False)


def _stated_parts(drawn: pd.DataFrame) -> pd.DataFrame:
    return drawn[drawn["figure_id"].notna()].sort_values("value", ascending=False)


def write_title(title: str, subtitle: str, level: int = 3) -> None:
    """Write a chart's title and subtitle as text, which wraps; the chart carries them for its picture."""
    title, subtitle = wording.unbroken(escape(title)), wording.unbroken(escape(subtitle))
    st.html(f'<h{level} class="dd-title">{title}</h{level}><p class="dd-subtitle">{subtitle}</p>')


def reader_theme() -> str | None:
    """Return the reader's theme, light or dark; None before the browser has told."""
    return st.context.theme.type


def _parts_in_words(parts: pd.DataFrame) -> pd.DataFrame:
    # One origin for all parts tells none from another.
    parts = parts.assign(rest=parts["part"] == "not_disaggregated")
    parts = parts.sort_values(["rest", "value", "part"], ascending=[True, False, True]).drop(columns="rest")
    told_apart = parts if parts["origin_location_id"].nunique() > 1 else parts.assign(origin_location_id=None)
    rows = parts.assign(
        name=[titles.part_name(one) for _, one in told_apart.iterrows()],
        source=[wording.source(one) for one in parts["source_id"]],
    )
    rows["shown"] = [titles.part_shown(one) for _, one in rows.iterrows()]
    rows["hover"] = [titles.part_hover(one) for _, one in rows.iterrows()]
    return rows


def write_under(rows: pd.DataFrame, key: str, words: str = "") -> None:
    """Write what stands under every chart: `words`, HTML that explains its marks, source line, table, download."""
    sources.source_line(rows, words)
    table_and_downloads(rows, key, {"name": "Part"} if "name" in rows else {})


def table_and_downloads(rows: pd.DataFrame, key: str, first: dict[str, str]) -> None:
    """Offer rows as a table, to open, and as downloads; columns of `first` stand before the usual ones."""
    table = st.expander("Table", key=f"{key}-table", on_change="rerun", icon=":material/table_rows:")
    if table.open:
        names = {**first, **TABLE}
        shown = rows[list(names)].assign(qualifier=rows["qualifier"].str.replace("_", " ")).rename(columns=names)
        config = {
            "As of": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "Period start": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "Published": st.column_config.DateColumn(format="YYYY-MM-DD"),
            "Value": st.column_config.NumberColumn(format="localized"),
            "Link": st.column_config.LinkColumn(display_text="open"),
        }
        with table:
            st.dataframe(
                shown,
                hide_index=True,
                placeholder="",
                column_config=config,
                key=f"{key}-rows",
                alt="Rows of the chart above. Escape, then Tab, leaves the table.",
            )
    with st.container(horizontal=True, key=f"{key}-downloads"):
        for kind, name, make in (("CSV", key, downloads.csv), ("HXL", f"{key}-hxl", downloads.hxl)):
            st.download_button(
                f"Download {kind}",
                lambda make=make: make(rows),
                f"{name}.csv",
                "text/csv",
                key=f"{key}-{kind.lower()}",
                on_click="ignore",
                icon=downloads.ICON,
                type="tertiary",
            )
