"""Rows as a workbook: a README sheet and the rows, numbers as numbers, days as days, text never a formula."""

import io

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

# What stands for a control character that a workbook cannot hold.
UNWRITABLE = "\N{REPLACEMENT CHARACTER}"


def to_xlsx(rows: pd.DataFrame, resource: dict, readme: list[tuple[str, str]]) -> bytes:
    """Write a workbook: a README sheet (what, when, fields and their meaning) and the rows.

    Numbers are numbers and dates are dates; text is always text, never a formula.
    """
    book = Workbook(write_only=True)
    about = book.create_sheet("README")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 26, 110
    for name, words in readme:
        about.append([_bold(about, name), _cell(about, words)])
    about.append([])
    about.append([_bold(about, "Column"), _bold(about, "Meaning")])
    for field in resource["schema"]["fields"]:
        about.append([_cell(about, field["name"]), _cell(about, f"{field['title']}: {field['description']}")])
    sheet = book.create_sheet(resource["name"])
    fields = [field["name"] for field in resource["schema"]["fields"]]
    sheet.freeze_panes = "B2"
    sheet.append([_bold(sheet, name) for name in fields])
    for row in rows[fields].itertuples(index=False):
        sheet.append([_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, value):
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        cell = WriteOnlyCell(sheet, value=value.to_pydatetime())
        cell.number_format = "yyyy-mm-dd"
        return cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub(UNWRITABLE, value))
        cell.data_type = "s"
        return cell
    return value


def _bold(sheet, text: str) -> WriteOnlyCell:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell
