"""Which sign separates the cells: one that gives every line as many, else what a detector finds, else a question."""

import csv
import re
from collections import Counter

from curation.reading.reading import Reading

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}

# Signs that separate cells in a few files only; those that words use as well are asked about.
RARE = {":": "colon", "^": "caret", "~": "tilde", "\x1f": "unit separator", "\x01": "control sign 1", "¦": "broken bar"}
ASKED = {":": "colon", " ": "blank"}
ONE_COLUMN = "none, it is one column"

# A separator is possible when it gives at least this share of lines one width.
CONSISTENT = 0.98

# Rows shown when a person must choose, and letters given to the detector, which is slow on more.
ROWS_SHOWN = 3
DETECTED_WITHIN = 20_000

# A number with a comma before its decimals, as in French or Spanish.
DECIMAL = re.compile(r'"?[-+]?[0-9]{1,3}([. \u00a0\u202f]?[0-9]{3})*,[0-9]+ ?%?"?')

# Spreadsheets write the separator in a first line of its own.
NAMED = re.compile(r"sep=(.)[\r\n]+$")


def separator_of(sample: list[str], how: dict, reading: Reading) -> str:
    """Find the separator of some lines; ask when two fit every line, tell when it is not the comma.

    `how` holds the other arguments of csv.reader. The key of the question is `separator`.
    """
    named = NAMED.match(sample[0])
    if named:
        reading.tell(f"the first line names the separator: {named[1]!r}", 1)
        return named[1]
    rows = {one: _rows(sample, one, how) for one in SEPARATORS}
    if all(len(row) == 1 for found in rows.values() for row in found):
        return _rare(sample, how, reading)
    fitting = _plainest([one for one in SEPARATORS if _fits(rows[one])], rows)
    if len(fitting) > 1:
        return _chosen({one: rows[one] for one in fitting}, SEPARATORS, reading)
    separator = fitting[0] if fitting else _detected(sample, rows)
    if separator != ",":
        reading.tell(f"cells are separated by {SEPARATORS[separator]}s")
    return separator


def _rows(sample: list[str], separator: str, how: dict) -> list[list[str]]:
    """The rows of some lines, blank ones left out."""
    return [row for row in csv.reader(iter(sample), delimiter=separator, **how) if any(cell.strip() for cell in row)]


def _fits(rows: list[list[str]]) -> bool:
    if not rows:
        return False
    width, often = Counter(len(row) for row in rows).most_common(1)[0]
    return width > 1 and often >= CONSISTENT * len(rows)


def _plainest(fitting: list[str], rows: dict[str, list[list[str]]]) -> list[str]:
    """Leave out separators that do not part the first line, and commas that are all decimal ones."""
    whole = [one for one in fitting if len(rows[one][0]) > 1] or fitting
    others = [one for one in whole if one != "," and _commas_are_decimal(rows[one])]
    return [one for one in whole if one != ","] if others else whole


def _commas_are_decimal(rows: list[list[str]]) -> bool:
    return all(DECIMAL.fullmatch(cell.strip()) for row in rows for cell in row if "," in cell)


def _chosen(ways: dict[str, list[list[str]]], names: dict[str, str], reading: Reading) -> str:
    """Return the sign a person chose; unanswered, ask, and return the first."""
    choices = {names[sign]: rows[:ROWS_SHOWN] for sign, rows in ways.items()}
    choice, as_chosen = reading.ask("separator", "Which sign separates the cells?", choices)
    separator = next(sign for sign in ways if names[sign] == choice)
    if as_chosen:
        said = "the table has one column" if choice == ONE_COLUMN else f"cells are separated by {choice}s"
        reading.tell(f"{said}{as_chosen}")
    elif separator != ",":
        reading.tell(f"cells are separated by {choice}s")
    return separator


def _detected(sample: list[str], rows: dict[str, list[list[str]]]) -> str:
    """Ask a detector of messy tables; where it finds nothing, take the sign that parts most lines alike."""
    import clevercsv  # noqa: PLC0415 (takes a quarter of a second to load, and few files need it)

    text = "".join(sample)[:DETECTED_WITHIN]
    try:
        found = clevercsv.Detector().detect(text, delimiters=list(SEPARATORS))
    except clevercsv.Error:
        found = None
    if found and found.delimiter in SEPARATORS:
        return found.delimiter
    return max(SEPARATORS, key=lambda one: Counter(len(row) for row in rows[one] if len(row) > 1).total())


def _rare(sample: list[str], how: dict, reading: Reading) -> str:
    """Find a separator that few files use; without one, the table has one column."""
    for separator in [*RARE, " "]:
        rows = _rows(sample, separator, how)
        if len(rows) < 2 or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
            continue
        if separator in ASKED:
            ways = {",": _rows(sample, ",", how), separator: rows}
            return _chosen(ways, {",": ONE_COLUMN, separator: ASKED[separator]}, reading)
        reading.tell(f"cells are separated by {RARE[separator]}s")
        return separator
    return ","
