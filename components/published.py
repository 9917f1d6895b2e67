"""The published tables, read once per version and shared by all readers."""

import logging
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

import curation
from components import ahead, beside, spark
from components.shared import Shared
from curation.large import Large

log = logging.getLogger("displacement")

# The setting that points a deployment to a data folder of its own.
DATA_SETTING = "DISPLACEMENT_DATA"
DATA_EMBEDDED = Path(__file__).resolve().parent.parent / "data"
_EMBEDDED = str(DATA_EMBEDDED)

# Versions kept in memory: the present one, and the one that readers may still be looking at.
VERSIONS_KEPT = 2
SMALL_TABLES = 5

# Tables under review whose small tables are kept beside them: those before and those after.
REVIEWED_KEPT = 2

# How often a folder that changes while it is read is read again before its reader gets what there is.
TRIES = 5


@dataclass(frozen=True, eq=False)
class Shown:
    """One state of a data folder: its name, its typed tables and the data package's description."""

    where: str
    name: str
    tables: Mapping[str, pd.DataFrame | Large]
    package: dict


# Seconds between two tries to finish an interrupted copy, and when the last one was.
HEAL_EVERY = 60
_healed_at = [-HEAL_EVERY]


class Moved(Exception):
    """The folder changed while it was read."""


# A page runs in a thread of its own.
_run = threading.local()

# The last whole state of each folder, for readers who come while a version is being copied into it.
_last_whole: dict[str, Shown] = {}

# Read by the first who comes after a publication; the others wait for that one.
_states = Shared(VERSIONS_KEPT)


def folder() -> Path:
    """Return the data folder: the setting's, or the one that comes with the dashboard."""
    return _path(os.environ.get(DATA_SETTING, ""))


def where() -> str:
    """Return the data folder's name; part of every cache key."""
    return os.environ.get(DATA_SETTING) or _EMBEDDED


# Asked some hundred times for one page, and a Path takes longer to make than to use.
@lru_cache(maxsize=8)
def _path(setting: str) -> Path:
    return Path(setting or DATA_EMBEDDED)


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


def heal() -> None:
    """Finish a publication that was interrupted; what cannot be finished is logged, and the pages go on."""
    try:
        healed = curation.heal(folder())
    except (curation.StoreError, OSError) as error:
        log.error("the versions need somebody to look: %s", error)
        return
    for one in (*healed.told, healed.pending):
        if one:
            log.warning("%s", one)


def _heal_aside() -> None:
    """Finish an interrupted copy beside the readers, not more often than once in a while."""
    now = time.monotonic()
    if now - _healed_at[0] > HEAL_EVERY:
        _healed_at[0] = now
        threading.Thread(target=heal, name="heal", daemon=True).start()


def begin() -> None:
    """Fix the version this run of a page shows, so that no reader sees half of two versions.

    Tables that cannot be shown are left for `published` to tell.
    """
    _run.shown = None
    with suppress(curation.BrokenTables):
        _run.shown = _whole()


def newest() -> str:
    """Name the state of the folder as it is now, whatever this run shows; "" while a version is copied into it."""
    return "" if curation.arriving(folder()) else curation.version(folder())


def begin_ahead() -> None:
    """Fix the newest version in this thread, though readers keep to the one before. Raises BrokenTables."""
    try:
        _run.shown = _read(where(), curation.version(folder()))
    except Moved:
        begin()


def version() -> str:
    """Name the state of the data this run shows; part of every cache key."""
    name, _ = _reviewed()
    return name or _now_shown().name


@contextmanager
def shown(tables: Mapping[str, pd.DataFrame], name: str) -> Iterator[None]:
    """Show other tables than the published ones, in this thread and until the end of the block.

    For a curator who looks at what readers would see: `published`, `row`, `keys` and everything
    worked out from them speak of these tables. `tables` are typed, as `curation.read_typed` gives
    them. `name` takes the version's place in every cache key: it must be another for other
    tables, and a version's only for that version's own.
    """
    before = _reviewed()
    _run.reviewed = (name, {**tables, "figures": curation.described(tables, prepare=False)})
    try:
        yield
    finally:
        _run.reviewed = before


def _reviewed() -> tuple[str, dict[str, pd.DataFrame]]:
    """The name and the tables a curator looks at; no name: readers look at the published ones."""
    return getattr(_run, "reviewed", ("", {}))


