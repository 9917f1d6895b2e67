"""What differs between two sets of tables, such as a version and the one before it."""

import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from curation.comparing.compare_tables import compare
from curation.comparing.comparison import Comparison
from curation.comparing.published_csv import published_rows
from curation.problems import BrokenTables
from curation.publishing import current, files_of, hand_edits
from curation.tables import PACKAGE

# What may leave the server, of a table that says so row by row; blank means public.
PUBLIC = ("", "public")


def differences(
    before: Mapping[str, bytes], after: Mapping[str, bytes], public_only: bool = False
) -> dict[str, Comparison]:
    """Compare the tables of two versions, file by file; tables that are the same have no entry.

    `before` and `after` are the files of a version, as `files_of` gives them. `public_only` leaves
    out rows that are internal or restricted in either version, so that a reader may see the rest.
    """
    description = json.loads(after[PACKAGE])
    found = {}
    for resource in description["resources"]:
        path, schema = resource["path"], resource["schema"]
        if before.get(path) == after.get(path) or path not in after:
            continue
        old, new = (_rows(files.get(path, b""), schema, resource["name"]) for files in (before, after))
        if public_only:
            hidden = _hidden(old, schema) | _hidden(new, schema)
            old, new = _without(old, hidden, schema), _without(new, hidden, schema)
        comparison = compare(old, new, schema, "replace", resource["name"])
        if comparison.added.height or comparison.removed.height or comparison.revised.height:
            found[resource["name"]] = comparison
    return found


def hand_changes(folder: Path) -> dict[str, list[str]]:
    """Say for each file edited by hand what differs from the current version, in sentences.

    A file that is gone or cannot be compared says so. Raises StoreError.
    """
    version = current(folder)
    published = files_of(folder, version.id) if version else {}
    said = {}
    for name in hand_edits(folder):
        try:
            found = differences(published, {**published, name: (folder / name).read_bytes()})
            sentences = [sentence for one in found.values() for sentence in one.sentences()]
            said[name] = sentences or ["the same cells, written or ordered otherwise"]
        except (OSError, ValueError, KeyError, BrokenTables) as error:
            said[name] = [f"it cannot be compared: {error}"]
    return said


def _rows(content: bytes, schema: dict, table: str) -> pl.DataFrame:
    """A version's CSV as text; a column it did not have yet is blank."""
    names = [field["name"] for field in schema["fields"]]
    if not content:
        return pl.DataFrame(schema={**dict.fromkeys(names, pl.String), "line": pl.Int64})
    rows = published_rows(content, table)
    return rows.with_columns(pl.lit(None, pl.String).alias(name) for name in names if name not in rows.columns)


def _key(schema: dict) -> list[str]:
    key = schema["primaryKey"]
    return [key] if isinstance(key, str) else list(key)


def _hidden(rows: pl.DataFrame, schema: dict) -> set[tuple]:
    if "sensitivity" not in rows.columns:
        return set()
    held = rows.filter(~pl.col("sensitivity").fill_null("").is_in(PUBLIC))
    return set(held.select(_key(schema)).rows())


def _without(rows: pl.DataFrame, hidden: set[tuple], schema: dict) -> pl.DataFrame:
    if not hidden:
        return rows
    keep = [key not in hidden for key in rows.select(_key(schema)).rows()]
    return rows.filter(pl.Series(keep, dtype=pl.Boolean))
