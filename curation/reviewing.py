"""What publishing some files would do: every problem and every change, before anything is touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl

from curation.checking.inspection import Inspection
from curation.checking.promises import check
from curation.checking.rules import check_rules
from curation.comparing.compare_tables import compare
from curation.comparing.comparison import Comparison
from curation.comparing.published_csv import published_rows
from curation.problems import Problem, grouped
from curation.publishing import current
from curation.tables import in_place, package, read_text, small, typed


@dataclass(frozen=True)
class Part:
    """One file of an upload, inspected as one of our tables; no `table`: it is none of them.

    `mode` is `add` where it is known that the rows are added; blank where a person says. Rows that we made ourselves
    have no `content`.
    """

    name: str
    content: bytes
    table: str
    inspection: Inspection
    mode: str = ""


@dataclass(frozen=True)
class Review:
    """What publishing would do, held against the version `base`.

    `comparisons` has one Comparison per table, `problems` everything a person should know before
    publishing, in lines of the files; `before` and `after` are the typed tables (`after` is empty
    when errors stop it), `files` the CSVs to publish.
    """

    base: str | None
    comparisons: dict[str, Comparison]
    problems: list[Problem]
    before: dict[str, pd.DataFrame]
    after: dict[str, pd.DataFrame] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop it."""
        return [problem for problem in self.problems if problem.level == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """The problems a person may take on themselves, each with a tick."""
        return [problem for problem in self.problems if problem.level != "error"]

    @property
    def changes(self) -> int:
        """Rows added, revised and removed, in all tables."""
        return sum(sum(counts[key] for key in CHANGES) for counts in self.counts.values())

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """For each table its rows after, and rows added, revised and removed."""
        return {table: _counted(comparison) for table, comparison in self.comparisons.items()}

    @property
    def largest_share(self) -> float:
        """The largest part of a table that changes, in percent."""
        return max((one.largest_share() for one in self.comparisons.values()), default=0.0)


CHANGES = ("added", "revised", "removed")

# What is said to whoever sends rows of figures that are opened in place.
NOT_READ = (
    "the figures here are larger than memory, and rows are not added to them one by one: write the whole table as "
    "Parquet, and publish it with python -m curation publish FILE"
)


def _counted(comparison: Comparison) -> dict[str, int]:
    return {
        "rows": comparison.rows_after,
        "added": comparison.added.height,
        "revised": comparison.revised_rows,
        "removed": comparison.removed.height,
    }


def review(parts: Sequence[Part], folder: Path, today: date, modes: Mapping[str, str] | None = None) -> Review:
    """Hold inspected files against the published tables, all together, so that a new source may come with its figures.

    `modes` says for a table whether its file adds rows or replaces the table (`add`, `replace`);
    what it does not say is what the comparison believes. Figures larger than memory are not asked the
    rules between rows. Raises BrokenTables when the published tables cannot be read, ValueError when
    two files are one table, or for rows of such figures.
    """
    names = [part.table for part in parts]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two files are the table {twice[0]}; put their rows into one, or publish them one by one")
    base, whole_package = current(folder), package(folder)
    description = small(folder, whole_package)
    large = [one for one in whole_package["resources"] if one not in description["resources"]]
    if any(one["name"] in names for one in large):
        raise ValueError(NOT_READ)
    texts, schemas = read_text(folder, description), {one["name"]: one["schema"] for one in description["resources"]}
    before = {name: typed(texts[name], schemas[name]) for name in texts}
    paths = {one["name"]: one["path"] for one in description["resources"]}
    sent = {part.table: part.inspection.table() for part in parts}
    comparisons = {
        part.table: compare(
            published_rows((folder / paths[part.table]).read_bytes(), part.table),
            sent[part.table],
            schemas[part.table],
            part.mode or (modes or {}).get(part.table),
            part.table,
        )
        for part in parts
    }
    found = Review(base and base.id, comparisons, [], before)
    problems = [problem for part in parts for problem in _of_part(part, comparisons[part.table])]
    if any(problem.level == "error" for problem in problems):
        return replace(found, problems=grouped(problems))
    after = {name: _numbered(comparisons[name].result) if name in comparisons else texts[name] for name in texts}
    ours = {name: _uploaded_lines(sent[name], after[name], schemas[name]) for name in sent}
    problems += _where_uploaded(check(after, description), parts, ours)
    if any(problem.level == "error" for problem in problems):
        return replace(found, problems=grouped(problems))
    whole = {name: typed(after[name], schemas[name]) for name in after}
    if large:
        before |= {one["name"]: in_place(folder, one, before) for one in large}
        whole |= {one["name"]: in_place(folder, one, whole) for one in large}
    else:
        lines = [ours.get("figures", {}).get(line, 0) for line in after["figures"]["line"]]
        problems += _under_file_names(check_rules(whole, today, lines, before), parts)
    files = {paths[table]: comparison.csv() for table, comparison in comparisons.items()}
    return replace(found, problems=grouped(problems), after=whole, files=files)


def _of_part(part: Part, comparison: Comparison) -> list[Problem]:
    """What the file's own check and the comparison found, under the file's name."""
    return [replace(problem, table=part.name) for problem in [*part.inspection.problems, *comparison.warnings]]


def _numbered(rows: pl.DataFrame) -> pd.DataFrame:
    """Return a text table as the checks of the published tables take it: blanks missing, lines counted."""
    texts = rows.drop("line", strict=False).to_pandas().astype("str")
    return texts.where(texts.notna() & (texts != "")).assign(line=range(2, len(texts) + 2))


def _where_uploaded(
    problems: list[Problem], parts: Sequence[Part], lines: Mapping[str, Mapping[int, int]]
) -> list[Problem]:
    """Give problems of the whole table the lines of the file; what touches no line of a file stays as it is."""
    names = {part.table: part.name for part in parts}
    said = []
    for problem in problems:
        ours = lines.get(problem.table, {})
        here = tuple(sorted(ours[line] for line in problem.lines if line in ours))
        said.append(replace(problem, table=names[problem.table], lines=here) if here else problem)
    return said


def _under_file_names(problems: list[Problem], parts: Sequence[Part]) -> list[Problem]:
    names = {part.table: part.name for part in parts}
    return [replace(one, table=names.get(one.table, one.table)) if one.lines else one for one in problems]


def _uploaded_lines(sent: pl.DataFrame, after: pd.DataFrame, schema: dict) -> dict[int, int]:
    """Line of the table after → line of the file, by the key."""
    key = schema["primaryKey"]
    key = [key] if isinstance(key, str) else list(key)
    known = dict(zip(zip(*(sent[name].to_list() for name in key), strict=True), sent["line"].to_list(), strict=True))
    keys = zip(*(after[name] for name in key), strict=True)
    return {line: known[one] for one, line in zip(keys, after["line"], strict=True) if one in known}
