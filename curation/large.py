"""Tables larger than memory: Parquet, or a long CSV, one file or a folder of them, opened in place with DuckDB."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import duckdb
import pandas as pd

from curation.checking.table_schema import Schema, schema_of
from curation.problems import BrokenTables, Problem

# The table that may be larger than memory.
LARGE = "figures"

# A CSV from so many bytes on is not read into memory: as text it would take some five times as much.
LONG_CSV = 100_000_000

# What DuckDB may take for all readers together before it writes aside, beside the system's temporary files.
MEMORY = "1GB"
SETTINGS = {
    "memory_limit": MEMORY,
    "preserve_insertion_order": "false",
    "parquet_metadata_cache": "true",
    # Nothing is fetched from outside unasked: an extension is installed by a person, once.
    "autoinstall_known_extensions": "false",
}

# How a field of the schema is read. Days are moments, as everywhere in memory.
KINDS = {"date": "TIMESTAMP", "number": "DOUBLE", "integer": "DOUBLE"}

READERS = {
    "parquet": "read_parquet({}, hive_partitioning = true, hive_types_autocast = false, union_by_name = true)",
    "csv": "read_csv({}, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')",
}

# Keys without a row that are told by name.
TOLD = 3

# Patterns are those of the data package: ASCII only, and matched against the whole cell.
WRONG = {
    "required": "{cell} IS NULL",
    "enum": "NOT {cell} IN ({words})",
    "pattern": "NOT regexp_full_match({cell}, {word})",
    "minimum": "{cell} < {word}",
    "maximum": "{cell} > {word}",
}


@dataclass(frozen=True, eq=False)
class Large:
    """A table that is opened in place: its rows are a view of a database that holds no copy of them.

    `schema` is the resource's own; the view has its fields in their types and, once `described`, those that every
    metric needs besides. A database is shared by threads, each of which takes a cursor. `where` is
    the file, the folder or the address the rows are at, and `kind` parquet or csv. `folder` is the data folder it was
    opened from, and `files` are the table's own; none of an object store.
    """

    name: str
    database: duckdb.DuckDBPyConnection
    schema: dict
    where: str
    kind: str
    folder: Path = Path()
    files: tuple[Path, ...] = ()

    def rows(self, cursor: duckdb.DuckDBPyConnection | None = None) -> duckdb.DuckDBPyRelation:
        """Return the rows as a relation of a cursor; nothing is read before a result is asked for."""
        return (cursor or self.database.cursor()).table(self.name)

    def count(self) -> int:
        """Return how many rows there are."""
        return self.database.cursor().execute(f"SELECT count(*) FROM {self.name}").fetchone()[0]


def is_large(folder: Path, resource: dict) -> bool:
    """Tell whether a resource is opened in place: figures as Parquet, in an object store, a folder, or a long CSV.

    The other tables have a row for each place, source or event, and are read.
    """
    if resource["name"] != LARGE:
        return False
    if _kind(resource) == "parquet" or "://" in resource["path"]:
        return True
    path = folder / resource["path"]
    return path.is_dir() or (path.is_file() and path.stat().st_size >= LONG_CSV)


def _kind(resource: dict) -> str:
    words = (resource.get("format") or "", resource["path"].rstrip("/").rsplit(".", 1)[-1])
    return "parquet" if "parquet" in words else "csv"


def files(folder: Path, resource: dict) -> list[Path]:
    """Return the files of a large resource on this computer; none of an object store, whose changes nobody sees."""
    if "://" in resource["path"]:
        return []
    path = folder / resource["path"]
    return sorted(path.rglob(f"*.{_kind(resource)}")) if path.is_dir() else [path]


def opened(folder: Path, resource: dict) -> Large:
    """Open a resource in place, its columns in the types of its schema. Raises BrokenTables."""
    name, kind = resource["name"], _kind(resource)
    place = where = resource["path"] if "://" in resource["path"] else str((folder / resource["path"]).resolve())
    if "://" not in where and Path(where).is_dir():
        where = f"{where}/**/*.{kind}"
    source = READERS[kind].format(quoted_text(where))
    aside = Path(tempfile.gettempdir()) / f"displacement-{uuid4().hex}"
    database = duckdb.connect(config={**SETTINGS, "temp_directory": str(aside)})
    try:
        there = {column.lower(): kind for column, kind in _columns(database, source)}
    except duckdb.Error as error:
        raise BrokenTables([_unopened(name, where, error)]) from None
    lost = [column["name"] for column in resource["schema"]["fields"] if column["name"].lower() not in there]
    if lost:
        raise BrokenTables(
            [Problem(name, (), "", "", f"the columns {', '.join(lost)}", "add them, blank where nothing is known")]
        )
    cells = ", ".join(_typed(column, there[column["name"].lower()]) for column in resource["schema"]["fields"])
    database.execute(f"CREATE VIEW {name} AS SELECT {cells} FROM {source}")
    return Large(name, database, resource["schema"], place, kind, folder, tuple(files(folder, resource)))


def _columns(database: duckdb.DuckDBPyConnection, source: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in database.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]


def _typed(field: dict, there: str) -> str:
    """Name a column, turned into its type where the file has another."""
    name, kind = quoted_name(field["name"]), KINDS.get(field["type"], "VARCHAR")
    return name if there == kind else f"CAST({name} AS {kind}) AS {name}"


def described(large: Large, indicators: pd.DataFrame, locations: pd.DataFrame, by: list[str]) -> Large:
    """Return the public rows with what their indicators say of them, and their place's admin level."""
    database = large.database.cursor()
    for name, rows in (("its_indicators", indicators[["indicator", *by]]), ("its_places", locations)):
        database.register("given", rows)
        database.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")
        database.unregister("given")
    more = ", ".join(f"i.{column}" for column in by)
    database.execute(
        f"CREATE OR REPLACE VIEW described AS SELECT f.*, {more}, l.admin_level FROM {large.name} f "
        "LEFT JOIN its_indicators i ON f.indicator = i.indicator "
        "LEFT JOIN its_places l ON f.location_id = l.location_id "
        "WHERE f.sensitivity IS NULL OR f.sensitivity = 'public'"
    )
    return Large("described", large.database, large.schema, large.where, large.kind)


