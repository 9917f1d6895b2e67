"""Which of a file's rows are the table: preamble, comments, header, tags, repeats, rows."""

import re
from collections import Counter

from curation.fit import NUMBER, check_header, check_widths, tell_mixed_columns, without_notes
from curation.reading import Limits, Question, Reading, Row

TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z0-9_]+)*")

# Rows looked at to find the header, and the share of cells a header must fill.
HEADER_WITHIN = 40
HEADER_FILLED = 0.6

# When so many lines have more than one cell, the table has more than one column.
WIDE_SHARE = 0.2

# More rows that end in a number above the header are another table. Rows shown when a person must choose.
FIGURES_ABOVE = 3
ROWS_SHOWN = 3

# The share of filled cells that are tags in a row of tags; a link may stand at its end.
NEARLY_ALL = 0.8


def find_table(rows: list[Row], reading: Reading, limits: Limits, ends_whole: bool = True) -> None:
    """Fill `reading` with header, tags, rows and lines; every row left out is told, none is bent.

    `ends_whole`: the file ends with a line end; without it a short last row is a file cut off.
    """
    widest = max(rows, key=lambda row: len(row.cells), default=Row(0, []))
    if len(widest.cells) > limits.columns:
        reading.refuse(f"more than {limits.columns:,} columns; this is no table of rows", widest.line)
        return
    rows = _without_blank_and_comments(rows, reading)
    if not rows:
        reading.refuse("there is no table in the file; ask for it again")
        return
    at, tags_at = _header_at(rows, _usual_width(rows))
    _tell_preamble(rows[:at], rows[at:], reading)
    reading.header = [cell.strip() for cell in rows[at].cells]
    if tags_at is not None:
        _take_tags(rows[tags_at], reading)
    body = rows[(at if tags_at is None else tags_at) + 1 :]
    body = without_notes(_without_repeats(body, reading), reading, ends_whole)
    _drop_blank_columns(body, reading)
    check_header(rows[at], body, reading)
    check_widths(body, reading, ends_whole)
    if not reading.reasons:
        reading.rows, reading.lines = [row.cells for row in body], [row.line for row in body]
        tell_mixed_columns(reading)
    if not body:
        reading.tell("the table has a header and no rows")


def _usual_width(rows: list[Row]) -> int:
    """The width most rows have; lines above a short table may be more than its rows, but have one cell each."""
    head = rows[: 10 * HEADER_WITHIN]
    wide = [row for row in head if len(row.cells) > 1]
    counted = wide if len(wide) >= max(2, WIDE_SHARE * len(head)) else head
    return Counter(len(row.cells) for row in counted).most_common(1)[0][0]


def _without_blank_and_comments(rows: list[Row], reading: Reading) -> list[Row]:
    blank = [row.line for row in rows if not row.filled]
    kept = [row for row in rows if row.filled]
    width = _usual_width(kept) if kept else 0
    comments = {row.line for row in kept if _is_comment(row, width)}
    if blank:
        reading.tell("blank lines were passed over", *blank)
    if comments:
        reading.tell("comment lines were passed over", *sorted(comments))
    return [row for row in kept if row.line not in comments]


def _is_comment(row: Row, width: int) -> bool:
    """A line that begins with # and is neither tags nor as full as the table's rows.

    A full row may be a header (`#,name,people`) or name camp number `#3`. In a table of one column
    only a blank after the sign tells.
    """
    first = row.cells[0].lstrip()
    if not first.startswith("#") or is_tags(row.cells):
        return False
    return first.startswith("# ") if width == 1 else len(row.cells) != width or row.filled == 1


def is_tags(cells: list[str]) -> bool:
    """True for a row of HXL tags: nearly every cell that holds something is one, at least two in a wide table."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    tags = sum(1 for cell in filled if TAG.fullmatch(cell))
    return tags > 0 and tags >= NEARLY_ALL * len(filled) and tags >= min(len(cells), 2)


def _take_tags(row: Row, reading: Reading) -> None:
    """Note the tags; where they and the header are not equally wide, the shorter one has blanks at its end."""
    reading.tags = [cell.strip() for cell in row.cells]
    reading.tell("HXL tags found; they say what the columns are", row.line)
    width = max(len(reading.header), len(reading.tags))
    if len(reading.header) < width:
        reading.tell(f"the header has {len(reading.header)} cells and the tags {width}; the last columns have no name")
    reading.header += [""] * (width - len(reading.header))
    reading.tags += [""] * (width - len(reading.tags))


def _header_at(rows: list[Row], width: int) -> tuple[int, int | None]:
    """Positions of the header and of the tag row, if any; tags without a header above are the header."""
    head = rows[:HEADER_WITHIN]
    tags = next((n for n, row in enumerate(head) if is_tags(row.cells)), None)
    if tags is not None:
        return (tags - 1, tags) if tags else (0, 0)
    for n, row in enumerate(head):
        if row.filled >= max(min(width, 2), HEADER_FILLED * width):
            return n, None
    return 0, None


def _tell_preamble(above: list[Row], rest: list[Row], reading: Reading) -> None:
    """Tell what stands above the table; ask when rows of figures do, because that is a table as well."""
    if not above:
        return
    said = " ".join(" ".join(cell for cell in row.cells if cell.strip()) for row in above)
    reading.tell(f"lines above the table were passed over: “{said[:80]}”", *(row.line for row in above))
    figures = [row for row in above if row.filled > 1 and NUMBER.fullmatch(_last(row))]
    if len(figures) > FIGURES_ABOVE:
        ways = {
            f"the table from line {rows[0].line}": [row.cells for row in rows[:ROWS_SHOWN]] for rows in (rest, above)
        }
        lines = (above[0].line, rest[0].line)
        reading.questions.append(Question("More than one table stands here; which is meant?", ways, lines))


def _last(row: Row) -> str:
    return next(cell.strip() for cell in reversed(row.cells) if cell.strip())


def _without_repeats(rows: list[Row], reading: Reading) -> list[Row]:
    repeats = [row.line for row in rows if [cell.strip() for cell in row.cells] == reading.header]
    if repeats:
        reading.tell("the header is repeated and was passed over", *repeats)
    return [row for row in rows if row.line not in set(repeats)]


def _drop_blank_columns(rows: list[Row], reading: Reading) -> None:
    """Leave out columns at the right end that have neither a name nor a cell, and say so."""
    width = len(reading.header)
    used = max((n + 1 for row in rows for n, cell in enumerate(row.cells) if cell.strip()), default=0)
    named = max((n + 1 for n, name in enumerate(reading.header) if name), default=0)
    keep = max(named, min(used, width))
    if keep < width:
        reading.header, reading.tags = reading.header[:keep], reading.tags[:keep]
        reading.tell(f"{width - keep} empty columns at the right were passed over")
    longer = [row for row in rows if len(row.cells) > keep and not any(cell.strip() for cell in row.cells[keep:])]
    ragged = [row.line for row in longer if len(row.cells) != width]
    if ragged:
        reading.tell("empty cells beyond the last column were passed over", *ragged)
    for row in longer:
        del row.cells[keep:]
