"""The ground a map is drawn on: projection, outlines, disclaimer. Plain paths: no tiles, no WebGL, no network."""

import math
import textwrap
from collections.abc import Iterable

import numpy as np
import plotly.graph_objects as go

from charts.frame import INKS, framed, plain, plain_texts

# A map this many degrees wide or more is drawn on the whole globe's projection.
GLOBAL = 120

# Width a map usually has beside its bars, and the least and greatest height, in pixels.
USUAL_WIDTH, WORLD_WIDTH = 520, 700
LOWEST, HIGHEST = 240, 380

# Room around what is shown, as a part of its width; labels of the outermost places stand in it.
ROOM = 0.08

# Outlines on one map: a slow laptop draws so many points without a pause, and more are not seen.
MOST_OUTLINE_POINTS = 12_000

# Coefficients of the Equal Earth projection (Šavrič, Patterson and Jenny, 2018).
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)

DISCLAIMER = "The boundaries and names on this map do not imply endorsement or acceptance by anybody."
ORIGIN = "Outlines: Natural Earth, public domain."

# Characters of the disclaimer's lines on the narrowest screen, and room for it under the map.
DISCLAIMER_WIDTH = 54
DISCLAIMER_ROOM = 58

# Where one ring ends and the next begins.
GAP = (math.nan, math.nan)

LAND = "rgba(138,138,138,0.13)"
BORDER = "rgba(138,138,138,0.75)"
HATCH = "rgba(138,138,138,0.8)"

Box = tuple[float, float, float, float]


class Ground:
    """A map's frame: its title, the part of the world it shows, and where a place stands on it.

    `around` is west, south, east, north in degrees; `theme` is light, dark, or None where the
    reader's is not known yet.
    """

    def __init__(self, around: Box, title: str = "", subtitle: str = "", theme: str | None = None):
        self.around, self.title, self.subtitle, self.theme = around, title, subtitle, theme
        self.is_global = around[2] - around[0] >= GLOBAL
        self.flat = math.cos(math.radians((around[1] + around[3]) / 2))
        corners = [self.at(lon, lat) for lon in (around[0], around[2]) for lat in (around[1], 0, around[3])]
        inside = [one for one in corners if self.is_global or one[1] in (around[1], around[3])]
        self.west, self.east = min(x for x, _ in inside), max(x for x, _ in inside)
        self.south, self.north = min(y for _, y in inside), max(y for _, y in inside)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return a place's position: Equal Earth for the world, true at its middle latitude for a region."""
        if not self.is_global:
            return round(lon * self.flat, 3), round(lat, 3)
        angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
        a, b, c, d = EQUAL_EARTH
        slope = a + 3 * b * angle**2 + angle**6 * (7 * c + 9 * d * angle**2)
        x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(angle) / (3 * slope)
        y = angle * (a + b * angle**2 + angle**6 * (c + d * angle**2))
        return round(math.degrees(x), 2), round(math.degrees(y), 2)

    @property
    def height(self) -> int:
        """Return the map's height in pixels for its shape at the usual width."""
        shape = (self.north - self.south) / ((self.east - self.west) or 1)
        wide = WORLD_WIDTH if self.is_global else USUAL_WIDTH
        return int(min(max(wide * shape, LOWEST), HIGHEST))

    def edges(self) -> tuple[float, float, float, float]:
        """Return the map's west, east, south and north ends, with the room around what is shown."""
        wide, high = (self.east - self.west) * ROOM, (self.north - self.south) * ROOM
        return self.west - wide, self.east + wide, self.south - high, self.north + high

    def pixels(self) -> float:
        """Return about how many pixels one unit of the map takes on a narrow screen."""
        return min(300 / ((self.east - self.west) or 1), self.height / ((self.north - self.south) or 1))


