"""Statements side by side for one date: a dot or a range each, sorted, the recommended one marked."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from charts import palette
from charts.frame import GRID, INKS, finished, framed, plain_texts, refuse_too_many

# Pixels of one statement: a line of words, and its mark below.
ROW_HEIGHT = 52

# Room above the first statement for the chart's own button, and below the last for the axis.
ROOM_ABOVE, ROOM_BELOW = 34, 34

# A statement's words stand this far above its mark, as a part of a row.
WORDS_ABOVE = 0.17

# Letters of a name that fit a phone beside the value.
NAME_WIDTH = 32

# From here the smallest value is drawn against zero; values closer to each other are spread out.
SPREAD_FROM = 0.8

# How far an open end reaches, as a part of the axis; it is the same for all, because nobody said how far.
OPEN_REACH = 0.07


def dots(statements: pd.DataFrame, title: str, subtitle: str, theme: str | None = None) -> go.Figure:
    """Draw each statement as a dot or a range, greatest first; the recommended one filled and named so.

    `statements` have `figure_id`, `value`, `value_low` and `value_high` (blank without a range),
    `open_end` (up, down or empty: the hedge leaves that end open), `main` (the recommended one),
    `other_start` (counts from another day), `population_group`, `who`, `shown` (value and date) and
    `hover`. A click on a mark gives its `figure_id`. Raises ValueError for more than 2,000 statements.
    """
    refuse_too_many(len(statements))
    rows = statements.sort_values(["value", "figure_id"], ascending=[True, True]).reset_index(drop=True)
    figure = framed(title, subtitle, ROW_HEIGHT * len(rows) + ROOM_ABOVE + ROOM_BELOW, theme)
    low, high = reach(rows)
    colour = palette.group_colour(rows["population_group"].mode().iloc[0])
    _ranges(figure, rows, colour)
    _open_ends(figure, rows, (high - low) * OPEN_REACH)
    figure.add_trace(_marks(rows, colour))
    for position, one in enumerate(rows.itertuples()):
        _words(figure, position, one, theme)
    margin = figure.layout.margin
    figure.update_layout(margin={"l": 8, "r": 8, "t": margin.t + ROOM_ABOVE, "b": ROOM_BELOW})
    figure.update_yaxes(
        range=[-0.5, len(rows) - 0.35], tickvals=list(range(len(rows))), showticklabels=False, zeroline=False, ticks=""
    )
    figure.update_xaxes(range=[low, high], tickformat=",~s", nticks=5, zeroline=low == 0, zerolinecolor=GRID)
    return finished(figure)


def reach(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the ends of the axis: from zero, unless all values lie within a fifth of the greatest."""
    values = pd.concat([rows["value"], rows["value_low"], rows["value_high"]]).dropna().astype(float)
    least, greatest = float(values.min()), float(values.max()) or 1.0
    if least < greatest * SPREAD_FROM or least == greatest:
        return 0.0, greatest * 1.12
    room = (greatest - least) * 0.35
    return max(0.0, least - room), greatest + room


def _marks(rows: pd.DataFrame, colour: str) -> go.Scatter:
    symbols = [
        "circle" if main else "diamond-open" if other else "circle-open"
        for main, other in zip(rows["main"], rows["other_start"], strict=True)
    ]
    colours = [colour if main else palette.BESIDE for main in rows["main"]]
    return go.Scatter(
        x=list(rows["value"]),
        y=list(range(len(rows))),
        mode="markers",
        marker={
            "symbol": symbols,
            "color": colours,
            "size": [15 if main else 11 for main in rows["main"]],
            "line": {"color": colours, "width": 2},
            "opacity": 1,
        },
        customdata=list(rows["figure_id"]),
        hovertext=plain_texts(rows["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        # A click leads to the figure's own page; nothing need fade for it.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _ranges(figure: go.Figure, rows: pd.DataFrame, colour: str) -> None:
    """Draw printed ranges as a bar between two ends."""
    for position, one in enumerate(rows.itertuples()):
        if pd.notna(one.value_low) and pd.notna(one.value_high):
            figure.add_trace(
                go.Scatter(
                    x=[one.value_low, one.value_high],
                    y=[position, position],
                    mode="lines+markers",
                    line={"color": colour if one.main else palette.BESIDE, "width": 4},
                    marker={"symbol": "line-ns-open", "size": 14, "line": {"width": 2}},
                    hoverinfo="skip",
                )
            )


def _open_ends(figure: go.Figure, rows: pd.DataFrame, length: float) -> None:
    """Draw an arrow where a hedge such as “more than” leaves an end open."""
    signs = {"up": ("triangle-right", length), "down": ("triangle-left", -length)}
    for position, one in enumerate(rows.itertuples()):
        if one.open_end in signs:
            symbol, step = signs[one.open_end]
            figure.add_trace(
                go.Scatter(
                    x=[one.value, one.value + step],
                    y=[position, position],
                    mode="lines+markers",
                    line={"color": palette.BESIDE, "width": 2, "dash": "dot"},
                    marker={"symbol": [symbol, symbol], "size": [0, 9], "color": palette.BESIDE},
                    hoverinfo="skip",
                    cliponaxis=False,
                )
            )


def _words(figure: go.Figure, position: int, one, theme: str | None) -> None:
    """Write who said it at the left and what at the right, above the mark's own line."""
    ends = " · recommended" if one.main else ""
    name = textwrap.shorten(one.who, NAME_WIDTH - len(ends), placeholder="…") if len(one.who) > 3 else one.who
    name = plain_texts([name])[0]
    shown = plain_texts([one.shown])[0]
    bold = (lambda words: f"<b>{words}</b>") if one.main else str
    for x, anchor, words in ((0, "left", bold(name) + ends), (1, "right", bold(shown))):
        figure.add_annotation(
            x=x,
            xref="paper",
            y=position + WORDS_ABOVE,
            yanchor="bottom",
            xanchor=anchor,
            align=anchor,
            text=words,
            showarrow=False,
            font={"size": 13, "color": INKS[theme]},
        )
