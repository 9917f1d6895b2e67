"""What was shown so far, kept outside the repository: a branch set back to an older commit is valid git."""

import hashlib

from curation.store.places import Place, write_whole
from curation.store.refusals import Damaged
from curation.store.repository import MEND, Store, is_id, read_commit, tip

TITLE = b"Versions published from this folder, oldest first. The last line is a checksum of those above.\n"


def shown(place: Place) -> list[bytes]:
    """Return the ids of all versions shown, oldest first; empty when the list is missing or damaged."""
    try:
        above, _, last = place.witness.read_bytes().rstrip(b"\n").rpartition(b"\n")
    except OSError:
        return []
    above += b"\n"
    if last != _checksum(above) or not above.startswith(TITLE):
        return []
    ids = [line.rpartition(b" ")[2] for line in above.splitlines()[1:]]
    return ids if all(is_id(name) for name in ids) else []


def show(place: Place, ids: list[bytes]) -> None:
    """Write the list of versions shown. Raises OSError."""
    above = TITLE + b"".join(b"%d %s\n" % (number, name) for number, name in enumerate(ids, start=1))
    write_whole(place.witness, above + _checksum(above) + b"\n")


def _checksum(above: bytes) -> bytes:
    return b"sha256 " + hashlib.sha256(above).hexdigest().encode()


def newest(store: Store) -> bytes | None:
    """Return the commit of the current version; None when nothing was ever published.

    Raises Damaged when the branch does not stand at, or after, the newest version shown.
    """
    # In this order: whoever publishes meanwhile moves the branch first and the witness after it.
    seen = shown(store.place)
    head = tip(store)
    if seen and head != seen[-1] and not (head and seen[-1] in ancestors(store, head, seen[-1])):
        raise Damaged(
            f"version {len(seen)} was published from here, but the repository now stands "
            f"{'at an older one' if head else 'at none'}; {MEND}"
        )
    return head


def ancestors(store: Store, head: bytes, until: bytes | None = None) -> set[bytes]:
    """Return a commit and all before it, over every parent; no further than `until`. Raises Damaged."""
    found, open_ends = set(), [head]
    while open_ends:
        name = open_ends.pop()
        if name in found:
            continue
        found.add(name)
        if name == until:
            break
        open_ends += read_commit(store, name).parents
    return found


def chain(store: Store, head: bytes | None, limit: int | None = None) -> list[bytes]:
    """Return the ids of the history, or of its `limit` newest, newest first, along first parents.

    A commit that cannot be read does not hide the ones before it: the witness knows their order.
    """
    seen, ids = shown(store.place), {}
    before = dict(zip(seen[1:], seen[:-1], strict=True))
    while head and head not in ids and len(ids) != limit:
        ids[head] = None
        try:
            parents = read_commit(store, head).parents
            head = parents[0] if parents else None
        except Damaged:
            head = before.get(head)
    return list(ids)


def write_placed(place: Place, name: bytes) -> None:
    """Remember the version the data folder was completely brought to. Raises OSError."""
    write_whole(place.placed, name + b"\n")


def placed(place: Place) -> bytes | None:
    """Return the version the data folder was last completely brought to; None when that is not known."""
    try:
        name = place.placed.read_bytes().strip()
    except OSError:
        return None
    return name if is_id(name) else None
