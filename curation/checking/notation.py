"""Numbers as people write them: read when a whole column has one reading, asked when it has two, never guessed."""

import re
from collections.abc import Callable
from decimal import Decimal

import polars as pl

from curation.checking.column_read import ColumnRead
from curation.checking.number_mends import ALIKE, DIGITS, UNSEEN, mend_number
from curation.reading.reading import Question

# Different cells that get a mend of their own.
DIFFERENT = 1_000

# Thousands: groups of three, or of two before the last three as in India; always one sign within a cell.
GROUPED = r"[1-9][0-9]{{0,2}}(?:{0}[0-9]{{3}})+|[1-9][0-9]?(?:{0}[0-9]{{2}})+{0}[0-9]{{3}}"
WHOLE = "|".join(["[0-9]+", *(GROUPED.format(sign) for sign in (" ", "'"))])
POINT = rf"^[-+]?(?:(?:{WHOLE}|{GROUPED.format(',')})(?:[.٫][0-9]+)?|[.٫][0-9]+)$"
COMMA = rf"^[-+]?(?:(?:{WHOLE}|{GROUPED.format('[.]')})(?:[,٫][0-9]+)?|[,٫][0-9]+)$"
THREE_AFTER_COMMA = re.compile(r",[0-9]{3}[eE]")
POWER = r"^([-+]?[0-9]+(?:[.,][0-9]+)?)[eE]([-+]?[0-9]{1,2})$"

# As software writes numbers: whole, with a point, and with a point that might as well part thousands.
INTEGER = r"^-?(?:0|[1-9][0-9]*)$"
DECIMAL = r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$"
EITHER = r"^[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}$"
ZEROS = r"^[-+]?0[0-9]"

# A power of ten beyond this is no count of anything, and has lost digits on its way.
MOST_POWER = 15

# The two readings, as a person chooses them.
CHOICES = ("decimal point", "decimal comma")
ROWS_SHOWN = 3


CHOSEN = {"decimal point": "point", "decimal comma": "comma"}


def read_numbers(
    cells: pl.Series,
    blank: pl.Series,
    integer: bool = False,
    answer: str | None = None,
    within: Callable[[pl.Series], pl.Series] | None = None,
) -> ColumnRead:
    """Read a column of numbers whose schema does not say how they are written.

    `cells` are text, `blank` is true where a cell says nothing; `answer` is one of CHOICES; `within`
    says which canonical numbers keep the limits of the schema, for a reading that breaks them is
    none. Canonical numbers have a point for decimals, no separators and no power of ten.
    """
    at = (~(cells.str.contains(INTEGER) | blank)).arg_true()
    here, has_point = cells.gather(at), False
    if len(at) and not integer:
        clear = here.str.contains(DECIMAL) & ~here.str.contains(EITHER)
        at, here, has_point = at.filter(~clear), here.filter(~clear), bool(clear.any())
    if not len(at):
        return ColumnRead(cells, blank)
    pairs = _both_ways(here.unique(maintain_order=True), integer)
    way, why, either = _way(pairs, has_point, answer, within)
    known = pl.DataFrame({"cell": here}).join(pairs, on="cell", how="left", maintain_order="left")
    read = ColumnRead(cells, blank, at, known[way or "point"])
    read.mend = _mends(pairs, way or "point")
    if not way:
        asked = at.filter(here.is_in(either.implode()))
        read.question = _question(pairs.filter(pl.col("cell").is_in(either.implode())))
        read.asked = asked
    _tell(read, known.with_columns(at=at), way, why)
    return read


def _both_ways(odd: pl.Series, integer: bool) -> pl.DataFrame:
    """Each cell, tidied, with its number when the point, and when the comma, begins the decimals."""
    bare = odd.str.strip_chars(UNSEEN)
    seen = bare.str.replace_many(list(ALIKE), list(ALIKE.values())).str.strip_chars()
    digits = seen.str.replace_many(list(DIGITS), list(DIGITS.values()))
    native = digits != seen
    pairs = pl.DataFrame({"cell": odd, "tidy": digits, "native": native, "padded": odd != bare})
    pairs = pairs.with_columns(
        point=_number("tidy", POINT, "[, ']", "٫"),
        comma=_number("tidy", COMMA, "[. ']", "[,٫]"),
        power=pl.col("tidy").str.contains(POWER),
    )
    ways = list(CHOSEN.values())
    if pairs["power"].any():
        written = {tidy: _without_power(tidy) for tidy in pairs.filter("power")["tidy"]}
        value = pl.col("tidy").replace_strict(written, default=None, return_dtype=pl.String)
        pairs = pairs.with_columns(pl.when("power").then(value).otherwise(name).alias(name) for name in ways)
    two_scripts = native & odd.str.contains("[0-9]")
    pairs = pairs.with_columns(pl.when(~two_scripts).then(name).alias(name) for name in ways)
    if not integer:
        return pairs.with_columns(trimmed=pl.lit(False))
    trimmed = pairs.with_columns(_whole(name) for name in ways)
    return trimmed.with_columns(trimmed=(pairs["point"] != trimmed["point"]).fill_null(False))


