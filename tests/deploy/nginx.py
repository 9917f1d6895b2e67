"""Find nginx for the tests of deploy/, or install Debian's package; and run it with the very file of deploy/.

Run as `python -m tests.deploy.nginx` before the tests; it ends with a clear message when there is none.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.render import rendered

# Debian puts it where only the administrator's PATH looks.
PLACES = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])

# Seconds it may take to start on a slow and busy machine.
START_SECONDS = 20


@dataclass(frozen=True)
class Proxy:
    """A running nginx: where it listens, and the file of its answers."""

    port: int
    log: Path

    def site(self, name: str, scheme: str = "http") -> str:
        """Return the address of one of its sites."""
        return f"{scheme}://{name}:{self.port}"


def path() -> str | None:
    """Return the path of an nginx on this machine: NGINX, or a known place."""
    return shutil.which(os.environ.get("NGINX") or "nginx", path=PLACES)


def install() -> str | None:
    """Install Debian's package and return the path; None when that does not work."""
    if shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "nginx"]):
            subprocess.run([*as_root, *command], check=False, stdout=subprocess.DEVNULL)
    return path()


def configured(folder: Path, settings: Mapping[str, str]) -> list[str]:
    """Write the configuration into a folder and return the command that runs it."""
    file, found = folder / "nginx.conf", path()
    assert found, "no nginx on this machine; run `python -m tests.deploy.nginx`"
    own = {"FOLDER": str(folder), "LOG": str(folder / "answers.log"), "ERRORS": str(folder / "errors.log")}
    file.write_text(rendered({**own, **settings}), encoding="utf-8")
    # Who starts nginx as the administrator works as another user, who may not read the tests' folder.
    as_root = "user root;" if os.geteuid() == 0 else ""
    return [found, "-c", str(file), "-g", f"daemon off;{as_root}"]


def said_of(folder: Path, settings: Mapping[str, str]) -> str:
    """Return what `nginx -t` says of the configuration."""
    command = [*configured(folder, settings), "-t"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


@contextmanager
def running(folder: Path, port: int, settings: Mapping[str, str]) -> Iterator[Proxy]:
    """Run nginx on a port of this computer. Raises RuntimeError with what it said when it does not answer."""
    command = configured(folder, {"LISTEN": f"127.0.0.1:{port}", **settings})
    with (folder / "said.txt").open("w", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
    try:
        _wait_for(port, process, folder)
        yield Proxy(port, folder / "answers.log")
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _wait_for(port: int, process: subprocess.Popen, folder: Path) -> None:
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nginx did not start:\n{(folder / 'said.txt').read_text(encoding='utf-8')}")


if __name__ == "__main__":
    if not (path() or install()):
        sys.exit(
            "The tests of deploy/ need nginx and it could not be installed here. Install the package nginx "
            "(Debian, Ubuntu, Fedora, Homebrew), or name one: NGINX=/path/to/nginx make test"
        )
