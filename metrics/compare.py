"""Series side by side: one line of each, whether they may be compared at all, and from where they are counted."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import Refusal, beside, collected, days_between, held, is_blank, is_current, joined, rows_of, totals
from metrics.periods import one_per_date, with_line
from metrics.shares import rate_per_1000

# So many series stand side by side.
LEAST, MOST = 2, 6

# What makes a series: the crisis it is told for, what is counted, and where.
SERIES = ("crisis_id", "indicator", "location_id")

# What must be the same in all series compared, in the order in which it is asked.
KIND = (
    "measure",
    "unit",
    "indicator",
    "category",
    "population_group",
    "from_one_origin",
    "start_kind",
    "period_kind",
    "odd_days",
)

# Rates divide by this indicator; it has none of its own.
RESIDENTS = "population"

MEASURES = {
    "stock": "a stock, a number on a date,",
    "flow": "a flow, a number in a period,",
    "cumulative": "a count since a start date",
    "share": "a share",
}
STARTS = {
    "day": "counts since a day on which displacement began",
    "year": "counts since the first day of a year",
    "unsaid": "names no start",
}


def lines(figures: IntoFrameT) -> IntoFrameT:
    """Pick of each series the one line that stands for it: the recommended one with most statements.

    Takes figures with `measure`. A line is of one source, and of one start date or kind of period.
    Returns its statements, one per as-of date, with `series` (equal for one crisis, indicator and
    place), `line`, `period_days` and `period_kind`. Without recommended statements the longest line
    of any source is taken; of lines as long, the one that goes on longest. Withdrawn statements and
    flows from one named origin do not count.
    """
    rows = with_line(totals(rows_of(figures).filter(is_current())))
    rows = joined(rows.filter((nw.col("measure") != "flow") | is_blank("origin_location_id")), "series", list(SERIES))
    chosen = rows.filter(nw.col("role") == "recommended")
    others = rows.join(chosen.select("series").unique(), on="series", how="anti")
    rows = one_per_date(nw.concat([chosen, others]))
    longest = rows.group_by("series", "line").agg(nw.len().alias("statements"), nw.col("as_of").max().alias("last"))
    longest = longest.unique(subset=["series"], keep="last", order_by=["statements", "last", "line"])
    return nw.to_native(rows.join(longest.select("line"), on="line", how="inner"))


def kinds(lines: IntoFrameT, crises: IntoFrameT) -> IntoFrameT:
    """Say of each series what it has to have in common with those beside it.

    Takes lines as `lines` gives them. Returns one row per series: `series`, `crisis_id`, `location_id`,
    `statements`, `first`, `last` (as-of days) and the columns of KIND: `from_one_origin`, `start_kind`
    of a cumulative count (day, year: it counts since 1 January, though its crisis began on another
    day, or unsaid), `period_kind` of a flow, and `odd_days` where that period has no usual length.
    """
    rows = rows_of(lines)
    rows = rows.join(beside(rows, _starts(crises)), on="crisis_id", how="left")
    start = nw.col("period_start")
    new_year = ((start.dt.month() == 1) & (start.dt.day() == 1) & (start != nw.col("crisis_start"))).fill_null(False)
    new_year = new_year | ((start.dt.month() == 1) & (start.dt.day() == 1) & is_blank("crisis_start")).fill_null(False)
    kind = nw.when(new_year).then(nw.lit("year")).otherwise(nw.lit("day"))
    kind = nw.when(start.is_null()).then(nw.lit("unsaid")).otherwise(kind)
    flow, odd = nw.col("measure") == "flow", (nw.col("period_kind") == "other").fill_null(False)
    rows = rows.with_columns(
        nw.when(nw.col("measure") == "cumulative").then(kind).otherwise(nw.lit("")).alias("start_kind"),
        nw.when(flow).then(nw.col("period_kind").fill_null("unsaid")).otherwise(nw.lit("")).alias("period_kind"),
        nw.when(flow & odd).then(nw.col("period_days")).otherwise(nw.lit(0.0)).cast(nw.Float64).alias("odd_days"),
        nw.when(is_blank("origin_location_id")).then(nw.lit("no")).otherwise(nw.lit("yes")).alias("from_one_origin"),
        nw.col("category").fill_null("").alias("category"),
    )
    about = ["series", "crisis_id", "location_id", *KIND]
    return nw.to_native(
        rows.group_by(about).agg(
            nw.len().alias("statements"), nw.col("as_of").min().alias("first"), nw.col("as_of").max().alias("last")
        )
    )


def refuse_unlike(kinds: IntoFrameT) -> None:
    """Raise Refusal, in one sentence, when these series may not be compared.

    Takes rows of `kinds(...)`. Stocks, flows and cumulative counts are unlike; so are people,
    households and movements; two indicators; one cause and everybody; one population group and
    another; people from one country of origin and from all; counts that begin on a day of their
    own, with a year, or nobody says when; and flows by day and by year.
    """
    rows = collected(rows_of(kinds))
    for column in KIND:
        found = sorted(set(rows[column].to_list()))
        if len(found) > 1:
            raise Refusal(f"not compared: {_why(column, found)}")
    if not LEAST <= len(rows) <= MOST:
        raise Refusal(f"{LEAST} to {MOST} series are compared; here are {len(rows)}")


def _why(column: str, found: list) -> str:
    first, second = found[0], found[1]
    if column == "measure":
        return f"one is {MEASURES[first]} and another is {MEASURES[second].rstrip(',')}"
    if column == "category":
        whole = "everybody displaced" if not first else _spaced(first)
        return f"one is about {whole} and another about {_spaced(second)} only"
    if column == "start_kind":
        return f"one {STARTS[first]} and another {STARTS[second]}"
    return {
        "unit": f"one counts {_spaced(first)} and another {_spaced(second)}, and neither can be turned into the other",
        "indicator": "these are different indicators, and each counts something else",
        "population_group": "they count different groups of people",
        "from_one_origin": "one counts people from one country of origin and another people from all",
        "period_kind": f"one counts by the {_spaced(first)} and another by the {_spaced(second)}",
        "odd_days": "their periods are of different lengths",
    }[column]


def _spaced(word: str) -> str:
    return {"other": "period of no usual length"}.get(word, word.replace("_", " "))


def with_day(lines: IntoFrameT, crises: IntoFrameT) -> IntoFrameT:
    """Add `start`, from which a series' days are counted, and `day`, how many days after it a statement is for.

    A cumulative count starts on the day it counts from, everything else with its crisis; both are
    blank where nobody names that day.
    """
    rows = rows_of(lines)
    rows = rows.join(beside(rows, _starts(crises)), on="crisis_id", how="left")
    own = nw.col("measure") == "cumulative"
    start = nw.when(own).then(nw.col("period_start")).otherwise(nw.col("crisis_start"))
    rows = rows.with_columns(start.alias("start"))
    return nw.to_native(rows.with_columns(days_between("start", "as_of").alias("day")).drop("crisis_start"))


def rates(figures: IntoFrameT, lines: IntoFrameT) -> IntoFrameT:
    """Give statements on these lines per 1,000 residents, where the same source states both for one date (rule 5).

    Returns the figures' columns with `series`, `line`, `rate`, `residents` and `whole_id` (the figure
    of residents). Statements that are not recommended count too: the residents may be stated for
    their date only. A line without residents has no rows; other sources' residents never count.
    """
    every = held(rows_of(lines))
    chosen = every.select("series", "line").unique()
    rows = rows_of(figures).filter(is_current())
    for column in SERIES:
        rows = rows.filter(nw.col(column).is_in(sorted(set(every[column].to_list()))))
    rows = with_line(held(rows))
    rows = one_per_date(rows.join(chosen, on="line", how="inner"))
    found = []
    for indicator in sorted(set(every["indicator"].to_list())):
        if indicator == RESIDENTS:
            continue
        try:
            pairs = rows_of(rate_per_1000(figures, indicator))
        except Refusal:
            continue
        found.append(pairs.select(nw.col("part_id").alias("figure_id"), "rate", "residents", "whole_id"))
    if found:
        return nw.to_native(rows.join(nw.concat(found), on="figure_id", how="inner"))
    blank = [nw.lit(None, dtype=nw.Float64).alias(name) for name in ("rate", "residents")]
    return nw.to_native(rows.with_columns(*blank, nw.lit(None, dtype=nw.String).alias("whole_id")).head(0))


def latest(lines: IntoFrameT) -> IntoFrameT:
    """Give the latest statement of each series, with `days_behind`: how much older it is than the newest of them."""
    rows = rows_of(lines)
    newest = rows.group_by("series").agg(nw.col("as_of").max().alias("as_of"))
    rows = rows.join(newest, on=["series", "as_of"], how="inner")
    top = newest.with_columns(nw.lit("all").alias("of")).group_by("of").agg(nw.col("as_of").max().alias("newest"))
    rows = rows.with_columns(nw.lit("all").alias("of")).join(top, on="of", how="inner")
    return nw.to_native(rows.with_columns(days_between("as_of", "newest").alias("days_behind")).drop("of", "newest"))


def _starts(crises: IntoFrameT) -> nw.DataFrame | nw.LazyFrame:
    return rows_of(crises).select("crisis_id", nw.col("start_date").alias("crisis_start"))
