"""One reading or check of one file, in a process of its own: `python -m benchmarks.contenders NAME FILE`.

Prints JSON: seconds of the act, without the loading of packages, and the bad cells it found.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.weekly_file import schema

# A file of the benchmark is larger than a page takes.
LIMIT = 1_000_000_000

# The largest number of errors that frictionless lists; it stops there otherwise.
EVERY_ERROR = 10**9

Found = list[tuple[int, str]]


def text(path: Path) -> Callable[[], Found]:
    """Read the file as text by polars, nothing more."""
    import polars as pl  # noqa: PLC0415 (each process loads what it measures)

    def act() -> Found:
        pl.read_csv(path, infer_schema=False)
        return []

    return act


def read(path: Path) -> Callable[[], Found]:
    """Read the file by `curation.read`, and have its cells as a frame."""
    import polars  # noqa: F401, PLC0415

    from curation import Limits, read  # noqa: PLC0415

    def act() -> Found:
        read(path.read_bytes(), path.name, Limits(size=LIMIT)).frame()
        return []

    return act


def inspect(path: Path) -> Callable[[], Found]:
    """Read and check the file by `curation.inspect`."""
    import polars  # noqa: F401, PLC0415

    from curation import Limits, inspect  # noqa: PLC0415

    def act() -> Found:
        inspected = inspect(path.read_bytes(), path.name, schema(), limits=Limits(size=LIMIT))
        return [(line, problem.column) for problem in inspected.problems for line in problem.lines]

    return act


def recognise(path: Path) -> Callable[[], Found]:
    """Recognise the file and have its figures by `curation.recognise`."""
    import polars  # noqa: F401, PLC0415

    from curation.reading.reading import Limits  # noqa: PLC0415
    from curation.recognising.recognition import recognise as recognised  # noqa: PLC0415

    def act() -> Found:
        recognised(path.read_bytes(), path.name, limits=Limits(size=LIMIT))
        return []

    return act


def recognise_and_check(path: Path) -> Callable[[], Found]:
    """Check the file and recognise it, as happens to a file that somebody drops: it is read once."""
    import polars  # noqa: F401, PLC0415

    import curation  # noqa: PLC0415
    from curation.recognising.recognition import recognise as recognised  # noqa: PLC0415

    def act() -> Found:
        content, limits = path.read_bytes(), curation.Limits(size=LIMIT)
        inspected = curation.inspect(content, path.name, schema(), limits=limits)
        recognised(content, path.name, limits=limits, reading=inspected.reading)
        return [(line, problem.column) for problem in inspected.problems for line in problem.lines]

    return act


def frictionless(path: Path) -> Callable[[], Found]:
    """Validate the file by frictionless."""
    from frictionless import Resource, Schema, system  # noqa: PLC0415

    resource = Resource(path=path.name, basepath=str(path.parent), schema=Schema.from_descriptor(schema()))

    def act() -> Found:
        with system.use_context(trusted=True):
            report = resource.validate(limit_errors=EVERY_ERROR)
        return [(one.row_number, one.field_name) for task in report.tasks for one in task.errors if one.type != "error"]

    return act


def libhxl(path: Path) -> Callable[[], Found]:
    """Validate the file by libhxl, with the same rules by HXL tag."""
    import hxl  # noqa: PLC0415

    found: Found = []
    columns = {frozenset(field["hxl"].split("+")): field["name"] for field in schema()["fields"]}

    def seen(error) -> None:
        if error.row and error.column:
            # Its count begins at 0; the row of tags, which the other file does not have, takes one away.
            found.append((error.row.source_row_number, columns[frozenset(error.column.display_tag.split("+"))]))

    def act() -> Found:
        source = hxl.data(str(path), hxl.InputOptions(allow_local=True))
        hxl.schema(_hxl_rules(), callback=seen).validate(source)
        return found

    return act


def _hxl_rules() -> list[list[str]]:
    """The rules of the schema as libhxl takes them; its lists and patterns do not look at capitals."""
    head = [
        "#valid_tag",
        "#valid_datatype",
        "#valid_required",
        "#valid_value+list",
        "#valid_value+regex",
        "#valid_unique",
    ]
    rows = []
    for field in schema()["fields"]:
        asks = field.get("constraints", {})
        kind = {"number": "number", "date": "date"}.get(field["type"], "")
        pattern = f"^({asks['pattern']})$" if "pattern" in asks else ""
        required, unique = ("true" if asks.get(one) else "" for one in ("required", "unique"))
        rows.append([field["hxl"], kind, required, "|".join(asks.get("enum", ())), pattern, unique])
    return [head, *rows]


CONTENDERS = {one.__name__: one for one in (text, read, inspect, recognise, recognise_and_check, frictionless, libhxl)}


def main() -> None:
    """Do what the arguments name and print what it took."""
    _, name, path = sys.argv
    act = CONTENDERS[name](Path(path))
    before = time.perf_counter()
    found = act()
    print(json.dumps({"seconds": time.perf_counter() - before, "found": found}))


if __name__ == "__main__":
    main()
