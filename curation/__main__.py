"""The intake on the command line: `python -m curation read FILE [--json]`.

Exit codes: 0 accepted (or told), 1 questions for a person, 2 refused or not understood.
"""

import argparse
import json
import sys
from pathlib import Path

from curation.intake import read
from curation.reading import Limits, Reading

EXIT = {"accept": 0, "tell": 0, "ask": 1, "refuse": 2}


def main(arguments: list[str] | None = None) -> int:
    """Do what the arguments say and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m curation", description="Read the tables partners send.")
    acts = parser.add_subparsers(dest="act", required=True)
    reading = acts.add_parser("read", help="say how a file would be read, and show its first row")
    reading.add_argument("file", type=Path)
    reading.add_argument("--json", action="store_true", help="for machines")
    reading.add_argument("--max-mb", type=int, default=Limits.size // 1_000_000, help="largest file read")
    asked = parser.parse_args(arguments)
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        print(f"{asked.file}: {error.strerror}", file=sys.stderr)
        return EXIT["refuse"]
    found = read(content, asked.file.name, Limits(size=asked.max_mb * 1_000_000))
    print(json.dumps(summary(found), ensure_ascii=False) if asked.json else in_words(found))
    return EXIT[found.verdict]


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
