"""What a curator should look at: late crises and series, gaps, numbers that stand out, places, licences, links."""

from datetime import date, datetime

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics import quality, trend
from metrics.frames import beside, collected, days_between, held, is_blank, is_current, one_each, rows_of, totals
from metrics.latest import with_previous
from metrics.periods import one_per_date, with_line

# A series with so many dates has a habit; it is late after half as long again as its mean interval, as lines are cut.
HABIT = trend.OWN_INTERVALS
LATE = trend.OWN_GAPS

# A number this many times both its neighbours on one line, or this part of both, stands out.
# Source: the design, rules of arithmetic, number 7 (bases) and the check of new figures (changes above 50 %).
STANDS_OUT = 1.5
LEAST_BASE = 1_000

# Informal areas have identifiers of our own, which begin so.
INFORMAL = "X-"

# Notes of quality that somebody may have to mend; withdrawn statements are as they should be.
NOTES = ("cumulative_fall", "false_precision", "part_above_total")

# What a licence lets others do, as the sources' table says it, and the check it belongs to; `yes` needs nobody.
LICENCES = {"no": "licence_forbids", "non_commercial": "licence_limits", "unknown": "licence_unknown"}
NO_LICENCE = "not stated"

# Rows that one check lists of a table; more of them are a matter for the whole table.
MOST_FOUND = 100_000

FINDING = (
    "check",
    "table",
    "key",
    "crisis_id",
    "indicator",
    "location_id",
    "source_id",
    "as_of",
    "value",
    "other_value",
    "days",
)
KINDS_OF_CELL = {"as_of": nw.Datetime("us"), "value": nw.Float64, "other_value": nw.Float64, "days": nw.Float64}


def findings(figures: IntoFrameT, crises: IntoFrameT, sources: IntoFrameT, today: date) -> IntoFrameT:
    """List everything a curator may want to mend, one row each.

    Takes figures, crises and sources. Returns rows with the columns of FINDING: `check` (overdue_crisis,
    overdue_series, gap, stands_out, cumulative_fall, false_precision, part_above_total, no_pcode,
    licence_forbids, licence_limits, licence_unknown, no_licence, no_link), the `table` and the `key` of the row
    it is about, and what is known of it: `value` and `other_value` in the figure's unit, `days` of
    silence. Other cells are blank. Of one check at most MOST_FOUND: nobody mends more row by row.
    """
    found = [
        overdue_crises(figures, crises, today),
        overdue_series(figures, crises, today),
        gaps(figures, crises),
        stands_out(figures),
        notes(figures),
        without_pcode(figures),
        without_link(figures),
        licences(sources),
    ]
    return nw.to_native(nw.concat([held(rows_of(one).head(MOST_FOUND)) for one in found]))


def overdue_crises(figures: IntoFrameT, crises: IntoFrameT, today: date) -> IntoFrameT:
    """Find open crises whose newest statement is older than their review interval."""
    rows = rows_of(quality.overdue(figures, crises, today)).filter(nw.col("overdue"))
    rows = rows.with_columns(nw.col("crisis_id").alias("key"), nw.col("newest").alias("as_of"))
    return _finding(rows, "overdue_crisis", "crises")


def overdue_series(figures: IntoFrameT, crises: IntoFrameT, today: date) -> IntoFrameT:
    """Find series of open crises that are late by the crisis's review interval and by their own habit.

    One row per crisis, indicator and place with statements for at least four dates; `key` is its newest one.
    """
    series = ["crisis_id", "indicator", "location_id"]
    rows = one_each(totals(rows_of(figures).filter(is_current())), [*series, "as_of"])
    spans = rows.group_by(series).agg(
        nw.col("as_of").min().alias("first"), nw.col("as_of").max().alias("as_of"), nw.len().alias("dates")
    )
    spans = spans.filter(nw.col("dates") > HABIT)
    open_ones = rows_of(crises).filter(is_blank("end_date")).select("crisis_id", "review_every_days")
    spans = spans.join(beside(spans, open_ones), on="crisis_id", how="inner")
    spans = spans.with_columns(nw.lit(datetime(today.year, today.month, today.day)).alias("today"))
    usual = days_between("first", "as_of") / (nw.col("dates") - 1)
    spans = spans.with_columns(days_between("as_of", "today").alias("days"), usual.alias("usual"))
    late = (nw.col("days") > nw.col("review_every_days")) & (nw.col("days") > nw.col("usual") * LATE)
    newest = rows.select(*series, "as_of", "source_id", "value", nw.col("figure_id").alias("key"))
    return _finding(spans.filter(late).join(newest, on=[*series, "as_of"], how="inner"), "overdue_series", "figures")


