"""Several real servers on one data folder, each a process of its own that can be killed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.browser.server import HOUSE, PACKED, free_port

# Seconds a server may take to show its tables on a slow and busy machine.
START_SECONDS = 120

# A word for tests, long enough to open /metrics.
TOKEN = "for-tests-only-for-tests-only"


@dataclass(frozen=True)
class Replica:
    """A running server: its port and its process."""

    port: int
    process: subprocess.Popen
    log: Path

    def sums(self) -> dict[str, str]:
        """Return what it tells a program that watches: each sum by its name."""
        asked = Request(f"http://127.0.0.1:{self.port}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        with urlopen(asked, timeout=START_SECONDS) as answer:
            lines = answer.read().decode().splitlines()
        return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))

    def open_pages(self) -> int:
        return int(float(self.sums()["displacement_open_pages"]))

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()


@contextmanager
def running(
    count: int, data: Path, folder: Path, *flags: str, settings: Mapping[str, str] | None = None
) -> Iterator[list[Replica]]:
    """Start servers side by side on one data folder, wait until all show its tables, and stop them afterwards."""
    own = {"DISPLACEMENT_DATA": str(data), "DISPLACEMENT_METRICS_TOKEN": TOKEN, **(settings or {})}
    servers = [_started(folder / f"replica-{number}.txt", flags, own) for number in range(1, count + 1)]
    try:
        _wait_for(servers)
        yield servers
    finally:
        for one in servers:
            one.process.terminate()
        for one in servers:
            one.process.wait(timeout=30)


def _started(log: Path, flags: Sequence[str], settings: Mapping[str, str]) -> Replica:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), *flags]
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "DISPLACEMENT_CACHE": PACKED, **settings}
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(command, cwd=HOUSE, env=environment, stdout=said, stderr=subprocess.STDOUT)
    return Replica(port, process, log)


def _wait_for(servers: list[Replica]) -> None:
    last = time.monotonic() + START_SECONDS
    for one in servers:
        while not _is_ready(one):
            if time.monotonic() > last or one.process.poll() is not None:
                raise RuntimeError(f"the server did not start:\n{one.log.read_text(encoding='utf-8')}")
            time.sleep(0.1)


def _is_ready(server: Replica) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{server.port}/ready", timeout=START_SECONDS):
            return True
    except (URLError, OSError):
        return False
