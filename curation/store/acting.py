"""What every act has in common: the lock, what was left unfinished, and the refusals, in this order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dulwich.file import FileLocked

from curation.store.lock import alone
from curation.store.merging import found
from curation.store.names import one_line, upload_name
from curation.store.opening import keep_head, make, opened
from curation.store.packing import pack
from curation.store.places import place_of
from curation.store.refusals import Busy, NotAllowed, NotWritten, StoreError, reason_of
from curation.store.remote import address_of
from curation.store.repository import Store
from curation.store.settling import Healed, current_of, meet, refuse_hand_edits, settle
from curation.store.stale import refuse_stale, refuse_unchanged
from curation.store.versions import UPLOADED, Author, Version, digest
from curation.store.wholeness import whole_tables
from curation.store.witness import newest
from curation.store.writing import Published, Side, write

# Who and why of the first version, which nobody publishes.
DASHBOARD = Author("the dashboard")
FOUND = "as found when the first version was made"

# Versions between two packings (measured: 50 of 1.5 MB take 21 MB loose, 1.1 MB packed).
PACK_EVERY = 50

# What is counted of a table that stays as it is.
UNCHANGED = {"added": 0, "revised": 0, "removed": 0}

# What an act publishes, given the store and the current version.
Content = Callable[[Store, Version], dict[str, bytes]]


@dataclass(frozen=True)
class Desk:
    """What an act works with, under the lock: the store, the off-site copy, and what was finished before."""

    store: Store
    side: Side
    healed: Healed

    def now(self) -> Version:
        """Return the current version."""
        found = current_of(self.store)
        assert found, "an act begins the history when there is none"
        return found


@contextmanager
def reading(folder: Path) -> Iterator[Store | None]:
    """Open the versions to look at them; None when there are none. Needs no lock. Raises StoreError."""
    try:
        with opened(place_of(folder)) as store:
            yield store
    except OSError as error:
        raise StoreError(f"the versions cannot be read: {reason_of(error)}") from error


@contextmanager
def writing(folder: Path, remote: str | None, begun: bool = True) -> Iterator[Desk]:
    """Hold the lock, finish what was left unfinished, and begin the history where there is none (if `begun`).

    Raises StoreError, also for errors of the disk in the act; BrokenTables.
    """
    with writing_apart(folder) as store:
        desk = _desk(store, address_of(remote))
        if begun and newest(store) is None:
            write(store, None, draft_of(DASHBOARD, FOUND, "begin"), found(store.place), desk.side)
        yield desk


@contextmanager
def writing_apart(folder: Path) -> Iterator[Store]:
    """Hold the lock and open the store, which is made where there is none; nothing else. Raises StoreError."""
    place = place_of(folder)
    try:
        with alone(place):
            if not place.git.exists() and not place.witness.exists():
                make(place)
            with opened(place) as store:
                assert store, "it was made when it was not there"
                yield store
    except OSError as error:
        raise NotWritten(f"nothing was done: {reason_of(error)}") from error
    except FileLocked as locked:
        raise Busy("somebody is working on the versions with git in this moment; try again in a minute") from locked


def _desk(store: Store, address: str) -> Desk:
    keep_head(store)
    met = meet(store, address) if address else Healed()
    return Desk(store, Side(address, met.pending), met.and_also(settle(store)))


def act(
    folder: Path,
    base: str | None,
    draft: Version,
    content: Content,
    remote: str | None,
    *,
    kept: dict[str, dict[str, bytes]] | None = None,
    adopting: bool = False,
    rules: bool = True,
) -> Published:
    """Publish what `content` makes of the current version, unless something speaks against it.

    Raises as `reviewed` and `write` do.
    """
    with writing(folder, remote) as desk:
        now, draft, files = reviewed(desk, base, draft, content, adopting=adopting, rules=rules)
        done = write(desk.store, now, draft, files, desk.side, kept=kept)
    if done.version.number % PACK_EVERY == 0:
        _pack_quietly(folder)
    return done


def reviewed(
    desk: Desk, base: str | None, draft: Version, content: Content, *, adopting: bool = False, rules: bool = True
) -> tuple[Version, Version, dict[str, bytes]]:
    """Return the current version, the draft with each table's rows counted, and the files to publish.

    Refused are, in this order: a review of an old version (Stale), a data folder with hand edits
    unless `adopting` (HandEdited), files that change nothing (Unchanged), and tables that break a
    promise or, with `rules`, a rule (BrokenTables).
    """
    now = desk.now()
    refuse_stale(desk.store, now, base)
    if not adopting:
        refuse_hand_edits(desk.store, now)
    files = content(desk.store, now)
    refuse_unchanged(now, files)
    rows = whole_tables(files, desk.store.place.data, rules)
    same = {name.removesuffix(".csv") for name, content in files.items() if now.digests.get(name) == digest(content)}
    counts = {
        table: {"rows": number, **(UNCHANGED if table in same else draft.counts.get(table, {}))}
        for table, number in rows.items()
    }
    return now, replace(draft, counts=counts), files


def _pack_quietly(folder: Path) -> None:
    # The version is out; that its room is larger than need be is no reason to say otherwise.
    try:
        pack(folder)
    except StoreError:
        return


def uploads(draft: Version, upload: tuple[str, bytes] | None) -> dict[str, dict[str, bytes]]:
    """Return the uploaded file as it is kept beside the tables; nothing when there is none."""
    return {UPLOADED: {draft.upload: upload[1]}} if upload and draft.upload else {}


def draft_of(
    author: Author,
    reason: str,
    act: str,
    *,
    upload: tuple[str, bytes] | None = None,
    told: Sequence[str] = (),
    answered: Mapping[str, str] | None = None,
    counts: Mapping[str, Mapping] | None = None,
) -> Version:
    """Return a version that has no number and no files yet. Raises NotAllowed when nobody or no reason is named."""
    who, why = Author(one_line(author.name), one_line(author.email)), one_line(reason)
    if not (who.name or who.email):
        raise NotAllowed("a version needs the name of the person who publishes it")
    if not why:
        raise NotAllowed('write why, such as "OCHA situation report 9"; the history shows it')
    return Version(
        "",
        0,
        who,
        datetime.now(UTC).replace(microsecond=0),
        why,
        act,
        tuple(str(one) for one in told),
        dict(answered or {}),
        {table: dict(counted) for table, counted in (counts or {}).items()},
        upload=upload_name(upload[0]) if upload else None,
    )