def mapped(ground: Ground, outlines: list[dict]) -> go.Figure:
    """Start a map: shapes under what will be drawn on them, the disclaimer on boundaries at its foot.

    `outlines` have `name`, `rings`, `hover` and `look`: land, missing (hatched), part (a heavy outline)
    or filled (with `colour`).
    """
    figure = framed(ground.title, ground.subtitle, ground.height + DISCLAIMER_ROOM, ground.theme)
    hidden = {"visible": False, "showgrid": False, "zeroline": False, "automargin": False}
    figure.update_xaxes(**hidden, range=list(ground.edges()[:2]), constrain="domain")
    figure.update_yaxes(
        **hidden,
        range=list(ground.edges()[2:]),
        scaleanchor="x",
        constrain="domain",
        constraintoward="top",
    )
    figure.update_layout(margin={"l": 0, "r": 0, "b": DISCLAIMER_ROOM}, hoverdistance=30)
    figure.add_annotation(
        text="<br>".join(textwrap.wrap(f"{DISCLAIMER} {ORIGIN}", DISCLAIMER_WIDTH)),
        # Under the map itself, which is lower than its room on a narrow screen.
        xref="paper",
        yref="y domain",
        x=0,
        y=0,
        yshift=-6,
        xanchor="left",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"size": 11, "color": INKS[ground.theme]},
    )
    seen = near(ground, outlines)
    figure.add_trace(land(ground, [one for one in seen if one["look"] in ("land", "part")]))
    # Heavy outlines last, so that a neighbour's border does not run over them.
    for look in ("filled", "missing", "part"):
        figure.add_traces([shape(ground, one) for one in seen if one["look"] == look])
    return figure


def land(ground: Ground, outlines: Iterable[dict]) -> go.Scatter:
    """Draw shapes without a figure of their own as one quiet path."""
    x, y = _path(ground, (ring for one in outlines for ring in one["rings"]))
    if len(x) > MOST_OUTLINE_POINTS:
        raise ValueError(f"{len(x)} points of outlines on one map, expected at most {MOST_OUTLINE_POINTS}")
    return go.Scatter(
        x=x, y=y, mode="lines", fill="toself", fillcolor=LAND, line={"color": BORDER, "width": 0.7}, hoverinfo="skip"
    )


def shape(ground: Ground, outline: dict) -> go.Scatter:
    """Draw one shape by its `look`."""
    x, y = _path(ground, outline["rings"])
    look = outline["look"]
    fill = {"fillcolor": "rgba(0,0,0,0)"}
    if look == "missing":
        # A pattern's own background is seen only where the pattern leaves it free.
        fill = {"fillpattern": {"shape": "/", "fgcolor": HATCH, "bgcolor": LAND, "size": 7, "solidity": 0.14}}
    elif look == "filled":
        fill = {"fillcolor": outline["colour"]}
    lines = {
        "part": {"color": INKS[ground.theme], "width": 1.8, "dash": "dot"},
        "filled": {"color": "rgba(255,255,255,0.85)", "width": 1},
    }
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        fill="toself",
        **fill,
        line=lines.get(look, {"color": BORDER, "width": 1}),
        hoveron="fills",
        hoverinfo="text",
        text=plain_texts([outline["hover"]])[0],
        name=plain(outline["name"]),
    )


def near(ground: Ground, outlines: list[dict]) -> list[dict]:
    """Keep what may be seen: outlines with a ring that reaches into the map, and of them those rings."""
    west, south, east, north = ground.around
    wide, high = (east - west) * ROOM * 3, (north - south) * ROOM * 3
    found = []
    for one in outlines:
        rings = [
            ring
            for ring in one["rings"]
            if min(p[0] for p in ring) <= east + wide
            and max(p[0] for p in ring) >= west - wide
            and min(p[1] for p in ring) <= north + high
            and max(p[1] for p in ring) >= south - high
        ]
        if rings:
            found.append({**one, "rings": rings})
    return found


def _path(ground: Ground, rings: Iterable[list]) -> tuple[np.ndarray, np.ndarray]:
    """Rings as one path, with a gap between them; as arrays, which are checked and sent many times faster."""
    points: list[tuple[float, float]] = []
    for ring in rings:
        points += [GAP, *(ground.at(lon, lat) for lon, lat in ring)]
    path = np.array(points[1:], dtype="float32").reshape(-1, 2)
    return path[:, 0], path[:, 1]
