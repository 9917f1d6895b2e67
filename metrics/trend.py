"""How a figure went on: series of one subject, their changes, and where they have gaps."""

from datetime import date

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics import known, select
from metrics.frames import BETWEEN, held, is_blank, is_current, joined, rows_of, totals
from metrics.latest import with_previous
from metrics.periods import one_per_date, with_line

# A stock is joined by a line only over gaps up to this many times its usual interval.
USUAL_GAPS = 3

# A line with this many intervals has a habit of its own, and is joined up to this many times its mean.
OWN_INTERVALS = 3
OWN_GAPS = 1.5


def series(
    figures: IntoFrameT,
    crisis: str,
    indicator: str,
    location: str,
    *,
    sources: tuple[str, ...] = (),
    start: date | None = None,
    end: date | None = None,
    known_on: date | None = None,
) -> IntoFrameT:
    """Return every statement about everybody, for one indicator and place; of one cause where nobody has made any.

    Takes figures with `measure`. Returns the figures' columns plus `line` (equal where a line may
    be drawn: one source and, for cumulative counts, one start date), `period_days` and
    `period_kind`. Withdrawn statements are kept, with their status. A flow from one named origin is a
    part of its place's flow and left out. `sources` empty means all;
    `start` and `end` are as-of days, both counted. `known_on` goes back to what was known on a day.
    """
    figures = known.as_known_on(figures, known_on) if known_on else figures
    subject = {"crisis_id": (crisis,), "indicator": (indicator,), "location_id": (location,)}
    rows = rows_of(select.rows(figures, start, end, source_id=sources, sex=("all",), age_group=("all",), **subject))
    return nw.to_native(_lines(held(rows)))


def several(figures: IntoFrameT, crisis: str, subjects: tuple[tuple[str, str], ...]) -> IntoFrameT:
    """Return the `series` of several subjects of a crisis, (indicator, place) each, in one frame."""
    indicators, places = (tuple(dict.fromkeys(said)) for said in zip(*subjects, strict=True))
    about = {"crisis_id": (crisis,), "indicator": indicators, "location_id": places}
    rows = rows_of(select.rows(figures, sex=("all",), age_group=("all",), **about))
    rows = joined(held(rows), "subject", ["indicator", "location_id"])
    rows = rows.filter(nw.col("subject").is_in([BETWEEN.join(one) for one in subjects]))
    return nw.to_native(_lines(rows.drop("subject")))


def _lines(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    return with_line(totals(rows).filter(_whole() & ~nw.col("value").is_null()))


def _whole() -> nw.Expr:
    """True but for a flow from one named origin, which is a part of its place's flow."""
    return (nw.col("measure") != "flow") | is_blank("origin_location_id")


def changes(figures: IntoFrameT) -> IntoFrameT:
    """Compare each statement with the one before it on the same line.

    Takes figures with `measure`. Returns one row per statement that has an earlier one, with
    `previous_value`, `previous_as_of`, `previous_id`, `change`, `change_percent`, `days` and
    `kind`: rise, fall, unchanged, or revised_or_returned for a cumulative count that falls. A
    flow is compared only with the flow of the period that ended the day before its own began:
    the row before is not the period before (rule 6).
    """
    rows = one_per_date(with_line(rows_of(figures).filter(is_current())))
    pairs = with_previous(rows, rows).filter(~nw.col("previous_value").is_null())
    lower = nw.when(nw.col("measure") == "cumulative").then(nw.lit("revised_or_returned"))
    kind = (
        nw.when(nw.col("change") > 0)
        .then(nw.lit("rise"))
        .otherwise(nw.when(nw.col("change") == 0).then(nw.lit("unchanged")).otherwise(lower.otherwise(nw.lit("fall"))))
    )
    return nw.to_native(pairs.with_columns(kind.alias("kind")))


def gaps(figures: IntoFrameT, usual_days: int) -> IntoFrameT:
    """Say for each statement how long its line had been silent, and whether a line may be drawn.

    `usual_days` is how often the crisis is reviewed. Returns one row per statement with a value
    that stands: `previous_as_of`, `days` since it (blank for the first) and `joins`, true up to
    three usual intervals, or up to half as long again as the line's own mean interval where it has
    at least three (a yearly series in a crisis reviewed each week). A longer silence is a gap:
    nobody knows what lay between.
    """
    rows = one_per_date(with_line(rows_of(figures).filter(is_current())))
    rows = with_previous(rows, rows, neighbours=False).with_columns(
        nw.col("days").mean().over("line").alias("mean_days"),
        nw.col("days").count().over("line").alias("intervals"),
    )
    own = (nw.col("intervals") >= OWN_INTERVALS) & (nw.col("days") <= nw.col("mean_days") * OWN_GAPS)
    joins = (nw.col("days") <= usual_days * USUAL_GAPS) | own
    return nw.to_native(rows.with_columns(joins.fill_null(False).alias("joins")).drop("mean_days", "intervals"))


def subjects(figures: IntoFrameT) -> IntoFrameT:
    """Return one row per crisis, indicator and place somebody made statements about.

    Returns `crisis_id`, `indicator`, `location_id`, `statements`, `sources`, `first` and `last`
    (as-of days): what a reader can choose from. Only totals with a value count, or one cause where
    there is none; a flow from one named origin is a part.
    """
    rows = totals(rows_of(figures)).filter(_whole() & ~nw.col("value").is_null())
    return nw.to_native(
        rows.group_by("crisis_id", "indicator", "location_id").agg(
            nw.len().alias("statements"),
            nw.col("source_id").n_unique().alias("sources"),
            nw.col("as_of").min().alias("first"),
            nw.col("as_of").max().alias("last"),
        )
    )
