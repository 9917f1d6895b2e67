"""Rows a reader asked for."""

from datetime import date, datetime

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import rows_of


def rows(
    figures: IntoFrameT,
    start: date | None = None,
    end: date | None = None,
    words: str = "",
    **equal: tuple[str, ...],
) -> IntoFrameT:
    """Filter figures by columns, as-of days and words.

    `equal` maps a column to the values it may have; an empty tuple leaves the column alone.
    `start` and `end` are as-of days, both counted. `words` must each occur, in any case, in the
    id, document, caveat or note. Returns the rows unchanged, in no order.
    """
    found = rows_of(figures)
    for column, values in equal.items():
        if values:
            found = found.filter(nw.col(column).is_in(list(values)))
    if start:
        found = found.filter(nw.col("as_of") >= datetime(start.year, start.month, start.day))
    if end:
        found = found.filter(nw.col("as_of") <= datetime(end.year, end.month, end.day))
    text = [nw.col(c).fill_null("") for c in ("figure_id", "source_document", "caveat", "note")]
    for word in words.lower().split():
        found = found.filter(nw.concat_str(text, separator=" ").str.to_lowercase().str.contains(word, literal=True))
    return nw.to_native(found)
