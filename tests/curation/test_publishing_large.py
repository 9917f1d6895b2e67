"""Figures larger than memory are published from the command line, straight from the disk, and can be taken back."""

import hashlib
import json

import duckdb
import polars as pl
import pytest

import curation
from curation import large_screen
from curation.__main__ import main
from tests import in_place


@pytest.fixture
def data(tmp_path):
    return in_place.folder_of("csv", tmp_path / "own" / "data")


@pytest.fixture
def file(data, tmp_path):
    """The curated figures as Parquet somewhere else, with cells of the second row written otherwise."""

    def of(name: str = "sites.parquet", **cells):
        rows = duckdb.sql(f"SELECT * FROM read_csv('{data / 'figures.csv'}', all_varchar = true, header = true)").pl()
        second = pl.int_range(pl.len()) == 1
        rows = rows.with_columns(
            pl.when(second).then(pl.lit(cell)).otherwise(pl.col(column)).alias(column) for column, cell in cells.items()
        )
        path = tmp_path / name
        rows.write_parquet(path) if name.endswith(".parquet") else rows.write_csv(path)
        return path

    return of


def act(capsys, *arguments) -> tuple[int, str]:
    code = main([str(one) for one in arguments])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def publish(capsys, data, path, *more) -> tuple[int, str]:
    return act(capsys, "publish", path, "--data", data, "--reason", "Site list", "--author", "Amal", *more)


def figures_of(data) -> dict:
    return next(one for one in curation.package(data)["resources"] if one["name"] == "figures")


def parquet(data) -> list[str]:
    return sorted(path.name for path in data.glob("*.parquet"))


def test_a_parquet_file_becomes_the_figures_under_the_name_of_its_digest(capsys, data, file):
    before = curation.read_typed(data)["figures"]
    code, said = publish(capsys, data, file(value="12345"))
    assert (code, "version 2 is published" in said, "the rules between rows" in said) == (0, True, True)
    named = figures_of(data)
    digest = hashlib.sha256((data / named["path"]).read_bytes()).hexdigest()
    assert (named["hash"], named["path"]) == (f"sha256:{digest}", f"figures-{digest[:16]}.parquet")
    assert named["bytes"] == (data / named["path"]).stat().st_size
    rows = curation.read_typed(data)["figures"].rows().pl()
    assert len(rows) == len(before)
    assert set(rows["value"].drop_nulls()) - set(before["value"].dropna()) == {12345}
    newest, first = curation.history(data)
    assert newest.counts["figures"]["rows"] == len(before)
    assert "datapackage.json" in newest.digests
    # What git keeps is the name, and no bytes of the table.
    assert "figures.csv" in first.digests
    assert not [name for name in newest.digests if name.startswith("figures")]


def test_a_csv_over_the_limit_is_published_the_same_way(capsys, data, file):
    path = file("sites.csv", note="larger than the limit")
    assert publish(capsys, data, path, "--max-mb", "0")[0] == 0
    notes = curation.read_typed(data)["figures"].rows().pl()["note"]
    assert "larger than the limit" in notes.to_list()


def test_going_back_and_forth_shows_the_small_table_and_the_large_one_again(capsys, data, file):
    before = curation.read_typed(data)["figures"]
    publish(capsys, data, file(value="12345"))
    large = parquet(data)
    assert act(capsys, "restore", "1", "--data", data, "--reason", "Too early", "--author", "Amal")[0] == 0
    assert curation.read_typed(data)["figures"].equals(before)
    assert act(capsys, "restore", "2", "--data", data, "--reason", "Now", "--author", "Amal")[0] == 0
    assert figures_of(data)["path"] == large[0]
    assert len(curation.read_typed(data)["figures"].rows()) == len(before)


def test_a_version_whose_file_is_gone_is_not_gone_back_to_and_says_what_to_do(capsys, data, file):
    publish(capsys, data, file(value="12345"))
    (gone,) = parquet(data)
    publish(capsys, data, file(value="23456"))
    (data / gone).unlink()
    code, said = act(capsys, "restore", "2", "--data", data, "--reason", "Back", "--author", "Amal")
    assert (code, "nothing was published" in said, gone in said) == (2, True, True)
    assert "put the file back from a backup" in said
    assert figures_of(data)["path"] != gone


