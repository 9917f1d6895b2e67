"""What one version is, and how it is read from its commit."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dulwich.objects import Blob

from curation.store.refusals import Damaged
from curation.store.repository import Store, is_id, read_blob, read_commit, read_tree

# What lies beside the tables in a commit's tree.
RECORD = "version.json"
UPLOADED = "uploaded"
ASIDE = "set-aside"

# The day of a version whose commit cannot be read.
UNKNOWN = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Author:
    """Who acts: a name, and the e-mail address they signed in with (blank at a computer without sign-in)."""

    name: str
    email: str = ""

    def __str__(self) -> str:
        return self.email or self.name


@dataclass(frozen=True)
class Version:
    """One publication of all tables.

    `number` counts from 1 along the history, `act` is begin, publish, restore, adopt, put_back or join.
    `counts` has for each table `rows` and, where known, `added`, `revised` and `removed`;
    `digests` the SHA-256 of each file; `upload` the name of the uploaded file kept with it;
    `restores` the id of the version it took its content from. `why` is why it was
    put before a second person. `damaged` says what of the record can no longer be read; then other
    fields may be blank, and `at` is UNKNOWN.
    """

    id: str
    number: int
    author: Author
    at: datetime
    reason: str
    act: str = "publish"
    told: tuple[str, ...] = ()
    answered: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    upload: str | None = None
    restores: str | None = None
    approved_by: str | None = None
    why: str = ""
    damaged: str = ""


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimals."""
    return hashlib.sha256(content).hexdigest()


def load(store: Store, name: bytes, number: int = 0) -> Version:
    """Read a version from its commit; `number`, when given, is its place in the history.

    A commit that somebody made with git and not here has no record: then its files are its digests.
    Raises Damaged when the commit cannot be read; a record that cannot be read is said in `damaged`.
    """
    commit = read_commit(store, name)
    author, _, email = commit.author.decode("utf-8", "replace").rpartition(" <")
    subject = commit.message.decode("utf-8", "replace").partition("\n")[0]
    at = datetime.fromtimestamp(commit.author_time, UTC)
    bare = Version(name.decode(), number, Author(author, email.rstrip(">")), at, subject)
    try:
        tree = read_tree(store, commit.tree)
    except Damaged as damaged:
        return replace(bare, damaged=str(damaged))
    why = ""
    try:
        if RECORD in tree:
            return _recorded(bare, json.loads(read_blob(store, tree[RECORD])))
    except Damaged as damaged:
        why = str(damaged)
    except (ValueError, KeyError, TypeError, AttributeError):
        why = "its record was written by something else and cannot be read"
    return replace(bare, digests=_digests(store, tree), damaged=why)


def _digests(store: Store, tree: dict[str, bytes]) -> dict[str, str]:
    """Reckon what the record would say of the files; empty when one of them is damaged."""
    with suppress(Damaged):
        return {name: digest(content) for name, content in _tables(store, tree).items()}
    return {}


def entry(store: Store, name: bytes, number: int = 0) -> Version:
    """Return a version for a list: as `load` does, and one whose commit cannot be read with what is known of it."""
    try:
        return load(store, name, number)
    except Damaged as damaged:
        return Version(name.decode(), number, Author(""), UNKNOWN, "", act="", damaged=str(damaged))


def _recorded(bare: Version, record: dict) -> Version:
    known = {name: record[name] for name in ("act", "answered", "counts", "digests", "why")}
    names = {name: record[name] for name in ("upload", "restores", "approved_by")}
    author, number = Author(**record["author"]), bare.number or int(record["number"])
    return replace(
        bare, number=number, author=author, reason=record["reason"], told=tuple(record["told"]), **known, **names
    )


def tables(store: Store, version: Version, spare: Iterable[bytes] = ()) -> dict[str, bytes]:
    """Return a version's tables and data package by file name, held against its digests.

    `spare` are contents at hand, such as the data folder's: they stand in where the store's own
    copy is damaged. Raises Damaged.
    """
    try:
        tree = read_tree(store, read_commit(store, version.id.encode()).tree)
        files = _tables(store, tree, spare)
    except Damaged as damaged:
        raise Damaged(f"version {version.number} cannot be read whole: {damaged}") from damaged
    # Without its record, git's own names of the files still vouch for them.
    if not version.damaged and version.digests != {name: digest(content) for name, content in files.items()}:
        raise Damaged(f"version {version.number} does not hold the files its record names")
    return files


def _tables(store: Store, tree: dict[str, bytes], spare: Iterable[bytes] = ()) -> dict[str, bytes]:
    ours = [name for name in tree if name.endswith(".csv") or name == "datapackage.json"]
    return {name: _table(store, tree[name], spare) for name in ours}


def _table(store: Store, blob: bytes, spare: Iterable[bytes]) -> bytes:
    try:
        return read_blob(store, blob)
    except Damaged:
        for content in spare:
            if Blob.from_string(content).id == blob:
                return content
        raise


def uploaded(store: Store, version: Version) -> tuple[str, bytes] | None:
    """Return the name and bytes of the file a version came from; None when it came from none. Raises Damaged."""
    tree = read_tree(store, read_commit(store, version.id.encode()).tree)
    if UPLOADED not in tree:
        return None
    name, blob = next(iter(read_tree(store, tree[UPLOADED]).items()))
    return name, read_blob(store, blob)


def id_of(text: str) -> bytes:
    """Return a version's id as git's bytes. Raises Damaged when it is none."""
    name = text.encode("ascii", "replace")
    if not is_id(name):
        raise Damaged("there is no version of this name")
    return name
