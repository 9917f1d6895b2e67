"""Statements over time: a stock as markers, a flow as columns from zero, a cumulative count as steps."""

import textwrap

import pandas as pd
import plotly.graph_objects as go

from charts import palette
from charts.frame import finished, framed, plain_texts, refuse_too_many

HEIGHT = 390

# Events named on the chart; the rest show on hover.
EVENTS_NAMED = 3

# The mark of a statement that its source took back.
WITHDRAWN = "x-thin-open"

# Two named events stand at least this part of the drawn time apart; a label's line has so many characters.
APART = 0.12
LABEL_WIDTH = 28
LABEL_HEIGHT = 30

# Pixels from a statement to the top of its label, and from a mark to the first thing above it.
ABOVE_LAST = 44
CLEAR = 8


def lines(
    statements: pd.DataFrame,
    title: str,
    subtitle: str,
    events: pd.DataFrame | None = None,
    theme: str | None = None,
) -> go.Figure:
    """Draw a stock or a cumulative count: every statement a marker at its real date.

    `statements` have `as_of`, `value`, `line`, `line_since`, `role`, `status`, `population_group`,
    `source` (short name), `hover` (what a tooltip says), `replaced` (another row took its place)
    and `joins` (whether a line may lead from the one before). The longest recommended line is
    filled and joined; other statements are open and grey, diamonds when they count from another
    day; withdrawn ones are crosses. `events` have `date_start`, `title`, `hover`, `rank` (0: named
    before others) and, if any changed the counting, `breaks`: a dashed line stands there, and none
    that joins statements leads across it. Raises ValueError for more than 2,000 statements.
    """
    refuse_too_many(len(statements))
    figure = framed(title, subtitle, HEIGHT, theme)
    rows = _drawable(statements)
    colour = palette.group_colour(rows["population_group"].mode().iloc[0])
    standing = rows[rows["status"] != "withdrawn"]
    main = _main_line(standing)
    beside = standing.drop(main.index)
    other_start = beside["line_since"] != (main["line_since"].iloc[0] if len(main) else "")
    symbols = ["diamond-open" if other else "circle-open" for other in other_start]
    withdrawn = rows[rows["status"] == "withdrawn"]
    rest = pd.concat([beside, withdrawn])
    figure.add_trace(_markers(rest, palette.BESIDE, [*symbols, *[WITHDRAWN] * len(withdrawn)], 8))
    figure.add_trace(_joined(main, colour))
    figure.add_trace(_markers(main, colour, "circle", 8))
    _mark(figure, events, rows, labelled=_label_last(figure, main))
    return finished(figure)


