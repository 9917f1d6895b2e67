"""Publish one edition after another, each with its number in two tables, so that a torn page gives itself away.

Run as `python -m benchmarks.editions FOLDER --every 10 --seconds 60`: prints, for each, its number and when
it was out, by the computer's monotonic clock.
"""

import argparse
import csv
import io
import re
import time
from pathlib import Path

import curation

# Where each edition leaves its number: a crisis's summary, and what is noted beside every figure.
MARKED = {"crises.csv": "summary", "figures.csv": "caveat"}
MARK = re.compile(r"^Edition \d+\. ?")

AUTHOR = curation.Author("the benchmark")


def files(folder: Path, number: int) -> dict[str, bytes]:
    """Return the marked tables of an edition."""
    return {name: _marked(folder / name, column, number) for name, column in MARKED.items()}


def _marked(path: Path, column: str, number: int) -> bytes:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for row in rows:
        row[column] = f"Edition {number}. {MARK.sub('', row[column])}".strip()
    text = io.StringIO(newline="")
    written = csv.DictWriter(text, rows[0], lineterminator="\n")
    written.writeheader()
    written.writerows(rows)
    return text.getvalue().encode()


def publish(folder: Path, number: int) -> float:
    """Publish an edition; return when it was out."""
    now = curation.current(folder)
    marked = files(folder, number)
    curation.publish(folder, marked, author=AUTHOR, reason=f"Edition {number}", base=now and now.id)
    return time.monotonic()


def main() -> None:
    """Publish until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=float, default=10, help="seconds from one to the next (10)")
    parser.add_argument("--seconds", type=float, default=60, help="how long to go on (60)")
    parser.add_argument("--first", type=int, default=1, help="the first edition's number (1)")
    asked = parser.parse_args()
    number, next_one, end = asked.first, time.monotonic(), time.monotonic() + asked.seconds
    while next_one < end:
        print(number, publish(asked.folder, number), flush=True)
        number, next_one = number + 1, next_one + asked.every
        time.sleep(max(0.0, next_one - time.monotonic()))


if __name__ == "__main__":
    main()
