"""Which of a file's rows are the table: banner, header, tags, rows, notes; and what does not fit."""

import re
from collections import Counter
from dataclasses import dataclass

from curation.reading import Limits, Question, Reading

TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z0-9_]+)*")
NUMBER = re.compile(r"[-+]?[0-9][0-9\s.,'\u00a0\u202f]*(e[-+]?[0-9]+)?%?", re.IGNORECASE)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}")

# Rows looked at to find the header, and the share of cells a header must fill.
HEADER_WITHIN = 40
HEADER_FILLED = 0.6

# A column is of numbers when this share of its cells are; the others are then told. Needs so many cells.
MOSTLY = 0.9
ENOUGH = 10


@dataclass(frozen=True)
class Row:
    """One row as read: the line (or sheet row) it began on, and its cells as text."""

    line: int
    cells: list[str]

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell.strip())


def find_table(rows: list[Row], reading: Reading, limits: Limits, ends_whole: bool = True) -> None:
    """Fill `reading` with header, tags, rows and lines; every row left out is told, none is bent.

    `ends_whole`: the file ends with a line end; without it a short last row is a file cut off.
    """
    rows = _without_blank_and_comments(rows, reading)
    if not rows:
        reading.refuse("there is no table in the file; ask for it again")
        return
    width = Counter(len(row.cells) for row in rows[: 10 * HEADER_WITHIN]).most_common(1)[0][0]
    if max(len(row.cells) for row in rows) > limits.columns:
        reading.refuse(f"more than {limits.columns:,} columns; this is no table of rows")
        return
    at, tags_at = _header_at(rows, width)
    _tell_preamble(rows[:at], reading)
    reading.header = [cell.strip() for cell in rows[at].cells]
    if tags_at is not None:
        reading.tags = [cell.strip() for cell in rows[tags_at].cells]
        reading.tell("HXL tags found; they say what the columns are", rows[tags_at].line)
    body = rows[max(at, at if tags_at is None else tags_at) + 1 :]
    body = _without_notes(_without_repeats(body, reading), reading)
    _drop_blank_columns(body, reading)
    _check_header(rows[at], body, reading)
    _check_widths(body, reading, ends_whole)
    if not reading.reasons:
        reading.rows, reading.lines = [row.cells for row in body], [row.line for row in body]
        _tell_mixed_columns(reading)
    if not body:
        reading.tell("the table has a header and no rows")


def _without_blank_and_comments(rows: list[Row], reading: Reading) -> list[Row]:
    blank = [row.line for row in rows if not row.filled]
    kept = [row for row in rows if row.filled]
    comments = [row.line for row in kept if row.cells[0].lstrip().startswith("#") and not is_tags(row.cells)]
    if blank:
        reading.tell("blank lines were passed over", *blank)
    if comments:
        reading.tell("comment lines were passed over", *comments)
    return [row for row in kept if row.line not in set(comments)]


