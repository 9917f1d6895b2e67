"""Doubts about a figure beside those that came before it: a count that fell, a leap, a number far outside."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from curation.checking.figure_problems import as_written, doubt, marks, rounding, standing
from curation.problems import Problem
from curation.subject import KEY

# A change above this share of a base of this size is looked at. Source: the design, rules of arithmetic, number 7.
LEAP, BASE = 0.5, 1_000

# Periods of a flow are alike when the shorter one has this share of the days of the longer: months are.
ALIKE = 0.85

# A modified z-score above this is an outlier. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers,
# ASQC 1993, with their two constants. It is taken of logarithms, because counts of people grow by factors.
FAR, BY_MEDIAN, BY_MEAN = 3.5, 0.6745, 1.253314

# Flows are of one series when their periods are about as long: within so many days.
ABOUT = 20

# So many other numbers make a series, and a number within this factor of them is not far outside.
ENOUGH, WITHIN = 8, 1.5

# More than so many may be any number above.
NO_UPPER_END = ["more_than", "at_least"]

FELL = "counts since a day that do not fall"
LEAPT = "a change of at most 50 % from one day to the next"

SERIES = [name for name in KEY if name not in ("as_of", "period_start")]


def changes(f: pd.DataFrame, events: pd.DataFrame) -> list[Problem]:
    """Warn of new figures that fell though they are cumulative, or changed by more than half, against their source.

    A row that gives a reason, and one after a change of the counting method, say themselves why. A series that is
    new as a whole is history: what fell or leapt in it is told once for a source and indicator.
    """
    rows = _with_previous(standing(f))
    rows = rows[rows["fresh"] & rows["change_reason"].isna() & rows["earlier"].notna()]
    rows = rows[~_method_changed(rows, events)]
    fell = (rows["measure"] == "cumulative") & (rows["value"] < rows["low"] - rounding(rows["low"]))
    fell &= ~rows["qualifier"].isin(NO_UPPER_END)
    up = (rows["value"] > (1 + LEAP) * rows["high"]) & (rows["high"] >= BASE)
    down = (rows["value"] < (1 - LEAP) * rows["low"]) & (rows["low"] >= BASE)
    rows = rows.assign(was=rows["high"].where(rows["value"] > rows["high"], rows["low"]))
    rows = rows.assign(far=np.abs(np.log10((rows["value"] + 1) / (rows["was"] + 1))))
    return _told(rows[fell], _fell, FELL) + _told(rows[(up | down) & ~fell], _leapt, LEAPT)


def _fell(row) -> Problem:
    expected = f"no fewer than the source counted by {as_written(row.earlier)}, {as_written(row.low)}"
    mend = "look whether it was revised, or people returned, and say so in change_reason"
    return doubt([row.line], "value", as_written(row.value), expected, mend)


def _leapt(row) -> Problem:
    expected = f"a change of at most 50 % from the source's figure of {as_written(row.earlier)}, {as_written(row.was)}"
    mend = "look it up in the source; if it is right, change_reason may say why"
    return doubt([row.line], "value", as_written(row.value), expected, mend)


def _told(rows: pd.DataFrame, one: Callable[..., Problem], expected: str) -> list[Problem]:
    """A problem for each row that continues what is published; one for all others of a source and indicator.

    `rows` have `history` (the whole series is new) and `far`, by which the row worth looking at first is found.
    """
    problems = [one(row) for row in rows[~rows["history"]].itertuples()]
    for (source, indicator), some in rows[rows["history"]].groupby(["source_id", "indicator"], sort=False):
        first = next(some.sort_values("far", ascending=False, kind="stable").itertuples())
        if len(some) == 1:
            problems.append(one(first))
            continue
        found = f"{len(some):,} numbers of {indicator} ({source})"
        mend = f"the series are new; look at the farthest first: line {first.line}, {_beside(first)}"
        problems.append(doubt(some["line"], "value", found, expected, mend))
    return problems


def _beside(row) -> str:
    value = f"{as_written(row.value)} on {as_written(row.as_of)}"
    if hasattr(row, "was"):
        return f"{value} after {as_written(row.was)} on {as_written(row.earlier)}"
    return f"{value} beside {as_written(row.least)} to {as_written(row.most)}"


def outliers(f: pd.DataFrame, known: set[int]) -> list[Problem]:
    """Warn of new figures far outside their series, whoever the source; lines in `known` were told already."""
    rows = standing(f)
    rows = rows[(rows["value"] > 0) & (rows["unit"] != "percent")]
    length = (rows["as_of"] - rows["period_start"]).dt.days.where(rows["measure"] == "flow")
    rows = rows.assign(size=np.log10(rows["value"]), days=(length // ABOUT).fillna(-1))
    rows = rows.assign(mark=marks(rows, [*SERIES, "days"])).sort_values(["mark", "size"], kind="stable")
    rows = rows[rows.groupby("mark")["size"].transform("size") > ENOUGH]
    series = rows.groupby("mark")
    rows = rows.assign(
        history=series["fresh"].transform("all"), at=series.cumcount(), many=series["size"].transform("size")
    )
    low, high = rows["at"] == 0, rows["at"] == rows["many"] - 1
    near = np.where(low, rows["size"].shift(-1), rows["size"].shift())
    asked = (low | high) & (np.abs(rows["size"] - near) > np.log10(WITHIN))
    asked &= rows["fresh"] & ~rows["line"].isin(known)
    return _told(_far_outside(rows, asked), _far, "numbers near the others of their series")


def _far_outside(rows: pd.DataFrame, asked: pd.Series) -> pd.DataFrame:
    """The rows asked that are far from all others of their series, with the `least` and `most` of these.

    `rows` are sorted by series (`mark`) and size; each has its place (`at`) among how many (`many`).
    """
    sizes, values = rows["size"].to_numpy(), rows["value"].to_numpy()
    at, many = rows["at"].to_numpy(), rows["many"].to_numpy()
    found = []
    for place in np.flatnonzero(asked.to_numpy()):
        first = place - at[place]
        others = np.delete(np.arange(first, first + many[place]), at[place])
        if _is_far(sizes[place], sizes[others]):
            found.append((place, values[others[0]], values[others[-1]]))
    places, least, most = zip(*found, strict=True) if found else ((), (), ())
    far = rows.iloc[list(places)].assign(least=list(least), most=list(most))
    ratio = np.maximum(far["value"] / far["most"].astype("float64"), far["least"].astype("float64") / far["value"])
    return far.assign(far=ratio).sort_index()


def _far(row) -> Problem:
    low, high = as_written(row.least), as_written(row.most)
    expected = f"a number near the {row.many - 1} others of its series, {low} to {high}"
    return doubt([row.line], "value", as_written(row.value), expected)


def _is_far(size: float, others: np.ndarray) -> bool:
    off = np.abs(others - np.median(others))
    spread = np.median(off) / BY_MEDIAN or BY_MEAN * off.mean()
    return bool(not spread or abs(size - np.median(others)) / spread > FAR)


def _with_previous(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the last day on which the same source counted the same (`earlier`), and the `low` and `high` of that day.

    `history` is true where no row of the series is published.
    Cumulative counts are the same from one start only, flows over periods of a like length.
    """
    flow = rows["measure"] == "flow"
    days = (rows["as_of"] - rows["period_start"]).dt.days + 1
    rows = rows.assign(days=days.where(flow), since=rows["period_start"].mask(flow))
    rows = rows.assign(mark=marks(rows, [*SERIES, "since", "source_id"]))
    rows = rows.assign(history=rows["fresh"].groupby(rows["mark"]).transform("all"))
    dates = rows.groupby(["mark", "as_of"], as_index=False).agg(
        low=("value", "min"), high=("value", "max"), length=("days", "min")
    )
    dates = dates.sort_values("as_of")
    before = dates.groupby("mark")[["as_of", "low", "high", "length"]].shift()
    dates = dates.assign(earlier=before["as_of"], low=before["low"], high=before["high"], before=before["length"])
    known = rows.merge(dates.drop(columns="length"), on=["mark", "as_of"], how="left")
    short, long = known[["days", "before"]].min(axis=1), known[["days", "before"]].max(axis=1)
    unlike = (known["measure"] == "flow") & ~(short >= ALIKE * long)
    return known.assign(earlier=known["earlier"].mask(unlike))


def _method_changed(rows: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """True where the counting method changed between the earlier day and this one."""
    changed = events[events["kind"] == "count_method_change"][["crisis_id", "date_start"]]
    held = rows.reset_index()[["index", "crisis_id", "earlier", "as_of"]].merge(changed, on="crisis_id")
    between = held[(held["date_start"] > held["earlier"]) & (held["date_start"] <= held["as_of"])]
    return rows.index.isin(between["index"])
