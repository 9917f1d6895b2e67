"""Write the copy: `python -m components.static_copy FOLDER`; exit code 1 when there is no new one."""

import argparse
import asyncio
import sys
import time
from pathlib import Path

from components.static_copy.copying import ALL, HEADLINES, LINKED, write
from components.static_copy.folder import NotWritten
from components.static_copy.tables import NotKnown
from curation import BrokenTables


def main() -> int:
    """Write a copy as the command line says; return the exit code."""
    asked = argparse.ArgumentParser(prog="python -m components.static_copy", description=__doc__.split(";")[0])
    asked.add_argument("folder", type=Path, help="where the copy is put, in place of an older one")
    asked.add_argument("--address", default="", help="the live dashboard's address, for links to other choices")
    asked.add_argument("--own", default="", help="the copy's own address, for pictures where a page is shared")
    asked.add_argument(
        "--figures",
        choices=(HEADLINES, LINKED, ALL),
        default=HEADLINES,
        help="which figures get a page of their own: the headlines, those any page leads to, or all",
    )
    said = asked.parse_args()
    try:
        made = asyncio.run(write(said.folder, said.address, said.own, said.figures))
    except (NotWritten, NotKnown, BrokenTables) as why:
        print(f"No copy was written: {str(why).rstrip('.')}. The one before stays.", file=sys.stderr)
        return 1
    print(
        f"{made['pages']} pages, {made['files']} files, {made['bytes'] / 1e6:.1f} MB in {said.folder}; "
        f"{made['changed']} files are new or changed; {time.process_time():.0f} s of the processor."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
