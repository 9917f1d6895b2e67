"""The constraints of a field: which cells of a column break them, what was expected, how to mend it."""

import json
import re
from collections.abc import Callable, Iterator

import polars as pl

from curation.checking.column_read import ColumnRead
from curation.checking.table_schema import NUMBERS, is_fast, whole

# Words of a list that are shown before the rest is counted.
WORDS_SHOWN = 40

# How each limit is said, and what breaks it.
LIMITS = {
    "minimum": ("{} or more", lambda cells, limit: cells < limit),
    "maximum": ("{} or less", lambda cells, limit: cells > limit),
    "exclusiveMinimum": ("more than {}", lambda cells, limit: cells <= limit),
    "exclusiveMaximum": ("less than {}", lambda cells, limit: cells >= limit),
}
LENGTHS = {
    "minLength": ("{} {} or more", lambda lengths, limit: lengths < limit),
    "maxLength": ("{} {} or less", lambda lengths, limit: lengths > limit),
}

# A mend is a sentence, or finds one for a cell.
Mend = str | Callable[[str], str]

# The positions of cells that break a constraint, what was expected, how to mend one.
Fault = tuple[pl.Series, str, Mend]


def broken(read: ColumnRead, field: dict) -> Iterator[Fault]:
    """Yield for each constraint the positions of the cells that break it, what was expected, how to mend it.

    Only cells that say something and have one reading are asked; `required`, `unique` and keys are
    asked elsewhere, because they ask the column as a whole.
    """
    rules = {name: rule for name, rule in field["constraints"].items() if name not in ("required", "unique")}
    if not rules:
        return
    usable = read.usable()
    if "enum" in rules:
        yield _not_in(read, field, rules["enum"], usable)
    if "pattern" in rules:
        meaning = field["description"].rstrip(".")
        mend = f"what it means: {meaning}" if meaning else "write it in this form"
        yield (usable & ~_fits(read.canonical(), rules["pattern"])).arg_true(), f"the form {rules['pattern']}", mend
    for name in [name for name in LENGTHS if name in rules]:
        says, breaks = LENGTHS[name]
        unit = "letters" if field["type"] == "string" else "items"
        bad = usable & breaks(_lengths(read.canonical(), field), rules[name])
        yield bad.fill_null(False).arg_true(), says.format(rules[name], unit), "look it up in the source"
    yield from _beyond(read, field, usable)


def within(field: dict) -> Callable[[pl.Series], pl.Series] | None:
    """Return what says whether canonical cells keep the limits of a field; None where it has none."""
    rules = {name: rule for name, rule in field["constraints"].items() if name in LIMITS}
    if not rules:
        return None

    def keeps(cells: pl.Series) -> pl.Series:
        known = _comparable(cells, field)
        kept = pl.repeat(True, len(cells), eager=True)
        for name, rule in rules.items():
            kept &= ~LIMITS[name][1](known, _limit(rule, field)).fill_null(False)
        return kept

    return keeps


def _beyond(read: ColumnRead, field: dict, usable: pl.Series) -> Iterator[Fault]:
    rules = [name for name in LIMITS if name in field["constraints"]]
    if not rules:
        return
    known = read.numbers if field["type"] in NUMBERS else _comparable(read.canonical(), field)
    for name in rules:
        says, breaks = LIMITS[name]
        limit = field["constraints"][name]
        bad = usable & breaks(known, _limit(limit, field))
        yield bad.fill_null(False).arg_true(), says.format(limit), "look it up in the source"


def _comparable(cells: pl.Series, field: dict) -> pl.Series:
    """Cells as what has an order; canonical days, months and times are in order as text."""
    if field["type"] in NUMBERS:
        return cells.cast(pl.Float64, strict=False)
    return _moments(cells) if field["type"] == "datetime" else cells


def _limit(limit: object, field: dict) -> object:
    if field["type"] in NUMBERS:
        return float(str(limit))
    return _moments(pl.Series([str(limit)]))[0] if field["type"] == "datetime" else str(limit)


def _moments(cells: pl.Series) -> pl.Series:
    """Moments of one time zone; one without is taken as of Greenwich."""
    zoned = cells.str.replace(r"^(.*[0-9])$", "${1}Z").str.replace(r"([+-][0-9]{2}:?[0-9]{2})Z$", "$1")
    return zoned.str.to_datetime("%+", strict=False, time_unit="us", time_zone="UTC")


def _not_in(read: ColumnRead, field: dict, words: list, usable: pl.Series) -> Fault:
    texts = [_as_text(word) for word in words]
    if field["type"] in NUMBERS:
        known = read.numbers.is_in([float(text) for text in texts])
    else:
        known = read.canonical().is_in(texts)
    shown, more = texts[:WORDS_SHOWN], len(texts) - WORDS_SHOWN
    listed = (", " if any(" " in text for text in texts) else " ").join(shown)
    near = {text.casefold(): text for text in texts}

    def mend(cell: str) -> str:
        alike = near.get(" ".join(cell.split()).casefold())
        return f"write {alike}" if alike else "choose one of these"

    return (usable & ~known).arg_true(), f"one of {listed}{f' and {more} more' if more > 0 else ''}", mend


def _as_text(word: object) -> str:
    if isinstance(word, bool):
        return "true" if word else "false"
    return word if isinstance(word, str) else json.dumps(word)


def _fits(cells: pl.Series, pattern: str) -> pl.Series:
    """True for cells that have the pattern as a whole; in Python where polars does not know it."""
    if is_fast(pattern):
        return cells.str.contains(whole(pattern))
    form, distinct = re.compile(pattern), cells.unique()
    good = [cell for cell in distinct if cell is not None and form.fullmatch(cell)]
    return cells.is_in(pl.Series(good, dtype=pl.String).implode())


def _lengths(cells: pl.Series, field: dict) -> pl.Series:
    if field["type"] == "list":
        return cells.str.count_matches(field.get("delimiter") or ",", literal=True) + 1
    if field["type"] in ("array", "object"):
        return cells.map_elements(_items, return_dtype=pl.Int64)
    return cells.str.len_chars()


def _items(cell: str) -> int | None:
    try:
        return len(json.loads(cell))
    except (ValueError, TypeError, RecursionError):
        return None
