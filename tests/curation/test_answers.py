"""What a person answered is done, said, and not asked again; what fits no question is said as well."""

import io

import openpyxl
import pytest

import curation
from curation.reading.intake import parse
from curation.reading.reading import Limits, Reading


def read(content: str | bytes, **answers: str) -> Reading:
    return parse(content.encode() if isinstance(content, str) else content, "figures.csv", Limits(), answers)


def told(reading: Reading) -> str:
    return " / ".join(map(str, reading.told))


def workbook(**sheets: list[list]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


MONTHS = "".join(f"{month},{n}\n" for n, month in enumerate(["May", "June", "July", "August"], 1))
CAMPS = "".join(f"Hama,{n},{n},{n},{n}\n" for n in range(12))
TABLE = [["place", "people"], ["Idleb", 586000]]

# Files that raise a question: what is asked, and for each choice how the file is then read:
# the words told, the header, the first row and the line it stands on.
ASKED = {
    "encoding": (
        "país,n\nEspaña,5\n".encode("mac_roman"),
        {
            "cp1252": ("read as cp1252, as you chose", ["pa’s", "n"], ["Espa–a", "5"], 2),
            "mac_roman": ("read as mac_roman, as you chose", ["país", "n"], ["España", "5"], 2),
        },
    ),
    "separator": (
        "place,a;b\nHama,x;y\n",
        {
            "comma": ("cells are separated by commas, as you chose", ["place", "a;b"], ["Hama", "x;y"], 2),
            "semicolon": ("cells are separated by semicolons, as you chose", ["place,a", "b"], ["Hama,x", "y"], 2),
        },
    ),
    "separator of words": (
        "place people\nHama 5\n",
        {
            "none, it is one column": ("the table has one column, as you chose", ["place people"], ["Hama 5"], 2),
            "blank": ("cells are separated by blanks, as you chose", ["place", "people"], ["Hama", "5"], 2),
        },
    ),
    "separator of times": (
        "place:people\nHama:5\n",
        {
            "none, it is one column": ("the table has one column, as you chose", ["place:people"], ["Hama:5"], 2),
            "colon": ("cells are separated by colons, as you chose", ["place", "people"], ["Hama", "5"], 2),
        },
    ),
    "header": (
        "SYR,2019,6495000\nSYR,2020,6568000\nSYR,2019,6495000\nSYR,2019,6495000\n",
        {
            "the first line is the header": (
                "line 1: the first line is the header, as you chose",
                ["SYR", "2019", "6495000"],
                ["SYR", "2020", "6568000"],
                2,
            ),
            "there is no header": (
                "line 1: there is no header, as you chose",
                ["column 1", "column 2", "column 3"],
                ["SYR", "2019", "6495000"],
                1,
            ),
        },
    ),
    "table": (
        f"month,n\n{MONTHS}\nplace,a,b,c,d\n{CAMPS}",
        {
            "the table from line 7": (
                "lines 1, 2, 3, 4, 5: lines above the table were passed over, as you chose",
                ["place", "a", "b", "c", "d"],
                ["Hama", "0", "0", "0", "0"],
                8,
            ),
            "the table from line 1": (
                "lines 7, 8, 9, 10, 11 and 8 more: lines below the table were passed over, as you chose",
                ["month", "n"],
                ["May", "1"],
                2,
            ),
        },
    ),
    "sheet": (
        workbook(May=[["Displaced people"], *TABLE], June=[["camp", "people"], ["Atme", 7]]),
        {
            "May": ("read from the sheet “May” of 2 sheets, as you chose", ["place", "people"], ["Idleb", "586000"], 3),
            "June": ("read from the sheet “June” of 2 sheets, as you chose", ["camp", "people"], ["Atme", "7"], 2),
        },
    ),
}
ANSWERS = [(name, choice) for name, (_, ways) in ASKED.items() for choice in ways]


@pytest.mark.parametrize("name", ASKED)
def test_a_question_has_a_key_and_shows_every_reading_as_it_would_be(name):
    content, ways = ASKED[name]
    reading = read(content)
    (question,) = reading.questions
    assert (reading.verdict, question.key) == ("ask", name.split()[0])
    assert set(question.choices) == set(ways)
    for choice, shown in question.choices.items():
        _, header, first, _ = ways[choice]
        assert shown[-1] == first or first in shown, choice
        assert header in shown, choice


@pytest.mark.parametrize("name, choice", ANSWERS)
def test_an_answer_is_done_and_told_and_not_asked_again(name, choice):
    content, ways = ASKED[name]
    said, header, first, line = ways[choice]
    reading = read(content, **{name.split()[0]: choice})
    assert (reading.verdict, reading.questions) == ("tell", [])
    assert said in told(reading)
    assert (reading.header, reading.rows[0], reading.lines[0]) == (header, first, line)


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_that_is_no_choice_leaves_the_question_and_is_told(name):
    content, ways = ASKED[name]
    reading = read(content, **{name.split()[0]: "neither"})
    assert (reading.verdict, len(reading.questions)) == ("ask", 1)
    assert "“neither” is no answer to" in told(reading)
    assert "“ or ”".join(ways) in told(reading) or all(f"“{choice}”" in told(reading) for choice in ways)


@pytest.mark.parametrize("name", ["separator", "header", "table"])
def test_unanswered_the_first_choice_is_what_the_rows_show(name):
    content, ways = ASKED[name]
    reading = read(content)
    _, header, first, _ = next(iter(ways.values()))
    assert (reading.header, reading.rows[0]) == (header, first)


def test_every_row_of_a_file_without_header_is_kept_even_one_that_is_there_twice():
    content, _ = ASKED["header"]
    reading = read(content, header="there is no header")
    assert (len(reading.rows), reading.lines) == (4, [1, 2, 3, 4])
    assert "repeated" not in told(reading)


def test_an_answer_to_what_was_not_asked_is_told():
    reading = read("place,people\nHama,5\n", separator="semicolon", encoding="cp1252")
    assert reading.verdict == "tell"
    assert "nothing had to be asked about the separator; the answer “semicolon” was not needed" in told(reading)
    assert "the encoding" in told(reading)


def test_answers_for_those_who_check_are_none_of_the_readers_business():
    assert read("place,people\nHama,5\n", **{"numbers:people": "thousands"}).verdict == "accept"


def test_two_questions_are_answered_one_by_one():
    content = f"1,2\n{MONTHS}\nplace,a,b,c,d\n{CAMPS}"
    first = read(content, table="the table from line 1")
    assert [question.key for question in first.questions] == ["header"]
    both = read(content, table="the table from line 1", header="there is no header")
    assert (both.verdict, both.rows[0]) == ("tell", ["1", "2"])


def test_a_question_asked_twice_has_two_keys():
    weeks = "".join(f"week {n},{n}\n" for n in range(5))
    days = "".join(f"day {n},{n},{n},{n}\n" for n in range(9))
    camps = "".join(f"camp {n}{f',{n}' * 7}\n" for n in range(20))
    content = f"week,n\n{weeks}day,a,b,c\n{days}camp,a,b,c,d,e,f,g\n{camps}"
    reading = read(content, table="the table from line 1")
    assert [question.key for question in reading.questions] == ["table:2"]
    (question,) = reading.questions
    last = read(content, **{"table": "the table from line 1", "table:2": list(question.choices)[1]})
    assert (last.questions, last.header, len(last.rows)) == ([], ["week", "n"], 5)


def test_any_sheet_of_a_workbook_can_be_chosen_without_being_asked():
    key = [["code", "word"], *([f"S{n}", "a place"] for n in range(9))]
    content = workbook(Figures=[*TABLE, ["Hama", 7]], Key=key)
    assert read(content).questions == []
    reading = read(content, sheet="Key")
    assert reading.header == ["code", "word"]
    assert "read from the sheet “Key” of 2 sheets, as you chose" in told(reading)


def test_a_sheet_that_is_not_there_is_a_question_with_all_that_are():
    reading = read(workbook(Figures=TABLE, Empty=[]), sheet="figures ")
    (question,) = reading.questions
    assert (question.key, list(question.choices)) == ("sheet", ["Figures", "Empty"])
    assert "“figures ” is no answer" in told(reading)


def test_an_empty_sheet_that_was_chosen_is_refused_by_its_name():
    reading = read(workbook(Figures=TABLE, Empty=[]), sheet="Empty")
    assert [str(one) for one in reading.reasons] == ["the sheet “Empty” is empty; choose another"]


def test_an_answer_reaches_the_process_that_parses():
    reading = curation.read(b"place,a;b\nHama,x;y\n", "figures.csv", answers={"separator": "semicolon"})
    assert (reading.verdict, reading.delimiter, reading.rows) == ("tell", ";", [["Hama,x", "y"]])
