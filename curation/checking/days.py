"""Days as people write them: read when a whole column has one notation, asked when it has two, never guessed."""

import re
from collections.abc import Callable

import polars as pl

from curation.checking.column_read import ColumnRead
from curation.checking.number_mends import DIGITS, HIDDEN, UNSEEN
from curation.reading.reading import Question

ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

# A day may carry the hour 0 behind it: a program wrote a moment where a day was meant.
MIDNIGHT = r"[T ]+(?:00:00(?::00(?:[.]0+)?)?|12:00(?::00)? ?[aA][mM]) ?(?:Z|[+-][0-9]{2}:?[0-9]{2})?$"

# Spreadsheets count days from here; the numbers are the years 1954 to 2099, and longer ones are something else.
# Source: ECMA-376, part 1, 18.17.4.1, the 1900 date base with its 29 February 1900.
FIRST_DAY = pl.date(1899, 12, 30)
SERIAL = r"^(?:2[0-9]|[3-6][0-9]|7[0-2])[0-9]{3}(?:[.]0+)?$"

# Years of two digits: 69 to 99 are of the last century. Source: POSIX, strptime, %y.
PIVOT = 68

# Years of the Muslim and the Iranian calendar, as they stand in tables of these decades.
OTHER_CALENDARS = (1300, 1500)

CANONICAL = "year-month-day"

# What a notation has that names the month.
WORD = r"\p{L}"

