"""A table somebody sent, before anybody knows what it is: names of columns, tags, rows as text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from curation.reading.reading import Reading
from curation.reading.shape import is_tags
from curation.recognising.spelling import plain

# So many rows of a large table are enough to see what a column is.
SAMPLED = 2_000


@dataclass
class Sheet:
    """One table of a file: the sheet's `name` (blank for a text file), header, tags, and rows as text.

    `rows` has String columns `c0`, `c1`, … ("" where a cell is blank) and `line`. `beside` are words that stand
    in other sheets of the workbook or above the table, where rounds and dates are often said. `seen` keeps which
    columns were found to hold numbers.
    """

    name: str
    header: list[str]
    tags: list[str]
    rows: pl.DataFrame
    beside: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    hidden: bool = False
    seen: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)
    _sample: pl.DataFrame | None = field(default=None, repr=False, compare=False)

    def __post_init__(self):
        self.names = [plain(name) for name in self.header]
        self.tags = [tidy_tag(tag) for tag in self.tags] or [""] * len(self.header)

    def column(self, *names: str) -> int | None:
        """Position of the first column with one of these names, written as `plain` writes them."""
        return next((self.names.index(name) for name in names if name in self.names), None)

    def matching(self, pattern: str) -> list[int]:
        """Positions of the columns whose plain name has the pattern."""
        form = re.compile(pattern)
        return [n for n, name in enumerate(self.names) if form.search(name)]

    def first(self, pattern: str) -> int | None:
        """Position of the first column whose plain name has the pattern."""
        return next(iter(self.matching(pattern)), None)

    def has(self, *names: str) -> bool:
        """True when every one of these columns is there."""
        return all(name in self.names for name in names)

    def cells(self, column: int) -> pl.Series:
        """The cells of a column as text, without blanks around them."""
        return self.rows[f"c{column}"].str.strip_chars()

    def distinct(self, column: int) -> list[str]:
        """The different cells of a column that hold something."""
        found = self.rows[f"c{column}"].unique(maintain_order=True).str.strip_chars().unique(maintain_order=True)
        return found.filter(found != "").to_list()

    def sampled(self, column: int) -> pl.Series:
        """Cells of a column by which its kind is judged: of a large table some from all over it."""
        if self._sample is None:
            every = max(1, len(self.rows) // SAMPLED)
            self._sample = self.rows if every == 1 else self.rows.gather_every(every)
        name = f"c{column}"
        cells = self._sample[name] if name in self._sample.columns else self.rows[name]
        return cells.str.strip_chars()

    def share(self, column: int, pattern: str) -> float:
        """The share of the filled cells of a column that have a pattern, judged by a sample; 0 when none is filled."""
        cells = self.sampled(column)
        filled = cells.filter(cells != "")
        return float(filled.str.contains(pattern).mean()) if len(filled) else 0.0

    def add(self, name: str, cells: pl.Series) -> int:
        """Add a column made of others, and return its position."""
        self.rows = self.rows.with_columns(cells.alias(f"c{len(self.header)}"))
        self.header, self.names, self.tags = [*self.header, name], [*self.names, plain(name)], [*self.tags, ""]
        return len(self.header) - 1

    def title(self, column: int) -> str:
        """A column as a person calls it: its name on one line, or its number."""
        return " ".join(self.header[column].split()) or f"column {column + 1}"


def sheet_of(reading: Reading, name: str = "", beside: Iterable[str] = (), sheets: Iterable[str] = ()) -> Sheet:
    """Return what was read as a sheet; a tag row that is itself the header counts as both."""
    header = list(reading.header)
    tags = [tidy_tag(tag) for tag in reading.tags]
    if not tags and is_tags(header):
        tags = [tidy_tag(cell) for cell in header]
    return Sheet(name, header, tags, reading.frame(), list(beside), list(sheets))


def tidy_tag(tag: str) -> str:
    """A hashtag in small letters without blanks: `#geo+lon`, whatever stood around it."""
    return re.sub(r"\s+", "", tag).casefold() if tag.strip().startswith("#") else ""
