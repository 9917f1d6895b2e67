"""What came of reading one column: which cells say something else than they look, and which say nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from curation.reading.reading import Question


def nowhere() -> pl.Series:
    """No position at all."""
    return pl.Series([], dtype=pl.UInt32)


@dataclass
class ColumnRead:
    """One column as its field reads it.

    `cells` are as they stand in the file; `blank` is true where a cell says nothing. `at` are the
    positions of cells that may not be in canonical form, and `values` what each of them says in
    it: null where it has no reading. `told` and `doubts` are sentences, each with the positions
    it is about; `asked` those the question is about. `mend` says for a cell without a reading how
    to mend it, where more is known than its type.
    """

    cells: pl.Series
    blank: pl.Series
    at: pl.Series = field(default_factory=nowhere)
    values: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.String))
    told: list[tuple[str, pl.Series]] = field(default_factory=list)
    doubts: list[tuple[str, pl.Series]] = field(default_factory=list)
    question: Question | None = None
    asked: pl.Series | None = None
    mend: Callable[[str], str | None] = lambda cell: None

    def unread(self) -> pl.Series:
        """Positions of the cells that have no reading."""
        return self.at.filter(self.values.is_null())

    def usable(self) -> pl.Series:
        """True for cells that say something and have one reading."""
        usable = ~self.blank
        for positions in (self.unread(), self.asked):
            if positions is not None and len(positions):
                usable = usable.scatter(positions, False)
        return usable

    def canonical(self) -> pl.Series:
        """The whole column in canonical form; cells without a reading, or with two, as they stand."""
        changed = self.values.is_not_null() & (self.values != self.cells.gather(self.at))
        if self.asked is not None:
            changed &= ~self.at.is_in(self.asked.implode())
        if not changed.any():
            return self.cells
        new = pl.DataFrame({"at": self.at.filter(changed).cast(pl.UInt32), "new": self.values.filter(changed)})
        rows = pl.DataFrame({"old": self.cells}).with_row_index("at")
        known = rows.join(new, on="at", how="left", maintain_order="left")
        return known.select(pl.coalesce("new", "old")).to_series().alias(self.cells.name)

    @cached_property
    def numbers(self) -> pl.Series:
        """The whole column as numbers; null where a cell is blank or has no reading."""
        known = self.cells.cast(pl.Float64, strict=False)
        return known.scatter(self.at, self.values.cast(pl.Float64, strict=False)) if len(self.at) else known

    def without_cells(self) -> ColumnRead:
        """The same, without what is as long as the column."""
        return replace(self, cells=self.cells.clear(), blank=self.blank.clear())
