"""Figures opened in place are prepared once for a version: the same rows, ordered as pages ask for them."""

import duckdb
import pytest

import curation
from curation import prepared
from curation.tables import DESCRIBED_BY
from tests import in_place


@pytest.fixture
def data(tmp_path):
    return in_place.folder_of("parquet", tmp_path / "data")


def opened(data, make: bool = True):
    tables = curation.read_typed(data)
    return tables, curation.described(tables, prepare=make)


def made(data) -> list:
    home = data / prepared.FOLDER
    return sorted(one.name for one in home.iterdir() if one.is_dir()) if home.exists() else []


def test_prepared_figures_are_the_same_public_rows(data):
    _, plain = opened(data, make=False)
    assert made(data) == []
    _, ready = opened(data)
    assert ready.name == "prepared"
    there = data / prepared.FOLDER / made(data)[0]
    assert set(prepared.PARTS) | {prepared.KEYS} == {path.name for path in there.iterdir()}
    columns = ", ".join(plain.rows().columns)
    before, after = (rows.rows().project(columns).order("figure_id").fetchall() for rows in (plain, ready))
    assert before == after
    assert len(duckdb.read_parquet(str(there / "whole.parquet")).filter("dimension IS NOT NULL")) == 0


def test_they_are_prepared_once_and_anew_when_an_indicator_says_something_else(data):
    opened(data)
    once = made(data)
    tables, _ = opened(data)
    assert made(data) == once
    assert prepared.ready(tables["figures"], tables, DESCRIBED_BY)
    path = data / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",people,", ",households,"), encoding="utf-8")
    _, again = opened(data)
    assert len(made(data)) == 2
    assert "households" in {one for (one,) in again.rows().project("unit").distinct().fetchall()}


def test_a_key_that_a_small_table_has_lost_since_is_told(data):
    opened(data)
    path = data / "sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("ocha,")), encoding="utf-8")
    with pytest.raises(curation.BrokenTables, match="a source_id of sources"):
        curation.read_typed(data)


def test_only_the_versions_opened_last_are_left(data):
    home = data / prepared.FOLDER
    for number in range(prepared.KEPT + 2):
        (home / f"old-{number}").mkdir(parents=True)
    (home / f"{prepared.ARRIVING}half").mkdir()
    opened(data)
    assert len(made(data)) == prepared.KEPT


def test_a_data_folder_that_cannot_be_written_leaves_the_figures_as_they_are(data, caplog):
    (data / prepared.FOLDER).write_text("a file where the folder should be", encoding="utf-8")
    _, plain = opened(data)
    assert plain.name == "described"
    assert len(plain.rows()) > 0
    assert "cannot be prepared" in caplog.text
