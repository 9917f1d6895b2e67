"""Who said what about one thing for one date: every statement that stands, and what may tell them apart."""

from datetime import date, datetime

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import (
    SUBJECT,
    days_between,
    each,
    held,
    is_blank,
    is_current,
    is_total,
    one_each,
    rows_of,
    same_cells,
)
from metrics.periods import with_line
from metrics.triangulation import NEAR_DAYS

# Measures that a reader may take for one another: how many by a day, and how many in a period.
ALIKE = {"stock": ("stock", "cumulative"), "cumulative": ("stock", "cumulative"), "flow": ("flow",), "share": ()}

# Units in which one crowd may be counted.
CROWD_UNITS = ("people", "households", "movements")

# A hedge that leaves one end open: the value is the lowest, or the highest, it may be.
FROM_HERE_UP = ("more_than", "at_least")
FROM_HERE_DOWN = ("less_than", "up_to")

# What is held against every statement, under names of its own.
ITS = ("figure_id", "value", "as_of", "period_start", "qualifier")


def days(series: IntoFrameT, near_days: int = NEAR_DAYS) -> IntoFrameT:
    """Count for each as-of day how many speak of it.

    Takes a series as `metrics.trend.series` gives it. Returns one row per day that somebody made a
    statement for which stands: `as_of`, `statements` (for that very day) and `voices` (sources
    and start dates that speak within `near_days` of it). Withdrawn statements do not count.
    """
    rows = rows_of(series).filter(is_current()).select("as_of", "line")
    own = rows.group_by("as_of").agg(nw.len().alias("statements"))
    near = own.select("as_of").join(rows.rename({"as_of": "other_as_of"}), how="cross")
    near = near.filter(days_between("as_of", "other_as_of").abs() <= near_days)
    voices = near.group_by("as_of").agg(nw.col("line").n_unique().alias("voices"))
    return nw.to_native(own.join(voices, on="as_of", how="inner"))


def standing(series: IntoFrameT, day: date, near_days: int = NEAR_DAYS) -> IntoFrameT:
    """Return every statement for a day, and of those who said nothing for it their nearest within a week.

    Takes a series as `metrics.trend.series` gives it. A source that counts from two start dates
    speaks twice, and so does one of whom somebody else passed on another number than its
    recommended one. Returns the series' columns plus `days_apart` (from `day`) and `main`: true for
    one row at most, the recommended statement nearest to the day. Withdrawn statements do not stand.
    """
    rows = rows_of(series).filter(is_current()).with_columns(nw.lit(datetime(*day.timetuple()[:3])).alias("its_day"))
    rows = rows.with_columns(days_between("its_day", "as_of").alias("days_apart"))
    rows = rows.with_columns(nw.col("days_apart").abs().alias("distance")).filter(nw.col("distance") <= near_days)
    nearest = rows.group_by("line", "role").agg(nw.col("distance").min())
    rows = rows.join(nearest, on=["line", "role", "distance"], how="inner")
    that_day = rows.filter(nw.col("distance") == 0)
    beside = rows.filter(nw.col("distance") > 0)
    found = nw.concat([that_day, one_each(beside, ["line", "role"])])
    chosen = found.filter(nw.col("role") == "recommended")
    order = ["distance", "published_on", "figure_id"]
    chosen = chosen.with_columns(nw.lit(1).alias("one")).unique(subset=["one"], keep="first", order_by=order)
    chosen = chosen.select("figure_id", nw.lit(True).alias("main"))
    found = found.join(chosen, on="figure_id", how="left").with_columns(
        nw.col("main").fill_null(False).cast(nw.Boolean)
    )
    return nw.to_native(found.drop("its_day", "distance"))


def differences(statements: IntoFrameT, figure_id: str) -> IntoFrameT:
    """Hold every statement against one of them, and say what the data tells of why they differ.

    Takes rows as `standing` gives them. Returns them with `difference` (in the unit), `days_later`
    and `start_later` (days its as-of day and its start lie after the other's) and, each true or
    false: `same_value`, `other_start` (both name a start, another one), `start_unsaid` (one of the
    two names none, of a count that needs one), `other_day`, `open_end` (a hedge such as “more than”
    that leaves room for the other value), and `against` (a cumulative count that is higher though
    it counts fewer days, or lower though it counts more: its days do not explain it). An unknown
    id leaves nothing to hold against, and no rows.
    """
    rows = rows_of(statements)
    its = rows.filter(nw.col("figure_id") == figure_id).select(*(nw.col(one).alias(f"its_{one}") for one in ITS))
    pairs = rows.join(its, how="cross")
    starts = is_blank("period_start"), is_blank("its_period_start")
    counted = nw.col("measure").is_in(["flow", "cumulative"])
    up = _leaves_room(FROM_HERE_UP, nw.col("its_value") >= nw.col("value"), nw.col("value") >= nw.col("its_value"))
    down = _leaves_room(FROM_HERE_DOWN, nw.col("its_value") <= nw.col("value"), nw.col("value") <= nw.col("its_value"))
    pairs = pairs.with_columns(
        (nw.col("value") - nw.col("its_value")).alias("difference"),
        (nw.col("value") == nw.col("its_value")).alias("same_value"),
        (counted & ((starts[0] & ~starts[1]) | (starts[1] & ~starts[0]))).alias("start_unsaid"),
        (nw.col("as_of") != nw.col("its_as_of")).alias("other_day"),
        ((up | down) & (nw.col("value") != nw.col("its_value"))).alias("open_end"),
        days_between("its_as_of", "as_of").alias("days_later"),
        days_between("its_period_start", "period_start").alias("start_later"),
    )
    pairs = pairs.with_columns((nw.col("start_later").abs() > 0).fill_null(False).alias("other_start"))
    more_days = nw.col("days_later") - nw.col("start_later")
    against = ((nw.col("difference") > 0) & (more_days < 0)) | ((nw.col("difference") < 0) & (more_days > 0))
    against = ((nw.col("measure") == "cumulative") & against).fill_null(False)
    pairs = pairs.with_columns(against.alias("against"))
    return nw.to_native(pairs.drop(*(f"its_{one}" for one in ITS if one != "figure_id")))


