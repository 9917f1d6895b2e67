"""Many rows kept small: as stretches of the file itself, or packed as Arrow; cells are made when looked at."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

import polars as pl

from curation.reading.kept import Kept, Package, Stretch, line_ends
from curation.reading.reading import Reading

# Rows of one package, when rows are packed that a file did not bring in pieces.
TOGETHER = 50_000


# Bytes of a file that are made cells of at a time, when all are wanted.
LONGEST_STRETCH = 33_000_000


def cells(width: int) -> dict[str, pl.DataType]:
    """Name the columns of a frame of so many cells as text: `c0`, `c1`, …"""
    return {f"c{n}": pl.String for n in range(width)}


def framed(rows: Sequence[list[str]], lines: Sequence[int], width: int) -> pl.DataFrame:
    """Return rows of `width` cells as a frame of text with their `line`."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    texts = {name: pl.Series(column, dtype=pl.String) for name, column in zip(cells(width), columns, strict=True)}
    return pl.DataFrame({**texts, "line": pl.Series(lines, dtype=pl.UInt32)})


def parsed(text: bytes, width: int, separator: str, mark: str | None = None, **more) -> pl.DataFrame:
    """Return lines as polars reads them, every cell as text; it says nothing of a short one."""
    kind = {"has_header": False, "schema": cells(width), "empty_string_is_null": False}
    return pl.read_csv(text, separator=separator, quote_char=mark, **kind, **more)


def numbered(rows: pl.DataFrame, first: int) -> pl.DataFrame:
    """Number the lines of rows that stand one to a line, from `first` on."""
    return rows.with_columns(pl.int_range(first, first + rows.height, dtype=pl.UInt32).alias("line"))


def unpacked(kept: Kept, columns: list[str] | None = None) -> pl.DataFrame:
    """Return rows that were kept as a frame of text with their `line`: all columns, or some."""
    if isinstance(kept, Package):
        return pl.read_ipc(kept.packed, columns=columns)
    if isinstance(kept, Stretch):
        text = line_ends(kept.content[kept.start : kept.end])
        # For the lines alone, one column says how many there are.
        wanted = [int(name[1:]) for name in columns if name != "line"] or [0] if columns else None
        rows = numbered(parsed(text, kept.width, kept.separator, columns=wanted), kept.line)
        if rows.height != kept.height:
            raise RuntimeError(f"{kept.height} rows were found, and {rows.height} are there now")
    else:
        rows = framed(kept.rows, kept.lines, len(kept.rows[0]) if kept.rows else 0)
    return rows if columns is None else rows.select(columns)


def pack(rows: pl.DataFrame) -> Package:
    """Pack a frame."""
    package = io.BytesIO()
    rows.write_ipc(package, compression="lz4")
    return Package(rows.height, package.getvalue())


def packed(rows: Sequence[list[str]], lines: Sequence[int], width: int) -> list[Package]:
    """Pack rows, some thousand together."""
    starts = range(0, len(rows), TOGETHER)
    return [pack(framed(rows[at : at + TOGETHER], lines[at : at + TOGETHER], width)) for at in starts]


class Packages:
    """Packages of rows in their order; the last one looked into stays unpacked."""

    def __init__(self, packages: list[Kept]):
        self.packages = packages
        self.ends = list(accumulate(package.height for package in packages))
        self._open: tuple[int, pl.DataFrame | None] = (-1, None)

    def __len__(self) -> int:
        return self.ends[-1] if self.ends else 0

    def frames(self, columns: list[str] | None = None) -> Iterator[pl.DataFrame]:
        """Unpack one package after the other."""
        return (unpacked(package, columns) for package in self.packages)

    def between(self, start: int, stop: int) -> Iterator[pl.DataFrame]:
        """Unpack the rows from one place up to another."""
        for which, package in enumerate(self.packages):
            first = self.ends[which] - package.height
            if first < stop and start < self.ends[which]:
                yield unpacked(package)[max(start - first, 0) : min(stop, self.ends[which]) - first]

    def row(self, at: int) -> pl.DataFrame:
        """One row, as a frame."""
        which = bisect_right(self.ends, at)
        if self._open[0] != which:
            self._open = (which, unpacked(self.packages[which]))
        first = self.ends[which] - self.packages[which].height
        return self._open[1][at - first : at - first + 1]


class _Packed(Sequence):
    """What rows and lines share: a length, places and slices, and being equal to a list of the same."""

    __hash__ = None

    def __init__(self, packages: Packages):
        self.packages = packages

    def __len__(self) -> int:
        return len(self.packages)

    def __getitem__(self, at):
        if isinstance(at, slice):
            start, stop, step = at.indices(len(self))
            if step < 0:
                return list(self)[at]
            return [one for rows in self.packages.between(start, stop) for one in self._all(rows)][::step]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(f"there are {len(self)} rows")
        return next(iter(self._all(self.packages.row(place))))

    def __eq__(self, other) -> bool:
        same = isinstance(other, Sequence) and len(self) == len(other)
        return same and all(one == another for one, another in zip(self, other, strict=True))

    def __repr__(self) -> str:
        return f"<{len(self):,} {type(self).__name__}>"


class PackedRows(_Packed):
    """The rows of a large file, each a list of cells."""

    def _all(self, rows: pl.DataFrame) -> Iterator[list[str]]:
        return map(list, rows.drop("line").iter_rows())

    def __iter__(self) -> Iterator[list[str]]:
        for rows in self.packages.frames():
            yield from self._all(rows)


class PackedLines(_Packed):
    """The line each row of a large file began on."""

    def _all(self, rows: pl.DataFrame) -> list[int]:
        return rows["line"].to_list()

    def __iter__(self) -> Iterator[int]:
        for rows in self.packages.frames(["line"]):
            yield from self._all(rows)


def hold(reading: Reading, packages: list[Kept]) -> None:
    """Give a reading its rows and lines in packages."""
    together = Packages(packages)
    reading.rows, reading.lines = PackedRows(together), PackedLines(together)


def frame_of(reading: Reading, columns: Sequence[int] | None) -> pl.DataFrame:
    """Return the rows of a reading as text; see `Reading.frame`."""
    width = len(reading.header)
    wanted = [f"c{n}" for n in (range(width) if columns is None else columns)] + ["line"]
    if isinstance(reading.rows, PackedRows):
        return pl.concat(unpacked(one, wanted) for one in _longer(reading.rows.packages.packages)).select(wanted)
    return framed(reading.rows, reading.lines, width).select(wanted)


def _longer(packages: list[Kept]) -> Iterator[Kept]:
    """Join stretches that follow each other, up to a length: fewer and longer ones are read faster."""
    last = None
    for one in packages:
        if _follows(last, one) and one.end - last.start <= LONGEST_STRETCH:
            last = replace(last, height=last.height + one.height, end=one.end)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _follows(last: Kept | None, one: Kept) -> bool:
    both = isinstance(last, Stretch) and isinstance(one, Stretch)
    return both and (last.end, last.line + last.height) == (one.start, one.line)


def frames_of(reading: Reading) -> Iterator[pl.DataFrame]:
    """Yield the rows of a reading, some thousand at a time; see `Reading.frames`."""
    if isinstance(reading.rows, PackedRows):
        yield from reading.rows.packages.frames()
    else:
        yield framed(reading.rows, reading.lines, len(reading.header))
