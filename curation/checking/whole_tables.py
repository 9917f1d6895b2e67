"""Doubts about an upload as a whole: a table that lost many rows, a crisis whose newest figure is old."""

from collections.abc import Mapping

import pandas as pd

from curation.checking.figure_problems import as_written, doubt
from curation.problems import Problem

# A table that loses more than this share of its rows is looked at. Source: the rule for a second person, who
# is asked when a version changes more than 20 % of a table.
LOST = 0.2


def shrunken(tables: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame]) -> list[Problem]:
    """Warn of tables with far fewer rows than the published ones."""
    problems = []
    for name, rows in tables.items():
        published = len(before[name]) if name in before else 0
        if len(rows) < (1 - LOST) * published:
            expected = f"about as many rows as are published, {published:,}"
            mend = "look whether the file is cut off or is a part of the table"
            problems.append(Problem(name, (), "", f"{len(rows):,} rows", expected, mend, "warning"))
    return problems


def stale(f: pd.DataFrame, crises: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    """Warn once per crisis when new figures came for it and its newest day is still older than its reviews.

    A crisis that has ended is a record, and one that got no new figures is not this upload's.
    """
    newest = f.groupby("crisis_id")["as_of"].max()
    fresh = set(f.loc[f["fresh"], "crisis_id"])
    problems = []
    for crisis in crises[crises["end_date"].isna()].itertuples():
        last = newest.get(crisis.crisis_id)
        if crisis.crisis_id in fresh and last is not None and (now - last).days > crisis.review_every_days:
            lines = f.loc[(f["crisis_id"] == crisis.crisis_id) & (f["as_of"] == last), "line"]
            expected = f"a day within the last {crisis.review_every_days:.0f} days for {crisis.crisis_id}"
            mend = "look whether this is the newest file; a crisis that is over has an end_date"
            problems.append(doubt(lines, "as_of", as_written(last), expected, mend))
    return problems
