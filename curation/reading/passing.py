"""A reading on its way from the process that parses: what is said as JSON, cells of large tables as packages."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from curation.reading.kept import Few, Kept, Package, Stretch
from curation.reading.reading import Finding, Question, Reading

# How rows of a large table may be kept.
KINDS = {kind.__name__: kind for kind in (Few, Stretch, Package)}

# What a reading says, beside its cells; the lists hold findings and questions.
SAYS = ("header", "encoding", "delimiter", "tags", "answers", "asked")
LISTS = {"told": Finding, "questions": Question, "reasons": Finding}

# Cells of a table whose rows are packed; fewer go as JSON, which needs no polars on either side.
PACKED_FROM = 400_000


def to_json(reading: Reading) -> dict:
    """Return a reading as plain values, with its verdict; rows as lists."""
    said = {name: getattr(reading, name) for name in SAYS} | {"verdict": reading.verdict}
    said |= {name: [asdict(one) for one in getattr(reading, name)] for name in LISTS}
    return {**said, "rows": list(reading.rows), "lines": list(reading.lines)}


def from_json(values: dict) -> Reading:
    """Return the reading that `to_json` wrote."""
    said = {name: values[name] for name in (*SAYS, "rows", "lines")}
    for name, what in LISTS.items():
        said[name] = [what(**{**one, "lines": tuple(one["lines"])}) for one in values[name]]
    return Reading(**said)


def sent(reading: Reading) -> list[bytes]:
    """Return a reading as bytes to be written one after the other."""
    kept = reading.kept or _packed(reading)
    listed = [{**vars(one), "content": 0, "packed": 0, "is": type(one).__name__} for one in kept]
    packages = [one.packed if isinstance(one, Package) else b"" for one in kept]
    for one, package in zip(listed, packages, strict=True):
        one["packed"] = len(package)
    said = to_json(reading) | {"kept": listed}
    if kept:
        said |= {"rows": [], "lines": []}
    return [json.dumps(said).encode(), b"\n", *packages]


def received(said: bytes, content: bytes) -> Reading:
    """Return the reading that `sent` wrote; `content` is the file it was read from."""
    at = said.index(b"\n") + 1
    values = json.loads(said[: at - 1])
    reading = from_json(values)
    for one in values["kept"]:
        one |= {"content": content, "packed": said[at : at + one["packed"]]}
        at += len(one["packed"])
        kind = KINDS[one["is"]]
        reading.kept.append(kind(**{field.name: one[field.name] for field in fields(kind)}))
    return opened(reading)


def opened(reading: Reading) -> Reading:
    """Give a reading whose rows are kept packed its rows and lines, to be looked at."""
    if reading.kept:
        from curation.reading.packed import hold  # noqa: PLC0415 (polars is loaded for large files only)

        hold(reading, reading.kept)
    return reading


def _packed(reading: Reading) -> list[Kept]:
    """The rows of a large table, packed; nothing for a small one."""
    if len(reading.rows) * len(reading.header) < PACKED_FROM:
        return []
    from curation.reading.packed import packed  # noqa: PLC0415 (polars is loaded for large files only)

    return packed(reading.rows, reading.lines, len(reading.header))
