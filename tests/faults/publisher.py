"""Publishers in processes of their own, to be killed, starved and crowded, and what must hold afterwards."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import curation.publishing as store
from curation.store import Author, Stale, StoreError
from curation.store.acting import draft_of, writing
from curation.store.mending import damages
from curation.store.merging import merged
from curation.store.stale import refuse_stale
from curation.store.writing import write
from tests.curation.curators import figures, git, tables_on_disk, versions_folder

LONG = os.environ.get("FAULTS") == "long"

# Each process starts from one that has imported everything, in a few milliseconds.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def deliver(folder: Path, value: int, base: str, more: dict[str, bytes] | None = None) -> store.Published:
    """Publish another number as `publish` does, but for the tables' own check, which takes most of the time."""
    with writing(folder, "") as desk:
        now = desk.now()
        refuse_stale(desk.store, now, base)
        files = merged(desk.store, now, {"figures.csv": figures(folder, value), **(more or {})})
        return write(desk.store, now, draft_of(Author("Ana"), f"sitrep {value}", "publish"), files, desk.side)


def start(act: Callable, *what) -> tuple[multiprocessing.Process, Connection]:
    """Start a publisher; what it sends can be read from the connection."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=act, args=(*what, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def sent(connection: Connection) -> list:
    """Everything a publisher sent before it ended."""
    found = []
    try:
        while True:
            found.append(connection.recv())
    except EOFError:
        return found


def publish_until_killed(folder: Path, first: int, told: Connection) -> None:
    """Publish one number after another and say each that was acknowledged."""
    told.send(None)
    for value in range(first, first + 10_000):
        version = deliver(folder, value, store.current(folder).id).version
        told.send((version.number, value))


def publish_some(folder: Path, values: list[int], told: Connection) -> None:
    """Publish these numbers; who is refused as stale compares again."""
    for value in values:
        while True:
            base = store.current(folder).id
            try:
                told.send((deliver(folder, value, base).version.number, value))
                break
            except Stale:
                told.send("stale")


def assert_whole(folder: Path, acknowledged: list[tuple[int, int]]) -> None:
    """Nothing is torn, lost or pending: call it after healing."""
    versions = store.history(folder)
    assert [version.number for version in versions] == list(range(len(versions), 0, -1))
    assert not [version.damaged for version in versions if version.damaged]
    reasons = {version.number: version.reason for version in versions}
    for number, value in acknowledged:
        assert reasons[number] == f"sitrep {value}"
    assert store.files_of(folder, versions[0].id) == tables_on_disk(folder)
    assert store.hand_edits(folder) == []


def assert_sound(folder: Path) -> None:
    """Every object of every version can be read, by us and by the ordinary git."""
    assert damages(folder) == []
    assert "error" not in git("fsck", "--full", "--strict", at=versions_folder(folder) / "store.git")


def refusal(act: Callable) -> str:
    """The sentence an act was refused with; blank when it was not."""
    try:
        act()
    except StoreError as error:
        return str(error)
    return ""
