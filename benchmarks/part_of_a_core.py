"""Let a process have only a part of a core, as if it ran on a smaller computer of its own."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

import psutil

# In each period a process runs until it has used its part, and then stands still. Short beside the second that a
# choice may take, long beside the hundredths in which systems count CPU.
PERIOD = 0.2
LOOK = 0.005


@contextmanager
def held_to(part: float, processes: Iterable[psutil.Process]) -> Iterator[None]:
    """Hold each process to a part of a core until the end of the block; 0 leaves them alone."""
    over = threading.Event()
    holders = [threading.Thread(target=_hold, args=(one, part, over)) for one in processes if part]
    for one in holders:
        one.start()
    try:
        yield
    finally:
        over.set()
        for one in holders:
            one.join()


def _hold(process: psutil.Process, part: float, over: threading.Event) -> None:
    with suppress(psutil.NoSuchProcess):
        while not over.is_set():
            end, may = time.monotonic() + PERIOD, _used(process) + part * PERIOD
            while time.monotonic() < end and _used(process) < may:
                time.sleep(LOOK)
            process.suspend()
            time.sleep(max(0.0, end - time.monotonic()))
            process.resume()


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
