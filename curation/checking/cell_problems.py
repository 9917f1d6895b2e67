"""Bad cells as problems: equal ones together, none lost, and nothing that would break a line of text."""

import unicodedata
from dataclasses import dataclass

import polars as pl

from curation.checking.constraints import Mend
from curation.problems import Problem

# Different cells that are problems of their own; the rest are counted and located together.
DIFFERENT = 1_000

# Cells shown when many are told together, and letters shown of one.
EXAMPLES = 3
LETTERS = 80


@dataclass(frozen=True)
class Column:
    """Where cells stand: the table, what the file calls the column, its cells, and the line of each."""

    table: str
    name: str
    cells: pl.Series
    lines: pl.Series


def cell_problems(column: Column, at: pl.Series, expected: str, mend: Mend, level: str = "error") -> list[Problem]:
    """Return the cells at some positions as problems, one for each different cell, with all its lines.

    Beyond DIFFERENT cells the rest are one problem, with examples and all lines.
    """
    if not len(at):
        return []
    bad = pl.DataFrame({"cell": column.cells.gather(at), "line": column.lines.gather(at)})
    kinds = bad.group_by("cell", maintain_order=True).agg("line")
    find = mend if callable(mend) else lambda _: mend
    few = kinds.head(DIFFERENT)
    problems = [
        Problem(column.table, tuple(where), column.name, shown(cell), expected, find(cell or ""), level)
        for cell, where in few.rows()
    ]
    if len(kinds) > DIFFERENT:
        problems.append(_together(column, kinds.slice(DIFFERENT), expected, find(""), level))
    return problems


def _together(column: Column, rest: pl.DataFrame, expected: str, mend: str, level: str) -> Problem:
    named = ", ".join(f'"{shown(cell)}"' for cell in rest["cell"].head(EXAMPLES))
    says = f"{len(rest):,} more different cells, such as {named}, expected {expected}; {mend}"
    lines = tuple(rest["line"].explode().sort().to_list())
    return Problem(column.table, lines, column.name, "", expected, mend, level, says)


def shown(cell: str | None) -> str:
    """A cell as it may stand in a sentence: on one line, no sign that moves the cursor, not too long."""
    text = "".join(_visible(sign) for sign in (cell or "")[: LETTERS + 1])
    return f"{text[:LETTERS]}…" if len(text) > LETTERS else text


def _visible(sign: str) -> str:
    if sign == "\n":
        return "⏎"
    kind = unicodedata.category(sign)
    if kind == "Zs":
        return " "
    return "" if kind in ("Cf", "Cc", "Cs", "Zl", "Zp") else sign
