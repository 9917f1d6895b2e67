"""A problem in a table, in words a curator can act on."""

from dataclasses import dataclass, replace

# How many lines a grouped problem names before it says how many more there are.
LINES_NAMED = 3


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where, and how to mend it.

    `table` is a table's name, or the name of another file of the data package. `lines` are lines
    of the CSV as an editor counts them (the header is line 1). `level` is error (the table cannot
    be used so), held (not published unless a person takes it on themselves: it may give somebody
    away) or warning (a person should look). `says` is a whole sentence for what does not fit the
    form "found, expected".
    """

    table: str
    lines: tuple[int, ...]
    column: str
    found: str
    expected: str
    mend: str
    level: str = "error"
    says: str = ""

    def without_found(self) -> str:
        """Say the problem without the cell itself, which may not be for everybody."""
        return str(replace(self, found=""))

    def __str__(self) -> str:
        file = self.table if "." in self.table or not self.table else f"{self.table}.csv"
        where = ", ".join(part for part in (file, _where(self.lines), self.column) if part)
        found = f'found "{self.found}", ' if self.found else ""
        says = self.says or f"{found}expected {self.expected}; {self.mend}"
        return f"{where}: {says}" if where else says


class BrokenTables(Exception):
    """The published tables cannot be shown; `problems` says where and why."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def _where(lines: tuple[int, ...]) -> str:
    more = len(lines) - LINES_NAMED
    named = [str(line) for line in lines[:LINES_NAMED]] + ([f"{more} more"] if more > 0 else [])
    if len(named) < 2:
        return "".join(f"line {line}" for line in named)
    return f"lines {', '.join(named[:-1])} and {named[-1]}"


def grouped(problems: list[Problem]) -> list[Problem]:
    """Merge problems that differ only in their lines, keeping the order of the first."""
    merged: dict[tuple, list[int]] = {}
    for p in problems:
        key = (p.table, p.column, p.found, p.expected, p.mend, p.level, p.says)
        merged.setdefault(key, []).extend(p.lines)
    return [
        Problem(table, tuple(sorted(lines)), column, found, expected, mend, level, says)
        for (table, column, found, expected, mend, level, says), lines in merged.items()
    ]
