"""Large files: read all at once, they say and hold what reading them row by row gives."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import curation
from curation.reading.intake import parse
from curation.reading.pieces import AT_ONCE_FROM
from curation.reading.reading import Limits
from tests.curation.bulk import HEAD, alike, is_at_once, table
from tests.examples import examples

# What stands between plain rows, what is said of it, and with what verdict; all of it is read at once.
BETWEEN = {
    "nothing": ([], "accept", ""),
    "quoted cells": (['"Idleb, city","5","say ""no"""'], "accept", ""),
    "a quoted cell of three lines": (['"Idleb\n\ncity",5,seen', "Afrin,6,seen"], "accept", ""),
    "a quoted line that looks like a row": (['"Idleb\nHama,5,seen\n",5,seen'], "accept", ""),
    "a mark inside a cell": (['5" pipe,5,seen'], "tell", "line 602: a quotation mark stands inside a cell"),
    "blank lines": (["", "", ",,", " "], "tell", "lines 602, 604, 606, 608: blank lines"),
    "blanks that are no ASCII": (["\u00a0,\u2003,"], "tell", "line 602: blank lines"),
    "comments": (["# later", "#,,"], "tell", "lines 602, 604: comment lines"),
    "a camp whose name begins with #": (["#3,5,seen"], "accept", ""),
    "the header again": (
        ["place,people,note", " place , people,note "],
        "tell",
        "lines 602, 604: the header",
    ),
    "a first cell like the header's": (["place,5,seen", "placement,5,seen"], "accept", ""),
    "empty cells at the end": (["Idleb,5,seen,,"], "tell", "line 602: empty cells beyond"),
    "a short row": (["Idleb,5"], "refuse", "line 602: found 2 cells, expected 3"),
    "a long row": (["Idleb,5,seen,x"], "refuse", "line 602: found 4 cells, expected 3"),
    "a short and a long row": (["Idleb,5", "Idleb,5,seen,x"], "refuse", "lines 602, 604: found 2, 4 cells"),
    "a short row that ends in a separator": (["Idleb,"], "refuse", "found 2 cells"),
    "a word among numbers": (["Idleb,many,seen"], "tell", "line 602: column “people” is of numbers"),
    "a zero byte": (["Id\0leb,5,seen"], "refuse", "line 602: a zero byte"),
    "Arabic": (["إدلب,٥,نعم"], "tell", "line 602: column “people”"),
    "a byte order mark in the middle": (["\ufeffIdleb,5,seen"], "accept", ""),
    "a first cell that is blank": ([",5,seen", " ,5,seen"], "accept", ""),
}


@pytest.mark.parametrize("name", BETWEEN)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("piece", [1_000, 100_000])
def test_what_stands_between_a_million_rows_is_said_as_among_few(name, end, piece):
    rows, verdict, said = BETWEEN[name]
    content = table(rows, end=end)
    reading = alike(content, piece=piece)
    words = " / ".join(map(str, [*reading.told, *reading.questions, *reading.reasons]))
    assert (reading.verdict, said in words) == (verdict, True), words
    assert is_at_once(content)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_is_counted_by_its_end_whatever_that_is(end):
    reading = alike(table(["", "Idleb,5,seen"], end=end))
    assert reading.lines[600:603] == [603, 604, 605]


def test_notes_under_a_large_table_are_told():
    reading = alike(table([]) + b"Source: OCHA\n* As of May,,\n")
    assert "lines 701, 702: notes under" in str(reading.told[0])


def test_a_large_file_cut_off_in_the_middle_of_a_row_is_refused():
    reading = alike(table([]) + b"Jindayris,5")
    assert "line 701: the file ends in the middle of a row" in str(reading.reasons[0])


def test_a_quotation_mark_that_never_closes_is_refused_with_its_line():
    reading = alike(table(['"Idleb,5,seen']))
    assert str(reading.reasons[0]).startswith("line 602: a quotation mark opens on this line")


def test_a_line_that_is_too_long_is_refused_with_its_line():
    reading = alike(table([f"{'x' * 2000},5,seen"]), limits=Limits(line=1000))
    assert str(reading.reasons[0]) == "line 602: more than 1,000 bytes in one line; this is no table of rows"


def test_a_banner_tags_and_empty_columns_above_a_large_table_are_told():
    above = b"Displaced people,,,\nplace,people,note,\n#adm1,#affected,#meta,\n"
    reading = alike(above + table([], header="Homs,1,seen").replace(b",seen", b",seen,"))
    assert [str(one).partition(":")[0] for one in reading.told[:2]] == ["line 1", "line 3"]
    assert (len(reading.header), reading.rows[0], reading.rows[-1][0]) == (3, ["Homs", "1", "seen"], "camp 98")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256", "cp1251"])
def test_a_large_file_in_another_encoding_is_read_at_once_as_well(encoding):
    word = {"cp1251": "Київська"}.get(encoding, "إدلب")
    reading = alike(table([f"{word},5,seen"]).decode().encode(encoding))
    assert reading.rows[600] == [word, "5", "seen"]


