"""How long a period is, and which statements may stand on one line."""

import narwhals as nw

from metrics.frames import SUBJECT, days_between, joined, one_each

# Kinds of period, with the shortest and longest number of days each may have (both ends counted).
KINDS = (
    ("day", 1, 1),
    ("week", 5, 9),
    ("month", 28, 31),
    ("quarter", 89, 92),
    ("half_year", 181, 184),
    ("year", 365, 366),
)


def with_period_kind(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Add `period_days` (first and last day counted) and `period_kind`; both blank without a start.

    A period of no usual length is `other`: it is never lined up with another.
    """
    rows = rows.with_columns((days_between("period_start", "as_of") + 1).alias("period_days"))
    kind = nw.when(nw.col("period_days").is_null()).then(nw.lit(None, dtype=nw.String)).otherwise(nw.lit("other"))
    for name, shortest, longest in KINDS:
        fits = nw.col("period_days").is_between(shortest, longest).fill_null(False)
        kind = nw.when(fits).then(nw.lit(name)).otherwise(kind)
    return rows.with_columns(kind.alias("period_kind"))


def with_line(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Add `line`: equal for statements that may be compared over time.

    One subject, one source; for a cumulative count also one start date (rule 3), for a flow one
    kind of period (a day is not compared with a year). A start nobody stated equals no other.
    """
    rows = with_period_kind(rows)
    start = nw.coalesce(nw.col("period_start").dt.to_string("%Y-%m-%d"), nw.col("figure_id"))
    odd = nw.concat_str([nw.col("period_days").cast(nw.String).fill_null(""), start])
    usual = (nw.col("period_kind") != "other").fill_null(False)
    flow = nw.when(usual & ~nw.col("period_kind").is_null()).then(nw.col("period_kind")).otherwise(odd)
    since = (
        nw.when(nw.col("measure") == "cumulative")
        .then(start)
        .otherwise(nw.when(nw.col("measure") == "flow").then(flow).otherwise(nw.lit("")))
    )
    rows = rows.with_columns(since.alias("line_since"))
    return joined(rows, "line", [*SUBJECT, "source_id", "line_since"])


def one_per_date(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Keep one statement per line and as-of date: the recommended one, else the last published."""
    return one_each(rows, ["line", "as_of"])
