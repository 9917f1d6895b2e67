"""Error values of a workbook, which its reader leaves blank: a failed formula is not an empty cell."""

import io
import re
import zipfile
from xml.etree import ElementTree

# A cell of the type "error", its address and its value, in a sheet's XML.
ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)([0-9]+)"[^>]*>(.*?)</(?:\w+:)?c>', re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_values(content: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Find the error values of one sheet of an XLSX, by row and column counted from 1."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = _part(archive, sheet)
        xml = archive.read(part) if part in archive.namelist() else b""
    if b't="e"' not in xml:
        return {}
    found = {}
    for letters, row, inside in ERROR_CELL.findall(xml):
        value = VALUE.search(inside)
        found[int(row), _column(letters.decode())] = value[1].decode("utf-8", "replace") if value else "#ERROR"
    return found


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet; empty when the workbook does not say."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    listed = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in listed}
    for one in book.iter():
        if one.tag.endswith("}sheet") and one.get("name") == sheet:
            target = targets.get(one.get(RELATION), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _column(letters: str) -> int:
    count = 0
    for letter in letters:
        count = 26 * count + ord(letter) - ord("A") + 1
    return count
