"""Any table against any Table Schema: how it ends, and in which words."""

import pytest

from curation.checking.inspection import inspect
from curation.problems import Problem
from tests.curation.inspecting import canonical, column, inspect_text, said

PLACES = "place,count\nIdleb,500\nHama,700\n"


def test_a_table_that_keeps_its_schema_is_accepted_with_nothing_to_say():
    found = inspect_text(PLACES, {"name": "place"}, {"name": "count", "type": "integer"})
    assert (found.verdict, said(found)) == ("accept", [])
    assert (found.header, [*found.rows], [*found.lines]) == (
        ["place", "count"],
        [["Idleb", "500"], ["Hama", "700"]],
        [2, 3],
    )


@pytest.mark.parametrize("schema", [None, {}, {"fields": []}])
def test_without_a_schema_every_column_is_free(schema):
    found = inspect(b"place,count\nIdleb,1.200\nHama,many\n", "camps.csv", schema)
    assert (found.verdict, found.free, found.table().columns) == ("accept", ["place", "count"], ["line"])


def test_the_same_through_the_door_and_with_a_schema_that_depends_on_the_file():
    schema = lambda reading: {"fields": [{"name": name, "type": "integer"} for name in reading.header[1:]]}  # noqa: E731
    found = inspect(b"place;count\nIdleb;5oo\n", "camps.csv", schema)
    assert found.verdict == "refuse"
    assert [(one.column, one.lines) for one in found.problems] == [("count", (2,))]


def test_a_file_that_cannot_be_read_is_refused_with_its_reason_among_the_problems():
    found = inspect(b"%PDF-1.4", "camps.csv", {})
    assert found.verdict == "refuse"
    says = "this is a PDF document, not a table; export the table as CSV or XLSX"
    assert [str(one) for one in found.reasons] == [says]
    assert [str(one) for one in found.problems] == [f"camps.csv: {says}"]


def test_while_the_reading_has_a_question_nothing_else_is_checked():
    found = inspect_text("place,a;b\nHama,x;y\n", {"name": "count", "constraints": {"required": True}})
    assert (found.verdict, [one.key for one in found.questions], found.problems) == ("ask", ["separator"], [])


def test_the_table_has_the_fields_in_the_order_of_the_schema_and_the_lines_of_the_file():
    text = "note,Count,place\nx,1 200,Idleb\n\ny,,Hama\n"
    found = inspect_text(text, {"name": "place"}, {"name": "count", "type": "number"}, {"name": "day", "type": "date"})
    assert found.table().columns == ["place", "count", "line"]
    assert found.table().rows() == [("Idleb", "1200", 2), ("Hama", None, 4)]
    assert found.free == ["note"]


# Type, cells that are of it, one that is not, and what is then expected.
TYPES = [
    ("integer", ["500", "-7"], "7.5", "a whole number"),
    ("boolean", ["true", "False", "1"], "yes", "yes or no"),
    ("time", ["09:30:00", "23:59:59Z"], "24:00:00", "a time as hh:mm:ss"),
    ("year", ["2020", "1999"], "20", "a year"),
    ("yearmonth", ["2020-02", "1999-12"], "2020-13", "a month as YYYY-MM"),
    ("datetime", ["2020-02-29T10:00:00Z", "2020-02-29T10:00:00+03:00"], "2020-02-30T10:00:00Z", "a day and time"),
    ("duration", ["P1Y2M", "PT4H"], "P", "a duration"),
    ("object", ["{}"], "[]", "a JSON object"),
    ("array", ["[]"], "{}", "a JSON list"),
    ("list", ["a"], None, ""),
    ("geopoint", ["36.6, 35.9"], "190, 35.9", "a position"),
    ("any", ["x", "5", "?"], None, ""),
    ("string", ["x", "5", "?"], None, ""),
]


@pytest.mark.parametrize("kind, good, bad, expected", TYPES, ids=[one[0] for one in TYPES])
def test_a_cell_is_of_its_type_or_an_error_with_its_line(kind, good, bad, expected):
    cells = "".join(f"camp {n};{cell}\n" for n, cell in enumerate([*good, *([bad] if bad else [])]))
    found = inspect_text(f"camp;sign\n{cells}", {"name": "sign", "type": kind})
    errors = [one for one in found.problems if one.level == "error"]
    assert [(one.lines, one.found) for one in errors] == ([((2 + len(good),), bad)] if bad else [])
    assert all(expected in one.expected for one in errors)


