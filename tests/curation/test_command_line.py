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
