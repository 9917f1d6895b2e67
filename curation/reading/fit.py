"""What does not fit in a table: names, widths, notes, cells of another type; each with its lines."""

import re

from curation.reading.reading import Reading, Row

NUMBER = re.compile(r"[-+]?[0-9][0-9\s.,'\u00a0\u202f]*(e[-+]?[0-9]+)?%?", re.IGNORECASE)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4}")
YEAR = re.compile(r"(19|20)[0-9]{2}")

# A note says what it is, or begins with a sign for one.
NOTE = re.compile(r"[*(©†]|.*:")

# A column is of numbers when this share of its cells are; the others are then told. Needs so many cells.
MOSTLY = 0.9
ENOUGH = 10

# Names that are listed before the rest is counted.
NAMED = 5


def without_notes(rows: list[Row], reading: Reading, ends_whole: bool) -> list[Row]:
    """Leave out notes under the table: last lines with words in their first cell only.

    A last line without line end that follows the rows at once may be half a row: it stays.
    """
    end = len(rows)
    while end and len(reading.header) > 2 and _is_note(rows[end - 1]):
        if end == len(rows) and not ends_whole and _may_be_half_a_row(rows, len(reading.header)):
            break
        end -= 1
    if end < len(rows):
        reading.tell("notes under the table were passed over", *(row.line for row in rows[end:]))
    return rows[:end]


def _is_note(row: Row) -> bool:
    first = row.cells[0].strip()
    return row.filled == 1 and " " in first and not NUMBER.fullmatch(first)


def _may_be_half_a_row(rows: list[Row], width: int) -> bool:
    last = rows[-1]
    follows = len(rows) == 1 or rows[-2].line + 1 == last.line
    return len(last.cells) < width and follows and not NOTE.match(last.cells[0].strip())


def looks_like_data(names: list[str]) -> bool:
    """True when half of the names or more are numbers or dates, and they are no periods either."""
    filled = [name for name in names if name]
    values = [name for name in filled if NUMBER.fullmatch(name) or DATE.fullmatch(name)]
    return bool(values) and len(values) * 2 >= len(filled) and not _are_periods(values)


def check_names(header: Row, reading: Reading) -> None:
    """Tell of columns without a name and of names that stand twice."""
    unnamed = [str(n) for n, name in enumerate(reading.header, 1) if not name]
    if unnamed:
        more = f" and {len(unnamed) - NAMED} more" if len(unnamed) > NAMED else ""
        reading.tell(f"columns without a name: {', '.join(unnamed[:NAMED])}{more}", header.line)
    _rename_twice(header, reading)


def _are_periods(values: list[str]) -> bool:
    """Years and dates head the columns of a wide table."""
    return all(DATE.fullmatch(one) or YEAR.fullmatch(one) for one in values)


def _rename_twice(header: Row, reading: Reading) -> None:
    """Give the second column of a name the name and a count, as in `people (2)`, so that none is lost."""
    taken, renamed = set(), {}
    for n, name in enumerate(reading.header):
        new, count = name, 2
        while name and (new in taken or (new != name and new in reading.header)):
            new, count = f"{name} ({count})", count + 1
        if new != name:
            renamed[n] = new
        taken.add(new)
    if renamed:
        listed = ", ".join(f"“{name}”" for name in list(renamed.values())[:NAMED])
        more = f" and {len(renamed) - NAMED} more" if len(renamed) > NAMED else ""
        reading.tell(f"columns whose name stands twice are now {listed}{more}", header.line)
        reading.header = [renamed.get(n, name) for n, name in enumerate(reading.header)]


def check_widths(rows: list[Row], reading: Reading, ends_whole: bool) -> None:
    """Refuse rows that are not as wide as the header, with their lines; a short last one is a file cut off."""
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


def tell_mixed_columns(reading: Reading) -> None:
    """Tell where a column of numbers holds something else."""
    for n in range(len(reading.header)):
        cells = [(line, row[n].strip()) for line, row in zip(reading.lines, reading.rows, strict=True)]
        filled = [(line, cell) for line, cell in cells if cell]
        words = [line for line, cell in filled if not NUMBER.fullmatch(cell)]
        tell_mixed(n, words, len(filled), reading)


def tell_mixed(n: int, words: list[int], filled: int, reading: Reading) -> None:
    """Tell the lines of words in the column at place `n`, when most of its filled cells are numbers."""
    if words and filled >= ENOUGH and len(words) <= (1 - MOSTLY) * filled:
        reading.tell(f"column “{reading.header[n] or n + 1}” is of numbers, but not here", *words)