def problems(large: Large, tables: dict[str, pd.DataFrame]) -> list[Problem]:
    """Hold a large table against the promises of its schema: types, constraints, keys.

    `tables` are the small ones, for keys that lead to them. The rows are read once for all columns and stay where
    they are. Returns one problem per column and promise, with how many rows break it; [] when all hold.
    """
    schema = schema_of(large.schema)
    try:
        found = _faults(large, schema)
    except duckdb.Error as error:
        says = str(error).splitlines()[0]
        return [Problem(large.name, (), "", says, "cells of the types in datapackage.json", "write them in that type")]
    return [*found, *_repeated(large, schema), *_lost_keys(large, tables)]


def _faults(large: Large, schema: Schema) -> list[Problem]:
    asked = []
    for field, rule in schema.fields.items():
        limits = dict(rule.get("constraints") or {}) | ({"required": True} if schema.is_required(field) else {})
        for promise, limit in limits.items():
            # A minimum of 0 is a promise; 0 is equal to False.
            if promise in WRONG and limit is not False and limit is not None:
                asked.append((field, (promise, limit), _broken(field, promise, limit)))
        if rule["type"] == "string":
            asked.append((field, ("blank", ""), f"{quoted_name(field)} = ''"))
    counts = ", ".join(f"count_if({wrong})" for *_, wrong in asked)
    broken = large.database.cursor().execute(f"SELECT {counts} FROM {large.name}").fetchone()
    return [_told(large, *one, count) for one, count in zip(asked, broken, strict=True) if count]


def _broken(field: str, promise: str, limit) -> str:
    words = ", ".join(quoted_text(one) for one in limit) if isinstance(limit, list) else ""
    return WRONG[promise].format(
        cell=quoted_name(field), words=words, word=quoted_text(limit) if promise == "pattern" else limit
    )


