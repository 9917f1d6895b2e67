"""A large file read all at once: its head decides how it is written, its body is read by polars as text.

What is found is what reading it row by row finds: the few rows that are not plain go, in their order,
through the same `find_table`, and where that does not come out even, the file is not plain.
"""

import io
from collections.abc import Callable, Iterable
from itertools import islice

from curation.reading.delimited import (
    SAMPLE_LINES,
    Unclosed,
    dialect,
    records,
    refuse_unreadable,
    sample,
    tell_inside,
    unreadable,
)
from curation.reading.encoding import SAMPLE
from curation.reading.kept import Few, Kept, Plain, Stretch
from curation.reading.pieces import Counted, NotPlain, lines_in, may_be_long, text_of
from curation.reading.proof import Proof
from curation.reading.reading import Limits, Reading, Row
from curation.reading.sending import Proven
from curation.reading.shape import USUAL_WITHIN, find_table, usual_width

# Lines at the end that are read row by row: notes under a table are told from its last rows. Fewer rows than
# so many at the end do not tell.
TAIL_LINES = 60
FEWEST = 2


# Lines in which the rows that decide are looked for; a head of more bytes is looked at as it is.
HEAD_LINES = USUAL_WITHIN + 50
LONGEST_HEAD = 32_000_000

# A row whose quotation marks hold more bytes than this is rather one that never closes.
LONGEST_RECORD = 4_000_000


def read_bulk(
    pieces: Iterable[bytes | Proven],
    reading: Reading,
    limits: Limits,
    *,
    content: bytes | None = b"",
    at: int = 0,
    seen: Callable[[Stretch | Plain], None] = lambda found: None,
) -> None:
    """Fill `reading` from pieces of whole lines in UTF-8, as `read_delimited` would.

    Only where a column of numbers holds something else is not yet told. `content` is the file, in which the
    pieces begin at byte `at`: plain stretches of it are kept as such, and `seen` is told of each at once, and
    before that of what they look like; when None, the file is in another encoding and all rows are packed.
    Raises NotPlain, with `reading` as it was, when the file must be read row by row.
    """
    found = Reading(list(reading.told), list(reading.questions), encoding=reading.encoding, answers=reading.answers)
    found.asked = list(reading.asked)
    body = Body(found, limits, content, at)
    body.seen = seen
    for piece in pieces:
        if isinstance(piece, Proven):
            body.pass_over(piece)
        else:
            body.take(piece)
    body.finish()
    vars(reading).update(vars(found))


