"""Series side by side: small charts on one scale, and the latest figure of each with the day it is for."""

import textwrap
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts import palette
from charts.frame import GRID, INKS, finished, framed, plain_texts, refuse_too_many

PANEL_HEIGHT = 200

# Pixels of one series in the ranked chart: a line of words, and its bar below; and of the room under all.
ROW_HEIGHT, ROOM_BELOW = 50, 8

# Room above the greatest value for the label of the last one, and for the chart's own button.
HEADROOM = 1.4

# Room above the first bar for the chart's own button, in pixels.
ROOM_ABOVE = 26

# Where the bars end and the strip of days begins, as parts of the width.
BARS_END, DAYS_BEGIN = 0.66, 0.74

# Letters of a name that fit a phone beside its day.
NAME_WIDTH = 40

# A bar this long holds its own number.
LONG = 0.55

DAY = 24 * 3600 * 1000


@dataclass(frozen=True)
class Scale:
    """The one scale of all panels: ends of the axis along (days, or numbers of days) and the greatest value."""

    first: pd.Timestamp | float
    last: pd.Timestamp | float
    top: float


def panel(rows: pd.DataFrame, scale: Scale, title: str, subtitle: str, theme: str | None = None) -> go.Figure:
    """Draw one series on the scale of all: markers joined where `joins` says so, columns for a flow.

    `rows` have `x` (a day, or days since the start), `y`, `joins`, `measure`, `period_days`,
    `population_group`, `shown` and `hover`. Raises ValueError for more than 2,000 statements.
    """
    refuse_too_many(len(rows))
    rows = rows.sort_values("x")
    figure = framed(title, subtitle, PANEL_HEIGHT, theme)
    colour = palette.group_colour(rows["population_group"].iloc[0])
    dated = isinstance(scale.first, pd.Timestamp)
    if rows["measure"].iloc[0] == "flow":
        figure.add_trace(_columns(rows, colour, dated))
    else:
        figure.add_trace(_joined(rows, colour))
        figure.add_trace(_markers(rows, colour))
    _label_last(figure, rows.iloc[-1], scale, theme)
    room = (scale.last - scale.first) * 0.03
    figure.update_xaxes(range=[scale.first - room, scale.last + room], nticks=5, tickformat=None if dated else ",d")
    figure.update_yaxes(range=[0, scale.top * HEADROOM], tickformat=",~s", nticks=5)
    figure.update_layout(margin={"r": 10, "b": 28})
    return finished(figure)


def _markers(rows: pd.DataFrame, colour: str) -> go.Scatter:
    return go.Scatter(
        x=list(rows["x"]),
        y=list(rows["y"]),
        mode="markers",
        marker={"color": colour, "size": 6},
        hovertext=plain_texts(rows["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _columns(rows: pd.DataFrame, colour: str, dated: bool) -> go.Bar:
    """Draw each period from its first day, as wide as it is long; `x` is the day it ends with."""
    days = rows["period_days"].fillna(1)
    back = pd.to_timedelta(days - 1, unit="D") if dated else days - 1
    return go.Bar(
        x=list(rows["x"] - back),
        y=list(rows["y"]),
        width=list(days * (DAY if dated else 1) * 0.92),
        offset=0,
        marker={"color": colour},
        hovertext=plain_texts(rows["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _joined(rows: pd.DataFrame, colour: str) -> go.Scatter:
    x, y = [], []
    for one in rows.itertuples():
        if x and not one.joins:
            x.append(one.x)
            y.append(None)
        x.append(one.x)
        y.append(one.y)
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": 1.8}, hoverinfo="skip", connectgaps=False)


def _label_last(figure: go.Figure, last: pd.Series, scale: Scale, theme: str | None) -> None:
    late = (last["x"] - scale.first) > (scale.last - scale.first) / 2
    figure.add_annotation(
        x=last["x"],
        y=last["y"],
        text=f"<b>{plain_texts([last['shown']])[0]}</b>",
        showarrow=False,
        xanchor="right" if late else "left",
        yanchor="bottom",
        xshift=6 if late else -6,
        yshift=6,
        font={"size": 13, "color": INKS[theme]},
    )


def ranked(rows: pd.DataFrame, title: str, subtitle: str, theme: str | None = None) -> go.Figure:
    """Draw the latest figure of each series, greatest first: a bar, and beside it the day it is for.

    `rows` have `name`, `y`, `shown`, `dated` (the day in few letters), `as_of`, `population_group` and
    `hover`. All days stand on one strip, so that figures of different days are seen to be so.
    """
    refuse_too_many(len(rows))
    rows = rows.sort_values(["y", "name"], ascending=[True, False]).reset_index(drop=True)
    figure = framed(title, subtitle, ROW_HEIGHT * len(rows) + ROOM_ABOVE + ROOM_BELOW, theme)
    places, colours = list(range(len(rows))), [palette.group_colour(one) for one in rows["population_group"]]
    greatest = float(rows["y"].max()) or 1.0
    figure.add_trace(_bars(rows, places, colours, greatest, theme))
    figure.add_trace(
        go.Scatter(
            x=list(rows["as_of"]),
            y=places,
            xaxis="x2",
            mode="markers",
            marker={"color": colours, "size": 9},
            hovertext=plain_texts(rows["hover"]),
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    )
    for place, one in enumerate(rows.itertuples()):
        _words(figure, place, one, theme)
    first, last = rows["as_of"].min(), rows["as_of"].max()
    room = max((last - first) * 0.12, pd.Timedelta(days=20))
    figure.update_xaxes(domain=[0, BARS_END], range=[0, greatest * 1.02], visible=False)
    figure.update_layout(
        xaxis2={
            "domain": [DAYS_BEGIN, 1],
            "range": [first - room, last + room],
            "anchor": "y",
            "tickvals": list(dict.fromkeys([first, last])),
            "showticklabels": False,
            "ticks": "",
            "fixedrange": True,
            "showgrid": True,
            "gridcolor": GRID,
        },
        bargap=0.5,
        margin={"l": 8, "r": 8, "t": figure.layout.margin.t + ROOM_ABOVE, "b": ROOM_BELOW},
    )
    figure.update_yaxes(range=[-0.5, len(rows) - 0.3], showticklabels=False, showgrid=False, zeroline=False, ticks="")
    return finished(figure)


def _bars(rows: pd.DataFrame, places: list[int], colours: list[str], greatest: float, theme: str | None) -> go.Bar:
    return go.Bar(
        y=places,
        x=list(rows["y"]),
        orientation="h",
        marker={"color": colours},
        text=plain_texts(rows["shown"]),
        textposition=["inside" if value > greatest * LONG else "outside" for value in rows["y"]],
        insidetextanchor="end",
        insidetextfont={"color": "white"},
        outsidetextfont={"color": INKS[theme]},
        textfont={"size": 13},
        textangle=0,
        constraintext="none",
        hovertext=plain_texts(rows["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _words(figure: go.Figure, place: int, one, theme: str | None) -> None:
    """Write the name at the left and the day at the right, above the bar and the mark of the day."""
    name = textwrap.shorten(one.name, NAME_WIDTH, placeholder="…")
    for x, anchor, words in ((0, "left", name), (1, "right", one.dated)):
        figure.add_annotation(
            x=x,
            xref="paper",
            y=place + 0.24,
            yanchor="bottom",
            xanchor=anchor,
            text=plain_texts([words])[0],
            showarrow=False,
            font={"size": 13 if anchor == "left" else 12, "color": INKS[theme]},
        )
