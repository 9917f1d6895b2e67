"""Proof that many lines are plain rows, by the order of their separators; no cell is made of them for that."""

import re
from dataclasses import dataclass
from functools import cached_property

from curation.reading.kept import Plain, line_ends

# Every byte there is.
BYTES = bytes(range(256))


@dataclass(frozen=True)
class Proof:
    """What plain rows look like; made once for a file."""

    plain: Plain

    @cached_property
    def _others(self) -> bytes:
        """All bytes but the separator and the line end."""
        return BYTES.translate(None, self.plain.separator.encode() + b"\n")

    @cached_property
    def _row(self) -> bytes:
        """What is left of a plain row without the others."""
        return self.plain.separator.encode() * (self.plain.width - 1) + b"\n"

    @cached_property
    def _doubtful(self) -> re.Pattern[bytes]:
        """How a row begins that may be blank, a comment or the header again.

        With a blank cell, a blank, #, or a letter that is no ASCII and may be a blank; or as the header does. A
        header whose first name is blank is looked for by its blank.
        """
        sign = re.escape(self.plain.separator.encode())
        again = b"|" + re.escape(self._first) if self._first else b""
        return re.compile(rb"\n(?:[\x00-#\x7f-\xff" + sign + b"]" + again + b")")

    @property
    def _first(self) -> bytes:
        return self.plain.names[0].encode() if self.plain.names else b""

    def height(self, piece: bytes) -> int:
        """Return how many rows a piece has, when each of its lines is a plain row; else 0.

        0 where a quotation mark stands anywhere, a line is of another width or has no end, or a row may be
        blank, a comment or the header again. It says nothing more than that the piece must be looked into.
        """
        text = line_ends(piece)
        if self.plain.mark.encode() in text or not text.endswith(b"\n"):
            return 0
        signs = text.translate(None, self._others)
        height, rest = divmod(len(signs), self.plain.width)
        if rest or signs != self._row * height:
            return 0
        begin = b"\n" + text[: len(self._first) + 1]
        doubtful = self._doubtful.match(begin) or self._doubtful.search(text)
        return 0 if doubtful else height
