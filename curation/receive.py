"""A file somebody dropped: which of our tables it is, and what the checks say of it."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from curation.checking.beside import known_in
from curation.checking.columns import table_for
from curation.checking.inspection import inspect
from curation.reading.reading import Limits
from curation.reviewing import Part
from curation.tables import package


def part(
    name: str, content: bytes, folder: Path, answers: Mapping[str, str] | None = None, limits: Limits | None = None
) -> Part:
    """Read and check a file as the table of `folder` whose columns it has; no table: it has those of none.

    Raises BrokenTables when the data folder cannot be read.
    """
    description = package(folder)
    found: list[str] = []

    def schema_of(reading) -> dict:
        table = table_for(reading.header, reading.tags, description)
        found.append(table or "")
        # Keys that lead to rows are the review's to ask: it has all tables.
        return next(
            ({**one["schema"], "foreignKeys": []} for one in description["resources"] if one["name"] == table), {}
        )

    inspection = inspect(content, name, schema_of, answers=answers, limits=limits, **known_in(folder))
    return Part(name, content, found[-1] if found else "", inspection)


def kept_upload(files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return what is kept of an upload beside its version: the file as it came, or several in one archive."""
    if len(files) == 1:
        return files[0]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for number, (name, content) in enumerate(files, start=1):
            opened.writestr(f"{number}-{Path(name).name}", content)
    return "upload.zip", archive.getvalue()
