"""The same on the command line: `python -m curation read FILE [--json]`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from curation.__main__ import main

HOUSE = Path(__file__).resolve().parents[2]


def test_the_command_says_in_words_how_a_file_is_read(tmp_path):
    file = tmp_path / "figures.csv"
    file.write_text("place;people\nIdleb;5\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "curation", "read", str(file)], capture_output=True, text=True, cwd=HOUSE, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "tell: 2 columns, 1 rows\n  told: cells are separated by semicolons\n"


def test_for_machines_it_is_json_with_the_first_row(tmp_path, capsys):
    file = tmp_path / "figures.csv"
    file.write_bytes("région,déplacés\nDiffa,007\n".encode("cp1252"))
    assert main(["read", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "verdict": "tell",
        "encoding": "cp1252",
        "delimiter": ",",
        "told": [{"says": "read as cp1252", "lines": []}],
        "questions": [],
        "reasons": [],
        "header": ["région", "déplacés"],
        "rows": 1,
        "first_row": ["Diffa", "007"],
    }


@pytest.mark.parametrize(
    "text, code, says",
    [
        ("place,a;b\nHama,x;y\n", 1, "question: Which sign separates the cells? (comma or semicolon)"),
        ('place,n\n"Hama,5\n', 2, "refused: line 2: a quotation mark opens"),
    ],
)
def test_questions_and_refusals_have_exit_codes(tmp_path, capsys, text, code, says):
    file = tmp_path / "figures.csv"
    file.write_text(text, encoding="utf-8")
    assert main(["read", str(file)]) == code
    assert says in capsys.readouterr().out


def test_a_file_that_is_not_there_costs_a_sentence(tmp_path, capsys):
    assert main(["read", str(tmp_path / "none.csv")]) == 2
    assert "none.csv: No such file" in capsys.readouterr().err


def test_the_largest_size_can_be_set(tmp_path, capsys):
    file = tmp_path / "figures.csv"
    file.write_bytes(b"a,b\n" * 300_000)
    assert main(["read", str(file), "--max-mb", "1"]) == 2
    assert "more than the 1 MB read here" in capsys.readouterr().out


def test_a_good_folder_is_checked_in_silence(folder, capsys):
    assert main(["check", str(folder())]) == 0
    assert capsys.readouterr().out == ""


def test_the_tables_that_come_with_the_dashboard_are_checked_when_no_folder_is_named(capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out == ""


def test_a_broken_promise_is_said_with_line_column_and_mend(folder, capsys):
    path = folder(
        figures="""
        figure_id  value
        f1         961 000
    """
    )
    assert main(["check", str(path)]) == 2
    said = capsys.readouterr().out
    assert said.startswith('error: figures.csv, line 2, value: found "961 000", expected a number without separators')


def test_a_broken_rule_between_rows_is_said_with_both_lines(folder, capsys):
    path = folder(
        figures="""
        figure_id  value
        f1         586000
        f2         520000
    """
    )
    assert main(["check", str(path)]) == 2
    assert "lines 2 and 3, role" in capsys.readouterr().out


def test_a_warning_alone_asks_a_person_to_look(folder, capsys):
    path = folder(
        figures="""
        figure_id  value   qualifier
        f1         586000  exact
    """
    )
    assert main(["check", str(path), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["level"], problem["lines"], problem["column"]) == ("warning", [2], "qualifier")
