"""Places by size: bars from zero beside a map, a blank said in words and never drawn as a zero."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from charts import palette
from charts.frame import INKS, finished, framed, plain_texts
from charts.shades import faded

ROW_HEIGHT = 34

# Bars drawn; the others are in the table.
MOST_BARS = 25

# Characters of a name before it wraps.
NAME_WIDTH = 20

PALE = 0.35


def bars(places: pd.DataFrame, title: str, subtitle: str, theme: str | None = None, chosen: str = "") -> go.Figure:
    """Draw a bar for each place, greatest first, places without a number last.

    `places` have `location_id`, `name`, `value`, `shown`, `hover` and `population_group`. When a
    place is `chosen`, the others turn pale.
    """
    rows = places.sort_values(["value", "name"], ascending=[False, True], na_position="last").head(MOST_BARS)
    figure = framed(title, subtitle, ROW_HEIGHT * len(rows) + 16, theme)
    greatest = float(rows["value"].max()) if rows["value"].notna().any() else 1.0
    greatest = greatest or 1.0
    inside = [bool(value > greatest * 0.6) for value in rows["value"].fillna(0)]
    pale = [bool(chosen) and one != chosen for one in rows["location_id"]]
    groups = zip(rows["population_group"], pale, strict=True)
    colours = [faded(palette.group_colour(group), PALE if off else 1.0) for group, off in groups]
    figure.add_trace(
        go.Bar(
            y=list(range(len(rows))),
            # A bar of no length still takes a click, and its words stand where it would begin.
            x=list(rows["value"].fillna(0)),
            orientation="h",
            # Pale colours and not opacity, which the browser sets anew at each click.
            marker={"color": colours, "line": {"width": 0}},
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": 1}},
            customdata=list(rows["location_id"]),
            text=plain_texts(rows["shown"]),
            textposition=["inside" if wide else "outside" for wide in inside],
            insidetextanchor="end",
            insidetextfont={"color": [INKS[theme] if off else "white" for off in pale]},
            outsidetextfont={"color": INKS[theme]},
            textfont={"size": 13},
            hovertext=plain_texts(rows["hover"]),
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[
            "<br>".join(textwrap.wrap(name, NAME_WIDTH, break_on_hyphens=False) or [""])
            for name in plain_texts(rows["name"])
        ],
        autorange="reversed",
        showgrid=False,
        zeroline=False,
        ticks="",
        ticklabelstandoff=6,
    )
    figure.update_xaxes(visible=False, range=[0, greatest * 1.02])
    figure.update_layout(bargap=0.3, margin={"b": 8, "r": 40})
    return finished(figure)
