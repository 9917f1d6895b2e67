"""Figures as rows of problems: the key of a statement, its cells as the CSV has them."""

from collections.abc import Sequence

import pandas as pd

from curation.problems import Problem
from curation.subject import KEY

# What rules between figures look at; the other texts of a figure would be carried along for nothing.
HELD = [
    *KEY,
    "source_id",
    "value",
    "qualifier",
    "role",
    "caveat",
    "change_reason",
    "measure",
    "unit",
    "adds_over",
    "admin_level",
    "parent_id",
    "fresh",
    "line",
]

MEND = "look it up in the source"


def problems_in(rows: pd.DataFrame, column: str, expected: str, mend: str, level: str = "error") -> list[Problem]:
    """Return a problem for each row, with its line and its cell of the column."""
    return [
        Problem("figures", (int(line),), column, as_written(cell), expected, mend, level)
        for line, cell in zip(rows["line"], rows[column], strict=True)
    ]


def doubt(lines: Sequence[int], column: str, found: str, expected: str, mend: str = MEND) -> Problem:
    """Return a warning about some lines of the figures."""
    return Problem("figures", tuple(sorted(int(line) for line in lines)), column, found, expected, mend, "warning")


def as_written(cell: object) -> str:
    """The cell as its CSV has it: a day without hours, a whole number without decimals."""
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    return str(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)


def marks(rows: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    """A number for each row, the same for rows that are equal in some columns; blanks are equal."""
    return pd.util.hash_pandas_object(rows[list(names)], index=False)


def rounding(values: pd.Series) -> pd.Series:
    """Half of the last digit that is not 0, half a million at most: as far as rounding may have moved a number."""
    step = pd.Series(0.5, index=values.index)
    for power in range(1, 7):
        step = step.mask((values % 10**power == 0) & (values != 0), 0.5 * 10**power)
    for power in range(1, 3):
        step = step.mask(values.round(power - 1) != values, 0.5 / 10**power)
    return step


def standing(figures: pd.DataFrame) -> pd.DataFrame:
    """Figures that have a number and are not withdrawn, with the columns that are held against each other."""
    stand = (figures["status"] != "withdrawn") & figures["value"].notna()
    return figures.loc[stand, [name for name in HELD if name in figures.columns]]
