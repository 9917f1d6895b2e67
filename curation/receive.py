"""A file somebody dropped: one of our tables, or a publisher's own, and what the checks say of it."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from curation.checking.columns import table_for
from curation.checking.inspection import inspect
from curation.checking.known_places import known_in
from curation.reading.reading import Limits, Question
from curation.recognising.new_source import with_new_source
from curation.recognising.parts import figures_part, needed_parts
from curation.recognising.recognised import Recognised
from curation.recognising.recognition import recognise
from curation.recognising.remembered import remembered
from curation.reviewing import Part
from curation.tables import package, read_text


@dataclass
class Received:
    """What a file is: read as it stands, and as a publisher's where its columns are those of none of our tables.

    `recognised` is None for a table of ours and for what is no table at all; `figures` is None without figures.
    `kept` are the answers that a curator gave for an earlier file with the same header.
    """

    part: Part
    recognised: Recognised | None = None
    figures: Part | None = None
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def main(self) -> Part:
        """The part that is checked and compared: the figures where there are any, else the file as it was read."""
        return self.figures or self.part

    @property
    def questions(self) -> list[Question]:
        """What a person must decide before it goes on."""
        if self.figures or self.recognised is None:
            return self.main.inspection.questions
        return self.recognised.questions

    @property
    def ready(self) -> bool:
        """True when it may be compared: it is a table of ours, nothing is asked, and nothing stops it."""
        errors = any(one.level == "error" for one in self.main.inspection.problems)
        return bool(self.main.table) and not self.questions and not errors


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


def received(
    name: str,
    content: bytes,
    folder: Path,
    answers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    *,
    today: date | None = None,
) -> Received:
    """Read a file as a table of ours or, when its columns are those of none, as a publisher's own.

    A publisher's file is looked through for personal data as it came, and its figures once more. Answers that a
    curator gave for a file with the same header hold until others are given. Raises BrokenTables when the data
    folder cannot be read.
    """
    given = dict(answers or {})
    own = part(name, content, folder, given, limits)
    if own.table or own.inspection.reasons:
        return Received(own)
    here = {"limits": limits, "today": today, "reading": own.inspection.reading}
    found = recognise(content, name, folder, answers=given, **here)
    kept = {key: choice for key, choice in remembered(folder, found.header).items() if key not in given}
    if kept:
        found = recognise(content, name, folder, answers={**kept, **given}, **here)
    if found.sheet and any(one.key == "sheet" for one in own.inspection.questions):
        own = part(name, content, folder, {**given, "sheet": found.sheet}, limits)
    if found.figures.is_empty():
        return Received(own, found, None, kept)
    with_new_source(found, set(read_text(folder, package(folder))["sources"]["source_id"]), given)
    figures = figures_part(found, name, content, folder, answers={**kept, **given}, own=own.inspection)
    return Received(own, found, figures, kept)


def parts_of(files: Sequence[Received], folder: Path) -> list[Part]:
    """Return all parts of an upload: its files, and the rows of other tables that recognised figures need."""
    parts = [one.main for one in files]
    sent = {part.table: _keys(part, folder) for part in parts if part.table}
    return [*parts, *needed_parts([one.recognised for one in files if one.figures], folder, sent)]


def _keys(part: Part, folder: Path) -> list[str]:
    key = next(one["schema"]["primaryKey"] for one in package(folder)["resources"] if one["name"] == part.table)
    name = key if isinstance(key, str) else key[0]
    rows = part.inspection.table()
    return rows[name].to_list() if name in rows.columns else []


def kept_upload(files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return what is kept of an upload beside its version: the file as it came, or several in one archive."""
    if len(files) == 1:
        return files[0]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for number, (name, content) in enumerate(files, start=1):
            opened.writestr(f"{number}-{Path(name).name}", content)
    return "upload.zip", archive.getvalue()
