"""What the page Compare says: findings, axes, denominators, and how far apart the days of figures lie."""

from html import escape

import pandas as pd

from components import wording
from components.place_rows import rate as rate_words
from components.published import row
from metrics.frames import BETWEEN

# Figures this many days apart are still for about one day.
ABOUT_ONE_DAY = 7

# Days in a month and in a year, as people say them.
MONTH, YEAR = 30.44, 365.25


def shown(one: dict, shown_as: str) -> str:
    """Write a statement's value, or its rate, as it stands at its mark."""
    if shown_as == "rate":
        return wording.sentence(_rate(one))
    return wording.sentence(wording.hedged(one))


def _rate(one) -> str:
    """Write a rate with the hedge of the figure it was worked out from."""
    return f"{wording.HEDGES[one['qualifier']]} {rate_words(one['rate'])} per 1,000".strip()


def hover(one: dict, shown_as: str) -> str:
    """Say in a tooltip what a statement says (`hover`); its rate and its denominator first where it is one."""
    day = "" if pd.isna(one["day"]) else f"\n{one['day']:,.0f} days after {wording.day(one['start'])}"
    said = one["hover"] + day
    return f"{shown(one, shown_as)} residents\n{denominator(one)}\n{said}" if shown_as == "rate" else said


def denominator(one) -> str:
    """Name what a rate was divided by: the source's own number of residents for the same date."""
    return f"{wording.exact(one['value'], one['unit'])} divided by {one['divided_by']}."


def divided_by(residents: dict) -> str:
    """Say a figure of residents as what a rate is divided by."""
    number = wording.exact(residents["value"], residents["unit"])
    return f"{number} people living there ({wording.source(residents['source_id'])}, {wording.as_of(residents)})"


def title(drawn: pd.DataFrame, shown_as: str) -> str:
    """Say the finding: how far the latest figures of the series reach."""
    if drawn.empty:
        return "No rate can be worked out for these series" if shown_as == "rate" else "Nothing can be drawn"
    label = wording.label(drawn["indicator"].iloc[0])
    last = drawn.sort_values("as_of").drop_duplicates("series", keep="last").sort_values("y")
    if len(last) == 1:
        return f"{label}: {_small(last.iloc[0], shown_as)} ({_where(last.iloc[0])})"
    least, most = last.iloc[0], last.iloc[-1]
    ends = f"{_small(least, shown_as)} ({_where(least)}) to {_small(most, shown_as)} ({_where(most)})"
    return f"{label}: from {ends} at their latest"


def _small(one, shown_as: str) -> str:
    return _rate(one) if shown_as == "rate" else wording.hedged(one)


def short_names(rows: pd.DataFrame) -> list[str]:
    """Name each of these series by its place, with its first month or its crisis where that is needed."""
    short = [wording.sentence(_where(one)) for _, one in rows.iterrows()]
    long = [one.partition(": ")[2] for one in rows["series_name"]]
    return [one if short.count(one) == 1 else other for one, other in zip(short, long, strict=True)]


def _where(one) -> str:
    """Name a series by its place, a cumulative count by its first month too: another may stand beside it."""
    since = f", since {one['period_start']:%B %Y}" if one["measure"] == "cumulative" else ""
    return f"{wording.place(one['location_id'])}{since}"


def subtitle(drawn: pd.DataFrame, aligned: str, shown_as: str) -> str:
    """Say measure, unit and axis of all panels."""
    if drawn.empty:
        return "Each series says below why"
    one = drawn.iloc[0]
    unit = one["unit"].replace("_", " ")
    what = f"{unit} per 1,000 residents" if shown_as == "rate" else unit
    kind = wording.MEASURES[one["measure"]]
    of = "the count" if one["measure"] == "cumulative" else "the crisis"
    axis = f"by days since the start of {of}" if aligned == "start" else "by date"
    return wording.sentence(f"{what}, {kind}{wording.of_cause(one)}; one scale for all, {axis}")


