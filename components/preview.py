"""Figures of a file before anything is compared: how many, their totals, a chart of the longest series, the rows."""

import pandas as pd
import polars as pl
import streamlit as st

from charts import preview as preview_charts
from charts.frame import CONFIG
from components import wording
from components.cells import row_table
from components.published import published
from curation.receive import Received
from curation.recognising.field_indicators import INDICATORS, unit

# Columns of the preview, and what they are called there.
COLUMNS = {
    "line": "Line",
    "as_of": "As of",
    "period_start": "Period start",
    "place": "Place",
    "origin": "From",
    "indicator": "Indicator",
    "value": "Value",
    "value_status": "If blank",
    "sex": "Sex",
    "age_group": "Age",
    "dimension": "Dimension",
    "category": "Category",
    "note": "Note",
}

# A chart over time needs so many dates; places drawn where there are fewer.
DATES = 3
PLACES = 15


def show(received: Received, key: str) -> None:
    """Show what the file's figures add up to, what was left out and why, a chart, and the first rows."""
    found = received.recognised
    if found.figures.is_empty():
        return
    _totals(found)
    chart = _chart(found)
    if chart is not None:
        rows, title, subtitle = chart
        figure = preview_charts.series(rows, title, subtitle, st.context.theme.type)
        st.html(f'<h3 class="dd-title">{title}</h3><p class="dd-subtitle">{subtitle}</p>')
        with st.container(key=f"chart-{key}-preview"):
            st.plotly_chart(figure, key=f"{key}-preview", config=CONFIG, theme=None, alt=f"{title}. {subtitle}")
    with st.expander(f"The figures as they would be read ({len(found.figures):,})", icon=":material/table_rows:"):
        row_table(_in_words(found).rename(columns=COLUMNS), f"{key}-figures")
    if found.skipped:
        count = sum(len(one.lines) for one in found.skipped)
        with st.expander(f"Rows left out, and why ({count:,})", icon=":material/playlist_remove:"):
            st.dataframe(
                pd.DataFrame(
                    {
                        "Why": [one.says for one in found.skipped],
                        "Rows": [len(one.lines) for one in found.skipped],
                        "First lines": [", ".join(str(line) for line in one.lines[:8]) for one in found.skipped],
                    }
                ),
                hide_index=True,
                key=f"{key}-skipped",
                alt="Rows left out and why. Escape, then Tab, leaves the table.",
            )


def _totals(found) -> None:
    """Write the totals by indicator in the publisher's own unit, to hold against what the publisher prints."""
    if not found.totals:
        return
    rows = [
        {
            "Total": INDICATORS.get(one["indicator"], (one["indicator"],))[0] + _cut(one),
            "Value": one["value"],
            "Unit": one["unit"],
            "Of": _when(one),
            "Figures": one["figures"],
        }
        for one in found.totals
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key=f"totals-{found.layout}-{len(rows)}-{found.rows_read}",
        column_config={"Value": st.column_config.NumberColumn(format="localized")},
        alt="Totals of the file, to hold against the publisher's own. Escape, then Tab, leaves the table.",
    )
    st.caption(
        "Hold these against the totals the publisher prints. A stock is of its latest date, a flow of all its periods; "
        "levels, cuts and their wholes are never added."
    )


def _cut(total: dict) -> str:
    level = {0: "countries", 1: "admin 1", 2: "admin 2", 3: "admin 3"}.get(total.get("admin_level"), "")
    said = [total.get("category") or "", total.get("country") or "", f"by {level}" if level else ""]
    cut = ", ".join(one for one in said if one)
    return f" ({cut})" if cut else ""


def _when(total: dict) -> str:
    return f"{total['period'][0]} to {total['period'][1]}" if total.get("period") else str(total.get("as_of") or "")


def _chart(found) -> tuple[pd.DataFrame, str, str] | None:
    """The rows of the longest series of one place, or else the places of the newest day, with title and subtitle."""
    whole = found.figures.filter(
        (pl.col("sex") == "all") & (pl.col("age_group") == "all") & pl.col("value").is_not_null()
        & pl.col("as_of").is_not_null() & pl.col("location_id").is_not_null() & pl.col("origin_location_id").is_null()
    )  # fmt: skip
    if whole.is_empty():
        return None
    cut = ["indicator", "dimension", "category"]
    lengths = whole.group_by([*cut, "location_id"], maintain_order=True).agg(
        pl.col("as_of").n_unique(), most=pl.col("value").cast(pl.Float64, strict=False).max()
    )
    longest = lengths.sort("as_of", "most", descending=True, nulls_last=True, maintain_order=True).row(0, named=True)
    same = whole.filter(pl.all_horizontal(pl.col(name).eq_missing(longest[name]) for name in cut))
    names = _names(found)
    label = INDICATORS[longest["indicator"]][0] if longest["indicator"] in INDICATORS else longest["indicator"]
    what = f"{label}{', ' + longest['category'] if longest['category'] else ''}"
    if longest["as_of"] >= DATES:
        rows = same.filter(pl.col("location_id") == longest["location_id"]).sort("as_of")
        title = f"{what}: {names.get(longest['location_id'], longest['location_id'])}"
        rows = rows.select(x="as_of", y=pl.col("value").cast(pl.Float64, strict=False))
    else:
        day = same["as_of"].max()
        newest = same.filter(pl.col("as_of") == day).with_columns(y=pl.col("value").cast(pl.Float64, strict=False))
        newest = newest.sort("y", descending=True).head(PLACES)
        rows = newest.select(x=pl.col("location_id").replace(names), y="y")
        title = f"{what}, {wording.day(pd.Timestamp(day))}"
    return rows.to_pandas(), title, f"{unit(longest['indicator']) or 'people'}, as this file states it; not published"


def _names(found) -> dict[str, str]:
    known = published("locations")
    return {**dict(zip(known["location_id"], known["name"], strict=True)), **{
        one["location_id"]: one["name"] for one in found.new_places
    }}  # fmt: skip


def _in_words(found) -> pd.DataFrame:
    names = _names(found)
    rows = found.figures.with_columns(
        place=pl.col("location_id").replace(names), origin=pl.col("origin_location_id").replace(names)
    )
    return rows.select([name for name in COLUMNS if name in rows.columns]).to_pandas()