def _told(large: Large, field: str, broken: tuple, wrong: str, count: int) -> Problem:
    promise, limit = broken
    query = f"SELECT any_value({quoted_name(field)}) FROM {large.name} WHERE {wrong}"
    one = large.database.cursor().execute(query).fetchone()[0]
    expected = {
        "required": "a value, this column is never blank",
        "enum": f"one of {', '.join(map(str, limit)) if isinstance(limit, list) else limit}",
        "pattern": f"the form {limit}",
        "minimum": f"at least {limit}",
        "maximum": f"at most {limit}",
        "blank": "no value where nothing is known, not an empty text",
    }[promise]
    found = f"{count:,} row{'s' if count != 1 else ''}" + ("" if one in (None, "") else f", one with {one}")
    return Problem(large.name, (), field, found, expected, "correct the file, and put it back")


def _repeated(large: Large, schema: Schema) -> list[Problem]:
    """Find keys that occur twice: by a short mark of each, and only if two marks are equal, by the keys themselves."""
    told, keys = [], [*([schema.primary] if schema.primary else []), *schema.unique]
    for key in dict.fromkeys(tuple(one) for one in keys):
        mark, cursor = f"hash({', '.join(map(quoted_name, key))})", large.database.cursor()
        rows, marks = cursor.execute(f"SELECT count(*), count(DISTINCT {mark}) FROM {large.name}").fetchone()
        if rows == marks:
            continue
        alike = f"SELECT {mark} FROM {large.name} GROUP BY ALL HAVING count(*) > 1"
        names = ", ".join(map(quoted_name, key))
        query = f"SELECT {names} FROM {large.name} WHERE {mark} IN ({alike}) GROUP BY ALL HAVING count(*) > 1 LIMIT 1"
        one = cursor.execute(query).fetchone()
        if one:
            found = " and ".join(map(str, one))
            told.append(Problem(large.name, (), key[0], found, "each key once", "keep one of the rows"))
    return told


def _lost_keys(large: Large, tables: dict[str, pd.DataFrame]) -> list[Problem]:
    """Find keys that lead to no row of a small table, or of the table itself."""
    told = []
    for key in large.schema.get("foreignKeys", []):
        (column,), (target,), there = key["fields"], key["reference"]["fields"], key["reference"]["resource"]
        cursor, cell = large.database.cursor(), quoted_name(column)
        if there:
            cursor.register("keys_there", tables[there][[target]])
        keys = f"SELECT {quoted_name(target)} FROM {'keys_there' if there else large.name}"
        query = f"SELECT DISTINCT {cell} FROM {large.name} WHERE {cell} IS NOT NULL"
        lost = cursor.execute(f"SELECT * FROM ({query}) WHERE NOT {cell} IN ({keys}) LIMIT {TOLD}").fetchall()
        told += [lost_key(large.name, column, one, target, there or large.name) for (one,) in lost]
    return told


def lost_key(name: str, column: str, one: str, target: str, where: str) -> Problem:
    """Say that a cell of `column` leads to no row of the table `where`."""
    return Problem(name, (), column, str(one), f"a {target} of {where}", f"correct it, or add it to {where} first")


def _unopened(name: str, where: str, error: duckdb.Error) -> Problem:
    says = str(error).splitlines()[0]
    if "://" in where:
        scheme = where.split("://", maxsplit=1)[0]
        mend = (
            f"addresses that begin with {scheme}:// need DuckDB's extension httpfs: run INSTALL httpfs in duckdb once, "
            "with the internet, as the user that runs the dashboard; or copy the file to this computer"
        )
        return Problem(name, (), "", says, f"an object store that answers at {where}", mend)
    return Problem(name, (), "", says, f"a file that DuckDB can open: {Path(where).name}", "put the file back")


def quoted_name(name: str) -> str:
    """Write a column's name as SQL does."""
    return '"' + name.replace('"', '""') + '"'


def write_parquet(database: duckdb.DuckDBPyConnection, rows: str, path: Path) -> None:
    """Write a table, or a query in brackets, as Parquet, and flush it to the disk. Raises duckdb.Error, OSError."""
    to = quoted_text(path)
    database.cursor().execute(f"COPY {rows} TO {to} (FORMAT parquet, COMPRESSION zstd)")
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def quoted_text(words) -> str:
    """Write a text as SQL does."""
    return "'" + str(words).replace("'", "''") + "'"
