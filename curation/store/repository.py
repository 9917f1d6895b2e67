"""A bare git repository through dulwich: every object is verified when read, and read back when written."""

import hashlib
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from dulwich.file import FileLocked
from dulwich.objects import Blob, Commit, ShaFile, Tree
from dulwich.repo import Repo

from curation.store.places import Place, flush_folders
from curation.store.refusals import Damaged, reason_of

# The one branch readers see.
BRANCH = b"refs/heads/main"
HEAD = b"ref: refs/heads/main\n"

# `-text` keeps Windows from changing line ends in a clone, `-diff` keeps uploads, which say the same
# once more, out of `git log -p`.
ATTRIBUTES = b"* -text\n/uploaded/** -diff\n/set-aside/** -diff\n"

# git's own numbers for kinds of objects.
KINDS = {1: b"commit", 2: b"tree", 3: b"blob", 4: b"tag"}
NUMBERS = {kind: number for number, kind in KINDS.items()}

MEND = "the other versions are not touched; mend it from the off-site copy, or ask whoever keeps the server"


@dataclass(frozen=True)
class Store:
    """The versions of one data folder, opened; `commits` are those read and verified since."""

    place: Place
    repo: Repo
    commits: dict[bytes, Commit] = field(default_factory=dict)


def is_id(name: bytes | None) -> bool:
    """Say whether this is the name of a git object."""
    return bool(name and re.fullmatch(rb"[0-9a-f]{40}", name))


def read(store: Store, name: bytes) -> ShaFile:
    """Return an object whose content, with its kind and length before it, is exactly what its name promises.

    Raises Damaged when no undamaged copy is there.
    """
    why = "is gone"
    # Twice, because somebody may be packing: then it has just moved from one place to the other.
    for attempt in (_loose, _packed, _loose, _packed):
        try:
            found = attempt(store, name)
        except (KeyError, FileNotFoundError):
            continue
        except OSError as error:
            why = f"cannot be read: {reason_of(error)}"
            continue
        except Exception:  # each way of damage has its own exception in zlib and dulwich.
            why = "is damaged"
            continue
        if hashlib.sha1(found, usedforsecurity=False).hexdigest().encode() == name:
            head, _, content = found.partition(b"\0")
            return ShaFile.from_raw_string(NUMBERS[head.split()[0]], content)
        why = "is damaged"
    raise Damaged(f"a part of the versions ({name[:10].decode()}) {why}")


def _loose(store: Store, name: bytes) -> bytes:
    with open(_path(store, name), "rb") as handle:
        packed = handle.read()
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed)
    # What follows the end is no harm to us, but git refuses a clone for it.
    return content if unpacking.eof and not unpacking.unused_data else b""


def _packed(store: Store, name: bytes) -> bytes:
    kind, content = store.repo.object_store.get_raw(name)
    return KINDS[kind] + b" %d\0" % len(content) + content


def _path(store: Store, name: bytes) -> str:
    # A history of 500 versions asks for 1,500 of these, and pathlib would take half of the time.
    text = name.decode()
    return f"{store.place.git}/objects/{text[:2]}/{text[2:]}"


def read_commit(store: Store, name: bytes) -> Commit:
    """Return a verified commit. Raises Damaged."""
    if name not in store.commits:
        store.commits[name] = _of(Commit, read(store, name))
    return store.commits[name]


def read_tree(store: Store, name: bytes) -> dict[str, bytes]:
    """Return name → object of a verified folder. Raises Damaged."""
    tree = _of(Tree, read(store, name))
    return {entry.path.decode("utf-8", "replace"): entry.sha for entry in tree.items()}


def read_blob(store: Store, name: bytes) -> bytes:
    """Return a file's bytes, verified. Raises Damaged."""
    return _of(Blob, read(store, name)).data


def _of(kind: type, found: ShaFile):
    if not isinstance(found, kind):
        raise Damaged(f"a part of the versions ({found.id[:10].decode()}) is not what it should be")
    return found


def keep(store: Store, objects: Iterable[ShaFile]) -> None:
    """Write objects, bring them to the disk, and read each back.

    One that is there already is trusted only when it is undamaged. Raises OSError, Damaged.
    """
    touched = set()
    kept = list(objects)
    for one in kept:
        try:
            read(store, one.id)
        except Damaged:
            path = Path(_path(store, one.id))
            path.unlink(missing_ok=True)
            store.repo.object_store.add_object(one)
            touched.add(path.parent)
    flush_folders([*touched, store.place.git / "objects"] if touched else [])
    for one in kept:
        read(store, one.id)


def tip(store: Store, branch: bytes = BRANCH) -> bytes | None:
    """Return the commit a branch stands at; None when there is no such branch. Raises Damaged."""
    try:
        found = store.repo.refs.read_ref(branch)
    except Exception as error:  # a damaged packed-refs has many faces.
        raise Damaged(f"the pointer to the newest version is damaged; {MEND}") from error
    if found is None:
        return None
    if not is_id(found):
        raise Damaged(f"the pointer to the newest version is damaged; {MEND}")
    return bytes(found)


def move(store: Store, old: bytes | None, new: bytes, branch: bytes = BRANCH) -> bool:
    """Let a branch stand at `new` if it stands at `old` (None: nowhere); return whether it now does.

    Raises OSError; after one, ask `tip` where the branch stands. Raises FileLocked, Damaged.
    """
    refs = store.repo.refs
    try:
        moved = refs.add_if_new(branch, new) if old is None else refs.set_if_equals(branch, old, new)
    except (OSError, FileLocked):
        raise
    except Exception as error:  # an emptied packed-refs ends in a StopIteration.
        raise Damaged(f"the pointers of the versions are damaged; {MEND}") from error
    if moved:
        flush_folders([(store.place.git / branch.decode()).parent, store.place.git / "refs"])
    return moved and tip(store, branch) == new
