"""What happened, which figures stand near it, and which series a change of counting breaks."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import beside, days_between, each, held, is_blank, is_current, rows_of, totals

# Figures this many days before or after an event stand near it.
NEAR_DAYS = 7

# A change of counting is about the displaced; residents, people in need and the dead are counted by others.
DISPLACED = ("IDP", "RDP", "REF", "RET", "ASY", "OIP", "STA")

# A part of a whole has no counting of its own to change.
COUNTS = ("stock", "flow", "cumulative")


def linked(figures: IntoFrameT, events: IntoFrameT, crises: IntoFrameT, near_days: int = NEAR_DAYS) -> IntoFrameT:
    """Find the figures that belong to each event: named by it, or near it in time at its place.

    Takes figures, events and crises. Returns the figures' columns plus `of_event` (the event's id), `how`
    (named: the figure carries the event's id; place: a total for the event's place; area: a total for
    its crisis's own area) and `days_after` (the as-of day less the event's first day, or last day where
    it lies after that; 0 within). Near figures are current, of the event's crisis, and the recommended
    ones; a figure is given once for an event.
    """
    about = rows_of(crises).select("crisis_id", nw.col("location_id").alias("area_id"))
    rows = (
        rows_of(events)
        .join(about, on="crisis_id", how="left")
        .select(
            nw.col("event_id").alias("of_event"),
            nw.col("crisis_id").alias("its_crisis"),
            nw.col("date_start").alias("its_start"),
            nw.coalesce(nw.col("date_end"), nw.col("date_start")).alias("its_end"),
            nw.col("location_id").alias("its_place"),
            "area_id",
        )
    )
    stated = rows_of(figures).filter(~nw.col("value").is_null())
    named = stated.join(rows, left_on="event_id", right_on="of_event", how="inner")
    named = named.with_columns(nw.col("event_id").alias("of_event"), nw.lit("named").alias("how"))
    near = totals(stated.filter(is_current() & (nw.col("role") == "recommended") & is_blank("event_id")))
    near = near.filter(is_blank("origin_location_id") | (nw.col("measure") != "flow"))
    rows = beside(near, rows)
    near = near.join(rows, left_on="crisis_id", right_on="its_crisis", how="inner")
    near = near.with_columns(nw.col("crisis_id").alias("its_crisis"))
    at_place = (nw.col("location_id") == nw.col("its_place")).fill_null(False)
    near = near.filter(at_place | (nw.col("location_id") == nw.col("area_id")).fill_null(False))
    near = near.with_columns(nw.when(at_place).then(nw.lit("place")).otherwise(nw.lit("area")).alias("how"))
    near = _with_days(near).filter((nw.col("days_after") >= -near_days) & (nw.col("days_after") <= near_days))
    found = nw.concat([beside(near, _with_days(named).select(*near.collect_schema().names())), near])
    return nw.to_native(found.drop("its_crisis", "its_start", "its_end", "its_place", "area_id"))


def _with_days(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    before, after = days_between("its_start", "as_of"), days_between("its_end", "as_of")
    days = nw.when(before < 0).then(before).otherwise(nw.when(after > 0).then(after).otherwise(nw.lit(0.0)))
    return rows.with_columns(days.alias("days_after"))


def breaks(figures: IntoFrameT, events: IntoFrameT) -> IntoFrameT:
    """Find the series that each change of counting touches: statements on one side of it are unlike those on the other.

    Takes figures and events. Returns one row per event of kind count_method_change and series:
    `event_id`, `crisis_id`, `indicator`, `location_id`, `date_start`, `title`, `before` and `after` (numbers
    of statements for days before it, and from its day on; both above 0). Touched are the indicators
    of figures that name the event; without any, the counts of displaced people that the event's source
    states for its place; without those, every count of displaced people there.
    """
    turns = rows_of(events).filter(nw.col("kind") == "count_method_change")
    turns = turns.select("event_id", "crisis_id", "location_id", "date_start", "title", "source_id")
    rows = totals(rows_of(figures).filter(~nw.col("value").is_null() & nw.col("measure").is_in(list(COUNTS))))
    rows = rows.filter(nw.col("population_group").is_in(list(DISPLACED)))
    # Flows from one named origin are parts of their place's flow, and drawn on no line.
    rows = rows.filter((nw.col("measure") != "flow") | is_blank("origin_location_id"))
    rows = rows.select("crisis_id", "indicator", "location_id", "as_of", nw.col("source_id").alias("said_by"))
    turns = beside(rows, turns)
    pairs = rows.join(turns, on=["crisis_id", "location_id"], how="inner")
    named = beside(rows, each(rows_of(figures).filter(~is_blank("event_id")), ["event_id", "indicator"]))
    own = each(pairs.filter(nw.col("said_by") == nw.col("source_id")), ["event_id", "indicator"])
    own = own.join(named.select("event_id").unique(), on="event_id", how="anti")
    pairs = _only(pairs, nw.concat([named.join(turns.select("event_id"), on="event_id", how="inner"), own]))
    late = nw.when(nw.col("as_of") >= nw.col("date_start")).then(nw.lit(1)).otherwise(nw.lit(0))
    pairs = pairs.with_columns(late.alias("late"))
    pairs = pairs.with_columns((1 - nw.col("late")).alias("early"))
    of = ["event_id", "crisis_id", "indicator", "location_id", "date_start", "title"]
    counts = pairs.group_by(of).agg(nw.col("early").sum().alias("before"), nw.col("late").sum().alias("after"))
    return nw.to_native(counts.filter((nw.col("before") > 0) & (nw.col("after") > 0)))


def _only(pairs: nw.DataFrame | nw.LazyFrame, among: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Keep of each event the indicators `among` has for it; an event it has none for keeps all."""
    free = pairs.join(among.select("event_id").unique(), on="event_id", how="anti")
    return nw.concat([free, pairs.join(among, on=["event_id", "indicator"], how="inner")])


def crossed(gaps: IntoFrameT, breaks: IntoFrameT) -> IntoFrameT:
    """Return the statements before which the counting changed: no line leads to them from the one before.

    Takes rows of `metrics.trend.gaps` and of `breaks(...)`. Returns one row per statement: `figure_id`.
    """
    rows = held(rows_of(gaps).filter(~is_blank("previous_as_of")))
    rows = rows.select("figure_id", "crisis_id", "indicator", "location_id", "as_of", "previous_as_of")
    turns = held(rows_of(breaks).select("crisis_id", "indicator", "location_id", "date_start"))
    pairs = rows.join(turns, on=["crisis_id", "indicator", "location_id"], how="inner")
    between = (nw.col("previous_as_of") < nw.col("date_start")) & (nw.col("date_start") <= nw.col("as_of"))
    return nw.to_native(pairs.filter(between).select("figure_id").unique())
