"""Rows that add up other rows: counted again, they would double what they count."""

from functools import reduce
from operator import or_

import polars as pl

from curation.checking.cell_problems import shown
from curation.problems import Problem

# What the name of a total begins with, and what it may be as a whole, in the languages of partners' tables.
BEGINS = ("total", "grand total", "sub total", "sub-total", "subtotal", "sous-total", "sous total", "total général")
WHOLE = (
    *BEGINS, "totals", "totaux", "totales", "total general", "gran total", "suma total", "suma", "sum", "somme",
    "overall", "ensemble", "المجموع", "المجموع الكلي", "الاجمالي", "الإجمالي", "اجمالي", "إجمالي", "مجموع",
    "всього", "усього", "разом", "итого", "всего",
)  # fmt: skip
SPELLED = sorted({way(word) for word in WHOLE for way in (str, str.upper, str.capitalize, str.title)})
STARTS = sorted({way(f"{word} ") for word in ("total", "subtotal", "sub-total") for way in (str.upper, str.capitalize)})

# A word that stands in more than this share of the rows names a group of the table and no row that adds it up.
SHARE = 0.2

# So many rows show whether names repeat.
SAMPLE = 1_000

# So many columns from the left may hold the name of a row.
NAMING = 3

# So many rows must be added before their sum can be no accident.
ADDED = 3

EXPECTED = "rows of data, not a row that adds them up"
MEND = "take the row out, or mark what it is; added to the others, everybody would be counted twice"


def named_totals(table: str, names: list[str], columns: list[pl.Series], lines: pl.Series) -> list[Problem]:
    """Return rows whose name says that they are a total; `columns` hold the names of rows, in the file's order."""
    problems = []
    for name, cells in zip(names[:NAMING], columns[:NAMING], strict=True):
        at = _totals(cells)
        if 0 < len(at) <= max(1, SHARE * len(cells)):
            found = " and ".join(shown(cell) for cell in cells.gather(at).unique(maintain_order=True).head(ADDED))
            problems.append(Problem(table, tuple(lines.gather(at)), name, found, EXPECTED, MEND, "warning"))
    return problems


def _totals(cells: pl.Series) -> pl.Series:
    """Positions of cells that name a total: by the distinct names where they repeat, which most names do."""
    if cells.head(SAMPLE).n_unique() > SAMPLE / 2:
        return cells.is_in(SPELLED).arg_true()
    names = cells.unique()
    begins = reduce(or_, (names.str.starts_with(start) for start in STARTS))
    totals = names.filter(names.is_in(SPELLED) | begins)
    return (cells.is_in(totals.implode()) if len(totals) else cells.is_null()).arg_true()


def last_row_total(table: str, name: str, numbers: pl.Series, lines: pl.Series) -> list[Problem]:
    """Return the last row when its number is the sum of all others."""
    last = numbers[-1] if len(numbers) else None
    if not last or numbers.sum() != 2 * last or (numbers != 0).sum() <= ADDED:
        return []
    found = f"{last:.15g}"
    expected = f"{EXPECTED}; it is the sum of the {len(numbers) - 1:,} rows above"
    return [Problem(table, (lines[-1],), name, found, expected, MEND, "warning")]
