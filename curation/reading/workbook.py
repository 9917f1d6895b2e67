"""Workbooks to rows: the sheet with the table, cells by value, as text."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, ZipError

from curation.reading.fit import NUMBER, tell_mixed_columns
from curation.reading.reading import CHOSEN, Limits, Reading, Row
from curation.reading.shape import HEADER_WITHIN, find_table, preview
from curation.reading.sheet_errors import error_values

# What reading a damaged or locked zip raises.
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)

# Bytes unpacked at a time.
PIECE = 1_000_000

# What a zip holds when it is a workbook.
WORKBOOK_PARTS = {"xl/workbook.xml": "XLSX", "xl/workbook.bin": "XLSB"}

# A second sheet with this share of the first one's numbers and cells may be meant as well.
NEARLY_AS_LARGE = 0.5


def kind_of_zip(content: bytes) -> str:
    """Return XLSX, XLSB or ODS, or what else a zip is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            for part, kind in WORKBOOK_PARTS.items():
                if part in names:
                    return kind
            if "mimetype" in names:
                return "ODS" if b"opendocument.spreadsheet" in archive.read("mimetype")[:200] else "document"
    except DAMAGED:
        return "damaged archive"
    return "Word document" if "word/document.xml" in names else "zip archive"


def unpacks_beyond(content: bytes, limit: int) -> bool:
    """Unpack a zip piece by piece and throw it away, to see whether it holds more than `limit` bytes.

    What its directory says of sizes is not believed. Raises one of DAMAGED when it cannot be unpacked.
    """
    left = limit
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            part.file_size = limit + 1
            with archive.open(part) as opened:
                opened._expected_crc = None
                while piece := opened.read(PIECE):
                    left -= len(piece)
                    if left < 0:
                        return True
    return False


def read_workbook(content: bytes, kind: str, reading: Reading, limits: Limits) -> None:
    """Fill `reading` from the sheet that holds most numbers; tell which, and ask when two are alike.

    The answer `sheet` names any sheet of the workbook, asked for or not. No more than two sheets' cells
    are held at a time.
    """
    try:
        if kind != "XLS" and unpacks_beyond(content, limits.unpacked):
            most = limits.unpacked // 1_000_000
            reading.refuse(f"the workbook unpacks to more than {most} MB; send the one sheet as CSV")
            return
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        looks, name, rows = _chosen(book, reading)
    except (CalamineError, ZipError, *DAMAGED) as error:
        reading.refuse(f"the workbook cannot be opened ({error}); it may be damaged or locked with a password")
        return
    if not any(look.cells for look in looks.values()):
        reading.refuse("every sheet of the workbook is empty; ask for it again")
        return
    if not looks[name].cells:
        reading.refuse(f"the sheet “{name}” is empty; choose another")
        return
    _keep_errors(content, kind, name, rows, reading)
    find_table(rows, reading, limits)
    tell_mixed_columns(reading)


def _chosen(book: CalamineWorkbook, reading: Reading) -> tuple[dict[str, Look], str, list[Row]]:
    """Look at every sheet, and return one's name and rows; of two sheets no more than one is kept."""
    looks, kept, rows = {}, "", []
    for sheet in book.sheets_metadata:
        found = _rows(book, sheet.name)
        looks[sheet.name] = _look(found)
        best = max(looks, key=lambda name: (looks[name].numbers, looks[name].cells))
        if sheet.name == reading.answers.get("sheet", best):
            kept, rows = sheet.name, found
    if not any(look.cells for look in looks.values()):
        return looks, kept, rows
    name = _sheet(book, looks, reading)
    return looks, name, rows if name == kept else _rows(book, name)


@dataclass(frozen=True)
class Look:
    """What a sheet holds at a glance: how many numbers, how many filled cells, and its first rows."""

    numbers: int
    cells: int
    first: list[Row]


def _look(rows: list[Row]) -> Look:
    filled = [cell for row in rows for cell in map(str.strip, row.cells) if cell]
    return Look(sum(1 for cell in filled if NUMBER.fullmatch(cell)), len(filled), rows[:HEADER_WITHIN])


def _keep_errors(content: bytes, kind: str, name: str, rows: list[Row], reading: Reading) -> None:
    """Put the error values of a sheet where the reader left blanks, and tell of them."""
    if kind != "XLSX":
        reading.tell(f"a failed formula is a blank cell in a workbook of this kind ({kind}); send XLSX to see them")
        return
    try:
        errors = error_values(content, name)
    except (ParseError, *DAMAGED):
        reading.tell("failed formulas could not be told from blank cells")
        return
    for (line, column), value in errors.items():
        if line <= len(rows) and column <= len(rows[line - 1].cells):
            rows[line - 1].cells[column - 1] = value
    if errors:
        reading.tell("error values of failed formulas were kept as text", *sorted({line for line, _ in errors}))


def _sheet(book: CalamineWorkbook, looks: dict[str, Look], reading: Reading) -> str:
    """Name the sheet to read: that with most numbers, or the one a person named; a list of words is rather a key."""
    names = sorted(looks, key=lambda name: (looks[name].numbers, looks[name].cells), reverse=True)
    first, *others = names
    alike = [name for name in others if _nearly_as_large(looks[name], looks[first])]
    of = f" of {len(names)} sheets" if others else ""
    wanted = reading.answers.get("sheet")
    if wanted in looks:
        reading.asked.append("sheet")
        name, as_chosen = wanted, CHOSEN
    elif alike or wanted:
        choices = {name: preview(looks[name].first) for name in ([first, *alike] if alike else names)}
        name, as_chosen = reading.ask("sheet", "Which sheet holds the table?", choices)
    else:
        name, as_chosen = first, ""
    reading.tell(f"read from the sheet “{name}”{of}{as_chosen}")
    hidden = [sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]
    if hidden:
        reading.tell(f"the workbook has hidden sheets: {', '.join(f'“{name}”' for name in hidden)}")
    return name


def _nearly_as_large(look: Look, largest: Look) -> bool:
    return look.numbers >= NEARLY_AS_LARGE * largest.numbers and look.cells >= NEARLY_AS_LARGE * largest.cells


def _rows(book: CalamineWorkbook, name: str) -> list[Row]:
    sheet = book.get_sheet_by_name(name)
    return [
        Row(n, [_text(cell) for cell in cells]) for n, cells in enumerate(sheet.to_python(skip_empty_area=False), 1)
    ]


def _text(cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%dT%H:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    return str(cell)
