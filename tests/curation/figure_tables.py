"""Typed tables with some figures said as aligned text, made in memory: the rules do not care where rows lay."""

import json

import pandas as pd

from curation.tables import typed
from tests.conftest import said_in
from tests.curation.conftest import GOOD, PACKAGE

SCHEMAS = {one["name"]: one["schema"] for one in json.loads(PACKAGE.read_text(encoding="utf-8"))["resources"]}

# What figures of these tests say where they say nothing: no second recommended row, and known at once.
SAID = {"role": "triangulation", "published_on": "2020-02-29"}

USUAL = {
    "indicators": """
        indicator  measure     unit     adds_over
        idps       stock       people   location sex age category
        flights    flow        people   location sex age category period
        since      cumulative  people   location sex age category
        share      share       percent  .
    """,
    "crises": """
        crisis_id  review_every_days
        syr        60
    """,
    "locations": """
        location_id  admin_level  parent_id
        SYR          0            .
        SY07         1            SYR
        SY02         1            SYR
        SY08         1            SYR
        SY09         1            SYR
        X-SYR-NW     .            .
    """,
    "events": "event_id\nceasefire",
    "sources": "source_id\nocha\niom",
}


def figure_tables(figures: str, more: str = "", **others: str) -> dict[str, pd.DataFrame]:
    """Tables with these figures, and below them more of other columns.

    `others` are other tables, and cells of all figures where they say nothing.
    """
    said = {**SAID, **{name: cell for name, cell in others.items() if name in GOOD["figures"]}}
    rows = [{**GOOD["figures"], **said, **row} for text in (figures, more) if text for row in said_in(text)]
    tables = {**USUAL, **{name: text for name, text in others.items() if name in SCHEMAS}}
    texts = {name: [{**GOOD[name], **row} for row in said_in(text)] for name, text in tables.items()}
    return {name: _typed(name, {**texts, "figures": rows}[name]) for name in SCHEMAS}


def _typed(name: str, rows: list[dict]) -> pd.DataFrame:
    names = [field["name"] for field in SCHEMAS[name]["fields"]]
    return typed(pd.DataFrame(rows, columns=names, dtype="object").astype("str"), SCHEMAS[name])
