"""The data folder of a deployment: filled at first start, and never against its owner."""

import gc
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

import curation
from components import published, states, warm

# Objects of programs that a server has loaded, at least.
LOADED = 50_000


def test_a_deployment_starts_with_the_tables_of_the_dashboard(tmp_path, monkeypatch):
    own = tmp_path / "figures"
    monkeypatch.setenv(states.DATA_SETTING, str(own))
    gc.unfreeze()
    warm.warm()
    assert gc.get_freeze_count() > LOADED
    assert len(published.published("figures")) >= 600
    assert (own / "datapackage.json").exists()


def test_a_folder_that_cannot_be_written_is_logged_and_stops_nothing(tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(states.DATA_SETTING, str(tmp_path / "file" / "figures"))
    warm.warm()
    assert "the data folder cannot be filled" in caplog.text
    assert "the tables cannot be shown" in caplog.text


def test_servers_that_start_together_on_an_empty_folder_all_find_every_table(tmp_path):
    own = tmp_path / "figures"
    with ThreadPoolExecutor(8) as servers:
        filled = list(servers.map(lambda _: (curation.fill(own, states.DATA_EMBEDDED), _tables(own)), range(8)))
    assert sorted(was_first for was_first, _ in filled) == [False] * 7 + [True]
    assert {tables for _, tables in filled} == {_tables(states.DATA_EMBEDDED)}


def test_broken_tables_are_not_checked_for_every_reader_and_looked_at_again_soon(data, monkeypatch):
    figures = data / "figures.csv"
    whole, stat = figures.read_bytes(), figures.stat()

    def write(content: bytes) -> None:
        """Change the file unseen: its size and time stay."""
        figures.write_bytes(content)
        os.utime(figures, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))

    write(whole.replace(b"recommended", b"recommendet", 1))
    for _ in range(2):
        with pytest.raises(curation.BrokenTables, match="recommendet"):
            published.published("figures")
        write(whole)
    monkeypatch.setattr(states, "BROKEN_FOR", 0.0)
    assert len(published.published("figures")) >= 600


def test_mended_tables_are_shown_at_once(data):
    figures = data / "figures.csv"
    whole = figures.read_bytes()
    figures.write_bytes(whole.replace(b"recommended", b"recommendet!", 1))
    with pytest.raises(curation.BrokenTables):
        published.published("figures")
    figures.write_bytes(whole)
    assert len(published.published("figures")) >= 600


def _tables(folder) -> tuple[str, ...]:
    """The tables a server finds when it has started."""
    return tuple(sorted(path.name for path in folder.glob("*.csv")))
