"""Read a file somebody sent: bytes in, cells as text out, in a process that may die without harm."""

import csv
import io
import signal
import time
from dataclasses import asdict, dataclass, replace

from curation.reading import passing, pieces, sending
from curation.reading.apart import Apart
from curation.reading.delimited import read_delimited
from curation.reading.encoding import decode
from curation.reading.ends import ANOTHER_ENCODING, OUT_OF_MEMORY, ROW_BY_ROW, UNKNOWN
from curation.reading.kinds import kind
from curation.reading.reading import Limits, Question, Reading
from curation.reading.workbook import kind_of_zip, read_workbook

WORKBOOKS = ("XLSX", "XLSB", "ODS")
NAMED_AS = {"XLSX": (".xlsx", ".xlsm"), "XLSB": (".xlsb",), "ODS": (".ods",), "XLS": (".xls",)}

# Lines shown when a person must choose between encodings.
LINES_SHOWN = 3

# Letters of a file's name that are passed on; its end is what matters.
NAME = 300

# Answers to questions asked here; others are for those who check.
KEYS = ("encoding", "separator", "header", "table", "sheet")


def read(
    content: bytes,
    name: str,
    limits: Limits | None = None,
    answers: dict[str, str] | None = None,
    *,
    ahead: bool = False,
) -> Reading:
    """Read any table in any of the field's formats and encodings.

    `name` is the file's name, used only to say when it does not fit what the file is. `answers` holds a
    choice for the `key` of each question that an earlier reading asked; `sheet` may name any sheet of
    a workbook. Returns a Reading with one of four verdicts; nothing is repaired in silence. Parsing runs
    in a process of its own with bounded memory and time, so that a file made to hurt costs a sentence.
    `ahead` is for those who will ask for all cells of a large file, by `coded`: those of lines that are
    proven to be plain rows are made while the others are still being read.
    """
    limits = limits or Limits()
    if len(content) > limits.size:
        found, most = _size(len(content)), _size(limits.size)
        return _refused(f"the file has {found}, more than the {most} read here; send a smaller part of it")
    if not content:
        return _refused("the file is empty; ask for it again")
    large = len(content) >= pieces.AT_ONCE_FROM
    encoding = pieces.utf8_of(content) if large else ""
    order = {"name": name[-NAME:], "limits": asdict(limits), "answers": answers or {}, "at_once": large}
    order |= {"encoding": encoding, "marks": pieces.marks(content)}
    order |= {"head": sending.head_of(content) if encoding else 0}
    ends = time.monotonic() + limits.seconds
    try:
        apart = Apart(order, content, limits.seconds, ahead=ahead)
        if apart.code in (ROW_BY_ROW, ANOTHER_ENCODING) or (apart.code == UNKNOWN and large):
            order |= {"encoding": "", "head": 0, "at_once": apart.code == ANOTHER_ENCODING}
            apart = Apart(order, content, max(ends - time.monotonic(), 0))
    except TimeoutError:
        return _refused(_too_long(limits))
    return _received(apart) if apart.code == 0 else _refused(_ended(apart.code, limits))


def _received(apart: Apart) -> Reading:
    """Return what the process said, as a reading; of lines read all at once, say what is left to say."""
    reading = passing.received(apart.said, apart.content)
    if not apart.cells:
        return reading
    from curation.reading.coded import tell_words  # noqa: PLC0415 (loaded for large files only)

    tell_words(reading, apart.cells)
    if apart.ahead and reading.kept:
        reading.ahead = apart.cells
    return finished(reading)


def _ended(code: int, limits: Limits) -> str:
    """Say why the process that parses gave no reading."""
    if -code == signal.SIGXCPU:
        return _too_long(limits)
    if code == OUT_OF_MEMORY or code < 0:
        return "the file needs more memory than a table of its size should; send the one sheet as CSV"
    return "the file could not be read, and why is not known; save the table again as CSV"


def _too_long(limits: Limits) -> str:
    return f"the file could not be read within {limits.seconds} seconds; send a smaller part of it"


def _size(count: int) -> str:
    return f"{count / 1e6:,.0f} MB" if count >= 1e6 else f"{count:,} bytes"


