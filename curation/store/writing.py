"""Write one version: its objects, the off-site copy, the branch, the witness, and last the data folder."""

from dataclasses import dataclass, replace

from curation.store.commits import objects_of
from curation.store.refusals import Busy, Stale, reason_of
from curation.store.remote import Moved, Unreachable, push
from curation.store.repository import Store, keep, move, tip
from curation.store.settling import Healed, current_of, meet, place, remember
from curation.store.stale import refuse_stale
from curation.store.versions import Version, digest


@dataclass(frozen=True)
class Published:
    """The version that now is the newest, and what of it is still `pending` (blank: nothing)."""

    version: Version
    pending: str = ""


@dataclass(frozen=True)
class Side:
    """The off-site copy as this act found it: its address (blank: none) and why it cannot be had now."""

    address: str = ""
    pending: str = ""


def write(
    store: Store,
    now: Version | None,
    draft: Version,
    files: dict[str, bytes],
    side: Side,
    *,
    kept: dict[str, dict[str, bytes]] | None = None,
    joined: bytes | None = None,
) -> Published:
    """Publish `files` as the version after `now`; `kept` are files beside the tables,
    by folder; `joined` is the head of the other history when two become one.

    Raises Stale when somebody was first at the off-site copy, OSError or Damaged when the disk
    fails: then nothing is published. Once the branch has moved nothing raises.
    """
    digests = {name: digest(content) for name, content in sorted(files.items())}
    number = now.number + 1 if now else 1
    draft = replace(draft, number=number, digests=digests)
    parents = [now.id.encode()] if now else []
    commit, objects = objects_of(draft, files, kept or {}, parents + ([joined] if joined else []))
    keep(store, objects)
    version = replace(draft, id=commit.id.decode())
    pending = side.pending
    pushed = bool(side.address and not pending)
    if pushed:
        try:
            push(store, side.address, parents[0] if parents else None, commit.id)
        except Unreachable as why:
            pushed, pending = False, f"the off-site copy is pending: {why}"
        except Moved:
            _refuse_later(store, side.address, now)
    try:
        _move(store, joined or (parents[0] if parents else None), commit.id)
    except OSError as error:
        if not pushed:
            raise
        return _published(version, f"it is at the off-site copy, and here it is pending: {reason_of(error)}")
    return _published(version, pending, _shown(store, version, files).pending)


def _published(version: Version, *pending: str) -> Published:
    left = "; ".join(part for part in pending if part)
    return Published(version, f"published; {left}" if left else "")


def _refuse_later(store: Store, address: str, now: Version | None) -> None:
    """Take over what somebody published elsewhere in this moment, and refuse with who it was."""
    meet(store, address)
    newest = current_of(store)
    if newest:
        refuse_stale(store, newest, now.id if now else None)
    raise Stale("somebody else is publishing at the off-site copy meanwhile; compare again")


def _move(store: Store, old: bytes | None, new: bytes) -> None:
    try:
        moved = move(store, old, new)
    except OSError:
        # The branch may have moved and only its folder not been flushed.
        if tip(store) != new:
            raise
        return
    if not moved:
        raise Busy("the versions were changed by somebody with git in this moment; compare again")


def _shown(store: Store, version: Version, files: dict[str, bytes]) -> Healed:
    try:
        remember(store, version.id.encode())
        remembered = Healed()
    except OSError as error:
        remembered = Healed(pending=f"the note of this version is pending: {reason_of(error)}")
    return remembered.and_also(place(store, version, files))
