"""One source's figures by place for one date: never of two sources, two dates or two admin levels."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import Refusal, alike, collected, distinct, held, is_blank, is_total, joined, one_each, rows_of
from metrics.shares import rate_per_1000

# The same statement: one source, one date, one period, one population, one admin level, one origin.
SERIES = ("crisis_id", "indicator", "source_id", "population_group", "admin_level", "origin_location_id")
STATEMENT = (*SERIES, "as_of", "period_start")


def totals(figures: IntoFrameT, like: str = "") -> IntoFrameT:
    """Keep totals (no sex, age or further cut) that stand, each with its `statement` and `series`.

    Takes figures with `admin_level`. `statement` is equal for the places of one source, date and level,
    `series` for its statements over time. Rows without a value stay: places the source did not report.
    With a statement to be `like`, only rows that may be of its series.
    """
    rows = _standing(rows_of(figures))
    rows = held(alike(rows, SERIES, like)) if like else rows
    return nw.to_native(joined(joined(rows, "statement", list(STATEMENT)), "series", list(SERIES)))


def statements(figures: IntoFrameT) -> IntoFrameT:
    """Find every (source, date, admin level) that gives figures by place.

    Returns one row per statement with the columns of STATEMENT, `places` (how many with a value),
    `blanks` (how many without) and `statement`. Places without an admin level (informal areas) are a
    level of their own. Withdrawn rows do not count.
    """
    needed = ["statement", *STATEMENT, "location_id", "value", "role", "published_on", "figure_id"]
    rows = one_each(rows_of(totals(figures)).select(needed), ["statement", "location_id"])
    given = nw.when(is_blank("value")).then(nw.lit(0)).otherwise(nw.lit(1))
    rows = rows.with_columns(given.alias("given"))
    counts = rows.group_by("statement", *STATEMENT).agg(nw.col("given").sum().alias("places"), nw.len().alias("rows"))
    counts = counts.with_columns((nw.col("rows") - nw.col("places")).alias("blanks")).drop("rows")
    return nw.to_native(counts.filter(nw.col("places") > 0))


def at(totals: IntoFrameT, statement: str) -> IntoFrameT:
    """Give the rows of one statement of `totals(...)`, one per place.

    Where the source stated a place twice, the recommended row counts, then the last published. A
    blank value stays: it is a place the source did not report.
    """
    rows = rows_of(totals).filter(nw.col("statement") == statement)
    return nw.to_native(one_each(rows, ["location_id"]))


def left_out(totals: IntoFrameT, statement: str) -> IntoFrameT:
    """Find the places that the same source gives for other dates, and not for this one.

    Returns one row per place with `location_id` and `last_as_of`, the newest date it is given for.
    """
    rows = rows_of(totals)
    here = rows.filter(nw.col("statement") == statement)
    others = rows.filter(nw.col("series").is_in(distinct(here, "series")) & ~is_blank("value"))
    others = others.join(here.select("location_id").unique(), on="location_id", how="anti")
    return nw.to_native(others.group_by("location_id").agg(nw.col("as_of").max().alias("last_as_of")))


def rates(figures: IntoFrameT, statement: str) -> IntoFrameT:
    """Divide a statement's figures by residents, per 1,000, where the source gives both (rule 5).

    Returns the rows of `at` that have a denominator, with `rate`, `residents` and `whole_id` (the
    figure of residents). Raises Refusal when no place has one.
    """
    rows = rows_of(at(totals(figures, statement), statement))
    indicators = collected(rows)["indicator"].to_list()
    if not indicators:
        raise Refusal("no rate: there are no figures")
    pairs = rows_of(rate_per_1000(figures, indicators[0])).select(
        nw.col("part_id").alias("figure_id"), "rate", "residents", "whole_id"
    )
    found = held(rows).join(held(pairs), on="figure_id", how="inner")
    if not len(collected(found)):
        raise Refusal("no rate: the source gives no number of residents for these places and this date")
    return nw.to_native(found)


def why_no_rate(figures: IntoFrameT, statement: str) -> str:
    """Say why a statement has no rates; "" when it has."""
    try:
        rates(figures, statement)
    except Refusal as refusal:
        return str(refusal)
    return ""


def newest(figures: IntoFrameT, location: str) -> IntoFrameT:
    """Give each source's newest statement of each indicator for one place, whatever crisis it is told for.

    Returns whole rows, one per crisis, indicator, source, population group and origin.
    """
    rows = held(_standing(rows_of(figures)).filter((nw.col("location_id") == location) & ~is_blank("value")))
    rank = nw.when(nw.col("role") == "recommended").then(nw.lit(1)).otherwise(nw.lit(0))
    rows = joined(rows.with_columns(rank.alias("role_rank")), "series", list(SERIES))
    order = ["as_of", "role_rank", "published_on", "figure_id"]
    return nw.to_native(rows.unique(subset=["series"], keep="last", order_by=order).drop("role_rank", "series"))


def _standing(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Totals that stand, with a value or with the word that says why there is none."""
    return rows.filter(is_total() & nw.col("status").is_in(["preliminary", "validated"]))
