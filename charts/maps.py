"""Figures by place on a map: counts as circles whose area is the number, rates as filled areas."""

import pandas as pd
import plotly.graph_objects as go

from charts import map_labels, palette
from charts.frame import INKS, finished, plain_texts, refuse_too_many
from charts.map_frame import Ground, mapped, shape
from charts.shades import faded

# Diameters in pixels of the greatest circle on a map of a region and of the world, of the least one that is seen,
# and of the circle of a zero.
GREATEST, GREATEST_OF_WORLD, LEAST, ZERO = 46, 30, 5, 9

# Below this part of the greatest number, circles would be too small to see and are drawn larger.
SMALLEST = (LEAST / GREATEST_OF_WORLD) ** 2

# A click this near to a small place's middle, in pixels, is meant for it.
TARGET = 26

# How strong a circle's colour is, and what is left of it when another place is chosen.
STRONG, PALE = 0.82, 0.25


def symbols(places: pd.DataFrame, outlines: list[dict], ground: Ground, chosen: str = "") -> go.Figure:
    """Draw counts: a circle at each place, its area in proportion to the number.

    `places` have `location_id`, `name`, `value` (blank: not reported), `lat`, `lon`, `shown`, `hover`
    and `population_group`; those without a position are left to the list beside the map. `outlines`
    are as `mapped` takes them; those that an area lies within (part) have `lat`, `lon` and a `label`,
    the area's name and number. A zero is a white circle with a border. `chosen` is a location_id; the
    others turn pale. Raises ValueError for more than 2,000 places.
    """
    refuse_too_many(len(places))
    figure = mapped(ground, outlines)
    rows = _placed(places).dropna(subset=["value"]).sort_values("value", ascending=False)
    if len(rows):
        _circles(figure, ground, rows, chosen)
        _name_places(figure, ground, rows, _sizes(rows["value"], ground))
    _name_areas(figure, ground, outlines)
    return finished(figure)


def filled(places: pd.DataFrame, outlines: list[dict], ground: Ground, chosen: str = "") -> go.Figure:
    """Draw rates: shapes filled from pale to strong (`look` filled, with `colour`), named at their middle.

    Takes what `symbols` takes; `value` is the rate. A place without a shape of its own is a small
    circle of one size, because a circle's area would say a count.
    """
    refuse_too_many(len(places))
    figure = mapped(ground, outlines)
    rows = _placed(places).dropna(subset=["value"]).sort_values("value", ascending=False)
    if len(rows):
        shaped = {one["location_id"] for one in outlines if one["look"] == "filled"}
        sizes = [TARGET if one in shaped else ZERO for one in rows["location_id"]]
        strength = [0.0 if one in shaped else 1.0 for one in rows["location_id"]]
        groups = zip(rows["population_group"], strength, strict=True)
        colours = [faded(palette.group_colour(group), part) for group, part in groups]
        figure.add_trace(_points(ground, rows, {"size": sizes, "color": colours, "line": {"width": 0}}))
        _name_places(figure, ground, rows, [ZERO * part for part in strength], theme="light")
        for one in outlines:
            if one["location_id"] == chosen and one["look"] == "filled":
                figure.add_trace(shape(ground, {**one, "look": "part"}))
    _name_areas(figure, ground, outlines)
    return finished(figure)


def _placed(places: pd.DataFrame) -> pd.DataFrame:
    return places.dropna(subset=["lat", "lon"])


def _sizes(values: pd.Series, ground: Ground) -> list[float]:
    greatest, widest = float(values.max()) or 1.0, GREATEST_OF_WORLD if ground.is_global else GREATEST
    return [max(widest * (value / greatest) ** 0.5, LEAST) if value else ZERO for value in values]


def _circles(figure: go.Figure, ground: Ground, rows: pd.DataFrame, chosen: str) -> None:
    """Draw circles; pale colours and not opacity, which the browser sets anew at each click."""
    fills, edges, widths = [], [], []
    for one in rows.itertuples():
        colour = palette.group_colour(one.population_group)
        part = PALE if chosen and one.location_id != chosen else STRONG
        fills.append(faded(colour, part) if one.value else "white")
        edges.append(INKS[ground.theme] if one.location_id == chosen else faded(colour, part))
        widths.append(2.5 if one.location_id == chosen else 1.5)
    line = {"color": edges, "width": widths}
    figure.add_trace(_points(ground, rows, {"size": _sizes(rows["value"], ground), "color": fills, "line": line}))


def _points(ground: Ground, rows: pd.DataFrame, marker: dict) -> go.Scatter:
    at = [ground.at(lon, lat) for lon, lat in zip(rows["lon"], rows["lat"], strict=True)]
    return go.Scatter(
        x=[x for x, _ in at],
        y=[y for _, y in at],
        mode="markers",
        marker={**marker, "opacity": 1},
        # What is chosen is drawn by us, for the page and its link; the browser adds nothing to it.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
        customdata=list(rows["location_id"]),
        hovertext=plain_texts(rows["hover"]),
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _name_places(figure: go.Figure, ground: Ground, rows: pd.DataFrame, sizes: list[float], *, theme=None) -> None:
    """Name the greatest places above their circles, those whose names stand clear of each other."""
    texts = [
        f"<b>{name}</b><br>{shown}"
        for name, shown in zip(plain_texts(rows["name"]), plain_texts(rows["shown"]), strict=True)
    ]
    at = [ground.at(lon, lat) for lon, lat in zip(rows["lon"], rows["lat"], strict=True)]
    map_labels.name(figure, ground, texts, at, sizes, theme=theme)


def _name_areas(figure: go.Figure, ground: Ground, outlines: list[dict]) -> None:
    """Name an area that has no point of its own in the middle of the outlines it lies within."""
    parts = [one for one in outlines if one["look"] == "part"]
    for label in dict.fromkeys(one["label"] for one in parts):
        points = [ground.at(one["lon"], one["lat"]) for one in parts if one["label"] == label]
        middle = (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
        name, shown = plain_texts(label)
        map_labels.name(figure, ground, [f"<b>{name}</b><br>{shown}"], [middle], [0.0])
