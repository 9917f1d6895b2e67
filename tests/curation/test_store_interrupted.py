"""What an interruption leaves behind, and how it is finished; who has to wait."""

import os
import shutil
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

import curation
import curation.publishing as store
from curation.store import Busy, NotWritten, lock, placing
from curation.store.lock import alone
from curation.store.places import place_of
from tests.curation.curators import (
    already,
    base_of,
    figures,
    publish,
    refused,
    tables_on_disk,
    value_on_disk,
    values,
    versions_folder,
)

# Somebody without rights, for where the tests are run by the system's administrator.
NOBODY = 65534


@pytest.fixture
def locked(folder):
    """A data folder with a history that its dashboard may read and not write, until it is given back."""
    root = Path(tempfile.mkdtemp())
    path = root / "data"
    shutil.copytree(folder(), path)
    store.begin(path)
    if os.geteuid() == 0:
        for one in [root, *root.rglob("*")]:
            os.chown(one, NOBODY, NOBODY)
    path.chmod(0o555)
    yield path
    path.chmod(0o755)
    shutil.rmtree(root)


@contextmanager
def ordinary_user():
    """Act as somebody whom the rights of files stop; the administrator passes all of them."""
    administrator = os.geteuid() == 0
    if administrator:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if administrator:
            os.seteuid(0)


def test_a_data_folder_that_cannot_be_written_leaves_the_copy_pending_not_the_version_failed(locked):
    with ordinary_user():
        done = already(locked, 900000)
    assert done.pending == (
        "published; the copy in the data folder is pending: the dashboard lacks the right to its folder"
    )
    assert (store.current(locked).number, value_on_disk(locked)) == (2, "586000")
    assert store.hand_edits(locked) == []
    locked.chmod(0o755)
    assert store.heal(locked).placed == ("figures.csv",)
    assert value_on_disk(locked) == "900000"


def test_the_next_publication_finishes_the_copy_before_it_begins(locked):
    with ordinary_user():
        already(locked, 900000)
        already(locked, 910000)
    locked.chmod(0o755)
    assert publish(locked, 920000).pending == ""
    assert value_on_disk(locked) == "920000"
    assert len(store.history(locked)) == 4


def test_a_hand_edit_made_while_the_copy_was_pending_is_not_overwritten(locked):
    with ordinary_user():
        already(locked, 900000)
    locked.chmod(0o755)
    (locked / "figures.csv").write_bytes(figures(locked, 777))
    store.heal(locked)
    assert value_on_disk(locked) == "777"
    assert store.hand_edits(locked) == ["figures.csv"]


def test_reading_needs_no_right_to_write(locked):
    versions = versions_folder(locked)
    for one in [versions, *versions.rglob("*")]:
        one.chmod(0o555 if one.is_dir() else 0o444)
    with ordinary_user():
        assert [version.number for version in store.history(locked)] == [1]
        assert store.heal(locked).pending == ""
        assert store.hand_edits(locked) == []
        with refused(NotWritten) as said:
            publish(locked, 900000)
    assert said == ["nothing was done: the dashboard lacks the right to its folder"]
    for one in [versions, *versions.rglob("*")]:
        one.chmod(0o755)


def test_a_publication_killed_between_the_commit_and_the_copy_is_finished_by_healing(folder):
    path = folder()
    before = tables_on_disk(path)
    already(path, 900000)
    place_of(path).placed.write_bytes(store.history(path)[-1].id.encode() + b"\n")
    (path / "figures.csv").write_bytes(before["figures.csv"])
    (path / ".figures.csv.publishing").write_bytes(b"half a fi")
    healed = store.heal(path)
    assert str(healed) == "the data folder was brought to version 2: figures.csv"
    assert value_on_disk(path) == "900000"
    assert not list(path.glob(".*.publishing"))
    assert str(store.heal(path)) == "nothing was left unfinished"


def test_a_publication_killed_before_the_witness_knew_of_it_is_found(folder):
    path = folder()
    already(path, 900000)
    witness = place_of(path).witness.read_bytes()
    already(path, 910000)
    place_of(path).witness.write_bytes(witness)
    assert store.current(path).number == 3
    already(path, 920000)
    assert values(path) == ["586000", "900000", "910000", "920000"]


