"""Lines that are not all plain: what is kept of them, and what is to be said."""

from dataclasses import dataclass

import polars as pl

from curation.reading.grid import read_piece
from curation.reading.kept import Package, Plain
from curation.reading.packed import pack
from curation.reading.reading import Row
from curation.reading.sift import sifted


@dataclass
class Found:
    """Of some `lines`: the `rows` kept, the `odd` ones to be said something about, the lines of those `joined` to
    the rows, lines with a mark `inside` a cell, and the text of a record that has `begun` and not ended.
    """

    lines: int
    rows: pl.DataFrame
    odd: list[Row]
    joined: list[int]
    inside: list[int]
    begun: bytes

    def packed(self) -> Package:
        """The rows kept, packed."""
        return pack(self.rows)


def kept_of(piece: bytes, first: int, plain: Plain) -> Found:
    """Read whole lines, the first of which is line `first` of the file. Raises NotPlain."""
    read = read_piece(piece, first, plain)
    rows, odd, joined = sifted(read.rows, read.odd, plain)
    return Found(read.lines, rows, odd, joined, read.inside, read.begun)
