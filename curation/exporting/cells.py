"""Cells as text: as the tables on disk write them, and so that no spreadsheet runs them."""

import re

import numpy as np
import pandas as pd

# A cell that begins so is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# A number that is also read as thousands: `1.234` is 1,234 where the point separates thousands.
TWO_READINGS = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}")


def as_published(rows: pd.DataFrame, fields: list[str]) -> pd.DataFrame:
    """Return rows as text in the order of `fields`, as the CSV on disk writes them.

    Dates are YYYY-MM-DD, whole numbers have no decimals, blanks are empty texts. A number with exactly three
    decimals ends in a fourth, 0, where it could be read as thousands.
    """
    return pd.DataFrame({name: [text_of(cell) for cell in rows[name]] for name in fields}, dtype="str")


def neutralised(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run; a plain negative number stays."""
    if not text.startswith(FORMULA_STARTS):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def text_of(cell) -> str:
    """Write one cell as text; a blank is an empty text."""
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return f"{cell.year:04}-{cell:%m-%d}"
    if isinstance(cell, float):
        return _number(cell)
    return str(cell)


def _number(number: float) -> str:
    if number.is_integer():
        return f"{number:.0f}"
    digits = np.format_float_positional(number, trim="-")
    return f"{digits}0" if TWO_READINGS.fullmatch(digits) else digits
