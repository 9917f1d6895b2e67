"""Run every benchmark one after the other, each of which writes its results, and make the table of all of them.

Run as `python -m benchmarks.every`; `--quick` looks in a few minutes whether each still works, and keeps its
numbers, which say nothing, in benchmarks/out/.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import results

HOUSE = Path(__file__).resolve().parent.parent
QUICK = Path(__file__).with_name("out")

# Every benchmark: its module, how it is run to be believed, and how it is run to see that it works.
RUNS: dict[str, tuple[str, str, str]] = {
    "interaction": ("interaction", "", "--rounds 1 --page-rounds 0 --slow-rounds 1"),
    "interaction-rows": (
        "interaction",
        "--rows 1000000 --rounds 3 --page-rounds 3 --slow-rounds 0",
        "--rows 50000 --rounds 1 --page-rounds 0 --slow-rounds 0",
    ),
    "intake": ("intake", "", "--rows 20000 --rounds 1"),
    "recognising": ("recognising", "", "--rows 20000 --rounds 1"),
    "many-rows": ("many_rows", "", "--rows 50000"),
    "readers": ("readers", "--search", "--readers 3 --seconds 15"),
    "soak": ("soak", "", "--readers 3 --minutes 0.6"),
    "replicas": ("replicas", "", "--rounds 1 --seconds 5 --tries 1 --first 3 --most 3"),
    "replicas-parts": (
        "replicas",
        "--part 0.25 --rounds 1",
        "--part 0.5 --rounds 1 --seconds 5 --tries 1 --first 3 --most 3",
    ),
}


def run(name: str, *, quick: bool) -> int:
    """Run one benchmark in a process of its own and return its exit code; 0 is well."""
    module, whole, short = RUNS[name]
    arguments = (short if quick else whole).split()
    settings = {**os.environ, results.SETTING: str(QUICK)} if quick else None
    print(f"== {name}", file=sys.stderr, flush=True)
    began = time.monotonic()
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    code = subprocess.run(command, cwd=HOUSE, env=settings, check=False).returncode
    said = f"ended with {code}" if code else "done"
    print(f"== {name}: {said} after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    return code


def main() -> None:
    """Read the command line and run; one that fails keeps the others from nothing, but the whole has failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="look whether each works; its numbers say nothing")
    parser.add_argument("--only", nargs="+", choices=RUNS, default=list(RUNS), help="which ones")
    asked = parser.parse_args()
    failed = [name for name in asked.only if run(name, quick=asked.quick)]
    print(results.show(QUICK if asked.quick else results.folder()))
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
