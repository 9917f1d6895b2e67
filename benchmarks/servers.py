"""Start dashboards on free ports, know when they answer, and what CPU they have used."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import psutil

HOUSE = Path(__file__).resolve().parent.parent

# Streamlit's two: what each is called, the folder whose settings it runs with, and its script.
DASHBOARD = ("dashboard", HOUSE, "dashboard.py")
ORDINARY = ("ordinary page", HOUSE / "benchmarks" / "ordinary", "app.py")

# Dash's two: what each is called, and the application that gunicorn serves.
DASH = ("Dash page", "benchmarks.dash_page.app:server")
FLOOR = ("finished charts", "benchmarks.dash_floor.app:server")

# How Dash's guide serves an application: gunicorn. One process is enough for one reader; threads, because a
# browser asks for several things at once.
GUNICORN = ("-m", "gunicorn", "--workers", "1", "--threads", "4", "--no-control-socket")

# Seconds a server may take to answer, on a slow and busy machine.
START_SECONDS = 120

# Lines of a server's log that are shown when it did not start.
LOG_LINES = 30

# A server has settled when it has used no more than one tick of CPU for so many seconds.
SETTLED_SECONDS = 0.4
SETTLED_CPU = 0.011


class NotStarted(RuntimeError):
    """A server ended or did not answer in time; the message carries the end of its log."""


@dataclass(frozen=True)
class Server:
    """A running dashboard: its name, address, process and log."""

    name: str
    url: str
    process: psutil.Process
    log: BinaryIO = field(repr=False)

    def log_tail(self) -> str:
        """Return the end of what the server has written."""
        return _tail(self.log)

    def cpu_seconds(self) -> float:
        """Return the CPU seconds used so far by the process, its threads and its children."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(one.cpu_times().user + one.cpu_times().system for one in family)

    def memory(self) -> int:
        """Return the bytes that the process and its children have for themselves."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(one.memory_full_info().uss for one in family)

    def settle(self, longest: float = 10) -> float:
        """Wait until the server rests, and return its CPU seconds."""
        before, end = self.cpu_seconds(), time.monotonic() + longest
        while time.monotonic() < end:
            time.sleep(SETTLED_SECONDS)
            now = self.cpu_seconds()
            if now - before < SETTLED_CPU:
                return now
            before = now
        return before


@contextmanager
def running(name: str, folder: Path, script: str, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run a dashboard as `streamlit run` does, with settings of the environment, and stop it whatever happens.

    Raises NotStarted, with the end of the server's log, when it does not answer.
    """
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    url = f"http://127.0.0.1:{port}"
    with _started(name, command, cwd=folder, url=url, health="/_stcore/health", settings=settings) as one:
        yield one


@contextmanager
def running_dash(name: str, application: str, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run a Dash application with gunicorn, as `running` runs Streamlit's."""
    at = f"127.0.0.1:{_free_port()}"
    command = [sys.executable, *GUNICORN, "--bind", at, application]
    url = f"http://{at}"
    with _started(name, command, cwd=HOUSE, url=url, health="/_dash-layout", settings=settings) as one:
        yield one


@contextmanager
def _started(
    name: str, command: list[str], *, cwd: Path, url: str, health: str, settings: Mapping[str, str] | None
) -> Iterator[Server]:
    with tempfile.TemporaryFile("w+b") as log:
        started = subprocess.Popen(command, cwd=cwd, env={**own_settings(), **(settings or {})}, stdout=log, stderr=log)
        try:
            _wait_until_healthy(name, started, url + health, log)
            yield Server(name, url, psutil.Process(started.pid), log)
        finally:
            _stop(started)


def own_settings() -> dict[str, str]:
    """Return the environment without settings that would make servers differ from their own files."""
    ours = ("STREAMLIT_", "DISPLACEMENT_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    # Whose name a picture of the page Update shows changes nothing that is measured.
    return {**kept, "DISPLACEMENT_CURATOR": os.environ.get("DISPLACEMENT_CURATOR", "")}


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait_until_healthy(name: str, started: subprocess.Popen, health: str, log: BinaryIO) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if started.poll() is not None:
            raise NotStarted(f"The {name} ended with code {started.returncode}. Its log:\n{_tail(log)}")
        try:
            with urllib.request.urlopen(health, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise NotStarted(f"The {name} did not answer within {START_SECONDS} seconds. Its log:\n{_tail(log)}")


def _tail(log: BinaryIO) -> str:
    log.seek(0)
    lines = log.read().decode(errors="replace").splitlines()
    return "\n".join(lines[-LOG_LINES:]) or "(empty)"


def _stop(started: subprocess.Popen) -> None:
    started.terminate()
    try:
        started.wait(timeout=10)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
