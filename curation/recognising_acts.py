"""Recognising on the command line: `python -m curation recognise FILE` and `… convert FILE -o figures.csv`.

Exit codes: 0 recognised, 1 questions for a person, 2 refused or not understood.
"""

import argparse
import json
import sys
from pathlib import Path

import polars as pl

from curation.checking_act import EXIT, questions_in_words, with_answers
from curation.problems import BrokenTables
from curation.reading.reading import Limits
from curation.recognising.recognised import Recognised, summary
from curation.recognising.recognition import EMBEDDED, recognise


def add_to(acts: argparse._SubParsersAction) -> None:
    """Add the acts `recognise` and `convert` to a command line."""
    recognising = acts.add_parser("recognise", help="say which publisher's file this is, and what figures it holds")
    recognising.add_argument("--json", action="store_true", help="for machines")
    recognising.set_defaults(do=recognise_file)
    converting = acts.add_parser("convert", help="write a publisher's file as rows of figures.csv")
    converting.add_argument("-o", "--output", type=Path, help="where to write; the screen when not given")
    converting.add_argument("--new", type=Path, help="a folder for the rows that other tables need first")
    converting.set_defaults(do=convert_file)
    for act in (recognising, converting):
        act.add_argument("file", type=Path)
        act.add_argument("--data", type=Path, default=EMBEDDED, help="data folder whose places and sources are known")
        act.add_argument("--layout", help="the layout, when you know better")
        with_answers(act)


def recognise_file(asked: argparse.Namespace) -> int:
    """Print what a file is and what it holds; the exit code is its verdict's."""
    found = _recognised(asked)
    if found is None:
        return EXIT["refuse"]
    print(json.dumps(summary(found), ensure_ascii=False) if asked.json else in_words(found))
    return EXIT[found.verdict]


def convert_file(asked: argparse.Namespace) -> int:
    """Write a file's figures as CSV; questions and problems go to standard error."""
    found = _recognised(asked)
    if found is None:
        return EXIT["refuse"]
    _say(found)
    if not found.layout or found.reasons:
        return EXIT["refuse"]
    rows = found.coded.drop("line")
    if asked.output:
        rows.write_csv(asked.output)
        print(f"{len(rows):,} figures written to {asked.output}", file=sys.stderr)
    else:
        sys.stdout.write(rows.write_csv())
    if asked.new:
        write_new_rows(found, asked.new)
    return EXIT[found.verdict]


def write_new_rows(found: Recognised, folder: Path) -> None:
    """Write the rows other tables need, a CSV for each table that needs any."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "locations": found.new_places,
        "sources": found.new_sources,
        "indicators": found.new_indicators,
        "crises": found.new_crises,
    }
    for name, rows in tables.items():
        if rows:
            pl.DataFrame(rows).write_csv(folder / f"{name}.csv")
            print(f"{len(rows):,} new rows for {name} written to {folder / f'{name}.csv'}", file=sys.stderr)


def _recognised(asked: argparse.Namespace) -> Recognised | None:
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        print(f"{asked.file}: {error.strerror}", file=sys.stderr)
        return None
    try:
        limits = Limits(size=asked.max_mb * 1_000_000)
        answers = dict(asked.answer)
        return recognise(content, asked.file.name, asked.data, asked.layout, answers=answers, limits=limits)
    except BrokenTables as broken:
        print(broken, file=sys.stderr)
        return None


def _say(found: Recognised) -> None:
    for one in [found.sentence, *(f"refused: {one}" for one in found.reasons)]:
        print(one, file=sys.stderr)
    for question in found.questions:
        print(f"question ({question.key}): {question.asks}", file=sys.stderr)
    for problem in found.problems:
        print(f"{problem.level}: {problem}", file=sys.stderr)


def in_words(found: Recognised) -> str:
    """Say a recognised file in lines for a person."""
    lines = [found.sentence]
    if found.layout:
        lines.append(f"  why: {found.because}")
        lines.append(f"  rows: {found.rows_read:,} read, {found.rows_used:,} used")
        lines += [f"  left out: {len(one.lines):,} rows, {one.says} ({one})" for one in found.skipped]
        lines += [f"  total: {total_in_words(one)}" for one in found.totals]
        lines.append(f"  licence: {found.licence['name']} ({found.licence['source'] or 'source not known'})")
    lines += [f"  other layout: {one['layout']} {one['sheet']}: {one['because']}" for one in found.others]
    lines += [f"  told: {one}" for one in found.told]
    lines += questions_in_words(found.questions)
    lines += [f"  {one.level}: {one}" for one in found.problems]
    lines += [f"  refused: {one}" for one in found.reasons]
    if not found.layout and found.mapping:
        lines.append("  mapping: " + ", ".join(f"{name} = {role}" for name, role in found.mapping.items()))
    return "\n".join(lines)


def total_in_words(total: dict) -> str:
    """One total in a line: how many of what, where, and when."""
    value = "no number" if total["value"] is None else f"{total['value']:,}"
    cuts = [str(total[name]) for name in ("category", "sex", "age", "country", "series") if name in total]
    level = f"admin level {total['admin_level']}" if "admin_level" in total else ""
    when = f"{total['period'][0]} to {total['period'][1]}" if "period" in total else f"as of {total['as_of']}"
    said = ", ".join(part for part in [*cuts, level, when] if part)
    return f"{value} {total['unit']}, {total['indicator']} ({total['measure']}; {said})"
