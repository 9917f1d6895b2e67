"""What every chart shares: title with the finding, subtitle, type, margins, and no more ink than needed."""

import json
import textwrap

import plotly.graph_objects as go
from plotly.io import to_json

# Room at the top for title and subtitle. Pages write both as text that wraps, and hide this room;
# the chart's own picture keeps it, so that a picture passed on says what it shows.
TITLE_ROOM = 64

# Characters of a title and of a subtitle that fit the picture's width.
TITLE_WIDTH = 105
SUBTITLE_WIDTH = 150

SERIF = "'Source Serif', Georgia, serif"
SANS = "'Source Sans', sans-serif"

SUBTITLE = f"font-size:13px;font-weight:400;font-family:{SANS}".replace("'", "")

GRID = "rgba(138, 138, 138, 0.25)"

# The chart's own button: a picture with title, subtitle and axes, large enough for print.
CONFIG = {
    "displaylogo": False,
    "showSendToCloud": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "width": 1200, "height": 675, "scale": 2},
    "displayModeBar": True,
    "scrollZoom": False,
    "doubleClick": "reset",
}

# Never send more points than this: a reader sees no more, and a slow line pays for each.
MOST_POINTS = 2_000


# Text on the light and the dark background, 7:1 or more; a grey for both where the theme is not known yet.
INKS = {"light": "#3E4347", "dark": "#D5D1C8", None: "#6B7177"}


class Drawn(go.Figure):
    """A finished figure: handed out as it is, where plotly would copy it deeply for every reader."""

    def to_dict(self) -> dict:
        """Return the figure as one shared dictionary, made once; look, do not change.

        It holds what its JSON holds: texts, numbers, lists. Of those plotly writes the JSON in a tenth of the time
        it takes for numpy's and pandas' cells, which it looks at one by one.
        """
        if getattr(self, "_drawn", None) is None:
            object.__setattr__(self, "_drawn", json.loads(to_json(super().to_dict(), validate=False)))
        return self._drawn


def finished(figure: go.Figure) -> Drawn:
    """Return the figure ready to be handed out; nothing may be added to it any more."""
    return Drawn(figure, skip_invalid=False)


def framed(title: str, subtitle: str, height: int, theme: str | None) -> go.Figure:
    """Start a figure of `height` pixels under its title and subtitle, which are for its picture.

    `theme` is light, dark, or None where the reader's is not known yet.
    """
    title = plain(textwrap.shorten(title, TITLE_WIDTH, placeholder=" …"))
    subtitle = plain(textwrap.shorten(subtitle, SUBTITLE_WIDTH, placeholder=" …"))
    text = f'<b>{title}</b><br><span style="{SUBTITLE}">{subtitle}</span>'
    axis = {"tickfont": {"color": INKS[theme]}, "fixedrange": True, "automargin": True}
    # All in one: each later change of a figure costs as much again.
    return go.Figure(
        layout={
            "template": go.layout.Template(),
            "title": {
                "text": text,
                "x": 0,
                "xref": "container",
                "y": 1,
                "yref": "container",
                "xanchor": "left",
                "yanchor": "top",
                "pad": {"t": 12, "l": 2},
                "font": {"size": 16, "family": SERIF, "weight": 400, "color": INKS[theme]},
            },
            "font": {"size": 13, "family": SANS, "color": INKS[theme]},
            "margin": {"l": 8, "r": 16, "t": TITLE_ROOM + 10, "b": 36},
            "height": height + TITLE_ROOM,
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": {"align": "left", "font": {"size": 13}},
            "dragmode": False,
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": "#737373", "activecolor": "#257958"},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "xaxis": {**axis, "showgrid": False, "ticks": "outside", "tickcolor": GRID},
            "yaxis": {**axis, "gridcolor": GRID, "zeroline": True, "zerolinecolor": GRID},
        }
    )


def refuse_too_many(points: int) -> None:
    """Raise ValueError when a chart would carry more points than a reader can see."""
    if points > MOST_POINTS:
        raise ValueError(f"{points} points in one chart; aggregate to {MOST_POINTS} or fewer first")


def plain(text: str) -> str:
    """Data may not bring markup of its own into a chart."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_texts(texts) -> list[str]:
    """Return texts with markup disarmed and line breaks kept, for labels and tooltips."""
    return [plain(str(text)).replace("\n", "<br>") for text in texts]
