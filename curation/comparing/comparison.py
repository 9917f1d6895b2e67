"""What comparing two states of a table found: rows, counts, the table after, and all of it in words."""

from dataclasses import dataclass, field

import polars as pl

from curation.comparing.published_csv import csv_text
from curation.problems import BrokenTables, Problem

# Rows and cells a summary gives as examples.
EXAMPLES = 5


@dataclass(frozen=True, eq=False)
class Comparison:
    """What would change if a file were published.

    `mode` is what was done: add (rows the file lacks stay) or replace (they are removed);
    `believed` is what the file looks like and `because` why, `sure` False where a person should
    be asked. `added` and `removed` are rows (all columns, and `line`: in the file, in the
    published table). `revised` has one row per changed cell: `key`, `line` (in the file), `column`,
    `before`, `after` (text; blank: null), `change` (numbers only, in the column's unit) and
    `percent` (from a base of 1,000 or more, within one source and indicator). `withdrawn` has `key` and `line` of
    rows that become withdrawn, `replaced` the `key`, `line` and `replaces` of rows newly said to
    replace another. `warnings` are all problems, errors too; `told` is what was assumed.
    `result` is the whole table after, as text. `table` is its name.
    """

    table: str
    key: list[str]
    mode: str
    believed: str
    because: str
    sure: bool
    added: pl.DataFrame
    removed: pl.DataFrame
    revised: pl.DataFrame
    withdrawn: pl.DataFrame
    replaced: pl.DataFrame
    rows_before: int
    result: pl.DataFrame
    revised_rows: int = 0
    warnings: list[Problem] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @property
    def rows_after(self) -> int:
        """Rows of the table after."""
        return self.result.height

    @property
    def unchanged(self) -> int:
        """Published rows that stay as they are, also those an added file does not mention."""
        return self.rows_before - self.revised_rows - self.removed.height

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop it."""
        return [problem for problem in self.warnings if problem.level == "error"]

    def csv(self) -> bytes:
        """Return the table after as its CSV on disk; unchanged rows keep every byte of their cells.

        Raises BrokenTables when rows could not be told apart, because what became of them is not known.
        """
        if self.errors:
            raise BrokenTables(self.errors)
        return csv_text(self.result)

    def largest_share(self) -> float:
        """Return how much of the published table changes, in percent of its rows; 100 where it was empty.

        Added rows count as well, so that it may be more than 100.
        """
        changed = self.added.height + self.revised_rows + self.removed.height
        if not changed:
            return 0.0
        return 100 * changed / self.rows_before if self.rows_before else 100.0

    def sentences(self) -> list[str]:
        """Say what would change: the counts first, then what is withdrawn or replaced, then what was assumed."""
        cells = counted(self.revised.height, "cell")
        cells += f" of {counted(self.revised_rows, 'row')}" if self.revised_rows else ""
        said = [
            f"{counted(self.added.height, 'row')} added, {cells} revised, {self.removed.height:,} removed; "
            f"{self.unchanged:,} unchanged"
        ]
        if self.withdrawn.height:
            said.append(f"{counted(self.withdrawn.height, 'row')} withdrawn: {first_of(self.withdrawn['key'])}")
        if self.replaced.height:
            pairs = self.replaced.select(pl.format("{} replaces {}", "key", "replaces")).to_series()
            said.append(f"{counted(self.replaced.height, 'row')} replaced: {first_of(pairs)}")
        return [*said, *self.told]

    def summary(self) -> dict:
        """Return counts, first examples and problems, ready to be written as JSON."""
        counts = {
            "rows_before": self.rows_before,
            "rows_after": self.rows_after,
            "added": self.added.height,
            "revised_rows": self.revised_rows,
            "revised_cells": self.revised.height,
            "removed": self.removed.height,
            "unchanged": self.unchanged,
            "withdrawn": self.withdrawn.height,
            "replaced": self.replaced.height,
            "largest_share": round(self.largest_share(), 2),
        }
        beliefs = {"mode": self.mode, "believed": self.believed, "sure": self.sure, "because": self.because}
        return {
            "table": self.table,
            **beliefs,
            **counts,
            "first_added": self._keys(self.added),
            "first_revised": self.revised.head(EXAMPLES).to_dicts(),
            "first_removed": self._keys(self.removed),
            "told": self.told,
            "problems": [
                {"level": one.level, "lines": list(one.lines), "column": one.column, "sentence": str(one)}
                for one in self.warnings
            ],
            "sentences": self.sentences(),
        }

    def _keys(self, rows: pl.DataFrame) -> list[dict]:
        return rows.head(EXAMPLES).select(self.key).to_dicts()


def counted(number: int, word: str) -> str:
    """Write a number with its word: 1 row, 1,278 rows."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def are(number: int) -> str:
    """Return the verb that goes with a number of rows."""
    return "is" if number == 1 else "are"


def first_of(texts: pl.Series, number: int = EXAMPLES) -> str:
    """Name the first few of many, and say how many more there are."""
    more = texts.len() - number
    return ", ".join(texts.head(number)) + (f" and {more:,} more" if more > 0 else "")
