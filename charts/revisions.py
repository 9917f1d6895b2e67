"""Vintages of a series: what stands in colour, what it looked like before in grey, what was withdrawn as a cross."""

import pandas as pd
import plotly.graph_objects as go

from charts import palette
from charts.frame import INKS, finished, framed, plain_texts, refuse_too_many

HEIGHT = 400

# The mark of a statement that can no longer be read at its source.
GONE = "x-thin-open"

# Room above the greatest value, as a part of it, for labels.
HEADROOM = 1.22

# Greys of earlier vintages, oldest lightest; all are read beside the coloured line, not alone.
OLDEST, NEWEST = 0.35, 0.9

# Lines of other sources are drawn from this many statements on; fewer stand as marks alone.
LINE_FROM = 3

# Where a note stands beside its mark, in pixels: to the right below in the first half, to the left in the second.
ASIDE, BELOW = 34, 30

# A label stands above its mark, and turns inwards within this part of the width from either end.
ABOVE, EDGE = 40, 0.25


def vintages(
    statements: pd.DataFrame,
    earlier: pd.DataFrame,
    breaks: pd.DataFrame,
    whole: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    theme: str | None = None,
) -> go.Figure:
    """Draw what stood on a day, with everything that had been changed by then.

    `statements` have `figure_id`, `as_of`, `value`, `line`, `line_since`, `main` (on the recommended
    line), `stands`, `fresh` (appeared that day), `population_group`, `hover`, `shown`, `source` and `label`
    (HTML that names a change; mostly empty). `earlier` have `until`, `line`, `as_of`, `value`: the lines as
    they ran before. `breaks` have `date_start` and `title`: changes of counting. `whole` is the series
    to its end, whose ends keep the axes still while the day changes. Raises ValueError above 2,000 points.
    """
    refuse_too_many(len(statements) + len(earlier))
    figure = framed(title, subtitle, HEIGHT, theme)
    rows = statements.sort_values(["as_of", "value", "figure_id"])
    colour = palette.group_colour(whole["population_group"].mode().iloc[0])
    stands = rows[rows["stands"]]
    main, beside, gone = stands[stands["main"]], stands[~stands["main"]], rows[~rows["stands"]]
    _earlier_lines(figure, earlier)
    _lines(figure, beside, palette.BESIDE, "dot", LINE_FROM)
    _lines(figure, main, colour, "solid", 2)
    start = main["line_since"].iloc[0] if len(main) else ""
    shapes = ["diamond-open" if other else "circle-open" for other in beside["line_since"] != start]
    figure.add_trace(_marks(beside, colour, shapes, 8))
    figure.add_trace(_marks(main, colour, "circle", 8))
    figure.add_trace(_marks(gone, INKS[theme], GONE, 11))
    fresh = rows[rows["fresh"]]
    figure.add_trace(_ring(fresh, theme))
    _breaks(figure, breaks, whole)
    _axes(figure, whole)
    _labels(figure, rows, main, whole, theme)
    return finished(figure)


