"""The published tables, read once per version and shared by all readers."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

import curation
from components import alike, reads, states
from components.reads import Part
from components.states import VERSIONS_KEPT, Moved, Shown, where
from curation.large import Large

# How many small tables a data folder has.
SMALL_TABLES = 5

# Tables under review whose small tables are kept beside them: those before and those after.
REVIEWED_KEPT = 2

# A page runs in a thread of its own from top to bottom.
_run = threading.local()


def folder() -> Path:
    """Return the data folder: the setting's, or the one that comes with the dashboard.

    What somebody reads there is not seen here: a result that asks for the folder is one of the whole version.
    """
    if reads.noted() is not None:
        version()
    return states.folder()


def begin(at_once: bool = False) -> None:
    """Fix the version this run of a page shows, so that no reader sees half of two versions.

    `at_once`: the newest, though others keep to the one before while it is worked out; not for figures opened in
    place, which may have to be prepared for minutes. Tables that cannot be shown are left for `published` to tell.
    """
    _run.shown = None
    with suppress(curation.BrokenTables):
        if at_once and newest() and not curation.opened_in_place(states.folder()):
            begin_ahead()
        else:
            _run.shown = states.whole()


@contextmanager
def one_version() -> Iterator[None]:
    """Fix the version for a block as `begin` does, in a thread that others use after it."""
    before = getattr(_run, "shown", None)
    begin()
    try:
        yield
    finally:
        _run.shown = before


def newest() -> str:
    """Name the state of the folder as it is now, whatever this run shows; "" while a version is copied into it."""
    return "" if curation.arriving(states.folder()) else curation.version(states.folder())


def begin_ahead() -> None:
    """Fix the newest version in this thread, though readers keep to the one before. Raises BrokenTables."""
    try:
        _run.shown = states.read(where(), curation.version(states.folder()))
    except Moved:
        begin()


def version() -> str:
    """Name the state of the data this run shows. A result that asks for it is one of this version alone."""
    name = _now_shown().name
    reads.note(version, (), name)
    return name


def state() -> tuple[str, str]:
    """Name the folder and the state this run shows, as the beginning of a key; nobody notes that it was read."""
    shown = _now_shown()
    return shown.where, shown.name


def state_shown() -> Shown:
    """Return all this run shows, to be sent to another process."""
    return _now_shown()


@contextmanager
def shown(tables: Mapping[str, pd.DataFrame], name: str) -> Iterator[None]:
    """Show other tables than the published ones, in this thread and until the end of the block.

    For a curator who looks at what readers would see: `published`, `row`, `keys` and everything
    worked out from them speak of these tables. `tables` are typed, as `curation.read_typed` gives
    them. `name` takes the version's place in every cache key: it must be another for other
    tables, and a version's only for that version's own.
    """
    before, described = _reviewed(), package()
    _run.reviewed = states.as_one(where(), name, tables, described, prepare=False)
    try:
        yield
    finally:
        _run.reviewed = before


def _reviewed() -> Shown | None:
    """What a curator looks at; None: readers look at the published tables."""
    return getattr(_run, "reviewed", None)


def published(name: str) -> pd.DataFrame:
    """Return a published table, shared: look, do not change.

    `figures` come with their indicator's `measure`, `unit` and `adds_over` and their place's
    `admin_level`, public rows only. Raises curation.BrokenTables when the tables cannot be shown,
    and TypeError for a table that is opened in place: only metrics look at all its rows.
    """
    rows = table(name)
    if isinstance(rows, Large):
        raise TypeError(f"{name} is opened in place; ask a metric for the rows that are needed")
    return rows


def table(name: str) -> pd.DataFrame | Large:
    """Return a published table as `published` does, or where it is, when it is opened in place."""
    rows = _now_shown().tables[name]
    reads.note(table, (name,), rows)
    return rows


def is_large(name: str) -> bool:
    """Tell whether a published table is opened in place."""
    return isinstance(_now_shown().tables[name], Large)


def part(of: Part) -> pd.DataFrame:
    """Return one crisis's rows of a published table that is not opened in place, as `published` has them."""
    now = _now_shown()
    rows = now.parts.get(of)
    if rows is None:
        whole = now.tables[of.table]
        rows = whole[whole["crisis_id"] == of.crisis].reset_index(drop=True)
        rows = now.parts.setdefault(of, alike.one_frame(now.where, f"{of.table} of {of.crisis}", rows))
    reads.note(part, (of,), rows)
    return rows


def package() -> dict:
    """Return the data package's description: fields, titles, units, HXL tags."""
    description = _now_shown().package
    reads.note(package, (), description)
    return description


def resource(name: str) -> dict:
    """Return one resource of the data package: its fields, titles, units, keys."""
    return next(one for one in package()["resources"] if one["name"] == name)


def row(table: str, key: str) -> dict:
    """Return the row of a small table whose first column is `key`; blanks are NaN or NaT. Raises KeyError."""
    found = _row(table, key)
    reads.note(_row, (table, key), found)
    if found is None:
        raise KeyError(key)
    return found


def _row(table: str, key: str) -> dict | None:
    now = _now_shown()
    return _by_key(now.where, now.name, table).get(key)


def keys(table: str) -> list[str]:
    """Return the identifiers of a small table, in its own order."""
    now = _now_shown()
    found = list(_by_key(now.where, now.name, table))
    reads.note(keys, (table,), found)
    return found


def today() -> date:
    """Return today's day in UTC, as every reader of one link should see it."""
    day = datetime.now(UTC).date()
    reads.note(today, (), day)
    return day


def whole(name: str) -> pd.DataFrame:
    """Return a published table with every row, those that are not public too: for curators only."""
    return curation.read_typed(folder())[name]


def _now_shown() -> Shown:
    """The state this run shows; a thread that has not begun looks at the folder as it is."""
    reviewed = _reviewed()
    if reviewed is not None:
        return reviewed
    pinned = getattr(_run, "shown", None)
    return pinned if pinned and pinned.where == where() else states.whole()


# Asked some hundred times for one page: plain dictionaries, found without building a key for a frame.
@lru_cache(maxsize=SMALL_TABLES * (VERSIONS_KEPT + REVIEWED_KEPT))
def _by_key(here: str, of_version: str, table: str) -> dict[str, dict]:
    rows = _now_shown().tables[table]
    return {row[rows.columns[0]]: row for row in rows.to_dict("records")}
