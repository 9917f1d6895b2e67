"""Read the published tables as `datapackage.json` describes them."""

import csv
import hashlib
import json
import shutil
from functools import lru_cache
from pathlib import Path

import pandas as pd
from filelock import FileLock

from curation import large, prepared
from curation.checking.promises import check
from curation.description import PACKAGE, missing, package, unreadable
from curation.large import Large, is_large
from curation.problems import BrokenTables, Problem, grouped

# Held by the server that fills an empty folder, and how long others wait for it; copying takes less than one.
FILLING, FILLING_SECONDS = ".filling", 30

# The indicator's properties that every metric needs beside the figure.
DESCRIBED_BY = ["measure", "unit", "adds_over"]


def fill(folder: Path, source: Path) -> bool:
    """Copy the tables of `source` into a folder that has none; return whether it did.

    A folder with any table of its own is left alone, also when some are missing: filling them in
    would mix two publications. Each file appears whole or not at all. Of several servers that start
    on one folder the first fills it and the others wait. Raises OSError.
    """
    # Copied last: where it is, nobody is filling.
    if (folder / PACKAGE).exists():
        return False
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / FILLING, timeout=FILLING_SECONDS):
        if any(folder.glob("*.csv")) or (folder / PACKAGE).exists():
            return False
        for path in [*sorted(source.glob("*.csv")), source / PACKAGE]:
            arriving = folder / f".{path.name}.arriving"
            shutil.copyfile(path, arriving)
            arriving.replace(folder / path.name)
    return True


def version(folder: Path) -> str:
    """Name the present state of the folder: another name after any table was changed.

    Rests on each file's name, size and modification time, so that asking costs microseconds.
    """
    mark = hashlib.sha256()
    for path in [*sorted(folder.glob("*.csv")), folder / PACKAGE, *_large_files(folder)]:
        try:
            stat = path.stat()
        except OSError:
            continue
        mark.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return mark.hexdigest()[:16]


def _large_files(folder: Path) -> list[Path]:
    """The files of tables that are opened in place and are no CSV of this folder."""
    found = [path for one in _resources(folder) for path in large.files(folder, one)]
    return [path for path in found if path.suffix != ".csv" or path.parent != folder]


def _resources(folder: Path) -> list[dict]:
    file = folder / PACKAGE
    try:
        stat = file.stat()
    except OSError:
        return []
    return _named(str(file), stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=16)
def _named(file: str, size: int, changed_ns: int) -> list[dict]:
    """The resources of a data package with their paths; none of one that cannot be read."""
    try:
        named = json.loads(Path(file).read_text(encoding="utf-8"))["resources"]
        return [{"path": one["path"], "format": one.get("format")} for one in named if one["name"] == large.LARGE]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def read_text(folder: Path, description: dict) -> dict[str, pd.DataFrame]:
    """Read every table as text, one frame per resource; a blank cell is a missing value.

    Only the empty cell is blank: Namibia's `NA` is text. Each frame carries in the column `line`
    the line its rows begin on, counted as an editor does. Columns the data package does not name
    are left out, and tables that are opened in place. Raises BrokenTables when a file is missing or
    is not a CSV of its own header.
    """
    tables, problems = {}, []
    for resource in small(folder, description)["resources"]:
        name, fields = resource["name"], [field["name"] for field in resource["schema"]["fields"]]
        try:
            tables[name] = _read_one(folder / resource["path"], name, fields)
        except BrokenTables as broken:
            problems += broken.problems
    if problems:
        raise BrokenTables(problems)
    return tables


def small(folder: Path, description: dict) -> dict:
    """Return the description of the tables that are read into memory, without those that are opened in place."""
    return {**description, "resources": [one for one in description["resources"] if not is_large(folder, one)]}


def opened_in_place(folder: Path) -> bool:
    """Tell whether the figures of a folder are opened where they lie; of a folder that cannot be read, no."""
    return any(is_large(folder, {**one, "name": large.LARGE}) for one in _resources(folder))


def _read_one(path: Path, name: str, fields: list[str]) -> pd.DataFrame:
    header, lines, cells = _cells(path, name)
    lost = [field for field in fields if field not in header]
    if lost:
        expected = f"the columns {', '.join(lost)}"
        raise BrokenTables([Problem(name, (1,), "", "", expected, "add them, blank where nothing is known")])
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        found, mend = ", ".join(twice), "remove or rename all but one"
        raise BrokenTables([Problem(name, (1,), "", found, "each column once", mend)])
    _refuse_ragged(name, header, lines, cells)
    rows = pd.DataFrame(cells, columns=header, dtype="str")[fields]
    return rows.where(rows != "").assign(line=lines)


