"""The intake on the command line: `python -m curation read|check|compare|publish|history|restore|export …`.

Exit codes: 0 accepted (or told), 1 questions or warnings for a person, 2 refused or not understood.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from curation import boundaries_act, checking_act, exporting_acts, publishing_acts, recognising_acts
from curation.checking_act import EXIT, questions_in_words, with_answers
from curation.reading.intake import read
from curation.reading.reading import Limits, Reading


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m curation", description="Read, check, compare and publish tables.")
    acts = parser.add_subparsers(dest="act", required=True)
    reading = acts.add_parser("read", help="say how a file would be read, and show its first row")
    reading.add_argument("file", type=Path)
    with_answers(reading)
    reading.set_defaults(do=read_file)
    checking = checking_act.add_to(acts)
    for act in (reading, checking, *publishing_acts.add_to(acts)):
        act.add_argument("--json", action="store_true", help="for machines")
    recognising_acts.add_to(acts)
    exporting_acts.add_to(acts)
    boundaries_act.add_to(acts)
    asked = parser.parse_args(arguments)
    return asked.do(asked)


def read_file(asked: argparse.Namespace) -> int:
    """Print how a file is read; the exit code is its verdict's."""
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        print(f"{asked.file}: {error.strerror}", file=sys.stderr)
        return EXIT["refuse"]
    found = read(content, asked.file.name, Limits(size=asked.max_mb * 1_000_000), dict(asked.answer))
    print(json.dumps(summary(found), ensure_ascii=False) if asked.json else in_words(found))
    return EXIT[found.verdict]


def summary(reading: Reading) -> dict:
    """Return verdict, encoding, delimiter, told, questions, reasons, header, number of rows and first row."""
    return {
        "verdict": reading.verdict,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "told": [{"says": one.says, "lines": list(one.lines)} for one in reading.told],
        "questions": [asdict(one) for one in reading.questions],
        "reasons": [{"says": one.says, "lines": list(one.lines)} for one in reading.reasons],
        "header": reading.header,
        "rows": len(reading.rows),
        "first_row": reading.rows[0] if len(reading.rows) else [],
    }


def in_words(reading: Reading) -> str:
    """Say a reading in lines for a person."""
    lines = [f"{reading.verdict}: {len(reading.header)} columns, {len(reading.rows):,} rows"]
    lines += [f"  told: {one}" for one in reading.told]
    lines += questions_in_words(reading.questions)
    lines += [f"  refused: {one}" for one in reading.reasons]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