def parse(
    content: bytes,
    name: str,
    limits: Limits,
    answers: dict[str, str] | None = None,
    *,
    at_once_from: float = pieces.AT_ONCE_FROM,
    piece: int = pieces.PIECE,
) -> Reading:
    """Read a file in this process; `read` is the door that is safe to open to strangers.

    Text of `at_once_from` bytes and more is read all at once in pieces of `piece` bytes, where it can be.
    """
    reading = Reading(answers=dict(answers or {}))
    found = kind(content)
    if found == "zip":
        found = kind_of_zip(content)
    if found == "xls":
        found = "XLS"
    if found in NAMED_AS:
        if not name.lower().endswith(NAMED_AS[found]):
            reading.tell(f"the file is a workbook ({found}), whatever its name says")
        read_workbook(content, found, reading, limits)
    elif found != "text":
        article = "an" if found.startswith(("XML", "RAR", "RTF", "SQ", "xz")) else "a"
        reading.refuse(f"this is {article} {found}, not a table; export the table as CSV or XLSX")
    else:
        _read_as_text(content, reading, limits, Pace(at_once_from, piece))
    return passing.opened(finished(reading))


def finished(reading: Reading) -> Reading:
    """Tell of answers to questions that this file does not raise: they were for another one."""
    unused = [key for key in reading.answers if key.partition(":")[0] in KEYS and key not in reading.asked]
    for key in unused if not reading.reasons else ():
        reading.tell(f"nothing had to be asked about the {key}; the answer “{reading.answers[key]}” was not needed")
    return reading


@dataclass(frozen=True)
class Pace:
    """From how many bytes on a text is read all at once, and how many are read at a time."""

    at_once_from: float
    piece: int


def _read_as_text(content: bytes, reading: Reading, limits: Limits, pace: Pace) -> None:
    decoded = decode(content)
    reading.encoding = decoded.encoding
    if decoded.reason:
        reading.refuse(decoded.reason, *decoded.lines)
        return
    text = decoded.text
    if decoded.others:
        text = _as_chosen(content, [decoded.encoding, *decoded.others], reading)
    elif decoded.encoding not in ("utf-8", "utf-8-sig"):
        reading.tell(f"read as {decoded.encoding}")
    plain = content if decoded.encoding in ("utf-8", "utf-8-sig") else None
    if len(text) < pace.at_once_from or not _read_at_once(text, plain, reading, limits, pace):
        read_delimited(text, reading, limits)
    if reading.delimiter:
        reading.questions[:] = [_in_cells(one, reading.delimiter) for one in reading.questions]


def _read_at_once(text: str, content: bytes | None, reading: Reading, limits: Limits, pace: Pace) -> bool:
    """Read a large text all at once; `content` are its bytes when they are UTF-8. False where it cannot be."""
    from curation.reading.bulk import NotPlain, read_bulk  # noqa: PLC0415 (loaded for large files only)
    from curation.reading.coded import tell_words  # noqa: PLC0415

    at = pieces.marks(content) if content is not None else 0
    source = io.BytesIO(text.encode() if content is None else content)
    source.seek(at)
    try:
        read_bulk(pieces.whole_lines(source, pace.piece), reading, limits, content=content, at=at)
    except NotPlain:
        return False
    tell_words(reading)
    return True


def _as_chosen(content: bytes, encodings: list[str], reading: Reading) -> str:
    """Return the text in the encoding a person chose, else in the likeliest; show the first lines that differ."""
    numbered = [(n, line) for n, line in enumerate(content.splitlines(), 1) if not line.isascii()]
    differing = [(n, line) for n, line in numbered if len({line.decode(one, "replace") for one in encodings}) > 1]
    shown = differing[:LINES_SHOWN]
    choices = {one: [[line.decode(one, "replace")] for _, line in shown] for one in encodings}
    asks = "Which reading of the letters is right?"
    reading.encoding, as_chosen = reading.ask("encoding", asks, choices, tuple(n for n, _ in shown))
    reading.tell(f"read as {reading.encoding}{as_chosen}")
    return content.decode(reading.encoding)


def _in_cells(question: Question, delimiter: str) -> Question:
    """Part the lines that a question about letters shows into their cells, now that the separator is known."""
    if question.key != "encoding":
        return question
    choices = {
        name: list(csv.reader([line for (line,) in shown], delimiter=delimiter))
        for name, shown in question.choices.items()
    }
    return replace(question, choices=choices)


def _refused(says: str) -> Reading:
    reading = Reading()
    reading.refuse(says)
    return reading
