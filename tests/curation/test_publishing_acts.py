"""Comparing, publishing and going back on the command line, as a nightly job does it."""

import csv
import json

import pytest

from curation.__main__ import main
from tests.curation.conftest import GOOD


@pytest.fixture
def sent(tmp_path):
    """A file of figures: the one good row with some cells written otherwise, once per change."""

    def of(*changes: dict[str, str], name: str = "report.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, [*GOOD["figures"], "note"], restval="")
            writer.writeheader()
            writer.writerows({**GOOD["figures"], **change} for change in changes)
        return path

    return of


@pytest.fixture
def data(tmp_path, folder):
    """A data folder of one good row a table; the crisis is over, so that no newer figure is missed."""
    made = folder(crises="end_date\n2020-12-31")
    place = tmp_path / "own"
    place.mkdir()
    for path in [*made.glob("*.csv"), made / "datapackage.json"]:
        path.rename(place / path.name)
    return place


NEXT = {"figure_id": "syr-2020-02-23-idps-ocha", "as_of": "2020-02-23", "published_on": "2020-02-24", "value": "601000"}


def run(capsys, *arguments) -> tuple[int, object]:
    """Exit code and what was printed for machines."""
    code = main([str(one) for one in [*arguments, "--json"]])
    return code, json.loads(capsys.readouterr().out)


def publish(capsys, data, path, *more) -> tuple[int, object]:
    return run(capsys, "publish", path, "--data", data, "--reason", "Report", "--author", "Amal <a@example.org>", *more)


def test_a_new_row_without_doubts_is_compared_and_published_with_exit_code_0(capsys, data, sent):
    code, said = run(capsys, "compare", sent(NEXT), "--data", data, "--mode", "add")
    assert (code, said["tables"]["figures"]["added"], said["problems"]) == (0, 1, [])
    assert publish(capsys, data, sent(NEXT))[0] == 0
    assert "601000" in (data / "figures.csv").read_text(encoding="utf-8")


def test_a_doubtful_row_is_published_only_when_its_warnings_are_accepted(capsys, data, sent):
    path = sent({**NEXT, "value": "6010000"})
    before = (data / "figures.csv").read_bytes()
    code, said = publish(capsys, data, path)
    assert code == 1
    assert "50 %" in said["problems"][0]["sentence"]
    assert (data / "figures.csv").read_bytes() == before
    assert publish(capsys, data, path, "--accept-warnings")[0] == 0


def test_a_wrong_cell_is_refused_with_exit_code_2_and_nothing_is_published(capsys, data, sent):
    before = (data / "figures.csv").read_bytes()
    code, said = publish(capsys, data, sent({**NEXT, "value": "12k"}), "--accept-warnings")
    assert code == 2
    assert 'line 2, value: found "12k"' in said["refused"]
    assert (data / "figures.csv").read_bytes() == before


def test_a_key_that_leads_nowhere_is_refused_in_lines_of_the_file(capsys, data, sent):
    code, said = run(capsys, "compare", sent({**NEXT, "source_id": "nobody"}), "--data", data)
    assert code == 2
    assert said["problems"][0]["table"] == "report.csv"
    assert said["problems"][0]["lines"] == [2]


def test_a_question_is_put_with_its_key_and_an_answer_settles_it(capsys, data, sent):
    path = sent({**NEXT, "value": "601.000"})
    code, said = publish(capsys, data, path)
    assert (code, said["questions"][0]["key"]) == (1, "numbers:value")
    assert publish(capsys, data, path, "--answer", "numbers:value=decimal comma")[0] == 0
    assert "601000" in (data / "figures.csv").read_text(encoding="utf-8")


def test_history_lists_who_and_why_and_restore_goes_back(capsys, data, sent):
    before = (data / "figures.csv").read_bytes()
    publish(capsys, data, sent(NEXT))
    code, said = run(capsys, "history", "--data", data)
    assert code == 0
    assert (said[0]["number"], said[0]["author"]["name"]) == (2, "Amal")
    assert run(capsys, "restore", "1", "--data", data, "--reason", "Too early")[0] == 0
    assert (data / "figures.csv").read_bytes() == before
    assert run(capsys, "history", "--data", data)[1][0]["restores"] == said[1]["id"]


def test_a_version_that_is_not_there_is_refused(capsys, data, sent):
    publish(capsys, data, sent(NEXT))
    code, said = run(capsys, "restore", "7", "--data", data, "--reason", "Why not")
    assert (code, "no version 7" in said["refused"]) == (2, True)


def test_a_table_without_numbers_is_none_of_our_tables_and_no_publishers(capsys, data, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("name,colour\nhouse,red\ntree,green\n", encoding="utf-8")
    code, said = run(capsys, "compare", path, "--data", data)
    assert (code, "none of our tables" in said["refused"]) == (2, True)


def test_anybodys_table_asks_what_no_cell_says_and_is_compared_when_it_is_answered(capsys, data, tmp_path):
    path = tmp_path / "week.csv"
    path.write_text("country,persons\nSYR,650000\n", encoding="utf-8")
    code, said = run(capsys, "compare", path, "--data", data)
    assert (code, [one["key"] for one in said["questions"]]) == (1, ["indicator", "date", "source"])
    answers = ["--answer", "indicator=idps", "--answer", "date=2020-03-02", "--answer", "source=ocha"]
    code, said = run(capsys, "compare", path, "--data", data, *answers)
    assert said["tables"]["figures"]["added"] == 1


def test_what_hands_have_changed_stops_publishing_until_it_is_adopted(capsys, data, sent, rewrite):
    publish(capsys, data, sent(NEXT))
    rewrite(data / "figures.csv", "601000", "602000")
    later = {**NEXT, "figure_id": "later", "as_of": "2020-03-01", "published_on": "2020-03-02"}
    code, said = publish(capsys, data, sent(later))
    assert (code, "figures.csv" in said["refused"]) == (2, True)
    assert run(capsys, "adopt", "--data", data, "--reason", "Typed from the fax")[0] == 0
    assert publish(capsys, data, sent(later))[0] == 0
    assert "602000" in (data / "figures.csv").read_text(encoding="utf-8")


def test_heal_says_what_it_did_and_finds_nothing_in_a_whole_folder(capsys, data, sent):
    publish(capsys, data, sent(NEXT))
    code, _ = run(capsys, "heal", "--data", data)
    assert code == 0
