"""Pack the versions with the ordinary git, where it is installed: fifty versions take the room of a few."""

import os
import shutil
import subprocess
from pathlib import Path

from curation.store.lock import alone
from curation.store.opening import opened
from curation.store.places import place_of
from curation.store.refusals import reason_of
from curation.store.settling import current_of

# A hundred versions of 30 MB take a minute or two; who takes longer is stuck (our choice).
LONGEST = 600


def pack(folder: Path) -> str:
    """Pack all versions, and say in a sentence what came of it.

    Nothing is thrown away, also not what no branch leads to. Raises StoreError when the versions
    are damaged: a pack would then keep the damage, or lose what is out of reach.
    """
    git = shutil.which("git")
    if not git:
        return "the versions were not packed, because git is not installed; they are safe, and take more room"
    place = place_of(folder)
    if not place.git.exists():
        return "there are no versions to pack"
    try:
        with alone(place):
            with opened(place) as store:
                current_of(store)
            before = _size(place.git)
            why = _repack(git, place.git)
            after = _size(place.git)
    except OSError as error:
        return f"the versions were not packed: {reason_of(error)}"
    if why:
        return f"the versions were not packed: {why}"
    return f"the versions were packed: {before / 1e6:.1f} MB became {after / 1e6:.1f} MB"


def _repack(git: str, store: Path) -> str:
    """Run git, and return why it failed; blank when it did not."""
    # The store may belong to another user than the one who packs; the user's own settings play no part.
    settings = ["-c", f"safe.directory={store}", "-c", "core.fsync=all"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    command = [git, *settings, "-C", str(store), "repack", "-a", "-d", "-k", "-q"]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return f"git took longer than {LONGEST} seconds"
    return done.stderr.strip().splitlines()[-1] if done.returncode and done.stderr.strip() else ""


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
