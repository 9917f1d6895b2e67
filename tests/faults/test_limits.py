"""Disks that take no more: limits of a file's size, and a full disk."""

import random
import resource
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

import curation.publishing as store
from curation.store import StoreError
from tests.faults.publisher import LONG, assert_sound, assert_whole, deliver, sent, start

# From nothing to more than any file; packed for the store the table has some 3,500 bytes, in the folder 6,300.
SIZES = [0, 1, 60, 250, 500, 900, 1500, 3000, 4000, 5000, 10_000, 100_000]

# Bytes left on a disk of DISK bytes before a publication: each small file takes a page of 4,096.
DISK = 8_000_000
MOST = (40 if LONG else 20) * 4_096
STEP = 4_096


def publish_within(folder: Path, size: int, told) -> None:
    """Publish a table that does not compress, while no file may be larger than `size`, and say what came of it."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    told.send(outcome(folder, size))


def outcome(folder: Path, seed: int) -> str:
    noise = random.Random(seed).randbytes(3_000).hex().encode()
    sources = (folder / "sources.csv").read_bytes().split(b"\n")
    more = {"sources.csv": b"\n".join([sources[0], sources[1].partition(b"#")[0] + b"#" + noise, b""])}
    try:
        done = deliver(folder, 1000 + seed, store.current(folder).id, more)
    except StoreError as refusal:
        return f"refused: {refusal}"
    return done.pending or "published"


def assert_nothing_half_done(folder: Path, before: int, came: str) -> None:
    """After the limit is gone: nothing was published, or all of it, as was said."""
    published = 0 if came.startswith("refused: nothing was done") else 1
    assert published or "nothing was done" in came
    assert store.heal(folder).pending == ""
    assert store.current(folder).number == before + published
    assert_whole(folder, [])


def test_a_limit_of_a_file_s_size_leaves_nothing_half_done(begun):
    said = {}
    for size in SIZES:
        before = store.current(begun).number
        process, told = start(publish_within, begun, size)
        (said[size],) = sent(told)
        process.join()
        assert_nothing_half_done(begun, before, said[size])
    assert said[0] == "refused: nothing was done: a file is larger than the system allows"
    assert said[5000] == "published; the copy in the data folder is pending: a file is larger than the system allows"
    assert said[100_000] == "published"
    assert_sound(begun)
    print("", *(f"{size:>7} bytes: {came}" for size, came in said.items()), sep="\n")


@contextmanager
def small_disk(folder: Path):
    """A disk of DISK bytes, where the system lets the tests mount one."""
    try:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "none", str(folder)]
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no small disk can be mounted here ({error}); the limits of a file's size stand in for it")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


# dulwich closes a file it could not write once more when it is collected, and says so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_leaves_nothing_half_done(begun, tmp_path_factory):
    with small_disk(tmp_path_factory.mktemp("disk")) as disk:
        said = _fill(begun, disk)
    outcomes = list(said.values())
    assert "refused: nothing was done: the disk is full" in outcomes
    assert outcomes[-1] == "published"
    print("", *(f"{left:>7} bytes left: {came}" for left, came in said.items()), sep="\n")


def _fill(begun: Path, disk: Path) -> dict[int, str]:
    said, ballast = {}, disk / "ballast"
    path = disk / "data"
    shutil.copytree(begun, path)
    store.begin(path)
    for left in range(0, MOST + 1, STEP):
        before = store.current(path).number
        ballast.write_bytes(b"\0" * (shutil.disk_usage(disk).free - left))
        said[left] = outcome(path, left)
        ballast.unlink()
        assert_nothing_half_done(path, before, said[left])
    assert_sound(path)
    return said
