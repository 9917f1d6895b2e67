"""Hold any table against any Table Schema: read, check, look for personal data, and say all of it."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import polars as pl

from curation.checking.column_read import ColumnRead
from curation.checking.schema_check import blanks, hold
from curation.checking.table_schema import Schema, schema_of
from curation.personal import screen
from curation.problems import Problem, grouped
from curation.reading.intake import read
from curation.reading.reading import Finding, Limits, Question, Reading

# A schema, or what gives the schema for a reading.
SchemaFor = dict | None | Callable[[Reading], dict | None]


@dataclass
class Inspection:
    """What came of inspecting a file.

    `header`, `rows` (cells as text, as they stand) and `lines` are those of the reading, `reasons`
    why it could not be read. `problems` hold everything that is wrong or doubtful, the reasons
    included; `told` what was assumed, `questions` what a person must decide. `columns` says where
    each field of the schema stands in the header, `free` which columns no field has, `personal`
    which hold personal data, so that their cells are not repeated.
    """

    name: str
    reading: Reading
    schema: Schema
    told: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    read: dict[str, ColumnRead] = field(default_factory=dict, repr=False)
    personal: frozenset[str] = frozenset()

    @property
    def verdict(self) -> str:
        """accept, tell (something was assumed), ask (a person must decide or look), or refuse."""
        levels = {problem.level for problem in self.problems}
        if self.reasons or "error" in levels:
            return "refuse"
        if self.questions or levels:
            return "ask"
        return "tell" if self.told else "accept"

    @property
    def reasons(self) -> list[Finding]:
        """Why the file could not be read at all."""
        return self.reading.reasons

    @property
    def header(self) -> list[str]:
        """The names of the columns, as the file has them."""
        return self.reading.header

    @property
    def rows(self) -> Sequence[list[str]]:
        """The cells as they stand."""
        return self.reading.rows

    @property
    def lines(self) -> Sequence[int]:
        """The line each row began on."""
        return self.reading.lines

    @property
    def free(self) -> list[str]:
        """Columns that no field of the schema has."""
        taken = set(self.columns.values())
        return [name for n, name in enumerate(self.header) if n not in taken]

    def table(self) -> pl.DataFrame:
        """Return the schema's columns that the file has, in the schema's order, and `line`.

        Cells are text in canonical form: numbers with a point and without separators, days as
        YYYY-MM-DD, blanks null. A cell without a reading, or with two, stands as it does in the file.
        """
        rows, columns = self.reading.frame(list(self.columns.values())), {}
        for name, at in self.columns.items():
            cells = rows[f"c{at}"]
            known = replace(self.read[name], cells=cells).canonical() if name in self.read else cells
            blank = blanks(cells, self.schema.fields[name]["missingValues"])
            columns[name] = pl.select(pl.when(~blank & (known != "")).then(known)).to_series()
        ordered = {name: columns[name] for name in self.schema.fields if name in columns}
        return pl.DataFrame({**ordered, "line": rows["line"]})


def inspect(
    content: bytes,
    name: str,
    schema: SchemaFor,
    answers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    *,
    levels: Mapping[str, int] | None = None,
    units: Mapping[str, str] | None = None,
) -> Inspection:
    """Read a file and hold it against a Frictionless Table Schema; fields it does not name are free.

    `schema` is a dict, {} or None for no schema, or gives one of these for the Reading. `answers`
    are a person's choices by the questions' keys. `levels` and `units` help the screen for personal
    data, see `curation.personal.screen`. While the reading itself has a question, nothing is
    checked: another reading would have other problems. Raises ValueError when the schema is none.
    """
    given = dict(answers or {})
    known = None if callable(schema) else schema_of(schema)
    reading = read(content, name, limits, given, ahead=True)
    if callable(schema):
        known = schema_of(schema(reading) if reading.header else None)
    return inspected(reading, name, known, given, levels=levels, units=units)


def inspected(
    reading: Reading,
    name: str,
    schema: Schema,
    answers: Mapping[str, str] | None = None,
    *,
    levels: Mapping[str, int] | None = None,
    units: Mapping[str, str] | None = None,
) -> Inspection:
    """Hold a reading against a schema; see `inspect`."""
    given = dict(answers or {})
    found = Inspection(name, reading, schema, list(reading.told), list(reading.questions), answers=given)
    found.problems = [Problem(name, one.lines, "", "", "", "", "error", one.says) for one in reading.reasons]
    if not reading.reasons and not reading.questions and reading.header:
        # All columns at once: a large file is read anew for each time somebody asks for some of them.
        rows = reading.coded()
        with ThreadPoolExecutor(1) as beside:
            screened = beside.submit(_screened, found, rows, levels, units)
            held = hold(reading, rows, schema, name, given)
        found.columns, found.read = held.columns, held.read
        found.told += held.told
        found.questions += held.questions
        found.problems += held.problems
        _join(found, screened.result())
        found.problems = grouped(found.problems)
    reading.ahead = None
    return found


def _screened(
    found: Inspection, rows: pl.DataFrame, levels: Mapping[str, int] | None, units: Mapping[str, str] | None
) -> list[Problem]:
    """Look for personal data."""
    reading, fields = found.reading, list(found.schema.fields.values())
    return screen(reading.header, rows, found.name, fields, tags=reading.tags, levels=levels, units=units)


def _join(found: Inspection, personal: list[Problem]) -> None:
    """Add what personal data was found; where it is, no other problem repeats a cell."""
    found.personal = frozenset(problem.column for problem in personal if problem.level == "error") - {""}
    found.problems = [_silent(one) if one.column in found.personal else one for one in found.problems]
    found.problems += personal


def _silent(problem: Problem) -> Problem:
    """A problem without what stands in the cell."""
    says = "not repeated here, because the column holds personal data" if problem.says else ""
    return replace(problem, found="", says=says)
