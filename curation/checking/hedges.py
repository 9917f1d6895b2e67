"""Doubts about one statement: a hedge that does not fit its number, a range without ends, the same row twice."""

import pandas as pd

from curation.checking.figure_problems import doubt, problems_in
from curation.problems import Problem

# Hedges for rounded numbers; beside a number this large, one that does not end in 0 was not rounded.
# Sources do write "some 561,746", so that is asked once; nearly is below a round number, whoever says it.
ROUNDED = ["approximately", "nearly"]
ALWAYS = ["nearly"]
LARGE, STEP = 1_000, 10

# Columns that are the machine's, not the statement's.
OURS = ["figure_id", "line", "fresh"]


def false_precision(f: pd.DataFrame, hedges: list[str]) -> list[Problem]:
    """Nearly 586,213: the source rounds, or the hedge is somebody else's."""
    counted = ~f["unit"].isin(["percent", "km2"]) & (f["value"] >= LARGE)
    odd = f[f["qualifier"].isin(hedges) & counted & (f["value"] % STEP != 0) & f["fresh"]]
    mend = "look whether the source says so of this very number; a count to the last unit is exact or not_stated"
    return problems_in(odd, "value", "a rounded number beside approximately or nearly", mend, "warning")


def ranges(f: pd.DataFrame) -> list[Problem]:
    """Between what and what?"""
    open_ = f["value_low"].isna() | f["value_high"].isna()
    odd = f[(f["qualifier"] == "between") & open_ & f["fresh"]]
    mend = "write both ends as the source prints them, or another qualifier"
    return problems_in(odd, "qualifier", "value_low and value_high beside between", mend, "warning")


def same_twice(f: pd.DataFrame) -> list[Problem]:
    """Rows that say the same in every column, under two ids."""
    said = [name for name in f.columns if name not in OURS]
    twice = f[f.duplicated(said, keep=False)]
    same = [rows for _, rows in twice.groupby(said, dropna=False) if rows["fresh"].any()]
    expected, mend = "each statement once", "leave out all but one, or say what tells them apart"
    return [doubt(rows["line"], "figure_id", " and ".join(rows["figure_id"]), expected, mend) for rows in same]
