"""Two data folders that publish to one off-site copy, and a copy that is away."""

import os
import shutil
import signal
import socket
import subprocess
from contextlib import contextmanager, suppress

import pytest

import curation.publishing as store
from curation.store import Apart, NotAllowed, NotWritten, Stale, Unchanged, writing
from curation.store.joining import join
from tests.curation.curators import (
    ANA,
    BEN,
    already,
    base_of,
    git,
    publish,
    refused,
    tables_on_disk,
    value_on_disk,
    values,
)


@pytest.fixture
def copy(tmp_path_factory):
    """An empty off-site copy, as an administrator makes one."""
    away = tmp_path_factory.mktemp("away")
    git("init", "-q", "--bare", "-b", "main", "copy.git", at=away)
    return str(away / "copy.git")


@pytest.fixture
def here(folder, copy):
    """The first machine's data folder, which has published once."""
    path = folder()
    already(path, 900000, "sitrep 9", ANA, remote=copy)
    return path


@pytest.fixture
def there(here, copy, tmp_path_factory):
    """The second machine's data folder, filled from the same tables and started once."""
    path = tmp_path_factory.mktemp("there") / "data"
    shutil.copytree(here, path)
    store.heal(path, remote=copy)
    return path


def heads(copy: str) -> str:
    return git("rev-parse", "main", at=copy).strip()


def away(copy: str):
    shutil.move(copy, f"{copy}.away")


def back(copy: str):
    shutil.move(f"{copy}.away", copy)


def test_a_publication_is_at_the_off_site_copy_when_it_is_acknowledged(here, copy):
    assert heads(copy) == base_of(here)
    done = publish(here, 910000, remote=copy)
    assert done.pending == ""
    assert heads(copy) == done.version.id
    assert "error" not in git("fsck", "--full", "--strict", at=copy)


def test_a_second_machine_takes_over_the_history_at_its_first_start(here, there):
    assert [one.id for one in store.history(there)] == [one.id for one in store.history(here)]
    assert tables_on_disk(there) == tables_on_disk(here)


def test_a_second_machine_filled_with_an_older_version_is_brought_forward(folder, copy, tmp_path_factory):
    here, there = folder(), tmp_path_factory.mktemp("there") / "data"
    shutil.copytree(here, there)
    already(here, 900000, remote=copy)
    already(here, 910000, remote=copy)
    healed = store.heal(there, remote=copy)
    assert healed.told == ('version 3 was published elsewhere (ana@example.org, "sitrep 9") and is current here too',)
    assert value_on_disk(there) == "910000"


def test_a_second_machine_whose_tables_are_no_version_keeps_them_as_edits(here, copy, tmp_path_factory):
    there = tmp_path_factory.mktemp("there") / "data"
    shutil.copytree(here, there)
    (there / "figures.csv").write_bytes((there / "figures.csv").read_bytes().replace(b"900000", b"777"))
    store.heal(there, remote=copy)
    assert store.hand_edits(there) == ["figures.csv"]
    assert value_on_disk(there) == "777"


def test_who_reviewed_before_another_machine_published_is_told_who_it_was(here, there, copy):
    base = base_of(there)
    already(here, 910000, "sitrep 10", ANA, remote=copy)
    with refused(Stale) as said:
        publish(there, 920000, "sitrep 11", BEN, base=base, remote=copy)
    assert said == [
        'figures changed from version 2 to 3 (ana@example.org, "sitrep 10") while you were reviewing; compare again'
    ]
    assert value_on_disk(there) == "910000"
    assert publish(there, 920000, "sitrep 11", BEN, remote=copy).version.number == 4
    store.heal(here, remote=copy)
    assert values(here) == values(there) == ["586000", "900000", "910000", "920000"]


def test_a_copy_that_is_away_does_not_stop_a_publication_and_gets_it_later(here, copy):
    away(copy)
    done = publish(here, 910000, remote=copy)
    assert done.pending == "published; the off-site copy is pending: there is no git repository at its address"
    assert value_on_disk(here) == "910000"
    back(copy)
    assert store.heal(here, remote=copy).told == ("the off-site copy has every version again",)
    assert heads(copy) == base_of(here)


def test_the_next_publication_brings_what_the_copy_missed(here, copy):
    away(copy)
    already(here, 910000, remote=copy)
    back(copy)
    assert publish(here, 920000, remote=copy).pending == ""
    assert heads(copy) == base_of(here)


def test_a_copy_that_refuses_is_said_and_the_version_stays_published(here, copy):
    git("config", "receive.denyCurrentBranch", "ignore", at=copy)
    shutil.rmtree(f"{copy}/objects")
    with open(f"{copy}/objects", "w", encoding="ascii") as handle:
        handle.write("no folder")
    done = publish(here, 910000, remote=copy)
    assert done.pending.startswith("published; the off-site copy is pending: ")
    assert value_on_disk(here) == "910000"


def test_a_folder_without_versions_does_not_begin_a_history_while_the_copy_is_away(folder, copy):
    away(copy)
    with refused(NotWritten) as said:
        publish(folder(), 900000, remote=copy)
    assert "it cannot be known where its history begins; try again when the copy answers" in said[0]


