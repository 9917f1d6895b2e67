"""Workbooks: which sheet, cells by value as text, and what a zip made to hurt costs."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from curation.reading.intake import parse
from curation.reading.reading import Limits

TABLE = [["place", "people"], ["Idleb", 586000], ["Hama", 7]]


def workbook(act=None, **sheets) -> bytes:
    """A workbook of the sheets given; `act` may do more to it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if act:
        act(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rewritten(content: bytes, part: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


def read(content: bytes, name: str = "figures.xlsx", limits: Limits | None = None):
    return parse(content, name, limits or Limits())


def words(reading) -> str:
    return " / ".join(map(str, [*reading.told, *reading.questions, *reading.reasons]))


def test_a_workbook_is_read_and_its_sheet_is_told():
    reading = read(workbook(Figures=TABLE))
    assert (reading.verdict, reading.header) == ("tell", ["place", "people"])
    assert (reading.rows, reading.lines) == ([["Idleb", "586000"], ["Hama", "7"]], [2, 3])
    assert "read from the sheet “Figures”" in words(reading)


def test_a_workbook_named_csv_is_read_as_what_it_is():
    reading = read(workbook(Figures=TABLE), "figures.csv")
    assert "the file is a workbook (XLSX), whatever its name says" in words(reading)
    assert reading.rows[0] == ["Idleb", "586000"]


def test_two_sheets_of_equal_size_are_a_question():
    reading = read(workbook(May=TABLE, June=TABLE))
    assert reading.verdict == "ask"
    assert list(reading.questions[0].choices) == ["May", "June"]
    assert reading.questions[0].choices["June"][1] == ["Idleb", "586000"]


def test_the_sheet_of_numbers_is_read_and_not_the_longer_key_of_words():
    key = [["region", "district"], *([f"North {n}", f"Place {n}"] for n in range(30))]
    reading = read(workbook(Key=key, Figures=[*TABLE, ["Afrin", 9]]))
    assert (reading.verdict, reading.rows[0]) == ("tell", ["Idleb", "586000"])


def test_a_hidden_sheet_is_told():
    def hide(book):
        book["Lists"].sheet_state = "hidden"

    reading = read(workbook(hide, Figures=[*TABLE, ["Afrin", 9]], Lists=[["yes"], ["no"]]))
    assert "hidden sheets: “Lists”" in words(reading)


def test_a_merged_title_above_the_header_is_passed_over():
    def merge(book):
        book["Figures"].merge_cells("A1:C1")

    rows = [["People displaced"], ["place", "camp", "people"], ["Idleb", "Atme", 5]]
    reading = read(workbook(merge, Figures=rows))
    assert (reading.header, reading.lines) == (["place", "camp", "people"], [3])
    assert "line 1: lines above the table" in words(reading)


@pytest.mark.parametrize(
    "value, text",
    [
        (586000, "586000"),
        (586000.0, "586000"),
        (0.37, "0.37"),
        ("007", "007"),
        ("NA", "NA"),
        (date(2020, 2, 9), "2020-02-09"),
        (datetime(2020, 2, 9, 13, 30), "2020-02-09T13:30:00"),
        (True, "TRUE"),
        (False, "FALSE"),
        (None, ""),
        (-12, "-12"),
        (1e300, "1e+300"),
    ],
)
def test_a_cell_is_text_as_a_person_would_write_it(value, text):
    assert read(workbook(Figures=[["place", "cell", "n"], ["Idleb", value, 5]])).rows == [["Idleb", text, "5"]]


def test_a_formula_gives_its_value():
    plain = workbook(Figures=[["place", "people"], ["Idleb", 111]])
    content = rewritten(
        plain, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>111</v>", b"<f>100+11</f><v>111</v>")
    )
    assert b"<f>" in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert read(content).rows == [["Idleb", "111"]]


def test_an_error_value_is_not_a_blank_and_is_told():
    plain = workbook(Figures=[["place", "people"], ["Idleb", 111]])
    content = rewritten(
        plain, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b't="n"><v>111', b't="e"><v>#DIV/0!')
    )
    reading = read(content)
    assert reading.rows == [["Idleb", "#DIV/0!"]]
    assert "line 2: error values of failed formulas were kept" in words(reading)


def test_an_empty_workbook_is_refused():
    assert "every sheet of the workbook is empty" in words(read(workbook(Figures=[])))


def test_a_workbook_cut_off_is_refused():
    reading = read(workbook(Figures=TABLE)[:-300])
    assert reading.verdict == "refuse"


def test_too_many_columns_in_a_workbook_are_refused():
    assert "more than 1 columns" in words(read(workbook(Figures=TABLE), limits=Limits(columns=1)))


SPACES = " ".join(
    f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text", "manifest")
)


def element(tag: str, inside: str, more: str = "") -> str:
    return f"<{tag} {more}>{inside}</{tag}>"


def ods() -> bytes:
    """A small OpenDocument sheet, written by hand."""
    rows = ""
    for row in TABLE:
        cells = [element("text:p", str(cell)) for cell in row]
        cells = [element("table:table-cell", cell, 'office:value-type="string"') for cell in cells]
        rows += element("table:table-row", "".join(cells))
    sheet = element("office:spreadsheet", element("table:table", rows, 'table:name="May"'))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    entry = element("manifest:file-entry", "", f'manifest:full-path="/" manifest:media-type="{kind}"')
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", element("office:document-content", element("office:body", sheet), SPACES))
        archive.writestr("META-INF/manifest.xml", element("manifest:manifest", entry, SPACES))
    return made.getvalue()


def test_an_opendocument_sheet_named_csv_is_read():
    reading = read(ods(), "figures.csv")
    assert (reading.header, reading.rows[0]) == (["place", "people"], ["Idleb", "586000"]), words(reading)


def bomb() -> bytes:
    """A workbook of a few kilobytes whose sheet unpacks to ten million."""

    def swell(xml: bytes) -> bytes:
        return xml.replace(b"<sheetData>", b" " * 10_000_000 + b"<sheetData>")

    return rewritten(workbook(Figures=TABLE), "xl/worksheets/sheet1.xml", swell)


def test_a_small_zip_that_unpacks_beyond_the_limit_costs_a_sentence():
    content = bomb()
    assert len(content) < 50_000
    reading = read(content, limits=Limits(unpacked=5_000_000))
    assert "the workbook unpacks to more than 5 MB" in words(reading)


def test_a_zip_whose_header_lies_about_its_size_costs_a_sentence():
    honest = zipfile.ZipFile(io.BytesIO(bomb())).getinfo("xl/worksheets/sheet1.xml").file_size
    lying = bomb().replace(honest.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert zipfile.ZipFile(io.BytesIO(lying)).getinfo("xl/worksheets/sheet1.xml").file_size == 1000
    reading = read(lying, limits=Limits(unpacked=5_000_000))
    assert "the workbook unpacks to more than 5 MB" in words(reading)
