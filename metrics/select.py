"""Rows a reader asked for."""

from datetime import date, datetime

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import collected, held, rows_of


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


def count(figures: IntoFrameT, **choices) -> int:
    """Count the figures a reader asked for; choices as `rows` takes them."""
    return int(collected(rows_of(rows(figures, **choices)).select(nw.len().alias("rows")))["rows"][0])


def page(figures: IntoFrameT, number: int, size: int, **choices) -> IntoFrameT:
    """Give one page of the figures a reader asked for, the newest first; pages are numbered from 1.

    Choices as `rows` takes them. Returns at most `size` rows in the order of the table; past the last page none.
    """
    order, newest = ["as_of", "figure_id"], [True, False]
    found = rows_of(rows(figures, **choices))
    keys = held(found.select(*order).sort(*order, descending=newest).head(number * size))
    keys = keys.sort(*order, descending=newest)["figure_id"].to_list()[(number - 1) * size :]
    return nw.to_native(held(found.filter(nw.col("figure_id").is_in(keys))).sort(*order, descending=newest))


def per_source(figures: IntoFrameT, **choices) -> IntoFrameT:
    """Count the figures of each source among those a reader asked for: `source_id` and `rows`."""
    return nw.to_native(rows_of(rows(figures, **choices)).group_by("source_id").agg(nw.len().alias("rows")))


def ids(figures: IntoFrameT, most: int, beginning: str) -> IntoFrameT:
    """Give the `figure_id` of all figures; where there are more than `most`, of so many that begin as told."""
    found = rows_of(figures).select("figure_id")
    if count(figures) > most:
        found = found.filter(nw.col("figure_id").str.starts_with(beginning)).sort("figure_id").head(most)
    return nw.to_native(found)
