"""What came of reading a file: one of four verdicts, the cells as text, and where each row began."""

from dataclasses import dataclass, field

# The four ways a file ends, mildest first.
VERDICTS = ("accept", "tell", "ask", "refuse")

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
    """Two or more readings are possible: what is asked, and the first rows each way."""

    asks: str
    choices: dict[str, list[list[str]]]
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{self.asks} ({' or '.join(self.choices)})"


@dataclass(frozen=True)
class Row:
    """One row as read: the line (or sheet row) it began on, and its cells as text."""

    line: int
    cells: list[str]

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(1 for cell in self.cells if cell.strip())


@dataclass
class Reading:
    """A file as read: `header` and `rows` are cells as text, `lines` the line each row began on.

    `told` lists what was assumed, `questions` what only a person can decide, `reasons` why the
    file is refused. Rows are as wide as the header; a refused file may have none.
    """

    told: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    reasons: list[Finding] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    encoding: str = ""
    delimiter: str = ""
    tags: list[str] = field(default_factory=list)

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
