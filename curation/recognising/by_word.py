"""Columns of a large table whose cells repeat are codes (pl.Categorical): each different cell is looked at once."""

from collections.abc import Callable

import polars as pl


def as_text(rows: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with its codes as text; the same frame where there are none."""
    coded = [name for name, kind in rows.schema.items() if isinstance(kind, pl.Categorical)]
    return rows.with_columns(rows[name].cast(pl.String) for name in coded) if coded else rows


def by_word(cells: pl.Series, said: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Return what is `said` of a column: of codes as codes, worked out once per different cell in their order.

    `said` takes a column of text and returns one as long, of text, in which a blank is null.
    """
    if not isinstance(cells.dtype, pl.Categorical):
        return said(cells)
    words = cells.unique(maintain_order=True)
    text = words.cast(pl.String)
    new = said(text)
    if new.equals(text):
        return cells
    codes, at = cells.to_physical(), words.to_physical()
    table = pl.Series([None], dtype=pl.String).new_from_index(0, int(at.max() or 0) + 1).scatter(at, new)
    return table.cast(pl.Categorical(pl.Categories.random())).gather(codes).alias(cells.name)


def in_pieces(cells: pl.Series, said: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Return what is `said` of each cell by itself, a piece at a time; a piece that stays as it is is not copied."""
    kept = []
    for piece in cells.get_chunks():
        new = said(piece)
        kept.append(piece if new.equals(piece) else new)
    return pl.concat(kept, rechunk=False).alias(cells.name) if kept else cells
