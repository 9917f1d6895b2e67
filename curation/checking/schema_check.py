"""Hold a reading against a schema: which column is which field, what each cell says, what breaks the rules."""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import polars as pl

from curation.checking.cell_problems import Column, cell_problems
from curation.checking.column_read import ColumnRead, nowhere
from curation.checking.columns import columns_of, not_a_choice
from curation.checking.constraints import broken, within
from curation.checking.field_types import kind_of, read_cells
from curation.checking.keys import Rows, key_problems
from curation.checking.number_mends import UNSEEN
from curation.checking.promises import column_problems
from curation.checking.table_schema import Schema
from curation.checking.total_rows import NAMING, SPELLED, STARTS, last_row_total, named_totals
from curation.problems import Problem
from curation.reading.reading import Finding, Question, Reading

# Columns checked side by side, where the screen for personal data leaves a processor for it; each holds some bytes a
# row while it is.
SIDE_BY_SIDE = min(2, max(1, (os.cpu_count() or 1) - 1))

ROWS_SHOWN = 3


@dataclass
class Held:
    """What holding a reading against a schema found; `columns` and `read` are by the field's name.

    `rows` are the cells of the reading, those that repeat as codes. Columns that are in no key are kept without theirs.
    """

    reading: Reading
    schema: Schema
    name: str
    answers: Mapping[str, str]
    rows: pl.DataFrame
    columns: dict[str, int] = field(default_factory=dict)
    read: dict[str, ColumnRead] = field(default_factory=dict)
    told: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def cells(self, at: int) -> pl.Series:
        """The cells of one column as text, by its place in the header."""
        return self.rows[f"c{at}"].cast(pl.String)

    def codes(self, at: int) -> pl.Series | None:
        """Each different cell of a column once, where cells are codes."""
        cells = self.rows[f"c{at}"]
        return cells.unique(maintain_order=True) if isinstance(cells.dtype, pl.Categorical) else None


def hold(reading: Reading, rows: pl.DataFrame, schema: Schema, name: str, answers: Mapping[str, str]) -> Held:
    """Hold a reading against a schema, under the file's name; `answers` are a person's choices by key.

    `rows` are its cells, as `coded` gives them.
    """
    held = Held(reading, schema, name, answers, rows)
    lines = held.rows["line"]
    _find_columns(held)
    in_keys = _in_keys(schema)

    def one(field_name: str) -> tuple[ColumnRead, list[Problem]]:
        at = held.columns[field_name]
        if field_name in in_keys:
            return _one(Column(name, reading.header[at], held.cells(at), lines), field_name, schema, answers)
        read_as, problems = _by_words(held, field_name)
        if read_as is None:
            column = Column(name, reading.header[at], held.cells(at), lines)
            read_as, problems = _one(column, field_name, schema, answers)
        return read_as.without_cells(), problems

    with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        done = dict(zip(held.columns, side_by_side.map(one, held.columns), strict=True))
    for field_name, (read_as, problems) in done.items():
        held.read[field_name] = read_as
        held.problems += problems
        _say(held, field_name, lines)
    names = {field_name: reading.header[at] for field_name, at in held.columns.items()}
    held.problems += key_problems(Rows(name, held.read, names, lines), schema)
    held.problems += _totals(held, lines)
    if schema.elsewhere:
        led = ", ".join(f"{', '.join(key)} in {table}" for key, table in schema.elsewhere)
        held.told.append(Finding(f"whether keys are in other tables is not checked here: {led}"))
    return held


def _find_columns(held: Held) -> None:
    reading, schema = held.reading, held.schema
    first = [reading.rows[n] for n in range(min(ROWS_SHOWN, len(reading.rows)))]
    found = columns_of(reading.header, reading.tags, schema, rows=first, answers=held.answers, table=held.name)
    held.columns = {name: found.at[name] for name in schema.fields if name in found.at}
    held.told, held.questions, held.problems = found.told, found.questions, found.problems


def _in_keys(schema: Schema) -> set[str]:
    """Fields that some key asks as a whole."""
    keys = [schema.primary, *schema.unique, *(key + target for key, target in schema.references)]
    unique = {name for name, one in schema.fields.items() if one["constraints"].get("unique")}
    return unique | {name for key in keys for name in key}


def blanks(cells: pl.Series, missing: Sequence[str]) -> pl.Series:
    """True for cells that say nothing: a missing value of the schema, or, where that is "", blanks alone."""
    blank = cells == "" if list(missing) == [""] else cells.is_in(pl.Series(missing, dtype=pl.String).implode())
    if "" in missing:
        begins = cells.str.starts_with(" ")
        if begins.any():
            blank |= begins & (cells.str.strip_chars(UNSEEN) == "")
    return blank


