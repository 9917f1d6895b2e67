"""The act `check` on the command line: a data folder, or any file against our tables or a schema of its own."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from curation.checking.inspection import Inspection, inspect
from curation.checking.remarks import with_remarks
from curation.checking.rules import check_rules
from curation.problems import BrokenTables, Problem
from curation.reading.reading import Limits, Question
from curation.receive import part
from curation.reviewing import review
from curation.tables import package, read_text, read_typed

# The tables that come with the dashboard.
EMBEDDED = Path(__file__).resolve().parent.parent / "data"

EXIT = {"accept": 0, "tell": 0, "ask": 1, "refuse": 2}

# Errors are said first.
LEVELS = ("error", "held", "warning")

# A file of more bytes takes a while, and the person at the terminal is told.
LONG = 5_000_000


def add_to(acts: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Add the act to the command line, and return its parser."""
    checking = acts.add_parser("check", help="check a data folder, or one file")
    checking.add_argument("path", type=Path, nargs="?", default=EMBEDDED, metavar="FILE|FOLDER")
    checking.add_argument("--schema", type=Path, metavar="SCHEMA.json", help="a Frictionless Table Schema for the file")
    checking.add_argument("--data", type=Path, default=EMBEDDED, metavar="FOLDER", help="the published tables")
    checking.add_argument("--xlsx", type=Path, metavar="OUT", help="write the file with comments in its bad cells")
    with_answers(checking)
    checking.set_defaults(do=check_path)
    return checking


def with_answers(parser: argparse.ArgumentParser) -> None:
    """Add what reading a file may need: answers to its questions, and a limit."""
    parser.add_argument(
        "--answer", action="append", default=[], type=_answer, metavar="KEY=CHOICE", help="answer a question"
    )
    parser.add_argument("--max-mb", type=int, default=Limits.size // 1_000_000, help="largest file read")


def _answer(text: str) -> tuple[str, str]:
    key, sign, choice = text.partition("=")
    if not (key and sign):
        raise argparse.ArgumentTypeError(f"found {text!r}, expected KEY=CHOICE, such as numbers:value='decimal point'")
    return key, choice


def check_path(asked: argparse.Namespace) -> int:
    """Print every problem of a folder or a file; the exit code says how it ended."""
    return check_folder(asked) if asked.path.is_dir() else check_file(asked)


def check_folder(asked: argparse.Namespace) -> int:
    """Print every problem of a data folder's tables, errors first; nothing is printed when all is well."""
    problems = sorted(problems_of(asked.path), key=lambda problem: LEVELS.index(problem.level))
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


def check_file(asked: argparse.Namespace) -> int:
    """Print how a file ends: against the schema named, else as the table of ours that it is, else free."""
    try:
        content = asked.path.read_bytes()
        schema = json.loads(asked.schema.read_text(encoding="utf-8")) if asked.schema else None
        if len(content) > LONG:
            print(f"reading and checking {asked.path.name}", file=sys.stderr)
        table, inspection = _inspected(asked, content, schema)
        if asked.xlsx:
            asked.xlsx.write_bytes(with_remarks(inspection))
    except OSError as error:
        return _refused(asked, f"{error.filename}: {error.strerror}")
    except BrokenTables as error:
        return _refused(asked, str(error))
    except ValueError as error:
        return _refused(asked, f"{asked.schema}: {error}")
    print(json.dumps(summary(inspection, table), ensure_ascii=False) if asked.json else in_words(inspection, table))
    return EXIT[inspection.verdict]


def _inspected(asked: argparse.Namespace, content: bytes, schema: dict | None) -> tuple[str, Inspection]:
    answers, limits = dict(asked.answer), Limits(size=asked.max_mb * 1_000_000)
    if schema is not None:
        return "", inspect(content, asked.path.name, schema, answers, limits)
    one = part(asked.path.name, content, asked.data, answers, limits)
    inspection = one.inspection
    if one.table and inspection.verdict != "refuse" and not inspection.questions:
        # Beside the published tables, in lines of the file.
        beside = review([replace(one, mode="add")], asked.data, datetime.now(UTC).date())
        inspection.problems = beside.problems
    return one.table, inspection


def _refused(asked: argparse.Namespace, says: str) -> int:
    if asked.json:
        print(json.dumps({"verdict": "refuse", "refused": says}, ensure_ascii=False))
    else:
        print(says, file=sys.stderr)
    return EXIT["refuse"]


def summary(inspection: Inspection, table: str) -> dict:
    """Return verdict, table, told, questions, problems, reasons, header, number of rows and first row."""
    return {
        "verdict": inspection.verdict,
        "table": table,
        "told": [asdict(one) for one in inspection.told],
        "questions": [asdict(one) for one in inspection.questions],
        "problems": [{**asdict(one), "sentence": str(one)} for one in inspection.problems],
        "reasons": [asdict(one) for one in inspection.reasons],
        "header": inspection.header,
        "rows": len(inspection.rows),
        "first_row": inspection.rows[0] if len(inspection.rows) else [],
    }


def in_words(inspection: Inspection, table: str) -> str:
    """Say an inspection in lines for a person."""
    known = f", read as the table {table}" if table else ""
    lines = [f"{inspection.verdict}: {len(inspection.header)} columns, {len(inspection.rows):,} rows{known}"]
    lines += [f"  told: {one}" for one in inspection.told]
    lines += questions_in_words(inspection.questions)
    problems = sorted(inspection.problems, key=lambda one: LEVELS.index(one.level))
    return "\n".join([*lines, *(f"  {one.level}: {one}" for one in problems)])


def questions_in_words(questions: Sequence[Question]) -> list[str]:
    """Say each question with its readings, and how to answer it."""
    lines = []
    for question in questions:
        lines.append(f"  question: {question}")
        for choice, rows in question.choices.items():
            lines += [f"    {choice}: {' | '.join(row)}" for row in rows]
        if question.key:
            lines.append(f"    answer with --answer '{question.key}=CHOICE'")
    return lines