def columns(
    statements: pd.DataFrame,
    title: str,
    subtitle: str,
    events: pd.DataFrame | None = None,
    theme: str | None = None,
) -> go.Figure:
    """Draw a flow: a column from zero over each period, as wide as the period is long.

    Takes statements as `lines` does, with `period_start` and `period_days`. Other sources' and
    overlapping periods are open markers at the period's end; nothing is stacked.
    """
    refuse_too_many(len(statements))
    figure = framed(title, subtitle, HEIGHT, theme)
    rows = _drawable(statements)
    standing = rows[rows["status"] != "withdrawn"]
    main = _one_row_of_columns(standing)
    colour = palette.group_colour(rows["population_group"].mode().iloc[0])
    day = 24 * 3600 * 1000
    figure.add_trace(
        go.Bar(
            x=list(main["period_start"]),
            y=list(main["value"]),
            width=list(main["period_days"] * day * 0.92),
            offset=0,
            marker={"color": colour},
            text=None,
            hovertext=plain_texts(main["hover"]),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    beside, withdrawn = standing.drop(main.index), rows[rows["status"] == "withdrawn"]
    symbols = ["circle-open"] * len(beside) + [WITHDRAWN] * len(withdrawn)
    figure.add_trace(_markers(pd.concat([beside, withdrawn]), palette.BESIDE, symbols, 8))
    _mark(figure, events, rows)
    return finished(figure)


def _main_line(standing: pd.DataFrame) -> pd.DataFrame:
    """The line with most recommended statements, of one source and one start date."""
    chosen = standing[standing["role"] == "recommended"]
    chosen = chosen if len(chosen) else standing
    return chosen[chosen["line"] == chosen["line"].mode().iloc[0]] if len(chosen) else chosen


def _drawable(statements: pd.DataFrame) -> pd.DataFrame:
    """Leave out known slips (withdrawn, though never taken back by their publisher): they are for the table."""
    slips = (statements["status"] == "withdrawn") & statements["withdrawn_on"].isna() & ~statements["replaced"]
    return statements[~slips].sort_values(["as_of", "published_on"])


def _one_row_of_columns(standing: pd.DataFrame) -> pd.DataFrame:
    """The recommended columns of the commonest kind of period; nothing overlaps."""
    main = standing[standing["role"] == "recommended"]
    if main.empty:
        main = standing
    if main.empty:
        return main
    kind = main["period_kind"].mode().iloc[0]
    main = main[main["period_kind"] == kind]
    return main.drop_duplicates("as_of", keep="last")


def _markers(rows: pd.DataFrame, colour: str, symbol: str | list[str], size: int) -> go.Scatter:
    return go.Scatter(
        x=list(rows["as_of"]),
        y=list(rows["value"]),
        mode="markers",
        marker={"color": colour, "symbol": symbol, "size": size, "line": {"color": colour, "width": 1.5}},
        hovertext=plain_texts(rows["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _joined(rows: pd.DataFrame, colour: str) -> go.Scatter:
    """One line, cut where it had been silent for longer than usual."""
    x, y = [], []
    for one in rows.itertuples():
        if x and not one.joins:
            x.append(one.as_of)
            y.append(None)
        x.append(one.as_of)
        y.append(one.value)
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": 2}, hoverinfo="skip", connectgaps=False)


def _label_last(figure: go.Figure, main: pd.DataFrame) -> float:
    """Write the last statement beside its mark; return its value where the label stands above it, else 0."""
    if main.empty:
        return 0.0
    last = main.iloc[-1]
    # A line that falls comes from above: its label stands below.
    falls = len(main) > 1 and last["value"] < main.iloc[-2]["value"]
    figure.add_annotation(
        x=last["as_of"],
        y=last["value"],
        text=f"<b>{plain_texts([last['shown']])[0]}</b><br>{plain_texts([last['source']])[0]}",
        showarrow=False,
        xanchor="right",
        yanchor="top" if falls else "bottom",
        align="right",
        xshift=4,
        yshift=-8 if falls else 8,
    )
    return 0.0 if falls else float(last["value"])


def _mark(figure: go.Figure, events: pd.DataFrame | None, rows: pd.DataFrame, labelled: float = 0.0) -> None:
    """Set the axis, and mark events that fall in the drawn time: three with a name, the rest on hover."""
    greatest = float(rows["value"].max()) if len(rows) else 1.0
    figure.update_yaxes(tickformat=",~s", range=[0, greatest * 1.15], nticks=6)
    if events is None or rows.empty:
        return
    inside = events[(events["date_start"] >= rows["as_of"].min()) & (events["date_start"] <= rows["as_of"].max())]
    if inside.empty:
        return
    figure.add_trace(
        go.Scatter(
            x=list(inside["date_start"]),
            y=[0] * len(inside),
            mode="markers",
            marker={"symbol": "triangle-up", "size": 9, "color": palette.QUIET},
            hovertext=plain_texts(inside["hover"]),
            hovertemplate="%{hovertext}<extra></extra>",
            cliponaxis=False,
        )
    )
    inside = inside.assign(breaks=inside.get("breaks", False))
    for day in inside[inside["breaks"]]["date_start"]:
        figure.add_vline(x=day, line={"color": palette.QUIET, "width": 2, "dash": "dash"}, layer="below")
    named = _name_events(figure, inside, rows["as_of"].min(), rows["as_of"].max())
    figure.update_yaxes(range=[0, _top(figure, named, greatest, labelled)])


def _top(figure: go.Figure, named: int, greatest: float, labelled: float) -> float:
    """Where the axis ends, so that no mark and no label reaches the names of events above them."""
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    below = plot - LABEL_HEIGHT * named
    return max(greatest * plot / (below - CLEAR), labelled * plot / (below - ABOVE_LAST), greatest * 1.15)


def _name_events(figure: go.Figure, inside: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> int:
    """Name changes of counting, then the most telling events; all stand clear of each other, on a line of their own.

    Returns how many are named.
    """
    span = (last - first) / pd.Timedelta(days=1) or 1
    named: list = []
    for event in inside.sort_values(["breaks", "rank", "date_start"], ascending=[False, True, True]).itertuples():
        clear = all(abs((event.date_start - other.date_start).days) > span * APART for other in named)
        if clear and len(named) < EVENTS_NAMED:
            named.append(event)
    for position, event in enumerate(sorted(named, key=lambda one: one.date_start)):
        if not event.breaks:
            line = {"color": palette.QUIET, "width": 1, "dash": "dot"}
            figure.add_vline(x=event.date_start, line=line, layer="below")
        late = (event.date_start - first) / pd.Timedelta(days=1) > span * 0.5
        figure.add_annotation(
            x=event.date_start,
            y=1,
            yref="paper",
            text="<br>".join(textwrap.wrap(plain_texts([event.title])[0], LABEL_WIDTH)),
            showarrow=False,
            xanchor="right" if late else "left",
            align="right" if late else "left",
            yanchor="top",
            xshift=-4 if late else 4,
            yshift=-LABEL_HEIGHT * position,
            font={"size": 11},
        )
    return len(named)