def test_an_answer_holds_for_a_large_file_too():
    content = table(["SYR,2019,6495000"], header="SYR,2020,6568000")
    assert alike(content).verdict == "ask"
    reading = alike(content, answers={"header": "there is no header"})
    assert (reading.verdict, reading.rows[0]) == ("tell", ["SYR", "2020", "6568000"])


PLAIN = st.sampled_from(["Idleb,5,seen", "Afrin,6,", ",7,seen", '"Hama","8","x"', "حلب,9,é", "a b,1 200,#x"])
BLANK = ["", " ", ",,", "\u00a0,,", "# c", "place,people,note", "Source: a b", "Total: a b,,"]
OTHER = ["#3,1,2", "x,y", "x,y,z,w", "x,y,z,,", "\ufeffx,1,2", "\x1c,1,2", "\0,1,2", "x\ry,1,2", "'a',1,2"]
QUOTED = ['"a\nb",1,2', '"a', '5" x,1,2', '"a"b,1,2', '"","",""']
ODD = st.sampled_from([*BLANK, *OTHER, *QUOTED])


@given(
    plain=st.lists(PLAIN, min_size=1, max_size=4),
    odd=st.lists(st.tuples(st.integers(HEAD, 600), ODD), max_size=4),
    around=st.tuples(st.lists(ODD, max_size=2), st.lists(ODD, max_size=2)),
    end=st.sampled_from(["\n", "\n", "\r\n", "\r"]),
    cut=st.integers(0, 6),
    piece=st.sampled_from([500, 2_500, 40_000]),
)
@examples(50)
def test_all_at_once_and_row_by_row_are_the_same_reading(plain, odd, around, end, cut, piece):  # noqa: PLR0917
    lines = ["place,people,note", *(plain * 600)[:600]]
    for at, row in odd:
        lines.insert(at, row)
    above, below = around
    text = "".join(f"{line}{end}" for line in [*above, *lines, *below])
    alike(text[: len(text) - cut].encode(), piece=piece)


NUMBERS = [
    "5",
    "12.5",
    "1 200",
    "1'200",
    "+7",
    "-7",
    "5%",
    "1e5",
    "123e-5",
    "1.2.3",
    "999999999999999999",
    "\u00a05",
    " 5",
]
WORDS = ["5 km", "2020-01-01", "20200-1", "123-5", "12e", "-", "٥", "é", "_", "<5", "12k", "\x7f", "5\t6x"]


@given(
    cells=st.lists(st.sampled_from([*NUMBERS, *WORDS, ""]), min_size=1, max_size=5),
    often=st.sampled_from([1, 7, 40, 500]),
)
@examples(35)
def test_a_word_among_numbers_is_seen_without_making_a_cell_of_it(cells, often):
    rows = [f"camp {n},{cells[n % len(cells)] if n % often == 0 else n},seen" for n in range(900)]
    alike("\n".join(["place,people,note", *rows, ""]).encode(), piece=2_000)


CELL = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0'#\ufeff"), max_size=6)


@given(seed=st.integers(0, 10_000), cells=st.lists(CELL, min_size=3, max_size=12))
@examples(25)
def test_a_large_table_written_is_read_back_cell_by_cell(seed, cells):
    pick = random.Random(seed)
    rows = [[f"x{pick.choice(cells)}", f"y{pick.choice(cells)}", f"z{pick.choice(cells)}"] for _ in range(700)]
    written = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    fast = parse(f"place,people,note\n{written}".encode(), "figures.csv", Limits(), at_once_from=0, piece=5_000)
    assert list(fast.rows) == rows


def test_a_large_file_comes_back_from_its_process_whole():
    content = table(['"Idleb, city",5,seen', "# later", ""] * 20, after=300_000)
    assert len(content) > AT_ONCE_FROM
    reading = curation.read(content, "figures.csv")
    assert [one.lines[:2] for one in reading.told] == [(300_006, 300_012), (300_004, 300_010)]
    assert (len(reading.rows), len(reading.lines)) == (300_179, 300_179)
    assert (reading.rows[0], reading.lines[0]) == (["camp 0", "000", "seen"], 2)
    assert (reading.rows[300_000], reading.lines[300_000]) == (["Idleb, city", "5", "seen"], 300_002)
    assert (reading.rows[-1], reading.lines[-1]) == (["camp 98", "9800", "seen"], 300_220)
    assert [list(cells) for *cells, _ in reading.frame().tail(2).iter_rows()] == reading.rows[-2:]


def test_a_large_file_that_is_not_plain_is_read_row_by_row_in_a_second_process():
    reading = curation.read(table(['"Idleb" city,5,seen'], after=250_000), "figures.csv")
    assert str(reading.reasons[0]).startswith("line 250002: text follows a quotation mark")


@pytest.mark.parametrize("memory", [60_000_000, 100_000_000, 130_000_000])
def test_a_large_file_that_takes_too_much_memory_costs_a_sentence(memory):
    reading = curation.read(table([], after=300_000), "figures.csv", Limits(memory=memory))
    assert reading.verdict == "accept" or "needs more memory than a table" in str(reading.reasons[0])
