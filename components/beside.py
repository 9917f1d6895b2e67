"""Versions of figures opened in place, read and prepared beside the readers, who keep to the one before meanwhile."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import curation

log = logging.getLogger("displacement")

# Seconds that a reader waits for such a version; after that he keeps to the one before.
PATIENCE = 0.8


@dataclass(eq=False)
class _Reading:
    """A version on its way, and what came of it."""

    name: str
    thread: threading.Thread | None = None
    since: float = 0.0
    broken: curation.BrokenTables | None = None


# The newest of each folder.
_readings: dict[str, _Reading] = {}
_beginning = threading.Lock()


def is_done(where: str, name: str, read: Callable[[], object], wait: bool) -> bool:
    """Have `read` read a version of a folder beside the readers, once; return whether it is done.

    With `wait` there is nothing else to show, and it always is. Raises BrokenTables if that is what `read` raised, for
    every reader, without looking at all rows again.
    """
    with _beginning:
        reading = _readings.get(where)
        if not reading or reading.name != name:
            reading = _readings[where] = _Reading(name, since=time.monotonic())
            reading.thread = threading.Thread(target=_read, args=(reading, read), name="read", daemon=True)
            reading.thread.start()
    reading.thread.join(None if wait else max(0, reading.since + PATIENCE - time.monotonic()))
    if reading.broken:
        raise reading.broken
    return not reading.thread.is_alive()


def is_preparing(where: str) -> bool:
    """True while a version of a folder is on its way."""
    reading = _readings.get(where)
    return bool(reading and reading.thread and reading.thread.is_alive())


def _read(reading: _Reading, read: Callable[[], object]) -> None:
    try:
        read()
    except curation.BrokenTables as broken:
        reading.broken = broken
    except Exception:
        # Such as a folder that changed meanwhile: whoever asks next reads it himself, and says what is wrong.
        log.info("a version could not be read ahead", exc_info=True)
        return
    log.info("a version was opened, checked and prepared in %.1f s", time.monotonic() - reading.since)
