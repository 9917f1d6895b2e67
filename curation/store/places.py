"""Where the versions of a data folder lie, and files that appear whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# What a file is called until it is complete; such a name left by a killed process is swept away.
ARRIVING = ".publishing"


@dataclass(frozen=True)
class Place:
    """A data folder and the folder of its versions beside it.

    `git` is the bare repository, `lock` what a publisher holds, `witness` the versions shown so
    far, `placed` the version the data folder was last completely brought to.
    """

    data: Path
    versions: Path
    git: Path
    lock: Path
    witness: Path
    placed: Path


def place_of(folder: Path) -> Place:
    """Return where the versions of a data folder lie; a linked folder's lie beside the real one."""
    data = Path(folder).resolve()
    versions = data.parent / f"{data.name}.versions"
    names = ("store.git", "lock", "witness", "placed")
    return Place(data, versions, *(versions / name for name in names))


def flush_folders(folders: Iterable[Path]) -> None:
    """Bring the names in folders to the disk, so that a power cut does not take them back."""
    if os.name == "nt":  # Windows has no handle for it; its file system logs names itself.
        return
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that its old or its new content is there whatever happens in between.

    Its rights stay as they were, and its modification time always changes: `tables.version` rests
    on it. Raises OSError; then the old content stands.
    """
    path = path.resolve()
    arriving = path.with_name(f".{path.name}{ARRIVING}")
    try:
        with arriving.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        if path.exists():
            before = path.stat()
            arriving.chmod(before.st_mode)
            if arriving.stat().st_mtime_ns == before.st_mtime_ns:
                _make_newer(arriving, before)
        arriving.replace(path)
    except OSError:
        with suppress(OSError):
            arriving.unlink(missing_ok=True)
        raise
    flush_folders([path.parent])


def _make_newer(path: Path, before: os.stat_result) -> None:
    # The coarsest clock of a file system in use is FAT's, of two seconds.
    later = before.st_mtime_ns + 2_000_000_000
    os.utime(path, ns=(later, later))
