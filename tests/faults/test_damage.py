"""Every file of the store damaged in six ways: all is well, or a sentence says what is not."""

import shutil
from pathlib import Path

import pytest

import curation.publishing as store
from curation.store import StoreError, Version
from tests.curation.curators import already, git, tables_on_disk, versions_folder
from tests.faults.publisher import deliver


def flipped(content: bytes) -> bytes:
    place = len(content) // 2
    return content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :] if content else b"\x10"


WAYS = {
    "emptied": lambda content: b"",
    "cut in half": lambda content: content[: len(content) // 2],
    "one bit flipped": flipped,
    "something appended": lambda content: content + b"garbage\n",
    "zeroed": lambda content: b"\0" * len(content),
    "deleted": None,
}


@pytest.fixture(params=["loose", "packed"])
def kept(request, begun) -> Path:
    already(begun, 900000, upload=("sitrep.csv", b"900000"))
    already(begun, 910000)
    if request.param == "packed":
        git("gc", "-q", at=versions_folder(begun) / "store.git")
        already(begun, 920000)
    return begun


def damage(file: Path, way: str) -> None:
    file.chmod(0o644)
    change = WAYS[way]
    file.unlink() if change is None else file.write_bytes(change(file.read_bytes()))


def assert_true_or_said(folder: Path, history: list[Version], files: dict[str, dict[str, bytes]]) -> str:
    """Whatever is given back is what was published; return what was said of the rest."""
    said = ""
    try:
        found = store.history(folder)
        assert [version.id for version in found] == [version.id for version in history][-len(found) :]
        assert len(found) == len(history)
        for version, was in zip(found, history, strict=True):
            assert version == was or version.damaged
            said = version.damaged or said
    except StoreError as error:
        said = str(error)
    for version in history:
        try:
            assert store.files_of(folder, version.id) == files[version.id]
        except StoreError as error:
            said = str(error)
    return said


def test_damage_is_never_silent_and_spoils_nothing_else(kept, tmp_path_factory):
    history = store.history(kept)
    files = {version.id: store.files_of(kept, version.id) for version in history}
    parts = [path.relative_to(kept.parent) for path in versions_folder(kept).rglob("*") if path.is_file()]
    outcomes = {"all well": 0, "said": 0, "published on": 0, "stopped": 0}
    for part in parts:
        for way in WAYS:
            copy = tmp_path_factory.mktemp("damaged") / "all"
            shutil.copytree(versions_folder(kept), copy / versions_folder(kept).name)
            shutil.copytree(kept, copy / kept.name)
            try:
                went_on, said = _after(copy / kept.name, copy / part, way, history, files)
            except AssertionError as error:
                raise AssertionError(f"{part}, {way}: {error}") from error
            outcomes["said" if said else "all well"] += 1
            outcomes["published on" if went_on else "stopped"] += 1
            shutil.rmtree(copy)
    assert outcomes["all well"]
    assert outcomes["said"]
    print(f"\n{len(parts)} files × {len(WAYS)} ways: {outcomes}")


def _after(folder: Path, file: Path, way: str, history: list, files: dict) -> tuple[bool, str]:
    """Damage a file, look at everything, and publish on where that is possible."""
    before = tables_on_disk(folder)
    damage(file, way)
    said = assert_true_or_said(folder, history, files)
    try:
        store.heal(folder)
        assert tables_on_disk(folder) == before
        done = deliver(folder, 930000, history[0].id)
    except StoreError as error:
        assert tables_on_disk(folder) == before
        return False, said or str(error)
    assert store.files_of(folder, done.version.id) == tables_on_disk(folder)
    assert_true_or_said(folder, [done.version, *history], {**files, done.version.id: tables_on_disk(folder)})
    return True, said
