"""The published tables as CSV: read as text to the last sign, and written back byte for byte."""

import csv
import io

import polars as pl

from curation.problems import BrokenTables, Problem


def published_rows(content: bytes, table: str = "table") -> pl.DataFrame:
    """Read a published CSV as text: every column of the file, in its order, and `line`.

    A blank cell is null. `line` is the line a row begins on, as an editor counts. Raises
    BrokenTables when it is no CSV in UTF-8 with as many cells in each row as the header has.
    """
    rows, lines, last = [], [], 0
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        for row in reader:
            rows.append(row)
            lines.append(last + 1)
            last = reader.line_num
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenTables([_no_csv(table, (last + 1,), str(error), "a CSV in UTF-8")]) from None
    header = rows[0] if rows else []
    if len(set(header)) != len(header):
        raise BrokenTables([_no_csv(table, (1,), ", ".join(header), "each column once")])
    ragged = tuple(line for line, row in zip(lines, rows, strict=True) if len(row) != len(header))
    if ragged:
        raise BrokenTables([_no_csv(table, ragged, "", f"{len(header)} cells, as many as the header has")])
    cells = pl.DataFrame(rows[1:], schema=dict.fromkeys(header, pl.String), orient="row")
    cells = cells.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in header)
    return cells.with_columns(pl.Series("line", lines[1:], dtype=pl.Int64))


def _no_csv(table: str, lines: tuple[int, ...], found: str, expected: str) -> Problem:
    return Problem(table, lines, "", found, expected, "put the last good version back")


def csv_text(rows: pl.DataFrame) -> bytes:
    """Write a text table as `data/*.csv` are written: UTF-8, commas, quotes only where needed, \\n.

    A row that is blank throughout keeps one pair of quotes where it would be an empty line.
    """
    if rows.width == 1:
        rows = rows.with_columns(pl.all().fill_null(""))
    else:
        # An empty text would be written as a pair of quotes, a blank as nothing.
        rows = rows.with_columns(pl.when(pl.all() != "").then(pl.all()))
    written = io.BytesIO()
    rows.write_csv(written, line_terminator="\n", quote_style="necessary")
    return written.getvalue()
