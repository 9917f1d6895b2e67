"""Start a real server, as anybody starts it, and wait until it answers."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HOUSE = Path(__file__).resolve().parents[2]

# Packed scripts of all test servers: packed once, and not in the user's own cache.
PACKED = str(Path(tempfile.gettempdir()) / "displacement-dashboard-tests")

# Seconds a server may take to answer on a slow and busy machine.
START_SECONDS = 60


@contextmanager
def running(script: str, *flags: str, log: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a script on a free port with flags of `streamlit run` and settings of the environment; yield its address.

    Raises RuntimeError with the server's log when it does not answer.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port), *flags]
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(
            command,
            cwd=HOUSE,
            env={**os.environ, "PYTHONPATH": str(HOUSE), "DISPLACEMENT_CACHE": PACKED, **(settings or {})},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    where = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{where}/_stcore/health", process, log)
        yield where
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait_for(health: str, process: subprocess.Popen, log: Path) -> None:
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and process.poll() is None:
        try:
            with urlopen(health, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")
