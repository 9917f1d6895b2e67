"""A Dash dashboard of the same figures, to compare the real one with.

It is what somebody who knows Dash writes after its guide: the tables are read once at the start and what
is looked up often is put in order there, Dash Pages, a callback for each thing that changes, `dcc.Graph`,
`dash_table` with its own export. It has the filters, statements, charts, cards and tables of the pages
Trend and Situation, and shares reading and drawing with the ordinary page (`benchmarks/ordinary`).
`serve_locally` is Dash's default, so it works without the internet.

Served as Dash's guide says: `gunicorn benchmarks.dash_page.app:server`.
"""

from urllib.parse import quote

import dash
import pandas as pd
from dash import Dash, Input, Output, callback, dash_table, dcc, html

from benchmarks.ordinary import prepared

FIGURES = prepared.figures()
CRISES = prepared.crises().set_index("name", drop=False)
EVENTS = prepared.events()
TOTALS = {crisis: rows.sort_values("order") for crisis, rows in prepared.totals_of(FIGURES).groupby("crisis_id")}
PARTS = dict(iter(prepared.parts_of(FIGURES).groupby(["crisis_id", "indicator", "location_id"])))
NEWEST = FIGURES.groupby("crisis_id")["as_of"].max()

NO_ROWS = FIGURES.head(0)
NAMES = list(CRISES["name"])

# Rows of a table that are shown at once.
PAGE_ROWS = 10


def labelled(label: str, control) -> html.Div:
    """Put its name above a control."""
    return html.Div([html.Label(label, htmlFor=control.id), control], style={"flex": "1 1 12rem"})


def row(*controls) -> html.Div:
    """Set controls side by side."""
    return html.Div(controls, style={"display": "flex", "gap": "1rem", "alignItems": "end"})


def trend() -> html.Div:
    """The page Trend: filters above, a panel for each indicator below."""
    return html.Div(
        [
            html.H1("Trend"),
            row(
                labelled("Crisis", dcc.Dropdown(NAMES, NAMES[0], id="trend-crisis", clearable=False)),
                labelled("Place", dcc.Dropdown(id="trend-place", clearable=False)),
            ),
            labelled("Show", dcc.Dropdown(id="trend-show", multi=True)),
            row(
                labelled("From", dcc.DatePickerSingle(id="trend-from", clearable=True)),
                labelled("To", dcc.DatePickerSingle(id="trend-to", clearable=True)),
                labelled("As known on", dcc.DatePickerSingle(id="trend-known", clearable=True)),
            ),
            labelled("Sources", dcc.Dropdown(id="trend-sources", multi=True, placeholder="All")),
            html.Div(id="trend-panels"),
        ]
    )


def situation() -> html.Div:
    """The page Situation: its crisis above, everything about it below."""
    return html.Div(
        [
            labelled("Crisis", dcc.Dropdown(NAMES, NAMES[0], id="situation-crisis", clearable=False)),
            html.Div(id="situation-shown"),
        ]
    )


def totals_at(crisis: str, place: str) -> pd.DataFrame:
    """Return the totals of a place in a crisis, by their names."""
    rows = TOTALS.get(CRISES.loc[crisis, "crisis_id"], NO_ROWS)
    return rows[rows["place"] == place]


@callback(Output("trend-place", "options"), Output("trend-place", "value"), Input("trend-crisis", "value"))
def places(crisis: str) -> tuple[list[str], str]:
    """Offer the places of a crisis, its own area first."""
    about = CRISES.loc[crisis]
    there = prepared.places_of(TOTALS.get(about["crisis_id"], NO_ROWS), about)
    return there, there[0]


