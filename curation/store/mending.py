"""Look every version over, and mend what is damaged from the data folder and the off-site copy."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dulwich.objects import Blob, Commit, ShaFile, Tree

from curation.store.acting import reading
from curation.store.lock import alone
from curation.store.opening import keep_head, make, opened
from curation.store.places import Place, place_of, write_whole
from curation.store.placing import on_disk
from curation.store.refusals import Damaged, NotWritten, StoreError, reason_of
from curation.store.remote import Unreachable, address_of, fetch, theirs
from curation.store.repository import BRANCH, Store, keep, move, read, tip
from curation.store.witness import chain, newest, shown


def damages(folder: Path) -> list[str]:
    """Look every object of every version over, and return a sentence for each damage; empty when all is well."""
    try:
        with reading(folder) as store:
            if store is None:
                return []
            newest(store)
            return [f"version {number}: {why}" for number, _, why in _bad(store)]
    except StoreError as error:
        return [str(error)]


def _bad(store: Store) -> Iterator[tuple[int, bytes, str]]:
    """Yield version, name and damage of each object that cannot be read, oldest version first."""
    looked_at: set[bytes] = set()
    ids = chain(store, tip(store))[::-1]
    for number, commit in enumerate(ids, start=1):
        open_ends = [commit]
        while open_ends:
            name = open_ends.pop()
            if name in looked_at:
                continue
            looked_at.add(name)
            try:
                found = read(store, name)
            except Damaged as damaged:
                yield number, name, str(damaged)
                continue
            if isinstance(found, Commit):
                open_ends.append(found.tree)
            elif isinstance(found, Tree):
                open_ends += [item.sha for item in found.items()]


def mend(folder: Path, *, remote: str | None = None) -> list[str]:
    """Mend what can be mended, and return a sentence for each thing done and each that is left.

    A lost repository comes back from the off-site copy, a branch set back stands again at the
    newest version shown, and damaged objects are written anew from the data folder or the copy.
    Raises StoreError when the disk or the lock does not allow it.
    """
    place, address = place_of(folder), address_of(remote)
    try:
        with alone(place):
            said = _frame_mended(place, address)
            with opened(place) as store:
                if store:
                    keep_head(store)
                    said += _contents_mended(store, address)
    except OSError as error:
        raise NotWritten(f"nothing more was mended: {reason_of(error)}") from error
    return said + [f"left as it is: {one}" for one in damages(folder)]


def _frame_mended(place: Place, address: str) -> list[str]:
    """Give a lost repository a new one to be filled, and one with a damaged configuration a good one."""
    if not place.git.exists():
        if address and place.witness.exists():
            make(place)
            return ["the lost repository was made anew"]
        return []
    try:
        with opened(place):
            return []
    except Damaged:
        with tempfile.TemporaryDirectory() as name:
            fresh = replace(place, git=Path(name) / "store.git", versions=Path(name))
            make(fresh)
            write_whole(place.git / "config", (fresh.git / "config").read_bytes())
        return ["the repository's configuration was written anew"]


def _contents_mended(store: Store, address: str) -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        away = replace(store.place, git=Path(name) / "store.git", versions=Path(name))
        make(away)
        with opened(away) as copy:
            with suppress(Unreachable):
                head = theirs(copy, address) if address else None
                if head:
                    fetch(copy, address, head)
                    move(copy, None, head)
            disk = on_disk(store.place, (path.name for path in store.place.data.iterdir() if path.is_file()))
            spare = {blob.id: blob for blob in map(Blob.from_string, disk.values())}
            said = _pointer_mended(store, copy, spare)
            # A mended commit or folder shows what lies below it, three levels at most.
            for _ in range(4):
                said += [one for _, name, _ in list(_bad(store)) if (one := _object_mended(store, copy, spare, name))]
    return said


def _pointer_mended(store: Store, copy: Store, spare: dict[bytes, ShaFile]) -> list[str]:
    try:
        store.repo.refs.get_packed_refs()
    except Exception:  # whatever dulwich calls the damage: what it holds cannot be told.
        (store.place.git / "packed-refs").replace(store.place.git / "packed-refs.damaged")
    try:
        newest(store)
        return []
    except Damaged:
        candidates = [*shown(store.place)[-1:], tip(copy)]
    for name in filter(None, candidates):
        _object_mended(store, copy, spare, name)
        with suppress(Damaged):
            read(store, name)
            write_whole(store.place.git / BRANCH.decode(), name + b"\n")
            newest(store)
            return ["the pointer stands at the newest version again"]
    return []


def _object_mended(store: Store, copy: Store, spare: dict[bytes, ShaFile], name: bytes) -> str:
    for good in (lambda: spare[name], lambda: read(copy, name)):
        with suppress(Damaged, KeyError):
            keep(store, [good()])
            return f"a damaged part ({name[:10].decode()}) was written anew"
    return ""