def _marks(rows: pd.DataFrame, colour: str, symbol, size: int) -> go.Scatter:
    return go.Scatter(
        x=list(rows["as_of"]),
        y=list(rows["value"]),
        mode="markers",
        marker={"color": colour, "symbol": symbol, "size": size, "line": {"color": colour, "width": 1.7}, "opacity": 1},
        customdata=list(rows["figure_id"]),
        hovertext=plain_texts(rows["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )


def _ring(rows: pd.DataFrame, theme: str | None) -> go.Scatter:
    """Put a ring around what appeared on the very day."""
    ink = INKS[theme]
    marker = {"color": ink, "symbol": "circle-open", "size": 17, "line": {"color": ink, "width": 1.5}, "opacity": 1}
    return go.Scatter(
        x=list(rows["as_of"]),
        y=list(rows["value"]),
        mode="markers",
        marker=marker,
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
        cliponaxis=False,
    )


def _lines(figure: go.Figure, rows: pd.DataFrame, colour: str, dash: str, least: int) -> None:
    for _, line in rows.groupby("line"):
        once = line.drop_duplicates("as_of", keep="last")
        if len(once) >= least:
            width = 2 if dash == "solid" else 1.2
            figure.add_trace(_polyline(once, {"color": colour, "width": width, "dash": dash}))


def _earlier_lines(figure: go.Figure, earlier: pd.DataFrame) -> None:
    """Draw earlier vintages where they ran otherwise, the older the lighter."""
    days = sorted(earlier["until"].unique())
    for (until, _), line in earlier.groupby(["until", "line"]):
        age = days.index(until) / max(1, len(days) - 1)
        grey = f"rgba(138,138,138,{OLDEST + (NEWEST - OLDEST) * age:.2f})"
        figure.add_trace(_polyline(line.sort_values("as_of"), {"color": grey, "width": 1.4, "dash": "dash"}))


def _polyline(rows: pd.DataFrame, line: dict) -> go.Scatter:
    return go.Scatter(x=list(rows["as_of"]), y=list(rows["value"]), mode="lines", line=line, hoverinfo="skip")


def _axes(figure: go.Figure, whole: pd.DataFrame) -> None:
    """Keep both axes where the whole series puts them; they start from zero unless all values are close."""
    first, last = whole["as_of"].min(), whole["as_of"].max()
    room = max((last - first) * 0.03, pd.Timedelta(days=3))
    figure.update_xaxes(range=[first - room, last + room])
    least, greatest = float(whole["value"].min()), float(whole["value"].max()) or 1.0
    bottom = 0.0 if least < greatest * 0.8 else least - (greatest - least) * 0.4
    figure.update_yaxes(tickformat=",~s", range=[bottom, bottom + (greatest - bottom) * HEADROOM or 1.0], nticks=6)


def _breaks(figure: go.Figure, breaks: pd.DataFrame, whole: pd.DataFrame) -> None:
    """Draw a line down the chart where the counting changed."""
    within = breaks[breaks["date_start"].between(whole["as_of"].min(), whole["as_of"].max())]
    for one in within.itertuples():
        figure.add_vline(x=one.date_start, line={"color": palette.QUIET, "width": 1.5, "dash": "dash"}, layer="below")
    if len(within):
        last = within["date_start"].max()
        late = last > whole["as_of"].min() + (whole["as_of"].max() - whole["as_of"].min()) / 2
        figure.add_annotation(
            x=last if not late else within["date_start"].min(),
            y=1,
            yref="paper",
            yanchor="top",
            xanchor="right" if late else "left",
            xshift=-4 if late else 4,
            text="the counting changed",
            showarrow=False,
            font={"size": 12},
        )


def _labels(figure: go.Figure, rows: pd.DataFrame, main: pd.DataFrame, whole: pd.DataFrame, theme: str | None) -> None:
    """Name the newest of the recommended line, and the greatest changes beside their marks."""
    first, span = whole["as_of"].min(), whole["as_of"].max() - whole["as_of"].min()
    if len(main):
        last = main.iloc[-1]
        text = f"<b>{plain_texts([last['shown']])[0]}</b><br>{plain_texts([last['source']])[0]}"
        at = (last["as_of"] - first) / span if span else 0.5
        side = "left" if at < EDGE else "right" if at > 1 - EDGE else "center"
        _note(figure, last, text, side, ax=0, ay=-ABOVE, arrow=False, theme=theme)
    for _, one in rows[rows["label"] != ""].iterrows():
        side = "left" if one["as_of"] < first + span / 2 else "right"
        _note(
            figure, one, one["label"], side, ax=ASIDE if side == "left" else -ASIDE, ay=BELOW, arrow=True, theme=theme
        )


def _note(figure: go.Figure, one, text: str, side: str, *, ax: int, ay: int, arrow: bool, theme: str | None) -> None:
    figure.add_annotation(
        x=one["as_of"],
        y=one["value"],
        text=text,
        xanchor=side,
        align=side,
        ax=ax,
        ay=ay,
        showarrow=True,
        arrowhead=0,
        arrowwidth=1 if arrow else 0.1,
        arrowcolor=palette.QUIET if arrow else "rgba(0,0,0,0)",
        standoff=6 if arrow else 0,
        font={"size": 12 if arrow else 13, "color": INKS[theme]},
    )
