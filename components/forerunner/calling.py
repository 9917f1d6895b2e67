"""The server's side: starts the other process when there are enough readers, and takes in what it has worked out."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import curation
from components import published, spark, turns
from components.forerunner.parcels import Receiver

log = logging.getLogger("displacement")

HOUSE = Path(__file__).resolve().parents[2]
PROGRAM = "components.forerunner"

# The setting that does without; the process takes as much memory as the server itself.
SETTING, NO = "DISPLACEMENT_FORERUNNER", "no"

# Open pages from which it is worth another process, and seconds until one that ended is started again.
READERS = 10
AGAIN_AFTER = 60.0

# Pages readers opened last, of which the process opens those that most did.
OPENED_KEPT, OPENED_AHEAD = 400, 16


# Seconds until the tables of a version are read here instead, and until what did not come is worked out here.
TABLES_PATIENCE, PATIENCE = 1.0, 3.0


class Order(NamedTuple):
    """What the process is asked for: a version, and pages as (page, query) to be opened in it, most wanted first."""

    version: str
    pages: list[tuple[str, str]]


_opened: deque[tuple[str, str]] = deque(maxlen=OPENED_KEPT)


def opened(page: str, choices: dict[str, list[str]]) -> None:
    """Note that somebody opened a page with these choices in its address."""
    _opened.append((page, urlencode(choices, doseq=True)))


def wanted() -> list[tuple[str, str]]:
    """Return the pages that were opened most, of those opened last."""
    return [page for page, _ in Counter(list(_opened)).most_common(OPENED_AHEAD)]


class Forerunner:
    """The other process, at most one, and what it has sent."""

    def __init__(self):
        self._process: subprocess.Popen | None = None
        self._connection: Connection | None = None
        self._receiver = Receiver()
        self._started = -AGAIN_AFTER
        # Whether it has worked out a version, the version whose tables came last, and the one it is at, until when.
        self._ready, self._there = False, ""
        self._at, self._until = "", 0.0
        self._came = threading.Condition()

    def start_if_worth(self, readers: int) -> None:
        """Start the process when so many pages are open, the machine has a processor for it, and it is not running."""
        if readers < READERS or self.is_running() or time.monotonic() < self._started + AGAIN_AFTER:
            return
        if os.environ.get(SETTING) != NO and _has_two_processors() and _all_in_memory():
            self.start()

    def start(self) -> None:
        """Start the process; it reads and works out the present version before it is ready."""
        ours, theirs = Pipe()
        command = [sys.executable, "-m", PROGRAM, str(theirs.fileno())]
        with theirs:
            self._process = subprocess.Popen(command, cwd=HOUSE, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
        self._started, self._connection, self._receiver = time.monotonic(), ours, Receiver()
        threading.Thread(target=self._take_in, args=(ours, self._receiver), name="forerunner", daemon=True).start()

    def stop(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def is_running(self) -> bool:
        """True while there is a process, ready or not."""
        return self._process is not None and self._process.poll() is None

    def is_ready(self) -> bool:
        """True when it can be asked for a version."""
        return self._ready and self.is_running()

    def work(self, version: str) -> None:
        """Have a version worked out there; return when its tables came, or do not come soon.

        What is worked out of them comes after that, and whoever asks for it waits (`wait`).
        """
        if not self.is_ready() or not _all_in_memory():
            return
        with self._came:
            self._at, self._until = version, time.monotonic() + PATIENCE
        with suppress(OSError):
            self._connection.send(Order(version, wanted()))
        with self._came:
            if not self._came.wait_for(lambda: version == self._there or not self._ready, TABLES_PATIENCE):
                self._at = ""

    def wait(self, version: str, came: Callable[[], bool]) -> None:
        """Wait until what is asked for of a version came; not for one the process is not at, nor for ever."""
        if version != self._at:
            return
        with turns.given_on(), self._came:
            self._came.wait_for(lambda: came() or version != self._at, max(0.0, self._until - time.monotonic()))

    def _take_in(self, connection: Connection, receiver: Receiver) -> None:
        """Unpack what comes until the process ends; whatever goes wrong ends it, and readers work for themselves."""
        try:
            while True:
                self._note(*receiver.unpack(connection.recv_bytes()))
        except (EOFError, OSError):
            log.info("the process that works out new versions has ended")
        except Exception:
            log.exception("what another process worked out cannot be used")
        finally:
            with self._came:
                self._ready, self._at = False, ""
                self._came.notify_all()
            connection.close()
            self.stop()

    def _note(self, version: str, done: bool) -> None:
        with self._came:
            self._there, self._ready = version, self._ready or done
            if done and self._at == version:
                self._at = ""
            self._came.notify_all()


def _has_two_processors() -> bool:
    # Windows hands its children nothing of what they inherit here.
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


def _all_in_memory() -> bool:
    """Figures opened in place are read and prepared in this process, which has them open."""
    return not (spark.address() or curation.opened_in_place(published.folder()))
