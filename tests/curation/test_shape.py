"""Which rows are the table, and what is said about the others."""

import pytest

from curation.reading.intake import parse
from curation.reading.reading import Limits

ROWS = "".join(f"SY{n:02},{n}00\n" for n in range(1, 13))

# What stands in the file: its text, verdict, words said, header, first row, lines of the first rows.
FILES = {
    "preamble": (
        "UNHCR statistics\nExtracted 2014-06-30\n\nplace,camp,people\nIdleb,Atme,5\n",
        "tell",
        "lines 1, 2: lines above",
        ["place", "camp", "people"],
        ["Idleb", "Atme", "5"],
        [5],
    ),
    "banner": (
        "Displaced people,,,\nplace,camp,date,people\nIdleb,Atme,,5\n",
        "tell",
        "line 1: lines above the table were passed over: “Displaced people”",
        ["place", "camp", "date", "people"],
        ["Idleb", "Atme", "", "5"],
        [3],
    ),
    "tags": (
        "place,people\n#adm1,#affected\nIdleb,5\n",
        "tell",
        "line 2: HXL tags",
        ["place", "people"],
        ["Idleb", "5"],
        [3],
    ),
    "tags with attributes": (
        "place,people\n#adm1 +name,#affected+idps+f\nIdleb,5\n",
        "tell",
        "HXL tags",
        ["place", "people"],
        ["Idleb", "5"],
        [3],
    ),
    "two headers above tags": (
        "Where,How many\nplace,people\n#adm1,#affected\nIdleb,5\n",
        "tell",
        "line 1: lines above",
        ["place", "people"],
        ["Idleb", "5"],
        [4],
    ),
    "tags only": (
        "#adm1,#affected\nIdleb,5\n",
        "tell",
        "line 1: HXL tags",
        ["#adm1", "#affected"],
        ["Idleb", "5"],
        [2],
    ),
    "tags wider than the header": (
        "place,people\n#adm1,#affected,#date\nIdleb,5,2020\n",
        "tell",
        "the header has 2 cells and the tags 3",
        ["place", "people", ""],
        ["Idleb", "5", "2020"],
        [3],
    ),
    "tags on some columns, a link at the end": (
        "a,b,c,d,e,f,g\n#adm1,#adm2,#adm3,#date,,#affected,Show map\nx,y,z,q,1,2,w\n",
        "tell",
        "line 2: HXL tags",
        list("abcdefg"),
        ["x", "y", "z", "q", "1", "2", "w"],
        [3],
    ),
    "number sign as a name": (
        "#,place,people\n1,Idleb,5\n",
        "accept",
        "",
        ["#", "place", "people"],
        ["1", "Idleb", "5"],
        [2],
    ),
    "number sign in a cell": ("camp,people\n#3,5\n", "accept", "", ["camp", "people"], ["#3", "5"], [2]),
    "number of": (
        "place,# of families,# of people\nHama,1,5\n",
        "accept",
        "",
        ["place", "# of families", "# of people"],
        ["Hama", "1", "5"],
        [2],
    ),
    "repeated header": (
        "place,people\nIdleb,5\nplace,people\nHama,6\n",
        "tell",
        "line 3: the header is repeated",
        ["place", "people"],
        ["Idleb", "5"],
        [2, 4],
    ),
    "notes": (
        "place,camp,people\nIdleb,Atme,5\n\nSource: OCHA\n* As of May,,\n",
        "tell",
        "lines 4, 5: notes under",
        ["place", "camp", "people"],
        ["Idleb", "Atme", "5"],
        [2],
    ),
    "a note without line end": (
        "place,camp,people\nIdleb,Atme,5\nSource: OCHA and partners",
        "tell",
        "line 3: notes",
        ["place", "camp", "people"],
        ["Idleb", "Atme", "5"],
        [2],
    ),
    "blank lines": (
        "\nplace,people\n\nIdleb,5\n,\n",
        "tell",
        "lines 1, 3, 5: blank",
        ["place", "people"],
        ["Idleb", "5"],
        [4],
    ),
    "comments": (
        "# by hand\nplace,people\n# camps\nIdleb,5\n",
        "tell",
        "lines 1, 3: comment",
        ["place", "people"],
        ["Idleb", "5"],
        [4],
    ),
    "trailing empty cells": (
        "place,people\nIdleb,5,,\nHama,6\n",
        "tell",
        "line 2: empty cells beyond",
        ["place", "people"],
        ["Idleb", "5"],
        [2, 3],
    ),
    "empty columns": (
        "place,people,,\nIdleb,5,,\n",
        "tell",
        "2 empty columns at the right",
        ["place", "people"],
        ["Idleb", "5"],
        [2],
    ),
    "unnamed column": (
        "place,,people\nIdleb,x,5\n",
        "tell",
        "line 1: columns without a name: 2",
        ["place", "", "people"],
        ["Idleb", "x", "5"],
        [2],
    ),
    "a name twice": (
        "place,people,people\nIdleb,5,6\n",
        "tell",
        "line 1: columns whose name stands twice are now “people (2)”",
        ["place", "people", "people (2)"],
        ["Idleb", "5", "6"],
        [2],
    ),
    "a name thrice": (
        "n,n,n (2),n\nx,5,6,7\n",
        "tell",
        "stands twice",
        ["n", "n (3)", "n (2)", "n (4)"],
        ["x", "5", "6", "7"],
        [2],
    ),
    "years as names": (
        "country,2019,2020,2021\nSYR,1,2,3\n",
        "accept",
        "",
        ["country", "2019", "2020", "2021"],
        ["SYR", "1", "2", "3"],
        [2],
    ),
    "months as names": (
        "region,2012-09,2012-10\nGao,1,2\n",
        "accept",
        "",
        ["region", "2012-09", "2012-10"],
        ["Gao", "1", "2"],
        [2],
    ),
    "figures as names": (
        "SYR,2019,6495000\nSYR,2020,6568000\n",
        "ask",
        "Is the first line the header",
        ["SYR", "2019", "6495000"],
        ["SYR", "2020", "6568000"],
        [2],
    ),
    "one figure as a name": (
        "Idleb,586000\nHama,7\n",
        "ask",
        "Is the first line the header",
        ["Idleb", "586000"],
        ["Hama", "7"],
        [2],
    ),
    "a word among numbers": (
        f"pcode,people\n{ROWS}SY13,many\n",
        "tell",
        "line 14: column “people” is of numbers, but not here",
        ["pcode", "people"],
        ["SY01", "100"],
        [2],
    ),
    "blanks around names": (" place , people \nIdleb,5\n", "accept", "", ["place", "people"], ["Idleb", "5"], [2]),
}


