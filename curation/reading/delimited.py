"""Text to rows: which separator and quotation mark, and what each row holds."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from curation.reading.fit import tell_mixed_columns
from curation.reading.reading import Limits, Reading, Row
from curation.reading.separators import separator_of
from curation.reading.shape import find_table

# Lines and letters that decide how a file is written.
SAMPLE_LINES = 200
SAMPLE_LETTERS = 100_000

# A line wrapped in single quotation marks, and how many of the lines must be.
SINGLE = re.compile(r"(?:^|[,;\t|])'[^']*'(?=[,;\t|\r\n]|$)")
MOSTLY = 0.5

# A cell may be as long as a file may be; the length of a line is checked before.
csv.field_size_limit(2**31 - 1)


def read_delimited(text: str, reading: Reading, limits: Limits) -> None:
    """Fill `reading` with the table that `text` holds, or with the reasons why it holds none."""
    if not text.strip("\ufeff \t\r\n,;|"):
        reading.refuse("the file is empty; ask for it again")
        return
    lines = list(io.StringIO(text, newline=""))
    refuse_unreadable(*unreadable(lines, limits), reading, limits)
    if reading.reasons:
        return
    rows, inside = [], []
    try:
        rows.extend(records(lines, dialect(sample(lines), reading), inside))
    except Unclosed as error:
        reading.refuse(*error.why)
    tell_inside(inside, reading)
    if not reading.reasons:
        find_table(rows, reading, limits, ends_whole=text.endswith(("\n", "\r")))
        tell_mixed_columns(reading)


class Unclosed(Exception):
    """Cells cannot be told apart: `why` is a sentence and the lines it is about."""

    def __init__(self, why: tuple):
        self.why = why
        super().__init__(why[0])


def tell_inside(inside: list[int], reading: Reading) -> None:
    """Tell on which lines a quotation mark stands inside a cell."""
    if inside:
        reading.tell("a quotation mark stands inside a cell and was kept as it is", *inside)


def unreadable(lines: Iterable[str], limits: Limits, first: int = 1) -> tuple[list[int], list[int]]:
    """The numbers of lines that hold a zero byte, and of lines that are too long; `first` is the first one's."""
    zeros, long = [], []
    for number, line in enumerate(lines, first):
        if "\0" in line:
            zeros.append(number)
        if _size(line, limits.line) > limits.line:
            long.append(number)
    return zeros, long


def refuse_unreadable(zeros: list[int], long: list[int], reading: Reading, limits: Limits) -> None:
    """Refuse zero bytes and lines that are too long."""
    if zeros:
        reading.refuse("a zero byte stands in the text; the file is damaged, ask for it again", *zeros)
    if long:
        reading.refuse(f"more than {limits.line:,} bytes in one line; this is no table of rows", *long)


def _size(line: str, limit: int) -> int:
    """How many bytes a line has in UTF-8, counted only where it might matter."""
    return len(line.encode("utf-8", "replace")) if len(line) * 4 > limit else len(line)


def sample(lines: list[str]) -> list[str]:
    """The first lines, as many as decide; at least one."""
    letters, first = 0, []
    for line in lines[:SAMPLE_LINES]:
        letters += len(line)
        if first and letters > SAMPLE_LETTERS:
            break
        first.append(line)
    return first


def dialect(sample: list[str], reading: Reading) -> dict:
    """Find separator and quotation mark, as arguments for csv.reader; what is not usual is told."""
    text = "".join(sample)
    filled = [line for line in sample if line.strip()]
    single = '"' not in text and sum(bool(SINGLE.search(line)) for line in filled) > MOSTLY * len(filled)
    how = {"quotechar": "'" if single else '"'}
    if single:
        reading.tell("cells are quoted with single quotation marks")
    how["delimiter"] = reading.delimiter = separator_of(sample, how, reading)
    bare = _without_quoted(text, how)
    how["skipinitialspace"] = bool(re.search(f"(?:^|{re.escape(how['delimiter'])}) +{how['quotechar']}", bare, re.M))
    if how["skipinitialspace"]:
        reading.tell("blanks between a separator and a quotation mark were passed over")
    return how


def _without_quoted(text: str, how: dict) -> str:
    """The text with its quoted cells taken out; a quotation mark that is left stands inside a cell."""
    mark, separator = how["quotechar"], re.escape(how["delimiter"])
    blanks = " *" if how.get("skipinitialspace") else ""
    quoted = f"(?:^|(?<={separator})|(?<=[\r\n])){blanks}{mark}(?:[^{mark}]++|{mark}{mark})*+{mark}"
    return re.sub(quoted, "", text)


def records(lines: Iterable[str], how: dict, inside: list[int]) -> Iterator[Row]:
    """Yield the rows of some lines; `inside` gets the lines of rows in which a mark stands inside a cell.

    Raises Unclosed with the words and the lines when the cells cannot be told apart.
    """
    recent, last = [], 0
    source = iter(lines)

    def noted() -> Iterator[str]:
        for line in source:
            recent.append(line)
            yield line

    reader = csv.reader(noted(), strict=True, **how)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unclosed(_why([*recent, *source], last, reader.line_num, str(error), how)) from None
        if mark_stands_inside(cells, "".join(recent), how):
            inside.append(last + 1)
        yield Row(last + 1, cells)
        last = reader.line_num
        recent.clear()


def mark_stands_inside(cells: list[str], raw: str, how: dict) -> bool:
    """True when a quotation mark belongs to a cell that is not quoted; `raw` is the text of the row."""
    return how["quotechar"] in "".join(cells) and how["quotechar"] in _without_quoted(raw, how)


def _why(rest: list[str], before: int, at: int, error: str, how: dict) -> tuple:
    """Say why cells cannot be read, with the lines: where a quotation mark opens, or is not doubled."""
    if "unexpected end" in error:
        line = before + _opens("".join(rest), how)
        return "a quotation mark opens on this line and never closes; close, double or remove it", line
    if "expected after" in error:
        says = "text follows a quotation mark that closes a cell; double the marks that belong to the cell"
        return says, *sorted({before + 1, at})
    return f"the line cannot be read as cells ({error}); save the table again as CSV", at


def _opens(text: str, how: dict) -> int:
    """The line, counted from 1, on which the cell begins that never closes."""
    mark, separator = how["quotechar"], re.escape(how["delimiter"])
    blanks = " *" if how["skipinitialspace"] else ""
    quoted = f"{blanks}{mark}(?:[^{mark}]++|{mark}{mark})*+{mark}"
    whole_cell = re.compile(f"(?:{quoted}|(?!{blanks}{mark})[^{separator}\r\n]*+)(?:{separator}|\r\n?|\n)")
    at = 0
    while found := whole_cell.match(text, at):
        at = found.end()
    return len(list(io.StringIO(text[: at + 1], newline="")))