@pytest.mark.parametrize("left", ["refs/heads/main.lock", "HEAD.lock", "config.lock", "packed-refs.lock"])
def test_a_lock_left_by_a_kill_stops_nobody(folder, left):
    path = folder()
    already(path, 900000)
    (versions_folder(path) / "store.git" / left).touch()
    already(path, 910000)
    assert values(path) == ["586000", "900000", "910000"]
    assert not (versions_folder(path) / "store.git" / left).exists()


def test_a_repository_half_made_by_a_kill_is_made_anew(folder):
    path = folder()
    half = versions_folder(path) / ".store.git.publishing" / "objects"
    half.mkdir(parents=True)
    already(path, 900000)
    assert values(path) == ["586000", "900000"]


def test_who_publishes_while_somebody_else_does_waits_and_is_then_told_to_try_again(folder, monkeypatch):
    path = folder()
    store.begin(path)
    monkeypatch.setattr(lock, "WAIT", 0)
    with alone(place_of(path)), refused(Busy) as said:
        publish(path, 900000)
    assert "somebody else has been publishing for more than" in said[0]
    assert publish(path, 900000).version.number == 2


def test_two_threads_of_one_server_publish_one_after_the_other(folder):
    path = folder()
    base = store.begin(path).id
    outcomes = []

    def act(value: int) -> None:
        try:
            outcomes.append(publish(path, value, base=base).version.number)
        except store.StoreError as refusal:
            outcomes.append(type(refusal).__name__)

    threads = [threading.Thread(target=act, args=(value,)) for value in (900000, 910000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["2", "Stale"]
    assert values(path)[1] == value_on_disk(path)


@pytest.fixture
def reader(monkeypatch):
    """Reads the tables after every single rename, as an open page might."""
    seen = []

    def watch(path):
        rename = placing.write_whole

        def renamed(file, content):
            rename(file, content)
            seen.append(file.name)
            curation.read_typed(path)

        monkeypatch.setattr(placing, "write_whole", renamed)
        return seen

    return watch


IOM = b"iom,Organization for Migration,IOM,un,collects,,not stated,,unknown,\n"


def test_a_reader_in_between_finds_every_source_when_one_comes_with_its_figures(folder, reader):
    path = folder()
    seen = reader(path)
    sources = (path / "sources.csv").read_bytes() + IOM
    files = {"figures.csv": figures(path, 900000).replace(b",ocha,", b",iom,"), "sources.csv": sources}
    assert store.publish(path, files, author=store.Author("Ana"), reason="IOM", base=None).pending == ""
    assert seen == ["sources.csv", "figures.csv"]


def test_a_reader_in_between_finds_every_source_when_one_goes_with_its_figures(folder, reader):
    path = folder()
    before = tables_on_disk(path)
    files = {
        "figures.csv": before["figures.csv"].replace(b",ocha,", b",iom,"),
        "sources.csv": before["sources.csv"] + IOM,
    }
    store.publish(path, files, author=store.Author("Ana"), reason="IOM", base=None)
    seen = reader(path)
    first = store.history(path)[-1].id
    assert store.restore(path, first, author=store.Author("Ana"), reason="no", base=base_of(path)).pending == ""
    assert seen == ["figures.csv", "sources.csv"]


def test_a_reader_in_between_finds_every_column_the_data_package_names(folder, reader):
    path = folder()
    seen = reader(path)
    old, new = b'"name": "note"', b'"name": "remark"'
    package = (path / "datapackage.json").read_bytes().replace(old, new)
    tables = {file: content for file, content in tables_on_disk(path).items() if file.endswith(".csv")}
    files = {file: _both(content) for file, content in tables.items()}
    store.publish(path, {**files, "datapackage.json": package}, author=store.Author("Ana"), reason="words", base=None)
    assert seen[-1] == "datapackage.json"


def _both(table: bytes) -> bytes:
    header, row = table.splitlines()[:2]
    return header + b",remark\n" + row + b",\n"
