"""Columns of numbers that hold something else, counted piece by piece of a large table."""

from collections.abc import Sequence
from threading import Lock

import polars as pl

from curation.reading.fit import MOSTLY, NUMBER, tell_mixed
from curation.reading.kept import Few, Kept
from curation.reading.packed import unpacked
from curation.reading.reading import Reading

# What Python takes for blank; polars would leave out the four signs from U+001C to U+001F.
BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)

# A cell that is blank or a number, as `NUMBER` says it.
A_NUMBER = NUMBER.pattern.replace(r"\s", BLANKS)
NO_WORD = f"^[{BLANKS}]*(?i:{A_NUMBER})?[{BLANKS}]*$"


class Mixed:
    """The lines of words in each column that may yet be one of numbers."""

    def __init__(self, width: int, most_rows: int):
        self.most_words = (1 - MOSTLY) * most_rows
        self.words: dict[int, list[Sequence[int]]] = {n: [] for n in range(width)}
        self.filled = dict.fromkeys(range(width), 0)
        self._turn = Lock()

    def _add(self, n: int, words: Sequence[int], filled: int) -> None:
        """Note what was found; a column with too many words for one of numbers is not looked at again."""
        if n not in self.words:
            return
        self.words[n].append(words)
        self.filled[n] += filled
        if sum(map(len, self.words[n])) > self.most_words:
            del self.words[n]

    def count(self, rows: pl.DataFrame) -> None:
        """Look at some rows more, as a frame of text; several threads may do so at once."""
        # Series are looked at one by one: a query of them all would wait for others' in polars.
        for n in list(self.words):
            cells = rows[f"c{n}"]
            # What is a whole number is no word, and soon seen to be none.
            other = cells.cast(pl.Int64, strict=False).is_null()
            words, filled = self._words(cells, rows["line"], other) if other.any() else ((), rows.height)
            with self._turn:
                self._add(n, words, filled)

    def _words(self, cells: pl.Series, lines: pl.Series, other: pl.Series) -> tuple[pl.Series, int]:
        """Return the lines of a column's words, and how many cells hold something; `other` are no whole numbers."""
        texts = cells.filter(other)
        # A blank cell comes before "!", or after "~" where the blank is no ASCII.
        maybe = texts.filter((texts < "!") | (texts > "~"))
        blank = int((maybe.str.strip_chars(BLANKS) == "").sum())
        return lines.filter(other).filter(~texts.str.contains(NO_WORD)), len(cells) - blank

    def count_kept(self, kept: Kept) -> None:
        """Look at some rows more, as they are kept; of a stretch of the file only cells looked at are made."""
        if isinstance(kept, Few):
            self._count_few(kept.rows, kept.lines)
        elif self.words:
            self.count(unpacked(kept, [*(f"c{n}" for n in self.words), "line"]))

    def _count_few(self, rows: list[list[str]], lines: list[int]) -> None:
        for n in list(self.words):
            filled = [(line, cell) for line, row in zip(lines, rows, strict=True) if (cell := row[n].strip())]
            self._add(n, [line for line, cell in filled if not NUMBER.fullmatch(cell)], len(filled))

    def tell(self, reading: Reading) -> None:
        """Tell where a column of numbers holds something else."""
        for n, words in self.words.items():
            tell_mixed(n, sorted(int(line) for some in words for line in some), self.filled[n], reading)
