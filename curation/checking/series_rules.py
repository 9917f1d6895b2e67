"""Doubts about a figure beside those that came before it: a count that fell, a leap, a number far outside."""

import numpy as np
import pandas as pd

from curation.checking.figure_problems import KEY, as_written, doubt, marks, rounding, standing
from curation.problems import Problem

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

SERIES = [name for name in KEY if name not in ("as_of", "period_start")]


def changes(f: pd.DataFrame, events: pd.DataFrame) -> list[Problem]:
    """Warn of new figures that fell though they are cumulative, or changed by more than half, against their source.

    A row that gives a reason, and one after a change of the counting method, say themselves why.
    """
    rows = _with_previous(standing(f))
    rows = rows[rows["fresh"] & rows["change_reason"].isna() & rows["earlier"].notna()]
    rows = rows[~_method_changed(rows, events)]
    fell = (rows["measure"] == "cumulative") & (rows["value"] < rows["low"] - rounding(rows["low"]))
    fell &= ~rows["qualifier"].isin(NO_UPPER_END)
    up = (rows["value"] > (1 + LEAP) * rows["high"]) & (rows["high"] >= BASE)
    down = (rows["value"] < (1 - LEAP) * rows["low"]) & (rows["low"] >= BASE)
    problems = []
    for row in rows[fell].itertuples():
        expected = f"no fewer than the source counted by {as_written(row.earlier)}, {as_written(row.low)}"
        mend = "look whether it was revised, or people returned, and say so in change_reason"
        problems.append(doubt([row.line], "value", as_written(row.value), expected, mend))
    for row in rows[(up | down) & ~fell].itertuples():
        before = row.high if row.value > row.high else row.low
        expected = (
            f"a change of at most 50 % from the source's figure of {as_written(row.earlier)}, {as_written(before)}"
        )
        mend = "look it up in the source; if it is right, change_reason may say why"
        problems.append(doubt([row.line], "value", as_written(row.value), expected, mend))
    return problems


def outliers(f: pd.DataFrame, known: set[int]) -> list[Problem]:
    """Warn of new figures far outside their series, whoever the source; lines in `known` were told already."""
    rows = standing(f)
    rows = rows[(rows["value"] > 0) & (rows["unit"] != "percent")]
    length = (rows["as_of"] - rows["period_start"]).dt.days.where(rows["measure"] == "flow")
    rows = rows.assign(size=np.log10(rows["value"]), days=(length // ABOUT).fillna(-1))
    by = marks(rows, [*SERIES, "days"])
    size, count = rows["size"].groupby(by), rows["size"].groupby(by).transform("size")
    # Only the largest and the smallest of a series can be outside all others.
    ends = (rows["size"] == size.transform("max")) | (rows["size"] == size.transform("min"))
    asked = rows[ends & rows["fresh"] & (count > ENOUGH) & ~rows["line"].isin(known)]
    problems = []
    for index, row in asked.iterrows():
        others = rows[(by == by[index]) & (rows.index != index)]
        if _is_far(row["size"], others["size"].to_numpy()):
            low, high = (as_written(one) for one in (others["value"].min(), others["value"].max()))
            expected = f"a number near the {len(others)} others of its series, {low} to {high}"
            problems.append(doubt([row["line"]], "value", as_written(row["value"]), expected))
    return problems


def _is_far(size: float, others: np.ndarray) -> bool:
    off = np.abs(others - np.median(others))
    spread = np.median(off) / BY_MEDIAN or BY_MEAN * off.mean()
    beyond = np.log10(WITHIN)
    outside = size > others.max() + beyond or size < others.min() - beyond
    return bool(outside and (not spread or abs(size - np.median(others)) / spread > FAR))


def _with_previous(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the last day on which the same source counted the same (`earlier`), and the `low` and `high` of that day.

    Cumulative counts are the same from one start only, flows over periods of a like length.
    """
    flow = rows["measure"] == "flow"
    days = (rows["as_of"] - rows["period_start"]).dt.days + 1
    rows = rows.assign(days=days.where(flow), since=rows["period_start"].mask(flow))
    rows = rows.assign(mark=marks(rows, [*SERIES, "since", "source_id"]))
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
