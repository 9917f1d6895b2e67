"""When two cells say the same: numbers by value, days by day, text but for its dress."""

import polars as pl

# Types of a table schema whose cells are compared by value.
NUMBERS = ("number", "integer")

# Every blank of Unicode, and marks nobody sees that cling to copied text: byte order, direction, width.
BLANKS = " \t\n\r\f\v\x85" + "".join(map(chr, (0xA0, 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F)))
BLANKS += "\u2060\u3000\ufeff"

# A double keeps so many digits of every decimal number (IEEE 754, binary64).
DIGITS_KEPT = 15

NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"
DAY = r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ].*)?$"

# What stands between two keys of a composite key; no cell of a table holds it.
BETWEEN = "\x1f"

# Texts that may mean the same as another text; all others are what they mean.
DRESSED = r"[^\x20-\x7e]|^ | $|^'|^$"


def meaning(cells: pl.Series, kind: str) -> pl.Series:
    """Return cells so that two are equal when they mean the same; blank: null.

    `kind` is the field's type in a Frictionless table schema.
    """
    if kind in NUMBERS:
        return _numbers(cells)
    return _days(cells) if kind == "date" else texts(cells)


def texts(cells: pl.Series) -> pl.Series:
    """Return text in one Unicode form (NFC) without blanks around it, line ends as one sign; blank: null.

    The apostrophe that a download of ours puts before a text which a spreadsheet would run as a
    formula is left out, so that a table downloaded and sent back is unchanged.
    """
    dressed = cells.str.contains(DRESSED).arg_true()
    if not dressed.len():
        return cells
    bare = cells.gather(dressed).str.normalize("NFC").str.strip_chars(BLANKS)
    bare = bare.str.replace_all("\r\n?", "\n").str.replace(r"^'([=+@-])", "${1}")
    return cells.clone().scatter(dressed, bare.replace("", None))


def _numbers(cells: pl.Series) -> pl.Series:
    """1200, 1200.0, +1200 and 1.2e3 as one text; numbers too long for a double by their digits."""
    text = pl.col("text")
    value, mantissa = text.cast(pl.Float64, strict=False), text.str.replace("[eE].*$", "")
    digits = mantissa.str.replace_all("[^0-9]", "").str.strip_chars_start("0").str.strip_chars_end("0").str.len_bytes()
    short = pl.when(value != 0).then(value).otherwise(0.0).cast(pl.String)
    long = text.str.strip_prefix("+").str.replace("^(-?)0+([0-9])", "${1}${2}")
    long = long.str.replace(r"(\.[0-9]*?)0+$", "${1}").str.strip_suffix(".")
    plain = text.str.contains(NUMBER) & value.is_finite() & ((value != 0) | (digits == 0))
    exact = pl.when(digits <= DIGITS_KEPT).then(short).otherwise(long)
    words = texts(cells)
    rows = pl.DataFrame([cells.str.strip_chars(BLANKS).alias("text"), words.alias("words")])
    return rows.select(pl.when(plain).then(exact).otherwise("words")).to_series().alias(cells.name)


def _days(cells: pl.Series) -> pl.Series:
    """2020-02-09, 2020-2-9 and 2020-02-09T00:00 as one text."""
    parts = pl.col("text").str.strip_chars(BLANKS).str.extract_groups(DAY).struct
    day = [parts.field("1"), parts.field("2").str.zfill(2), parts.field("3").str.zfill(2)]
    rows = pl.DataFrame([cells.alias("text"), texts(cells).alias("words")])
    return rows.select(pl.coalesce(pl.concat_str(day, separator="-"), "words")).to_series().alias(cells.name)


def keys(rows: pl.DataFrame, columns: dict[str, str]) -> pl.Series:
    """Return what tells rows apart, as one text each; null where any part of the key is blank.

    `columns` are the key's columns with their types.
    """
    parts = [meaning(rows[column], kind) for column, kind in columns.items()]
    if len(parts) == 1:
        return parts[0]
    return pl.select(pl.concat_str(parts, separator=BETWEEN)).to_series()


def looks(keys: pl.Series) -> pl.Series:
    """Return keys so that two are equal when a hurried eye takes them for the same.

    Case, blanks, hyphens and underscores (between digits, whether there is one), and leading
    zeros, which spreadsheets drop, make no difference.
    """
    seen = _plain(keys).str.replace_all(r"[\s_\p{Pd}\p{Cf}]+", "-")
    seen = seen.str.replace_all("([^0-9])-", "${1}").str.replace_all("-([^0-9]|$)", "${1}")
    return seen.str.strip_chars_start("-").str.replace_all("(^|[^0-9.])0+([0-9])", "${1}${2}")


def glances(keys: pl.Series) -> pl.Series:
    """Return keys without zeros, blanks, hyphens and underscores: quick, and equal wherever looks are equal."""
    return _plain(keys).str.replace_all(r"[0\s_\p{Pd}\p{Cf}]+", "")


def _plain(keys: pl.Series) -> pl.Series:
    """Small letters, each in its plainest form; most keys have no other signs than those of a typewriter."""
    plain = keys.str.len_bytes().eq(keys.str.len_chars()).all()
    return (keys if plain else keys.str.normalize("NFKC")).str.to_lowercase()