def gaps(figures: IntoFrameT, crises: IntoFrameT) -> IntoFrameT:
    """Find statements before which their line had been silent for longer than usual; `days` of silence."""
    rows = totals(rows_of(figures))
    found = []
    usual = collected(rows_of(crises).select("crisis_id", "review_every_days"))
    for crisis, days in zip(usual["crisis_id"].to_list(), usual["review_every_days"].to_list(), strict=True):
        own = nw.to_native(rows.filter(nw.col("crisis_id") == crisis))
        told = rows_of(trend.gaps(own, int(days)))
        found.append(held(told.filter(~nw.col("joins") & ~is_blank("previous_as_of")).head(MOST_FOUND)))
    found = found or [held(rows_of(trend.gaps(nw.to_native(rows.head(0)), 1)))]
    rows = nw.concat(found).with_columns(
        nw.col("figure_id").alias("key"), nw.col("previous_value").alias("other_value")
    )
    return _finding(rows, "gap", "figures")


def stands_out(figures: IntoFrameT) -> IntoFrameT:
    """Find stocks and cumulative counts far above, or far below, both their neighbours on their own line.

    `other_value` is the neighbour before. Both neighbours are at least 1,000; flows go up and down by nature.
    """
    rows = rows_of(figures).filter(is_current() & nw.col("measure").is_in(["stock", "cumulative"]))
    rows = with_previous(one_per_date(with_line(rows)), one_per_date(with_line(rows)))
    after = rows.select(nw.col("previous_id").alias("figure_id"), nw.col("value").alias("next_value"))
    rows = rows.join(after.filter(~is_blank("figure_id")), on="figure_id", how="inner")
    before, later, value = nw.col("previous_value"), nw.col("next_value"), nw.col("value")
    based = (before >= LEAST_BASE) & (later >= LEAST_BASE)
    above = (value > before * STANDS_OUT) & (value > later * STANDS_OUT)
    below = (value * STANDS_OUT < before) & (value * STANDS_OUT < later)
    rows = rows.filter((based & (above | below)).fill_null(False))
    rows = rows.with_columns(nw.col("figure_id").alias("key"), before.alias("other_value"))
    return _finding(rows.unique(subset=["key"], keep="any"), "stands_out", "figures")


def notes(figures: IntoFrameT) -> IntoFrameT:
    """Give the notes of quality that somebody may have to mend; `check` is the kind of note."""
    noted = rows_of(quality.notes(figures)).filter(nw.col("kind").is_in(list(NOTES)))
    about = rows_of(figures).select("figure_id", "crisis_id", "indicator", "location_id")
    rows = noted.join(about, on="figure_id", how="inner").with_columns(
        nw.col("figure_id").alias("key"), nw.col("kind").alias("check")
    )
    return _finding(rows, None, "figures")


def without_pcode(figures: IntoFrameT) -> IntoFrameT:
    """Find figures whose place is blank or an informal area with an identifier of our own."""
    informal = is_blank("location_id") | nw.col("location_id").str.starts_with(INFORMAL).fill_null(False)
    rows = rows_of(figures).filter(informal).with_columns(nw.col("figure_id").alias("key"))
    return _finding(rows, "no_pcode", "figures")


def without_link(figures: IntoFrameT) -> IntoFrameT:
    """Find statements that no link leads to."""
    rows = rows_of(figures).filter(is_blank("url")).with_columns(nw.col("figure_id").alias("key"))
    return _finding(rows, "no_link", "figures")


def licences(sources: IntoFrameT) -> IntoFrameT:
    """Find sources whose licence forbids passing on, limits it, is unknown, or is not stated at all."""
    rows = rows_of(sources).with_columns(nw.col("source_id").alias("key"))
    said = rows.with_columns(nw.col("may_redistribute").fill_null("unknown").alias("check"))
    said = said.filter(nw.col("check").is_in(list(LICENCES)))
    for word, check in LICENCES.items():
        named = nw.when(nw.col("check") == word).then(nw.lit(check)).otherwise(nw.col("check"))
        said = said.with_columns(named.alias("check"))
    unstated = rows.filter(is_blank("licence") | (nw.col("licence") == NO_LICENCE).fill_null(False))
    found = [_finding(said, None, "sources"), _finding(unstated, "no_licence", "sources")]
    return nw.to_native(nw.concat([rows_of(one) for one in found]))


def _finding(rows: nw.DataFrame | nw.LazyFrame, check: str | None, table: str) -> IntoFrameT:
    """Give rows the columns of a finding; those they do not have are blank."""
    rows = rows.with_columns(nw.lit(table).alias("table"))
    there = rows.collect_schema().names()
    blank = [
        nw.lit(None, dtype=KINDS_OF_CELL.get(name, nw.String)).alias(name) for name in FINDING if name not in there
    ]
    rows = rows.with_columns(*blank)
    rows = rows.with_columns(nw.lit(check).alias("check")) if check else rows
    cells = [nw.col(name).cast(KINDS_OF_CELL.get(name, nw.String)) for name in FINDING]
    return nw.to_native(rows.select(*cells))