def head(name: str, rows: pd.DataFrame) -> str:
    """Write a panel's heading: the series, its crisis and, of a cumulative count, its first day."""
    what, _, where = name.partition(": ")
    said = escape(panel_subtitle(rows)) if len(rows) else escape(what)
    return f'<h3 class="dd-title">{escape(where)}</h3><p class="dd-subtitle">{wording.unbroken(said)}</p>'


def panel_subtitle(rows: pd.DataFrame) -> str:
    """Say of a panel what its series counts, since when, and who says so."""
    one = rows.sort_values("as_of").iloc[-1]
    since = f" since {wording.day(one['period_start'])}" if one["measure"] == "cumulative" else ""
    return f"{wording.label(one['indicator'])}{wording.of_cause(one)}{since}; {wording.source(one['source_id'])}"


def why_missing(series: str, aligned: str, shown_as: str) -> str:
    """Say why a series is not drawn."""
    if shown_as == "rate":
        return (
            "No rate: the source of this series states no number of residents for the same place and date, "
            "and another source’s number would not do."
        )
    crisis = row("crises", series.split(BETWEEN, maxsplit=1)[0])["name"]
    return f"Not drawn by days since the start: no start day is stated for {crisis}. Choose “By date”."


def summary(rows: pd.DataFrame, shown_as: str) -> str:
    """Tell in one sentence what a panel shows, for those who do not see it."""
    first, last = rows.iloc[0], rows.iloc[-1]
    count = f"{len(rows)} {'statement' if len(rows) == 1 else 'statements'} by {wording.source(last['source_id'])}"
    ends = f"{_small(last, shown_as)} ({wording.as_of(last)})"
    if len(rows) > 1:
        ends = f"from {_small(first, shown_as)} ({wording.as_of(first)}) to {ends}"
    return f"{wording.counted(last)}: {count}, {ends}."


def short_day(one: dict) -> str:
    """Write a figure's day in few letters, no more precisely than it is known: 5 Mar 2020, Mar 2020, 2020."""
    if one["date_precision"] == "year":
        return f"{one['as_of']:%Y}"
    day = "" if one["date_precision"] == "month" else f"{one['as_of'].day} "
    return f"{day}{one['as_of']:%b %Y}"


def rank_title(rows: pd.DataFrame, shown_as: str) -> str:
    """Say which latest figure is the greatest."""
    top = rows.sort_values("y").iloc[-1]
    of = f", the greatest of {len(rows)}" if len(rows) > 1 else ""
    return f"{top['name']}: {_small(top, shown_as)}{of}, {wording.as_of(top)}"


def rank_subtitle(rows: pd.DataFrame) -> str:
    """Say what is ranked and for which days."""
    one = rows.iloc[0]
    days = sorted(rows["as_of"])
    first, last = wording.day(days[0]), wording.day(days[-1])
    when = f"all as of {last}" if first == last else f"as of {first} to {last}"
    return f"{wording.label(one['indicator'])}{wording.of_cause(one)}: the latest figure of each series, {when}"


def spread(rows: pd.DataFrame) -> str:
    """Say how far the days of the figures lie apart, and what that means for their order."""
    apart = int(rows["days_behind"].max())
    if len(rows) == 1:
        return "Only one series has a figure to show."
    if apart == 0:
        return "All figures are for the same day."
    if apart <= ABOUT_ONE_DAY:
        return f"The figures are for days up to {apart} {'day' if apart == 1 else 'days'} apart."
    return f"The figures are for days up to {_long(apart)} apart: this is the order of the latest, not of one day."


def _long(days: int) -> str:
    for length, name in ((YEAR, "year"), (MONTH, "month")):
        if days >= length * 2:
            return f"{days / length:.0f} {name}s"
    return f"{days:,} days"


def rank_summary(rows: pd.DataFrame) -> str:
    """Tell in one sentence which figures are ranked, for those who do not see it."""
    ordered = rows.sort_values("y", ascending=False)
    said = "; ".join(f"{one['name']} {one['shown']} ({one['dated']})" for _, one in ordered.iterrows())
    return f"The latest figure of each series, greatest first: {said}. {spread(rows)}"