# The notations: what a person calls each, its form, and where year, month and day stand in it.
NOTATIONS = {
    CANONICAL: (r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$", (1, 2, 3)),
    "year first": (r"^([0-9]{4})[/. ]([0-9]{1,2})[/. ]([0-9]{1,2})[.]?$", (1, 2, 3)),
    "day first": (r"^([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})[.]?$", (3, 2, 1)),
    "month first": (r"^([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})$", (3, 1, 2)),
    "day first, short years": (r"^([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{2})$", (3, 2, 1)),
    "month first, short years": (r"^([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{2})$", (3, 1, 2)),
    "year first, short years": (r"^([0-9]{2})[/. -]([0-9]{1,2})[/. -]([0-9]{1,2})$", (1, 2, 3)),
    "year, month and day without signs": (r"^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$", (1, 2, 3)),
    "day and name of the month": (
        r"^([0-9]{1,2})(?:st|nd|rd|th|er|º)?[ ./-]*(?:de |of )?([\p{L}\p{M}]+(?: (?:الأول|الاول|الثاني))?)"
        r"[.,]?[ ./-]*(?:de |del )?([0-9]{4}|[0-9]{2})(?: р[.]?)?$",
        (3, 2, 1),
    ),
    "name of the month and day": (
        r"^([\p{L}\p{M}]+)[.]? +([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})$",
        (3, 1, 2),
    ),
}
ALL_ALIKE = "look which day is meant, and write all days of the column alike"
SERIALS = "numbers of a spreadsheet"
ROWS_SHOWN = 3


def read_days(
    cells: pl.Series,
    blank: pl.Series,
    answer: str | None = None,
    within: Callable[[pl.Series], pl.Series] | None = None,
) -> ColumnRead:
    """Read a column of days whose schema does not say how they are written.

    `cells` are text, `blank` is true where a cell says nothing; `answer` is a key of NOTATIONS;
    `within` says which days keep the limits of the schema. Canonical days are YYYY-MM-DD. Cells
    that the column's notation does not read have no reading, also where another one would.
    """
    distinct = cells.alias("cell").filter(~blank).unique() if blank.any() else cells.alias("cell").unique()
    if _are_days(distinct).all():
        return _doubted(ColumnRead(cells, blank), distinct)
    good = distinct.filter(_are_days(distinct))
    at = (~blank & ~cells.is_in(good.implode())).arg_true()
    ways = _every_way(cells.alias("cell").gather(at).value_counts())
    chosen, others = _chosen(ways, len(cells) - int(blank.sum()) - len(at), answer, within)
    if chosen != CANONICAL and len(good):
        # In a column of another notation, a day as YYYY-MM-DD is the one that is written otherwise.
        at = (~blank).arg_true()
    known = ways.select("cell", "tidy", value=chosen)
    here = pl.DataFrame({"cell": cells.gather(at)}).join(known, on="cell", how="left", maintain_order="left")
    read = ColumnRead(cells, blank, at, here["value"])
    if others:
        two = ways.filter(pl.any_horizontal(pl.col(chosen) != pl.col(name) for name in others))
        read.asked, read.question = (
            at.filter(here["cell"].is_in(two["cell"].implode())),
            _question(two, [chosen, *others]),
        )
    _tell(read, here, chosen, bool(answer), bool(others))
    _mend(read, ways, chosen)
    return _doubted(read, pl.concat([ways[chosen].drop_nulls(), good.alias(chosen)]))


def _are_days(cells: pl.Series) -> pl.Series:
    """True for cells that are days in canonical form."""
    return cells.str.contains(ISO) & cells.str.to_date("%Y-%m-%d", strict=False).is_not_null()


def _every_way(counted: pl.DataFrame) -> pl.DataFrame:
    """Each distinct cell, its count, and the day it names in each notation, null where it names none."""
    signs = {**DIGITS, **dict.fromkeys(HIDDEN, "")}
    tidy = pl.col("cell").str.strip_chars(UNSEEN).str.replace_many(list(signs), list(signs.values()))
    rows = counted.sort("count", "cell", descending=[True, False]).with_columns(tidy=tidy.str.replace(MIDNIGHT, ""))
    serial = pl.col("tidy").str.contains(SERIAL)
    days = (
        FIRST_DAY + pl.duration(days=pl.col("tidy").str.extract("^([0-9]+)").cast(pl.Int64, strict=False))
    ).dt.to_string("%Y-%m-%d")
    worded = bool(rows["tidy"].str.contains(r"\p{L}").any())
    forms = [
        (pl.lit(None, pl.String) if WORD in form and not worded else _day(form, order)).alias(name)
        for name, (form, order) in NOTATIONS.items()
    ]
    return rows.with_columns(*forms, pl.when(serial).then(days).alias(SERIALS))


def _day(form: str, order: tuple[int, int, int]) -> pl.Expr:
    """The day a text names in one notation, as YYYY-MM-DD; null when there is no such day."""
    text = pl.col("tidy").str.to_lowercase()
    year, month, day = (text.str.extract(form, group) for group in order)
    if WORD in form:
        from curation.checking.month_names import MONTHS  # noqa: PLC0415 (making them takes a while)

        month = month.replace_strict(MONTHS, default=None, return_dtype=pl.Int64).cast(pl.String)
    short = pl.when(year.str.len_chars() == 2).then(
        pl.when(year.cast(pl.Int64, strict=False) > PIVOT)
        .then(pl.format("19{}", year))
        .otherwise(pl.format("20{}", year))
    )
    whole = pl.format("{}-{}-{}", pl.coalesce(short, year), month.str.zfill(2), day.str.zfill(2))
    return pl.when(whole.str.to_date("%Y-%m-%d", strict=False).is_not_null()).then(whole)


def _chosen(ways: pl.DataFrame, plain: int, answer: str | None, within: Callable | None) -> tuple[str, list[str]]:
    """Return the notation that reads most cells, and others that read as many and mean other days.

    `plain` is how many cells are canonical already, which no other notation reads.
    """
    names = [*NOTATIONS, SERIALS]
    counts = {name: int(ways.filter(pl.col(name).is_not_null())["count"].sum()) for name in names}
    counts[CANONICAL] += plain
    most = max(counts.values())
    best = [name for name in names if counts[name] == most] if most else names[:1]
    others = [name for name in best[1:] if (ways[name] != ways[best[0]]).any()]
    if not others:
        return best[0], []
    if answer in (best[0], *others):
        return answer, []
    if within:
        kept = [name for name in (best[0], *others) if within(ways[name].drop_nulls()).all()]
        if len(kept) == 1:
            return kept[0], []
    return best[0], others


def _question(two: pl.DataFrame, names: list[str]) -> Question:
    shown = two.head(ROWS_SHOWN)
    choices = {name: [[cell, day or ""] for cell, day in shown.select("cell", name).rows()] for name in names}
    days = [day for day in shown.select(names).row(0) if day]
    return Question(f"is “{shown['cell'][0]}” the day {' or '.join(days)}?", choices)


def _tell(read: ColumnRead, here: pl.DataFrame, chosen: str, answered: bool, asked: bool) -> None:
    changed = here.with_columns(at=read.at).filter(pl.col("value").is_not_null() & (pl.col("value") != pl.col("cell")))
    if changed.is_empty() or asked:
        return
    cell, value = changed.select("cell", "value").row(0)
    since = ", as you chose" if answered else ""
    if chosen == CANONICAL:
        says = f"“{cell}” is read as {value}" + ("; only the day is kept" if len(cell.strip()) > len(value) else "")
    else:
        says = f"days are written with the {chosen}{since}: “{cell}” is read as {value}"
        says = says.replace("with the numbers", "as numbers").replace("with the year, month", "as year, month")
    read.told.append((says, changed["at"]))


def _mend(read: ColumnRead, ways: pl.DataFrame, chosen: str) -> None:
    """For a cell that only another notation reads, and in one way, say which day that is."""
    names = [name for name in NOTATIONS if name != chosen]
    lost = ways.filter(pl.col(chosen).is_null()).select(
        "cell", days=pl.concat_list(names).list.drop_nulls().list.unique()
    )
    one = lost.filter(pl.col("days").list.len() == 1).head(1_000)
    mends = {cell: f"write {days[0]} if that is the day" for cell, days in one.rows()}
    turned = chosen != CANONICAL
    read.mend = lambda cell: mends.get(cell) or (ALL_ALIKE if turned and re.fullmatch(ISO, cell) else None)


def _doubted(read: ColumnRead, days: pl.Series) -> ColumnRead:
    """Doubt years that other calendars have now; `days` are the distinct days of the column."""
    first, last = (str(year) for year in OTHER_CALENDARS)
    if ((days >= first) & (days < last)).any():
        said = read.canonical()
        read.doubts.append(("a year of our calendar, such as 2020", ((said >= first) & (said < last)).arg_true()))
    return read
