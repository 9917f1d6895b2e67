"""What came of reading a file: one of four verdicts, the cells as text, and where each row began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from curation.reading.coded import Cells

# The four ways a file ends, mildest first.
VERDICTS = ("accept", "tell", "ask", "refuse")

# What is added to a told sentence when a person chose the reading.
CHOSEN = ", as you chose"

# Lines named in a finding before the rest is counted.
LINES_NAMED = 5


@dataclass(frozen=True)
class Limits:
    """How much of a file is looked at; everything above is refused with a sentence.

    `size`, `line` and `unpacked` are bytes, `seconds` and `memory` (bytes) bound the process that parses.
    """

    size: int = 25_000_000
    line: int = 1_000_000
    columns: int = 2_000
    unpacked: int = 200_000_000
    seconds: float = 60
    memory: int = 2_000_000_000


@dataclass(frozen=True)
class Finding:
    """One thing noticed: a sentence, and the lines it is about (an editor's count; none: the file)."""

    says: str
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        if not self.lines:
            return self.says
        named = ", ".join(str(line) for line in self.lines[:LINES_NAMED])
        more = len(self.lines) - LINES_NAMED
        where = f"line{'s' if len(self.lines) > 1 else ''} {named}{f' and {more} more' if more > 0 else ''}"
        return f"{where}: {self.says}"


@dataclass(frozen=True)
class Question:
    """Two or more readings are possible: what is asked, and the first rows each way.

    `key` names the question for an answer: `encoding`, `sheet`, `header`, `table:2`, `numbers:people`.
    """

    asks: str
    choices: dict[str, list[list[str]]]
    lines: tuple[int, ...] = ()
    key: str = ""

    def __str__(self) -> str:
        return f"{self.asks} ({' or '.join(self.choices)})" if self.choices else self.asks


@dataclass(frozen=True)
class Row:
    """One row as read: the line (or sheet row) it began on, and its cells as text."""

    line: int
    cells: list[str]

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell.strip())

    @property
    def blank(self) -> bool:
        """True when no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass
class Reading:
    """A file as read: `header` and `rows` are cells as text, `lines` the line each row began on.

    `told` lists what was assumed, `questions` what only a person can decide, `reasons` why the
    file is refused. Rows are as wide as the header; a refused file may have none. Rows and lines of
    a large file stay packed until they are looked at. `answers` is what a person chose, by key; `asked`,
    `kept` and `ahead` (cells already made) are for those who read.
    """

    told: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    reasons: list[Finding] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    rows: Sequence[list[str]] = field(default_factory=list)
    lines: Sequence[int] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    tags: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    asked: list[str] = field(default_factory=list, compare=False, repr=False)
    kept: list = field(default_factory=list, compare=False, repr=False)
    ahead: Cells | None = field(default=None, compare=False, repr=False)

    @property
    def verdict(self) -> str:
        """accept (nothing to say), tell (something was assumed), ask, or refuse."""
        if self.reasons:
            return "refuse"
        if self.questions:
            return "ask"
        return "tell" if self.told else "accept"

    def tell(self, says: str, *lines: int) -> None:
        """Note what was assumed."""
        self.told.append(Finding(says, tuple(lines)))

    def refuse(self, says: str, *lines: int) -> None:
        """Note why the file cannot be used, and how to mend it."""
        self.reasons.append(Finding(says, tuple(lines)))

    def ask(
        self, key: str, asks: str, choices: dict[str, list[list[str]]], lines: tuple[int, ...] = ()
    ) -> tuple[str, str]:
        """Return the reading a person chose and the words that say so; unanswered, ask, and return the first.

        `choices` holds the first rows of each reading by its name, the likelier first. A key that was asked
        before gets a count (`table:2`). An answer that is no choice is told, and the question stays.
        """
        again = sum(1 for one in self.asked if one.partition(":")[0] == key)
        self.asked.append(f"{key}:{again + 1}" if again else key)
        answer = self.answers.get(self.asked[-1])
        if answer in choices:
            return answer, CHOSEN
        if answer is not None:
            self.tell(f"“{answer}” is no answer to “{asks}”; choose {' or '.join(f'“{one}”' for one in choices)}")
        self.questions.append(Question(asks, choices, lines, self.asked[-1]))
        return next(iter(choices)), ""

    def frame(self, columns: Sequence[int] | None = None) -> pl.DataFrame:
        """Return the rows as text: columns `c0`, `c1`, … and `line`; a blank cell is "", never null.

        `columns` are positions in the header; all when None. A large file is unpacked for this: ask
        for a few columns, or go by `frames`, to hold less of it at a time.
        """
        from curation.reading.packed import frame_of  # noqa: PLC0415 (polars is loaded when somebody wants a frame)

        return frame_of(self, columns)

    def frames(self) -> Iterator[pl.DataFrame]:
        """Yield the rows as `frame` does, some ten thousand at a time, in their order."""
        from curation.reading.packed import frames_of  # noqa: PLC0415

        return frames_of(self)

    def coded(self) -> pl.DataFrame:
        """Return the rows as `frame` does, but columns of a large file whose cells repeat as pl.Categorical.

        Cells that were made while the file was read are given away: asked again, it makes them anew.
        """
        from curation.reading.coded import coded_of  # noqa: PLC0415

        return coded_of(self)
