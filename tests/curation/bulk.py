"""A large file read in every way there is: row by row, all at once, and across to the process that parses."""

import io
import os
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread

from curation.reading import passing, pieces, sending
from curation.reading.bulk import NotPlain, read_bulk
from curation.reading.coded import tell_words
from curation.reading.intake import finished, parse
from curation.reading.kept import Plain
from curation.reading.pieces import whole_lines
from curation.reading.reading import Limits, Reading

NEVER = float("inf")

# So many plain rows let the head decide how the rest is written.
HEAD = 450


def both(content: bytes, piece: int = 3_000, **more):
    """A file read row by row and all at once."""
    limits = more.pop("limits", Limits())
    slow = parse(content, "figures.csv", limits, more.get("answers"), at_once_from=NEVER)
    return slow, parse(content, "figures.csv", limits, more.get("answers"), at_once_from=0, piece=piece)


def across(content: bytes, piece: int = 3_000, limits: Limits | None = None, answers: dict | None = None):
    """A file as the other process reads it, to which proven rows are not sent; and the rows that were proven.

    None where it must be read row by row.
    """
    limits, marks = limits or Limits(), pieces.marks(content)
    head = sum(map(len, content.splitlines(keepends=True)[: HEAD + 10]))
    head = head if content[:head].endswith(b"\n") else 0
    out, into = os.pipe()
    plain: SimpleQueue[Plain | None] = SimpleQueue()
    seen, proven = [], []

    def write() -> None:
        with suppress(BrokenPipeError), open(into, "wb") as target:
            sending.send(target, content, head, limits.line, plain.get, piece=piece, tail=500)

    def came(source):
        for one in sending.taken(source, max(head - marks, 0), lambda: plain.put(next(iter(seen), None)), piece):
            proven.extend([one] if isinstance(one, sending.Proven) else [])
            yield one

    writer, reading = Thread(target=write), Reading(encoding="utf-8-sig" if marks else "utf-8", answers=answers or {})
    writer.start()
    try:
        with open(out, "rb") as source:
            source.read(marks)
            read_bulk(came(source), reading, limits, content=content, at=marks, seen=seen.append)
    except NotPlain:
        return None, proven
    finally:
        plain.put(None)
        writer.join()
    tell_words(reading)
    return passing.opened(finished(reading)), proven


def alike(content: bytes, **more) -> Reading:
    slow, fast = both(content, **more)
    assert fast == slow
    if fast.encoding in ("utf-8", "utf-8-sig"):
        sent, _ = across(content, **more)
        assert sent in (slow, None)
    assert fast.verdict == slow.verdict
    if slow.header and not slow.reasons:
        rows = fast.frame()
        assert rows["line"].to_list() == list(slow.lines)
        assert [list(cells) for *cells, _ in rows.iter_rows()] == list(slow.rows)
    return fast


def table(rows: list[str], after: int = 600, header: str = "place,people,note", end: str = "\n") -> bytes:
    """A header, plain rows, and then the rows given, with plain ones between and behind them."""
    plain = [f"camp {n},{n}00,seen" for n in range(after)]
    spread = [line for row in rows for line in (row, "Hama,7,seen")]
    return "".join(f"{line}{end}" for line in [header, *plain, *spread, *plain[:99]]).encode()


def is_at_once(content: bytes) -> bool:
    """Whether a file is read all at once, and not row by row."""
    try:
        lines = whole_lines(io.BytesIO(content), 3_000)
        read_bulk(lines, Reading(), Limits(), content=None)
    except NotPlain:
        return False
    return True
