"""The published tables, read once per version and shared by all readers."""

import logging
import os
import threading
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

import curation

log = logging.getLogger("displacement")

# The setting that points a deployment to a data folder of its own.
DATA_SETTING = "DISPLACEMENT_DATA"
DATA_EMBEDDED = Path(__file__).resolve().parent.parent / "data"

# Versions kept in memory: the present one, and the one that readers may still be looking at.
VERSIONS_KEPT = 2
SMALL_TABLES = 5

# A page runs in a thread of its own from top to bottom.
_run = threading.local()


def folder() -> Path:
    """Return the data folder: the setting's, or the one that comes with the dashboard."""
    return Path(os.environ.get(DATA_SETTING) or DATA_EMBEDDED)


def fill_at_first_start() -> None:
    """Fill a deployment's own data folder from the tables that come with the dashboard, if it has none.

    A folder that cannot be written is left to the pages to tell, and to the log.
    """
    if folder() == DATA_EMBEDDED:
        return
    try:
        if curation.fill(folder(), DATA_EMBEDDED):
            log.info("the data folder was empty and has been filled with the tables of this version")
    except OSError as error:
        log.error("the data folder cannot be filled: %s", error)


def begin() -> None:
    """Fix the version this run of a page shows, so that no reader sees half of two versions."""
    _run.version = curation.version(folder())


def version() -> str:
    """Name the state of the data this run shows; part of every cache key."""
    return getattr(_run, "version", None) or curation.version(folder())


def published(name: str) -> pd.DataFrame:
    """Return a published table, shared: look, do not change.

    `figures` come with their indicator's `measure`, `unit` and `adds_over` and their place's
    `admin_level`, public rows only. Raises curation.BrokenTables when the tables cannot be shown.
    """
    return _tables(str(folder()), version())[name]


def package() -> dict:
    """Return the data package's description: fields, titles, units, HXL tags."""
    return _package(str(folder()), version())


def resource(name: str) -> dict:
    """Return one resource of the data package: its fields, titles, units, keys."""
    return next(one for one in package()["resources"] if one["name"] == name)


def row(table: str, key: str) -> dict:
    """Return the row of a small table whose first column is `key`; blanks are NaN or NaT."""
    return _by_key(str(folder()), version(), table)[key]


def keys(table: str) -> list[str]:
    """Return the identifiers of a small table, in its own order."""
    return list(_by_key(str(folder()), version(), table))


def today() -> date:
    """Return today's day in UTC, as every reader of one link should see it."""
    return datetime.now(UTC).date()


@lru_cache(maxsize=VERSIONS_KEPT)
def _tables(where: str, of_version: str) -> dict[str, pd.DataFrame]:
    tables = curation.read_typed(Path(where))
    return {**tables, "figures": curation.described(tables)}


@lru_cache(maxsize=VERSIONS_KEPT)
def _package(where: str, of_version: str) -> dict:
    return curation.package(Path(where))


# Asked some hundred times for one page: plain dictionaries, found without building a key for a frame.
@lru_cache(maxsize=SMALL_TABLES * VERSIONS_KEPT)
def _by_key(where: str, of_version: str, table: str) -> dict[str, dict]:
    rows = _tables(where, of_version)[table]
    return {row[rows.columns[0]]: row for row in rows.to_dict("records")}