def _by_words(held: Held, field_name: str) -> tuple[ColumnRead | None, list[Problem]]:
    """Read and check a column by its different cells; None where they do not tell how all are read.

    Where nothing is to be said of any of them, nothing is of the column. Otherwise a text is what it is by itself,
    and the rows of those words are checked; numbers and days are read as the whole column is.
    """
    at, kind = held.columns[field_name], kind_of(held.schema.fields[field_name])
    codes, lines = held.codes(at), held.rows["line"]
    if codes is None or kind in ("number", "integer"):
        return None, []
    places = pl.int_range(len(codes), dtype=pl.UInt32, eager=True)
    column = Column(held.name, held.reading.header[at], codes.cast(pl.String), places)
    read_as, problems = _one(column, field_name, held.schema, held.answers)
    odd = {n for problem in problems for n in problem.lines}
    odd |= {n for where in (read_as.at, *(at for _, at in (*read_as.told, *read_as.doubts))) for n in where}
    if not odd and not read_as.question:
        return read_as, []
    if kind not in ("string", "any"):
        return None, []
    cells = held.rows[f"c{at}"]
    rows = cells.is_in(codes.gather(sorted(odd)).implode()).arg_true()
    few = replace(column, cells=cells.gather(rows).cast(pl.String), lines=lines.gather(rows))
    read_as, problems = _one(few, field_name, held.schema, held.answers)
    read_as.at = rows.gather(read_as.at)
    read_as.told = [(says, rows.gather(where)) for says, where in read_as.told]
    return read_as, problems


def _one(column: Column, name: str, schema: Schema, answers: Mapping[str, str]) -> tuple[ColumnRead, list[Problem]]:
    """Read and check one column; numbers and days in a notation of the column's own."""
    rule = schema.fields[name]
    blank = blanks(column.cells, rule["missingValues"])
    kind = kind_of(rule)
    key = f"{'dates' if kind == 'date' else 'numbers'}:{name}"
    read_as = read_cells(column.cells, blank, rule, answers.get(key), within(rule))
    unseen = _only_unseen(read_as) if "" in rule["missingValues"] else nowhere()
    if len(unseen):
        blank = blank.scatter(unseen, True)
        read_as = read_cells(column.cells, blank, rule, answers.get(key), within(rule))
        nothing = pl.Series([""] * len(unseen), dtype=pl.String)
        read_as.at, read_as.values = read_as.at.cast(pl.UInt32).append(unseen), read_as.values.append(nothing)
    if read_as.question:
        read_as.question = replace(read_as.question, asks=f"{column.name}: {read_as.question.asks}", key=key)
    if name in _in_keys(schema) and _may_be_any_text(rule) and _has_blanks_around(column.cells):
        # A word with a blank behind it is the same key; a form or a list of words would have found it out.
        _bare(read_as, (~blank).arg_true())
    faults = list(broken(read_as, rule))
    if kind == "string" and faults:
        # Blanks and signs nobody sees may be why a word is not the word it looks like.
        _bare(read_as, pl.concat([at.cast(pl.UInt32) for at, _, _ in faults]).unique().sort())
        faults = list(broken(read_as, rule)) if len(read_as.at) else faults
    problems = column_problems(column, name, read_as, schema, faults)
    if kind in ("number", "integer"):
        problems += last_row_total(column.table, column.name, read_as.numbers, column.lines)
    for says, at in read_as.doubts:
        problems += cell_problems(column, at, says, "look at it in the source", "warning")
    return read_as, problems


def _has_blanks_around(cells: pl.Series) -> bool:
    """True when some cells begin or end with a blank; most columns have none, and need no second look."""
    return any(cells.str.starts_with(sign).any() or cells.str.ends_with(sign).any() for sign in (" ", "\u00a0"))


def _only_unseen(read_as: ColumnRead) -> pl.Series:
    """Positions of cells without a reading that hold nothing but signs nobody sees: they are blank."""
    lost = read_as.unread()
    return lost.filter(read_as.cells.gather(lost).str.strip_chars(UNSEEN) == "")


def _bare(read_as: ColumnRead, at: pl.Series) -> None:
    """Take blanks and unseen signs off the ends of some texts, where there are any."""
    cells = read_as.cells.gather(at)
    bare = cells.str.strip_chars(UNSEEN)
    other = bare != cells
    if other.any():
        read_as.at, read_as.values = at.filter(other), bare.filter(other)
        read_as.told.append(("blanks and signs nobody sees are passed over", read_as.at))


def _say(found: Held, name: str, lines: pl.Series) -> None:
    column, read_as = found.reading.header[found.columns[name]], found.read[name]
    for says, at in read_as.told:
        found.told.append(Finding(f"{column}: {says}", tuple(lines.gather(at).to_list())))
    if read_as.question:
        answer, question = found.answers.get(read_as.question.key), read_as.question
        if answer is not None:
            found.told.append(Finding(not_a_choice(answer, question.asks, question.choices)))
        shown = tuple(lines.gather(read_as.asked.head(len(next(iter(question.choices.values()))))).to_list())
        found.questions.append(replace(question, lines=shown))


def _totals(found: Held, lines: pl.Series) -> list[Problem]:
    """Look for the word total where rows have their names: in the first columns where any text may stand."""
    ruled = {at for name, at in found.columns.items() if not _may_be_any_text(found.schema.fields[name])}
    header = found.reading.header
    at = [n for n in range(len(header)) if n not in ruled][:NAMING]
    at = [n for n in at if _may_name_totals(found.codes(n))]
    return named_totals(found.name, [header[n] for n in at], [found.cells(n) for n in at], lines)


def _may_name_totals(codes: pl.Series | None) -> bool:
    """False where the different cells of a column are known, and none of them is the name of a total."""
    if codes is None:
        return True
    words = codes.cast(pl.String)
    return words.is_in(SPELLED).any() or any(words.str.starts_with(start).any() for start in STARTS)


def _may_be_any_text(rule: dict) -> bool:
    return kind_of(rule) in ("string", "any") and not {"enum", "pattern"} & set(rule["constraints"])
