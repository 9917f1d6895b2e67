"""Measure reading and checking a million rows beside a bare read by polars, frictionless and libhxl.

Run as `python -m benchmarks.intake`; `--rows` and `--rounds` make it shorter. Prints medians, ratios
and aims, and writes them to benchmarks/intake-results.md.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil

import curation
from benchmarks import results, weekly_file
from benchmarks.report import aligned, machine

HOUSE = Path(__file__).resolve().parent.parent
PACKAGES = ("polars", "frictionless", "libhxl")

# Who is measured and how they are called; those that take a minute are measured once.
NAMES = {
    "text": "polars, as text",
    "read": "curation.read",
    "inspect": "curation.inspect",
    "frictionless": "frictionless",
    "libhxl": "libhxl",
}
SLOW = ("frictionless", "libhxl")

# From issue 3: times of a bare read, times faster than the field's tools, times the file's size.
TIME_AIM, FASTER_AIM, MEMORY_AIM = 2.5, 50, 3

# Seconds between two looks at memory.
LOOK = 0.02


def run(name: str, path: Path) -> dict:
    """Let one contender do its work in a fresh process; return its seconds, its memory, and what it found.

    Looking at memory holds a process up: its time is taken in a run of its own, except where one takes a minute.
    """
    found = _run(name, path, looks=name in SLOW)
    return found if name in SLOW else {**found, "memory": _run(name, path, looks=True)["memory"]}


def _run(name: str, path: Path, *, looks: bool) -> dict:
    command = [sys.executable, "-m", "benchmarks.contenders", name, str(path)]
    with tempfile.TemporaryFile() as said:
        began, peak = time.perf_counter(), 0
        with subprocess.Popen(command, cwd=HOUSE, stdout=said) as process:
            watched = psutil.Process(process.pid)
            while looks and process.poll() is None:
                peak = max(peak, memory(watched))
                time.sleep(LOOK)
            process.wait()
        whole = time.perf_counter() - began
        if process.returncode:
            raise SystemExit(f"{name} ended with {process.returncode}")
        said.seek(0)
        return {**json.load(said), "name": name, "whole": whole, "memory": peak}


def memory(process: psutil.Process) -> int:
    """Bytes that a process and its children hold; pages that two of them share count once where the system says."""
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            held = one.memory_full_info()
            total += getattr(held, "pss", 0) or held.rss
    except psutil.Error:
        return 0
    return total


def measure(path: Path, tagged: Path, rounds: int, names: list[str]) -> list[dict]:
    """Let the contenders take turns; those that take a minute have one."""
    measured = []
    for turn in range(rounds):
        for name in names:
            if turn == 0 or name not in SLOW:
                print(f"round {turn + 1} of {rounds}: {NAMES[name]}", file=sys.stderr, flush=True)
                measured.append(run(name, tagged if name == "libhxl" else path))
    return measured


def table(measured: list[dict], bad: list[weekly_file.Cell], size: int) -> str:
    """Return medians, ratios to the bare read, and the bad cells found, as a table in Markdown."""
    planted = set(bad)
    lines = [["", "the act", "whole process", "act ÷ polars", "process ÷ polars", "memory ÷ file", "bad cells found"]]
    middle = {name: _middle([one for one in measured if one["name"] == name]) for name in NAMES}
    bare = middle["text"]
    for name, one in middle.items():
        if not one:
            continue
        found = {(line, column) for line, column in one["found"]}
        lines.append(
            [
                NAMES[name],
                *(f"{one[key]:.2f} s" for key in ("seconds", "whole")),
                *(f"{one[key] / bare[key]:.1f}" for key in ("seconds", "whole")),
                f"{one['memory'] / size:.1f}",
                f"{len(planted & found):,} of {len(planted):,}" if name not in ("text", "read") else "",
            ]
        )
    return "\n\n".join([aligned(lines), *aims(middle, planted, size)])


def _middle(runs: list[dict]) -> dict:
    """The medians of some runs; what was found is the same in each."""
    return (
        {**runs[0], **{key: median(one[key] for one in runs) for key in ("seconds", "whole", "memory")}} if runs else {}
    )


def headline(measured: list[dict], ours: str, rows: int) -> str:
    """Say in one sentence how long ours takes beside the others that were measured."""
    took = {one: _middle([run for run in measured if run["name"] == one]).get("seconds") for one in (ours, *SLOW)}
    if not took[ours]:
        return f"{rows:,} rows; what is ours was not measured."
    others = [f"{name} takes {took[name] / took[ours]:.1f} times as long" for name in SLOW if took[name]]
    return "; ".join([f"{rows:,} rows take {took[ours]:.1f} s", *others]) + "."


def aims(middle: dict[str, dict], planted: set[weekly_file.Cell], size: int) -> list[str]:
    """Say which aims were met."""
    ours, bare = middle.get("inspect"), middle["text"]
    if not ours:
        return ["curation.inspect is not there yet; no aim was looked at."]
    said = [
        _aim("time of the check, times the bare read", ours["whole"] / bare["whole"], TIME_AIM, below=True),
        _aim("memory of the check, times the file", ours["memory"] / size, MEMORY_AIM, below=True),
    ]
    for name in SLOW:
        if middle[name]:
            faster = middle[name]["seconds"] / ours["seconds"]
            said.append(_aim(f"times faster than {NAMES[name]}", faster, FASTER_AIM, below=False))
    missed = planted - {(line, column) for line, column in ours["found"]}
    said.append(f"- bad cells not found: {len(missed):,}")
    return ["\n".join(said)]


def _aim(what: str, value: float, aim: float, *, below: bool) -> str:
    met = value <= aim if below else value >= aim
    return f"- {what}: {value:.1f}, aim {'≤' if below else '≥'} {aim}, {'met' if met else 'missed'}"


def main() -> None:
    """Read the command line, measure, print, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the file (1,000,000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--only", nargs="*", choices=NAMES, default=list(NAMES), help="who is measured")
    parser.add_argument("--json", type=Path, help="a file to keep every measurement in")
    asked = parser.parse_args()
    names = [name for name in asked.only if name != "inspect" or hasattr(curation, "inspect")]
    with tempfile.TemporaryDirectory() as folder:
        path, tagged = Path(folder, "figures.csv"), Path(folder, "tagged.csv")
        bad, size = weekly_file.write(path, asked.rows), path.stat().st_size
        if "libhxl" in names:
            weekly_file.write(tagged, asked.rows, tagged=True)
        measured = measure(path, tagged, asked.rounds, names)
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=1), encoding="utf-8")
    rows = f"{asked.rows:,} rows, {size / 1e6:.0f} MB."
    said = (headline(measured, "inspect", asked.rows), rows, table(measured, bad, size), machine(PACKAGES))
    print(results.write("intake", "Reading and checking a large file", *said))


if __name__ == "__main__":
    main()
