"""A large file on its way to the process that parses: of lines proven to be plain rows, only their number is sent.

The proof needs no more than to count bytes, and is done where the file is. What decides how the file is written (its
head), what tells notes from rows (its tail), and everything from the first piece on that is not proven, is parsed by
the other process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from curation.reading.kept import Plain
from curation.reading.pieces import PIECE, NotUtf8, ahead, checked, may_be_long, whole_lines
from curation.reading.proof import Proof

# Bytes at both ends of a file that are sent as they are, at least.
END = 1_000_000


@dataclass(frozen=True)
class Proven:
    """So many plain rows, in so many bytes of the file."""

    height: int
    bytes: int


def head_of(content: bytes, end: int = END) -> int:
    """How many bytes of a file its head has, marks included: whole lines; 0 where none ends with LF that early."""
    return content.rfind(b"\n", 0, end) + 1


def send(
    target: BinaryIO,
    content: bytes,
    head: int,
    longest: int,
    plain: Callable[[], Plain | None],
    *,
    piece: int = PIECE,
    tail: int = END,
) -> None:
    """Write a file as `taken` reads it: its head, what is proven of the rest, and the rest.

    `plain` waits for what the other process says plain rows look like, None where it does not know. A line of more
    than `longest` bytes is not for us to judge. The last `tail` bytes, or half of them, are sent as they are. Raises
    BrokenPipeError when the other process has ended.
    """
    target.write(content[:head])
    target.flush()
    proof = Proof(how) if head and (how := plain()) else None
    at = head
    while proof and (stop := content.find(b"\n", min(at + piece, len(content) - tail)) + 1) > at:
        lines = content[at:stop]
        height = proof.height(lines) if _may_be_rows(lines, longest) else 0
        if not height or len(content) - stop < tail // 2:
            break
        target.write(b"%d %d\n" % (height, stop - at))
        target.flush()
        at = stop
    if head:
        target.write(b"\n")
    target.write(memoryview(content)[at:])


def _may_be_rows(lines: bytes, longest: int) -> bool:
    """False where lines must be looked at as bytes: in another encoding, with a zero byte, or too long."""
    try:
        checked(lines)
    except NotUtf8:
        return False
    return b"\0" not in lines and not may_be_long(lines, longest)


def taken(source: BinaryIO, head: int, headed: Callable[[], None], piece: int = PIECE) -> Iterator[bytes | Proven]:
    """Yield what `send` wrote, as pieces of whole lines; `headed` is called when the head was looked at.

    `head` is how many bytes of the head are still to come. Raises NotPlain, and NotUtf8 for another encoding.
    """
    if head:
        yield checked(source.read(head))
        headed()
        while (said := source.readline()) != b"\n":
            yield Proven(*map(int, said.split()))
    yield from ahead(whole_lines(source, piece))
