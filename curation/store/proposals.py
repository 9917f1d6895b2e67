"""Changes put before a second person: kept as commits beside the history until somebody decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from curation.store.acting import act, draft_of, reading, reviewed, uploads, writing
from curation.store.commits import objects_of
from curation.store.merging import merged
from curation.store.names import one_line
from curation.store.refusals import Damaged, NotAllowed
from curation.store.repository import Store, is_id, keep, move, read_commit, tip
from curation.store.settling import current_of
from curation.store.versions import Author, Version, digest, entry, load, tables, uploaded
from curation.store.writing import Published

# Where proposals wait and where declined ones are kept; an ordinary clone does not fetch them.
WAITING = b"refs/proposals/"
DECLINED = b"refs/declined/"

# What a proposal says as its version will.
SAID = ("author", "at", "reason", "why", "told", "answered", "counts", "upload", "damaged")


@dataclass(frozen=True)
class Proposal:
    """A version that waits for a second person.

    `id` serves `files_of` and `upload_of`, too. `why` says why a second person is asked; the other
    fields are the version's. `base` is the version it was compared with; `stale` says that this is
    no longer the newest, so it cannot be approved.
    """

    id: str
    author: Author
    at: datetime
    reason: str
    why: str
    told: tuple[str, ...]
    answered: dict[str, str]
    counts: dict[str, dict]
    upload: str | None
    base: str | None
    stale: bool
    damaged: str = ""


def propose(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    author: Author,
    reason: str,
    base: str | None,
    why: str,
    upload: tuple[str, bytes] | None = None,
    told: Sequence[str] = (),
    answered: Mapping[str, str] | None = None,
    counts: Mapping[str, Mapping] | None = None,
    remote: str | None = None,
) -> Proposal:
    """Put tables before a second person; readers see nothing of it. Refuses what `publish` refuses.

    The author must have an e-mail address, so that the second person is known to be another one.
    """
    if not author.email.strip():
        raise NotAllowed("a proposal needs the e-mail address of the person who makes it; sign in first")
    draft = draft_of(author, reason, "publish", upload=upload, told=told, answered=answered, counts=counts)
    draft = replace(draft, why=one_line(why))
    with writing(folder, remote) as desk:
        now, draft, whole = reviewed(desk, base, draft, lambda store, now: merged(store, now, files))
        digests = {name: digest(content) for name, content in sorted(whole.items())}
        draft = replace(draft, number=now.number + 1, digests=digests)
        commit, objects = objects_of(draft, whole, uploads(draft, upload), [now.id.encode()])
        keep(desk.store, objects)
        move(desk.store, None, commit.id, WAITING + commit.id)
        return _proposal(desk.store, commit.id.decode(), now)


def proposals(folder: Path) -> list[Proposal]:
    """Return what waits for a second person, oldest first. Raises StoreError."""
    with reading(folder) as store:
        if store is None:
            return []
        now, ids = current_of(store), sorted(store.repo.refs.subkeys(WAITING))
        found = [_proposal(store, name.decode(), now) for name in ids]
    return sorted(found, key=lambda one: (one.at, one.id))


def _proposal(store: Store, proposal_id: str, now: Version | None) -> Proposal:
    name = _waiting(store, proposal_id)
    try:
        base = read_commit(store, name).parents[0].decode()
    except Damaged:
        base = None
    version = entry(store, name)
    said = {field: getattr(version, field) for field in SAID}
    return Proposal(proposal_id, **said, base=base, stale=not now or base != now.id)


def _waiting(store: Store, proposal_id: str) -> bytes:
    name = tip(store, WAITING + proposal_id.encode()) if is_id(proposal_id.encode()) else None
    if name is None:
        raise NotAllowed("this proposal was already decided; look at the history")
    return name


def approve(folder: Path, proposal_id: str, *, author: Author, remote: str | None = None) -> Published:
    """Publish a proposal under its author's name and the second person's. Raises as `publish` does.

    Raises NotAllowed for the author himself, and for somebody without an e-mail address.
    """
    with reading(folder) as store:
        if store is None:
            raise NotAllowed("there is no such proposal")
        name = _waiting(store, proposal_id)
        proposal, upload = load(store, name), uploaded(store, load(store, name))
        base = read_commit(store, name).parents[0].decode()
    _refuse_same(proposal.author, author)
    second = f"{one_line(author.name)} <{one_line(author.email)}>"
    now = datetime.now(UTC).replace(microsecond=0)
    draft = replace(proposal, id="", approved_by=second, at=now)
    kept = uploads(draft, upload)
    done = act(folder, base, draft, lambda store, now: tables(store, proposal), remote, kept=kept)
    with writing(folder, remote) as desk:
        desk.store.repo.refs.remove_if_equals(WAITING + proposal_id.encode(), name)
    return done


def _refuse_same(first: Author, second: Author) -> None:
    one, other = (person.email.strip().casefold() for person in (first, second))
    if not other:
        raise NotAllowed("approving needs the e-mail address of the second person; sign in first")
    if one == other:
        raise NotAllowed(f"{second} proposed this; another person must approve it")


def decline(folder: Path, proposal_id: str, *, author: Author, reason: str, remote: str | None = None) -> None:
    """Take a proposal off the list; it stays in the repository with who declined it and why.

    The author may decline, too: that withdraws it. Raises NotAllowed, StoreError.
    """
    draft = draft_of(author, reason, "decline")
    with writing(folder, remote) as desk:
        name = _waiting(desk.store, proposal_id)
        commit, objects = objects_of(draft, {}, {}, [name])
        keep(desk.store, objects)
        move(desk.store, None, commit.id, DECLINED + proposal_id.encode())
        desk.store.repo.refs.remove_if_equals(WAITING + proposal_id.encode(), name)
