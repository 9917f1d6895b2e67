"""Publish figures larger than memory from a file, without reading it into memory or copying its bytes into git.

The rows are written anew as Parquet beside the other tables, under a name that holds the digest of the content; no such
file is ever changed. A version names it in its data package, with its length and digest, and that is what git keeps.
Going back is the older data package, which names the older file: as long as it is there.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path

import duckdb

from curation import large, prepared
from curation.checking.known_places import known_in
from curation.large_screen import screened
from curation.problems import BrokenTables, Problem
from curation.publishing import Author, Published, publish
from curation.store.places import ARRIVING, flush_folders
from curation.store.refusals import NotAllowed
from curation.tables import DESCRIBED_BY, PACKAGE, in_place, package, read_typed

KINDS = {".csv": "csv", ".parquet": "parquet"}

# What is not asked of a table that is not read into memory; told with each version.
NOT_ASKED = (
    "of figures larger than memory, the rules between rows (parts and totals, one recommended figure of a subject, "
    "small counts that a total gives back) are not looked at"
)


class Held(Exception):
    """Rows may give somebody away; `problems` says which. Somebody may publish them who takes that on themselves."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def is_for_large(files: list[Path], most_bytes: int) -> bool:
    """Tell whether files are published straight from the disk: one Parquet, or one CSV of more than `most_bytes`."""
    path = files[0]
    return len(files) == 1 and (
        path.suffix.lower() == ".parquet"
        or (path.suffix.lower() == ".csv" and path.is_file() and path.stat().st_size > most_bytes)
    )


def publish_large(
    folder: Path,
    file: Path,
    *,
    author: Author,
    reason: str,
    base: str | None,
    accepted: bool = False,
    remote: str | None = None,
) -> Published:
    """Publish the figures of a CSV or Parquet file of our own columns as the whole table, and prepare them for pages.

    Types, constraints and keys are held for every row, and it is screened for personal data; NOT_ASKED says what is
    not looked at. Other columns are left out. Raises as `publish` does; Held where rows may give somebody away and
    the author has not `accepted` that; OSError when the disk is full: then nothing was published.
    """
    description = package(folder)
    before = next(one for one in description["resources"] if one["name"] == large.LARGE)
    others = [one for one in description["resources"] if one["name"] != large.LARGE]
    tables = read_typed(folder, {**description, "resources": others})
    given = {**before, "path": str(file.resolve()), "format": _kind(file)}
    rows = in_place(folder, given, tables)
    held = screened(rows, **known_in(folder))
    errors = [one for one in held if one.level == "error"]
    if errors:
        raise BrokenTables(errors)
    if held and not accepted:
        raise Held(held)
    said, is_new = _kept(folder, rows)
    after = {**before, **said}
    description["resources"] = [after if one is before else one for one in description["resources"]]
    content = json.dumps(description, ensure_ascii=False, indent=2).encode() + b"\n"
    try:
        prepared.described(in_place(folder, after, tables), tables, DESCRIBED_BY)
        about = {"told": (NOT_ASKED,), "answered": {f"looked at: {one}": "yes" for one in held}}
        return publish(folder, {PACKAGE: content}, author=author, reason=reason, base=base, remote=remote, **about)
    except BaseException:
        # Nothing was published, and nothing but this act knows the file.
        if is_new:
            (folder / said["path"]).unlink(missing_ok=True)
        raise


def _kind(file: Path) -> str:
    if file.suffix.lower() not in KINDS:
        raise NotAllowed(f"{file.name} is no CSV and no Parquet; write it as one of them")
    return KINDS[file.suffix.lower()]


def _kept(folder: Path, rows: large.Large) -> tuple[dict, bool]:
    """Write rows as Parquet into the data folder, whole or not at all, named by the digest of its content.

    Returns what a data package says of the file, and whether it was not there before.
    """
    arriving = folder / f".figures.{os.getpid()}{ARRIVING}"
    try:
        large.write_parquet(rows.database, rows.name, arriving)
        with arriving.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        path = folder / f"figures-{digest[:16]}.parquet"
        is_new = not path.exists()
        arriving.replace(path)
        flush_folders([folder])
    except duckdb.IOException as error:
        raise OSError(str(error).splitlines()[0]) from error
    finally:
        with suppress(OSError):
            arriving.unlink(missing_ok=True)
    kind = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    return {"path": path.name, **kind, "bytes": path.stat().st_size, "hash": f"sha256:{digest}"}, is_new
