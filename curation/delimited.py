"""Text to rows: which separator, which lines are the table, and what each row holds."""

import csv
import io
from collections import Counter

import clevercsv

from curation.reading import Limits, Question, Reading
from curation.shape import Row, find_table

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}

# Lines that decide on the separator, and rows shown when a person must.
SAMPLE_LINES = 200
ROWS_SHOWN = 3

# Two separators are both possible when each gives at least this share of lines one width.
CONSISTENT = 0.98


def read_delimited(text: str, reading: Reading, limits: Limits) -> None:
    """Fill `reading` with the table that `text` holds, or with the reasons why it holds none."""
    if not text.strip("\ufeff \t\r\n,;|"):
        reading.refuse("the file is empty; ask for it again")
        return
    _refuse_unreadable(text, reading, limits)
    if reading.reasons:
        return
    reading.delimiter = _separator(text, reading)
    rows = _rows(text, reading.delimiter, reading)
    if not reading.reasons:
        find_table(rows, reading, limits, ends_whole=text.endswith(("\n", "\r")))
    _note_quotes(rows, text, reading)


def _refuse_unreadable(text: str, reading: Reading, limits: Limits) -> None:
    zero = text.find("\0")
    if zero >= 0:
        line = text.count("\n", 0, zero) + 1
        reading.refuse("a zero byte stands in the text; the file is damaged, ask for it again", line)
    longest = max((len(line), number) for number, line in enumerate(text.splitlines(), 1))
    if longest[0] > limits.line:
        reading.refuse(f"more than {limits.line:,} letters in one line; this is no table of rows", longest[1])


def _separator(text: str, reading: Reading) -> str:
    """Find the separator; ask when two fit every line, tell when it is not the comma."""
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    widths = {separator: _widths(sample, separator) for separator in SEPARATORS}
    fitting = [separator for separator, found in widths.items() if _fits(found)]
    if len(fitting) > 1:
        _ask_separator(sample, fitting, reading)
    separator = fitting[0] if fitting else _detected(sample)
    if separator != ",":
        reading.tell(f"cells are separated by {SEPARATORS.get(separator, repr(separator))}s")
    return separator


def _widths(sample: str, separator: str) -> list[int]:
    return [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if any(row)]


def _fits(widths: list[int]) -> bool:
    if not widths:
        return False
    width, often = Counter(widths).most_common(1)[0]
    return width > 1 and often >= CONSISTENT * len(widths)


def _ask_separator(sample: str, fitting: list[str], reading: Reading) -> None:
    choices = {}
    for separator in fitting:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        choices[SEPARATORS[separator]] = [row for row in rows if any(row)][:ROWS_SHOWN]
    reading.questions.append(Question("Which sign separates the cells?", choices))


def _detected(sample: str) -> str:
    """Ask a detector of messy tables; a file of one column has none, and the comma does no harm."""
    try:
        found = clevercsv.Detector().detect(sample, delimiters=list(SEPARATORS))
    except clevercsv.Error:
        found = None
    return found.delimiter if found and found.delimiter in SEPARATORS else ","


def _rows(text: str, separator: str, reading: Reading) -> list[Row]:
    rows, last = [], 0
    csv.field_size_limit(len(text) + 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            rows.append(Row(last + 1, cells))
            last = reader.line_num
    except csv.Error as error:
        reading.refuse(f"the line cannot be read as cells ({error}); save the table again as CSV", last + 1)
    if rows and text.count('"') % 2:
        opened = rows[-1].line
        reading.refuse("a quotation mark opens on this line and never closes; double or remove it", opened)
    return rows


def _note_quotes(rows: list[Row], text: str, reading: Reading) -> None:
    """Tell of quotation marks inside cells that do not begin with one: kept as they are."""
    if '"' not in text or reading.reasons:
        return
    lines = text.splitlines()
    odd = [
        row.line
        for row in rows
        if any('"' in cell for cell in row.cells) and '""' not in lines[min(row.line, len(lines)) - 1]
    ]
    if odd:
        reading.tell("a quotation mark stands inside a cell and was kept as it is", *odd)
