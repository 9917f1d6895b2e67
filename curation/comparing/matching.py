"""Which rows of a file are which rows of the published table, told by their keys."""

from dataclasses import dataclass

import polars as pl

from curation.comparing.same_meaning import keys
from curation.problems import BrokenTables, Problem

# Columns of our own beside a table's, so named that no file has them: the key as one text, and a row's place in the
# published table.
KEY, AT = "\x00key", "\x00at"


@dataclass(frozen=True, eq=False)
class Matched:
    """Two states of a table, their rows matched by key.

    `kinds` are the types of the columns of the table after, in its order. `known` are the published rows, `sent` the
    rows of the file with keys of their own, with `AT` null where a row is new; `left_out` are the published
    rows the file does not have. All have `KEY` and `line`, cells are text.
    """

    table: str
    key: list[str]
    kinds: dict[str, str]
    known: pl.DataFrame
    sent: pl.DataFrame
    left_out: pl.DataFrame
    problems: list[Problem]

    @property
    def added(self) -> pl.DataFrame:
        """The rows of the file that are new."""
        return self.sent.filter(pl.col(AT).is_null())

    def shown_keys(self, rows: pl.DataFrame) -> pl.Series:
        """Return the keys of rows as a person reads them."""
        cells = [pl.col(column).fill_null("") for column in self.key]
        return rows.select(pl.concat_str(cells, separator=" / ").alias("key")).to_series()


@dataclass(frozen=True, eq=False)
class Changes:
    """Matched rows with what becomes of them; `revised` has one row per changed cell, with `AT`."""

    match: Matched
    added: pl.DataFrame
    removed: pl.DataFrame
    revised: pl.DataFrame

    @property
    def withdrawn(self) -> pl.DataFrame:
        """The status cells of published rows that become withdrawn."""
        return self._cells("status").filter(pl.col("after") == "withdrawn")

    @property
    def replaced(self) -> pl.DataFrame:
        """Rows newly said to replace another: `key`, `line`, and the other's key in `replaces`."""
        revised = self._cells("replaces").select("key", "line", replaces="after")
        if "replaces" not in self.added.columns:
            return revised.drop_nulls("replaces")
        added = self.added.select("line", "replaces").with_columns(self.match.shown_keys(self.added))
        return pl.concat([revised, added.select(revised.columns)]).drop_nulls("replaces").sort("line")

    def _cells(self, column: str) -> pl.DataFrame:
        return self.revised.filter(pl.col("column") == column)

    def warning(self, lines: pl.Series | None, column: str, says: str) -> Problem:
        """Return a warning about lines of the file; None: about the file."""
        return Problem(
            self.match.table, () if lines is None else tuple(sorted(lines)), column, "", "", "", "warning", says
        )


def matched(before: pl.DataFrame, after: pl.DataFrame, schema: dict, table: str) -> Matched:
    """Match the rows of a file with those of the published table.

    Of rows with one key the first is taken; blank keys match nothing; both are errors in
    `problems`. Raises BrokenTables when a column of the key is missing, ValueError for a schema
    without primaryKey or with a column `line`.
    """
    key, kinds = _key_and_kinds(before, after, schema)
    _refuse_without_key(before, after, key, table)
    known = _prepared(before, key, kinds).with_row_index(AT)
    sent = _prepared(after, key, kinds)
    problems = [*_unusable_keys(sent, key, table, FILE), *_unusable_keys(known, key, table, PUBLISHED)]
    first, sent = _first_of_each(known), _first_of_each(sent)
    sent = sent.join(first.select(KEY, AT), on=KEY, how="left", maintain_order="left")
    left_out = first.join(sent.select(KEY), on=KEY, how="anti", maintain_order="left")
    return Matched(table, key, kinds, known, sent, left_out, problems)


def _sound(rows: pl.DataFrame) -> bool:
    return not rows[KEY].has_nulls() and rows[KEY].n_unique() == rows.height


def _first_of_each(rows: pl.DataFrame) -> pl.DataFrame:
    if _sound(rows):
        return rows
    return rows.filter(pl.col(KEY).is_not_null()).unique(KEY, keep="first", maintain_order=True)


def _key_and_kinds(before: pl.DataFrame, after: pl.DataFrame, schema: dict) -> tuple[list[str], dict[str, str]]:
    kinds = {field["name"]: field.get("type", "string") for field in schema["fields"]}
    key = schema.get("primaryKey") or []
    if not key:
        raise ValueError("the schema has no primaryKey, so nobody can say which rows are the same; add one")
    if "line" in kinds:
        raise ValueError("the schema has a column named line, which is kept for the lines of files; rename it")
    columns = [column for column in before.columns if column != "line"] if before.width else list(kinds)
    columns += [column for column in kinds if column in after.columns and column not in columns]
    return [key] if isinstance(key, str) else list(key), {one: kinds.get(one, "string") for one in columns}


def _refuse_without_key(before: pl.DataFrame, after: pl.DataFrame, key: list[str], table: str) -> None:
    lost = [one for one in key if one not in after.columns or (before.width and one not in before.columns)]
    if lost:
        expected = f"the column {', '.join(lost)}, which tells rows apart"
        raise BrokenTables([Problem(table, (), "", "", expected, "add it, with a value in each row")])


def _prepared(rows: pl.DataFrame, key: list[str], kinds: dict[str, str]) -> pl.DataFrame:
    """The table's columns as text, `line`, and the key as one text."""
    if not rows.width:
        rows = pl.DataFrame(schema=dict.fromkeys(kinds, pl.String))
    if "line" not in rows.columns:
        rows = rows.with_row_index("line", offset=2)
    texts = [pl.col(column).cast(pl.String) for column in kinds if column in rows.columns]
    rows = rows.select(*texts, pl.col("line").cast(pl.Int64))
    return rows.with_columns(keys(rows, {column: kinds[column] for column in key}).alias(KEY))


# Whose keys are unusable, and how to mend them.
FILE = ("", "keep one of the rows")
PUBLISHED = ("in the published table: ", "mend the published table first")


def _unusable_keys(rows: pl.DataFrame, key: list[str], table: str, whose: tuple[str, str]) -> list[Problem]:
    if _sound(rows):
        return []
    column, (where, mend) = ", ".join(key), whose
    blank = rows.filter(pl.col(KEY).is_null())
    problems = []
    if blank.height:
        says = f"{where}blank, expected a value that tells the row from all others; write one"
        problems.append(Problem(table, tuple(blank["line"]), column, "", "a value", "write one", says=says))
    twice = rows.filter(pl.col(KEY).is_not_null() & pl.col(KEY).is_duplicated())
    cells = [name for name in rows.columns if name not in (AT, "line")]
    for same in twice.partition_by(KEY, maintain_order=True):
        found = " / ".join(same.row(0, named=True)[name] for name in key)
        alike = same.select(cells).n_unique() == 1
        how = "the rows are the same in every cell, delete all but one" if alike and not where else mend
        says = f'{where}found "{found}" {same.height} times, expected a key that occurs once; {how}'
        problems.append(Problem(table, tuple(same["line"]), column, found, "a key that occurs once", how, says=says))
    return problems
