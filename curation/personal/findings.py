"""What the screen finds, and the words it is told in: what was expected and how to mend it, never the cell."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from curation.personal.cells import Column
from curation.problems import Problem

ERROR, HELD, WARNING = "error", "held", "warning"

# What to send instead of persons.
COUNTS = "count persons per admin 2, sex and age group, and send the counts"
SMALL = (
    "suppress it (leave the value blank, value_status suppressed) and one more part of the same total, or join groups "
    "until each has 5 or more"
)

# How to mend what is found, when most of a column is so; a key of two words beyond its column is its own sentence.
MENDS = {
    "positions": "round to two decimals, or give the P-code of the admin 2 area instead",
    "households": f"send no row per household; {COUNTS}",
    "persons": f"send no row per person; {COUNTS}",
    "small": SMALL,
    "rest": "suppress one more part of the same total, or join groups until each has 5 or more",
}
EXPECTED = {
    "positions": "positions of at most two decimals",
    "households": "counts of people or households, not one row per household",
    "persons": "counts of people, not one row per person",
    "small": "0, blank, or 5 and more where people are counted by sex or age, or below admin 2",
    "rest": "no total whose other parts leave 1 to 4 people, which anybody can work out",
}


@dataclass(frozen=True)
class Found:
    """One kind of personal data in one column. Without lines, only the column is called so: it is blank."""

    column: str
    what: str
    level: str = WARNING
    lines: tuple[int, ...] = ()
    role: bool = False


def by_owner(column: Column, what: str, mask: pl.Series, offices: pl.Series) -> list[Found]:
    """Return what is found of persons as an error and what is an office's own as a warning."""
    persons, offices = mask & ~offices, mask & offices
    found = [Found(column.name, what, ERROR, column.lines_where(persons))] if persons.any() else []
    return found + ([Found(column.name, what, WARNING, column.lines_where(offices), True)] if offices.any() else [])


def told(found: Iterable[Found], table: str, filled: dict[str, int]) -> list[Problem]:
    """Return problems, one for each column, kind and level, in the order found, worst first.

    `filled` is how many cells of each column hold something: it tells a column to leave out from a
    few cells to clear.
    """
    merged: dict[tuple, set[int]] = {}
    for one in found:
        merged.setdefault((one.column, one.what, one.level, one.role), set()).update(one.lines)
    for column, what, level, role in list(merged):
        worse = merged.get((column, what, ERROR, False), set()) if level != ERROR else set()
        merged[column, what, level, role] -= worse
    problems = [
        _problem(table, key, tuple(sorted(lines)), filled)
        for key, lines in merged.items()
        if lines or key[2] == WARNING
    ]
    return sorted(problems, key=lambda problem: (ERROR, HELD, WARNING).index(problem.level))


def _problem(table: str, key: tuple, lines: tuple[int, ...], filled: dict[str, int]) -> Problem:
    column, what, level, role = key
    if what in EXPECTED:
        return Problem(table, lines, column, "", EXPECTED[what], MENDS[what], level)
    if not lines:
        expected = f"no column for {what}, though nothing is in it"
        return Problem(table, lines, column, "", expected, "leave the column out", level)
    cells = "1 cell" if len(lines) == 1 else f"{len(lines):,} cells"
    if role:
        expected = f"no {what} unless they are an organisation's own ({cells})"
        return Problem(table, lines, column, "", expected, "look whether the organisation has made them public", level)
    most = 2 * len(lines) > filled.get(column, 0)
    mend = f"leave the column out; if it matters, {COUNTS}" if most else "take them out of these cells"
    return Problem(table, lines, column, "", f"no {what} ({cells})", mend, level)
