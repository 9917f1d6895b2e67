"""What the dashboard's tables know already: places, sources, indicators, crises, and the columns of figures."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

from curation.description import package


@dataclass
class Known:
    """Rows of the tables that figures point to, as text; `schema` is that of figures.csv."""

    locations: list[dict[str, str]] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)
    indicators: list[dict[str, str]] = field(default_factory=list)
    crises: list[dict[str, str]] = field(default_factory=list)
    schema: dict = field(default_factory=dict)

    @property
    def fields(self) -> list[str]:
        """The columns of figures.csv in their order."""
        return [one["name"] for one in self.schema["fields"]]


def known_tables(folder: Path) -> Known:
    """Read the small tables of a data folder; a table that is missing is empty. Raises BrokenTables."""
    known = Known()
    for resource in package(folder)["resources"]:
        name, path = resource["name"], folder / resource["path"]
        if name == "figures":
            known.schema = resource["schema"]
        elif name in ("locations", "sources", "indicators", "crises") and path.exists():
            with path.open(encoding="utf-8-sig", newline="") as opened:
                setattr(known, name, list(csv.DictReader(opened)))
    return known