@callback(
    Output("trend-show", "options"),
    Output("trend-show", "value"),
    Output("trend-sources", "options"),
    Output("trend-sources", "value"),
    Input("trend-crisis", "value"),
    Input("trend-place", "value"),
)
def indicators_and_sources(crisis: str, place: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """Offer what is counted at a place, one of each measure chosen, and who counted."""
    rows = totals_at(crisis, place)
    return list(rows["label"].unique()), prepared.first_indicators(rows), sorted(rows["source"].unique()), []


@callback(
    Output("trend-panels", "children"),
    inputs={
        "crisis": Input("trend-crisis", "value"),
        "place": Input("trend-place", "value"),
        "shown": Input("trend-show", "value"),
        "sources": Input("trend-sources", "value"),
        "start": Input("trend-from", "date"),
        "end": Input("trend-to", "date"),
        "known_on": Input("trend-known", "date"),
    },
)
def trend_panels(*, crisis: str, place: str, shown: list[str], sources: list[str], start, end, known_on) -> list:
    """Draw a panel for each indicator chosen."""
    rows = prepared.filtered(totals_at(crisis, place), sources, start, end, known_on)
    panels = []
    for label in shown or []:
        some = rows[rows["label"] == label]
        panels.append(html.H2(label))
        panels += panel(some, crisis, f"{label}, {place}", f"trend-{label}") if len(some) else [html.P("Nothing here")]
    return panels


def panel(rows: pd.DataFrame, crisis: str, title: str, key: str) -> list:
    """A chart over time, with what stands under it."""
    events = EVENTS[EVENTS["crisis_id"] == CRISES.loc[crisis, "crisis_id"]]
    return [dcc.Graph(figure=prepared.line_or_bar(rows, events, title), id=key), *under(rows, key)]


def under(rows: pd.DataFrame, key: str) -> list:
    """The sources of a chart, and its table, which can be downloaded as CSV."""
    dated = {name: rows[name].dt.strftime("%Y-%m-%d") for name in prepared.TABLE if name in prepared.DATES}
    table = dash_table.DataTable(
        rows[prepared.TABLE].assign(**dated).to_dict("records"),
        id=f"{key}-rows",
        page_size=PAGE_ROWS,
        export_format="csv",
    )
    return [html.P(prepared.source_line(rows)), html.Details([html.Summary("Table"), table])]


@callback(Output("situation-shown", "children"), Input("situation-crisis", "value"))
def situation_shown(name: str) -> list:
    """The headlines, how the first one went on, and who the people are."""
    crisis = CRISES.loc[name]
    shown = prepared.headlines(TOTALS.get(crisis["crisis_id"], NO_ROWS), crisis)
    first = shown[0]
    label, *subject = first[["label", "indicator", "location_id"]].iloc[0]
    parts = PARTS.get((crisis["crisis_id"], *subject), NO_ROWS)
    who = [html.P("Nothing by sex or age")]
    if len(parts):
        newest = prepared.newest_parts(parts)
        who = [
            dcc.Graph(figure=prepared.bars(newest, label), id="situation-who"),
            *under(newest, "situation-who"),
        ]
    return [
        html.H1(name),
        row(*[card(some) for some in shown]),
        html.H2("How it changed"),
        *panel(first, name, label, "situation-trend"),
        html.H2("Who they are"),
        *who,
        html.H2("How fresh this is"),
        html.P(f"The newest figure is for {NEWEST[crisis['crisis_id']]:%d %B %Y}. {crisis['summary']}"),
    ]


def card(some: pd.DataFrame) -> html.Div:
    """The newest figure of a headline, its change, and a small trend."""
    best = prepared.recommended(some)
    newest = best.iloc[-1]
    said = [html.P(newest["label"]), html.P(f"{newest['value']:,.0f}", style={"fontSize": "2rem"})]
    if len(best) > 1:
        said += [html.P(f"{newest['value'] - best.iloc[-2]['value']:+,.0f}"), html.Img(src=small_trend(best["value"]))]
    said.append(html.P(f"As of {newest['as_of']:%d %B %Y}. {newest['source']}"))
    return html.Div(said, style={"flex": "1"})


def small_trend(values: pd.Series) -> str:
    """Return a picture of 120 by 30 pixels as an address."""
    steps, top = len(values) - 1, values.max() or 1
    points = " ".join(f"{120 * at / steps:.1f},{29 - 28 * value / top:.1f}" for at, value in enumerate(values))
    line = f'<polyline points="{points}" fill="none" stroke="#257958"/>'
    return "data:image/svg+xml," + quote(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30">{line}</svg>'
    )


app = Dash(__name__, use_pages=True, pages_folder="", title="Displacement")
dash.register_page("situation", path="/", layout=situation)
dash.register_page("trend", path="/trend", layout=trend)
app.layout = html.Div(
    [
        html.Nav([dcc.Link("Situation", href="/"), " ", dcc.Link("Trend", href="/trend")]),
        dash.page_container,
    ],
    style={"fontFamily": "sans-serif", "maxWidth": "80rem", "margin": "auto"},
)
server = app.server
