"""A table somebody sent, before anybody knows what it is: names of columns, tags, rows as text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from curation.reading.reading import Reading
from curation.reading.shape import is_tags
from curation.recognising.by_word import as_text
from curation.recognising.spelling import plain

# So many rows of a large table are enough to see what a column is.
SAMPLED = 2_000


@dataclass
class Sheet:
    """One table of a file: the sheet's `name` (blank for a text file), header, tags, and rows as text.

    `coded` has columns `c0`, `c1`, … ("" where a cell is blank) and `line`; in a large table columns whose cells
    repeat are pl.Categorical, until somebody asks for all `rows` as text. `beside` are words that stand in other
    sheets of the workbook or above the table, where rounds and dates are often said. `seen` keeps which columns
    were found to hold numbers.
    """

    name: str
    header: list[str]
    tags: list[str]
    coded: pl.DataFrame
    beside: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    hidden: bool = False
    seen: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)
    _sample: pl.DataFrame | None = field(default=None, repr=False, compare=False)

    def __post_init__(self):
        self.names = [plain(name) for name in self.header]
        self.tags = [tidy_tag(tag) for tag in self.tags] or [""] * len(self.header)

    @property
    def height(self) -> int:
        """How many rows it has."""
        return self.coded.height

    @property
    def rows(self) -> pl.DataFrame:
        """All cells as text; from now on they are kept so."""
        self.coded = as_text(self.coded)
        return self.coded

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
        return self.coded[f"c{column}"].cast(pl.String).str.strip_chars()

    def distinct(self, column: int) -> list[str]:
        """The different cells of a column that hold something."""
        found = self.coded[f"c{column}"].unique(maintain_order=True).cast(pl.String)
        found = found.str.strip_chars().unique(maintain_order=True)
        return found.filter(found != "").to_list()

    def sampled(self, column: int) -> pl.Series:
        """Cells of a column by which its kind is judged: of a large table some from all over it."""
        if self._sample is None:
            every = max(1, self.height // SAMPLED)
            self._sample = as_text(self.coded if every == 1 else self.coded.gather_every(every))
        name = f"c{column}"
        return self._sample[name].str.strip_chars() if name in self._sample.columns else self.cells(column)

    def share(self, column: int, pattern: str) -> float:
        """The share of the filled cells of a column that have a pattern, judged by a sample; 0 when none is filled."""
        cells = self.sampled(column)
        filled = cells.filter(cells != "")
        return float(filled.str.contains(pattern).mean()) if len(filled) else 0.0

    def add(self, name: str, cells: pl.Series) -> int:
        """Add a column made of others, and return its position."""
        self.coded = self.coded.with_columns(cells.alias(f"c{len(self.header)}"))
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
    return Sheet(name, header, tags, reading.coded(), list(beside), list(sheets))


def tidy_tag(tag: str) -> str:
    """A hashtag in small letters without blanks: `#geo+lon`, whatever stood around it."""
    return re.sub(r"\s+", "", tag).casefold() if tag.strip().startswith("#") else ""
