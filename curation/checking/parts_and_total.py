"""Doubts about parts and their total, where one source gives both for one day."""

import numpy as np
import pandas as pd

from curation.checking.figure_problems import as_written, doubt, marks, rounding, standing
from curation.problems import Problem
from curation.subject import KEY

# How a total is written in each column that parts may differ in, and what an indicator calls adding them up.
CUTS = {
    "sex": ("all", "sex"),
    "age_group": ("all", "age"),
    "category": (None, "category"),
    "origin_location_id": (None, "location"),
}

# A total with one of these hedges has no upper end; a part with one of those may be less than it says.
NO_UPPER_END = ["more_than", "at_least"]
NO_LOWER_END = ["less_than", "up_to", "claimed"]

# Names that a row of parts has no business with.
TOTALS = ["total", "totals", "grand-total", "grand_total", "sub-total", "sub_total", "subtotal", "sum", "overall"]

# A dimension that says how widely a count is drawn: one of its categories may be more than the whole.
WIDER = ["definition"]

WHOLE = 100
SIBLINGS = 3

# A total adds up the others in at least this share of the statements that have it.
MOSTLY = 0.5
MEND = "look whether they are of one count: the same day, place and group of people"
STATEMENT = [*KEY, "source_id"]


def parts(f: pd.DataFrame) -> list[Problem]:
    """Warn where the parts of one cut, of one statement, are more than their total beyond rounding.

    They are added up where the indicator may be added over the cut and no age stands in two groups;
    where it may not, each part alone is held against the total. A place is a part of its parent. Counts by
    definition are no parts: one may be drawn more widely than the whole.
    """
    rows = _statements(f, "percent")
    rows = rows[~rows["dimension"].isin(WIDER)]
    rows = rows.assign(slack=rounding(rows["value"]).mask(rows["qualifier"] == "exact", 0.0))
    problems = []
    for column, (total, word) in CUTS.items():
        is_total = rows[column].isna() if total is None else rows[column] == total
        cut = [column, "dimension"] if column == "category" else [column]
        others = [name for name in STATEMENT if name not in cut]
        wholes = rows[is_total].assign(mark=marks(rows[is_total], others))
        of = rows[~is_total].assign(mark=marks(rows[~is_total], others), cut=rows.loc[~is_total, cut[-1]])
        problems += _beyond(wholes, of if len(cut) > 1 else of.assign(cut=""), word)
    lying = rows[rows["parent_id"].notna()]
    inside = lying.assign(mark=marks(lying.assign(location_id=lying["parent_id"]), STATEMENT), cut="")
    return problems + _beyond(rows.assign(mark=marks(rows, STATEMENT)), inside, "location")


def _statements(f: pd.DataFrame, without: str) -> pd.DataFrame:
    """Figures that stand, one for each statement of a source, the recommended one first."""
    rows = standing(f)
    return rows[rows["unit"] != without].sort_values("role", kind="stable").drop_duplicates(STATEMENT)


def _beyond(wholes: pd.DataFrame, of: pd.DataFrame, word: str) -> list[Problem]:
    """Hold the parts `of` each total against it; `mark` is the same in both, `cut` parts one cut from another."""
    wholes = wholes[~wholes["qualifier"].isin(NO_UPPER_END)].drop_duplicates("mark").set_index("mark")
    of = of[of["mark"].isin(wholes.index) & ~of["qualifier"].isin(NO_LOWER_END)]
    most = of["mark"].map(wholes["value"] + wholes["slack"])
    least = of["value"] - of["slack"]
    suspect = (least.groupby([of["mark"], of["cut"]]).transform("sum") > most) | (least > most)
    problems = []
    for (mark, _), some in of[suspect].groupby(["mark", "cut"]):
        whole, sums = wholes.loc[mark], word in str(wholes.loc[mark, "adds_over"]).split()
        if not (whole["fresh"] or some["fresh"].any()):
            continue
        if sums and not (word == "age" and _overlap(some)):
            problems.append(_sum(whole, some))
        else:
            problems += _alone(whole, some)
    return problems


def _sum(whole: pd.Series, some: pd.DataFrame) -> Problem:
    found = f"{as_written(float(some['value'].sum()))} in {len(some)} part{'s' if len(some) > 1 else ''}"
    expected = f"parts of at most their total, {as_written(whole['value'])}"
    return doubt([whole["line"], *some["line"]], "value", found, expected, MEND)


def _alone(whole: pd.Series, some: pd.DataFrame) -> list[Problem]:
    large = some[some["value"] - some["slack"] > whole["value"] + whole["slack"]]
    expected = f"a part of at most its total, {as_written(whole['value'])}"
    return [
        doubt([whole["line"], row.line], "value", as_written(row.value), expected, MEND) for row in large.itertuples()
    ]


def _overlap(some: pd.DataFrame) -> bool:
    """True when age groups hold some ages twice, such as 0-17 and 0-4."""
    ages = some["age_group"].str.extract(r"^([0-9]+)(?:-([0-9]+)|\+)$").astype("float64").dropna(subset=[0])
    ages = ages.fillna(np.inf).sort_values([0, 1])
    return bool((ages[0].to_numpy()[1:] <= ages[1].to_numpy()[:-1]).any())


def shares(f: pd.DataFrame) -> list[Problem]:
    """Warn where shares of one cut add up to more than 100 beyond rounding, and no caveat says why."""
    rows = _statements(f, "")
    rows = rows[(rows["unit"] == "percent") & rows["category"].notna() & rows["caveat"].isna()]
    rows = rows.assign(mark=marks(rows, [name for name in STATEMENT if name != "category"]))
    least = (rows["value"] - rounding(rows["value"]).clip(upper=0.5)).groupby(rows["mark"]).transform("sum")
    problems = []
    for _, some in rows[least > WHOLE].groupby("mark"):
        if some["fresh"].any():
            mend = "if somebody may be in several of them, say so in caveat"
            found = f"{as_written(float(some['value'].sum()))} percent in {len(some)} parts"
            problems.append(doubt(some["line"], "value", found, "shares of at most 100 percent together", mend))
    return problems


def total_rows(f: pd.DataFrame) -> list[Problem]:
    """Warn of rows that add up others: by their name, or because a place has what all its siblings have together.

    A total is the sum of the others each time: a place that is it seldom, of many statements, is so by accident.
    """
    mend = "leave dimension and category blank for the total of all"
    named = f[f["category"].isin(TOTALS) & f["fresh"]]
    problems = [doubt([row.line], "category", row.category, "a part, not a total", mend) for row in named.itertuples()]
    rows = _statements(f, "percent")
    rows = rows[rows["admin_level"].notna() & (rows["value"] > 0)]
    same = marks(rows, [*(name for name in STATEMENT if name != "location_id"), "admin_level"])
    together = rows["value"].groupby(same)
    rows = rows.assign(others=together.transform("size") - 1, sum=together.transform("sum"))
    rows = rows.assign(new=rows["fresh"].groupby(same).transform("any"))
    rows = rows[rows["others"] >= SIBLINGS]
    equal = rows["value"] * 2 == rows["sum"]
    often = equal.groupby([rows[name] for name in ("location_id", "indicator", "source_id")]).transform("mean")
    for row in rows[equal & rows["new"] & (often >= MOSTLY)].itertuples():
        expected = f"a place of its own, not the sum of the {row.others} others"
        problems.append(doubt([row.line], "value", as_written(row.value), expected, MEND))
    return problems
