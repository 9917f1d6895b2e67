"""Finish what was interrupted: a copy into the data folder, a push, or what another machine published."""

from dataclasses import dataclass, replace

from curation.store.placing import bring, on_disk, strangers
from curation.store.refusals import Apart, Damaged, HandEdited, NotWritten, reason_of
from curation.store.remote import Moved, Unreachable, fetch, push, theirs
from curation.store.repository import BRANCH, MEND, Store, move
from curation.store.versions import Version, load, tables
from curation.store.wholeness import why_broken
from curation.store.witness import ancestors, chain, newest, placed, show, shown, write_placed


@dataclass(frozen=True)
class Healed:
    """What was finished: the files `placed`, sentences `told` about it, and what is still `pending`."""

    placed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    pending: str = ""

    def __str__(self) -> str:
        return "; ".join([*self.told, *([self.pending] if self.pending else [])]) or "nothing was left unfinished"

    def and_also(self, other: "Healed") -> "Healed":
        """Return both together."""
        pending = "; ".join(part for part in (self.pending, other.pending) if part)
        return Healed(self.placed + other.placed, self.told + other.told, pending)


def current_of(store: Store | None) -> Version | None:
    """Return the newest version; None when there is none. Raises Damaged."""
    head = newest(store) if store else None
    if head is None:
        return None
    found = load(store, head)
    return found if found.number else replace(found, number=len(chain(store, head)))


def remember(store: Store, head: bytes) -> None:
    """Let the witness know every version up to `head`. Raises OSError."""
    seen = shown(store.place)
    if seen[-1:] != [head]:
        show(store.place, chain(store, head)[::-1])


def hand_edited(store: Store, version: Version) -> list[str]:
    """Return the files of the data folder that hold nothing we placed there. Raises OSError, Damaged."""
    # In this order: whoever publishes meanwhile places the files before the note that they are placed.
    known = _known(store, version)
    return strangers(on_disk(store.place, version.digests), known)


def _known(store: Store, version: Version) -> dict[str, set[str]]:
    """Return for each file the digests it may have: the version last placed, the current one, and those between.

    Where it is not known what was placed last, the current version's and the one's before it.
    """
    ids, last = chain(store, version.id.encode()), placed(store.place)
    if last in ids:
        ids = ids[: ids.index(last) + 1]
    else:  # Two histories were joined since, or the note is lost.
        ids = ids[:2] + ([last] if last and last in ancestors(store, ids[0], last) else [])
    known: dict[str, set[str]] = {}
    for name in ids:
        for file, mark in load(store, name).digests.items():
            known.setdefault(file, set()).add(mark)
    return known


def place(store: Store, version: Version, files: dict[str, bytes]) -> Healed:
    """Bring a version into the data folder and remember that it is there; does not raise.

    Whatever goes wrong, the version is published: the copy is pending, and the next act brings it.
    """
    try:
        changed = bring(store.place, files)
        if placed(store.place) != version.id.encode():
            write_placed(store.place, version.id.encode())
    except OSError as error:
        return Healed(pending=f"the copy in the data folder is pending: {reason_of(error)}")
    except Exception as error:  # it is published; "failed" would be a lie.
        return Healed(pending=f"the copy in the data folder is pending: {error}")
    return Healed(tuple(changed))


def settle(store: Store) -> Healed:
    """Finish a copy into the data folder; a file that hands have changed is left as it is.

    Raises Damaged, OSError.
    """
    version = current_of(store)
    if version is None:
        return Healed()
    remember(store, version.id.encode())
    disk = on_disk(store.place, version.digests)
    if placed(store.place) == version.id.encode() and set(disk) == set(version.digests):
        return Healed()
    if hand_edited(store, version):
        return Healed()
    files = tables(store, version, disk.values())
    broken = "" if files == disk else why_broken(files, store.place.data)
    if broken:
        return Healed(pending=f"version {version.number} is not shown, its tables are not whole: {broken}")
    done = place(store, version, files)
    told = f"the data folder was brought to version {version.number}: {', '.join(done.placed)}"
    return replace(done, told=(told,) if done.placed else ())


def meet(store: Store, address: str) -> Healed:
    """Bring both sides of an off-site copy to the same version, if one of them is just behind.

    What another machine published becomes the current version here once its tables are found whole.
    Raises Apart when both sides published, Damaged, OSError; a copy that does not answer is said in `pending`.
    """
    ours = newest(store)
    try:
        there = theirs(store, address)
        if there == ours or there is None:
            return _sent(store, address, there, ours) if there != ours else Healed()
        fetch(store, address, there)
        if ours is None or ours in ancestors(store, there, ours):
            return _taken_over(store, ours, there)
        if there in ancestors(store, ours, there):
            return _sent(store, address, there, ours)
    except Unreachable as why:
        if ours is None:
            raise NotWritten(
                f"the off-site copy does not answer ({why}) and this folder has no versions yet, so it cannot be known "
                "where its history begins; try again when the copy answers"
            ) from None
        return Healed(pending=f"the off-site copy is pending: {why}")
    here, other = load(store, ours), load(store, there)
    raise Apart(
        f"while the off-site copy was away, version {here.number} was published here ({said(here)}) and version "
        f"{other.number} elsewhere ({said(other)}); join them: the tables of one side go on, and the other stays "
        "in the history"
    )


def said(version: Version) -> str:
    """Say who published a version, and why."""
    return f'{version.author}, "{version.reason}"'


def _sent(store: Store, address: str, there: bytes | None, ours: bytes) -> Healed:
    try:
        push(store, address, there, ours)
    except Moved:
        return Healed(pending="the off-site copy is pending: somebody else is publishing there")
    return Healed(told=("the off-site copy has every version again",))


def _taken_over(store: Store, ours: bytes | None, there: bytes) -> Healed:
    new = load(store, there)
    files = tables(store, new)
    for name in chain(store, there):
        if name == ours:
            break
        load(store, name)
    broken = why_broken(files, store.place.data)
    if broken:
        raise Damaged(
            f"version {new.number} of the off-site copy was not taken over, its tables are not whole: {broken}"
        )
    if not move(store, ours, there, BRANCH):
        raise Damaged("the pointer to the newest version moved while it was read; try again")
    if ours is None:
        # Any version published elsewhere may be what was copied here first.
        write_placed(store.place, chain(store, there)[-1])
    edited = hand_edited(store, new)
    remember(store, there)
    told = (f"version {new.number} was published elsewhere ({said(new)}) and is current here too",)
    return Healed(told=told).and_also(Healed() if edited else place(store, new, files))


def refuse_hand_edits(store: Store, version: Version) -> None:
    """Raise HandEdited when a file of the data folder holds what we did not place there.

    Raises Damaged when that cannot be told.
    """
    if not version.digests:
        raise Damaged(f"version {version.number} cannot be read, so it is not known what was edited by hand; {MEND}")
    edited = hand_edited(store, version)
    if edited:
        raise HandEdited(edited)
