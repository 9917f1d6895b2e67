"""Names on a map: the greatest places first, and only names that stand clear of each other and of circles."""

import plotly.graph_objects as go

from charts.frame import INKS
from charts.map_frame import Ground

# Places named on the map; the others are named when pointed at, and in the list beside it.
NAMED = 8

# How wide a letter and how high a line of a label is, in pixels.
LETTER, LINE = 6.4, 15

# Sides of a circle on which its name may stand, best first: across and up, as parts of its own size.
SIDES = {"above": (0, 1), "right": (1, 0), "left": (-1, 0), "below": (0, -1)}

Box = tuple[float, float, float, float]


def name(
    figure: go.Figure, ground: Ground, texts: list[str], at: list, sizes: list[float], *, theme: str | None = None
) -> None:
    """Write texts beside circles of `sizes` at positions `at`, in their order.

    A name that would run into one before it, into another circle or out of the map, on a narrow
    screen, is left out; so are those after the eighth. A circle of no size has its name on itself.
    Positions beyond the texts are kept clear of names. `theme` is what the names stand on, where that is
    not the map's own.
    """
    theme = theme or ground.theme
    scale, taken, named = ground.pixels(), [], 0
    sides = tuple(edge * scale for edge in ground.edges())
    places = [(x * scale, y * scale) for x, y in at]
    circles = [_around(x, y, size, size) for (x, y), size in zip(places, sizes, strict=True)]
    for number, text in enumerate(texts):
        others = [one for position, one in enumerate(circles) if position != number and sizes[position]]
        found = _free_side(places[number], sizes[number], text, [*taken, *others], sides)
        if found is None or named >= NAMED:
            continue
        box, (across, up) = found
        taken.append(box)
        named += 1
        figure.add_annotation(
            x=at[number][0],
            y=at[number][1],
            text=text,
            showarrow=False,
            xanchor={1: "left", -1: "right"}.get(across, "center"),
            yanchor={1: "bottom", -1: "top"}.get(up, "middle"),
            align={1: "left", -1: "right"}.get(across, "center"),
            xshift=across * (sizes[number] / 2 + 2),
            yshift=up * (sizes[number] / 2),
            font={"size": 12, "color": INKS[theme], "shadow": halo(theme)},
        )


def _free_side(place: tuple, size: float, text: str, taken: list[Box], sides: tuple) -> tuple | None:
    lines = text.replace("<b>", "").replace("</b>", "").split("<br>")
    wide, high = max(map(len, lines)) * LETTER, len(lines) * LINE
    for across, up in SIDES.values() if size else [(0, 0)]:
        x = place[0] + across * (size / 2 + 2 + wide / 2)
        y = place[1] + up * (size / 2 + high / 2)
        box = _around(x, y, wide, high)
        inside = sides[0] <= box[0] and box[2] <= sides[1] and sides[2] <= box[1] and box[3] <= sides[3]
        if inside and not any(_meet(box, other) for other in taken):
            return box, (across, up)
    return None


def _around(x: float, y: float, wide: float, high: float) -> Box:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def halo(theme: str | None) -> str:
    """Return the shadow that keeps a name apart from what it stands on."""
    paper = "#15191C" if theme == "dark" else "#FFFFFF"
    return ", ".join(f"{x}px {y}px 2px {paper}" for x in (-1, 1) for y in (-1, 1))


def _meet(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
