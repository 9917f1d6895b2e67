"""Parts of a total: bars from zero, the undisaggregated rest hatched, never a pie."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from charts import palette
from charts.frame import INKS, finished, framed, plain_texts, refuse_too_many

ROW_HEIGHT = 38

# Light enough for text to be read on it.
HATCH = "rgba(138,138,138,0.45)"

# Room at the right for the chart's own button.
BUTTON_ROOM = 40

# What follows not_disaggregated in `part`: the rest of a total that its source does not cut.
REST = "not_disaggregated"


def bars(parts: pd.DataFrame, title: str, subtitle: str, theme: str | None = None) -> go.Figure:
    """Draw parts as horizontal bars, greatest first, the undisaggregated rest last and hatched.

    `parts` have `part`, `name` (what the bar is called), `value`, `shown` (value and share in
    words), `hover`, `category` and `population_group`.
    """
    refuse_too_many(len(parts))
    rows = pd.concat([parts[parts["part"] != REST].sort_values("value", ascending=False), parts[parts["part"] == REST]])
    figure = framed(title, subtitle, ROW_HEIGHT * len(rows) + 20, theme)
    colours = [
        palette.part_colour(REST if part == REST else category, group)
        for part, category, group in zip(rows["part"], rows["category"], rows["population_group"], strict=True)
    ]
    greatest = float(rows["value"].max() or 1)
    inside = [value > greatest * 0.55 for value in rows["value"]]
    figure.add_trace(
        go.Bar(
            y=list(range(len(rows))),
            x=list(rows["value"]),
            orientation="h",
            marker=_fill(rows["part"] == REST, colours),
            text=plain_texts(rows["shown"]),
            textposition=["inside" if wide else "outside" for wide in inside],
            insidetextanchor="end",
            textfont={"size": 13},
            insidetextfont={"color": [INKS[theme] if part == REST else "white" for part in rows["part"]]},
            hovertext=plain_texts(rows["hover"]),
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=["<br>".join(_wrapped(name)) for name in plain_texts(rows["name"])],
        autorange="reversed",
        showgrid=False,
        zeroline=False,
        ticklabelstandoff=6,
    )
    figure.update_xaxes(visible=False, rangemode="tozero", range=[0, greatest * 1.02])
    figure.update_layout(bargap=0.28, margin={"b": 8, "r": BUTTON_ROOM})
    return finished(figure)


def _fill(rest: pd.Series, colours: list[str]) -> dict:
    """Fill bars with their colour, and the undisaggregated rest with hatching."""
    return {
        "color": ["rgba(138,138,138,0.12)" if is_rest else c for is_rest, c in zip(rest, colours, strict=True)],
        "line": {"color": colours, "width": 1},
        "pattern": {
            "shape": ["/" if is_rest else "" for is_rest in rest],
            "fillmode": "overlay",
            "fgcolor": [HATCH] * len(rest),
            "size": 8,
            "solidity": 0.25,
        },
    }


def _wrapped(name: str) -> list[str]:
    return textwrap.wrap(name, 18) or [""]
