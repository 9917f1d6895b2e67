"""Find Chromium for the browser tests, or install it: Debian's package where apt is, else Playwright's own.

Run as `python -m tests.browser.chromium` before the tests; it ends with a clear message when there is none.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# How Chromium is started: no sandbox in containers, and nothing of its own on the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The pages must work with the network cable out; asking through Playwright instead switches the cache off.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def path() -> str | None:
    """Return the path of a Chromium on this machine: CHROMIUM, a known name, or Playwright's own."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        found = name and shutil.which(name)
        if found:
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> str | None:
    """Install Chromium and return its path; None when neither way works."""
    if shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for command in (
            ["apt-get", "update"],
            ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
        ):
            subprocess.run([*as_root, *command], check=False, stdout=subprocess.DEVNULL)
        if path():
            return path()
    subprocess.run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False)
    return path()


if __name__ == "__main__":
    found = path() or install()
    if not found:
        sys.exit(
            "The browser tests need Chromium and it could not be installed here. Install the package chromium "
            "(Debian, Ubuntu), or any Chromium or Chrome, and name it: CHROMIUM=/path/to/chromium make test"
        )
