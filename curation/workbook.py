"""Workbooks to rows: the sheet with the table, cells by value, as text."""

import io
import zipfile
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from curation.reading import Limits, Question, Reading
from curation.shape import Row, find_table

# What a zip holds when it is a workbook.
WORKBOOK_PARTS = {"xl/workbook.xml": "XLSX", "xl/workbook.bin": "XLSB"}

# A second sheet this near in size to the largest may be meant as well.
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
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return "damaged archive"
    return "Word document" if "word/document.xml" in names else "zip archive"


def unpacked_size(content: bytes) -> int:
    """Return how many bytes a zip says it unpacks to; the parser's memory limit holds what it hides."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist())


def read_workbook(content: bytes, kind: str, reading: Reading, limits: Limits) -> None:
    """Fill `reading` from the sheet that holds most cells; tell which, and ask when two are alike."""
    if kind != "XLS" and unpacked_size(content) > limits.unpacked:
        reading.refuse(
            f"the workbook unpacks to more than {limits.unpacked // 1_000_000} MB; send the one sheet as CSV"
        )
        return
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {sheet.name: _rows(book, sheet.name) for sheet in book.sheets_metadata}
    except (CalamineError, ValueError, OSError) as error:
        reading.refuse(f"the workbook cannot be opened ({error}); it may be damaged or locked with a password")
        return
    sizes = {name: sum(row.filled for row in rows) for name, rows in sheets.items()}
    if not any(sizes.values()):
        reading.refuse("every sheet of the workbook is empty; ask for it again")
        return
    first = max(sizes, key=lambda name: sizes[name])
    _say_sheets(book, sizes, sheets, reading)
    find_table(sheets[first], reading, limits)


def _say_sheets(book: CalamineWorkbook, sizes: dict, sheets: dict, reading: Reading) -> None:
    first, *others = sorted(sizes, key=lambda name: -sizes[name])
    hidden = [sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]
    reading.tell(f"read from the sheet “{first}”" + (f" of {len(sizes)} sheets" if others else ""))
    if hidden:
        reading.tell(f"the workbook has hidden sheets: {', '.join(f'“{name}”' for name in hidden)}")
    alike = [name for name in others if sizes[name] >= NEARLY_AS_LARGE * sizes[first]]
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
