"""The intake on the command line: `python -m curation read FILE` and `python -m curation check FOLDER`.

Exit codes: 0 accepted (or told), 1 questions or warnings for a person, 2 refused or not understood.
"""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from curation.intake import read
from curation.problems import BrokenTables, Problem
from curation.reading import Limits, Reading
from curation.rules import check_rules
from curation.tables import package, read_text, read_typed

# The tables that come with the dashboard.
EMBEDDED = Path(__file__).resolve().parent.parent / "data"

EXIT = {"accept": 0, "tell": 0, "ask": 1, "refuse": 2}


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m curation", description="Read and check tables.")
    acts = parser.add_subparsers(dest="act", required=True)
    reading = acts.add_parser("read", help="say how a file would be read, and show its first row")
    reading.add_argument("file", type=Path)
    reading.add_argument("--max-mb", type=int, default=Limits.size // 1_000_000, help="largest file read")
    reading.set_defaults(do=read_file)
    checking = acts.add_parser("check", help="ask every promise and rule of the tables in a data folder")
    checking.add_argument("folder", type=Path, nargs="?", default=EMBEDDED)
    checking.set_defaults(do=check_folder)
    for act in (reading, checking):
        act.add_argument("--json", action="store_true", help="for machines")
    asked = parser.parse_args(arguments)
    return asked.do(asked)


def read_file(asked: argparse.Namespace) -> int:
    """Print how a file is read; the exit code is its verdict's."""
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        print(f"{asked.file}: {error.strerror}", file=sys.stderr)
        return EXIT["refuse"]
    found = read(content, asked.file.name, Limits(size=asked.max_mb * 1_000_000))
    print(json.dumps(summary(found), ensure_ascii=False) if asked.json else in_words(found))
    return EXIT[found.verdict]


def check_folder(asked: argparse.Namespace) -> int:
    """Print every problem of a data folder's tables, errors first; nothing is printed when all is well."""
    problems = sorted(problems_of(asked.folder), key=lambda problem: problem.level)
    if asked.json:
        print(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False))
    else:
        for problem in problems:
            print(f"{problem.level}: {problem}")
    levels = {problem.level for problem in problems}
    return EXIT["refuse"] if "error" in levels else EXIT["ask" if levels else "accept"]


def problems_of(folder: Path) -> list[Problem]:
    """Return what breaks the data package; where nothing does, what breaks the rules between rows."""
    try:
        tables = read_typed(folder)
        lines = list(read_text(folder, package(folder))["figures"]["line"])
    except BrokenTables as broken:
        return broken.problems
    return check_rules(tables, datetime.now(UTC).date(), lines)


def summary(reading: Reading) -> dict:
    """Return verdict, encoding, delimiter, told, questions, reasons, header, number of rows and first row."""
    return {
        "verdict": reading.verdict,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "told": [{"says": one.says, "lines": list(one.lines)} for one in reading.told],
        "questions": [
            {"asks": one.asks, "choices": one.choices, "lines": list(one.lines)} for one in reading.questions
        ],
        "reasons": [{"says": one.says, "lines": list(one.lines)} for one in reading.reasons],
        "header": reading.header,
        "rows": len(reading.rows),
        "first_row": reading.rows[0] if reading.rows else [],
    }


def in_words(reading: Reading) -> str:
    """Say a reading in lines for a person."""
    lines = [f"{reading.verdict}: {len(reading.header)} columns, {len(reading.rows):,} rows"]
    lines += [f"  told: {one}" for one in reading.told]
    for question in reading.questions:
        lines.append(f"  question: {question}")
        for choice, rows in question.choices.items():
            lines += [f"    {choice}: {' | '.join(row)}" for row in rows]
    lines += [f"  refused: {one}" for one in reading.reasons]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
