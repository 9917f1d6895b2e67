"""Figures that are opened in place, written once per version in the order pages ask for them.

Pages ask for totals, for parts by sex and age, and for parts by shelter, settlement or site. Of a table of sites the
first two are a hundredth of the rows. Each kind is a Parquet file of its own, so that a question about one reads no
other; joins and types are worked out when the files are written, and every promise of the data package is held then.
"""

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import duckdb
import pandas as pd
from filelock import FileLock

from curation import large
from curation.large import Large
from curation.problems import Problem
from curation.store.places import flush_folders

log = logging.getLogger("displacement")

# Part of every name: of files written in another way nothing is believed.
FORMAT = 1

# Beside the tables, in the data folder; versions kept there, and what one is called until it is complete.
FOLDER, KEPT, ARRIVING = ".prepared", 4, "arriving-"

# The keys that lead to small tables, which change without the figures.
KEYS = "keys.json"

_TOTAL = "sex = 'all' AND age_group = 'all'"
_ORDER = " ORDER BY crisis_id, indicator, location_id, as_of"

# Which rows each file has. The last, by far the longest, is left in the order it came in: to sort it takes longer
# than all else.
PARTS = {
    "whole.parquet": f"dimension IS NULL {_ORDER}",
    "by_category.parquet": f"dimension IS NOT NULL AND {_TOTAL} {_ORDER}",
    "by_all.parquet": f"dimension IS NOT NULL AND NOT ({_TOTAL})",
}


def ready(figures: Large, tables: Mapping[str, pd.DataFrame], by: list[str]) -> Path | None:
    """Return the folder these figures were prepared in, with what these small tables say of them; None before that."""
    there = _place(figures, tables, by) if figures.files else None
    return there if there and (there / KEYS).is_file() else None


def lost_keys(figures: Large, tables: Mapping[str, pd.DataFrame], there: Path) -> list[Problem]:
    """Hold prepared figures against small tables that may have changed since; [] when every key leads to a row.

    The promises that rest on the figures alone held when they were prepared, and they have not changed.
    """
    known, told = json.loads((there / KEYS).read_text(encoding="utf-8")), []
    for column, target, where in _to_small(figures):
        lost = sorted(set(known[column]) - set(tables[where][target]))[: large.TOLD]
        told += [large.lost_key(figures.name, column, one, target, where) for one in lost]
    return told


def described(figures: Large, tables: Mapping[str, pd.DataFrame], by: list[str], make: bool = True) -> Large:
    """Return the public figures as `large.described` does, prepared; with `make` they are prepared if need be.

    A data folder that cannot be written, a full disk, or an object store whose changes nobody sees leave the figures
    as they are: pages say the same and take longer. Raises nothing of its own.
    """
    there = ready(figures, tables, by)
    plain = None
    if there is None:
        plain = large.described(figures, tables["indicators"], tables["locations"][["location_id", "admin_level"]], by)
        if not (make and figures.files):
            return plain
        try:
            there = _made(figures, plain, _place(figures, tables, by))
        except (OSError, duckdb.Error) as error:
            log.warning("the figures are read as they are, which takes longer; they cannot be prepared: %s", error)
            return plain
    with suppress(OSError):
        os.utime(there)
    files = ", ".join(large.quoted_text(there / name) for name in PARTS)
    figures.database.cursor().execute(f"CREATE OR REPLACE VIEW prepared AS SELECT * FROM read_parquet([{files}])")
    return Large("prepared", figures.database, figures.schema, figures.where, figures.kind)


def _place(figures: Large, tables: Mapping[str, pd.DataFrame], by: list[str]) -> Path:
    """Name the folder by what its files are made of: the figures, their schema, and what small tables say of them."""
    mark = hashlib.sha256(json.dumps([FORMAT, by, figures.schema]).encode())
    for path in figures.files:
        stat = path.stat()
        name = path.relative_to(figures.folder) if path.is_relative_to(figures.folder) else path
        mark.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    for rows in (tables["indicators"][["indicator", *by]], tables["locations"][["location_id", "admin_level"]]):
        mark.update(rows.to_csv(index=False).encode())
    return figures.folder / FOLDER / mark.hexdigest()[:24]


def _to_small(figures: Large) -> list[tuple[str, str, str]]:
    """Return column, column there, and table of the keys that lead to another table."""
    keys = [(key["fields"], key["reference"]) for key in figures.schema.get("foreignKeys", [])]
    return [(column, there["fields"][0], there["resource"]) for (column,), there in keys if there["resource"]]


def _made(figures: Large, plain: Large, there: Path) -> Path:
    """Write the files; of several servers that share a data folder one does, and the others wait for it."""
    there.parent.mkdir(exist_ok=True)
    with FileLock(there.parent / ".lock"):
        if (there / KEYS).is_file():
            return there
        for half in there.parent.glob(f"{ARRIVING}*"):
            shutil.rmtree(half, ignore_errors=True)
        arriving = there.parent / f"{ARRIVING}{uuid4().hex}"
        arriving.mkdir()
        try:
            _write(figures, plain, arriving)
            arriving.replace(there)
        except (OSError, duckdb.Error):
            shutil.rmtree(arriving, ignore_errors=True)
            raise
        flush_folders([there.parent])
        _sweep(there.parent)
    return there


def _write(figures: Large, plain: Large, arriving: Path) -> None:
    for name, which in PARTS.items():
        large.write_parquet(figures.database, f"(SELECT * FROM {plain.name} WHERE {which})", arriving / name)
    cursor, keys = figures.database.cursor(), {}
    for column, _, _ in _to_small(figures):
        name = large.quoted_name(column)
        query = f"SELECT DISTINCT {name} FROM {figures.name} WHERE {name} IS NOT NULL"
        keys[column] = [one for (one,) in cursor.execute(query).fetchall()]
    with (arriving / KEYS).open("w", encoding="utf-8") as file:
        json.dump(keys, file)
        file.flush()
        os.fsync(file.fileno())
    flush_folders([arriving])


def _sweep(home: Path) -> None:
    """Leave the versions that were opened last: readers may still look at the one before."""
    made = sorted((one for one in home.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime_ns)
    for old in made[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
