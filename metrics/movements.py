"""From where to where: one source, one indicator, one date or periods that do not overlap."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.arithmetic import added
from metrics.frames import (
    BETWEEN,
    Refusal,
    alike,
    collected,
    distinct,
    each,
    held,
    is_blank,
    is_current,
    is_total,
    joined,
    one_each,
    rows_of,
)

# One series of links: its dates are periods of one thing, counted by one source.
SERIES = ("crisis_id", "indicator", "source_id", "population_group", "admin_level")
STATEMENT = (*SERIES, "as_of", "period_start")

# A link is a pair of places.
LINK = ("origin_location_id", "location_id")

# Links drawn one by one; the rest is one link.
MOST_LINKS = 15
OTHER = "other"

# Indicators that count people who came to a place, left it, or came back to it.
ARRIVING = ("newly_displaced", "idp_movements", "displaced_since", "border_crossings", "crossed_since")
LEAVING = ("departures", "idp_departures", "departures_since")
RETURNING = ("returns", "returned_since")


def statements(figures: IntoFrameT) -> IntoFrameT:
    """Find every (source, date) that gives figures with an origin.

    Returns one row per statement with the columns of STATEMENT, `measure`, `links` (how many), and
    `statement` and `series`, equal for the rows of one statement and of one series.
    """
    rows = each(_links(rows_of(figures)), [*STATEMENT, "measure", *LINK])
    counts = rows.group_by(*STATEMENT, "measure").agg(nw.len().alias("links"))
    return nw.to_native(joined(joined(counts, "statement", list(STATEMENT)), "series", list(SERIES)))


def links(figures: IntoFrameT, locations: IntoFrameT, statement: str) -> IntoFrameT:
    """Give the links of one statement, each once, and whether each leads to another place.

    Takes `locations` with `location_id`, `parent_id` and `members`. Returns the rows with `kind`:
    `between`, or `within` where one end is the other or lies in it. Where the source stated a link
    twice, the recommended row counts, then the last published.
    """
    rows = joined(held(alike(_links(rows_of(figures)), SERIES, statement)), "statement", list(STATEMENT))
    rows = one_each(rows.filter(nw.col("statement") == statement), list(LINK))
    return nw.to_native(_with_kind(rows, locations))


def over_time(figures: IntoFrameT, locations: IntoFrameT, series: str) -> IntoFrameT:
    """Add the links of a series over all its periods (rule 2): movements, and not people.

    Returns one row per link as `links` does, its `value` the sum, `period_start` and `as_of` the
    ends of the whole time, `periods` how many were added and `of_periods` how many the series has:
    a link that is missing in some is a partial total. Raises Refusal for stocks and cumulative
    counts, for periods that overlap, and where the series has one period only.
    """
    rows = rows_of(stated(figures, series))
    table = collected(rows)
    periods = len(table.select("as_of", "period_start").unique())
    if periods < 2:
        raise Refusal("not added: there is one period only")
    sums = []
    for pair in sorted(set(table.select(*LINK).rows())):
        one = table.filter((nw.col(LINK[0]) == pair[0]) & (nw.col(LINK[1]) == pair[1]))
        total = collected(rows_of(added(nw.to_native(one), over="period")))
        sums.append((*pair, float(total["value"][0]), len(one), total["unit"][0]))
    last = one_each(rows, list(LINK))
    whole = [table["period_start"].min(), table["as_of"].max()]
    summed = _with_cells(last, sums, whole).with_columns(nw.lit(periods).alias("of_periods"))
    return nw.to_native(_with_kind(summed, locations))


def may_be_added(figures: IntoFrameT, locations: IntoFrameT, series: str) -> bool:
    """Tell whether the links of a series may be added over its periods."""
    try:
        over_time(figures, locations, series)
    except Refusal:
        return False
    return True


def stated(figures: IntoFrameT, series: str) -> IntoFrameT:
    """Give the rows of a series as they were published, one for each link and period."""
    rows = held(alike(_links(rows_of(figures)), SERIES, series))
    rows = joined(rows, "series", list(SERIES)).filter(nw.col("series") == series)
    return nw.to_native(one_each(rows, ["as_of", "period_start", *LINK]))


def folded(links: IntoFrameT, most: int = MOST_LINKS) -> IntoFrameT:
    """Keep the greatest links between places, and add the others to one.

    Returns the rows of kind `between` with `link`: `origin|destination`, or OTHER on the one row
    that stands for the rest, whose places are blank, with `folded` (how many links it holds; 1 for
    a link of its own). Raises Refusal when the rest may not be added.
    """
    rows = joined(rows_of(links).filter(nw.col("kind") == "between"), "link", list(LINK))
    rows = rows.with_columns(nw.lit(1).alias("folded"))
    table = collected(rows)
    if len(table) <= most:
        return nw.to_native(rows)
    order = sorted(zip(table["value"].to_list(), table["link"].to_list(), strict=True), reverse=True)
    small = [link for _, link in order[most - 1 :]]
    rest = table.filter(nw.col("link").is_in(small))
    total = collected(rows_of(added(nw.to_native(rest), over="location")))["value"][0]
    types = rows.collect_schema()
    one = rows.filter(nw.col("link") == small[0]).with_columns(
        nw.lit(float(total)).alias("value"),
        nw.lit(OTHER).alias("link"),
        nw.lit(len(small)).cast(types["folded"]).alias("folded"),
        *(nw.lit(None, dtype=types[c]).alias(c) for c in ("figure_id", "qualifier", "caveat", *LINK)),
    )
    return nw.to_native(nw.concat([rows.filter(~nw.col("link").is_in(small)), one.select(*types)]))


def by_place(figures: IntoFrameT) -> IntoFrameT:
    """Give what sources state of arrivals, departures and returns at each place and period, not added.

    Returns whole rows with `flow` (arrivals, departures, returns) and `period`, equal for the rows of
    one period, in crises with places that have an admin level. Totals only: a row with an origin is a
    part of its place's arrivals.
    """
    rows = rows_of(figures).filter(is_current() & is_total() & is_blank("origin_location_id"))
    rows = rows.filter(~is_blank("admin_level") & (nw.col("admin_level") > 0))
    flow = (
        nw.when(nw.col("indicator").is_in(list(ARRIVING)))
        .then(nw.lit("arrivals"))
        .when(nw.col("indicator").is_in(list(LEAVING)))
        .then(nw.lit("departures"))
        .when(nw.col("indicator").is_in(list(RETURNING)))
        .then(nw.lit("returns"))
    )
    rows = rows.with_columns(flow.alias("flow")).filter(~is_blank("flow"))
    keys = ["crisis_id", "indicator", "source_id", "as_of", "period_start", "location_id"]
    return nw.to_native(joined(one_each(rows, keys), "period", ["period_start", "as_of"]))


def _links(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    return rows.filter(is_current() & is_total() & ~is_blank("origin_location_id") & (nw.col("measure") != "share"))


def _with_cells(rows, sums: list[tuple], whole: list) -> nw.DataFrame | nw.LazyFrame:
    """Put sums, units and the ends of the whole time into one row per link."""
    value, periods, unit = nw.lit(0.0), nw.lit(0), nw.col("unit")
    for origin, place, total, added_up, said in sums:
        here = (nw.col(LINK[0]) == origin) & (nw.col(LINK[1]) == place)
        value = nw.when(here).then(nw.lit(total)).otherwise(value)
        periods = nw.when(here).then(nw.lit(added_up)).otherwise(periods)
        unit = nw.when(here).then(nw.lit(said)).otherwise(unit)
    types = rows.collect_schema()
    start, end = (nw.lit(day).cast(types[c]).alias(c) for c, day in zip(("period_start", "as_of"), whole, strict=True))
    return rows.with_columns(value.alias("value"), periods.alias("periods"), unit.alias("unit"), start, end)


def _with_kind(rows: nw.DataFrame | nw.LazyFrame, locations: IntoFrameT) -> nw.DataFrame | nw.LazyFrame:
    places = collected(rows_of(locations).select("location_id", "parent_id", "members")).rows(named=True)
    above = {one["location_id"]: one["parent_id"] for one in places}
    held = {one["location_id"]: str(one["members"] or "").split() for one in places}
    rows = joined(rows, "pair", list(LINK))
    pairs = {pair: pair.split(BETWEEN) for pair in distinct(rows, "pair")}
    within = [
        pair for pair, (a, b) in pairs.items() if a == b or any(_lies_in(*two, above, held) for two in ((b, a), (a, b)))
    ]
    kind = nw.when(nw.col("pair").is_in(within)).then(nw.lit("within")).otherwise(nw.lit("between"))
    return rows.with_columns(kind.alias("kind")).drop("pair")


def _lies_in(place: str, area: str, above: dict, held: dict) -> bool:
    """Tell whether a place is part of an area: below it, or below one of its members."""
    seen: set = set()
    while isinstance(place, str) and place not in seen:
        if place == area or place in held.get(area, ()):
            return True
        seen.add(place)
        place = above.get(place)
    return False
