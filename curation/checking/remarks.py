"""The curator's own file, to send back: each bad cell filled, with what was found, expected, and how to mend it."""

import io
import re
from collections import defaultdict

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from curation.checking.inspection import Inspection
from curation.problems import Problem

# More rows or cells than this, and only rows with problems are written: all would take minutes to write and open.
ROWS, CELLS = 50_000, 300_000

# Comments in one sheet; spreadsheets grow slow with more. Cells beyond are filled, and the first sheet says so.
COMMENTS = 20_000

# Letters a cell of a spreadsheet holds. Source: Microsoft, Excel specifications and limits.
LETTERS = 32_767

# Amber for what a person should look at, a darker one for what stops; both carry a comment as well.
FILLS = {
    level: PatternFill("solid", start_color=colour)
    for level, colour in (("error", "F4B183"), ("held", "FFD966"), ("warning", "FFF2CC"))
}

# Signs that XML cannot hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

BOLD = Font(bold=True)


def with_remarks(inspection: Inspection) -> bytes:
    """Write an XLSX: a sheet Remarks with every problem, and the file's own cells with comments in the bad ones.

    Cells are text as they were read, never a formula; the first column has their line in the file.
    Of more than ROWS rows or CELLS cells only rows with problems are written, and the first sheet says so.
    """
    marks = _marks(inspection)
    few = len(inspection.rows) > ROWS or len(inspection.rows) * len(inspection.header) > CELLS
    book = Workbook(write_only=True)
    _list(book, inspection, few, sum(len(columns) for columns in marks.values()) > COMMENTS)
    sheet = book.create_sheet(_title(inspection.name))
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 8
    for n in range(2, len(inspection.header) + 2):
        sheet.column_dimensions[get_column_letter(n)].width = 16
    header = [_cell(sheet, name, bold=True) for name in ("line", *inspection.header)]
    sheet.append([_commented(cell, marks[0][n]) if n in marks[0] else cell for n, cell in enumerate(header)])
    left = COMMENTS
    for line, row in zip(inspection.lines, inspection.rows, strict=True):
        bad = marks.get(line, {})
        if few and not bad:
            continue
        cells = [line, *(_plain(sheet, cell) for cell in row)]
        for n, problems in bad.items():
            cells[n] = _commented(_cell(sheet, str(cells[n] if n == 0 else row[n - 1])), problems, left > 0)
            left -= 1
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _marks(inspection: Inspection) -> dict[int, dict[int, list[Problem]]]:
    """For each line the problems of its cells, by the cell's place; line 0 is the header, place 0 the line itself."""
    places = {name: n for n, name in enumerate(inspection.header, start=1)}
    marks: dict[int, dict[int, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in inspection.problems:
        # A key of several columns marks each of them.
        at = [places[name] for name in (problem.column, *problem.column.split(", ")) if name in places]
        for line in problem.lines or ((0,) if at else ()):
            for n in dict.fromkeys(at or [0]):
                marks[line][n].append(problem)
    marks[0] = marks.get(0, {})
    return marks


def _list(book: Workbook, inspection: Inspection, few: bool, many: bool) -> None:
    sheet = book.create_sheet("Remarks")
    for letter, width in zip("ABCDEF", (10, 24, 20, 30, 44, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    count, word = len(inspection.problems), "remark" if len(inspection.problems) == 1 else "remarks"
    sheet.append([_cell(sheet, f"{inspection.name}: {count:,} {word}, {len(inspection.rows):,} rows", bold=True)])
    if few:
        sheet.append([_cell(sheet, "The file is large: only the rows with remarks are in the next sheet.")])
    if many:
        sheet.append([_cell(sheet, f"After {COMMENTS:,} cells the bad ones are filled, without a comment.")])
    sheet.append([])
    names = ("Level", "Lines", "Column", "Found", "Expected", "How to mend it")
    sheet.append([_cell(sheet, name, bold=True) for name in names])
    for one in inspection.problems:
        cells = (one.level, _lines(one.lines), one.column, one.found, one.says or one.expected, one.mend)
        sheet.append([_cell(sheet, cell) for cell in cells])
    for title, findings in (("Told", inspection.told), ("Questions", inspection.questions)):
        if findings:
            sheet.append([])
            sheet.append([_cell(sheet, title, bold=True)])
            for one in findings:
                sheet.append([_cell(sheet, str(one))])


def _lines(lines: tuple[int, ...]) -> str:
    """Lines as a text of runs, such as 2, 5-9."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in runs)


def _commented(cell: WriteOnlyCell, problems: list[Problem], with_comment: bool = True) -> WriteOnlyCell:
    levels = [problem.level for problem in problems]
    cell.fill = FILLS[min(levels, key=list(FILLS).index)]
    if with_comment:
        said = "\n".join(_remark(problem) for problem in problems)
        cell.comment = Comment(_clean(said), "check", height=min(60 + len(said) // 2, 400), width=320)
    return cell


def _remark(problem: Problem) -> str:
    if problem.says:
        return problem.says
    found = f"Found: {problem.found}\n" if problem.found else ""
    return f"{found}Expected: {problem.expected}\nTo mend it: {problem.mend}"


def _plain(sheet, text: str):
    """A cell of text: as it is where the writer takes it for text, else as a cell that says so."""
    return text if text and text[0] not in "=#" and text.isascii() and text.isprintable() else _cell(sheet, text)


def _cell(sheet, text: str, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=_clean(text))
    cell.data_type = "s"
    if bold:
        cell.font = BOLD
    return cell


def _clean(text: str) -> str:
    """Text that a workbook can hold: signs XML has no place for are shown as one that says so."""
    return NOT_IN_XML.sub("\ufffd", text[:LETTERS])


def _title(name: str) -> str:
    """A sheet's name: no signs that spreadsheets refuse, at most 31 letters, not the other sheet's."""
    title = re.sub(r"[\[\]:*?/\\']", " ", _clean(name)).strip()[:31].strip() or "File"
    return "The file" if title.casefold() == "remarks" else title
