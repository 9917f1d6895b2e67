"""`recognise` and `convert` on the command line: what they print, write and return."""

import argparse
import csv
import json

import pytest

from curation import recognising_acts

MONTHS = (
    "Governorate,Date,IDPs\nIdleb,2020-02-09,345000\nHoms,2020-02-09,2\nHama,2020-02-09,30\nTotal,2020-02-09,345032\n"
)


@pytest.fixture
def run(tmp_path, capsys):
    """Give a file and the arguments after it; returns the exit code and what was printed."""

    def act(name: str, content: str, *more: str) -> tuple[int, str, str]:
        file = tmp_path / "file.csv"
        file.write_text(content, encoding="utf-8")
        parser = argparse.ArgumentParser()
        recognising_acts.add_to(parser.add_subparsers(required=True))
        asked = parser.parse_args([name, str(file), *more])
        code = asked.do(asked)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return act


def test_a_machine_reads_layout_rows_totals_dates_questions_and_licence(run):
    code, out, _ = run("recognise", MONTHS, "--json", "--answer", "source=ocha")
    said = json.loads(out)
    assert code == 0
    assert (said["layout"], said["figures"], said["dates"]) == (
        "any_table",
        3,
        {"first": "2020-02-09", "last": "2020-02-09"},
    )
    assert said["rows"]["used"] == 3
    assert said["rows"]["skipped"] == [
        {"why": "a total of other rows; totals are not added to them", "rows": 1, "lines": [5]}
    ]
    assert [(one["indicator"], one["unit"], one["value"]) for one in said["totals"]] == [("idps", "people", 345032)]
    assert said["questions"] == []
    assert said["licence"]["source"] == "ocha"


def test_a_person_reads_sentences_and_how_to_answer(run):
    code, out, _ = run("recognise", MONTHS)
    assert code == 1
    assert out.startswith("This looks like: table, Syria: 3 places, 1 indicator, as of 9 February 2020")
    assert "total: 345,032 people, idps (stock; admin level 1, as of 2020-02-09)" in out
    assert "--answer 'source=CHOICE'" in out


def test_convert_writes_rows_of_figures_and_the_rows_other_tables_need(run, tmp_path):
    text = MONTHS.replace("Hama", "Newtown")
    target, new = tmp_path / "figures.csv", tmp_path / "new"
    code, _, err = run("convert", text, "-o", str(target), "--new", str(new), "--answer", "source=ocha")
    rows = list(csv.DictReader(target.open(encoding="utf-8", newline="")))
    assert code == 0
    assert [rows[0][name] for name in ("location_id", "value", "as_of")] == ["SY07", "345000", "2020-02-09"]
    assert "3 figures written" in err
    assert [row["name"] for row in csv.DictReader((new / "locations.csv").open(encoding="utf-8"))] == ["Newtown"]


def test_a_file_that_is_not_there_is_refused(capsys):
    parser = argparse.ArgumentParser()
    recognising_acts.add_to(parser.add_subparsers(required=True))
    asked = parser.parse_args(["recognise", "nowhere.csv"])
    assert asked.do(asked) == 2
    assert "nowhere.csv" in capsys.readouterr().err
