"""The tables of a file: one of a text, one of each sheet of a workbook; and the words that stand beside them."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, ZipError

from curation.reading.intake import KEYS, read
from curation.reading.reading import Limits, Reading
from curation.recognising.header_asked import told_of_header, without_header
from curation.recognising.sheet import Sheet, sheet_of
from curation.recognising.workbook_marks import with_merged_titles

# Words beside a table are looked for in this many rows of each sheet, and in sheets up to this long.
ROWS_BESIDE = 80
SHEETS_READ = 20

# In a workbook with a sheet of so many cells, sheets below this share of it are summaries, keys and pivots.
LARGE = 20_000
SMALL_SHARE = 0.05

# How a zip (XLSX, XLSB, ODS) and an old workbook (XLS) begin.
WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")

# Sheets are read two at a time: each is a process of its own, and small machines have two cores.
AT_A_TIME = 2


def sheets(
    content: bytes, name: str, limits: Limits | None, answers: dict[str, str], before: Reading | None = None
) -> tuple[Reading, list[Sheet], list[Reading]]:
    """Read a file and return the reading that `read` prefers, every table in it, and the reading of each.

    A reading of the same file from `before` is taken where the answers that belong to reading are the same.
    A workbook is opened here only after a bounded process has read it whole, to learn the names of its sheets.
    """
    if before is not None and _of_reading(before.answers) == _of_reading(answers):
        first = replace(before, told=[*before.told], questions=[*before.questions])
    else:
        first = read(content, name, limits, answers, ahead=True)
    again = without_header(first, answers)
    if again is not answers:
        first, answers = read(content, name, limits, again, ahead=True), again
        first.told = [told_of_header() if one.says.startswith(again["header"]) else one for one in first.told]
    if first.reasons:
        return first, [], []
    book = _workbook(content)
    if book is None:
        return first, [sheet_of(first, "", _told(first))], [first]
    names = book.sheet_names
    wanted = [answers["sheet"]] if answers.get("sheet") in names else _worth_reading(book, names)
    readings = _readings(content, name, limits, answers, first=first, wanted=wanted)
    beside = _beside(book, names)
    found, kept = [], []
    for one, reading in readings.items():
        if not reading.reasons and reading.header:
            kept.append(with_merged_titles(reading, book.get_sheet_by_name(one)))
            found.append(sheet_of(kept[-1], one, [one, *beside], names))
            found[-1].hidden = one in _hidden(book)
    return first, found, kept


def _of_reading(answers: dict[str, str]) -> dict[str, str]:
    """The answers by which a file is read."""
    return {key: choice for key, choice in answers.items() if key.partition(":")[0] in KEYS}


def _readings(
    content: bytes, name: str, limits: Limits | None, answers: dict[str, str], *, first: Reading, wanted: list[str]
) -> dict[str, Reading]:
    """The reading of each sheet; the one that was read first is not read again."""
    said = " ".join(one.says for one in first.told)
    own = next((one for one in wanted if f"read from the sheet “{one}”" in said), "")
    others = [one for one in wanted if one != own]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        more = list(pool.map(lambda one: read(content, name, limits, {**answers, "sheet": one}), others))
    readings = dict(zip(others, more, strict=True)) | ({own: first} if own else {})
    return {one: readings[one] for one in wanted}


def _workbook(content: bytes) -> CalamineWorkbook | None:
    """The workbook, once a bounded process has read it whole; None for a text."""
    if not content.startswith(WORKBOOKS):
        return None
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (CalamineError, ZipError, OSError, ValueError):
        return None


def _hidden(book: CalamineWorkbook) -> set[str]:
    return {sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}


def _worth_reading(book: CalamineWorkbook, names: list[str]) -> list[str]:
    """The sheets that may hold the table: of a large workbook not those that are small beside its largest."""
    areas = {}
    for name in names:
        sheet = book.get_sheet_by_name(name)
        areas[name] = sheet.height * sheet.width
    largest = max(areas.values(), default=0)
    if largest < LARGE:
        return names[:SHEETS_READ]
    return [name for name in names if areas[name] >= SMALL_SHARE * largest][:SHEETS_READ]


def _told(reading: Reading) -> list[str]:
    return [finding.says for finding in reading.told if "above the table" in finding.says]


def _beside(book: CalamineWorkbook, names: list[str]) -> list[str]:
    """Sentences and titles in the first rows of every sheet: longer texts, and cells that stand alone in their row."""
    words = []
    for name in names:
        for row in book.get_sheet_by_name(name).to_python(nrows=ROWS_BESIDE):
            texts = [cell.strip() for cell in row if isinstance(cell, str) and len(cell.strip()) > 5]
            filled = sum(cell not in ("", None) for cell in row)
            words += texts if filled <= 3 else []
    return [*names, *dict.fromkeys(words)]
