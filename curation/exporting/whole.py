"""All tables as one archive: a Frictionless Data Package with its README, public rows only."""

import hashlib
import io
import json
import time
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd

from curation.exporting.cells import as_published, neutralised
from curation.exporting.edition import Edition, edition
from curation.exporting.readme import Left, readme
from curation.store.arrival import arriving
from curation.tables import PACKAGE, package, read_typed, version

README = "README.md"

# How often a folder that changes while it is read is read again, and the seconds between.
TRIES = 20
PAUSE = 0.1

# The first year a zip can hold. Source: APPNOTE.TXT, 4.4.6, MS-DOS dates.
FIRST_YEAR = 1980


@dataclass(frozen=True)
class Archive:
    """A zipped data package: its bytes, the name a file of it should have, and what state of the tables it holds."""

    content: bytes
    name: str
    edition: Edition


def data_package(folder: Path) -> Archive:
    """Return all tables of a data folder as a zipped Frictionless Data Package with a README in plain words.

    Only public rows are in it. Equal states of the folder give equal bytes. Raises BrokenTables when the
    tables cannot be read, OSError.
    """
    for _ in range(TRIES):
        before = version(folder)
        tables, description, state = read_typed(folder), package(folder), edition(folder)
        if version(folder) == before and not arriving(folder):
            break
        time.sleep(PAUSE)
    content = zipped(tables, description, state)
    return Archive(content, f"{description['name']}-{state.version.replace('+', '-')}.zip", state)


def zipped(tables: Mapping[str, pd.DataFrame], description: dict, state: Edition) -> bytes:
    """Pack typed tables, their description and a README; the moment of every file is the edition's."""
    public, left = {}, {}
    for resource in description["resources"]:
        name = resource["name"]
        public[name], left[name] = _public(tables[name], resource)
    files = {one["path"]: _csv(public[one["name"]], one) for one in description["resources"]}
    described = _described(description, files, public["sources"], state)
    text = json.dumps(described, ensure_ascii=False, indent=1)
    says = readme(public, description, state, left)
    return _archive({README: says.encode(), PACKAGE: text.encode(), **files}, state.created)


def public_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that may leave: those whose `sensitivity` is blank or public; all of a table without it."""
    if "sensitivity" not in rows:
        return rows
    return rows[rows["sensitivity"].isna() | (rows["sensitivity"] == "public")]


def _public(rows: pd.DataFrame, resource: dict) -> tuple[pd.DataFrame, Left]:
    """The rows that may leave, without what leads to one that may not; and how many stay behind."""
    kept = public_rows(rows)
    cut = pd.Series(False, index=kept.index)
    for key in resource["schema"].get("foreignKeys", []):
        if key["reference"]["resource"] == "":
            (name,), (target,) = key["fields"], key["reference"]["fields"]
            lost = kept[name].notna() & ~kept[name].isin(kept[target])
            kept, cut = kept.assign(**{name: kept[name].mask(lost)}), cut | lost
    return kept, Left(len(rows) - len(kept), int(cut.sum()))


def _csv(rows: pd.DataFrame, resource: dict) -> bytes:
    """A table as the data folder has it: UTF-8, commas, no byte order mark; safe for spreadsheets all the same."""
    fields = [field["name"] for field in resource["schema"]["fields"]]
    return as_published(rows, fields).map(neutralised).to_csv(index=False, lineterminator="\n").encode()


def _described(description: dict, files: Mapping[str, bytes], sources: pd.DataFrame, state: Edition) -> dict:
    """The description with version, moment, sources, and of each file its size and digest."""
    resources = [
        {
            **{key: value for key, value in one.items() if key != "schema"},
            "bytes": len(files[one["path"]]),
            "hash": f"sha256:{hashlib.sha256(files[one['path']]).hexdigest()}",
            "schema": one["schema"],
        }
        for one in description["resources"]
    ]
    named = [
        {"title": one["name"], **({"path": one["home_url"]} if pd.notna(one["home_url"]) else {})}
        for one in sources.to_dict("records")
    ]
    head = {key: value for key, value in description.items() if key != "resources"}
    moment = f"{state.created:%Y-%m-%dT%H:%M:%SZ}"
    return {**head, "version": state.version, "created": moment, "sources": named, "resources": resources}


def _archive(files: Mapping[str, bytes], moment: datetime) -> bytes:
    out = io.BytesIO()
    stamp = max(moment.timetuple()[:6], (FIRST_YEAR, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
