"""Cells of a large file, where they repeat as codes: a quarter of the memory, and each word is looked at once."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import polars as pl

from curation.reading.kept import Kept, Stretch
from curation.reading.mixed import Mixed
from curation.reading.packed import unpacked
from curation.reading.reading import Reading

# So many rows show whether the cells of a column repeat: where at most this share of them are different.
ENOUGH, DIFFERENT = 5_000, 0.2

# A column with more words than this is kept as text after all.
WORDS = 30_000


# Stretches whose cells are made side by side.
WORKERS = 2

# Codes are counted once in so many stretches.
LOOK = 4

# Rows of a file are guessed from its first stretch, and this many times as many are thought possible.
SAFELY = 1.1


class Cells:
    """The cells of a table, made piece by piece in threads of their own; polars leaves Python free meanwhile.

    `size` is the file's, in bytes.
    """

    def __init__(self, size: int = 0):
        self.size, self.most_rows, self._made_so_far = size, 0, 0
        self.mixed: Mixed | None = None
        self.kinds: dict[str, pl.DataType] = {}
        self._worker = ThreadPoolExecutor(WORKERS)
        self._turn = Lock()
        self._parts: dict[int, Future[pl.DataFrame]] = {}

    def take(self, stretch: Stretch) -> None:
        """Begin to make the cells of a stretch."""
        self._parts[stretch.start] = self._worker.submit(self._made, stretch)

    def _made(self, stretch: Stretch) -> pl.DataFrame:
        rows = unpacked(stretch)
        with self._turn:
            if self.mixed is None:
                self.most_rows = int(SAFELY * self.size * stretch.height / (stretch.end - stretch.start))
                self.mixed = Mixed(stretch.width, self.most_rows)
        self.mixed.count(rows)
        return self._coded(rows)

    def _coded(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with the cells of some columns as codes; many rows show which."""
        if rows.height < ENOUGH:
            return rows
        with self._turn:
            if not self.kinds:
                self.kinds = {name: self._kind(rows[name]) for name in rows.columns if name != "line"}
        rows = _of_kinds(rows, self.kinds)
        self._made_so_far += 1
        for name, kind in self.kinds.items() if self._made_so_far % LOOK == 0 else ():
            if isinstance(kind, pl.Categorical) and rows[name].to_physical().max() >= WORDS:
                self.kinds[name] = pl.String()
        return rows

    def _kind(self, cells: pl.Series) -> pl.DataType:
        repeats = cells.hash().n_unique() <= DIFFERENT * len(cells)
        return pl.Categorical(pl.Categories.random()) if repeats else pl.String()

    def tell_words(self, reading: Reading) -> None:
        """Tell where a column of numbers holds something else; stretches already taken were counted."""
        self._worker.shutdown()
        rows = sum(one.height for one in reading.kept)
        counted = self.mixed is not None and rows <= self.most_rows
        mixed = self.mixed if counted else Mixed(len(reading.header), rows)
        for one in reading.kept:
            if not (counted and self._is_made(one)):
                mixed.count_kept(one)
        mixed.tell(reading)

    def stop(self) -> None:
        """Make no more cells: the file is read otherwise, or not at all."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _is_made(self, kept: Kept) -> bool:
        return isinstance(kept, Stretch) and kept.start in self._parts

    def frame(self, kept: list[Kept]) -> pl.DataFrame:
        """Return the rows in their order; cells made before are given away."""
        parts = []
        for one in kept:
            part = self._parts.pop(one.start).result() if self._is_made(one) else self._coded(unpacked(one))
            parts.append(part)
        kinds = {name: self.kinds.get(name, pl.String()) for name in parts[0].columns if name != "line"}
        return pl.concat(_of_kinds(part, kinds) for part in parts)


def _of_kinds(rows: pl.DataFrame, kinds: dict[str, pl.DataType]) -> pl.DataFrame:
    other = [rows[name].cast(kind) for name, kind in kinds.items() if rows[name].dtype != kind]
    return rows.with_columns(other) if other else rows


def coded_of(reading: Reading) -> pl.DataFrame:
    """Return the rows of a reading, repeating cells as codes; see `Reading.coded`."""
    if not reading.kept:
        return reading.frame()
    cells, reading.ahead = reading.ahead or Cells(), None
    return cells.frame(reading.kept)


def tell_words(reading: Reading, cells: Cells | None = None) -> None:
    """Tell where a column of numbers holds something else, in a large file whose rows are kept.

    `cells` are those made while it was read.
    """
    cells = cells or Cells()
    if reading.kept:
        cells.tell_words(reading)
    else:
        cells.stop()
