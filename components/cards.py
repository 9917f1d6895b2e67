"""Headline cards: a number with its hedge, date, source, change, small trend, and who disagrees."""

from base64 import b64encode
from html import escape

import pandas as pd
import streamlit as st

from charts import palette
from components import figure_links, sources, wording
from components.once import of_crisis, once
from components.published import row
from metrics import latest, trend, triangulation

# Size of a card's small trend, in pixels.
WIDTH, HEIGHT = 168, 30


def headlines(crisis: str, cards: list[tuple[str, str]]) -> pd.DataFrame:
    """Return the statement of each headline card, in the order of the cards."""
    return once(_in_order, once(latest.headlines, of_crisis(crisis), cards=tuple(cards), crisis=crisis))


def show(crisis: str, rows: pd.DataFrame) -> None:
    """Write the cards."""
    st.html(html(crisis, rows))


def html(crisis: str, rows: pd.DataFrame) -> str:
    """Return the cards of these headlines, worked out once."""
    return once(_cards, rows, crisis=crisis)


def _cards(rows: pd.DataFrame, crisis: str) -> str:
    return f'<div class="dd-cards">{"".join(_card(crisis, figure) for _, figure in rows.iterrows())}</div>'


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values("card").reset_index(drop=True)


def _card(crisis: str, figure) -> str:
    definition = row("indicators", figure["indicator"])["definition"]
    hedge = wording.HEDGES[figure["qualifier"]]
    hedge = f'<span class="dd-hedge">{escape(hedge)}</span>' if hedge else '<span class="dd-hedge">&nbsp;</span>'
    changed = wording.change(figure)
    parts = [
        f'<h2 title="{escape(definition, quote=True)}">{escape(wording.counted(figure))}</h2>',
        f'<div class="dd-value">{hedge}{escape(_value(figure))}</div>',
        _spark(crisis, figure),
        f"<p>{escape(wording.sentence(wording.as_of(figure)))}. {sources.statement(figure)}</p>",
        f'<p class="dd-quiet">{escape(wording.sentence(changed))}</p>' if changed else "",
        _others(figure),
        f'<p class="dd-quiet">{figure_links.link(figure["figure_id"], "About this figure", _about(figure))}</p>',
    ]
    return f'<section class="dd-card">{"".join(parts)}</section>'


def _about(figure) -> str:
    """Name a link for those who hear it without its card."""
    return f"About this figure: {wording.counted(figure)}"


def _value(figure) -> str:
    hedge = wording.HEDGES[figure["qualifier"]]
    return wording.hedged(figure).removeprefix(hedge).strip()


def _spark(crisis: str, figure) -> str:
    """Draw the statement's own line as a small picture; nothing for fewer than three points."""
    series = once(
        trend.series,
        of_crisis(crisis),
        crisis=crisis,
        indicator=figure["indicator"],
        location=figure["location_id"],
    )
    line = series[(series["line"] == figure["line"]) & (series["role"] == figure["role"])]
    line = line[line["status"] != "withdrawn"]
    line = line.sort_values(["as_of", "role"], ascending=[True, False]).drop_duplicates("as_of")
    if len(line) < 3:
        return ""
    days = (line["as_of"] - line["as_of"].min()).dt.days
    top, span = float(line["value"].max()) or 1.0, int(days.max()) or 1
    points = [
        f"{2 + d / span * (WIDTH - 8):.1f},{HEIGHT - 3 - v / top * (HEIGHT - 8):.1f}"
        for d, v in zip(days, line["value"], strict=True)
    ]
    colour = palette.group_colour(figure["population_group"])
    x, y = points[-1].split(",")
    words = f"{len(line)} statements from {wording.day(line['as_of'].min())} to {wording.day(line['as_of'].max())}"
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="1.8"/>'
        f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/></svg>'
    )
    data = b64encode(picture.encode()).decode()
    alt = escape(f"Small trend: {words}", quote=True)
    return f'<img src="data:image/svg+xml;base64,{data}" width="{WIDTH}" height="{HEIGHT}" alt="{alt}">'


def _others(figure) -> str:
    """Write a chip that opens into what other sources said for nearly the same date."""
    rows = once(triangulation.others, of_crisis(figure["crisis_id"]), figure_id=figure["figure_id"])
    rows = rows[rows["differs"]].sort_values("value")
    if rows.empty:
        return ""
    count = f"{len(rows)} other {'source differs' if len(rows) == 1 else 'sources differ'}"
    items = "".join(f"<li>{_other(one)}</li>" for _, one in rows.iterrows())
    return f'<details><summary><span class="dd-chip">{count}</span></summary><ul>{items}</ul></details>'


def _other(figure) -> str:
    start = "" if figure["same_start"] else f", counted since {wording.day(figure['period_start'])}"
    words = f"{wording.hedged(figure)}, {wording.as_of(figure)}{start}: "
    return escape(words) + sources.link(figure["url"], wording.source(figure["source_id"]))
