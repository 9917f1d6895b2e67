"""Rows of a large file stay packed, and look like the lists they would be."""

import pytest

import curation
from curation.reading.intake import parse
from curation.reading.passing import received, sent
from curation.reading.reading import Limits, Reading

ROWS = 1_200
CONTENT = "".join(
    ["place,people,note\n", *(f"camp {n},{n}00,\n" for n in range(600)), "# later\n", '"Idleb, city",5,"a\nb"\n']
    + [f"place {n},{n},é\n" for n in range(599)]
).encode()


@pytest.fixture(params=[True, False], ids=["all at once", "row by row"])
def reading(request) -> Reading:
    return parse(CONTENT, "figures.csv", Limits(), at_once_from=0 if request.param else float("inf"), piece=2_000)


def test_rows_are_counted_and_found_by_place_from_both_ends(reading):
    assert (len(reading.rows), len(reading.lines)) == (ROWS, ROWS)
    assert (reading.rows[0], reading.lines[0]) == (["camp 0", "000", ""], 2)
    assert (reading.rows[600], reading.lines[600]) == (["Idleb, city", "5", "a\nb"], 603)
    assert (reading.rows[-1], reading.lines[-1]) == (["place 598", "598", "é"], 1203)


def test_rows_are_walked_and_cut_like_a_list(reading):
    every = list(reading.rows)
    assert (len(every), every[599]) == (ROWS, ["camp 599", "59900", ""])
    assert reading.rows[598:602] == every[598:602]
    assert reading.rows[::-400] == every[::-400]
    assert reading.lines[1190:] == list(reading.lines)[1190:]


def test_there_is_no_row_behind_the_last(reading):
    with pytest.raises(IndexError):
        reading.rows[ROWS]


def test_a_frame_holds_every_cell_as_text_and_the_line(reading):
    rows = reading.frame()
    assert (rows.columns, rows.height) == (["c0", "c1", "c2", "line"], ROWS)
    assert rows.row(600) == ("Idleb, city", "5", "a\nb", 603)
    assert rows["c2"].null_count() == 0


def test_a_frame_may_hold_some_columns_in_any_order(reading):
    rows = reading.frame([2, 0])
    assert rows.columns == ["c2", "c0", "line"]
    assert rows.row(0) == ("", "camp 0", 2)


def test_frames_are_the_frame_in_pieces(reading):
    pieces = list(reading.frames())
    assert sum(rows.height for rows in pieces) == ROWS
    assert [row for rows in pieces for row in rows.iter_rows()] == list(reading.frame().iter_rows())


def test_the_frame_of_a_refused_file_has_no_rows():
    rows = parse(b"place,n\nHama,5,6\n", "figures.csv", Limits()).frame()
    assert (rows.columns, rows.height) == (["c0", "c1", "line"], 0)
    assert curation.read(b"", "figures.csv").frame().columns == ["line"]


def test_a_reading_comes_from_its_process_as_it_went(reading):
    fresh = parse(CONTENT, "figures.csv", Limits(), at_once_from=float("inf"))
    assert received(b"".join(sent(reading)), CONTENT) == fresh


def test_the_rows_of_a_large_workbook_are_packed_for_the_way():
    rows = [["Idleb", "5", "é\n"] for _ in range(150_000)]
    large = Reading(header=["place", "people", "note"], rows=rows, lines=list(range(2, 150_002)))
    passed = received(b"".join(sent(large)), b"")
    assert not isinstance(passed.rows, list)
    assert (passed.rows[149_999], passed.lines[149_999]) == (["Idleb", "5", "é\n"], 150_001)