def is_tags(cells: list[str]) -> bool:
    """True for a row of HXL tags: every cell that holds something is one, at least one in two cells."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(TAG.fullmatch(cell) for cell in filled) and len(filled) * 2 >= min(len(cells), 4)


def _header_at(rows: list[Row], width: int) -> tuple[int, int | None]:
    """Positions of the header and of the tag row, if any; tags without a header above are the header."""
    head = rows[:HEADER_WITHIN]
    tags = next((n for n, row in enumerate(head) if is_tags(row.cells)), None)
    if tags is not None:
        return (tags - 1, tags) if tags else (0, None)
    for n, row in enumerate(head):
        if row.filled >= max(min(width, 2), HEADER_FILLED * width):
            return n, None
    return 0, None


def _tell_preamble(rows: list[Row], reading: Reading) -> None:
    if rows:
        said = " ".join(" ".join(cell for cell in row.cells if cell.strip()) for row in rows)
        reading.tell(f"lines above the table were passed over: “{said[:80]}”", *(row.line for row in rows))


def _without_repeats(rows: list[Row], reading: Reading) -> list[Row]:
    repeats = [row.line for row in rows if [cell.strip() for cell in row.cells] == reading.header]
    if repeats:
        reading.tell("the header is repeated and was passed over", *repeats)
    return [row for row in rows if row.line not in set(repeats)]


def _without_notes(rows: list[Row], reading: Reading) -> list[Row]:
    """Leave out notes under the table: last lines with words in their first cell only."""
    end = len(rows)
    while end and len(reading.header) > 2 and rows[end - 1].filled == 1 and _is_words(rows[end - 1].cells[0]):
        end -= 1
    if end < len(rows):
        reading.tell("notes under the table were passed over", *(row.line for row in rows[end:]))
    return rows[:end]


def _is_words(cell: str) -> bool:
    return " " in cell.strip() and not NUMBER.fullmatch(cell.strip())


def _drop_blank_columns(rows: list[Row], reading: Reading) -> None:
    """Drop columns at the right end that have neither a name nor a cell."""
    width = len(reading.header)
    used = max((n + 1 for row in rows for n, cell in enumerate(row.cells) if cell.strip()), default=0)
    named = max((n + 1 for n, name in enumerate(reading.header) if name), default=0)
    keep = max(named, min(used, width))
    if keep < width:
        reading.header, reading.tags = reading.header[:keep], reading.tags[:keep]
        reading.tell(f"{width - keep} empty columns at the right were passed over")
    for row in rows:
        if len(row.cells) > keep and not any(cell.strip() for cell in row.cells[keep:]):
            del row.cells[keep:]


def _check_header(header: Row, rows: list[Row], reading: Reading) -> None:
    names = [name for name in reading.header if name]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        reading.refuse(f"the column “{twice[0]}” stands twice in the header; rename one", header.line)
    unnamed = [str(n) for n, name in enumerate(reading.header, 1) if not name]
    if unnamed:
        reading.tell(f"column {', '.join(unnamed[:5])} has no name", header.line)
    values = [name for name in names if NUMBER.fullmatch(name) or DATE.fullmatch(name)]
    if rows and len(values) * 2 > len(names) and not _are_periods(values):
        shown = [reading.header, *(row.cells for row in rows[:2])]
        choices = {"the first line is the header": shown, "there is no header": shown}
        reading.questions.append(Question("Is the first line the header, or already data?", choices, (header.line,)))


def _are_periods(values: list[str]) -> bool:
    """Years and dates head the columns of a wide table."""
    return all(DATE.fullmatch(one) or re.fullmatch(r"(19|20)[0-9]{2}", one) for one in values)


def _check_widths(rows: list[Row], reading: Reading, ends_whole: bool) -> None:
    width = len(reading.header)
    odd = [row for row in rows if len(row.cells) != width]
    if not odd:
        return
    if odd == rows[-1:] and len(rows[-1].cells) < width and not ends_whole:
        reading.refuse("the file ends in the middle of a row; ask for the whole file", rows[-1].line)
        return
    found = ", ".join(str(one) for one in sorted({len(row.cells) for row in odd})[:3])
    says = f"found {found} cells, expected {width} as in the header; a separator is missing, or one stands in a cell"
    reading.refuse(f"{says}: put such cells in quotation marks", *(row.line for row in odd))


def _tell_mixed_columns(reading: Reading) -> None:
    """Tell where a column of numbers holds something else."""
    for n, name in enumerate(reading.header):
        cells = [(line, row[n].strip()) for line, row in zip(reading.lines, reading.rows, strict=True)]
        filled = [(line, cell) for line, cell in cells if cell]
        words = [line for line, cell in filled if not NUMBER.fullmatch(cell)]
        if words and len(filled) >= ENOUGH and len(words) <= (1 - MOSTLY) * len(filled):
            reading.tell(f"column “{name or n + 1}” is of numbers, but not here", *words)
