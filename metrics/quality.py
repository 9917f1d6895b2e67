"""Notes of quality: what a careful reader would want to be told about a series."""

from datetime import date, datetime

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import days_between, is_blank, is_current, is_total, joined, rows_of
from metrics.trend import changes

# A hedge such as “about” beside a large number that is no multiple of a hundred says two things.
HEDGED = ("approximately", "nearly", "more_than", "less_than", "up_to")
LARGE = 10_000
HEDGED_UNIT = 100

NOTE = ("kind", "figure_id", "other_id", "source_id", "as_of", "value", "other_value", "other_as_of")


def notes(figures: IntoFrameT) -> IntoFrameT:
    """List everything worth a remark in these figures.

    Takes figures with `measure`. Returns one row per remark: `kind` (cumulative_fall,
    false_precision, part_above_total, withdrawn), the statement it is about (`figure_id`,
    `source_id`, `as_of`, `value`) and, where there are two, the other one (`other_id`,
    `other_value`, `other_as_of`).
    """
    found = [
        cumulative_falls(figures),
        false_precision(figures),
        parts_above_total(figures),
        withdrawn(figures),
    ]
    return nw.to_native(nw.concat([rows_of(frame) for frame in found]))


def cumulative_falls(figures: IntoFrameT) -> IntoFrameT:
    """Cumulative counts lower than their source's previous one from the same start date (rule 3)."""
    rows = rows_of(changes(figures)).filter(nw.col("kind") == "revised_or_returned")
    return nw.to_native(
        _noted(
            rows.with_columns(
                nw.col("previous_id").alias("other_id"),
                nw.col("previous_value").alias("other_value"),
                nw.col("previous_as_of").alias("other_as_of"),
            ),
            "cumulative_fall",
        )
    )


def false_precision(figures: IntoFrameT) -> IntoFrameT:
    """Numbers given to the last unit beside a hedge, such as “some 464,830”."""
    precise = (nw.col("value") >= LARGE) & (nw.col("value") % HEDGED_UNIT > 0)
    rows = rows_of(figures).filter(is_current() & nw.col("qualifier").is_in(HEDGED) & precise)
    return nw.to_native(_noted(_alone(rows), "false_precision"))


def parts_above_total(figures: IntoFrameT) -> IntoFrameT:
    """Parts greater than the total that the same source gave for the same date and place."""
    rows = rows_of(figures).filter(is_current() & (nw.col("measure") != "share"))
    same = [
        "crisis_id",
        "indicator",
        "location_id",
        "origin_location_id",
        "source_id",
        "as_of",
        "period_start",
    ]
    rows = joined(rows, "statement", [*same, "population_group"])
    parts = rows.filter((nw.col("sex") != "all") | (nw.col("age_group") != "all") | ~is_blank("dimension"))
    totals = rows.filter(is_total()).select(
        "statement",
        nw.col("figure_id").alias("other_id"),
        nw.col("value").alias("other_value"),
        nw.col("as_of").alias("other_as_of"),
    )
    pairs = parts.join(totals, on="statement", how="inner").filter(nw.col("value") > nw.col("other_value"))
    return nw.to_native(_noted(pairs, "part_above_total"))


def withdrawn(figures: IntoFrameT) -> IntoFrameT:
    """Statements that disappeared from their source or are known to be slips."""
    rows = rows_of(figures).filter((nw.col("status") == "withdrawn") & ~nw.col("value").is_null())
    return nw.to_native(_noted(_alone(rows), "withdrawn"))


def overdue(figures: IntoFrameT, crises: IntoFrameT, today: date) -> IntoFrameT:
    """Crises whose newest statement is older than their review interval.

    Returns `crisis_id`, `newest` (as-of day), `days` since it, `review_every_days`, and `overdue`;
    a crisis with an end date is never overdue, because nothing newer is expected; one without any
    statement is.
    """
    then = datetime(today.year, today.month, today.day)
    newest = rows_of(figures).filter(is_current()).group_by("crisis_id").agg(nw.col("as_of").max().alias("newest"))
    rows = rows_of(crises).select("crisis_id", "end_date", "review_every_days")
    rows = rows.join(newest, on="crisis_id", how="left").with_columns(nw.lit(then).alias("today"))
    days = days_between("newest", "today")
    late = (is_blank("newest") | (days > nw.col("review_every_days"))) & is_blank("end_date")
    rows = rows.with_columns(days.alias("days"), late.alias("overdue"))
    return nw.to_native(rows.select("crisis_id", "newest", "days", "review_every_days", "overdue"))


def _alone(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """A remark on one statement: the other one is blank, in the same types."""
    return rows.with_columns(
        nw.lit(None, dtype=nw.String).alias("other_id"),
        nw.lit(None, dtype=nw.Float64).alias("other_value"),
        nw.lit(None, dtype=nw.Datetime("us")).alias("other_as_of"),
    )


def _noted(rows: nw.DataFrame | nw.LazyFrame, kind: str) -> nw.DataFrame | nw.LazyFrame:
    return rows.with_columns(nw.lit(kind).alias("kind")).select(*NOTE)
