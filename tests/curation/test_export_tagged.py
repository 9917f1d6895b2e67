"""HXL tags and licences: every table and selection carries both, and the field's own checker agrees."""

import csv
import io
from pathlib import Path

import hxl
import openpyxl
import pandas as pd
import pytest

import curation
from curation import export
from curation.exporting.licences import PASSING_ON

DATA = Path(__file__).parents[2] / "data"
DESCRIPTION = curation.package(DATA)
RESOURCES = {one["name"]: one for one in DESCRIPTION["resources"]}

# The hashtags of the standard. Source: HXL 1.1, hashtag dictionary (released ones).
HASHTAGS = """
    access activity adm1 adm2 adm3 adm4 adm5 affected beneficiary capacity cause channel contact country crisis currency
    date description event frequency geo group impact indicator inneed item loc meta modality need operations org output
    population reached region respondee sector service severity status subsector targeted value
"""


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return curation.read_typed(DATA)


def lines(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def tagged(rows: pd.DataFrame, table: str, sources: pd.DataFrame) -> bytes:
    return export.to_hxl(export.with_licences(rows, sources), export.licensed(RESOURCES[table]))


@pytest.mark.parametrize("table", RESOURCES)
def test_every_column_has_a_tag_of_its_own_with_a_hashtag_of_the_standard(table):
    tags = [field.get("hxl", "") for field in export.licensed(RESOURCES[table])["schema"]["fields"]]
    assert {tag.split("+")[0].removeprefix("#") for tag in tags} <= set(HASHTAGS.split())
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("table", RESOURCES)
def test_the_checker_of_the_field_finds_nothing_wrong_with_a_tagged_table(tables, table):
    found = hxl.validate(io.BytesIO(tagged(tables[table], table, tables["sources"])))
    assert found["issues"] == []
    assert found["is_valid"]


def test_the_tags_stand_in_the_second_line_and_the_rows_are_those_of_the_plain_csv(tables):
    rows, fields = tables["events"], [field["name"] for field in RESOURCES["events"]["schema"]["fields"]]
    header, tags, *cells = lines(export.to_hxl(rows, RESOURCES["events"]))
    assert header == fields
    assert tags[:4] == ["#event+code", "#crisis+code", "#date+start", "#date+end"]
    assert [header, *cells] == lines(export.to_csv(rows, fields))


def test_a_tagged_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_tags_do_not(tables):
    rows = tables["figures"].head(1).assign(note='=HYPERLINK("http://example.org")')
    header, tags, row = lines(tagged(rows, "figures", tables["sources"]))
    assert row[header.index("note")] == '\'=HYPERLINK("http://example.org")'
    assert all(tag.startswith("#") for tag in tags)


def test_no_rows_are_a_tagged_file_without_rows(tables):
    assert len(lines(tagged(tables["figures"].head(0), "figures", tables["sources"]))) == 2


def test_each_row_leaves_with_the_name_the_licence_and_the_terms_of_its_source(tables):
    sources = {one["source_id"]: one for one in tables["sources"].to_dict("records")}
    header, _, *rows = lines(tagged(tables["figures"], "figures", tables["sources"]))
    assert header[-4:] == ["source", "licence", "licence_link", "passing_on"]
    for row in rows:
        source = sources[row[header.index("source_id")]]
        assert row[-4:-2] == [source["short_name"], source["licence"]]
        assert row[-1] == PASSING_ON[source["may_redistribute"]]
    idmc = next(row for row in rows if row[header.index("source_id")] == "idmc")
    assert idmc[-3:] == [
        "CC BY-NC 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
        "allowed, not for commercial use",
    ]


def test_rows_of_a_source_that_forbids_it_stay_and_say_so_beside_each(tables):
    sources = tables["sources"].assign(
        may_redistribute=["no" if one == "ocha" else "yes" for one in tables["sources"]["source_id"]]
    )
    rows = tables["figures"][tables["figures"]["source_id"].isin(["ocha", "unhcr"])]
    found = export.with_licences(rows, sources)
    assert len(found) == len(rows)
    assert set(found[found["source_id"] == "ocha"]["passing_on"]) == {PASSING_ON["no"]}
    assert PASSING_ON["no"].startswith("not allowed")


def test_a_source_nobody_knows_is_a_licence_that_is_not_stated(tables):
    found = export.with_licences(tables["figures"].head(1).assign(source_id="nobody"), tables["sources"])
    assert found["licence"].to_list() == ["not stated"]
    assert found["source"].isna().all()


def test_the_rows_passed_in_and_their_description_are_not_changed(tables):
    rows, resource = tables["figures"].head(2), RESOURCES["figures"]
    before, fields = rows.copy(deep=True), len(resource["schema"]["fields"])
    export.with_licences(rows, tables["sources"])
    export.licensed(resource)
    pd.testing.assert_frame_equal(rows, before)
    assert len(resource["schema"]["fields"]) == fields


def test_tables_whose_rows_have_no_source_get_no_licence_columns(tables):
    for table in ("indicators", "crises", "locations", "sources"):
        assert export.with_licences(tables[table], tables["sources"]) is tables[table]
        assert export.licensed(RESOURCES[table]) is RESOURCES[table]


def test_a_control_character_in_a_note_does_not_stop_a_workbook(tables):
    rows = tables["figures"].head(1).assign(note="tents\x0bof\x00 Atmeh")
    book = openpyxl.load_workbook(io.BytesIO(export.to_xlsx(rows, RESOURCES["figures"], [])))
    header, row = book["figures"].iter_rows(values_only=True)
    assert row[header.index("note")] == "tents\ufffdof\ufffd Atmeh"