def _refuse_ragged(name: str, header: list[str], lines: list[int], cells: list[list[str]]) -> None:
    wide = f"{len(header)} cells, as many as the header has"
    mend = "put quotation marks around a text with a comma, and a comma for each blank cell"
    ragged = [
        Problem(name, (line,), "", f"{len(row)} cells", wide, mend if row else "delete the empty line")
        for line, row in zip(lines, cells, strict=True)
        if len(row) != len(header)
    ]
    if ragged:
        raise BrokenTables(grouped(ragged))


def _cells(path: Path, name: str) -> tuple[list[str], list[int], list[list[str]]]:
    """The header, the line each row begins on, counting quoted line breaks, and the rows' cells."""
    mend = "put the last good version back, or export the table again as CSV in UTF-8"
    lines, cells, last = [], [], 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            for row in reader:
                lines.append(last + 1)
                cells.append(row)
                last = reader.line_num
    except FileNotFoundError:
        raise BrokenTables([missing(name, "put the file back")]) from None
    except OSError as error:
        raise BrokenTables([unreadable(name, error)]) from None
    except UnicodeDecodeError as error:
        found = f"byte 0x{error.object[error.start]:02x}"
        raise BrokenTables([Problem(name, (), "", found, "text in UTF-8", mend)]) from None
    except csv.Error as error:
        expected = "quotation marks that open and close"
        raise BrokenTables([Problem(name, (last + 1,), "", str(error), expected, mend)]) from None
    if not cells:
        raise BrokenTables([Problem(name, (1,), "", "", "a header with the columns' names", mend)])
    return cells[0], lines[1:], cells[1:]


def read_typed(folder: Path, description: dict | None = None) -> dict[str, pd.DataFrame | Large]:
    """Read and check every table, and return frames with real dates and numbers; of large ones, where they are.

    Those of `description` if it is given, else of the folder's data package. Dates are `datetime64[us]`,
    numbers and integers `float64` (blank: NaN), everything else text (blank: missing). Raises
    BrokenTables with every error the data package's own promises find.
    """
    description = description or package(folder)
    texts = read_text(folder, description)
    here = small(folder, description)
    errors = [problem for problem in check(texts, here) if problem.level == "error"]
    if errors:
        raise BrokenTables(errors)
    tables = {one["name"]: typed(texts[one["name"]], one["schema"]) for one in here["resources"]}
    for resource in description["resources"]:
        if resource["name"] not in tables:
            tables[resource["name"]] = in_place(folder, resource, tables)
    return tables


def in_place(folder: Path, resource: dict, tables: dict[str, pd.DataFrame]) -> Large:
    """Open a table where it lies, and hold it against its promises; `tables` are the small ones.

    Raises BrokenTables.
    """
    table = large.opened(folder, resource)
    there = prepared.ready(table, tables, DESCRIBED_BY)
    errors = prepared.lost_keys(table, tables, there) if there else large.problems(table, tables)
    if errors:
        raise BrokenTables(errors)
    return table


def typed(texts: pd.DataFrame, schema: dict) -> pd.DataFrame:
    """Turn checked text into dates and numbers, as the schema says; other columns stay text."""
    columns = {}
    for field in schema["fields"]:
        cells = texts[field["name"]]
        if field["type"] == "date":
            cells = pd.to_datetime(cells, format="%Y-%m-%d").astype("datetime64[us]")
        elif field["type"] in ("number", "integer"):
            cells = pd.to_numeric(cells).astype("float64")
        else:
            cells = cells.astype("str")
        columns[field["name"]] = cells
    return pd.DataFrame(columns)


def described(tables: dict[str, pd.DataFrame | Large], prepare: bool = True) -> pd.DataFrame | Large:
    """Return the public figures with their indicator's measure, unit and what it adds over.

    Rows whose sensitivity is internal or restricted stay behind. Figures that are opened in place are prepared for
    pages once for a version, unless `prepare` is False: of ten million rows that takes a minute.
    """
    figures = tables["figures"]
    if isinstance(figures, Large):
        return prepared.described(figures, tables, DESCRIBED_BY, prepare)
    public = figures[figures["sensitivity"].isna() | (figures["sensitivity"] == "public")]
    levels = tables["locations"][["location_id", "admin_level"]]
    indicators = tables["indicators"][["indicator", *DESCRIBED_BY]]
    return public.merge(indicators, on="indicator", how="left").merge(levels, on="location_id", how="left")
