"""The benchmarks' results stay what a run wrote, and their table says what they say."""

import re

import pytest

from benchmarks import every, results

HERE = results.FOLDER
FILES = sorted(HERE.glob("*-results.md"))


def test_one_command_runs_every_benchmark_that_has_results():
    assert list(every.RUNS) == list(results.BENCHMARKS)
    assert {file.name for file in FILES} <= {f"{name}-results.md" for name in results.BENCHMARKS}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_result_says_in_short_what_was_found_how_and_when(file):
    text = file.read_text(encoding="utf-8")
    assert results.HEADLINE.search(text)
    assert results.WRITTEN.search(text)


def test_the_table_of_all_results_is_made_of_them():
    assert (HERE / "results.md").read_text(encoding="utf-8") == results.overview(HERE)


def test_what_was_not_measured_is_said_and_not_left_out(tmp_path, monkeypatch):
    monkeypatch.setenv(results.SETTING, str(tmp_path))
    results.write("soak", "A long time", "Flat.", "And so on.")
    table = results.overview(tmp_path)
    assert re.search(r"\[a long time\]\(soak-results.md\) +\| Flat\. +\| \d{4}-\d\d-\d\d", table)
    assert table.count("not measured yet") == len(results.BENCHMARKS) - 1
