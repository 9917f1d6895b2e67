"""What `datapackage.json` says of the tables: it is read by all who need their columns, and loads no table."""

import json
from pathlib import Path

from curation.problems import BrokenTables, Problem

PACKAGE = "datapackage.json"

# The tables no page can do without.
TABLES = ("figures", "indicators", "crises", "locations", "events", "sources")


def package(folder: Path) -> dict:
    """Return the data package's description.

    Raises BrokenTables when it is missing, is not JSON, or leaves a table without its columns.
    """
    path = folder / PACKAGE
    mend = "put the last good datapackage.json back"
    try:
        description = json.loads(path.read_text(encoding="utf-8"))
        described = {resource["name"]: _columns(resource) for resource in description["resources"]}
    except FileNotFoundError:
        raise BrokenTables([missing(PACKAGE, "put datapackage.json back beside the CSV files")]) from None
    except OSError as error:
        raise BrokenTables([unreadable(PACKAGE, error)]) from None
    except ValueError as error:
        raise BrokenTables([Problem(PACKAGE, (), "", str(error), "JSON", mend)]) from None
    except (KeyError, TypeError):
        expected = "resources, each with name, path and schema"
        raise BrokenTables([Problem(PACKAGE, (), "", "", expected, mend)]) from None
    lost = [name for name in TABLES if not described.get(name)]
    if lost:
        expected = f"the columns of {', '.join(lost)}"
        raise BrokenTables([Problem(PACKAGE, (), "", "", expected, mend)])
    return description


def _columns(resource: dict) -> list[tuple[str, str]]:
    """A resource's columns and their types; its path must be there too."""
    return [(field["name"], field["type"]) for field in resource["schema"]["fields"] if resource["path"]]


def unreadable(name: str, error: OSError) -> Problem:
    """Say that a file is there and cannot be read."""
    mend = "give the dashboard the right to read the file and its folder"
    return Problem(name, (), "", error.strerror or "an error of the disk", "a file that can be read", mend)


def missing(name: str, mend: str) -> Problem:
    """Say that a file is not there."""
    return Problem(name, (), "", "", "the file to be there", mend)
