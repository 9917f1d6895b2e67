"""Which state of the tables this is: its version, when it was made, and both in words."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from curation.publishing import current, hand_edits
from curation.store.refusals import StoreError
from curation.tables import PACKAGE

# Letters of a digest that tell one state from another.
DIGITS = 8


@dataclass(frozen=True)
class Edition:
    """A state of a data folder: `version` (semantic versioning, as data packages ask), `created` in UTC, and `says`."""

    version: str
    created: datetime
    says: str


def edition(folder: Path) -> Edition:
    """Name the state of a data folder: equal names are equal tables.

    The first part of a version is the number that History shows, the letters behind `+` begin the id of its commit.
    Tables that no version holds are named by a digest of the files, whose newest change is when they were made.
    Raises OSError.
    """
    try:
        newest = current(folder)
        edited = hand_edits(folder) if newest else []
    except StoreError:
        newest, edited = None, []
    if newest and not edited and not newest.damaged:
        when = f"published on {_day(newest.at)}"
        return Edition(f"{newest.number}.0.0+{newest.id[:DIGITS]}", newest.at, f"version {newest.number}, {when}")
    made, mark = _unversioned(folder)
    if newest:
        says = f"version {newest.number} with later changes, up to {_day(made)}, that are no version yet"
        return Edition(f"{newest.number}.0.0+edited.{mark}", made, says)
    return Edition(f"0.0.0+{mark}", made, f"a state without a version number ({mark}), last changed on {_day(made)}")


def _unversioned(folder: Path) -> tuple[datetime, str]:
    """When the newest file was changed, to the second, and a digest of that moment and all files."""
    paths = [*sorted(folder.glob("*.csv")), folder / PACKAGE]
    made = datetime.fromtimestamp(int(max(path.stat().st_mtime for path in paths)), UTC)
    mark = hashlib.sha256(made.isoformat().encode())
    for path in paths:
        mark.update(f"\n{path.name}\n".encode() + path.read_bytes())
    return made, mark.hexdigest()[:DIGITS]


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
