"""Publish one edition after another, each with its number in two tables, so that a torn page gives itself away.

Run as `python -m benchmarks.editions FOLDER --every 10 --seconds 60`: prints, for each, its number, when it was
out, by the computer's monotonic clock, and the name of the state it left the folder in.
"""

import argparse
import csv
import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import curation

# Where each edition leaves its number: a crisis's summary, and what is noted beside figures.
SUMMARY, CAVEAT = ("crises.csv", "summary"), ("figures.csv", "caveat")
MARK = re.compile(r"^Edition \d+\. ?")

AUTHOR = curation.Author("the benchmark")


# A row of editions begins with 1, 1,001, 2,001, …
ROW = 1_000


@dataclass(frozen=True)
class Out:
    """An edition that was published: its number, when, and the state of the folder that readers then see."""

    number: int
    at: float
    state: str


def every_row(tables: dict[str, list[dict]], number: int) -> None:
    """Mark every figure and every crisis: the worst that a publication can do."""
    for name, column in (SUMMARY, CAVEAT):
        for row in tables[name]:
            _mark(row, column, number)


def weekly(tables: dict[str, list[dict]], number: int) -> None:
    """Add a figure of one crisis, revise its newest headline figure, mark its summary; the first of a row marks all."""
    crises, figures = tables[SUMMARY[0]], tables[CAVEAT[0]]
    for crisis in crises if number % ROW == 1 else [crises[_turn(number, len(crises))]]:
        _mark(crisis, SUMMARY[1], number)
        newest = _newest_headline(crisis, figures)
        _mark(newest, CAVEAT[1], number)
        if number % ROW > 1:
            of_its_own = {
                "figure_id": f"{newest['figure_id']}-{number}",
                "value": f"{float(newest['value']) + number:.0f}",
            }
            figures.append({**newest, **of_its_own, "role": "triangulation", "caveat": "", "event_id": ""})


# The kinds of editions, by the name they are asked for.
KINDS: dict[str, Callable[[dict[str, list[dict]], int], None]] = {"weekly": weekly, "every-row": every_row}


def expected(kind: str, number: int, first: int, crisis: int, crises: int) -> int:
    """Return the number that the pages of a crisis show when edition `number` is out.

    `first` is the first of this row of editions after the one that marked all; `crisis` is its place among so many
    crises.
    """
    if kind != "weekly":
        return number
    return next((one for one in range(number, first - 1, -1) if _turn(one, crises) == crisis), first - 1)


def _turn(number: int, crises: int) -> int:
    return number % crises


def _newest_headline(crisis: dict, figures: list[dict]) -> dict:
    """Return the figure of a crisis's first headline card: the newest recommended total of its own area."""
    indicator, _, place = crisis["headline_indicators"].split()[0].partition("@")
    about = {"crisis_id": crisis["crisis_id"], "indicator": indicator, "location_id": place or crisis["location_id"]}
    about |= {"sex": "all", "age_group": "all", "dimension": "", "role": "recommended"}
    return max((one for one in figures if about.items() <= one.items() and one["value"]), key=lambda one: one["as_of"])


def _mark(row: dict, column: str, number: int) -> None:
    row[column] = f"Edition {number}. {MARK.sub('', row[column])}".strip()


def files(folder: Path, number: int, kind: str = "every-row") -> dict[str, bytes]:
    """Return the tables of an edition."""
    tables = {name: _rows(folder / name) for name, _ in (SUMMARY, CAVEAT)}
    KINDS[kind](tables, number)
    return {name: _written(rows) for name, rows in tables.items()}


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _written(rows: list[dict]) -> bytes:
    text = io.StringIO(newline="")
    written = csv.DictWriter(text, rows[0], lineterminator="\n")
    written.writeheader()
    written.writerows(rows)
    return text.getvalue().encode()


def publish(folder: Path, number: int, kind: str = "every-row") -> Out:
    """Publish an edition."""
    now = curation.current(folder)
    marked = files(folder, number, kind)
    curation.publish(folder, marked, author=AUTHOR, reason=f"Edition {number}", base=now and now.id)
    return Out(number, time.monotonic(), curation.version(folder))


def main() -> None:
    """Publish until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=KINDS, default="weekly", help="what each changes (weekly)")
    parser.add_argument("--every", type=float, default=10, help="seconds from one to the next (10)")
    parser.add_argument("--seconds", type=float, default=60, help="how long to go on (60)")
    parser.add_argument("--first", type=int, default=1, help="the first edition's number (1)")
    asked = parser.parse_args()
    number, next_one, end = asked.first, time.monotonic(), time.monotonic() + asked.seconds
    while next_one < end:
        out = publish(asked.folder, number, asked.kind)
        print(out.number, out.at, out.state, flush=True)
        number, next_one = number + 1, next_one + asked.every
        time.sleep(max(0.0, next_one - time.monotonic()))


if __name__ == "__main__":
    main()