@pytest.mark.parametrize(
    "form, good, bad",
    [
        ("uri", "https://example.org/a", "example.org"),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"),
        ("binary", "aGVsbG8=", "aGVsbG8"),
    ],
)
def test_text_of_a_format_has_it(form, good, bad):
    found = column("string", good, bad, format=form)
    assert [(one.lines, one.found) for one in found.problems] == [((3,), bad)]


@pytest.mark.parametrize(
    "kind, rules, good, bad, expected",
    [
        ("string", {"required": True}, "x", "", "a value, this column is never blank"),
        ("string", {"required": True}, "x", "   ", "a value, this column is never blank"),
        ("string", {"enum": ["f", "m"]}, "f", "w", "one of f m"),
        ("string", {"enum": ["not known", "m"]}, "m", "w", "one of not known, m"),
        ("integer", {"enum": [10, 20]}, "10", "30", "one of 10 20"),
        ("string", {"pattern": "[A-Z]{3}"}, "SYR", "SYRIA", "the form [A-Z]{3}"),
        ("string", {"pattern": "(?=S)[A-Z]{3}"}, "SYR", "TUR", "the form (?=S)[A-Z]{3}"),
        ("string", {"minLength": 3}, "abc", "ab", "3 letters or more"),
        ("string", {"maxLength": 3}, "حمص", "abcd", "3 letters or less"),
        ("array", {"maxLength": 1}, "[7]", "[7;8]", "a JSON list"),
        ("number", {"minimum": 10}, "10", "9.5", "10 or more"),
        ("number", {"maximum": 10}, "10", "10.5", "10 or less"),
        ("number", {"exclusiveMinimum": 10}, "10.5", "10", "more than 10"),
        ("number", {"exclusiveMaximum": 10}, "9.5", "10", "less than 10"),
        ("date", {"minimum": "2020-01-01"}, "2020-01-01", "2019-12-31", "2020-01-01 or more"),
        ("yearmonth", {"maximum": "2020-02"}, "2020-02", "2020-03", "2020-02 or less"),
        ("year", {"minimum": 2011}, "2011", "2010", "2011 or more"),
        (
            "datetime",
            {"minimum": "2020-01-01T12:00:00+03:00"},
            "2020-01-01T09:00:00Z",
            "2020-01-01T08:59:59Z",
            "or more",
        ),
        ("string", {"unique": True}, "other", "twice", "a value that occurs once"),
    ],
)
def test_a_constraint_is_kept_or_an_error(kind, rules, good, bad, expected):
    cells = [good, bad] + ([bad] if "unique" in rules else [])
    found = column(kind, *cells, constraints=rules)
    (problem,) = found.problems
    assert (problem.level, problem.lines) == ("error", tuple(range(3, 2 + len(cells))))
    assert (problem.found, expected in problem.expected) == (bad.strip(), True)


def test_a_word_in_other_letters_says_which_word_is_meant():
    assert said(column("string", "F", constraints={"enum": ["f", "m"]})) == [
        'error: camps.csv, line 2, count: found "F", expected one of f m; write f'
    ]


def test_blanks_around_a_word_are_passed_over_and_told():
    found = column("string", " f", "m\u200f", "f", constraints={"enum": ["f", "m"]})
    assert (found.verdict, canonical(found)) == ("tell", ["f", "m", "f"])
    assert said(found) == ["told: lines 2, 3: count: blanks and signs nobody sees are passed over"]


def test_what_the_schema_calls_missing_is_blank_and_nothing_else():
    found = column("number", "-", "NA", "500", missingValues=["", "-"])
    assert (canonical(found), [one.found for one in found.problems]) == ([None, "NA", "500"], ["NA"])


def test_numbers_are_read_as_the_schema_says():
    found = column("number", "1.200,5", "35.000", "12.5x", decimalChar=",", groupChar=".")
    assert canonical(found)[:2] == ["1200.5", "35000"]
    assert [one.found for one in found.problems] == ["12.5x"]
    assert not found.told
    bare = column("number", "€ 1200", "95%", bareNumber=False)
    assert canonical(bare) == ["1200", "95"]


def test_words_for_yes_and_no_are_those_of_the_schema():
    found = column("boolean", "oui", "non", "yes", trueValues=["oui"], falseValues=["non"])
    assert (canonical(found)[:2], [one.found for one in found.problems]) == (["true", "false"], ["yes"])


def test_a_key_is_never_blank_and_occurs_once():
    found = inspect_text("id,n\na,10\nb,20\na ,30\n,40\n", {"name": "id"}, {"name": "n"}, primaryKey="id")
    assert said(found) == [
        "told: line 4: id: blanks and signs nobody sees are passed over",
        "error: camps.csv, line 5, id: expected a value, this column is never blank; write the id",
        'error: camps.csv, lines 2 and 4, id: found "a", expected an id that occurs once; rename all but one',
    ]


