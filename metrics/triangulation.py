"""Competing figures for one date, side by side."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import (
    SUBJECT,
    days_between,
    held,
    is_blank,
    is_current,
    is_total,
    joined,
    one_each,
    rows_of,
    same_cells,
)
from metrics.periods import with_period_kind

# Statements of other sources count as competing up to this many days away.
NEAR_DAYS = 7

# What is compared of the statement the others stand beside, under names of its own.
ITS = ("as_of", "value", "source_id", "period_start", "period_kind")


def others(figures: IntoFrameT, figure_id: str, near_days: int = NEAR_DAYS) -> IntoFrameT:
    """Find what other sources said about the same thing for nearly the same date.

    Takes figures with `measure`. Returns, for the statement `figure_id` (withdrawn or not), one row
    per other source: its statement nearest in date within `near_days`, with `days_apart`,
    `difference` (in the unit), `same_start` (false when it counts from another day) and `differs`
    (the values are unequal). The subject is the same in everything; flows also have the same kind
    of period, because a day does not compete with a month. Withdrawn statements do not compete.
    """
    rows = rows_of(figures).filter(is_total())
    its = held(rows.filter(nw.col("figure_id") == figure_id).select(*SUBJECT)).rows(named=True)
    rows = held(same_cells(rows, its[0], SUBJECT) if its else rows.head(0))
    rows = joined(with_period_kind(rows), "subject", list(SUBJECT))
    one = rows.filter(nw.col("figure_id") == figure_id)
    one = one.select("subject", *(nw.col(column).alias(f"its_{column}") for column in ITS))
    rows = one_each(rows.filter(is_current()), ["subject", "source_id", "as_of", "period_start"])
    pairs = rows.join(one, on="subject", how="inner").filter(nw.col("source_id") != nw.col("its_source_id"))
    pairs = _nearest(_beside(pairs), near_days)
    pairs = pairs.with_columns(
        (nw.col("value") - nw.col("its_value")).alias("difference"),
        (nw.col("value") != nw.col("its_value")).alias("differs"),
    )
    return nw.to_native(pairs.drop("subject", *(f"its_{column}" for column in ITS)))


def _beside(pairs: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Add `days_apart` and `same_start`; leave out flows of another kind of period."""
    same_start = (nw.col("period_start") == nw.col("its_period_start")).fill_null(False)
    no_start = is_blank("period_start") & is_blank("its_period_start")
    pairs = pairs.with_columns(
        days_between("its_as_of", "as_of").alias("days_apart"), (same_start | no_start).alias("same_start")
    )
    kind = nw.col("period_kind")
    same_kind = (kind == nw.col("its_period_kind")).fill_null(False) & ~kind.is_in(["other"]).fill_null(False)
    return pairs.filter((nw.col("measure") != "flow") | nw.col("same_start") | same_kind)


def _nearest(pairs: nw.DataFrame | nw.LazyFrame, near_days: int) -> nw.DataFrame | nw.LazyFrame:
    """Keep each source's statement nearest in date; of two as near, one that counts from the same day."""
    other_start = nw.when(nw.col("same_start")).then(nw.lit(0)).otherwise(nw.lit(1))
    pairs = pairs.with_columns(nw.col("days_apart").abs().alias("distance"), other_start.alias("other_start"))
    pairs = pairs.filter(nw.col("distance") <= near_days)
    order = ["distance", "other_start", "figure_id"]
    return pairs.unique(subset=["source_id"], keep="first", order_by=order).drop("distance", "other_start")