def test_a_small_table_that_the_large_one_needs_cannot_lose_its_rows(capsys, data, file):
    publish(capsys, data, file())
    version = curation.current(data)
    sources = (data / "sources.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in sources if not line.startswith("ocha,")).encode()
    author = curation.Author("Amal")
    with pytest.raises(curation.BrokenTables, match="ocha"):
        curation.publish(data, {"sources.csv": kept}, author=author, reason="Shorter", base=version.id)
    told = "".join(sources).replace("OCHA", "Ocha").encode()
    curation.publish(data, {"sources.csv": told}, author=author, reason="Its name", base=version.id)
    assert curation.current(data).number == 3


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"source_id": "nobody"}, "a source_id of sources"),
        ({"qualifier": "roughly"}, "one with roughly"),
        ({"note": "call Amal on +963 944 123 456"}, "telephone"),
    ],
)
def test_a_file_that_breaks_a_promise_publishes_nothing_and_leaves_nothing(capsys, data, file, cells, words):
    code, said = publish(capsys, data, file(**cells))
    assert (code, words in said) == (2, True), said
    assert parquet(data) == []
    assert figures_of(data)["path"] == "figures.csv"


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"value": "3", "sex": "f"}, "1 row"),
        ({"note": "Mr Ahmed Hassan received the tents"}, "names of persons"),
    ],
)
def test_what_may_give_somebody_away_is_held_until_somebody_takes_it_on(capsys, data, file, cells, words):
    code, said = publish(capsys, data, file(**cells))
    assert (code, words in said, "add --accept-warnings" in said) == (1, True, True), said
    assert "Hassan" not in said
    assert (parquet(data), curation.current(data)) == ([], None)
    assert publish(capsys, data, file(**cells), "--accept-warnings")[0] == 0
    (answered,) = curation.current(data).answered
    assert words in answered


def test_every_different_text_is_looked_at_however_many_there_are(capsys, data, file, monkeypatch):
    monkeypatch.setattr(large_screen, "TEXTS", 7)
    rows = pl.read_parquet(file())
    notes = [f"row {n}" for n in range(len(rows))]
    for at in (0, len(rows) // 2, len(rows) - 1):
        some = [*notes[:at], "call +963 944 123 456", *notes[at + 1 :]]
        path = file("called.parquet")
        rows.with_columns(note=pl.Series(some)).write_parquet(path)
        code, said = publish(capsys, data, path)
        assert (code, "telephone" in said, said.count("\n")) == (2, True, 3), said


def test_rows_are_not_added_to_a_table_larger_than_memory(capsys, data, file):
    code, said = publish(capsys, data, file(), "--mode", "add")
    assert (code, "is published whole" in said) == (2, True)


def test_other_tables_are_published_beside_it_and_rows_of_it_are_not(capsys, data, file, tmp_path):
    publish(capsys, data, file())
    sources, more = tmp_path / "sources.csv", ("--mode", "replace", "--accept-warnings")
    sources.write_text((data / "sources.csv").read_text(encoding="utf-8").replace("OCHA", "Ocha"), encoding="utf-8")
    assert publish(capsys, data, sources, *more)[0] == 0
    code, said = publish(capsys, data, file("figures.csv"), *more)
    assert (code, "write the whole table as Parquet" in said) == (2, True)


def test_what_is_published_by_hand_in_the_data_package_can_be_a_first_version(data):
    duckdb.execute(
        f"COPY (SELECT * FROM read_csv('{data / 'figures.csv'}', all_varchar = true)) TO '{data / 'by-hand.parquet'}'"
    )
    in_place.point(data, "by-hand.parquet")
    (data / "figures.csv").unlink()
    first = curation.begin(data)
    assert first.number == 1
    kept = json.loads(curation.files_of(data, first.id)["datapackage.json"])
    assert kept["resources"][0]["path"] == "by-hand.parquet"
