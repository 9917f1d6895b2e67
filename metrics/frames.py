"""The few things every metric needs to say about rows, in words all engines share."""

import narwhals as nw
from narwhals.typing import IntoFrameT

# What makes two rows statements about the same thing, whoever says it and for whatever date.
SUBJECT = (
    "crisis_id",
    "indicator",
    "location_id",
    "origin_location_id",
    "population_group",
    "sex",
    "age_group",
    "dimension",
    "category",
)

# Rows of a whole table that are brought into memory rather than worked on where they are: some 20 MB.
FEW = 20_000

# What stands between the texts that `joined` makes one of; no identifier holds it.
BETWEEN = "|"


class Refusal(ValueError):
    """An addition, share or comparison that the rules of arithmetic do not allow; says why."""


def rows_of(frame: IntoFrameT) -> nw.DataFrame | nw.LazyFrame:
    """Wrap a native frame; a DuckDB relation stays lazy."""
    return nw.from_native(frame)


def collected(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame:
    """Bring a small result into memory, to look at it."""
    return rows.collect() if isinstance(rows, nw.LazyFrame) else rows


def held(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame:
    """Bring rows that were narrowed into memory, where what follows costs little; rows that are there stay as they are.

    A lazy engine reads its table once for each time a metric speaks of it. Only for rows of one subject, place or
    statement: those of a whole table may be larger than memory.
    """
    return rows.collect(backend="polars") if isinstance(rows, nw.LazyFrame) else rows


def held_if_few(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Bring rows of a whole table into memory, as `held` does, where there are at most FEW; more stay where they are.

    What is stated about everybody is a small part of most tables, and a lazy engine takes longer to plan what is done
    with a few thousand rows than to fetch them.
    """
    if not isinstance(rows, nw.LazyFrame):
        return rows
    first = held(rows.head(FEW + 1))
    return first if len(first) <= FEW else rows


def beside(rows: nw.DataFrame | nw.LazyFrame, others: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Bring `others` into memory if `rows` are there, so that the two can be joined."""
    return others if isinstance(rows, nw.LazyFrame) else held(others)


def each(rows: nw.DataFrame | nw.LazyFrame, columns: list[str]) -> nw.DataFrame | nw.LazyFrame:
    """Return what stands in `columns`, each combination once; an engine that numbers rows for `unique` takes half."""
    return rows.group_by(*columns).agg(nw.len().alias("alike")).select(*columns)


def distinct(rows: nw.DataFrame | nw.LazyFrame, column: str) -> list:
    """Return the different values of `column`, sorted, blanks left out."""
    return sorted(collected(each(rows, [column]))[column].drop_nulls().to_list())


def is_blank(column: str) -> nw.Expr:
    """True where the cell is blank; on every engine, unlike a negated comparison."""
    return nw.col(column).is_null()


def joined(rows: nw.DataFrame | nw.LazyFrame, name: str, columns: list[str]) -> nw.DataFrame | nw.LazyFrame:
    """Add `name`: the columns as one text, dates as YYYY-MM-DD, blanks as empty text.

    Engines disagree on whether two blanks are equal in a join, and on how a date is written; two
    equal texts are equal everywhere.
    """
    types = rows.collect_schema()
    texts = [
        nw.col(c).dt.to_string("%Y-%m-%d") if types[c].is_temporal() else nw.col(c).cast(nw.String) for c in columns
    ]
    return rows.with_columns(nw.concat_str([t.fill_null("") for t in texts], separator=BETWEEN).alias(name))


def alike(rows: nw.DataFrame | nw.LazyFrame, columns: tuple[str, ...], words: str) -> nw.DataFrame | nw.LazyFrame:
    """Keep rows whose texts among `columns` are those of `words`, made by `joined` of the same columns.

    Days and numbers are left to who compares the whole. An engine finds texts without reading every row; of words
    that nobody joined it finds none.
    """
    types, said = rows.collect_schema(), words.split(BETWEEN)
    for column, word in zip(columns, said, strict=False):
        if types[column] == nw.String:
            rows = rows.filter(nw.col(column) == word if word else is_blank(column))
    return rows


def same_cells(rows: nw.DataFrame | nw.LazyFrame, one: dict, columns: tuple[str, ...]) -> nw.DataFrame | nw.LazyFrame:
    """Keep rows that say in each of `columns` what `one` says; blank beside blank too."""
    for column in columns:
        # Of pandas a blank text is NaN, which is not even equal to itself.
        blank = one[column] is None or one[column] != one[column]
        rows = rows.filter(is_blank(column) if blank else nw.col(column) == one[column])
    return rows


def one_each(rows: nw.DataFrame | nw.LazyFrame, columns: list[str]) -> nw.DataFrame | nw.LazyFrame:
    """Keep one statement for each value of `columns`: the recommended one, else the last published."""
    rank = nw.when(nw.col("role") == "recommended").then(nw.lit(1)).otherwise(nw.lit(0))
    rows = rows.with_columns(rank.alias("role_rank"))
    order = ["role_rank", "published_on", "figure_id"]
    return rows.unique(subset=columns, keep="last", order_by=order).drop("role_rank")


def days_between(start: str, end: str) -> nw.Expr:
    """Whole days from column `start` to column `end`; blank where one is blank."""
    return _day_number(end) - _day_number(start)


def _day_number(column: str) -> nw.Expr:
    """Days since the year 1, counted with leap days: Spark takes no difference of two moments apart."""
    years = nw.col(column).dt.year().cast(nw.Float64) - 1
    leap_days = (years / 4).floor() - (years / 100).floor() + (years / 400).floor()
    return years * 365 + leap_days + nw.col(column).dt.ordinal_day().cast(nw.Float64)


def is_total() -> nw.Expr:
    """True for statements about everybody: no sex, age or further cut."""
    return (nw.col("sex") == "all") & (nw.col("age_group") == "all") & nw.col("dimension").is_null()


def totals(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Keep statements about everybody; where nobody has made one of an indicator and place, those of one cause.

    Some publishers count people displaced by conflict and by disaster apart and add them nowhere: a crisis that only
    they speak of would have no number at all. Conflict goes before other causes; causes are never mixed.
    """
    whole, by_cause = is_blank("dimension"), (nw.col("dimension") == "cause").fill_null(False)
    rows = held_if_few(rows.filter((nw.col("sex") == "all") & (nw.col("age_group") == "all") & (whole | by_cause)))
    conflict = by_cause & (nw.col("category") == "conflict").fill_null(False)
    # One pass over the table: joins with itself would read it six times on an engine that keeps nothing.
    rows = rows.with_columns(
        nw.when(whole & ~nw.col("value").is_null()).then(nw.lit(1)).otherwise(nw.lit(0)).alias("its_whole"),
        nw.when(conflict).then(nw.lit(1)).otherwise(nw.lit(0)).alias("its_conflict"),
    )
    of = ["crisis_id", "indicator", "location_id"]
    rows = rows.with_columns(
        nw.col("its_whole").max().over(of).alias("any_whole"),
        nw.col("its_conflict").max().over(of).alias("any_conflict"),
    )
    alone = (nw.col("any_whole") == 0) & (nw.col("its_conflict") == nw.col("any_conflict"))
    return rows.filter(whole | alone).drop("its_whole", "its_conflict", "any_whole", "any_conflict")


def is_current() -> nw.Expr:
    """True for statements that stand and carry a number."""
    return nw.col("status").is_in(["preliminary", "validated"]) & ~nw.col("value").is_null()
