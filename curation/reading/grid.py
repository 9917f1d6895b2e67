"""Lines of one width to a frame of cells, all at once; what is written otherwise is handed back row by row.

polars fills short rows in silence, drops a mark at the start of its text, and is lax with quotation
marks: every line is counted here before its cells are believed.
"""

import csv
from dataclasses import dataclass, field

import polars as pl

from curation.reading.delimited import mark_stands_inside
from curation.reading.kept import Plain, line_ends
from curation.reading.packed import framed, numbered, parsed
from curation.reading.pieces import NotPlain
from curation.reading.reading import Row

# Signs that end a line made longer on purpose: one that a piece of text does not hold is taken.
ENDS = ("\x02", "\x03", "\x04", "\x05")

MARK_AT_START = "\ufeff"


@dataclass
class Piece:
    """Some `lines` as read: plain `rows` with their `line`, `odd` rows of another width, lines with a mark
    `inside` a cell, and the text of a record that has `begun` and goes on in the next piece.

    `even`: each line is a plain row, and no mark stands anywhere.
    """

    lines: int
    rows: pl.DataFrame
    odd: list[Row] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)
    begun: bytes = b""
    even: bool = False


def read_piece(piece: bytes, first: int, plain: Plain) -> Piece:
    """Read whole lines of UTF-8, the first of which is line `first` of the file. Raises NotPlain."""
    if plain.mark.encode() not in piece:
        piece = line_ends(piece)
        rows = _even(piece, plain)
        if rows is not None:
            return Piece(rows.height, numbered(rows, first), even=True)
    elif b"\r" in piece and piece.count(b"\r") > piece.count(b"\r\n"):
        raise NotPlain
    return _uneven(piece.decode(), first, plain)


def _even(piece: bytes, plain: Plain) -> pl.DataFrame | None:
    """Read lines without quotation marks; None unless each has just as many cells as wanted.

    polars refuses a longer line. Where all cells together leave as many bytes as there must be
    separators and line ends, no line is shorter either.
    """
    count = piece.count(b"\n") + (not piece.endswith(b"\n"))
    if piece.startswith(MARK_AT_START.encode()):
        return None
    try:
        rows = parsed(piece, plain.width, plain.separator)
    except pl.exceptions.PolarsError:
        return None
    if rows.height != count:
        return None
    in_cells = rows.select(pl.sum_horizontal(pl.all().str.len_bytes().sum().cast(pl.Int64))).item()
    return rows if in_cells == len(piece) - plain.width * count + (not piece.endswith(b"\n")) else None


def _uneven(text: str, first: int, plain: Plain) -> Piece:
    """Read lines of which some are quoted, short, long or blank: plain ones at once, the others in turn."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    bare = pl.Series(lines, dtype=pl.String).str.strip_suffix("\r")
    marked = bare.str.contains(plain.mark, literal=True) & ~bare.str.contains(plain.pattern)
    hard = (marked | bare.str.starts_with(MARK_AT_START)).arg_true().to_list()
    records, taken, begun, inside = _records(lines, hard, first, plain)
    easy = pl.Series([True]).new_from_index(0, len(lines)).scatter(taken, False)
    easy = easy & (pl.int_range(len(lines), eager=True) < begun)
    rows, others = _at_once(bare.filter(easy), easy.arg_true() + first, plain)
    odd = sorted([*others, *(row for row in records if len(row.cells) != plain.width)], key=lambda row: row.line)
    same = [row for row in records if len(row.cells) == plain.width]
    if same:
        more = framed([row.cells for row in same], [row.line for row in same], plain.width)
        rows = pl.concat([rows, more]).sort("line")
    rest = "\n".join(lines[begun:]) + "\n" if begun < len(lines) and text.endswith("\n") else "\n".join(lines[begun:])
    return Piece(begun, rows, odd, inside, rest.encode())


def _records(lines: list[str], hard: list[int], first: int, plain: Plain) -> tuple[list, list, int, list]:
    """Read the records that begin on hard lines; say which lines they took, and where one has begun and not ended."""
    records, taken, inside, at = [], [], [], 0
    for n in hard:
        if n < at:
            continue
        reader = csv.reader((f"{lines[one]}\n" for one in range(n, len(lines))), strict=True, **plain.how)
        try:
            row = next(reader)
        except csv.Error as error:
            if "unexpected end" in str(error):
                return records, taken, n, inside
            raise NotPlain from None
        at = n + reader.line_num
        taken.extend(range(n, at))
        records.append(Row(first + n, row))
        if mark_stands_inside(row, "".join(f"{line}\n" for line in lines[n:at]), plain.how):
            inside.append(first + n)
    return records, taken, len(lines), inside


def _at_once(lines: pl.Series, numbers: pl.Series, plain: Plain) -> tuple[pl.DataFrame, list[Row]]:
    """Read lines that hold whole rows: a frame of those as wide as wanted, and the others.

    A sign that no line holds is put behind each as one more cell: where it is not found there, the row
    is of another width.
    """
    if not len(lines):
        return framed([], [], plain.width), []
    end = next((one for one in ENDS if not lines.str.contains(one, literal=True).any()), None)
    if end is None:
        raise NotPlain
    text = (lines + f"{plain.separator}{end}").str.join("\n")[0].encode()
    try:
        rows = parsed(text, plain.width + 1, plain.separator, plain.mark, extra_columns="ignore")
    except pl.exceptions.PolarsError:
        raise NotPlain from None
    if rows.height != len(lines):
        raise NotPlain
    wide = rows[f"c{plain.width}"] == end
    rows = rows.drop(f"c{plain.width}").with_columns(numbers.cast(pl.UInt32).alias("line"))
    if wide.all():
        return rows, []
    others = csv.reader(iter(lines.filter(~wide).to_list()), strict=True, **plain.how)
    odd = [Row(line, row) for line, row in zip(numbers.filter(~wide).to_list(), others, strict=True)]
    return rows.filter(wide), odd
