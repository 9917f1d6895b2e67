"""How rows leave: CSV safe for spreadsheets, XLSX with a README sheet, JSON with the data package."""

import io
import json

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

# A cell that begins so is run as a formula by spreadsheets.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_published(rows: pd.DataFrame, fields: list[str]) -> pd.DataFrame:
    """Return rows as text in the order of `fields`, as the CSV on disk writes them.

    Dates are YYYY-MM-DD, whole numbers have no decimals, blanks are empty texts.
    """
    return pd.DataFrame({name: [_text(cell) for cell in rows[name]] for name in fields})


def neutralised(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run; a plain negative number stays."""
    if not text.startswith(FORMULA_STARTS):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def to_csv(rows: pd.DataFrame, fields: list[str]) -> bytes:
    """Write rows as UTF-8 CSV with a byte order mark, so that spreadsheets read Arabic and accents."""
    texts = as_published(rows, fields).map(neutralised)
    # Python's csv quotes a lone carriage return only where the line's end has one too.
    return texts.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


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


def to_json(rows: pd.DataFrame, resource: dict, package: dict) -> bytes:
    """Write rows with their data package: a Frictionless resource with inline data."""
    fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    data = [
        {name: _value(cell, fields[name]) for name, cell in zip(fields, row, strict=True)}
        for row in rows[list(fields)].itertuples(index=False)
    ]
    kept = {key: value for key, value in resource.items() if key not in ("path", "format", "mediatype", "scheme")}
    head = {key: package[key] for key in ("name", "title", "description", "licenses")}
    # The keys of other tables stay behind with those tables.
    kept["schema"] = {key: value for key, value in resource["schema"].items() if key != "foreignKeys"}
    whole = {**head, "resources": [{**kept, "profile": "data-resource", "data": data}]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def _text(cell) -> str:
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    return str(cell)


def _value(cell, kind: str):
    if pd.isna(cell):
        return None
    if kind in ("number", "integer"):
        return int(cell) if float(cell).is_integer() else float(cell)
    return _text(cell)


def _cell(sheet, value) -> WriteOnlyCell:
    if pd.isna(value):
        return WriteOnlyCell(sheet)
    if isinstance(value, pd.Timestamp):
        cell = WriteOnlyCell(sheet, value=value.to_pydatetime())
        cell.number_format = "yyyy-mm-dd"
        return cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=value)
        cell.data_type = "s"
        return cell
    return WriteOnlyCell(sheet, value=value)


def _bold(sheet, text: str) -> WriteOnlyCell:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell
