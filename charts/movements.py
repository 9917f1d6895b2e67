"""From where to where: bands from origins to destinations, and bars of who came, left and came back."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from charts import map_labels, palette
from charts.frame import INKS, finished, framed, plain_texts
from charts.shades import faded

# Links drawn one by one, and room for each, in pixels.
MOST_LINKS = 15
LINK_HEIGHT, LOWEST = 46, 170

# Characters of a place's name before it wraps; names stand on the bands.
NAME_WIDTH = 18

# The fill of a band: its colour, light enough for names to be read on it.
BAND = 0.45

# What is left of the colour under the hatching of departures.
PALE = 0.25

ROW_HEIGHT = 34
FLOWS = {"arrivals": "", "departures": "/", "returns": ""}


def bands(links: pd.DataFrame, title: str, subtitle: str, theme: str | None = None) -> go.Figure:
    """Draw links as bands from origins (left) to destinations (right), as wide as their numbers.

    `links` have `from_name`, `to_name`, `value`, `shown`, `hover` and `population_group`; a place that is both
    origin and destination stands on both sides. Raises ValueError for more than 15.
    """
    if len(links) > MOST_LINKS:
        raise ValueError(f"{len(links)} bands in one chart; fold them to at most {MOST_LINKS}")
    figure = framed(title, subtitle, max(LINK_HEIGHT * len(links), LOWEST), theme)
    rows = links.sort_values("value", ascending=False)
    starts, ends = list(dict.fromkeys(rows["from_name"])), list(dict.fromkeys(rows["to_name"]))
    colours = [faded(palette.group_colour(one), BAND) for one in rows["population_group"]]
    figure.add_trace(
        go.Sankey(
            arrangement="fixed",
            node={
                "label": [*_labels(rows, "from_name", starts), *_labels(rows, "to_name", ends)],
                "color": palette.QUIET,
                "line": {"width": 0},
                "pad": 22,
                "thickness": 10,
                "hoverinfo": "skip",
            },
            link={
                "source": [starts.index(one) for one in rows["from_name"]],
                "target": [len(starts) + ends.index(one) for one in rows["to_name"]],
                "value": list(rows["value"]),
                "color": colours,
                "customdata": plain_texts(rows["hover"]),
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"size": 12.5, "color": INKS[theme], "shadow": map_labels.halo(theme)},
        )
    )
    figure.update_layout(margin={"l": 4, "r": 40, "b": 10})
    return finished(figure)


def _labels(rows: pd.DataFrame, side: str, names: list[str]) -> list[str]:
    """Name the places of a side; with the number where one band alone leads there and many from elsewhere."""
    told = []
    for name in names:
        own = rows[rows[side] == name]
        label = "<br>".join(textwrap.wrap(plain_texts([name])[0], NAME_WIDTH))
        number = plain_texts(own["shown"])[0] if len(own) == 1 and side == "to_name" else ""
        told.append(f"<b>{label}</b> {number}".strip())
    return told


def per_place(rows: pd.DataFrame, title: str, subtitle: str, theme: str | None = None) -> go.Figure:
    """Draw arrivals, departures and returns as bars, one below the other for each place, never added.

    `rows` have `name` (what the bar is called), `flow`, `value`, `shown`, `hover` and
    `population_group`, in the order they are drawn. Departures are hatched.
    """
    figure = framed(title, subtitle, ROW_HEIGHT * len(rows) + 16, theme)
    greatest = float(rows["value"].max()) or 1.0
    colours = [palette.group_colour(one) for one in rows["population_group"]]
    left = [flow == "departures" for flow in rows["flow"]]
    inside = [bool(value > greatest * 0.6) and not gone for value, gone in zip(rows["value"], left, strict=True)]
    figure.add_trace(
        go.Bar(
            y=list(range(len(rows))),
            x=list(rows["value"]),
            orientation="h",
            marker={
                "color": [faded(colour, PALE) if gone else colour for colour, gone in zip(colours, left, strict=True)],
                "line": {"color": colours, "width": 1},
                "pattern": {
                    "shape": [FLOWS[one] for one in rows["flow"]],
                    "fillmode": "overlay",
                    "fgcolor": colours,
                    "size": 7,
                    "solidity": 0.25,
                },
            },
            text=plain_texts(rows["shown"]),
            textposition=["inside" if one else "outside" for one in inside],
            insidetextanchor="end",
            insidetextfont={"color": "white"},
            outsidetextfont={"color": INKS[theme]},
            textfont={"size": 13},
            hovertext=plain_texts(rows["hover"]),
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[_in_lines(name) for name in plain_texts(rows["name"])],
        autorange="reversed",
        showgrid=False,
        zeroline=False,
        ticks="",
        ticklabelstandoff=6,
    )
    figure.update_xaxes(visible=False, range=[0, greatest * (1.3 if any(left) else 1.02)])
    figure.update_layout(bargap=0.3, margin={"b": 8, "r": 40})
    return finished(figure)


def _in_lines(name: str) -> str:
    return "<br>".join(textwrap.wrap(name, 24, break_on_hyphens=False) or [""])