def read(text: str, limits: Limits | None = None):
    return parse(text.encode(), "figures.csv", limits or Limits())


@pytest.mark.parametrize("name", FILES)
def test_the_table_is_found_and_the_rest_is_told(name):
    text, verdict, said, header, first, lines = FILES[name]
    reading = read(text)
    words = " / ".join(map(str, [*reading.told, *reading.questions, *reading.reasons]))
    assert (reading.verdict, said in words) == (verdict, True), words
    assert (reading.header, reading.rows[0], reading.lines[: len(lines)]) == (header, first, lines), words


def test_a_header_of_numbers_is_shown_as_header_and_as_row():
    (question,) = read("SYR,2019,6495000\nSYR,2020,6568000\n").questions
    assert question.choices["there is no header"][:2] == [
        ["column 1", "column 2", "column 3"],
        ["SYR", "2019", "6495000"],
    ]
    assert question.lines == (1,)


def test_a_table_above_the_table_is_a_question_not_a_preamble():
    small = "".join(f"{month},{n}\n" for n, month in enumerate(["May", "June", "July", "August"], 1))
    wide = "".join(f"Hama,{n},{n},{n},{n}\n" for n in range(12))
    reading = read(f"month,n\n{small}\nplace,a,b,c,d\n{wide}")
    assert "More than one table" in str(reading.questions[0])
    assert list(reading.questions[0].choices) == ["the table from line 7", "the table from line 1"]


def test_only_a_header_is_told():
    reading = read("place,people\n")
    assert (reading.verdict, reading.header, reading.rows) == ("tell", ["place", "people"], [])


def test_a_file_of_comments_has_no_table():
    reading = read("# made by hand\n# on Monday\n")
    assert (reading.verdict, reading.reasons[0].says) == ("refuse", "there is no table in the file; ask for it again")


def test_tags_are_kept_beside_the_header():
    assert read("place,people\n#adm1 , #affected\nIdleb,5\n").tags == ["#adm1", "#affected"]


def test_more_lines_than_can_be_named_are_counted():
    reading = read("a,b,c\n" + "1,2\n" * 8 + "x,y,z\n")
    assert str(reading.reasons[0]).startswith("lines 2, 3, 4, 5, 6 and 3 more: found 2 cells, expected 3")
