"""Results that many readers ask for at the same moment, each worked out by the first of them and no other."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from components import turns


class _Work:
    """One result on its way: whoever comes second waits for the first."""

    def __init__(self):
        self.done = threading.Event()
        self.result, self.failed = None, False


class Shared:
    """Keeps the `most` results asked for last; functools.lru_cache would have each of two who come at once work."""

    def __init__(self, most: int):
        self._most = most
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._at_work: dict[Hashable, _Work] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, work_out: Callable[[], object]):
        """Return the result of a key: kept, from somebody who is at it now, or worked out here.

        What `work_out` raises goes to whoever called it; those who waited try for themselves.
        """
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key]
                work = self._at_work.get(key)
                if work is None:
                    mine = self._at_work[key] = _Work()
                    break
            with turns.given_on():
                work.done.wait()
            if not work.failed:
                return work.result
        return self._work(key, mine, work_out)

    def _work(self, key: Hashable, mine: _Work, work_out: Callable[[], object]):
        mine.failed = True
        try:
            mine.result = work_out()
            mine.failed = False
        finally:
            with self._lock:
                del self._at_work[key]
                if not mine.failed:
                    self._keep(key, mine.result)
            mine.done.set()
        return mine.result

    def kept(self, key: Hashable, otherwise: object) -> object:
        """Return a result if it is kept."""
        return self._kept.get(key, otherwise)

    def put(self, key: Hashable, result: object) -> object:
        """Keep a result that was worked out elsewhere, unless there is one; return the one that is kept."""
        with self._lock:
            if key not in self._kept:
                self._keep(key, result)
            return self._kept.get(key, result)

    def _keep(self, key: Hashable, result: object) -> None:
        self._kept[key] = result
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget(self, gone: Callable[[Hashable], bool]) -> None:
        """Forget the results of all keys of which `gone` is true."""
        with self._lock:
            for key in [one for one in self._kept if gone(one)]:
                del self._kept[key]

    def clear(self) -> None:
        """Forget every result."""
        with self._lock:
            self._kept.clear()
