"""One call of every public metric, on the curated tables: what each engine must answer alike."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime

import narwhals as nw
import pandas as pd

from metrics import (
    arithmetic,
    breakdown,
    change_log,
    compare,
    events,
    health,
    known,
    latest,
    movements,
    outlook,
    places,
    quality,
    revisions,
    select,
    shares,
    statements,
    trend,
    triangulation,
)

# A crisis with every measure, its area, a day in it, and a figure that others contradict.
CRISIS, PLACE, INDICATOR = "syr-nw-2019-12", "X-SYR-NW", "displaced_since"
DAY, FIGURE = date(2020, 2, 14), "syr-nw-2020-02-02-displaced-ocha"
# Its source also states how many people lived there.
WITH_RESIDENTS = "syr-nw-2019-12|displaced_since|ocha|IDP|||2020-02-13|2019-12-01"

CARDS = (("displaced_since", PLACE), ("population", PLACE))

Tables = Mapping[str, object]


def series(tables: Tables):
    return trend.series(tables["figures"], CRISIS, INDICATOR, PLACE)


def statement(found, **cells) -> str:
    """Return the `statement` (or else the `series`) of the first row, in order, that has these cells."""
    rows = nw.from_native(found).lazy().collect(backend="pandas").to_native()
    for column, cell in cells.items():
        rows = rows[rows[column] == cell]
    return sorted(rows["statement" if "statement" in rows else "series"])[-1]


def one_series(tables: Tables):
    subject = {"crisis_id": (CRISIS,), "indicator": (INDICATOR,), "location_id": (PLACE,)}
    return select.rows(tables["figures"], **subject)


def at_places(tables: Tables) -> str:
    return statement(places.statements(tables["figures"]), crisis_id=CRISIS, indicator="population")


def of_movements(tables: Tables, column: str = "statement") -> str:
    found = nw.from_native(movements.statements(tables["figures"])).lazy().collect(backend="pandas").to_native()
    best = found.sort_values(["links", "statement"]).iloc[-1]
    return str(best[column])


def parts(tables: Tables, cut: str) -> str:
    return statement(breakdown.statements(tables["figures"], cut), crisis_id=CRISIS, indicator=INDICATOR)


def one_line(tables: Tables) -> str:
    lines = nw.from_native(outlook.with_lines(series(tables))).lazy().select("line").unique().collect(backend="pandas")
    return sorted(lines["line"].to_list())[0]


def flows(tables: Tables):
    """Monthly movements of one place by one source: what may be added over periods."""
    rows = nw.from_native(movements.by_place(tables["figures"])).lazy().collect(backend="pandas").to_native()
    rows = rows[(rows["indicator"] == "idp_movements") & (rows["adds_over"].str.contains("period"))]
    one = sorted(set(zip(rows["location_id"], rows["source_id"], strict=True)))[0]
    return select.rows(
        tables["figures"],
        figure_id=tuple(rows[(rows["location_id"] == one[0]) & (rows["source_id"] == one[1])]["figure_id"]),
    )


CALLS: dict[str, Callable[[Tables], object]] = {
    "arithmetic.added": lambda t: arithmetic.added(flows(t), over="period"),
    "breakdown.breakdown": lambda t: breakdown.breakdown(t["figures"], "sex_age", parts(t, "sex_age")),
    "breakdown.stated_places": lambda t: breakdown.stated_places(t["figures"]),
    "breakdown.totals_stated": lambda t: breakdown.totals_stated(t["figures"]),
    "breakdown.statements": lambda t: breakdown.statements(t["figures"], "location"),
    "change_log.chain": lambda t: change_log.chain(t["figures"], FIGURE),
    "change_log.log": lambda t: change_log.log(series(t)),
    "compare.kinds": lambda t: compare.kinds(compare.lines(t["figures"]), t["crises"]),
    "compare.latest": lambda t: compare.latest(compare.lines(one_series(t))),
    "compare.lines": lambda t: compare.lines(t["figures"]),
    "compare.rates": lambda t: compare.rates(t["figures"], compare.lines(one_series(t))),
    "compare.with_day": lambda t: compare.with_day(compare.lines(t["figures"]), t["crises"]),
    "events.breaks": lambda t: events.breaks(t["figures"], t["events"]),
    "events.crossed": lambda t: events.crossed(trend.gaps(series(t), 7), events.breaks(t["figures"], t["events"])),
    "events.linked": lambda t: events.linked(t["figures"], t["events"], t["crises"]),
    "health.findings": lambda t: health.findings(t["figures"], t["crises"], t["sources"], date(2026, 11, 23)),
    "health.gaps": lambda t: health.gaps(t["figures"], t["crises"]),
    "health.licences": lambda t: health.licences(t["sources"]),
    "health.notes": lambda t: health.notes(t["figures"]),
    "health.overdue_crises": lambda t: health.overdue_crises(t["figures"], t["crises"], date(2026, 11, 23)),
    "health.overdue_series": lambda t: health.overdue_series(t["figures"], t["crises"], date(2026, 11, 23)),
    "health.stands_out": lambda t: health.stands_out(t["figures"]),
    "health.without_link": lambda t: health.without_link(t["figures"]),
    "health.without_pcode": lambda t: health.without_pcode(t["figures"]),
    "known.as_known_on": lambda t: known.as_known_on(t["figures"], DAY),
    "latest.headlines": lambda t: latest.headlines(t["figures"], CARDS, CRISIS),
    "latest.latest": lambda t: latest.latest(one_series(t)),
    "movements.by_place": lambda t: movements.by_place(t["figures"]),
    "movements.folded": lambda t: movements.folded(links(t), most=4),
    "movements.links": lambda t: movements.links(t["figures"], t["locations"], of_movements(t)),
    "movements.may_be_added": lambda t: movements.may_be_added(t["figures"], t["locations"], of_movements(t, "series")),
    "movements.over_time": lambda t: movements.over_time(t["figures"], t["locations"], added_series(t)),
    "movements.stated": lambda t: movements.stated(t["figures"], of_movements(t, "series")),
    "movements.statements": lambda t: movements.statements(t["figures"]),
    "outlook.check": lambda t: outlook.check(series(t), one_line(t)),
    "outlook.checks": lambda t: outlook.checks(series(t), {one_line(t): []}),
    "outlook.trials": lambda t: outlook.trials(series(t), one_line(t)),
    "outlook.with_lines": lambda t: outlook.with_lines(t["figures"]),
    "places.at": lambda t: places.at(places.totals(t["figures"]), at_places(t)),
    "places.left_out": lambda t: places.left_out(places.totals(t["figures"]), at_places(t)),
    "places.newest": lambda t: places.newest(t["figures"], PLACE),
    "places.rates": lambda t: places.rates(t["figures"], WITH_RESIDENTS),
    "places.statements": lambda t: places.statements(t["figures"]),
    "places.totals": lambda t: places.totals(t["figures"]),
    "places.why_no_rate": lambda t: places.why_no_rate(t["figures"], at_places(t)),
    "quality.cumulative_falls": lambda t: quality.cumulative_falls(t["figures"]),
    "quality.false_precision": lambda t: quality.false_precision(t["figures"]),
    "quality.notes": lambda t: quality.notes(series(t)),
    "quality.overdue": lambda t: quality.overdue(t["figures"], t["crises"], date(2026, 11, 23)),
    "quality.parts_above_total": lambda t: quality.parts_above_total(t["figures"]),
    "quality.withdrawn": lambda t: quality.withdrawn(t["figures"]),
    "revisions.as_seen_on": lambda t: revisions.as_seen_on(series(t), DAY),
    "revisions.by_source": lambda t: revisions.by_source(t["figures"], CRISIS),
    "revisions.changed_subjects": lambda t: revisions.changed_subjects(t["figures"]),
    "revisions.days": lambda t: revisions.days(series(t)),
    "revisions.vintages": lambda t: revisions.vintages(series(t)),
    "select.count": lambda t: select.count(t["figures"], crisis_id=(CRISIS,)),
    "select.ids": lambda t: select.ids(t["figures"], 100, "syr-nw-2020-02"),
    "select.page": lambda t: select.page(t["figures"], 2, 50, crisis_id=(CRISIS,)),
    "select.per_source": lambda t: select.per_source(t["figures"]),
    "select.rows": lambda t: select.rows(t["figures"], start=date(2020, 2, 1), end=DAY, words="situation report"),
    "shares.children_share": lambda t: shares.children_share(one_series(t)),
    "shares.part_share": lambda t: shares.part_share(one_series(t), "f", "18+"),
    "shares.rate_per_1000": lambda t: shares.rate_per_1000(t["figures"], "still_displaced"),
    "statements.akin": lambda t: statements.akin(
        t["figures"], CRISIS, INDICATOR, PLACE, day=DAY, places=("SYR", "X-SYR-REGION")
    ),
    "statements.days": lambda t: statements.days(series(t)),
    "statements.differences": lambda t: statements.differences(statements.standing(series(t), DAY), FIGURE),
    "statements.same_subject": lambda t: statements.same_subject(t["figures"], FIGURE),
    "statements.standing": lambda t: statements.standing(series(t), DAY),
    "trend.changes": lambda t: trend.changes(t["figures"]),
    "trend.gaps": lambda t: trend.gaps(t["figures"], 7),
    "trend.series": lambda t: trend.series(t["figures"], CRISIS, INDICATOR, PLACE, known_on=DAY),
    "trend.several": lambda t: trend.several(t["figures"], CRISIS, ((INDICATOR, PLACE), ("population", PLACE))),
    "trend.subjects": lambda t: trend.subjects(t["figures"]),
    "triangulation.others": lambda t: triangulation.others(t["figures"], FIGURE),
}


def links(tables: Tables):
    return movements.links(tables["figures"], tables["locations"], of_movements(tables))


def added_series(tables: Tables) -> str:
    """Return the first series of links that may be added over its periods."""
    found = nw.from_native(movements.statements(tables["figures"])).lazy().collect(backend="pandas").to_native()
    flowing = found[found["measure"] == "flow"]
    of = flowing.groupby("series")["as_of"].nunique()
    for one in sorted(of[of > 1].index):
        if movements.may_be_added(tables["figures"], tables["locations"], one):
            return one
    raise AssertionError("no series of the curated tables may be added")


def digest(result) -> str:
    """Return a mark of a result: equal for the same rows in any order, of any engine."""
    frame = nw.from_native(result, pass_through=True)
    if not isinstance(frame, nw.DataFrame | nw.LazyFrame):
        return f"{result}"
    table = frame.lazy().collect(backend="pandas").to_native()
    columns = sorted(table.columns)
    rows = sorted("|".join(map(_cell, row)) for row in table[columns].itertuples(index=False))
    mark = hashlib.sha256("\n".join([",".join(columns), *rows]).encode()).hexdigest()[:16]
    return f"{len(rows)} rows {mark}"


def _cell(cell) -> str:
    if pd.isna(cell):
        return ""
    if isinstance(cell, date | datetime):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, bool) or type(cell).__name__ == "bool_":
        return f"{int(cell)}"
    return f"{float(cell):.9g}" if isinstance(cell, int | float) or hasattr(cell, "dtype") else str(cell)
