"""Links from place to place on a map: bent arrows whose width grows with the number."""

import math

import pandas as pd
import plotly.graph_objects as go

from charts import map_labels, palette
from charts.frame import INKS, finished, plain_texts
from charts.map_frame import Ground, mapped

MOST_ARROWS = 15

# Widths of arrows and the length of their heads, as parts of the map's greater side.
THINNEST, WIDEST = 0.004, 0.03
HEAD = 0.03

# How far an arrow bends to the right, as a part of its length: the way back is another arrow.
BEND = 0.16

# Points along an arrow's side.
STEPS = 14

# The dot at each end, in pixels.
DOT = 7

Point = tuple[float, float]


def arrows(links: pd.DataFrame, outlines: list[dict], ground: Ground) -> go.Figure:
    """Draw links from place to place, each an arrow whose width grows with the number.

    `links` have `from_lat`, `from_lon`, `to_lat`, `to_lon`, `value`, `from_name`, `to_name`, `shown`,
    `hover` and `population_group`, each link once. Raises ValueError for more than 15.
    """
    if len(links) > MOST_ARROWS:
        raise ValueError(f"{len(links)} arrows on one map; draw at most {MOST_ARROWS}")
    figure = mapped(ground, outlines)
    side = max(ground.east - ground.west, ground.north - ground.south)
    greatest = float(links["value"].max()) or 1.0
    ends, along = {}, []
    for one in links.sort_values("value", ascending=False).itertuples():
        start, end = ground.at(one.from_lon, one.from_lat), ground.at(one.to_lon, one.to_lat)
        ends[one.from_name], ends[one.to_name] = start, end
        middle = _middle(start, end)
        width = max(WIDEST * one.value / greatest, THINNEST) * side
        figure.add_trace(_arrow(_outline((start, middle, end), width, HEAD * side), one))
        along += [_on(start, middle, end, part / 8) for part in range(1, 8)]
    figure.add_trace(_dots(list(ends.values()), ground.theme))
    texts = [f"<b>{name}</b>" for name in plain_texts(ends)]
    places = [*ends.values(), *along]
    map_labels.name(figure, ground, texts, places, [DOT] * len(places))
    return finished(figure)


def _arrow(outline: list[Point], link) -> go.Scatter:
    colour = palette.group_colour(link.population_group)
    return go.Scatter(
        x=[round(x, 4) for x, _ in outline],
        y=[round(y, 4) for _, y in outline],
        mode="lines",
        fill="toself",
        fillcolor=colour,
        line={"color": colour, "width": 0.5},
        opacity=0.8,
        hoveron="fills",
        hoverinfo="text",
        text=plain_texts([link.hover])[0],
    )


def _dots(places: list[Point], theme: str | None) -> go.Scatter:
    return go.Scatter(
        x=[x for x, _ in places],
        y=[y for _, y in places],
        mode="markers",
        marker={"size": DOT - 2, "color": INKS[theme]},
        hoverinfo="skip",
    )


def _middle(start: Point, end: Point) -> Point:
    """Where the curve bends: to the right of its middle."""
    across, up = end[0] - start[0], end[1] - start[1]
    return (start[0] + end[0]) / 2 + up * BEND * 2, (start[1] + end[1]) / 2 - across * BEND * 2


def _outline(curve: tuple[Point, Point, Point], width: float, head: float) -> list[Point]:
    """Return the outline of an arrow along a curve: one side, the head, the other side."""
    length = math.dist(curve[0], curve[2]) or 1.0
    head = min(head + width, length * 0.5)
    neck = 1 - head / length
    left, right = [], []
    for step in range(STEPS + 1):
        part = neck * step / STEPS
        (x, y), (across, up) = _on(*curve, part), _slope(*curve, part)
        left.append((x - up * width / 2, y + across * width / 2))
        right.append((x + up * width / 2, y - across * width / 2))
    (x, y), (across, up) = _on(*curve, neck), _slope(*curve, neck)
    wing = width / 2 + head * 0.38
    tip = [(x - up * wing, y + across * wing), curve[2], (x + up * wing, y - across * wing)]
    return [*left, *tip, *reversed(right), left[0]]


def _on(start: Point, middle: Point, end: Point, part: float) -> Point:
    rest = 1 - part
    return tuple(rest**2 * a + 2 * rest * part * b + part**2 * c for a, b, c in zip(start, middle, end, strict=True))


def _slope(start: Point, middle: Point, end: Point, part: float) -> Point:
    x, y = (2 * (1 - part) * (b - a) + 2 * part * (c - b) for a, b, c in zip(start, middle, end, strict=True))
    long = math.hypot(x, y) or 1.0
    return x / long, y / long
