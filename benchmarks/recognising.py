"""Measure recognising a million rows, and checking them too, beside frictionless and libhxl on the same file.

Run as `python -m benchmarks.recognising`; `--rows` and `--rounds` make it shorter. Prints medians, ratios and aims,
and writes them to benchmarks/recognising-results.md.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import results, weekly_file
from benchmarks.intake import FASTER_AIM, MEMORY_AIM, PACKAGES, SLOW, headline, run
from benchmarks.report import aligned, machine

# Who is measured and how they are called.
NAMES = {
    "text": "polars, as text",
    "recognise": "curation.recognise",
    "recognise_and_check": "inspect, then recognise",
    "frictionless": "frictionless",
    "libhxl": "libhxl",
}
OURS = ("recognise", "recognise_and_check")


def middles(path: Path, tagged: Path, rounds: int, names: list[str]) -> dict[str, dict]:
    """Let the contenders take turns; return the medians of each. Those that take a minute have one turn."""
    runs: dict[str, list[dict]] = {}
    for turn in range(rounds):
        for name in names:
            if turn == 0 or name not in SLOW:
                runs.setdefault(name, []).append(run(name, tagged if name == "libhxl" else path))
    keys = ("seconds", "whole", "memory")
    return {name: {**some[0], **{key: median(one[key] for one in some) for key in keys}} for name, some in runs.items()}


def table(found: dict[str, dict], bad: int, size: int) -> str:
    """Return the medians as a table in Markdown, and which aims were met."""
    lines = [["", "the act", "whole process", "memory ÷ file", "bad cells found"]]
    for name, one in found.items():
        cells = f"{len({tuple(cell) for cell in one['found']}):,} of {bad:,}" if one["found"] else ""
        times = (f"{one['seconds']:.2f} s", f"{one['whole']:.2f} s")
        lines.append([NAMES[name], *times, f"{one['memory'] / size:.1f}", cells])
    said = []
    for ours in (name for name in OURS if name in found):
        one = found[ours]
        said += [
            f"- {NAMES[ours]}, times faster than {NAMES[slow]}: {found[slow]['seconds'] / one['seconds']:.1f}, "
            f"aim ≥ {FASTER_AIM}"
            for slow in SLOW
            if slow in found
        ]
        said.append(f"- {NAMES[ours]}, memory: {one['memory'] / size:.1f} times the file, aim ≤ {MEMORY_AIM}")
    return "\n\n".join([aligned(lines), "\n".join(said)])


def main() -> None:
    """Read the command line, measure, print, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the file (1,000,000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--only", nargs="*", choices=NAMES, default=list(NAMES), help="who is measured")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, tagged = Path(folder, "figures.csv"), Path(folder, "tagged.csv")
        bad, size = weekly_file.write(path, asked.rows), path.stat().st_size
        if "libhxl" in asked.only:
            weekly_file.write(tagged, asked.rows, tagged=True)
        found = middles(path, tagged, asked.rounds, asked.only)
    measured = [{**one, "name": name} for name, one in found.items()]
    rows = f"{asked.rows:,} rows, {size / 1e6:.0f} MB."
    said = (headline(measured, "recognise_and_check", asked.rows), rows, table(found, len(set(bad)), size))
    print(results.write("recognising", "Recognising a large file", *said, machine(PACKAGES)))


if __name__ == "__main__":
    main()
