"""The file that is sent back to the partner: its own cells, the bad ones filled and with a comment."""

import io

import pytest
from openpyxl import load_workbook

from curation.checking import remarks
from curation.checking.remarks import with_remarks
from tests.curation.inspecting import inspect_text

COUNT = {"name": "count", "type": "integer", "constraints": {"minimum": 0}}
DAY = {"name": "day", "type": "date", "constraints": {"required": True}}
TEXT = "place,count,day\nIdleb,12k,2020-02-09\n\nHama,-5,\n=1+1,00700,2020-02-10\n"


def sheets(text: str = TEXT, *fields: dict, **more):
    book = load_workbook(io.BytesIO(with_remarks(inspect_text(text, *(fields or (COUNT, DAY)), **more))))
    return book.worksheets


def cells(sheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_second_sheet_is_the_file_as_it_came_with_its_lines():
    _, file = sheets()
    assert file.title == "camps.csv"
    assert cells(file) == [
        ["line", "place", "count", "day"],
        [2, "Idleb", "12k", "2020-02-09"],
        [4, "Hama", "-5", None],
        [5, "=1+1", "00700", "2020-02-10"],
    ]
    assert {cell.data_type for row in file.iter_rows(min_row=2, min_col=2) for cell in row if cell.value} == {"s"}


def test_a_bad_cell_is_filled_and_says_found_expected_and_how_to_mend_it():
    _, file = sheets()
    assert file["C2"].comment.text == ("Found: 12k\nExpected: a whole number\nTo mend it: write 12000 if that is meant")
    assert "0 or more" in file["C3"].comment.text
    assert file["D3"].comment.text.startswith("Expected: a value, this column is never blank")
    assert file["B2"].comment is None
    fills = {address: file[address].fill.start_color.rgb for address in ("C2", "C4", "B2")}
    assert fills["C2"] != fills["B2"]
    assert fills["C2"] != fills["C4"]


def test_the_first_sheet_lists_every_problem_with_its_lines_and_what_was_assumed():
    remarks_, _ = sheets("place;count\nIdleb;12k\nHama;12k\nAleppo;x\nHoms;12k\n", COUNT)
    rows = cells(remarks_)
    assert rows[0][0] == "camps.csv: 2 remarks, 4 rows"
    assert rows[2] == ["Level", "Lines", "Column", "Found", "Expected", "How to mend it"]
    assert rows[3][:4] == ["error", "2-3, 5", "count", "12k"]
    assert [cell for cell in rows[6] if cell] == ["Told"]
    assert rows[7][0] == "cells are separated by semicolons"


def test_a_missing_column_stands_on_the_first_sheet_and_a_doubtful_one_in_the_header():
    remarks_, file = sheets("place,count\n#loc,#date\nIdleb,500\n", {**COUNT, "hxl": "#affected"}, DAY)
    assert "the column day" in str(cells(remarks_))
    assert "#affected" in file["C1"].comment.text


@pytest.mark.parametrize("cell", ["=HYPERLINK(A1)", "+1", "@x", "#N/A", "\x07bell", "x" * 40_000, "TRUE", "2020-02-09"])
def test_text_stays_text_whatever_it_looks_like(cell):
    _, file = sheets(f"place,count\n{cell},500\n", COUNT)
    assert file["B2"].data_type == "s"
    assert file["B2"].value == cell.replace("\x07", "\ufffd")[:32_767]


def test_a_sheet_is_named_for_the_file_as_far_as_spreadsheets_allow():
    assert [sheets(name=name)[1].title for name in ("Remarks.csv", "remarks", "a/b[1]:*?.csv", "x" * 60)] == [
        "Remarks.csv",
        "The file",
        "a b 1    .csv",
        "x" * 31,
    ]


def test_of_very_many_rows_only_those_with_remarks_are_written_and_it_is_said(monkeypatch):
    monkeypatch.setattr(remarks, "ROWS", 3)
    rows = "".join(f"place {n},{'x' if n == 3 else 500 + n}\n" for n in range(6))
    remarks_, file = sheets(f"place,count\n{rows}", COUNT)
    assert [row[0] for row in cells(file)] == ["line", 5]
    assert cells(remarks_)[1][0] == "The file is large: only the rows with remarks are in the next sheet."


def test_a_file_without_a_fault_is_written_too():
    remarks_, file = sheets("place,count\nIdleb,500\n", COUNT)
    assert (cells(remarks_)[0][0], cells(file)[1]) == ("camps.csv: 0 remarks, 1 rows", [2, "Idleb", "500"])
