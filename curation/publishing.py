"""Publish, look back, and take back: one version of all tables, or nothing.

Every function takes the data folder first; those that act also take `remote`, the address of the
off-site copy (None: the setting DISPLACEMENT_REMOTE; blank: none). What goes wrong is a StoreError
whose text is a sentence for a curator, or BrokenTables with every problem of the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from curation.store.acting import act, draft_of, reading, uploads, writing
from curation.store.merging import found, merged
from curation.store.names import one_line
from curation.store.opening import opened
from curation.store.packing import pack
from curation.store.places import ARRIVING, place_of
from curation.store.placing import on_disk
from curation.store.refusals import NotAllowed, NotWritten, StoreError, Unchanged
from curation.store.remote import address_of
from curation.store.repository import Store
from curation.store.settling import Healed, current_of, hand_edited
from curation.store.stale import refuse_stale
from curation.store.versions import ASIDE, Author, Version, entry, id_of, tables, uploaded
from curation.store.witness import ancestors, chain, newest, placed, shown
from curation.store.writing import Published, write

__all__ = ["Author", "Healed", "Published", "StoreError", "Version", "pack"]


def current(folder: Path) -> Version | None:
    """Return the newest version; None when nothing was ever published from this folder. Raises StoreError."""
    with reading(folder) as store:
        return current_of(store)


def history(folder: Path, limit: int | None = None) -> list[Version]:
    """Return all versions, or the `limit` newest, newest first. Raises StoreError.

    One that cannot be read says so in `damaged` and does not hide the others.
    """
    with reading(folder) as store:
        head = newest(store) if store else None
        if store is None or head is None:
            return []
        ids = chain(store, head, limit)
        last = len(ids) if limit is None else entry(store, head).number or len(chain(store, head))
        return [entry(store, name, last - place) for place, name in enumerate(ids)]


def files_of(folder: Path, version_id: str) -> dict[str, bytes]:
    """Return a version's tables and data package, file name → bytes, verified. Raises Damaged."""
    with reading(folder) as store:
        return tables(store, entry(store, id_of(version_id))) if store else {}


def upload_of(folder: Path, version_id: str) -> tuple[str, bytes] | None:
    """Return name and bytes of the file a version came from, as it came; None when none was kept. Raises Damaged."""
    with reading(folder) as store:
        return uploaded(store, entry(store, id_of(version_id))) if store else None


def hand_edits(folder: Path) -> list[str]:
    """Return the files of the data folder that hold what no version placed there. Raises StoreError."""
    with reading(folder) as store:
        while store and (version := current_of(store)):
            edited = hand_edited(store, version)
            # Somebody may have published while we looked; then we looked at his files with the eyes of before.
            if not edited or newest(store) == version.id.encode():
                return edited
    return []


def publish(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    author: Author,
    reason: str,
    base: str | None,
    upload: tuple[str, bytes] | None = None,
    told: Sequence[str] = (),
    answered: Mapping[str, str] | None = None,
    counts: Mapping[str, Mapping] | None = None,
    approved_by: str | None = None,
    why: str = "",
    remote: str | None = None,
) -> Published:
    """Publish tables as one version; those not given stay as they are.

    `files` are file name → bytes, `base` the id of the version the review compared with (None: there
    was none), `upload` the name and bytes of the file as it came. Raises Stale, Unchanged,
    HandEdited, Busy, BrokenTables, NotAllowed, NotWritten, Damaged or Apart: then nothing was
    published. What fails after that is said in `pending`, and the next act finishes it.
    """
    draft = draft_of(author, reason, "publish", upload=upload, told=told, answered=answered, counts=counts)
    draft = replace(draft, approved_by=approved_by and one_line(approved_by), why=one_line(why))
    kept = uploads(draft, upload)
    return act(folder, base, draft, lambda store, now: merged(store, now, files), remote, kept=kept)


def restore(
    folder: Path, version_id: str, *, author: Author, reason: str, base: str | None, remote: str | None = None
) -> Published:
    """Publish the content of an older version as a new one. Raises as `publish` does.

    Rules between rows are not asked again: what was published may always be gone back to.
    """
    draft = replace(draft_of(author, reason, "restore"), restores=version_id)

    def content(store: Store, now: Version) -> dict[str, bytes]:
        if id_of(version_id) not in ancestors(store, now.id.encode(), id_of(version_id)):
            raise NotAllowed("this is no version of the history; choose one of those it shows")
        return tables(store, entry(store, id_of(version_id)))

    return act(folder, base, draft, content, remote, rules=False)


def adopt(folder: Path, *, author: Author, reason: str, base: str | None, remote: str | None = None) -> Published:
    """Publish what hands have changed in the data folder, as it lies there. Raises as `publish` does."""
    draft = draft_of(author, reason, "adopt")
    return act(folder, base, draft, lambda store, now: merged(store, now, found(store.place)), remote, adopting=True)


def put_back(folder: Path, *, author: Author, reason: str, base: str | None, remote: str | None = None) -> Published:
    """Put the current version's files over those that hands have changed, as a version of its own.

    What the hands had written is kept in that version, in the folder `set-aside`. Raises as
    `publish` does, Unchanged when no file was edited.
    """
    draft = draft_of(author, reason, "put_back")
    with writing(folder, remote) as desk:
        store, now = desk.store, desk.now()
        refuse_stale(store, now, base)
        disk = on_disk(store.place, hand_edited(store, now))
        if not disk:
            raise Unchanged("no file of the data folder was edited by hand; there is nothing to put back")
        files = tables(store, now)
        return write(store, now, replace(draft, counts=now.counts), files, desk.side, kept={ASIDE: disk})


def begin(folder: Path, *, remote: str | None = None) -> Version:
    """Make what is in the folder the first version unless there is one, and return the current one.

    Raises StoreError, BrokenTables.
    """
    with writing(folder, remote) as desk:
        return desk.now()


def heal(folder: Path, *, remote: str | None = None) -> Healed:
    """Finish what was interrupted; call it at start. Never touches a file that hands have changed.

    A copy into the data folder is finished, halves of files are swept, the off-site copy is brought
    up to date, and what another machine published there is taken over. Needs no right to write when
    there is nothing to do. Raises Damaged, Apart, Busy.
    """
    try:
        if not address_of(remote) and _is_whole(folder):
            return Healed()
        with writing(folder, remote, begun=False) as desk:
            return desk.healed
    except NotWritten as why:
        return Healed(pending=str(why))


def _is_whole(folder: Path) -> bool:
    """Say whether there is nothing to finish: no half files, and the newest version's files in their place."""
    where = place_of(folder)
    if any(where.data.glob(f".*{ARRIVING}")):
        return False
    with opened(where) as store:
        version = current_of(store)
        if version is None:
            return True
        newest_here = version.id.encode()
        noted = placed(where) == newest_here and shown(where)[-1:] == [newest_here]
        return noted and all((where.data / name).exists() for name in version.digests)