def _number(column: str, form: str, groups: str, decimal: str) -> pl.Expr:
    text = pl.col(column)
    number = text.str.replace_all(groups, "").str.replace(decimal, ".").str.strip_prefix("+")
    number = number.str.replace(r"^(-?)0+([0-9])", "$1$2").str.replace(r"^(-?)\.", "${1}0.")
    return pl.when(text.str.contains(form)).then(number)


def _whole(name: str) -> pl.Expr:
    """A whole number without decimals, also where a program wrote .0 behind it; nothing else is one."""
    text = pl.col(name)
    return pl.when(text.str.contains(r"^-?[0-9]+(\.0+)?$")).then(text.str.replace(r"\.0+$", "")).alias(name)


def _without_power(text: str) -> str | None:
    if THREE_AFTER_COMMA.search(text):
        return None
    number = Decimal(text.replace(",", "."))
    if abs(number.adjusted()) > MOST_POWER or abs(number.as_tuple().exponent) > 2 * MOST_POWER:
        return None
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _way(
    pairs: pl.DataFrame, has_point: bool, answer: str | None, within: Callable | None
) -> tuple[str, str, pl.Series]:
    """Return which reading the column has (point, comma, or "" when it has two), why, and the cells that have two."""
    point, comma = pairs["point"], pairs["comma"]
    two = (point.is_not_null() & comma.is_not_null() & (point != comma)).fill_null(False)
    either = pairs["cell"].filter(two)
    only_point = (point.is_not_null() & comma.is_null()).sum() + has_point
    only_comma = (comma.is_not_null() & point.is_null()).sum()
    if only_point and only_comma:
        return ("point" if only_point >= only_comma else "comma"), "", either
    if only_point or only_comma or not two.any():
        return ("comma" if only_comma else "point"), "", either
    if answer in CHOSEN:
        return CHOSEN[answer], "as you chose", either
    if within:
        kept = {way: bool(within(pairs[way].filter(two)).all()) for way in CHOSEN.values()}
        if kept["point"] != kept["comma"]:
            way = "point" if kept["point"] else "comma"
            return way, "the other reading breaks the limits of the column", either
    return "", "", either


def _question(pairs: pl.DataFrame) -> Question:
    """Show the first cells with two readings both ways; without zeros at the end, which would look like thousands."""
    ways = [
        pl.when(pl.col(way).str.contains("[.]")).then(pl.col(way).str.replace("[.]?0+$", "")).otherwise(way)
        for way in CHOSEN.values()
    ]
    shown = pairs.head(ROWS_SHOWN).select("cell", *(way.alias(f"{n}") for n, way in enumerate(ways))).rows()
    choices = {choice: [[row[0], row[n]] for row in shown] for n, choice in enumerate(CHOSEN, start=1)}
    return Question(f"is “{shown[0][0]}” the number {shown[0][1]} or {shown[0][2]}?", choices)


def _tell(read: ColumnRead, known: pl.DataFrame, way: str, why: str) -> None:
    """Say what was read otherwise than it stands, once per sign, with the cells it was read in."""
    tidy, since = pl.col("tidy"), f", {why}" if why else ""
    thousands, decimals = ("point", "comma") if way == "comma" else ("comma", "point")
    sign = {"comma": ",", "point": r"\."}
    mantissa = ~pl.col("power") & bool(way)
    decimal = tidy.str.contains(rf"(^|[-+0-9]){sign[decimals]}[0-9]") & mantissa & (way == "comma" or bool(why))
    signs = {
        f"the {thousands} is read as a thousands separator{since}": tidy.str.contains(sign[thousands]) & mantissa,
        "the blank between digits is read as a thousands separator": tidy.str.contains("[0-9] [0-9]"),
        "the apostrophe is read as a thousands separator": tidy.str.contains("'") & ~pl.col("cell").str.contains("٬"),
        "the Arabic thousands sign is read as one": pl.col("cell").str.contains("٬"),
        f"the {decimals} is read as the decimal sign{since}": decimal,
        "the Arabic decimal sign is read as a point": tidy.str.contains("٫"),
        "digits of another script are read as 0 to 9": pl.col("native"),
        "powers of ten are written out, such as 1.2E6 as 1200000": pl.col("power"),
        "a plus sign before a number is passed over": tidy.str.starts_with("+"),
        "decimals of zero are left out of whole numbers": pl.col("trimmed"),
        "blanks and signs nobody sees are passed over": pl.col("padded"),
    }
    known = known.filter(pl.col(way or "point").is_not_null())
    for says, where in signs.items():
        found = known.filter(where)["at"]
        if len(found):
            read.told.append((says, found))
    codes = known.filter(tidy.str.contains(ZEROS))["at"]
    if len(codes):
        read.doubts.append(("a number that begins with zeros; a code belongs in a column of text", codes))


def _mends(pairs: pl.DataFrame, way: str) -> Callable[[str], str | None]:
    """For a cell that only the other reading knows, say which number that is; else go by what it looks like."""
    other = "point" if way == "comma" else "comma"
    lost = pairs.filter(pl.col(way).is_null() & pl.col(other).is_not_null()).select("cell", other).head(DIFFERENT)
    known = {
        cell: f"the rest of the column is written otherwise; write {number} if that is meant"
        for cell, number in lost.rows()
    }
    return lambda cell: known.get(cell) or mend_number(cell)
