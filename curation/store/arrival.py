"""Whether a version is on its way into the data folder: published, and not wholly copied yet."""

import time
from pathlib import Path

from curation.store.places import place_of
from curation.store.witness import placed, shown

# Seconds a copy into the folder may take; one under way for longer was interrupted (29 MB take less than one).
LONGEST_COPY = 10


def arriving(folder: Path) -> bool:
    """True while the newest version is being copied into the folder, so that readers keep to the one before."""
    since = _since(folder)
    return since is not None and since < LONGEST_COPY


def interrupted(folder: Path) -> bool:
    """True when a copy into the folder began and did not end; `heal` finishes it."""
    since = _since(folder)
    return since is not None and since >= LONGEST_COPY


def _since(folder: Path) -> float | None:
    """Seconds since the newest version was published, when it is not the one placed; None when it is."""
    place = place_of(folder)
    if not place.witness.exists() or placed(place) in shown(place)[-1:]:
        return None
    try:
        return max(0.0, time.time() - place.witness.stat().st_mtime)
    except OSError:
        return None
