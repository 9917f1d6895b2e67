"""A Dash dashboard that works nothing out: for each choice it returns charts and texts that were finished before.

What a click costs here, any Dash page with the same charts costs at least: looking a choice up, sending its
charts, drawing them. The charts, texts and tables are those our own pages show for the same choices;
benchmarks/finished.py takes them from there, and the setting `FINISHED` names its file.

Served as Dash's guide says: `gunicorn benchmarks.dash_floor.app:server`.
"""

import json
import os
from pathlib import Path

import dash
from dash import Dash, Input, Output, callback, dash_table, dcc, html

FINISHED = json.loads(Path(os.environ["FINISHED"]).read_text(encoding="utf-8"))


def page(name: str, widget: str, several: bool, shown: dict) -> None:
    """Register a page with one choice, and its callback."""
    options = [one for one in shown if one]
    control = dcc.Dropdown(options, [] if several else None, id=f"{name}-{widget.lower()}", multi=several)
    layout = html.Div([html.Label(widget, htmlFor=control.id), control, html.Div(id=f"{name}-shown")])
    dash.register_page(name, path="/" if name == "situation" else f"/{name}", layout=layout)

    @callback(Output(f"{name}-shown", "children"), Input(control.id, "value"))
    def show(chosen: str | list[str] | None) -> list:
        """Return what is shown for a choice; "" is what is there before any."""
        one = (chosen[0] if chosen else "") if several else chosen or ""
        return [element(kind, value, f"{name}-{at}") for at, (kind, value) in enumerate(shown[one])]


def element(kind: str, value, key: str):
    """Return a chart, the first rows of a table, or a text."""
    if kind == "chart":
        return dcc.Graph(figure=value, id=key)
    if kind == "table":
        return dash_table.DataTable(value, id=key)
    return html.P(value)


app = Dash(__name__, use_pages=True, pages_folder="")
for _name, _page in FINISHED.items():
    page(_name, **_page)
app.layout = dash.page_container
server = app.server
