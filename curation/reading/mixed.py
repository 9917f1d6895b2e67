"""Columns of numbers that hold something else, counted piece by piece of a large table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from curation.reading.fit import MOSTLY, NUMBER, tell_mixed
from curation.reading.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from curation.reading.proof import Fields

# What Python takes for blank; polars would leave out the four signs from U+001C to U+001F.
BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

# A cell that is blank or a number, as `NUMBER` says it.
A_NUMBER = NUMBER.pattern.replace(r"\s", BLANKS)
NO_WORD = f"^[{BLANKS}]*(?i:{A_NUMBER})?[{BLANKS}]*$"

# Cells of one column and piece that are read one by one; where more are unclear, polars reads all.
UNCLEAR = 5_000

# Letters of a cell that are looked at one by one to see a plain number.
DIGITS = 12


class Mixed:
    """The lines of words in each column that may yet be one of numbers."""

    def __init__(self, width: int, most_rows: int):
        self.most_words = (1 - MOSTLY) * most_rows
        self.words: dict[int, list[Sequence[int]]] = {n: [] for n in range(width)}
        self.filled = dict.fromkeys(range(width), 0)

    def _add(self, n: int, words: Sequence[int], filled: int) -> None:
        """Note what was found; a column with too many words for one of numbers is not looked at again."""
        self.words[n].append(words)
        self.filled[n] += filled
        if sum(map(len, self.words[n])) > self.most_words:
            del self.words[n]

    def count(self, rows: pl.DataFrame) -> None:
        """Look at some rows more, as a frame of text."""
        import polars as pl  # noqa: PLC0415 (loaded only where lines are not plain)

        if not self.words:
            return
        asked = {}
        for n in self.words:
            cell = pl.col(f"c{n}")
            # A blank cell comes before "!", or after "~" where the blank is no ASCII.
            maybe = cell.filter((cell < "!") | (cell > "~"))
            asked[f"words{n}"] = pl.col("line").filter(~cell.str.contains(NO_WORD)).implode()
            asked[f"blank{n}"] = (maybe.str.strip_chars(BLANKS) == "").sum()
        found = rows.select(**asked)
        for n in list(self.words):
            self._add(n, found[f"words{n}"][0].to_list(), rows.height - found[f"blank{n}"][0])

    def count_rows(self, rows: list[list[str]], lines: list[int]) -> None:
        """Look at some rows more, as lists."""
        for n in list(self.words):
            filled = [(line, cell) for line, row in zip(lines, rows, strict=True) if (cell := row[n].strip())]
            self._add(n, [line for line, cell in filled if not NUMBER.fullmatch(cell)], len(filled))

    def count_fields(self, fields: Fields, first: int) -> bool:
        """Look at some rows more, of which only the places are known; False where too many cells are unclear."""
        found = {n: _words(fields, n) for n in self.words}
        if any(one is None for one in found.values()):
            return False
        for n, (words, filled) in found.items():
            self._add(n, words + first, filled)
        return True

    def tell(self, reading: Reading) -> None:
        """Tell where a column of numbers holds something else."""
        for n, words in self.words.items():
            tell_mixed(n, sorted(int(line) for some in words for line in some), self.filled[n], reading)


def _words(fields: Fields, n: int) -> tuple[np.ndarray, int] | None:
    """The places of a column's cells that are words, and how many cells are filled; None where many are unclear.

    By its first letter a cell is clearly a word, by all of them clearly a number; a date by its hyphen.
    """
    import numpy as np  # noqa: PLC0415 (loaded with the fields)

    starts, ends, letters = fields.starts[:, n], fields.ends[:, n], fields.letters
    first, filled = letters[starts], ends > starts
    digit = (first >= ord("0")) & (first <= ord("9"))
    signed = (first == ord("+")) | (first == ord("-"))
    word = filled & (first > ord(" ")) & (first < 127) & ~digit & ~signed
    dated = filled & digit & (ends - starts > 4)
    year = letters[starts[dated] + 3]
    dated[dated] = (letters[starts[dated] + 4] == ord("-")) & (year >= ord("0")) & (year <= ord("9"))
    word |= dated
    left = np.flatnonzero(filled & ~word)
    unclear = [left[~digit[left] | (ends[left] - starts[left] > DIGITS)]]
    left = left[digit[left] & (ends[left] - starts[left] <= DIGITS)]
    for at in range(1, DIGITS):
        left = left[starts[left] + at < ends[left]]
        sign = letters[starts[left] + at]
        plain = ((sign >= ord("0")) & (sign <= ord("9"))) | (sign == ord("."))
        unclear.append(left[~plain])
        left = left[plain]
    rows = np.concatenate(unclear).tolist()
    if len(rows) > UNCLEAR:
        return None
    cells = {row: fields.cell(row, n).strip() for row in rows}
    more = [row for row, cell in cells.items() if cell and not NUMBER.fullmatch(cell)]
    blank = sum(1 for cell in cells.values() if not cell)
    word[more] = True
    return np.flatnonzero(word), int(np.count_nonzero(filled)) - blank
