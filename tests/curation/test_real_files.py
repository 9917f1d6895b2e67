"""Files that publishers really served: as many rows and columns as a person counted in them."""

import csv
from pathlib import Path

import pytest

from curation.reading.intake import parse
from curation.reading.reading import Limits

REAL = Path(__file__).resolve().parents[3] / "shared" / "real"

# What a person must say first: the words of the question, and why the file cannot be counted without.
ASKED = {
    "IDMC_Internal_Displacement_Conflict-Violence_Disasters_2023dl.xlsx": "Which sheet",  # two tables of one size
    "DTM_Dataset_14092014.csv": "header, or already data",  # there is no header
    "asylstatistik_oktober_2015_at.csv": "More than one table",  # tables stacked
    "Data_ Round 3 IDP Report.xlsx": "Which sheet",  # the same figures by place and by origin
}


def manifest() -> list[dict[str, str]]:
    file = REAL / "MANIFEST.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


LISTED = {row["file"]: row for row in manifest()}


def test_the_real_files_are_there():
    assert LISTED, "the folder shared/real with MANIFEST.csv is missing beside the repository; these tests need it"


@pytest.mark.parametrize("file", LISTED)
def test_a_real_file_has_the_rows_and_columns_a_person_counted(file):
    reading = parse((REAL / file).read_bytes(), file, Limits())
    if file in ASKED:
        assert reading.verdict == "ask"
        assert ASKED[file] in str(reading.questions[0])
        return
    assert reading.verdict in ("accept", "tell"), [*reading.questions, *reading.reasons]
    assert (len(reading.rows), len(reading.header)) == (
        int(LISTED[file]["data_rows"]),
        int(LISTED[file]["columns"]),
    )
    assert {len(row) for row in reading.rows} == {len(reading.header)}


def test_a_sheet_with_a_title_is_read_from_the_sheet_a_person_named():
    file = "Data_ Round 3 IDP Report.xlsx"
    reading = parse((REAL / file).read_bytes(), file, Limits())
    assert LISTED[file]["sheet"] in str(reading.told[0])
    assert (len(reading.rows), len(reading.header)) == (6, 3)
