"""The folder of a copy: written beside, and put in place of the one before when it is whole."""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

# It marks a folder as a copy, and names the version, the day, and the charts of this and the copy before.
MARK = "copy.json"

# Files whose name is made from their content. Those of the copy before stay, for pages that a network still keeps.
BY_CONTENT = ("charts/", "assets/")


class NotWritten(Exception):
    """There is no new copy, and the one before stays as it is; the message says why."""


def put(folder: Path, files: Mapping[str, bytes], about: Mapping[str, str]) -> int:
    """Put a copy in place of the one before; return how many files are new or other than they were.

    Files that did not change keep their time. Raises NotWritten when another copy is being written
    there, or when the folder holds something that is not a copy.
    """
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        before, new = _beside(folder, "before"), _beside(folder, "new")
        if before.exists() and not folder.exists():
            # The last one was interrupted between its two renames.
            before.rename(folder)
        _refuse_other(folder)
        for one in (before, new):
            shutil.rmtree(one, ignore_errors=True)
        changed = _write(new, folder, {**files, **_kept(folder, files, about)})
        if folder.exists():
            folder.rename(before)
        new.rename(folder)
        shutil.rmtree(before, ignore_errors=True)
    return changed


def content(folder: Path, file: str) -> bytes | None:
    """Return what a file of the copy before holds; None where there is none."""
    with suppress(OSError):
        return (folder / file).read_bytes()
    return None


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _alone(folder: Path):
    lock = FileLock(_beside(folder, "lock"))
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        raise NotWritten(f"another copy is being written to {folder.name}") from None


def _refuse_other(folder: Path) -> None:
    if folder.exists() and not (folder / MARK).exists() and any(folder.iterdir()):
        raise NotWritten(f"{folder.name} is no copy (it has no {MARK}), so nothing in it is replaced")


def _kept(folder: Path, files: Mapping[str, bytes], about: Mapping[str, str]) -> dict[str, bytes]:
    """Return the mark, and the files named by content that only the copy before had."""
    now = sorted(one for one in files if one.startswith(BY_CONTENT))
    last = json.loads(content(folder, MARK) or b"{}")
    kept = last.get("kept", []) if last.get("charts") == now else sorted(set(last.get("charts", [])) - set(now))
    there = {one: bytes_ for one in kept if (bytes_ := content(folder, one)) is not None}
    mark = {**about, "charts": now, "kept": sorted(there)}
    return {**there, MARK: f"{json.dumps(mark, indent=1)}\n".encode()}


def _write(new: Path, folder: Path, files: Mapping[str, bytes]) -> int:
    changed = 0
    for name, what in files.items():
        there = new / name
        there.parent.mkdir(parents=True, exist_ok=True)
        if content(folder, name) == what:
            shutil.copy2(folder / name, there)
            continue
        there.write_bytes(what)
        os.chmod(there, 0o644)
        changed += 1
    return changed