def published(name: str) -> pd.DataFrame:
    """Return a published table, shared: look, do not change.

    `figures` come with their indicator's `measure`, `unit` and `adds_over` and their place's
    `admin_level`, public rows only. Raises curation.BrokenTables when the tables cannot be shown,
    and TypeError for a table that is opened in place: only metrics look at all its rows.
    """
    rows = _present()[name]
    if isinstance(rows, Large):
        raise TypeError(f"{name} is opened in place; ask a metric for the rows that are needed")
    return rows


def table(name: str) -> pd.DataFrame | Large:
    """Return a published table as `published` does, or where it is, when it is opened in place."""
    return _present()[name]


def package() -> dict:
    """Return the data package's description: fields, titles, units, HXL tags."""
    return _now_shown().package


def resource(name: str) -> dict:
    """Return one resource of the data package: its fields, titles, units, keys."""
    return next(one for one in package()["resources"] if one["name"] == name)


def row(table: str, key: str) -> dict:
    """Return the row of a small table whose first column is `key`; blanks are NaN or NaT."""
    return _by_key(where(), version(), table)[key]


def keys(table: str) -> list[str]:
    """Return the identifiers of a small table, in its own order."""
    return list(_by_key(where(), version(), table))


def today() -> date:
    """Return today's day in UTC, as every reader of one link should see it."""
    return datetime.now(UTC).date()


def whole(name: str) -> pd.DataFrame:
    """Return a published table with every row, those that are not public too: for curators only."""
    return curation.read_typed(folder())[name]


def _present() -> Mapping[str, pd.DataFrame | Large]:
    name, tables = _reviewed()
    return tables if name else _now_shown().tables


def _now_shown() -> Shown:
    """The state this run shows; a thread that has not begun looks at the folder as it is."""
    pinned = getattr(_run, "shown", None)
    return pinned if pinned and pinned.where == where() else _whole()


def _whole() -> Shown:
    """Read the folder's present state; while a version is being copied into it, keep to the one before.

    Raises BrokenTables.
    """
    here = where()
    before = _last_whole.get(here)
    if curation.interrupted(folder()):
        _heal_aside()
    for _ in range(TRIES):
        if before and curation.arriving(folder()):
            return before
        name = curation.version(folder())
        if before and before.name != name and ahead.held(here, name):
            return before
        try:
            if _is_read(here, name, before):
                before = _last_whole[here] = _read(here, name)
            return before
        except curation.BrokenTables:
            # Half a version, until the healing beside the readers has finished it.
            if before and curation.interrupted(folder()):
                return before
            raise
        except Moved:
            continue
    return before or _as_it_is(here)


def nothing_yet() -> bool:
    """True before the first version whose figures are opened in place: whoever comes has to wait for it."""
    return where() not in _last_whole and curation.opened_in_place(folder())


def _is_read(here: str, name: str, before: Shown | None) -> bool:
    """Tell whether readers go on to a version; no while one opened in place is made ready. Raises BrokenTables."""
    if (before and before.name == name) or not curation.opened_in_place(folder()):
        return True
    return beside.is_done(here, name, lambda: _read(here, name), wait=before is None)


def _read(here: str, of_version: str) -> Shown:
    """Read a state of the folder, once. Raises Moved when it changed meanwhile, BrokenTables."""
    return _states.get((here, of_version), lambda: _read_now(here, of_version))


def _read_now(here: str, of_version: str) -> Shown:
    try:
        shown = _as_it_is(here)
    except curation.BrokenTables:
        if curation.version(Path(here)) != of_version:
            raise Moved from None
        raise
    if curation.version(Path(here)) != of_version:
        raise Moved
    return shown


def _as_it_is(here: str) -> Shown:
    of_version = curation.version(Path(here))
    tables = curation.read_typed(Path(here))
    tables = {**tables, "figures": curation.described(tables, prepare=not spark.address())}
    return Shown(here, of_version, tables, curation.package(Path(here)))


# Asked some hundred times for one page: plain dictionaries, found without building a key for a frame.
@lru_cache(maxsize=SMALL_TABLES * (VERSIONS_KEPT + REVIEWED_KEPT))
def _by_key(here: str, of_version: str, table: str) -> dict[str, dict]:
    rows = _present()[table]
    return {row[rows.columns[0]]: row for row in rows.to_dict("records")}
