"""Rows with the words a chart needs: source names, tooltips, labels."""

import pandas as pd

from components import wording
from components.once import once
from components.published import row
from metrics import events as events_of
from metrics import trend

# Kinds of events, most telling first: these are named on a chart before others.
TELLING = ("ceasefire", "count_method_change", "hostilities", "border", "policy", "access_change")


def statements(series: pd.DataFrame, crisis: str) -> pd.DataFrame:
    """Return a series with `joins`, `counting`, `replaced`, `source`, `shown` and `hover`, ready to be drawn.

    `counting` is how many changes of counting lie before a statement; no line joins two that differ in it.
    """
    gaps = once(trend.gaps, series, usual_days=int(row("crises", crisis)["review_every_days"]))
    turns = breaks_of(crisis)
    return once(_statements, series, gaps, once(events_of.crossed, gaps, turns), turns)


def breaks() -> pd.DataFrame:
    """Return the changes of counting with the series they touch, a row for each."""
    return once(events_of.breaks, "figures", "events")


def breaks_of(crisis: str) -> pd.DataFrame:
    """Return the changes of counting that touch a crisis's series: the same frame for as long as it is the same."""
    return once(_breaks_of, crisis=crisis)


def _breaks_of(crisis: str) -> pd.DataFrame:
    # Those of all crises are asked for in here: whoever asks for one crisis's has not read the others'.
    turns = breaks()
    order = ["event_id", "indicator", "location_id"]
    return turns[turns["crisis_id"] == crisis].sort_values(order, ignore_index=True)


def _statements(series: pd.DataFrame, gaps: pd.DataFrame, crossed: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    rows = series.merge(gaps[["figure_id", "joins"]], on="figure_id", how="left")
    rows["joins"] = rows["joins"].eq(True) & ~rows["figure_id"].isin(crossed["figure_id"])
    days = touching(turns, series)["date_start"]
    rows["counting"] = [int((days <= one).sum()) for one in rows["as_of"]]
    rows["replaced"] = rows["figure_id"].isin(series["replaces"].dropna())
    rows["source"] = [wording.source(one) for one in rows["source_id"]]
    rows["shown"] = [wording.sentence(wording.hedged(one)) for _, one in rows.iterrows()]
    rows["hover"] = [hover(one) for _, one in rows.iterrows()]
    return rows


def touching(turns: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """The changes of counting that touch a series; none where it has no statement."""
    subject = ["crisis_id", "indicator", "location_id"]
    return turns.merge(series[subject].drop_duplicates(), on=subject)


def hover(figure) -> str:
    """Say in a tooltip what a statement says: exact value, hedge, dates, source, status, caveat."""
    hedge = wording.HEDGES[figure["qualifier"]]
    lines = [
        f"{hedge} {wording.exact(figure['value'], figure['unit'])}".strip(),
        wording.counted(figure),
        wording.sentence(wording.as_of(figure)),
        f"{wording.source(figure['source_id'])}, published "
        f"{wording.dated(figure['published_on'], figure['published_precision'])}",
    ]
    if figure["status"] == "withdrawn":
        gone = "" if pd.isna(figure["withdrawn_on"]) else f" on {wording.day(figure['withdrawn_on'])}"
        lines.append(f"Withdrawn{gone}")
    if pd.notna(figure["caveat"]):
        lines.append(figure["caveat"])
    return "\n".join(lines)


def events_within(drawn: pd.DataFrame, crisis: str) -> pd.DataFrame:
    """Return the events that fall in the time a series is drawn for; `breaks` is true where the counting changed."""
    return once(_within, once(_events, "events", crisis=crisis), drawn, breaks_of(crisis))


def _within(events: pd.DataFrame, drawn: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    rows = events[events["date_start"].between(drawn["as_of"].min(), drawn["as_of"].max())]
    touched = rows["event_id"].isin(touching(turns, drawn)["event_id"])
    return rows.assign(breaks=touched & (rows["date_start"] > drawn["as_of"].min()))


def _events(events: pd.DataFrame, crisis: str) -> pd.DataFrame:
    """Give a crisis's events `hover` and `rank` (0: named on a chart before others)."""
    rows = events[events["crisis_id"] == crisis].sort_values("date_start").reset_index(drop=True)
    order = [TELLING.index(kind) if kind in TELLING else len(TELLING) for kind in rows["kind"]]
    rows["hover"] = [f"{wording.day(one.date_start)}\n{one.title}" for one in rows.itertuples()]
    return rows.assign(rank=order)
