"""Bring a version's files into the data folder, and notice what hands have changed there."""

import csv
import io
import json
from collections.abc import Iterable

from curation.store.places import Place, write_whole
from curation.store.versions import digest
from curation.tables import PACKAGE


def on_disk(place: Place, names: Iterable[str]) -> dict[str, bytes]:
    """Return the bytes of those files that are there. Raises OSError for one that cannot be read."""
    found = {}
    for name in names:
        try:
            found[name] = (place.data / name).read_bytes()
        except FileNotFoundError:
            continue
    return found


def strangers(disk: dict[str, bytes], known: dict[str, set[str]]) -> list[str]:
    """Return the files whose content is none of the known digests; a missing file is no stranger."""
    return sorted(name for name, content in disk.items() if digest(content) not in known.get(name, set()))


def bring(place: Place, files: dict[str, bytes]) -> list[str]:
    """Rename files into place where they differ, and return their names.

    Tables that others point to come first, so that a reader in between finds every id he looks for;
    the other way round when ids go away. Raises OSError; what was placed by then stays.
    """
    place.data.mkdir(parents=True, exist_ok=True)
    disk = on_disk(place, files)
    changed = [name for name in _ordered(files, disk) if disk.get(name) != files[name]]
    for name in changed:
        write_whole(place.data / name, files[name])
    return changed


def _ordered(files: dict[str, bytes], disk: dict[str, bytes]) -> list[str]:
    schemas = {name: schema for name, schema in _schemas(files.get(PACKAGE, b"")).items() if name in files}
    names = _targets_first(schemas)
    pointed_at = {target for name in names for target in _targets(schemas, name)}
    if any(_lose_ids(schemas[name], disk.get(name, b""), files[name]) for name in pointed_at):
        names.reverse()
    first, last = ([], [PACKAGE]) if _gains_columns(schemas, disk.get(PACKAGE, b"")) else ([PACKAGE], [])
    others = sorted(set(files) - set(names) - {PACKAGE})
    return [name for name in [*first, *others, *names, *last] if name in files]


def _schemas(package: bytes) -> dict[str, dict]:
    """Return file name → schema of a data package; none of one that cannot be read."""
    try:
        return {one["path"]: {"name": one["name"], **one["schema"]} for one in json.loads(package)["resources"]}
    except (ValueError, KeyError, TypeError):
        return {}


def _targets(schemas: dict[str, dict], name: str) -> list[str]:
    """Return the files a table's foreign keys lead to, other than itself."""
    paths = {schema["name"]: path for path, schema in schemas.items()}
    resources = [key["reference"]["resource"] for key in schemas[name].get("foreignKeys", [])]
    return [paths[resource] for resource in resources if paths.get(resource, name) != name]


def _targets_first(schemas: dict[str, dict]) -> list[str]:
    """Order tables so that each comes after those it points to; a ring of pointers is cut anywhere."""
    ordered: list[str] = []

    def visit(name: str, under: tuple[str, ...] = ()) -> None:
        if name in ordered or name in under:
            return
        for target in _targets(schemas, name):
            visit(target, (*under, name))
        ordered.append(name)

    for name in sorted(schemas):
        visit(name)
    return ordered


def _lose_ids(schema: dict, before: bytes, after: bytes) -> bool:
    """Say whether ids go away and none come; where both happen, no order pleases every reader."""
    if before == after or not before:
        return False
    old, new = (_ids(schema, content) for content in (before, after))
    return bool(old - new) and not new - old


def _ids(schema: dict, content: bytes) -> set[str]:
    key = schema.get("primaryKey", [])
    column = key if isinstance(key, str) else next(iter(key), "")
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace"), newline=""))
    return {row.get(column) or "" for row in rows}


def _gains_columns(schemas: dict[str, dict], before: bytes) -> bool:
    """Say whether the new data package names columns the old tables lack: then it comes last, else first."""
    old = _schemas(before)
    return any(
        {field["name"] for field in schema["fields"]} - {field["name"] for field in old[path].get("fields", [])}
        for path, schema in schemas.items()
        if path in old
    )