class Body:
    """What is known of a file up to here: how it is written, its plain rows, and all others.

    The last piece is held back: its last lines are read row by row, for notes and a row cut off.
    """

    def __init__(self, reading: Reading, limits: Limits, content: bytes | None, at: int):
        self.reading, self.limits = reading, limits
        self.told_before, self.asked_before = list(reading.told), list(reading.questions)
        self.content, self.at, self.line, self.ends_whole = content, at, 1, True
        self.waiting = self.last = self.begun = b""
        self.head: list[Row] = []
        self.odd: list[Row] = []
        self.joined: list[int] = []
        self.inside: list[int] = []
        self.unreadable: tuple[list[int], list[int]] = ([], [])
        self.kept: list[Kept] = []

    def take(self, piece: bytes) -> None:
        """Read some whole lines more."""
        self.ends_whole = piece.endswith((b"\n", b"\r"))
        self._look_for_unreadable(piece)
        if any(self.unreadable):
            self.line += lines_in(piece)
            return
        if not self.head:
            self.waiting += piece
            ready = lines_in(self.waiting) >= HEAD_LINES or len(self.waiting) > LONGEST_HEAD
            piece, self.waiting = (self._take_head(self.waiting), b"") if ready else (b"", self.waiting)
        if piece:
            self._take_body(self.last)
            self.last = piece

    def pass_over(self, proven: Proven) -> None:
        """Keep rows that were proven to be plain, without looking at them."""
        self._take_body(self.last)
        self.last = b""
        if self.begun:
            raise NotPlain
        self._keep(proven.height, proven.bytes)
        self.at += proven.bytes

    def _look_for_unreadable(self, piece: bytes) -> None:
        if b"\0" not in piece and not may_be_long(piece, self.limits.line):
            return
        before = self.waiting or self.begun + self.last
        if self.content is not None and self.at + len(before) < SAMPLE:
            raise NotPlain  # zero bytes so early may mean another encoding
        found = unreadable(io.StringIO(piece.decode(), newline=""), self.limits, self.line + lines_in(before))
        if any(found):
            self.line += lines_in(before)
            self.waiting = self.begun = self.last = b""
        for lines, more in zip(self.unreadable, found, strict=True):
            lines.extend(more)

    def _take_head(self, piece: bytes) -> bytes:
        """Let the first rows decide how all are written; return what follows them."""
        how = dialect(sample(list(islice(text_of(piece), SAMPLE_LINES))), self.reading)
        if how["skipinitialspace"] or not how["delimiter"].isascii():
            raise NotPlain
        lines, deciding = Counted(piece), 0
        try:
            for row in records(lines, how, self.inside):
                self.head.append(row)
                deciding += not row.blank and not row.cells[0].lstrip().startswith("#")
                if deciding >= USUAL_WITHIN:
                    break
        except Unclosed:
            raise NotPlain from None
        if deciding < USUAL_WITHIN:
            raise NotPlain
        self.line += lines.count
        self.at += lines.bytes
        self.begins = self.line
        self._begin(how)
        return piece[lines.bytes :]

    def _begin(self, how: dict) -> None:
        width = usual_width([row for row in self.head if not row.blank])
        names, shown = self._found_in(self.head)
        if shown.reasons:
            # Rows of another width are refused in the end; how the others are written can be seen without them.
            names, shown = self._found_in([row for row in self.head if len(row.cells) == width])
        if shown.reasons or (names and len(names) != width) or len(shown.header) > width:
            raise NotPlain
        self.plain = Plain(width, how, len(shown.header), tuple(names))
        self.proof = Proof(self.plain)
        if self._as_it_stands:
            self.seen(self.plain)

    @property
    def _as_it_stands(self) -> bool:
        """True when plain rows may be kept where they stand in the file."""
        return self.content is not None and self.plain.keep == self.plain.width

    def _found_in(self, rows: list[Row]) -> tuple[list[str], Reading]:
        shown = Reading(answers=self.reading.answers)
        return find_table([Row(row.line, list(row.cells)) for row in rows], shown, self.limits), shown

    def _take_body(self, piece: bytes) -> None:
        """Keep the rows of a piece: where it stands, when its lines are proven to be plain rows, else packed."""
        if not piece:
            return
        height = self.proof.height(piece) if self._as_it_stands and not self.begun else 0
        if height:
            self._keep(height, len(piece))
        else:
            self._take_uneven(self.begun + piece)
        self.at += len(piece)

    def _keep(self, height: int, size: int) -> None:
        """Keep plain rows where they stand."""
        where = (self.at, self.at + size, self.line, self.plain.width, self.plain.separator, self.content)
        self.kept.append(Stretch(height, *where))
        self.seen(self.kept[-1])
        self.line += height

    def _take_uneven(self, piece: bytes) -> None:
        from curation.reading.uneven import kept_of  # noqa: PLC0415 (polars is loaded only where lines are not plain)

        found = kept_of(piece, self.line, self.plain)
        if len(found.begun) > LONGEST_RECORD:
            raise NotPlain
        self.line += found.lines
        self.begun = found.begun
        self.odd += found.odd
        self.joined += found.joined
        self.inside += found.inside
        if found.rows.height:
            self.kept.append(found.packed())

    def _tail(self) -> list[Row]:
        """Read the last lines row by row, and what comes before them as the other pieces."""
        cut = len(self.last)
        for _ in range(TAIL_LINES + 1):
            cut = max(self.last.rfind(b"\n", 0, cut), self.last.rfind(b"\r", 0, max(cut - 1, 0)))
            if cut <= 0:
                break
        self._take_body(self.last[: cut + 1])
        inside: list[int] = []
        before = self.line - 1
        try:
            rows = list(records(text_of(self.begun + self.last[cut + 1 :]), self.plain.how, inside))
        except Unclosed:
            raise NotPlain from None
        self.inside += [before + line for line in inside]
        return [Row(before + row.line, row.cells) for row in rows]

    def finish(self) -> None:
        """Find the table among the rows that are not plain, and put the plain ones between."""
        reading = self.reading
        if any(self.unreadable):
            reading.told, reading.questions, reading.delimiter = self.told_before, self.asked_before, ""
            refuse_unreadable(*self.unreadable, reading, self.limits)
            return
        if not self.last:
            raise NotPlain
        tail = self._tail()
        tell_inside(self.inside, reading)
        rows = sorted([*self.head, *self.odd, *tail], key=lambda row: row.line)
        names = find_table(rows, reading, self.limits, self.ends_whole)
        if (tuple(names), len(reading.header)) != (self.plain.names, self.plain.keep) or len(tail) < FEWEST:
            raise NotPlain
        if not reading.reasons:
            self._put_together(tail[0].line)

    def _put_together(self, tail: int) -> None:
        """Put head, body and tail together, when the rows between are those that were kept on the way."""
        reading = self.reading
        rows = list(zip(reading.rows, reading.lines, strict=True))
        if [line for _, line in rows if self.begins <= line < tail] != self.joined:
            raise NotPlain
        first = _few([one for one in rows if one[1] < self.begins])
        last = _few([one for one in rows if one[1] >= tail])
        if self.kept and not last.rows:
            raise NotPlain
        reading.rows, reading.lines = [], []
        reading.kept = [one for one in (first, *self.kept, last) if one.height]


def _few(rows: list[tuple[list[str], int]]) -> Few:
    return Few([cells for cells, _ in rows], [line for _, line in rows])
