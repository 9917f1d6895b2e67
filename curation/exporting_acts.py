"""Exporting on the command line: `python -m curation export [FOLDER] -o package.zip`, or one table with HXL tags.

Exit codes: 0 written, 2 refused.
"""

import argparse
import sys
from pathlib import Path

from curation.checking_act import EMBEDDED, EXIT
from curation.exporting.delimited import to_hxl
from curation.exporting.licences import licensed, with_licences
from curation.exporting.whole import data_package, public_rows
from curation.problems import BrokenTables
from curation.tables import PACKAGE, package, read_typed


def add_to(acts: argparse._SubParsersAction) -> None:
    """Add the act `export` to a command line."""
    exporting = acts.add_parser("export", help="write all tables as a zipped data package, or one with HXL tags")
    exporting.add_argument("folder", type=Path, nargs="?", default=EMBEDDED, metavar="FOLDER", help="the data folder")
    exporting.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write; see below when not given")
    exporting.add_argument("--hxl", metavar="TABLE", help="one table as CSV with HXL tags instead of the archive")
    exporting.epilog = (
        "Only public rows leave. Without -o the archive is written here under its own name, a table to the screen."
    )
    exporting.set_defaults(do=export)


def export(asked: argparse.Namespace) -> int:
    """Write the archive or the tagged table; what keeps it from being written goes to standard error."""
    try:
        if asked.output and _is_published(asked.output, asked.folder):
            print(f"{asked.output} is one of the published tables; write to another file", file=sys.stderr)
            return EXIT["refuse"]
        return _table(asked) if asked.hxl else _archive(asked)
    except BrokenTables as broken:
        print(broken, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or asked.output or asked.folder}: {error.strerror}", file=sys.stderr)
    return EXIT["refuse"]


def _is_published(output: Path, folder: Path) -> bool:
    """True for a file that pages read: what is exported must not come to lie over it."""
    names = {PACKAGE, *(one["path"] for one in package(folder)["resources"])}
    return output.resolve() in {(folder / name).resolve() for name in names}


def _archive(asked: argparse.Namespace) -> int:
    made = data_package(asked.folder)
    where = asked.output or Path(made.name)
    where.write_bytes(made.content)
    print(f"{made.edition.says}: written to {where}", file=sys.stderr)
    return EXIT["accept"]


def _table(asked: argparse.Namespace) -> int:
    resources = {one["name"]: one for one in package(asked.folder)["resources"]}
    if asked.hxl not in resources:
        print(f"there is no table {asked.hxl}; choose one of {', '.join(resources)}", file=sys.stderr)
        return EXIT["refuse"]
    tables = read_typed(asked.folder)
    rows = with_licences(public_rows(tables[asked.hxl]), tables["sources"])
    content = to_hxl(rows, licensed(resources[asked.hxl]))
    if asked.output:
        asked.output.write_bytes(content)
        print(f"{len(rows):,} rows written to {asked.output}", file=sys.stderr)
    else:
        sys.stdout.buffer.write(content)
    return EXIT["accept"]
