"""Workbooks to rows: the sheet with the table, cells by value, as text."""

import io
import zipfile
import zlib
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, ZipError

from curation.fit import NUMBER
from curation.reading import Limits, Question, Reading, Row
from curation.shape import find_table
from curation.sheet_errors import error_values

# What reading a damaged or locked zip raises.
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError)

# Bytes unpacked at a time.
PIECE = 1_000_000

# What a zip holds when it is a workbook.
WORKBOOK_PARTS = {"xl/workbook.xml": "XLSX", "xl/workbook.bin": "XLSB"}

# A second sheet with this share of the first one's numbers and cells may be meant as well.
NEARLY_AS_LARGE = 0.5
ROWS_SHOWN = 3


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
    """Fill `reading` from the sheet that holds most numbers; tell which, and ask when two are alike."""
    try:
        if kind != "XLS" and unpacks_beyond(content, limits.unpacked):
            most = limits.unpacked // 1_000_000
            reading.refuse(f"the workbook unpacks to more than {most} MB; send the one sheet as CSV")
            return
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {sheet.name: _rows(book, sheet.name) for sheet in book.sheets_metadata}
    except (CalamineError, ZipError, *DAMAGED) as error:
        reading.refuse(f"the workbook cannot be opened ({error}); it may be damaged or locked with a password")
        return
    sizes = {name: sum(row.filled for row in rows) for name, rows in sheets.items()}
    if not any(sizes.values()):
        reading.refuse("every sheet of the workbook is empty; ask for it again")
        return
    _say_sheets(book, sheets, reading)
    first = _by_weight(sheets)[0]
    _keep_errors(content, kind, first, sheets[first], reading)
    find_table(sheets[first], reading, limits)


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


def _by_weight(sheets: dict[str, list[Row]]) -> list[str]:
    """Names of the sheets, that with most numbers first; a list of words is rather a key to the table."""
    return sorted(sheets, key=lambda name: _weight(sheets[name]), reverse=True)


def _weight(rows: list[Row]) -> tuple[int, int]:
    cells = [cell.strip() for row in rows for cell in row.cells if cell.strip()]
    return sum(1 for cell in cells if NUMBER.fullmatch(cell)), len(cells)


def _say_sheets(book: CalamineWorkbook, sheets: dict[str, list[Row]], reading: Reading) -> None:
    first, *others = _by_weight(sheets)
    hidden = [sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]
    reading.tell(f"read from the sheet “{first}”" + (f" of {len(sheets)} sheets" if others else ""))
    if hidden:
        reading.tell(f"the workbook has hidden sheets: {', '.join(f'“{name}”' for name in hidden)}")
    numbers, cells = _weight(sheets[first])
    alike = []
    for name in others:
        near = _weight(sheets[name])
        if near[0] >= NEARLY_AS_LARGE * numbers and near[1] >= NEARLY_AS_LARGE * cells:
            alike.append(name)
    if alike:
        choices = {name: [row.cells for row in sheets[name] if row.filled][:ROWS_SHOWN] for name in [first, *alike]}
        reading.questions.append(Question("Which sheet holds the table?", choices))


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
