"""A few pages run at a time, in the order in which they were asked for, so that none waits for all the others.

Of a hundred runs that share one processor each would end when all do; and what a publication has to work out would get
a hundredth of it. A run that takes long, as a large upload does, holds nobody up: it soon runs beside the others.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

# Runs at a time, and the seconds after which a run no longer counts.
AT_A_TIME = 2
COUNTS_FOR = 0.25

# The turn a thread has, and who gave it.
_at = threading.local()


@contextmanager
def given_on() -> Iterator[None]:
    """Give this thread's turn on, if it has one, for a block in which it waits and does not work; then take another."""
    turns, mine = getattr(_at, "turn", (None, None))
    if turns:
        turns._end(mine)
    try:
        yield
    finally:
        if turns:
            # Before those who have not begun: others may wait for what this one is at.
            _at.turn = (turns, turns._take(first=True))


class Turns:
    """Gives turns to threads: at most `at_a_time` that began within the last `counts_for` seconds."""

    def __init__(self, at_a_time: int = AT_A_TIME, counts_for: float = COUNTS_FOR):
        self._at_a_time, self._counts_for = at_a_time, counts_for
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        # When each turn that was given no longer counts.
        self._until: dict[threading.Event, float] = {}

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and give it on at the end of the block."""
        _at.turn = (self, self._take())
        try:
            yield
        finally:
            (_, mine), _at.turn = _at.turn, (None, None)
            self._end(mine)

    def _take(self, first: bool = False) -> threading.Event:
        mine = threading.Event()
        with self._lock:
            (self._waiting.appendleft if first else self._waiting.append)(mine)
            self._give()
        while not mine.wait(self._counts_for):
            with self._lock:
                self._give()
        return mine

    def _end(self, turn: threading.Event) -> None:
        with self._lock:
            self._until.pop(turn, None)
            self._give()

    def _give(self) -> None:
        """Give turns to those who wait longest, as many as there are."""
        now = time.monotonic()
        while self._waiting and sum(until > now for until in self._until.values()) < self._at_a_time:
            first = self._waiting.popleft()
            self._until[first] = now + self._counts_for
            first.set()
