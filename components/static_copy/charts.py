"""A chart of a page: its numbers in a file of its own, drawn when a reader comes near it, and its text before that."""

import hashlib
import json
from html import escape

from charts.frame import TITLE_ROOM
from components.static_copy import promises

FOLDER = "charts"

# Stands for the id of the figure whose mark was clicked.
ANY = "FIGURE"

# What the file of a chart does when it is loaded: it hands its numbers to components/static_copy/drawn.js.
HANDED = b"(window.charts=window.charts||{})[%s]=%s;\n"

WITHOUT = "This chart is drawn with JavaScript. It shows: {alt} Its numbers stand in the table and the download below."

PART = {list: enumerate, dict: dict.items}


def file_of(said, dark: str, figures: bool) -> tuple[str, bytes]:
    """Return the name and content of a chart's file, from the chart as it is in the light and in the dark theme.

    The name is made from the content, so that a chart that stays the same is not fetched again. `figures`: the copy
    has pages of single figures that a click can lead to.
    """
    light, dark = (json.loads(promises.kept(spec, figures)) for spec in (said.spec, dark))
    config = {**json.loads(said.config), "responsive": True}
    chart = {**light, "dark": list(_differences(light, dark)), "config": config}
    content = json.dumps(chart, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    name = hashlib.sha256(content).hexdigest()[:16]
    return f"{FOLDER}/{name}.js", HANDED % (json.dumps(name).encode(), content)


def html(said, file: str, figures: str) -> str:
    """Return the place of a chart, as high as the chart will be, with its text for those who do not see it.

    `file` is the way to its numbers, `figures` that to the pages of single figures; "" where there are none.
    """
    alt = escape(said.alt, quote=True)
    height = json.loads(said.spec)["layout"]["height"] - TITLE_ROOM
    leads = f' data-figures="{escape(figures, quote=True)}"' if figures else ""
    return (
        f'<div class="copy-chart" role="img" aria-label="{alt}" data-chart="{escape(file, quote=True)}"{leads} '
        f'style="height:{height}px"></div><noscript><p class="dd-key">{escape(WITHOUT.format(alt=said.alt))}</p>'
        "</noscript>"
    )


def marked(said) -> set[str]:
    """Return the texts that marks of a chart carry; where a click opens a figure's page, they are figures' ids."""
    found = set()
    for trace in json.loads(said.spec)["data"]:
        for one in trace.get("customdata") or ():
            found.add(str(one[0] if isinstance(one, list) else one))
    return found


def _differences(light, dark, way=()):
    """Go through what the dark chart has otherwise: the way to each part, and what stands there."""
    walk = PART.get(type(light))
    if walk is None or type(light) is not type(dark) or len(light) != len(dark):
        if light != dark:
            yield [list(way), dark]
        return
    for step, one in walk(light):
        yield from _differences(one, dark[step], (*way, step))
