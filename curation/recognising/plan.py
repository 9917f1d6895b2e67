"""What a layout says of a table: which column is the place, the day, the number, and what each number counts."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Count:
    """One column of numbers and what a number in it counts.

    `indicator` is one of `field_indicators.INDICATORS`; a long table leaves it blank and says it by a column of
    words (`Plan.words`). `part` marks a cut of another column, which is never added to it. `start` and `end` are
    given where the column itself is a period, as in a table with a column per month; `month` where it is a month (1 to
    12) of the year that the row or a person says. `people` is the position of
    the column with persons where this one counts the same in households; `rounded` that of the same rounded.
    `fixed` means that no word of the row changes the indicator.
    """

    column: int
    indicator: str = ""
    group: str = ""
    sex: str = "all"
    age: str = "all"
    dimension: str = ""
    category: str = ""
    part: bool = False
    start: str = ""
    end: str = ""
    precision: str = ""
    month: int = 0
    households: int | None = None
    rounded: int | None = None
    origin: str = ""
    fixed: bool = False


@dataclass(frozen=True)
class PlaceColumns:
    """Where a table says a place: its admin level, and the positions of code and name (None: there is none)."""

    level: int
    code: int | None = None
    name: int | None = None


@dataclass(frozen=True)
class Words:
    """A column of words that says what its row counts, and what each word means.

    `means` gives for a plain word what changes in the count: indicator, group, sex, age, category, part. Words it
    does not know are told, and their rows are left out, unless `else_category` takes them as categories.
    """

    column: int
    means: dict[str, dict] = field(default_factory=dict)
    dimension: str = ""
    else_category: bool = False
    part: bool = False


@dataclass
class Plan:
    """All a layout knows of a table; the same code turns every plan into figures.

    `places` name where people are, coarsest first; `origins` where they came from. `when` is the column with the
    as-of day, year or month, `starts` that with the first day. `country` (ISO3) is given where no column says it.
    `sums` means that rows are finer than figures and are added (sites to districts); `snapshot` that all rows
    belong to one count though their days differ. `series` are columns that part counts never added to each other
    (round, operation). `apart` means countries have rounds of their own, so that totals are given by country.
    `worldwide`: a row without a country of asylum counts people in all countries. `unbroken`: cuts that are all 0
    beside a total were not made. `start_of_series`: cumulative counts begin on the first day of the table.
    `rounds` are those that head columns and have no day yet. `keep_days`: the days of a snapshot stay apart. `skip`
    are reasons, columns and patterns of rows to leave out, `made_of` columns that a layout made others of.
    """

    counts: list[Count]
    places: list[PlaceColumns] = field(default_factory=list)
    origins: list[PlaceColumns] = field(default_factory=list)
    when: int | None = None
    starts: int | None = None
    accuracy: int | None = None
    country: str = ""
    origin: str = ""
    words: list[Words] = field(default_factory=list)
    series: list[int] = field(default_factory=list)
    qualifier: int | None = None
    notes: list[int] = field(default_factory=list)
    level: int | None = None
    level_column: int | None = None
    sums: bool = False
    snapshot: bool = False
    apart: bool = False
    status: str = "validated"
    as_of: str = ""
    precision: str = ""
    start: str = ""
    published: str = ""
    round: str = ""
    rounds: list[str] = field(default_factory=list)
    source: str = ""
    caveat: str = ""
    url: int | None = None
    told: list[str] = field(default_factory=list)
    skip: list[tuple[str, int, str]] = field(default_factory=list)
    worldwide: bool = False
    unbroken: bool = False
    start_of_series: bool = False
    keep_days: bool = False
    made_of: list[int] = field(default_factory=list)
    url_of_dataset: int | None = None
    ask_indicator: bool = False
    ask_repeats: bool = False
    title: str = ""
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fit:
    """How well a layout fits a table (0 to 100), and why in half a sentence that begins with “it has …”."""

    score: float
    because: str
