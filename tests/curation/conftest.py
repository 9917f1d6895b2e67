"""A small data folder: the real data package, and a good row wherever a test says nothing."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import curation
from tests.conftest import said_in

PACKAGE = Path(__file__).parents[2] / "data" / "datapackage.json"

# One good row of each table; what it leaves out is blank.
GOOD = {
    "figures": {
        "figure_id": "syr-2020-02-09-idps-ocha",
        "crisis_id": "syr",
        "indicator": "idps",
        "value": "586000",
        "qualifier": "not_stated",
        "as_of": "2020-02-09",
        "location_id": "SYR",
        "population_group": "IDP",
        "sex": "all",
        "age_group": "all",
        "source_id": "ocha",
        "url": "https://example.org/9",
        "published_on": "2020-02-10",
        "role": "recommended",
        "status": "validated",
    },
    "indicators": {
        "indicator": "idps",
        "label": "People displaced",
        "phrase": "people displaced",
        "measure": "stock",
        "unit": "people",
        "definition": "People away from home.",
        "adds_over": "location sex age category",
        "order": "10",
    },
    "crises": {
        "crisis_id": "syr",
        "name": "Syria",
        "iso3": "SYR",
        "location_id": "SYR",
        "cause": "conflict",
        "start_date": "2011-03-15",
        "summary": "People fled.",
        "headline_indicators": "idps",
        "review_every_days": "7",
    },
    "locations": {"location_id": "SYR", "name": "Syria", "admin_level": "0", "iso3": "SYR"},
    "events": {
        "event_id": "ceasefire",
        "crisis_id": "syr",
        "date_start": "2020-03-06",
        "title": "Ceasefire",
        "kind": "ceasefire",
        "source_id": "ocha",
        "url": "https://example.org/ceasefire",
    },
    "sources": {
        "source_id": "ocha",
        "name": "Office for the Coordination of Humanitarian Affairs",
        "short_name": "OCHA",
        "kind": "un",
        "reliability": "compiles",
        "licence": "not stated",
        "may_redistribute": "unknown",
    },
}


@pytest.fixture
def folder(tmp_path) -> Callable[..., Path]:
    """A data folder with some tables said as aligned text, the others of one good row."""
    shutil.copy(PACKAGE, tmp_path)

    def of(**texts: str) -> Path:
        for resource in curation.package(tmp_path)["resources"]:
            name = resource["name"]
            fields = [field["name"] for field in resource["schema"]["fields"]]
            said = said_in(texts[name]) if name in texts else [{}]
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
                writer = csv.DictWriter(handle, fields, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows({**GOOD[name], **row} for row in said)
        return tmp_path

    return of


@pytest.fixture
def rewrite() -> Callable[[Path, str, str], None]:
    """Put other characters into a file, as an editor or a spreadsheet might."""

    def act(path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return act
