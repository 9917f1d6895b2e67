"""Make one history of two, after this machine and another published while they could not reach each other."""

from dataclasses import replace
from pathlib import Path

from curation.store.acting import draft_of, writing_apart
from curation.store.refusals import NotAllowed, NotWritten
from curation.store.remote import Unreachable, address_of, fetch, theirs
from curation.store.settling import current_of
from curation.store.versions import Author, load, tables
from curation.store.wholeness import whole_tables
from curation.store.witness import ancestors, chain
from curation.store.writing import Published, Side, write

SIDES = ("here", "there")


def join(folder: Path, keep: str, *, author: Author, reason: str, remote: str | None = None) -> Published:
    """Publish the tables of one side, `here` or `there`, as the version after both histories.

    No version of either side is lost: the other side's can be restored like any. Raises NotAllowed
    when the two are not apart, StoreError, BrokenTables.
    """
    if keep not in SIDES:
        raise NotAllowed('say which side\'s tables go on: "here" or "there"')
    address, draft = address_of(remote), draft_of(author, reason, "join")
    with writing_apart(folder) as store:
        try:
            other = theirs(store, address) if address else None
            if other:
                fetch(store, address, other)
        except Unreachable as why:
            raise NotWritten(f"the two cannot be joined while the off-site copy is away: {why}") from why
        now = current_of(store)
        ours = now.id.encode() if now else None
        if not (other and ours) or other in ancestors(store, ours, other) or ours in ancestors(store, other, ours):
            raise NotAllowed("there is nothing to join: nobody published elsewhere without this folder's versions")
        there = load(store, other, len(chain(store, other)))
        files = tables(store, now if keep == "here" else there)
        rows = whole_tables(files, store.place.data)
        draft = replace(draft, counts={table: {"rows": number} for table, number in rows.items()})
        return write(store, there, draft, files, Side(address), joined=ours)
