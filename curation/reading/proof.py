"""Proof that many lines are plain rows, by where their separators stand; no cell is made of them for that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from curation.reading.kept import Plain, line_ends

LINE_END = ord("\n")


@dataclass(frozen=True)
class Fields:
    """The bytes of some lines, each a row of one width: where every cell begins and where it ends."""

    text: bytes
    letters: np.ndarray
    starts: np.ndarray
    ends: np.ndarray

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.starts)

    def cell(self, row: int, column: int) -> str:
        """One cell."""
        return self.text[self.starts[row, column] : self.ends[row, column]].decode()


def proven(piece: bytes, plain: Plain) -> Fields | None:
    """Return where the cells of a piece stand, when each of its lines is a plain row.

    None where a quotation mark stands anywhere, a line is of another width or has no end, or a row may be
    blank, a comment or the header again. None says nothing more than that it must be looked into.
    """
    text = line_ends(piece)
    if plain.mark.encode() in text or not text.endswith(b"\n"):
        return None
    letters = np.frombuffer(text, np.uint8)
    ends = np.flatnonzero(letters == LINE_END)
    signs = np.flatnonzero(letters == ord(plain.separator))
    if signs.size != ends.size * (plain.width - 1):
        return None
    signs = signs.reshape(ends.size, plain.width - 1)
    begins = np.concatenate(([0], ends[:-1] + 1))
    edges = np.column_stack((begins - 1, signs, ends))
    if not (np.all(edges[:, 1] >= begins) and np.all(edges[:, -2] < ends)):
        return None
    if _may_be_passed_over(letters[begins], plain) or _may_repeat(letters, begins, plain.names):
        return None
    return Fields(text, letters, edges[:, :-1] + 1, edges[:, 1:])


def _may_repeat(letters: np.ndarray, begins: np.ndarray, names: tuple[str, ...]) -> bool:
    """True where a line begins as the header does; a header whose first name is blank is looked for by its blank."""
    first = names[0].encode() if names else b""
    for at, letter in enumerate(first):
        begins = begins[begins + at < letters.size]
        begins = begins[letters[begins + at] == letter]
    return bool(first) and begins.size > 0


def _may_be_passed_over(first: np.ndarray, plain: Plain) -> bool:
    """True where a row begins with a blank cell, a blank, #, or a letter that is no ASCII and may be a blank."""
    return bool(np.any((first < ord("$")) | (first > ord("~")) | (first == ord(plain.separator))))
