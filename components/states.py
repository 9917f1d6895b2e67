"""The states of the data folder: each read once, whole or not at all, while publications come and go."""

import logging
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pandas as pd

import curation
from components import ahead, alike, beside, spark
from components.reads import Part
from components.shared import Shared
from curation.large import Large

log = logging.getLogger("displacement")

# The setting that points a deployment to a data folder of its own.
DATA_SETTING = "DISPLACEMENT_DATA"
DATA_EMBEDDED = Path(__file__).resolve().parent.parent / "data"
_EMBEDDED = str(DATA_EMBEDDED)

# Versions kept in memory: the present one, and the one that readers may still be looking at.
VERSIONS_KEPT = 2

# How often a folder that changes while it is read is read again before its reader gets what there is.
TRIES = 5

# Seconds between two tries to finish an interrupted copy, and when the last one was.
HEAL_EVERY = 60
_healed_at = [-HEAL_EVERY]


@dataclass(frozen=True, eq=False)
class Shown:
    """One state of a data folder: its name, its typed tables and the data package's description."""

    where: str
    name: str
    tables: Mapping[str, pd.DataFrame | Large]
    package: dict
    parts: dict[Part, pd.DataFrame] = field(default_factory=dict)


class Moved(Exception):
    """The folder changed while it was read."""


# The last whole state of each folder, for readers who come while a version is being copied into it.
_last_whole: dict[str, Shown] = {}

# What was last found broken, and when: not every reader who meets it has all tables checked again. It is looked at
# again after some seconds, because a file that could not be read may be readable without having changed.
_broken: dict[tuple[str, str], tuple[list[curation.Problem], float]] = {}
BROKEN_FOR = 5.0

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


def whole() -> Shown:
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
                before = _last_whole[here] = read(here, name)
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
    return beside.is_done(here, name, lambda: read(here, name), wait=before is None)


def read(here: str, of_version: str) -> Shown:
    """Read a state of the folder, once. Raises Moved when it changed meanwhile, BrokenTables."""
    return _states.get((here, of_version), lambda: _read_now(here, of_version))


def keep(shown: Shown) -> None:
    """Keep a state that another process has read, as if it had been read here."""
    _states.put((shown.where, shown.name), shown)


def _read_now(here: str, of_version: str) -> Shown:
    problems, since = _broken.get((here, of_version), ([], 0.0))
    if problems and time.monotonic() - since < BROKEN_FOR:
        raise curation.BrokenTables(problems)
    try:
        shown = _as_it_is(here)
    except curation.BrokenTables as broken:
        if curation.version(Path(here)) != of_version:
            raise Moved from None
        _broken.clear()
        _broken[here, of_version] = (broken.problems, time.monotonic())
        raise
    if curation.version(Path(here)) != of_version:
        raise Moved
    return shown


def _as_it_is(here: str) -> Shown:
    of_version = curation.version(Path(here))
    tables, package = curation.read_typed(Path(here)), curation.package(Path(here))
    return as_one(here, of_version, tables, package, prepare=not spark.address())


def as_one(here: str, name: str, tables: Mapping[str, pd.DataFrame | Large], package: dict, *, prepare: bool) -> Shown:
    """Give typed tables a name; each that is the same as in another version is that version's own frame.

    With `prepare`, figures that are opened in place are prepared for the questions of pages.
    """
    tables = {**tables, "figures": curation.described(tables, prepare=prepare)}
    return Shown(here, name, {one: alike.one_frame(here, one, rows) for one, rows in tables.items()}, package)
