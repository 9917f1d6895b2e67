"""What readers would see: headlines and the first chart of each crisis, before and after a publication."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts import trend as trend_charts
from components import cards, drawable, filters, published, titles, wording
from components.once import of_crisis, once
from curation.large import Large
from metrics import trend

Tables = Mapping[str, pd.DataFrame]

# What tells one headline from another.
HEADLINE = ["crisis_id", "indicator_id", "location_id"]

# What stands in the place of a headline's words where there is none.
NO_CARD, NO_STATEMENT = "not shown", "no statement"

# Room beside the first and last day of two charts with one axis, as a part of the time drawn.
MARGIN = 0.03


@dataclass(frozen=True, eq=False)
class Drawing:
    """A chart as the Situation page draws it, with its words and the statements in it."""

    figure: go.Figure
    title: str
    subtitle: str
    summary: str
    statements: pd.DataFrame

    def about(self) -> tuple[str, str]:
        """Return the indicator and the place it shows."""
        first = self.statements.iloc[0]
        return first["indicator"], first["location_id"]

    def same_as(self, other: "Drawing") -> bool:
        """True when a reader would see no difference."""
        return self.title == other.title and _in_order(self.statements).equals(_in_order(other.statements))


def headlines_before_after(
    tables_before: Tables, tables_after: Tables, crises: Collection[str] | None = None, state: str = ""
) -> pd.DataFrame:
    """Return every headline card before and after, in the order of the cards after.

    Both are typed tables, as `curation.read_typed` gives them; `crises` are those that may have
    changed (None: all), `state` the version that `tables_before` are, whose results are at hand. Returns
    `crisis`, `indicator` and `place` in words, `before` and `after` (what the card says: number with its hedge, date,
    source, change; “no statement”, or “not shown” where there is no such card), `changed`, and
    the identifiers `crisis_id`, `indicator_id` and `location_id`. Where rounding would hide a
    change, both sides also give the exact value.
    """
    before, after = _headlines(tables_before, crises, state), _headlines(tables_after, crises)
    rows = [_side_by_side(key, before.get(key), after.get(key)) for key in {**after, **before}]
    return pd.DataFrame(rows, columns=["crisis", "indicator", "place", "before", "after", "changed", *HEADLINE])


def series_before_after(
    tables_before: Tables, tables_after: Tables, crisis: str, theme: str | None = None, state: str = ""
) -> tuple[Drawing | None, Drawing | None]:
    """Return the chart of a crisis's first headline as readers see it, and as they would see it after.

    None where the crisis has no headline. Both have the same axes when they show the same
    indicator and place. `theme` is the reader's, as charts take it. Raises ValueError for more
    statements than a chart can hold.
    """
    before, after = _drawing(tables_before, crisis, theme, state), _drawing(tables_after, crisis, theme)
    if before and after and before.about() == after.about():
        _share_axes(before, after)
    return before, after


def _named(tables: Tables) -> str:
    """Name tables by what they hold, so that what was worked out once is found again at the next click."""
    mark = hashlib.sha256()
    for name in sorted(tables):
        rows = tables[name]
        if isinstance(rows, Large):
            mark.update(f"{name} {published.newest()}\n".encode())
            continue
        mark.update(f"{name} {list(rows.columns)} {len(rows)}\n".encode())
        mark.update(pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes())
    return f"review-{mark.hexdigest()}"


def _headlines(tables: Tables, crises: Collection[str] | None, state: str = "") -> dict[tuple, dict]:
    """Every card of these crises, by crisis, indicator and place."""
    cards_said = {}
    with published.shown(tables, state or _named(tables)):
        for crisis in published.keys("crises"):
            if crises is not None and crisis not in crises:
                continue
            pairs = filters.cards(crisis)
            figures = {figure["card"]: figure for _, figure in cards.headlines(crisis, pairs).iterrows()}
            for position, (indicator, place) in enumerate(pairs):
                words = _card(crisis, indicator, place, figures.get(position))
                cards_said[(crisis, indicator, place)] = words
    return cards_said


def _card(crisis: str, indicator: str, place: str, figure: pd.Series | None) -> dict:
    words = {
        "crisis": wording.sentence(published.row("crises", crisis)["name"]),
        "indicator": wording.listed(indicator) if indicator in published.keys("indicators") else indicator,
        "place": wording.sentence(wording.place(place)) if place in published.keys("locations") else place,
        "says": NO_STATEMENT,
        "exact": "",
    }
    if figure is None:
        return words
    change = wording.change(figure)
    says = f"{wording.hedged(figure)}, {wording.as_of(figure)} ({wording.source(figure['source_id'])})"
    says = wording.sentence(says) + (f"; {change}" if change else "")
    ends = [figure[name] for name in ("value_low", "value_high") if figure["qualifier"] == "between"]
    exact = " to ".join(wording.exact(value, figure["unit"]) for value in ends or [figure["value"]])
    return {**words, "says": says, "exact": exact}


def _side_by_side(key: tuple, before: dict | None, after: dict | None) -> dict:
    words = after or before
    said = [side["says"] if side else NO_CARD for side in (before, after)]
    exact = [side["exact"] if side else "" for side in (before, after)]
    changed = said[0] != said[1] or exact[0] != exact[1]
    if changed and said[0] == said[1]:
        said = [f"{says}; exactly {value}" for says, value in zip(said, exact, strict=True)]
    named = {name: words[name] for name in ("crisis", "indicator", "place")}
    return {**named, "before": said[0], "after": said[1], "changed": changed, **dict(zip(HEADLINE, key, strict=True))}


def _drawing(tables: Tables, crisis: str, theme: str | None, state: str = "") -> Drawing | None:
    with published.shown(tables, state or _named(tables)):
        if crisis not in published.keys("crises"):
            return None
        headlines = cards.headlines(crisis, filters.cards(crisis))
        if headlines.empty:
            return None
        first = headlines.iloc[0]
        about = {"crisis": crisis, "indicator": first["indicator"], "location": first["location_id"]}
        drawn = drawable.statements(once(trend.series, of_crisis(crisis), **about), crisis)
        title, subtitle = once(titles.trend_title, drawn), once(titles.trend_subtitle, drawn)
        chart = trend_charts.columns if drawn["measure"].iloc[0] == "flow" else trend_charts.lines
        figure = chart(drawn, title, subtitle, drawable.events_within(drawn, crisis), theme)
        return Drawing(figure, title, subtitle, once(titles.trend_summary, drawn), drawn)


def _share_axes(before: Drawing, after: Drawing) -> None:
    """Give both charts one scale, so that a higher mark is a higher number."""
    rows = pd.concat([before.statements, after.statements])
    starts = rows["period_start"].fillna(rows["as_of"]) if rows["measure"].iloc[0] == "flow" else rows["as_of"]
    first, last = starts.min(), rows["as_of"].max()
    room = max((last - first) * MARGIN, pd.Timedelta(days=1))
    top = max(drawing.figure.layout.yaxis.range[1] for drawing in (before, after))
    for drawing in (before, after):
        drawing.figure.update_xaxes(range=[first - room, last + room])
        drawing.figure.update_yaxes(range=[0, top])


def _in_order(statements: pd.DataFrame) -> pd.DataFrame:
    return statements.sort_values("figure_id").reset_index(drop=True)
