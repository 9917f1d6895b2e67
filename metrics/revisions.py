"""How a series looked on each day, what it looked like before it was changed, and who revised how often."""

from datetime import date, datetime

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.change_log import replaced, withdrawn
from metrics.frames import held, is_blank, rows_of
from metrics.known import as_known_on


def days(series: IntoFrameT) -> IntoFrameT:
    """Return the days on which something about a series appeared, or could no longer be read.

    Takes figures with `published_on`, `withdrawn_on` and `replaces`. Returns one row per day: `day`,
    `appeared` and `gone` (numbers of statements). What came and went on one day could be read on
    that day, and is gone on the next. A slip that was never taken back is no news.
    """
    rows = _with_end(rows_of(series))
    appeared = rows.select(nw.col("published_on").alias("day"), nw.lit(1).alias("is_new"), nw.lit(0).alias("is_gone"))
    gone = rows.filter(~is_blank("gone_on"))
    gone = gone.select(nw.col("gone_on").alias("day"), nw.lit(0).alias("is_new"), nw.lit(1).alias("is_gone"))
    both = nw.concat([appeared, gone]).group_by("day")
    return nw.to_native(both.agg(nw.col("is_new").sum().alias("appeared"), nw.col("is_gone").sum().alias("gone")))


def as_seen_on(series: IntoFrameT, day: date | None = None) -> IntoFrameT:
    """Return everything published by a day, with `stands` (it could still be read then), `fresh` and `lost`.

    Takes a series as `metrics.trend.series` gives it. Without a day: everything, as it stands now.
    `stands` agrees with `metrics.known.as_known_on`; `fresh` is true for what appeared on the very
    day, `lost` for what could be read until the day before. What had gone by then is kept. Slips
    that were never taken back and never replaced are left out: they are for the table.
    """
    rows = rows_of(series)
    if day is None:
        newer = rows.filter(~is_blank("replaces") & _current()).select(nw.col("replaces").alias("figure_id")).unique()
        standing = rows.filter(_current()).join(newer, on="figure_id", how="anti").select("figure_id")
    else:
        standing = rows_of(as_known_on(series, day)).select("figure_id")
        rows = rows.filter(nw.col("published_on") <= _moment(day))
    standing = standing.with_columns(nw.lit(True).alias("stands"))
    rows = _with_end(rows).join(standing, on="figure_id", how="left")
    fresh, lost = nw.lit(False), nw.lit(False)
    if day:
        fresh = nw.col("published_on") == _moment(day)
        lost = (nw.col("gone_on") == _moment(day)).fill_null(False)
    stands = nw.col("stands").fill_null(False).cast(nw.Boolean)
    return nw.to_native(rows.with_columns(stands, fresh.alias("fresh"), lost.alias("lost")).drop("gone_on"))


def vintages(series: IntoFrameT, day: date | None = None) -> IntoFrameT:
    """Return how each line ran before something on it was replaced or withdrawn.

    Takes a series as `metrics.trend.series` gives it. Returns, for every line and every day up to
    `day` on which it lost a statement, the statements that made the line until then: the series'
    columns plus `until` (that day) and `lost` (true for what was lost on it). A line that never
    lost a statement has no earlier vintage.
    """
    rows = _with_end(rows_of(series))
    if day:
        rows = rows.filter(nw.col("published_on") <= _moment(day))
    turns = rows.filter(~is_blank("gone_on")).select("line", nw.col("gone_on").alias("until")).unique()
    if day:
        turns = turns.filter(nw.col("until") <= _moment(day))
    pairs = rows.join(turns, on="line", how="inner")
    still = is_blank("gone_on") | (nw.col("gone_on") >= nw.col("until")).fill_null(False)
    lost = (nw.col("gone_on") == nw.col("until")).fill_null(False)
    before = nw.col("published_on") < nw.col("until")
    return nw.to_native(pairs.filter(still & before).with_columns(lost.alias("lost")).drop("gone_on"))


def by_source(figures: IntoFrameT, crisis: str | None = None) -> IntoFrameT:
    """Count how often each source spoke, and how often it revised itself.

    Takes figures of any subjects; `crisis` leaves only its own. Returns one row per source:
    `source_id`, `statements` (with a value), `last_as_of`, `last_published`, `revised` (its statements
    another one of its own replaced with another number) and `withdrawn` (gone, and not replaced; slips too).
    """
    rows = rows_of(figures).filter(~nw.col("value").is_null())
    rows = rows.filter(nw.col("crisis_id") == crisis) if crisis else rows
    said = held(
        rows.group_by("source_id").agg(
            nw.len().alias("statements"),
            nw.col("as_of").max().alias("last_as_of"),
            nw.col("published_on").max().alias("last_published"),
        )
    )
    own = nw.col("source_id_before") == nw.col("source_id_after")
    revised = replaced(rows).filter((nw.col("kind") == "replaced") & own).group_by("source_id_before")
    revised = held(revised.agg(nw.len().alias("revised"))).rename({"source_id_before": "source_id"})
    gone = withdrawn(rows).group_by("source_id_before").agg(nw.len().alias("withdrawn"))
    gone = held(gone).rename({"source_id_before": "source_id"})
    said = said.join(revised, on="source_id", how="left").join(gone, on="source_id", how="left")
    return nw.to_native(
        said.with_columns(*(nw.col(one).fill_null(0).cast(nw.Int64) for one in ("revised", "withdrawn")))
    )


def changed_subjects(figures: IntoFrameT) -> IntoFrameT:
    """Return one row per crisis, indicator and place with withdrawn or replaced statements: `changes`."""
    rows = rows_of(figures).filter(~nw.col("value").is_null())
    rows = rows.filter((nw.col("status") == "withdrawn") | ~is_blank("replaces"))
    return nw.to_native(rows.group_by("crisis_id", "indicator", "location_id").agg(nw.len().alias("changes")))


def _with_end(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Add `gone_on`: the first day a statement could no longer be read; blank while it stands. Slips are left out."""
    newer = rows.filter(~is_blank("replaces")).group_by("replaces")
    newer = newer.agg(nw.col("published_on").min().alias("replaced_on"))
    rows = _without_slips(rows).join(newer, left_on="figure_id", right_on="replaces", how="left")
    gone = nw.coalesce(nw.col("withdrawn_on"), nw.col("replaced_on"))
    one_day = nw.col("withdrawn_on") == nw.col("published_on")
    ended = nw.when(one_day.fill_null(False)).then(gone.dt.offset_by("1d")).otherwise(gone)
    return rows.with_columns(ended.alias("gone_on")).drop("replaced_on")


def _without_slips(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    newer = rows.filter(~is_blank("replaces")).select(nw.col("replaces").alias("figure_id")).unique()
    slips = rows.filter(_slip()).select("figure_id").join(newer, on="figure_id", how="anti")
    return rows.join(slips, on="figure_id", how="anti")


def _slip() -> nw.Expr:
    return (nw.col("status") == "withdrawn") & is_blank("withdrawn_on")


def _current() -> nw.Expr:
    return nw.col("status").is_in(["preliminary", "validated"])


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
