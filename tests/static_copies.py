"""Static copies as anybody writes them, on the command line; the one of the curated tables once for all tests."""

import os
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

from tests.browser.server import HOUSE, PACKED


def written(folder: Path, *flags: str, **settings: str) -> subprocess.CompletedProcess:
    """Write a copy into a folder with flags of the command and settings of the environment; return how it went."""
    return subprocess.run(
        [sys.executable, "-m", "components.static_copy", str(folder), *flags],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "DISPLACEMENT_CACHE": PACKED, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def of_the_curated_tables(tmp_path_factory) -> Path:
    """Return the copy of the curated tables; who comes first writes it, also of tests that run side by side."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "static-copy"
    with FileLock(folder.with_suffix(".wait")):
        if not folder.exists():
            done = written(folder)
            assert done.returncode == 0, done.stderr
    return folder
