"""`python -m curation check FILE`: any file, against our tables or a schema of its own."""

import io
import json

import pytest
from openpyxl import load_workbook

from curation.__main__ import main

SCHEMA = {"fields": [{"name": "place"}, {"name": "people", "type": "number", "constraints": {"minimum": 0}}]}


@pytest.fixture
def check(tmp_path, capsys):
    """Check a text with some options, and return the exit code and what was printed."""

    def act(text: str, *options: str, name: str = "camps.csv") -> tuple[int, str]:
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
        code = main(["check", str(tmp_path / name), *(one.replace("HERE", str(tmp_path)) for one in options)])
        out, err = capsys.readouterr()
        return code, out + err

    return act


WITH_SCHEMA = ("--schema", "HERE/schema.json")


@pytest.mark.parametrize(
    "text, code, says",
    [
        ("place,people\nIdleb,500\n", 0, "accept: 2 columns, 1 rows\n"),
        (
            "place,people\nIdleb,1 200\n",
            0,
            "told: line 2: people: the blank between digits is read as a thousands separator",
        ),
        ("place,people\nIdleb,1.200\n", 1, "question: people: is “1.200” the number 1.2 or 1200?"),
        ("place,people\nIdleb,1.200\n", 1, "answer with --answer 'numbers:people=CHOICE'"),
        ("place,people\nIdleb,many\n", 2, 'error: camps.csv, line 2, people: found "many", expected a number'),
        ("place,people\nIdleb,-5\n", 2, "expected 0 or more"),
        ("", 2, "the file is empty"),
    ],
)
def test_a_file_is_held_against_a_schema_and_the_exit_code_says_how_it_ended(check, text, code, says):
    found, printed = check(text, *WITH_SCHEMA)
    assert (found, says in printed) == (code, True), printed


def test_an_answer_is_given_on_the_command_line(check):
    answer = ("--answer", "numbers:people=decimal comma")
    assert check("place,people\nIdleb,1.200\n", *WITH_SCHEMA, *answer) == (
        0,
        "tell: 2 columns, 1 rows\n  told: line 2: people: the point is read as a thousands separator, as you chose\n",
    )


def test_for_machines_it_is_json(check):
    code, printed = check("place,people\nIdleb,12k\nHama,500\n", *WITH_SCHEMA, "--json")
    found = json.loads(printed)
    (problem,) = found.pop("problems")
    assert (code, found) == (
        2,
        {
            "verdict": "refuse",
            "table": "",
            "told": [],
            "questions": [],
            "reasons": [],
            "header": ["place", "people"],
            "rows": 2,
            "first_row": ["Idleb", "12k"],
        },
    )
    assert problem == {
        "table": "camps.csv",
        "lines": [2],
        "column": "people",
        "found": "12k",
        "expected": "a number without separators",
        "mend": "write 12000 if that is meant",
        "level": "error",
        "says": "",
        "sentence": 'camps.csv, line 2, people: found "12k", expected a number without separators; '
        "write 12000 if that is meant",
    }


def test_without_a_schema_a_file_that_is_none_of_our_tables_is_free(check):
    assert check("camp,people\nIdleb,many\n")[1].startswith("accept: 2 columns, 1 rows\n")


def test_a_schema_that_is_none_or_is_not_there_costs_a_sentence(check, tmp_path):
    (tmp_path / "bad.json").write_text('{"fields": 5}', encoding="utf-8")
    (tmp_path / "no.json").write_text("{", encoding="utf-8")
    for name, says in (("bad", "fields of a schema are a list"), ("no", "no.json: "), ("none", "No such file")):
        code, printed = check("a,b\n1,2\n", "--schema", f"HERE/{name}.json")
        assert (code, says in printed) == (2, True), printed


def test_a_file_that_is_not_there_costs_a_sentence(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none.csv")]) == 2
    assert "none.csv: No such file" in capsys.readouterr().err


def test_an_answer_without_its_key_is_not_understood(check, capsys):
    with pytest.raises(SystemExit) as left:
        check("a,b\n1,2\n", "--answer", "decimal comma")
    assert left.value.code == 2
    assert "expected KEY=CHOICE" in capsys.readouterr().err


def test_the_commented_workbook_is_written(check, tmp_path):
    check("place,people\nIdleb,12k\n", *WITH_SCHEMA, "--xlsx", "HERE/out.xlsx")
    book = load_workbook(io.BytesIO((tmp_path / "out.xlsx").read_bytes()))
    assert book.worksheets[1]["C2"].comment


# A figure to come: what of it a test says, and the rest.
NEW = {
    "figure_id": "new",
    "crisis_id": "syr",
    "indicator": "idps",
    "value": "900001",
    "qualifier": "not_stated",
    "as_of": "2020-02-11",
    "location_id": "SYR",
    "population_group": "IDP",
    "sex": "all",
    "age_group": "all",
    "source_id": "ocha",
    "url": "https://example.org/10",
    "published_on": "2020-02-11",
    "role": "triangulation",
    "status": "validated",
}


def new(**said: str) -> str:
    row = {**NEW, **said}
    return f"{','.join(row)}\n{','.join(row.values())}\n"


@pytest.mark.parametrize(
    "said, code, says",
    [
        ({"value": "590000"}, 1, 'as_of: found "2020-02-11", expected a day within the last 7 days for syr'),
        ({"value": "900001"}, 1, 'camps.csv, line 2, value: found "900001", expected a change of at most 50 %'),
        ({"source_id": "nobody"}, 2, 'line 2, source_id: found "nobody", expected a source_id of sources.csv'),
        (
            {"as_of": "2999-01-01", "published_on": "2999-01-01"},
            2,
            'line 2, as_of: found "2999-01-01", expected a day that has come',
        ),
        ({"figure_id": "Bad Id"}, 2, 'camps.csv, line 2, figure_id: found "Bad Id", expected the form'),
    ],
)
def test_a_file_that_is_one_of_our_tables_is_held_against_its_rules_beside_the_published_rows(
    check, folder, said, code, says
):
    path = folder()
    found, printed = check(new(**said), "--data", str(path))
    assert "read as the table figures" in printed
    assert (found, says in printed) == (code, True), printed


def test_a_row_that_is_published_already_is_not_asked_again(check, folder):
    path = folder()
    published = (path / "figures.csv").read_text(encoding="utf-8")
    assert check(published, "--data", str(path))[0] == 0


def test_a_second_recommended_row_for_a_published_one_is_an_error_on_the_line_of_the_file(check, folder):
    path = folder()
    text = new(value="586001", as_of="2020-02-09", role="recommended")
    code, printed = check(text, "--data", str(path))
    assert (code, "camps.csv, line 2, role: found" in printed) == (2, True), printed


def test_another_table_of_ours_is_known_by_its_columns(check, folder):
    path = folder()
    code, printed = check("Place,name,parent_id\nSY07,Idleb,XX\n", "--data", str(path))
    assert "read as the table locations" in printed
    assert (code, 'found "XX", expected a location_id of locations.csv' in printed) == (2, True), printed
