"""What every chart shares: title with the finding, subtitle, type, margins, and no more ink than needed."""

import textwrap

import plotly.graph_objects as go

# Characters a line of the title and of the subtitle may have at 320 px.
TITLE_WIDTH = 40
SUBTITLE_WIDTH = 50

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


# Text on the light and the dark background, 7:1 or more; unknown leaves it to the page's own theme.
INKS = {"light": "#3E4347", "dark": "#D5D1C8"}


def framed(title: str, subtitle: str, height: int, theme: str | None) -> go.Figure:
    """Start a figure with its title and subtitle, wrapped so that they fit a phone.

    `theme` is light, dark, or None where the reader's is not known yet.
    """
    lines = textwrap.wrap(_plain(title), TITLE_WIDTH)
    under = textwrap.wrap(_plain(subtitle), SUBTITLE_WIDTH)
    top = 18 + 21 * len(lines) + 17 * len(under) + 14
    text = "<br>".join(f"<b>{line}</b>" for line in lines)
    text += "".join(f'<br><span style="{SUBTITLE}">{line}</span>' for line in under)
    figure = go.Figure()
    figure.update_layout(
        title={
            "text": text,
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "xanchor": "left",
            "yanchor": "top",
            "pad": {"t": 14, "l": 2},
            "font": {"size": 16, "family": SERIF, "weight": 400, "color": INKS.get(theme)},
        },
        font={"size": 13, "family": SANS, "color": INKS.get(theme)},
        margin={"l": 8, "r": 16, "t": top, "b": 36},
        height=height + top,
        showlegend=False,
        hovermode="closest",
        hoverlabel={"align": "left", "font": {"size": 13}},
        dragmode=False,
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": "#737373", "activecolor": "#257958"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    ink = {"color": INKS.get(theme)}
    figure.update_xaxes(tickfont=ink)
    figure.update_yaxes(tickfont=ink)
    figure.update_xaxes(showgrid=False, fixedrange=True, automargin=True, ticks="outside", tickcolor=GRID)
    figure.update_yaxes(gridcolor=GRID, fixedrange=True, automargin=True, zeroline=True, zerolinecolor=GRID)
    return figure


def refuse_too_many(points: int) -> None:
    """Raise ValueError when a chart would carry more points than a reader can see."""
    if points > MOST_POINTS:
        raise ValueError(f"{points} points in one chart; aggregate to {MOST_POINTS} or fewer first")


def _plain(text: str) -> str:
    """Data may not bring markup of its own into a chart."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_texts(texts) -> list[str]:
    """Return texts with markup disarmed and line breaks kept, for labels and tooltips."""
    return [_plain(str(text)).replace("\n", "<br>") for text in texts]
