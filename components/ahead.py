"""Readers keep to the version before, for a moment, while the first pages of a new one are worked out beside them.

Otherwise all who choose something in the seconds after a publication would work it out at once, and
each would wait for all the others.
"""

import time

# Seconds readers keep to the version before at most; who asks two seconds after a publication gets the new one.
HOLD = 1.5

# For each folder somebody works ahead for: the newest version that was found, and when.
_found: dict[str, tuple[str, float]] = {}


def work(where: str) -> None:
    """From now on somebody works out the new versions of a folder, and says so by `show`."""
    _found.setdefault(where, ("", 0.0))


def show(where: str, version: str) -> None:
    """Let readers see a version from now on."""
    if where in _found:
        _found[where] = (version, 0.0)


def held(where: str, version: str) -> bool:
    """True while a version is worked out; whoever finds it first starts the clock."""
    if where not in _found:
        return False
    known, since = _found[where]
    if known != version:
        since = time.monotonic()
        _found[where] = (version, since)
    return time.monotonic() - since < HOLD
