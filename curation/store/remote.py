"""The off-site copy: any git repository, a bare folder or an address, that only ever moves forward."""

import os
import re
from contextlib import ExitStack
from pathlib import Path

from dulwich.client import LocalGitClient, get_transport_and_path
from dulwich.config import ConfigDict, StackedConfig
from dulwich.errors import NotGitRepository
from dulwich.file import FileLocked
from filelock import FileLock, Timeout

from curation.store.lock import sweep_locks
from curation.store.places import flush_folders
from curation.store.refusals import Damaged, reason_of
from curation.store.repository import BRANCH, Store, is_id, read_commit

# The setting that names the off-site copy; there is none unless it is given.
SETTING = "DISPLACEMENT_REMOTE"

# A line that answers at all does so within this many seconds (our choice).
PATIENCE = 20

# Another machine's push is over after ten minutes, so a lock that old was left by a kill (our choice).
OLD_LOCK = 600


class Unreachable(Exception):
    """The off-site copy did not answer or did not take it; the versions here are not touched."""


class Moved(Exception):
    """The off-site copy no longer stands where we thought: somebody else published there."""


def address_of(remote: str | None) -> str:
    """Return the address given, or the setting's; blank: there is no off-site copy."""
    return os.environ.get(SETTING, "") if remote is None else remote


def theirs(store: Store, address: str) -> bytes | None:
    """Return the commit the off-site copy stands at; None when it is empty. Raises Unreachable."""
    try:
        client, path = _client(store, address)
        found = client.get_refs(path).refs.get(BRANCH)
    except Exception as error:  # a network, a server or a path fails in any way.
        raise Unreachable(_why(error)) from error
    return bytes(found) if is_id(found) else None


def fetch(store: Store, address: str, wanted: bytes) -> None:
    """Bring a commit of the off-site copy and all before it here; no branch moves. Raises Unreachable."""
    try:
        read_commit(store, wanted)
        return
    except Damaged:
        pass
    try:
        client, path = _client(store, address)
        client.fetch(path, store.repo, determine_wants=lambda refs, depth=None: [wanted])
        packs = store.place.git / "objects" / "pack"
        flush_folders([packs, packs.parent])
    except Exception as error:  # as above.
        raise Unreachable(_why(error)) from error


def push(store: Store, address: str, old: bytes | None, new: bytes) -> None:
    """Let the off-site copy stand at `new`, if it still stands at `old` (None: it is empty).

    A push that ended in an error may still have arrived, so the copy is asked. Raises Moved when
    somebody else was there first, Unreachable when it cannot be known or was refused otherwise.
    """
    why = ""
    try:
        why = _pushed(store, address, old, new)
    except Moved:
        raise
    except Exception as error:  # as above.
        why = _why(error)
    stands = theirs(store, address) if why else new
    if stands != new:
        raise Unreachable(why) if stands == old else Moved


def _pushed(store: Store, address: str, old: bytes | None, new: bytes) -> str:
    """Push, and return why it was refused; blank when it was taken."""

    def forward(refs: dict) -> dict:
        if refs.get(BRANCH) != old:
            raise Moved
        return {BRANCH: new}

    client, path = _client(store, address)
    with ExitStack() as held:
        if isinstance(client, LocalGitClient):
            _hold(held, Path(path))
        result = client.send_pack(path, forward, store.repo.generate_pack_data)
        if isinstance(client, LocalGitClient):
            flush_folders(Path(path) / name for name in ("objects/pack", "objects", "refs/heads", "refs"))
    return (result.ref_status or {}).get(BRANCH) or ""


def _hold(held: ExitStack, git: Path) -> None:
    """Keep other dashboards off a copy on a shared disk, and sweep what a killed one left in it."""
    if git.is_dir():
        held.enter_context(FileLock(git / "dashboard.guard", timeout=PATIENCE, preserve_lock_file=True))
        sweep_locks(git, age=OLD_LOCK)


def _client(store: Store, address: str):
    limits = ConfigDict()
    limits.set((b"http",), b"timeout", str(PATIENCE).encode())
    config = StackedConfig([limits, store.repo.get_config(), *StackedConfig.default_backends()])
    # Nobody sits at the server to answer a question of ssh.
    ssh = os.environ.get("GIT_SSH_COMMAND") or f"ssh -o BatchMode=yes -o ConnectTimeout={PATIENCE}"
    client, path = get_transport_and_path(address, config=config, ssh_command=ssh)
    return (_FlushingClient(), path) if isinstance(client, LocalGitClient) else (client, path)


class _FlushingClient(LocalGitClient):
    """Writes into a folder and brings it to the disk before it is believed."""

    @classmethod
    def _open_repo(cls, path):
        opened = super()._open_repo(path)
        opened.thing.object_store.fsync_object_files = True
        return opened


def _why(error: Exception) -> str:
    """Say what went wrong, in one line and without the passwords an address may carry."""
    if isinstance(error, NotGitRepository):
        return "there is no git repository at its address"
    if isinstance(error, FileLocked | Timeout):
        return "somebody else is writing there"
    if isinstance(error, OSError) and error.errno:
        return reason_of(error)
    said = " ".join(str(error).split()) or type(error).__name__
    return re.sub(r"//[^/@\s]*@", "//", said)[:200]
