"""Events in words: when, what, where, who says so, and the figures that stand near each."""

from html import escape
from urllib.parse import urlencode

import pandas as pd

from components import drawable, figure_links, figure_words, sources, wording
from components.published import row

# What each kind of event is called.
KINDS = {
    "hostilities": "Hostilities",
    "ceasefire": "Ceasefire",
    "access_change": "Access",
    "flood": "Flood",
    "storm": "Storm",
    "earthquake": "Earthquake",
    "border": "Border",
    "policy": "Policy",
    "count_method_change": "Change of counting",
    "other": "Other",
}

# Figures named beside an event before the rest is counted.
NAMED = 6

STYLE = """<style>
.dd-events { list-style: none; padding: 0 !important; margin: .2rem 0 .6rem !important; max-width: 60rem; }
.dd-events > li { padding: .7rem 0 !important; margin: 0 !important;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
.dd-events h3 { font-size: 1.02rem; font-weight: 600; line-height: 1.35; margin: 0; padding: 0; font-family: inherit; }
.dd-events p { margin: .12rem 0 0; font-size: .92rem; line-height: 1.45; overflow-wrap: anywhere; }
.dd-events a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.dd-events details { font-size: .9rem; margin-top: .35rem; }
.dd-events summary { cursor: pointer; list-style: none; }
.dd-events summary::-webkit-details-marker { display: none; }
.dd-events summary:focus-visible .dd-chip { outline: 2px solid currentColor; outline-offset: 2px; }
.dd-events ul { margin: .35rem 0 0; padding-left: 1.1rem; }
.dd-events ul li { margin: .15rem 0; font-size: .9rem; line-height: 1.45; }
</style>"""


def kind(of: str) -> str:
    """Name a kind of event."""
    return KINDS.get(of, wording.sentence(of.replace("_", " ")))


def when(event) -> str:
    """Write an event's day, or its first and last day."""
    first = wording.day(event["date_start"])
    return first if pd.isna(event["date_end"]) else f"{first} to {wording.day(event['date_end'])}"


# What a click on its mark does.
FOR_FIGURES = "Click for its figures"


def hover(event) -> str:
    """Say in a tooltip what happened."""
    return f"{event['title']}\n{when(event)}, {_small(kind(event['kind']))}\n{FOR_FIGURES}"


def listed(rows: pd.DataFrame, linked: pd.DataFrame, near_days: int, opened: bool) -> str:
    """Return the events as an HTML list in order of their days; `opened` shows their figures at once."""
    items = []
    for _, event in rows.sort_values(["date_start", "event_id"]).iterrows():
        figures = linked[linked["of_event"] == event["event_id"]]
        items.append(f"<li>{_event(event)}{_touched(event)}{_figures(event, figures, near_days, opened)}</li>")
    return f'{STYLE}<ol class="dd-events">{"".join(items)}</ol>'


def _event(event) -> str:
    place = "" if pd.isna(event["location_id"]) else f" · {wording.sentence(wording.place(event['location_id']))}"
    note = f"<p>{escape(event['note'])}</p>" if pd.notna(event["note"]) else ""
    who = sources.link(event["url"], wording.source(event["source_id"]))
    about = f"{kind(event['kind'])}{place}"
    return (
        f'<p class="dd-quiet">{wording.unbroken(escape(when(event)))} · {escape(about)}</p>'
        f"<h3>{escape(event['title'])}</h3>{note}<p>Source: {who}</p>"
    )


def _touched(event) -> str:
    """Name the series that a change of counting breaks, with links to their charts."""
    if event["kind"] != "count_method_change":
        return ""
    turns = drawable.breaks()
    rows = turns[turns["event_id"] == event["event_id"]]
    if rows.empty:
        return "<p>It lies within no series shown here.</p>"
    links = []
    for one in rows.sort_values(["location_id", "indicator"]).itertuples():
        about = urlencode({"crisis": one.crisis_id, "place": one.location_id, "show": one.indicator})
        words = f"{wording.listed(one.indicator)}, {wording.place(one.location_id)}"
        links.append(f'<a href="trend?{escape(about, quote=True)}" target="_self">{escape(words)}</a>')
    return f"<p>Breaks the line of: {'; '.join(links)}.</p>"


def _figures(event, figures: pd.DataFrame, near_days: int, opened: bool) -> str:
    if figures.empty:
        return f'<p class="dd-quiet">No figure names it or lies within {near_days} days of it.</p>'
    rows = figures.assign(
        first=figures["how"].map({"named": 0, "place": 1, "area": 2}),
        far=figures["days_after"].abs(),
        order=[row("indicators", one)["order"] for one in figures["indicator"]],
    ).sort_values(["first", "order", "far", "as_of", "figure_id"])
    items = "".join(f"<li>{_figure(one)}</li>" for _, one in rows.head(NAMED).iterrows())
    count = f"{len(rows)} figure{'s' if len(rows) != 1 else ''} at or near it"
    return (
        f'<details{" open" if opened else ""}><summary><span class="dd-chip">{count}</span></summary>'
        f"<ul>{items}</ul>{_more(event, len(rows) - NAMED, near_days)}</details>"
    )


def _figure(one) -> str:
    words = f"{figure_words.about(one)}: {wording.hedged(one)}"
    link = figure_links.link(one["figure_id"], words)
    return f"{link}, {escape(wording.as_of(one))} ({_apart(one)}); {escape(wording.source(one['source_id']))}"


def _apart(one) -> str:
    if one["how"] == "named":
        return "names this event"
    days = int(one["days_after"])
    if days == 0:
        return "the same day"
    return f"{abs(days)} {'day' if abs(days) == 1 else 'days'} {'after' if days > 0 else 'before'}"


def _more(event, more: int, near_days: int) -> str:
    """Link to all figures of the days around an event, where more of them are linked than are named."""
    if more <= 0:
        return ""
    last = event["date_start"] if pd.isna(event["date_end"]) else event["date_end"]
    around = pd.Timedelta(days=near_days)
    start, end = event["date_start"] - around, last + around
    query = {"in": event["crisis_id"], "role": "recommended", "from": f"{start:%Y-%m-%d}", "to": f"{end:%Y-%m-%d}"}
    address = escape(f"figures?{urlencode(query)}", quote=True)
    return f'<p><a href="{address}" target="_self">{more} more, among all figures of these days</a></p>'


def title(rows: pd.DataFrame) -> str:
    """Say how many events of which kind there are."""
    counts = rows["kind"].value_counts()
    count = f"{len(rows)} event{'s' if len(rows) != 1 else ''}"
    if len(counts) == 1:
        return f"{count}: {_small(kind(counts.index[0]))}"
    if counts.index[0] == "other":
        return count
    return f"{count}, {counts.iloc[0]} of them {_small(kind(counts.index[0]))}"


def subtitle(rows: pd.DataFrame, earlier: int) -> str:
    """Say from when to when the chart reaches, and what is left to the list."""
    first, last = wording.day(rows["date_start"].min()), wording.day(rows["date_start"].max())
    left = f"; {earlier} earlier {'one is' if earlier == 1 else 'ones are'} in the list only" if earlier else ""
    return f"By kind and day, {first} to {last}{left}" if first != last else f"By kind, on {first}{left}"


def summary(rows: pd.DataFrame) -> str:
    """Tell in one sentence what the chart shows, for those who do not see it."""
    said = "; ".join(f"{when(one)} {one['title']}" for _, one in rows.sort_values("date_start").iterrows())
    return f"{title(rows)}, in the order of their days: {said}."


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
