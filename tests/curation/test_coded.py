"""Cells that repeat in a large table are codes: each word is looked at once, and the same is said of every row."""

import polars as pl
import pytest

import curation
from curation.checking.inspection import inspected
from curation.checking.table_schema import schema_of
from curation.reading.intake import parse
from curation.reading.reading import Limits, Reading

# Enough for a piece of the file to show whether its cells repeat.
ROWS, PIECE = 9_000, 150_000

HEADER = "id,hedge,as_of,place,people,sex,note"
FIELDS = [
    {"name": "id", "constraints": {"unique": True}},
    {"name": "hedge", "constraints": {"enum": ["exact", "nearly"], "required": True}},
    {"name": "as_of", "type": "date"},
    {"name": "place", "constraints": {"pattern": "SY[0-9]+"}},
    {"name": "people", "type": "integer", "constraints": {"minimum": 0}},
    {"name": "sex"},
    {"name": "note"},
]

# What may stand in a row, by the column it stands in.
BAD = {
    "nothing": {},
    "a word that is not listed": {1: "roughly"},
    "a word in other letters": {1: "Exact"},
    "blanks around a word": {1: " nearly", 3: "SY3\u200b"},
    "a required cell without a word": {1: ""},
    "a cell without a word": {3: "", 5: " "},
    "a day that does not exist": {2: "2020-13-01"},
    "days in another notation": {2: "13/05/2020"},
    "a word where a number should be": {4: "many"},
    "a number with thousands": {4: "1 200"},
    "a row that is named a total": {3: "Total", 6: "Grand total"},
    "a key twice": {0: "id-7"},
    "a telephone number": {6: "call +963 933 123 456"},
    "a name": {5: "Mr Ahmad Hassan"},
}


def content(bad: dict[int, str], rows: int = ROWS) -> bytes:
    lines = [HEADER]
    for n in range(rows):
        hedge, sex = ("exact", "nearly")[n % 2], ("female", "male", "all")[n % 3]
        cells = [f"id-{n}", hedge, f"2020-0{n % 6 + 1}-15", f"SY{n % 90}", f"{n % 700}", sex, "seen"]
        if n % 450 == 449:
            cells = [bad.get(at, cell) for at, cell in enumerate(cells)]
        lines.append(",".join(cells))
    return "\n".join([*lines, ""]).encode()


def read(text: bytes, at_once_from: float = 0) -> Reading:
    return parse(text, "figures.csv", Limits(), at_once_from=at_once_from, piece=PIECE)


@pytest.mark.parametrize("name", BAD)
def test_of_a_large_table_the_same_is_said_as_of_one_read_row_by_row(name):
    text, schema = content(BAD[name]), schema_of({"fields": FIELDS})
    one, other = (inspected(read(text, least), "figures.csv", schema) for least in (0, float("inf")))
    assert (one.told, one.questions, one.problems) == (other.told, other.questions, other.problems)
    assert (one.verdict, one.personal) == (other.verdict, other.personal)
    assert one.table().equals(other.table())


def test_cells_that_repeat_are_codes_and_others_text():
    reading = read(content({4: "many", 6: ""}))
    rows = reading.coded()
    coded = [name for name, kind in rows.schema.items() if isinstance(kind, pl.Categorical)]
    assert coded == ["c1", "c2", "c3", "c4", "c5", "c6"]
    assert rows.cast(dict.fromkeys(coded, pl.String)).equals(reading.frame())


def test_a_column_that_ceases_to_repeat_is_text_again():
    lines = ["place,people", *(f"camp {n if n > 20_000 else n % 9},{n}" for n in range(90_000)), ""]
    reading = read("\n".join(lines).encode())
    assert reading.coded().schema["c0"] == pl.String
    assert reading.coded().equals(reading.frame())


def test_cells_made_while_the_file_is_read_are_those_made_later():
    text = content({4: "many"}, rows=150_000)
    meanwhile, later = (curation.read(text, "figures.csv", ahead=ahead) for ahead in (True, False))
    assert meanwhile == later
    assert [len(one.lines) for one in meanwhile.told] == [333]
    text = dict.fromkeys(("c1", "c2", "c3", "c4", "c5", "c6"), pl.String)
    assert meanwhile.coded().cast(text).equals(later.frame())
    assert meanwhile.coded().cast(text).equals(later.frame())


def test_words_among_numbers_are_counted_also_where_rows_grow_shorter():
    long = [f"camp {n},{'many' if n < 2_000 else n},{'x' * 2_000}" for n in range(6_000)]
    short = [f"camp {n},{n},x" for n in range(200_000)]
    reading = curation.read("\n".join(["place,people,note", *long, *short, ""]).encode(), "figures.csv", ahead=True)
    assert [(str(one)[:30], len(one.lines)) for one in reading.told] == [("lines 2, 3, 4, 5, 6 and 1995 m", 2_000)]
