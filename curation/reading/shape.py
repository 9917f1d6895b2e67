"""Which of a file's rows are the table: preamble, comments, header, tags, repeats, rows."""

import re
from collections import Counter
from dataclasses import dataclass

from curation.reading.fit import NUMBER, check_names, check_widths, looks_like_data, without_notes
from curation.reading.reading import CHOSEN, Limits, Reading, Row

TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+\s*[A-Za-z0-9_]+)*")

# Rows looked at to find the header, and to find how wide most are; the share of cells a header must fill.
HEADER_WITHIN = 40
USUAL_WITHIN = 10 * HEADER_WITHIN
HEADER_FILLED = 0.6

# When so many lines have more than one cell, the table has more than one column.
WIDE_SHARE = 0.2

# More rows that end in a number above the header are another table. Rows shown when a person must choose.
FIGURES_ABOVE = 3
ROWS_SHOWN = 3

# How the two readings of a first line of numbers are called.
HEADER = "the first line is the header"
NO_HEADER = "there is no header"

# The share of filled cells that are tags in a row of tags; a link may stand at its end.
NEARLY_ALL = 0.8


def find_table(rows: list[Row], reading: Reading, limits: Limits, ends_whole: bool = True) -> list[str]:
    """Fill `reading` with header, tags, rows and lines; every row left out is told, none is bent.

    `ends_whole`: the file ends with a line end; without it a short last row is a file cut off.
    Returns the cells by which a repeated header is known; none where there is no header.
    """
    widest = max(rows, key=lambda row: len(row.cells), default=Row(0, []))
    if len(widest.cells) > limits.columns:
        reading.refuse(f"more than {limits.columns:,} columns; this is no table of rows", widest.line)
        return []
    rows = _without_blank_and_comments(rows, reading)
    if not rows:
        reading.refuse("there is no table in the file; ask for it again")
        return []
    at, tags_at = _header_at(rows, usual_width(rows))
    if _above_is_meant(rows[:at], rows[at:], reading):
        reading.tell(f"lines below the table were passed over{CHOSEN}", *(row.line for row in rows[at:]))
        return find_table(rows[:at], reading, limits)
    table = Table(rows[at], rows[tags_at] if tags_at is not None else None, rows[max(at, tags_at or 0) + 1 :])
    headless = _is_headless(table, reading)
    return table.take(reading, headless, ends_whole)


@dataclass(frozen=True)
class Table:
    """The row that looks like a header, the row of tags if there is one, and the rows below."""

    header: Row
    tags: Row | None
    below: list[Row]

    def take(self, reading: Reading, headless: bool = False, ends_whole: bool = True) -> list[str]:
        """Fill `reading` with the rows; `headless`: the first of them stands where a header would.

        Returns the cells by which a repeated header is known.
        """
        reading.header = [cell.strip() for cell in self.header.cells]
        if self.tags is not None:
            _take_tags(self.tags, reading)
        names = [] if headless else list(reading.header)
        below = [self.header, *self.below] if headless else _without_repeats(self.below, reading)
        below = without_notes(below, reading, ends_whole)
        if headless:
            reading.header = [""] * len(reading.header)
        _drop_blank_columns(below, reading)
        if headless:
            reading.header = [f"column {n}" for n in range(1, len(reading.header) + 1)]
        else:
            check_names(self.header, reading)
        check_widths(below, reading, ends_whole)
        if not reading.reasons:
            reading.rows, reading.lines = [row.cells for row in below], [row.line for row in below]
        if not below:
            reading.tell("the table has a header and no rows")
        return names

    def preview(self, headless: bool = False) -> list[list[str]]:
        """The header and the first rows, as reading them would give; none when it has no rows."""
        copied = [Row(row.line, list(row.cells)) for row in self.below[:HEADER_WITHIN]]
        shown = Reading()
        Table(Row(self.header.line, list(self.header.cells)), self.tags, copied).take(shown, headless)
        rows = [row.cells for row in copied] if shown.reasons else shown.rows
        return [shown.header, *rows[: ROWS_SHOWN - 1 + headless]] if rows else []


def _is_headless(table: Table, reading: Reading) -> bool:
    """Ask whether a header of numbers is one, with the first rows both ways."""
    if not looks_like_data([cell.strip() for cell in table.header.cells]):
        return False
    with_header = table.preview()
    if not with_header:
        return False
    choices = {HEADER: with_header, NO_HEADER: table.preview(headless=True)}
    asks = "Is the first line the header, or already data?"
    choice, as_chosen = reading.ask("header", asks, choices, (table.header.line,))
    if as_chosen:
        reading.tell(f"{choice}{as_chosen}", table.header.line)
    return choice == NO_HEADER


def usual_width(rows: list[Row]) -> int:
    """The width most rows have; lines above a short table may be more than its rows, but have one cell each."""
    head = rows[:USUAL_WITHIN]
    wide = [row for row in head if len(row.cells) > 1]
    counted = wide if len(wide) >= max(2, WIDE_SHARE * len(head)) else head
    return Counter(len(row.cells) for row in counted).most_common(1)[0][0]


def _without_blank_and_comments(rows: list[Row], reading: Reading) -> list[Row]:
    kept, blank = [], []
    for row in rows:
        if row.blank:
            blank.append(row.line)
        else:
            kept.append(row)
    width = usual_width(kept) if kept else 0
    comments = {row.line for row in kept if is_comment(row, width)}
    if blank:
        reading.tell("blank lines were passed over", *blank)
    if comments:
        reading.tell("comment lines were passed over", *sorted(comments))
    return [row for row in kept if row.line not in comments]


def is_comment(row: Row, width: int) -> bool:
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


def _above_is_meant(above: list[Row], rest: list[Row], reading: Reading) -> bool:
    """Tell what stands above the table; ask when rows of figures do, because that is a table as well."""
    if not above:
        return False
    as_chosen = ""
    figures = [row for row in above if row.filled > 1 and NUMBER.fullmatch(_last(row))]
    if len(figures) > FIGURES_ABOVE:
        ways = {f"the table from line {rows[0].line}": preview(rows) for rows in (rest, above)}
        asks = "More than one table stands here; which is meant?"
        choice, as_chosen = reading.ask("table", asks, ways, (above[0].line, rest[0].line))
        if choice != next(iter(ways)):
            return True
    said = " ".join(" ".join(cell for cell in row.cells if cell.strip()) for row in above)
    lines = (row.line for row in above)
    reading.tell(f"lines above the table were passed over{as_chosen}: “{said[:80]}”", *lines)
    return False


def preview(rows: list[Row]) -> list[list[str]]:
    """The header and first rows of a table that stands in some rows, as reading it would give."""
    shown = Reading()
    find_table([Row(row.line, list(row.cells)) for row in rows[:HEADER_WITHIN]], shown, Limits())
    return [shown.header, *shown.rows[: ROWS_SHOWN - 1]]


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
