"""Of rows read all at once: which are plain, and which are blank, a comment or the header again."""

import polars as pl

from curation.reading.kept import Plain
from curation.reading.mixed import BLANKS
from curation.reading.packed import cells, framed
from curation.reading.pieces import NotPlain
from curation.reading.reading import Row
from curation.reading.shape import is_comment


def sifted(rows: pl.DataFrame, odd: list[Row], plain: Plain) -> tuple[pl.DataFrame, list[Row], list[int]]:
    """Return the rows to keep, cut to the columns used, every row that something is to be said about, and the
    lines of those of them that are kept as well.
    """
    out = _passed_over(rows, plain)
    if out.height:
        rows = rows.join(out.select("line"), on="line", how="anti", maintain_order="left")
        odd = odd + [Row(line, list(row)) for *row, line in out.iter_rows()]
    beyond = [pl.col(f"c{n}").str.strip_chars(BLANKS) != "" for n in range(plain.keep, plain.width)]
    if beyond and rows.select(pl.any_horizontal(beyond).any()).item():
        raise NotPlain
    rows = rows.select(*cells(plain.keep), "line")
    fitting = [row for row in odd if _fits(row, plain)]
    lines = [row.line for row in fitting]
    if fitting:
        more = framed([row.cells[: plain.keep] for row in fitting], lines, plain.keep)
        rows = pl.concat([rows, more]).sort("line")
    return rows, odd, lines


def _passed_over(rows: pl.DataFrame, plain: Plain) -> pl.DataFrame:
    """The rows that are blank, comments, or the header again."""
    cell = pl.col("c0")
    first = cell.str.strip_chars(BLANKS)
    # What begins with a blank or with # comes before "$", or after "~" where the blank is no ASCII.
    suspected = (cell < "$") | (cell > "~")
    if plain.names and plain.names[0]:
        suspected |= cell.str.starts_with(plain.names[0])
    suspects = rows.filter(suspected)
    if not suspects.height:
        return suspects
    bare = [pl.col(name).str.strip_chars(BLANKS) for name in cells(plain.width)]
    alone = pl.all_horizontal([cell == "" for cell in bare[1:]]) if plain.width > 1 else pl.lit(True)
    sign = "#" if plain.width > 1 else "# "
    passed = alone & ((first == "") | cell.str.strip_chars_start(BLANKS).str.starts_with(sign))
    if plain.names:
        passed |= pl.all_horizontal([cell == name for cell, name in zip(bare, plain.names, strict=True)])
    return suspects.filter(passed)


def _fits(row: Row, plain: Plain) -> bool:
    """True for a row of another width that is one of the table's once empty cells at its end are cut."""
    whole = not row.blank and not is_comment(row, plain.width) and len(row.cells) != plain.width
    return whole and len(row.cells) >= plain.keep and not any(cell.strip() for cell in row.cells[plain.keep :])