def test_the_password_in_an_address_is_never_said(here):
    done = publish(here, 910000, remote="http://ana:secret@127.0.0.1:9/copy.git")
    assert "the off-site copy is pending" in done.pending
    assert "secret" not in done.pending


def test_the_setting_names_the_copy_when_no_act_does(here, copy, monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_REMOTE", copy)
    done = publish(here, 910000)
    assert heads(copy) == done.version.id


def test_a_lock_another_machine_s_kill_left_at_the_copy_is_said_and_does_not_stop_us(here, copy):
    with open(f"{copy}/refs/heads/main.lock", "w", encoding="ascii"):
        done = publish(here, 910000, remote=copy)
    assert done.pending == "published; the off-site copy is pending: somebody else is writing there"


@pytest.fixture
def apart(here, there, copy):
    """Both machines published after version 2, while the first could not reach the copy."""
    away(copy)
    already(here, 910000, "sitrep 10", ANA, remote=copy)
    back(copy)
    already(there, 920000, "sitrep 11", BEN, remote=copy)
    return here, there


def test_two_histories_stop_publishing_until_somebody_joins_them(apart, copy):
    here, _ = apart
    with refused(Apart) as said:
        publish(here, 930000, remote=copy)
    assert said == [
        'while the off-site copy was away, version 3 was published here (ana@example.org, "sitrep 10") and version 3 '
        'elsewhere (ben@example.org, "sitrep 11"); join them: the tables of one side go on, and the other stays in the '
        "history"
    ]
    assert value_on_disk(here) == "910000"


@pytest.mark.parametrize("keep, value", [("here", "910000"), ("there", "920000")])
def test_joined_histories_lose_no_version(apart, copy, keep, value):
    here, there = apart
    done = join(here, keep, author=ANA, reason="agreed on the telephone", remote=copy)
    assert (done.version.act, done.version.number, done.pending) == ("join", 4, "")
    assert value_on_disk(here) == value
    assert values(here) == ["586000", "900000", "920000", value]
    assert heads(copy) == base_of(here)
    assert store.hand_edits(here) == []
    store.heal(there, remote=copy)
    assert value_on_disk(there) == value


def test_the_side_that_did_not_go_on_can_be_gone_back_to(apart, copy):
    here, _ = apart
    ours = base_of(here)
    join(here, "there", author=ANA, reason="agreed", remote=copy)
    store.restore(here, ours, author=ANA, reason="ours after all", base=base_of(here), remote=copy)
    assert value_on_disk(here) == "910000"


def test_histories_that_are_not_apart_are_not_joined(here, copy):
    with refused(NotAllowed):
        join(here, "here", author=ANA, reason="join", remote=copy)


def test_a_copy_that_was_emptied_gets_every_version_again(here, copy):
    shutil.rmtree(copy)
    git("init", "-q", "--bare", "-b", "main", copy, at=here)
    store.heal(here, remote=copy)
    assert heads(copy) == base_of(here)
    with refused(Unchanged):
        publish(here, 900000, remote=copy)


def test_who_is_second_at_the_copy_in_the_same_moment_is_told_who_was_first(here, there, copy, monkeypatch):
    send = writing.push

    def overtaken(store_here, address, old, new):
        if old and store_here.place.data == there.resolve():
            monkeypatch.setattr(writing, "push", send)
            already(here, 910000, "sitrep 10", ANA, remote=copy)
        send(store_here, address, old, new)

    monkeypatch.setattr(writing, "push", overtaken)
    with refused(Stale) as said:
        already(there, 920000, "sitrep 11", BEN, remote=copy)
    assert 'figures changed from version 2 to 3 (ana@example.org, "sitrep 10")' in said[0]
    assert value_on_disk(there) == "910000"
    assert values(there) == ["586000", "900000", "910000"]
    assert heads(copy) == base_of(there) == base_of(here)


def test_a_copy_behind_a_server_of_the_ordinary_git_is_a_copy_too(folder, tmp_path_factory):
    away, here = tmp_path_factory.mktemp("away"), folder()
    git("init", "-q", "--bare", "-b", "main", "copy.git", at=away)
    with served(away) as address:
        assert already(here, 900000, remote=address).pending == ""
        there = away / "there"
        shutil.copytree(here, there)
        store.heal(there, remote=address)
        already(there, 910000, "sitrep 10", BEN, remote=address)
        assert "published elsewhere" in str(store.heal(here, remote=address))
    assert values(here) == ["586000", "900000", "910000"]
    done = already(here, 920000, remote=address)
    assert done.pending.startswith("published; the off-site copy is pending: ")


@contextmanager
def served(folder):
    """Serve the repositories of a folder on this computer, as an office's git server would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--export-all", "--enable=receive-pack", "--reuseaddr", "--listen=127.0.0.1", f"--port={port}"]
    server = subprocess.Popen(["git", "daemon", f"--base-path={folder}", *words], start_new_session=True)
    try:
        while server.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
        yield f"git://127.0.0.1:{port}/copy.git"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
