"""Numbers as people write them: one reading is told, two are asked, none is an error; never another number."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.checking.notation import CHOICES, CHOSEN, read_numbers
from tests.curation.inspecting import canonical, column, said
from tests.examples import examples


@pytest.mark.parametrize(
    "cells, numbers, told",
    [
        (["586", "1200", "0"], ["586", "1200", "0"], None),
        (["12.5", "-3.25"], ["12.5", "-3.25"], None),
        (["1 200", "35 000"], ["1200", "35000"], "the blank between digits is read as a thousands separator"),
        (["1\u00a0200", "700"], ["1200", "700"], "the blank between digits is read as a thousands separator"),
        (["1\u202f200,5", "700"], ["1200.5", "700"], "the blank between digits is read as a thousands separator"),
        (["1'200", "700"], ["1200", "700"], "the apostrophe is read as a thousands separator"),
        (["1’200.50", "700"], ["1200.50", "700"], "the apostrophe is read as a thousands separator"),
        (["1.200,50", "1.200"], ["1200.50", "1200"], "the point is read as a thousands separator"),
        (["1,200.50", "1,200"], ["1200.50", "1200"], "the comma is read as a thousands separator"),
        (["12.5", "1,200"], ["12.5", "1200"], "the comma is read as a thousands separator"),
        (["12,5", "1.200"], ["12.5", "1200"], "the point is read as a thousands separator"),
        (["1.200.000", "3.500"], ["1200000", "3500"], "the point is read as a thousands separator"),
        (["31,2", "37"], ["31.2", "37"], "the comma is read as the decimal sign"),
        (["12,34,567", "5"], ["1234567", "5"], "the comma is read as a thousands separator"),
        (["0.125", "3.250"], ["0.125", "3.250"], None),
        (["1234.567", "3.250"], ["1234.567", "3.250"], None),
        (["٥٨٦", "٧"], ["586", "7"], "digits of another script are read as 0 to 9"),
        (["۵۸۶", "۷"], ["586", "7"], "digits of another script are read as 0 to 9"),
        (["٥٨٦٬٠٠٠", "١٢٫٥"], ["586000", "12.5"], "the Arabic decimal sign is read as a point"),
        (["1.2E6", "7"], ["1200000", "7"], "powers of ten are written out, such as 1.2E6 as 1200000"),
        (["1,2e3", "7"], ["1200", "7"], "powers of ten are written out, such as 1.2E6 as 1200000"),
        (["+7", "12"], ["7", "12"], "a plus sign before a number is passed over"),
        (["−7", "12"], ["-7", "12"], None),
        ([".5", "0.75"], ["0.5", "0.75"], None),
        (["\u200f700", "12"], ["700", "12"], "blanks and signs nobody sees are passed over"),
        ([" 700 ", "12"], ["700", "12"], "blanks and signs nobody sees are passed over"),
    ],
)
def test_a_column_with_one_reading_is_read_and_told(cells, numbers, told):
    found = column("number", *cells)
    assert canonical(found) == numbers
    assert not found.problems
    assert not found.questions
    if told:
        assert any(one.says == f"count: {told}" for one in found.told), said(found)


@pytest.mark.parametrize(
    "cells, question",
    [
        (["1.200", "35.000"], "count: is “1.200” the number 1.2 or 1200? (decimal point or decimal comma)"),
        (["1,200", "35,000"], "count: is “1,200” the number 1200 or 1.2? (decimal point or decimal comma)"),
        (["1.200", "35,000"], "count: is “1.200” the number 1.2 or 1200? (decimal point or decimal comma)"),
        (["1.200", "586000"], "count: is “1.200” the number 1.2 or 1200? (decimal point or decimal comma)"),
        (["-1.200", "7"], "count: is “-1.200” the number -1.2 or -1200? (decimal point or decimal comma)"),
        (["١٬٢٠٠", "1.200"], "count: is “1.200” the number 1.2 or 1200? (decimal point or decimal comma)"),
    ],
)
def test_a_column_with_two_readings_is_asked_with_the_first_rows_each_way(cells, question):
    found = column("number", *cells)
    assert found.verdict == "ask"
    (asked,) = found.questions
    assert (asked.key, str(asked)) == ("numbers:count", question)
    assert set(asked.choices) == set(CHOICES)
    assert all(row[0] in cells for rows in asked.choices.values() for row in rows)


@pytest.mark.parametrize(
    "answer, numbers, told",
    [
        (
            "decimal comma",
            ["1200", "35000"],
            "lines 2, 3: count: the point is read as a thousands separator, as you chose",
        ),
        (
            "decimal point",
            ["1.200", "35.000"],
            "lines 2, 3: count: the point is read as the decimal sign, as you chose",
        ),
    ],
)
def test_an_answer_decides_and_is_told(answer, numbers, told):
    found = column("number", "1.200", "35.000", answers={"numbers:count": answer})
    assert (found.verdict, said(found), canonical(found)) == ("tell", [f"told: {told}"], numbers)


def test_an_answer_that_is_none_leaves_the_question_and_says_so():
    found = column("number", "1.200", "35.000", answers={"numbers:count": "both"})
    assert found.verdict == "ask"
    assert "“both” is no answer to" in str(found.told[0])
    assert canonical(found) == ["1.200", "35.000"]


def test_the_limits_of_a_column_decide_where_only_one_reading_keeps_them():
    found = column("number", "33.123", "36.456", constraints={"maximum": 90})
    assert canonical(found) == ["33.123", "36.456"]
    assert found.verdict == "tell"
    assert "the other reading breaks the limits of the column" in str(found.told[0])


def test_a_whole_number_has_no_decimals_so_that_its_point_parts_thousands():
    assert canonical(column("integer", "1.200", "35.000")) == ["1200", "35000"]
    assert column("integer", "1.000", "35").verdict == "ask"


def test_decimals_of_zero_that_a_program_wrote_behind_whole_numbers_are_left_out_and_told():
    found = column("integer", "586000.0", "12.0")
    assert (canonical(found), found.verdict) == (["586000", "12"], "tell")


@pytest.mark.parametrize(
    "cell, mend",
    [
        ("<5", "a number below a limit was hidden: leave the cell blank and say so in another column"),
        ("12k", "write 12000 if that is meant"),
        ("1.2 million", "write 1200000 if that is meant"),
        ("(500)", "write it without brackets; with a minus if it is below zero"),
        ("50%", "write the number without the percent sign, in a column that says it is a percentage"),
        ("~500", "write the number alone; how sure it is belongs in another column"),
        ("more than 500", "write the number alone; how sure it is belongs in another column"),
        ("500+", "write the number alone; how sure it is belongs in another column"),
        ("500-600", "write one number; the two ends of a range have columns of their own"),
        ("$500", "write the number alone; the currency belongs in the column's name"),
        ("500 USD", "write the number alone; the currency belongs in the column's name"),
        ("500 families", "write the number alone; the unit belongs in the column's name"),
        ("n/a", "leave the cell blank where there is no number; 0 means zero"),
        ("-", "leave the cell blank where there is no number; 0 means zero"),
        ("NaN", "leave the cell blank where there is no number; 0 means zero"),
        ("INF", "leave the cell blank where there is no number; 0 means zero"),
        ("#REF!", "leave the cell blank where there is no number; 0 means zero"),
        ("غير معروف", "leave the cell blank where there is no number; 0 means zero"),
        ("5O0", "write digits only; a letter stands where a digit should"),
        ("1 20", "separators stand in the wrong place; write the number without them"),
        ("1,200,50", "separators stand in the wrong place; write the number without them"),
        ("1٢0", "write digits only, with a point for decimals"),
        ("5.", "write digits only, with a point for decimals"),
        ("1e99", "write digits only, with a point for decimals"),
        ("1.234E", "write digits only, with a point for decimals"),
        ("many", "write digits only, with a point for decimals"),
    ],
)
def test_what_is_no_number_is_an_error_with_a_way_to_mend_it(cell, mend):
    found = column("number", cell, "586")
    assert said(found) == [
        f'error: camps.csv, line 2, count: found "{cell}", expected a number without separators; {mend}'
    ]
    assert canonical(found) == [cell, "586"]


def test_a_cell_in_the_other_notation_is_an_error_that_says_what_it_may_mean():
    assert said(column("number", "12.5", "8.25", "7,5")) == [
        'error: camps.csv, line 4, count: found "7,5", expected a number without separators; '
        "the rest of the column is written otherwise; write 7.5 if that is meant"
    ]


def test_numbers_that_begin_with_zeros_are_doubted_because_they_may_be_codes():
    found = column("integer", "00123", "00456")
    assert found.verdict == "ask"
    assert [(one.level, one.found) for one in found.problems] == [("warning", "00123"), ("warning", "00456")]


def test_zeros_of_codes_survive_in_a_column_of_text():
    found = column("string", "00123", "007")
    assert (found.verdict, canonical(found)) == ("accept", ["00123", "007"])


def test_blank_cells_stay_blank_and_zero_is_zero():
    assert canonical(column("number", "", "0", "   ")) == [None, "0", None]


NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False).map(lambda one: one.normalize() + 0)


def written(number: Decimal, decimal: str, group: str) -> str:
    """A number as a person writes it: with this sign for decimals and this one between thousands."""
    plain = f"{number:,f}"
    return plain.replace(",", "\0").replace(".", decimal).replace("\0", group)


@given(
    st.lists(NUMBERS, min_size=1, max_size=8),
    st.sampled_from(
        [(".", ","), (",", "."), (".", " "), (",", " "), (".", "'"), (",", "'"), ("٫", "٬"), (".", ""), (",", "")]
    ),
    st.booleans(),
)
@examples(120)
def test_a_number_in_any_notation_is_read_back_exactly_or_asked_and_never_another(numbers, signs, eastern):
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩") if eastern else {}
    cells = pl.Series("count", [written(number, *signs).translate(digits) for number in numbers])
    read = read_numbers(cells, cells == "")
    assert not len(read.unread())
    if read.question:
        choice = "decimal comma" if signs[0] == "," else "decimal point"
        assert choice in CHOSEN
        read = read_numbers(cells, cells == "", answer=choice)
    assert [Decimal(cell) for cell in read.canonical()] == numbers


@given(st.lists(st.text(alphabet="0123456789.,' eE+-٫٬<(%k\u00a0", max_size=9), min_size=1, max_size=6))
@examples(120)
def test_whatever_stands_in_a_cell_it_becomes_a_plain_number_or_has_no_reading(texts):
    cells = pl.Series("count", texts)
    for integer in (False, True):
        read = read_numbers(cells, cells == "", integer)
        bad = set(read.unread().to_list())
        asked = set() if read.asked is None else set(read.asked.to_list())
        for place, (cell, number) in enumerate(zip(texts, read.canonical(), strict=True)):
            if cell and place not in bad | asked:
                assert Decimal(number) == Decimal(number)
                assert set(number) <= set("-0123456789" if integer else "-0123456789.")
                assert [sign for sign in number if sign in "123456789"] == [
                    s for s in _digits(cell) if s != "0"
                ] or "e" in cell.lower()


def _digits(cell: str) -> str:
    """The digits of a cell's number; decimals of nothing but zeros say nothing."""
    return "".join(sign for sign in cell if sign.isdigit())
