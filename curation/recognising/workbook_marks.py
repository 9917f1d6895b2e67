"""What a workbook's sheet says besides its cells: titles merged over several columns, and hidden rows."""

import io
import re
import zipfile
from xml.etree import ElementTree

from python_calamine import CalamineSheet

from curation.reading.fit import NUMBER
from curation.reading.reading import Finding, Reading

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*\br=\"([0-9]+)\"")

# A title over more of the columns than this is the table's, not a group's.
BANNER = 0.8

# A row is the header when so many of its cells are the header's.
SAME = 0.6

# How reading marks the second column of a name.
COUNTED = re.compile(r" \([0-9]+\)$")


def with_merged_titles(reading: Reading, sheet: CalamineSheet) -> Reading:
    """Put titles that are merged over columns before the names of these columns, and say so."""
    ranges = sheet.merged_cell_ranges or []
    if not ranges or not len(reading.lines):
        return reading
    rows = sheet.to_python(nrows=reading.lines[0], skip_empty_area=False)
    at = next((n for n in range(len(rows) - 1, -1, -1) if _is_header(rows[n], reading.header)), None)
    if at is None:
        return reading
    header, told = list(reading.header), []
    below = _second_header(reading, ranges, at)
    for (top, left), (bottom, right) in ranges:
        title = " ".join(str(rows[top][left]).split()) if top < len(rows) and left < len(rows[top]) else ""
        wide = right - left + 1
        if not title or right >= len(header):
            continue
        if bottom == at - (not below) and 1 < wide <= BANNER * len(header):
            names = [below[n] if below else COUNTED.sub("", header[n]) for n in range(left, right + 1)]
            header[left : right + 1] = [f"{title} {name}".strip() for name in names]
            told.append(title)
        elif top < at <= bottom and wide == 1 and not reading.header[left]:
            header[left] = title
            told.append(title)
    if told:
        reading.header = header
        listed = ", ".join(f"“{one}”" for one in dict.fromkeys(told[:3]))
        reading.tell(f"titles merged over columns ({listed}) were put before the names of their columns")
        if below:
            reading.rows, reading.lines = list(reading.rows[1:]), list(reading.lines[1:])
    return reading


def _second_header(reading: Reading, ranges: list, at: int) -> list[str]:
    """The first row, when the header's titles are merged over its words: it is the second row of the header."""
    merged = [n for (top, left), (bottom, right) in ranges if top == bottom == at for n in range(left, right + 1)]
    first = [cell.strip() for cell in reading.rows[0]]
    under = [first[n] for n in merged if n < len(first)]
    return first if under and all(cell and not NUMBER.fullmatch(cell) for cell in under) else []


def _is_header(row: list, header: list[str]) -> bool:
    names = [(str(cell).strip(), COUNTED.sub("", name)) for cell, name in zip(row, header, strict=False) if name]
    return bool(names) and sum(cell == name for cell, name in names) >= SAME * len(names)


def hidden_rows(content: bytes, name: str, lines: set[int]) -> Finding | None:
    """Say which of the rows read are hidden in an XLSX; they are read like the others. None when none is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            xml = archive.read(_part(archive, name))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, RuntimeError, OSError):
        return None
    found = [line for one in HIDDEN_ROW.findall(xml) if (line := int(one)) in lines]
    says = f"{len(found):,} rows are hidden in the sheet; they were read like the others"
    return Finding(says, tuple(found)) if found else None


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """The name of the part of an XLSX that holds a sheet."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    listed = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in listed}
    found = (one for one in book.iter() if one.tag.endswith("}sheet") and one.get("name") == name)
    target = targets[next(found, ElementTree.Element("none")).get(RELATION)]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
