"""Bytes to pieces of whole lines, checked to be UTF-8, so that a large file is never held twice."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from curation.reading.encoding import SAMPLE
from curation.reading.kinds import kind

# Text of so many bytes is read all at once, which loads polars first: half a second for nothing in a small
# file. Measured on 100 bytes a row: from 4 MB on it is quicker.
AT_ONCE_FROM = 4_000_000

# Bytes read at a time: larger pieces take more memory and no less time.
PIECE = 8_000_000


class NotPlain(Exception):
    """A file is not written plainly enough to be read all at once; row by row it can be."""


class NotUtf8(NotPlain):
    """A file that begins as UTF-8 is in another encoding; it may be plain all the same."""


def marks(content: bytes) -> int:
    """How many bytes the byte order mark has, and a second one that another program put before it."""
    head = content[:6]
    return len(head) - len(head.removeprefix(codecs.BOM_UTF8).removeprefix(codecs.BOM_UTF8))


def utf8_of(content: bytes) -> str:
    """Name UTF-8 when a text begins as that and may be read all at once; else nothing."""
    head = content[:SAMPLE]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head or kind(head) != "text":
        return ""
    # Brackets at the start may be JSON: only the end of the file tells.
    if head[marks(head) :].lstrip()[:1] in (b"{", b"["):
        return ""
    return "utf-8-sig" if marks(head) else "utf-8"


def whole_lines(source: BinaryIO, size: int = PIECE, longest: int = 4 * PIECE) -> Iterator[bytes]:
    """Yield a text in pieces of about `size` bytes that end where a line ends; only the last may not.

    The last piece is no smaller than the others. Raises NotPlain for what is no UTF-8, and for a line of
    more than `longest` bytes.
    """
    piece = rest = b""
    while block := source.read(size):
        text = b"".join((rest, block, source.readline(longest)))
        # Where no LF ends lines, CR does; one at the very end may be the first half of a CRLF.
        end = len(text) if text.endswith(b"\n") else max(text.rfind(b"\n"), text.rfind(b"\r", 0, len(text) - 1)) + 1
        if end and len(block) == size:
            if piece:
                yield checked(piece)
            piece, rest = text[:end], text[end:]
        else:
            rest = text
        if len(rest) > 2 * longest:
            raise NotPlain
    if piece or rest:
        yield checked(piece + rest)


def ahead(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what `pieces` yields, while the next one is already being read: the sender need not wait."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 (most of what is loaded for a small end)

    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, pieces, b"")
        while piece := coming.result():
            coming = reader.submit(next, pieces, b"")
            yield piece


def checked(piece: bytes) -> bytes:
    """Return a piece that is UTF-8; raises NotUtf8 for another."""
    if not piece.isascii():
        try:
            piece.decode()
        except UnicodeDecodeError:
            raise NotUtf8 from None
    return piece


def text_of(piece: bytes) -> io.TextIOWrapper:
    """Return a piece as text, decoded as it is read; line ends stay as they are."""
    return io.TextIOWrapper(io.BytesIO(piece), encoding="utf-8", newline="")


class Counted:
    """The lines of a piece, counted as they are read."""

    def __init__(self, piece: bytes):
        self.count, self.bytes = 0, 0
        self._lines = text_of(piece)

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.count += 1
            self.bytes += len(line.encode())
            yield line


def lines_in(piece: bytes) -> int:
    """How many lines end in a piece: with LF, CRLF or CR."""
    return piece.count(b"\n") + (piece.count(b"\r") - piece.count(b"\r\n") if b"\r" in piece else 0)


def may_be_long(piece: bytes, limit: int) -> bool:
    """True where half as many bytes as a line may have follow each other without a line end.

    A line that is too long holds at least one such stretch whole.
    """
    step = max(limit // 2, 1)
    return any(
        piece.find(b"\n", at, at + step) < 0 and piece.find(b"\r", at, at + step) < 0
        for at in range(0, len(piece) - step + 1, step)
    )
