"""One publisher at a time, also across processes; what a killed one left behind is swept away."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from curation.store.places import ARRIVING, Place
from curation.store.refusals import Busy

# Publishing takes a second or two; who waits for half a minute should be told (our choice).
WAIT = 30

# Another person's git may be packing: its temporary files are left alone for an hour (our choice).
FOREIGN_AGE = 3600


@contextmanager
def alone(place: Place) -> Iterator[None]:
    """Hold the lock of a data folder's versions; locks and halves left by a kill are gone when it is held.

    The operating system frees the lock of a killed process. Raises Busy when somebody else holds
    it for longer than WAIT, OSError when the folder cannot be written.
    """
    place.versions.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place.lock, timeout=WAIT, preserve_lock_file=True)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(
            f"somebody else has been publishing for more than {WAIT} seconds; nothing was done, try again in a minute"
        ) from None
    try:
        sweep(place)
        yield
    finally:
        lock.release()


def sweep(place: Place) -> int:
    """Remove files a killed publisher left, and return how many. Only under the lock.

    git's own `.lock` files block every later writer for good; under our lock nobody holds one.
    """
    left = [*place.data.glob(f".*{ARRIVING}"), *place.versions.glob(f".*{ARRIVING}")]
    swept = sum(_remove(path) for path in left)
    return swept + sweep_locks(place.git, age=0)


def sweep_locks(git: Path, age: float) -> int:
    """Remove a repository's `.lock` files older than `age` seconds, and old temporary files."""
    swept = 0
    for path in git.rglob("*"):
        lock = path.suffix == ".lock"
        if (lock or path.name.startswith(("tmp_", ".tmp-"))) and _older(path, age if lock else FOREIGN_AGE):
            swept += _remove(path)
    return swept


def _older(path: Path, age: float) -> bool:
    if not age:  # A clock set back must not make a lock stand for ever.
        return True
    with suppress(OSError):
        return time.time() - path.stat().st_mtime >= age
    return False


def _remove(path: Path) -> bool:
    with suppress(OSError):
        path.unlink()
        return True
    return False
