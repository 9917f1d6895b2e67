"""Adding outlines of a country's places on the command line: `python -m curation boundaries FILE --country SDN`."""

import argparse
import json
import sys
from pathlib import Path

from curation.boundaries import BoundaryFile, inspect, keep
from curation.checking_act import EMBEDDED, EXIT
from curation.problems import BrokenTables
from curation.tables import read_typed


def add_to(acts: argparse._SubParsersAction) -> None:
    """Add the act to the command line."""
    adding = acts.add_parser("boundaries", help="add the outlines of a country's places, from GeoJSON or TopoJSON")
    adding.add_argument("file", type=Path)
    adding.add_argument("--country", default="", metavar="ISO3", help="refuse outlines of another country")
    adding.add_argument("--data", type=Path, default=EMBEDDED, metavar="FOLDER", help="the data folder")
    adding.add_argument("--json", action="store_true", help="for machines")
    adding.set_defaults(do=add_boundaries)


def add_boundaries(asked: argparse.Namespace) -> int:
    """Put a boundary file into the data folder, or say why not; 2 when it is refused."""
    try:
        content = asked.file.read_bytes()
        locations = read_typed(asked.data)["locations"]
        file, problems = inspect(content, asked.file.name, locations, asked.country)
        where = keep(asked.data, file) if file else None
    except (OSError, BrokenTables) as error:
        print(error, file=sys.stderr)
        return EXIT["refuse"]
    print(json.dumps(_summary(file, problems), ensure_ascii=False) if asked.json else _in_words(file, problems, where))
    return EXIT["refuse"] if problems else EXIT["tell"]


def _summary(file: BoundaryFile | None, problems: list) -> dict:
    told = list(file.told) if file else []
    return {"file": file.name if file else None, "told": told, "refused": [str(one) for one in problems]}


def _in_words(file: BoundaryFile | None, problems: list, where: Path | None) -> str:
    if file is None:
        return "\n".join(["refuse: no outlines were added", *(f"  refused: {one}" for one in problems)])
    size = f"{len(file.content) / 1000:,.0f} kB"
    return "\n".join([f"added: {where}, {file.joined} places, {size}", *(f"  told: {one}" for one in file.told)])