def test_a_key_of_two_columns_is_a_combination():
    fields = [{"name": "place"}, {"name": "day", "type": "date"}]
    text = "place,day\nIdleb,2020-02-09\nIdleb,2020-02-10\nIdleb,2020-02-09\n"
    assert said(inspect_text(text, *fields, primaryKey=["place", "day"])) == [
        'error: camps.csv, lines 2 and 4, place, day: found "Idleb, 2020-02-09", '
        "expected a combination that occurs once; rename all but one"
    ]
    assert inspect_text(text, *fields, uniqueKeys=[["place", "day"]]).verdict == "refuse"
    assert inspect_text(text, *fields).verdict == "accept"


def test_a_key_into_the_table_itself_leads_to_a_row_and_others_are_told():
    fields = [{"name": "code"}, {"name": "parent"}, {"name": "source"}]
    keys = [
        {"fields": "parent", "reference": {"resource": "", "fields": "code"}},
        {"fields": ["source"], "reference": {"resource": "sources", "fields": ["id"]}},
    ]
    found = inspect_text("code,parent,source\nA,,ocha\nB,A,ocha\nC,Z,ocha\n", *fields, foreignKeys=keys)
    assert said(found) == [
        "told: whether keys are in other tables is not checked here: source in sources",
        'error: camps.csv, line 4, parent: found "Z", expected a code of this table; correct it, or add the row',
    ]


@pytest.mark.parametrize(
    "name", ["Total", "TOTAL", "Grand total", "Total Idleb", "Sous-total", "المجموع", "Всього", "Разом"]
)
def test_a_row_that_is_named_a_total_is_doubted(name):
    rows = "".join(f"place {n},{100 * n}\n" for n in range(1, 8))
    found = inspect_text(f"place,count\n{rows}{name},9999\n", {"name": "count", "type": "number"})
    assert (found.verdict, [(one.level, one.lines, one.column) for one in found.problems]) == (
        "ask",
        [("warning", (9,), "place")],
    )


def test_a_word_that_parts_the_whole_table_is_no_row_of_totals():
    rows = "".join(f"place {n},{cut},{100 + n}\n" for n in range(5) for cut in ("Men", "Women", "Total"))
    assert inspect_text(f"place,who,count\n{rows}", {"name": "count", "type": "number"}).problems == []


def test_a_last_row_that_is_the_sum_of_all_others_is_doubted():
    found = inspect_text("place,count\na,100\nb,250\nc,150\nd,500\n", {"name": "count", "type": "number"})
    assert [(one.level, one.lines, one.found) for one in found.problems] == [("warning", (5,), "500")]
    assert inspect_text("place,count\na,100\nb,250\nc,150\nd,501\n", {"name": "count", "type": "number"}).problems == []


def test_personal_data_refuses_the_file_and_no_message_repeats_it():
    text = "phone,count\n+963 944 123 456,10\n+963 944 123 457,20\n"
    found = inspect_text(text, {"name": "phone", "type": "integer"}, {"name": "count", "type": "integer"})
    assert found.verdict == "refuse"
    assert "963" not in " ".join(said(found))


def test_equal_problems_are_one_with_all_their_lines():
    found = column("number", *["many"] * 5, "586")
    assert [one.lines for one in found.problems] == [(2, 3, 4, 5, 6)]


def test_of_very_many_different_bad_cells_none_is_lost():
    cells = [f"about {n} thousand" for n in range(3_000)]
    problems = [one for one in column("number", *cells).problems if one.level == "error"]
    assert len(problems) == 1_001
    assert sorted(line for one in problems for line in one.lines) == list(range(2, 3_002))
    assert problems[-1].says.startswith("2,000 more different cells, such as ")


@pytest.mark.parametrize(
    "cell, shown",
    [
        ("a\nb", "a⏎b"),
        ("a\u00a0b", "a b"),
        ("\u202eabc", "abc"),
        ("x" * 100, "x" * 80 + "…"),
        ("\x1b[31mred", "[31mred"),
    ],
)
def test_a_cell_in_a_sentence_stays_on_its_line_and_moves_no_cursor(cell, shown):
    found = column("number", cell)
    assert [one.found for one in found.problems] == [shown]


def test_a_problem_with_a_sentence_of_its_own_says_it():
    assert str(Problem("camps.csv", (), "", "", "", "", says="it is empty")) == "camps.csv: it is empty"
