"""Downloads: safe in spreadsheets, whole in every language, and as exact as what was published."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from frictionless import Package

import curation
from curation import export

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def description() -> dict:
    return curation.package(DATA)


@pytest.fixture(scope="module")
def resource(description) -> dict:
    return next(one for one in description["resources"] if one["name"] == "figures")


@pytest.fixture(scope="module")
def fields(resource) -> list[str]:
    return [field["name"] for field in resource["schema"]["fields"]]


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return curation.described(curation.read_typed(DATA))


def noted(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"note": list(texts)}, dtype="str")


def read_back(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://example.org")',
        "+1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "-",
        "--1",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert export.neutralised(text) == "'" + text
    assert read_back(export.to_csv(noted(text), ["note"]))[0]["note"] == "'" + text


@pytest.mark.parametrize("text", ["-1", "-1.5", "-961000", "1", "0", "a=b", "1-2", "", "Idleb", "'quoted'"])
def test_a_plain_negative_number_and_an_ordinary_text_stay_as_they_are(text):
    assert export.neutralised(text) == text


def test_a_text_that_begins_with_a_line_break_or_a_blank_is_not_run_either():
    for text in ("\n=1+1", " =1+1"):
        assert not export.neutralised(text).startswith(export.FORMULA_STARTS)


def test_arabic_accents_quotes_and_line_breaks_survive():
    texts = ["شمال غرب سوريا", "Déplacés “près de” 1 000", 'said "about"', "two\nlines", "a, b"]
    file = export.to_csv(noted(*texts), ["note"])
    assert file.startswith(b"\xef\xbb\xbf")
    assert [row["note"] for row in read_back(file)] == texts


def test_a_csv_read_back_equals_the_curated_rows(figures, fields):
    with (DATA / "figures.csv").open(encoding="utf-8-sig", newline="") as handle:
        curated = {row["figure_id"]: row for row in csv.DictReader(handle)}
    rows = read_back(export.to_csv(figures, fields))
    assert len(rows) == len(figures)
    assert list(rows[0]) == fields
    for row in rows:
        assert row == {name: export.neutralised(curated[row["figure_id"]][name]) for name in fields}


def test_a_download_holds_the_columns_of_the_table_and_none_that_were_worked_out(figures, fields):
    header = export.to_csv(figures, fields).decode("utf-8-sig").splitlines()[0].split(",")
    assert header == fields
    assert not {"measure", "unit", "line"} & set(header)


def test_dates_are_days_whole_numbers_have_no_decimals_and_blanks_are_blank():
    rows = pd.DataFrame(
        {
            "as_of": pd.to_datetime(["2020-02-09", None]),
            "value": [586000.0, None],
            "share": [51.5, -3.0],
            "note": pd.array(["NA", None], dtype="str"),
        }
    )
    text = export.to_csv(rows, list(rows.columns)).decode("utf-8-sig")
    assert text.splitlines() == ["as_of,value,share,note", "2020-02-09,586000,51.5,NA", ",,-3,"]


def test_no_rows_are_a_file_with_a_header(figures, fields, resource, description):
    nothing = figures.head(0)
    assert export.to_csv(nothing, fields).decode("utf-8-sig").splitlines() == [",".join(fields)]
    assert json.loads(export.to_json(nothing, resource, description))["resources"][0]["data"] == []
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(nothing, resource, [])))
    assert book["figures"].max_row == 1


@pytest.fixture(scope="module")
def book(figures, resource):
    rows = figures.head(50).copy()
    rows.loc[rows.index[0], "note"] = "=1+1"
    rows.loc[rows.index[1], "note"] = "شمال غرب سوريا"
    rows.loc[rows.index[2], "note"] = "@SUM(A1)"
    readme = [("What this is", "Figures"), ("Downloaded", "=cmd()")]
    return openpyxl.load_workbook(io.BytesIO(export.to_xlsx(rows, resource, readme)))


def test_a_workbook_begins_with_a_readme_that_explains_every_column(book, resource):
    assert book.sheetnames == ["README", "figures"]
    said = {row[0]: row[1] for row in book["README"].iter_rows(values_only=True) if row[0]}
    assert said["What this is"] == "Figures"
    for field in resource["schema"]["fields"]:
        assert said[field["name"]] == f"{field['title']}: {field['description']}"


def test_text_in_a_workbook_never_becomes_a_formula(book, fields):
    for sheet in book:
        assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    notes = [row[fields.index("note")] for row in book["figures"].iter_rows(min_row=2, values_only=True)]
    assert notes[:3] == ["=1+1", "شمال غرب سوريا", "@SUM(A1)"]


def test_in_a_workbook_numbers_are_numbers_and_dates_are_dates(book, figures, fields):
    header, *rows = book["figures"].iter_rows()
    assert [cell.value for cell in header] == fields
    for cells, figure in zip(rows, figures.head(50).itertuples(), strict=True):
        value, as_of = cells[fields.index("value")], cells[fields.index("as_of")]
        assert value.value == figure.value
        assert isinstance(as_of.value, datetime)
        assert as_of.value == figure.as_of
        assert as_of.number_format == "yyyy-mm-dd"


def test_a_blank_in_a_workbook_is_an_empty_cell(book, figures, fields):
    blank = figures.head(50)["caveat"].isna().to_list()
    cells = [row[fields.index("caveat")] for row in book["figures"].iter_rows(min_row=2, values_only=True)]
    assert [cell is None for cell in cells] == blank
    assert {True, False} == set(blank)


def test_a_json_download_is_a_valid_data_package_with_its_rows(figures, resource, description):
    whole = json.loads(export.to_json(figures, resource, description))
    report = Package.from_descriptor(whole).validate()
    assert report.flatten(["type", "rowNumber", "fieldName", "message"])[:3] == []
    assert report.valid
    rows = whole["resources"][0]["data"]
    assert [row["figure_id"] for row in rows] == figures["figure_id"].to_list()
    assert [row["value"] for row in rows] == [None if pd.isna(one) else one for one in figures["value"]]
    assert {row["as_of"] for row in rows} == {f"{one:%Y-%m-%d}" for one in figures["as_of"]}


def test_a_json_download_says_its_licence_and_what_each_column_means(figures, resource, description):
    whole = json.loads(export.to_json(figures.head(3), resource, description))
    assert whole["licenses"] == description["licenses"]
    assert whole["resources"][0]["schema"]["fields"] == resource["schema"]["fields"]