def _leaves_room(hedges: tuple[str, ...], for_its: nw.Expr, for_ours: nw.Expr) -> nw.Expr:
    """True where our hedge is open towards its value, or its hedge towards ours."""
    return (nw.col("qualifier").is_in(hedges) & for_its) | (nw.col("its_qualifier").is_in(hedges) & for_ours)


def akin(
    figures: IntoFrameT,
    crisis: str,
    indicator: str,
    location: str,
    *,
    day: date,
    places: tuple[str, ...] = (),
    near_days: int = NEAR_DAYS,
) -> IntoFrameT:
    """Find what may be taken for the same thing, and is not: another area, unit or definition.

    Takes figures. `places` are those that hold the place, or are held by it. Returns totals that
    stand, of the same population group and within `near_days`: of the same indicator for one of
    `places` (`relation` other_area), or for the same place with another indicator that counts by a
    day or in a period alike: other_unit where its unit is another, else other_definition. One row
    per source, indicator, place and start date, the nearest; `days_apart` from the day.
    """
    rows = held(rows_of(figures).filter(is_current() & is_total() & (nw.col("crisis_id") == crisis)))
    rows = rows.with_columns(nw.lit(datetime(*day.timetuple()[:3])).alias("its_day"))
    rows = rows.with_columns(days_between("its_day", "as_of").alias("days_apart"))
    rows = rows.with_columns(nw.col("days_apart").abs().alias("distance"))
    rows = rows.filter((nw.col("measure") != "flow") | is_blank("origin_location_id"))
    same = nw.col("indicator") == indicator
    subject = held(each(rows_of(figures).filter(same), ["indicator", "measure", "unit", "population_group"]))
    about = subject.select("population_group", nw.col("measure").alias("its_measure"), nw.col("unit").alias("its_unit"))
    about = about.unique(subset=["population_group"], keep="any")
    pairs = rows.filter(nw.col("distance") <= near_days).join(about, on="population_group", how="inner")
    areas = pairs.filter(same & nw.col("location_id").is_in(list(places)) & (nw.col("location_id") != location))
    areas = areas.with_columns(nw.lit("other_area").alias("relation"))
    others = pairs.filter((nw.col("location_id") == location) & (nw.col("indicator") != indicator) & _may_be_taken())
    relation = nw.when(nw.col("unit") == nw.col("its_unit")).then(nw.lit("other_definition"))
    others = others.with_columns(relation.otherwise(nw.lit("other_unit")).alias("relation"))
    found = nw.concat([areas, others])
    order = ["distance", "published_on", "figure_id"]
    found = found.unique(subset=["source_id", "indicator", "location_id", "period_start"], keep="first", order_by=order)
    return nw.to_native(found.drop("its_day", "distance", "its_measure", "its_unit"))


def _may_be_taken() -> nw.Expr:
    """True where the measure may be taken for the subject's, and both count a crowd."""
    alike = nw.lit(False)
    for measure, others in ALIKE.items():
        alike = alike | ((nw.col("its_measure") == measure) & nw.col("measure").is_in(list(others)))
    return alike & nw.col("unit").is_in(CROWD_UNITS) & nw.col("its_unit").is_in(CROWD_UNITS)


def same_subject(figures: IntoFrameT, figure_id: str) -> IntoFrameT:
    """Return every statement about what one figure is about, whoever made it and for whatever date.

    Takes figures. Returns rows with a value and with the figure's crisis, indicator, place, origin,
    population, sex, age and category, plus `line`, `period_days` and `period_kind`; itself included,
    withdrawn ones too. An unknown id is about nothing.
    """
    rows = rows_of(figures).filter(~nw.col("value").is_null())
    its = held(rows.filter(nw.col("figure_id") == figure_id).select(*SUBJECT)).rows(named=True)
    return nw.to_native(with_line(held(same_cells(rows, its[0], SUBJECT) if its else rows.head(0))))
