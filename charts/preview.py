"""A file's figures before they are published: one series over time, or places on one day."""

import pandas as pd
import plotly.graph_objects as go

from charts import palette
from charts.frame import finished, framed, plain_texts, refuse_too_many

HEIGHT = 280
ROW_HEIGHT = 26


def series(rows: pd.DataFrame, title: str, subtitle: str, theme: str | None = None) -> go.Figure:
    """Draw numbers `y` over `x`: markers where `x` are days as text, bars from zero where they are names.

    Raises ValueError for more than 2,000 rows.
    """
    refuse_too_many(len(rows))
    days = pd.to_datetime(rows["x"], format="%Y-%m-%d", errors="coerce")
    over_time = bool(len(rows)) and bool(days.notna().all())
    figure = framed(title, subtitle, HEIGHT if over_time else ROW_HEIGHT * len(rows) + 30, theme)
    colour = palette.group_colour("IDP")
    if over_time:
        figure.add_trace(
            go.Scatter(x=list(days), y=list(rows["y"]), mode="lines+markers", line={"color": colour, "width": 2})
        )
        figure.update_yaxes(rangemode="tozero", tickformat=",")
        return finished(figure)
    figure.add_trace(
        go.Bar(
            x=list(rows["y"]),
            y=list(range(len(rows))),
            orientation="h",
            marker_color=colour,
            text=[f"{value:,.0f}" for value in rows["y"]],
            textposition="auto",
        )
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=plain_texts(rows["x"]), autorange="reversed", showgrid=False
    )
    figure.update_xaxes(showticklabels=False, showgrid=False)
    return finished(figure)
