"""A column while it is screened: its plain name, the cells worth a look, and the lines they stand on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from curation.personal.spoken import SUSPECT
from curation.personal.words import plain

# A column of more rows whose cells do not repeat is looked at in two steps: first one pattern over all cells, then
# every pattern over those it found. The share of distinct cells below which a column repeats.
MANY, FEW = 20_000, 0.5

# Cells looked at to see whether most of a column could be something at all.
SAMPLED = 2_000

# The share of cells that must be numbers, and of those that must be whole, where people are counted.
NUMBERS_AT_LEAST, NUMBERS_WHOLE = 0.3, 0.5

# Digits of Arabic and Persian, and signs that stand for a space or for nothing, as telephones hold them.
ODD = {chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
ODD |= dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " ")
ODD |= dict.fromkeys("\u200e\u200f\u200b\ufeff\u202a\u202c\u202d", "")
ODD |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-") | {"٫": ".", "＋": "+", "＠": "@"}

# Cells that say whether there is something, not what it is.
ANSWERS = (
    "yes no y n true false oui non o vrai faux sí si verdadero falso نعم لا كلا так ні 0 1 na n/a none unknown - x"
)
YES_OR_NO = pl.Series(ANSWERS.split())


@dataclass(frozen=True, eq=False)
class Column:
    """One column: `given` are its cells as text or as codes, `lines` where they stand, `plain` its name in plain words.

    `listed` says that the schema allows only listed words, numbers or days.
    """

    name: str
    plain: str
    given: pl.Series
    lines: pl.Series
    listed: bool = False

    @property
    def height(self) -> int:
        """How many cells there are."""
        return len(self.given)

    @property
    def cells(self) -> pl.Series:
        """The cells as text; "" or null is blank."""
        return self.given.cast(pl.String)

    @cached_property
    def coded(self) -> pl.Series | None:
        """Each cell that holds something once, where cells are given as codes."""
        if not isinstance(self.given.dtype, pl.Categorical):
            return None
        once = self.given.unique(maintain_order=True).drop_nulls()
        return once.filter(once.cast(pl.String) != "")

    @cached_property
    def hashes(self) -> pl.Series:
        """A number for each cell, the same for equal cells: quicker to tell apart than text."""
        return self.cells.hash()

    @cached_property
    def repeats(self) -> bool:
        """Whether cells repeat, so that a look at each distinct one suffices."""
        if self.coded is not None or self.height <= MANY:
            return True
        some = self.hashes.gather_every(self.height // MANY + 1)
        return some.n_unique() <= FEW * len(some)

    @cached_property
    def looked(self) -> pl.Series:
        """The cells that hold something: each once where cells repeat, else all of them."""
        if self.coded is not None:
            return self.coded.cast(pl.String)
        cells = self.cells.gather(self.hashes.arg_unique()) if self.repeats else self.cells
        filled = (cells.str.len_bytes() > 0).fill_null(False)
        return cells if filled.all() else cells.filter(filled)

    @cached_property
    def text(self) -> pl.Series:
        """`looked` with digits, spaces and signs as on an English keyboard."""
        if self.looked.str.len_bytes().sum() == self.looked.str.len_chars().sum():
            return self.looked
        return self.looked.str.replace_many(ODD)

    @cached_property
    def sample(self) -> pl.Series:
        """Some of `text`, evenly spaced."""
        return self.text.gather_every(max(1, len(self.text) // SAMPLED))

    @cached_property
    def numbers(self) -> pl.Series:
        """The numbers of `text`; null where a cell is none."""
        numbers = self.text.cast(pl.Float64, strict=False)
        others = numbers.is_null().arg_true()
        if not len(others):
            return numbers
        return numbers.scatter(others, self.text.gather(others).str.strip_chars().cast(pl.Float64, strict=False))

    @cached_property
    def numeric(self) -> bool:
        """Whether every cell that holds something is a plain number."""
        return (
            self.sample.str.strip_chars().cast(pl.Float64, strict=False).null_count() == 0
            and not self.numbers.null_count()
        )

    @cached_property
    def whole_numbers(self) -> bool:
        """Whether cells are whole numbers, but for a few that say something else (suppressed, *)."""
        if self.sample.str.contains(r"\d").mean() in (None, 0.0):
            return False
        numbers = self.numbers.drop_nulls()
        whole = (numbers == numbers.floor()).sum()
        return (
            bool(whole) and whole >= NUMBERS_WHOLE * len(numbers) and len(numbers) >= NUMBERS_AT_LEAST * len(self.text)
        )

    @cached_property
    def blank(self) -> bool:
        """Whether the column holds nothing at all."""
        return len(self.looked) == 0

    @cached_property
    def answers(self) -> bool:
        """Whether the cells only say yes or no, or that nothing is known."""
        return all(_yes_or_no(cells) for cells in (self.sample, self.looked))

    @cached_property
    def suspects(self) -> pl.Series:
        """Where in `text` the cells are that have anything a pattern for running text could find."""
        return self.text.str.contains(SUSPECT).arg_true()

    def matching(self, pattern: str) -> pl.Series:
        """Which of `text` the pattern finds."""
        return self.text.str.contains(pattern)

    def telling(self, pattern: str) -> pl.Series:
        """Which of `text` a pattern for running text finds; quick also where no cell repeats."""
        if len(self.text) <= MANY:
            return self.matching(pattern)
        found = self.suspects.filter(self.text.gather(self.suspects).str.contains(pattern))
        return pl.repeat(False, len(self.text), eager=True).scatter(found, True)

    @property
    def everything(self) -> pl.Series:
        """All of `looked`."""
        return pl.repeat(True, len(self.looked), dtype=pl.Boolean, eager=True)

    def rows_where(self, mask: pl.Series) -> pl.Series:
        """Which rows have the cells that `mask` picks from `looked`."""
        mask = mask.fill_null(False)
        if not mask.any():
            return pl.repeat(False, self.height, dtype=pl.Boolean, eager=True)
        if self.coded is not None:
            picked = self.coded.filter(mask).to_physical()
            return self.given.to_physical().is_in(picked.implode()).fill_null(False)
        if len(mask) == self.height and not self.repeats:
            return mask
        return self.cells.is_in(self.looked.filter(mask).unique().implode()).fill_null(False)

    def lines_where(self, mask: pl.Series) -> tuple[int, ...]:
        """The lines of the cells that `mask` picks from `looked`."""
        rows = (self.cells != "").fill_null(False) if mask.all() else self.rows_where(mask)
        return tuple(self.lines.filter(rows).to_list())


def _yes_or_no(cells: pl.Series) -> bool:
    words = cells.str.to_lowercase().str.strip_chars()
    return words.is_in(YES_OR_NO.implode()).all() and words.cast(pl.Float64, strict=False).null_count() > 0


def columns_of(
    header: Sequence[str], rows: pl.DataFrame, fields: Sequence[dict] | None, tags: Sequence[str] | None
) -> list[Column]:
    """Return the columns of `rows`, each with its name in plain words: header, title of its field, HXL tag."""
    known = {field["name"]: field for field in fields or []}
    columns = []
    for at, name in enumerate(header):
        field = known.get(name, {})
        names = [name, field.get("title", ""), tags[at] if tags and at < len(tags) else ""]
        said = " | ".join(dict.fromkeys(plain(one) for one in names if one))
        listed = bool(field.get("constraints", {}).get("enum") or field.get("type", "string") not in ("string", "any"))
        columns.append(Column(name, said, rows[rows.columns[at]], rows["line"], listed))
    return columns
