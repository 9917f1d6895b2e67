"""What happened when: a lane for each kind of event, with a mark for each event at its day."""

import pandas as pd
import plotly.graph_objects as go

from charts import palette
from charts.frame import GRID, INKS, finished, framed, plain_texts, refuse_too_many
from charts.shades import faded

# Pixels of a lane: its name, and its marks below; and of the axis under all.
LANE_HEIGHT, AXIS_HEIGHT = 46, 34

# Room above the first lane for the chart's own button.
ROOM_ABOVE = 22

# A mark for each kind of event, so that lanes are told apart without colour.
SHAPES = {
    "hostilities": "diamond",
    "ceasefire": "circle",
    "access_change": "square",
    "border": "square",
    "policy": "triangle-up",
    "count_method_change": "line-ns",
}
OTHER = "circle-open"

# The strength of events that are not chosen.
PALE = 0.4

# Room at both ends of the time drawn, as a part of it.
ENDS = 0.04


def lanes(events: pd.DataFrame, title: str, subtitle: str, theme: str | None = None, chosen: str = "") -> go.Figure:
    """Draw events on a lane for their kind; one that lasts as a bar from its first to its last day.

    `events` have `event_id`, `date_start`, `date_end` (blank for one day), `kind`, `lane` (its name) and
    `hover`. A change of counting is a line through all lanes. When an event is `chosen`, the others
    turn pale. A click on a mark gives its `event_id`. Raises ValueError for more than 2,000 events.
    """
    refuse_too_many(len(events))
    rows = events.sort_values(["date_start", "event_id"]).reset_index(drop=True)
    names = list(dict.fromkeys(rows["lane"]))
    place = {name: len(names) - 1 - position for position, name in enumerate(names)}
    figure = framed(title, subtitle, LANE_HEIGHT * len(names) + ROOM_ABOVE + AXIS_HEIGHT, theme)
    ink = INKS[theme]
    for one in rows[rows["date_end"].notna()].itertuples():
        at = place[one.lane]
        line = {"color": palette.QUIET, "width": 5}
        figure.add_trace(
            go.Scatter(x=[one.date_start, one.date_end], y=[at, at], mode="lines", line=line, hoverinfo="skip")
        )
    for day in rows[rows["kind"] == "count_method_change"]["date_start"]:
        figure.add_vline(x=day, line={"color": palette.QUIET, "width": 2, "dash": "dash"}, layer="below")
    figure.add_trace(_marks(rows, place, chosen, ink))
    for name, at in place.items():
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=at + 0.2,
            yanchor="bottom",
            text=plain_texts([name])[0],
            showarrow=False,
        )
    _axes(figure, rows, len(names))
    return finished(figure)


def _marks(rows: pd.DataFrame, place: dict[str, int], chosen: str, ink: str) -> go.Scatter:
    # Pale colours and not opacity, which the browser sets anew at each click.
    colours = [ink if not chosen or one == chosen else faded(ink, PALE) for one in rows["event_id"]]
    return go.Scatter(
        x=list(rows["date_start"]),
        y=[place[one] for one in rows["lane"]],
        mode="markers",
        marker={
            "symbol": [SHAPES.get(kind, OTHER) for kind in rows["kind"]],
            "size": [15 if one == chosen else 12 for one in rows["event_id"]],
            "color": colours,
            "opacity": 1,
            "line": {"color": colours, "width": 2},
        },
        customdata=list(rows["event_id"]),
        hovertext=plain_texts(rows["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )


def _axes(figure: go.Figure, rows: pd.DataFrame, lanes: int) -> None:
    first, last = rows["date_start"].min(), rows[["date_start", "date_end"]].max().max()
    room = max((last - first) * ENDS, pd.Timedelta(days=3))
    figure.update_xaxes(range=[first - room, last + room], nticks=6, showgrid=True, gridcolor=GRID)
    figure.update_yaxes(
        range=[-0.5, lanes - 0.3], tickvals=list(range(lanes)), showticklabels=False, zeroline=False, ticks=""
    )
    top = figure.layout.margin.t + ROOM_ABOVE
    figure.update_layout(margin={"l": 8, "r": 10, "t": top, "b": AXIS_HEIGHT})
