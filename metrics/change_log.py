"""What changed after it was published: who replaced whom, what was withdrawn, which counts fell, and by how much."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import held, held_if_few, is_blank, is_current, rows_of
from metrics.latest import with_previous
from metrics.periods import one_per_date
from metrics.quality import cumulative_falls

# The columns of a change log: what was said before, and after.
SIDE = ("figure_id", "value", "as_of", "source_id")
LOG = ("kind", "day", *(f"{one}_before" for one in SIDE), *(f"{one}_after" for one in SIDE), "reason", "size")


def log(series: IntoFrameT) -> IntoFrameT:
    """List what changed: replacements, withdrawals, and counts lower than the same source's before.

    Takes a series as `metrics.trend.series` gives it. Returns one row per change: `kind` (replaced,
    same_value: replaced by the same number, such as when a link changed; withdrawn; slip: an
    error its publisher never took back; lower: a cumulative count below its source's earlier one
    from the same start), `day` (when it could be seen; a slip's publication), the two sides
    (`figure_id_before`, `value_before`, `as_of_before`, `source_id_before`, and the same `_after`,
    blank for what was only withdrawn), `reason`, blank where none was given, and `size`: the change as
    a share of the value before; of a withdrawal, its distance from the statement before it on its line.
    """
    rows = held(rows_of(series))
    gone = withdrawn(rows).drop("size").join(_distance(rows), on="figure_id_before", how="left").select(*LOG)
    return nw.to_native(nw.concat([replaced(rows), gone, _lower(rows)]))


def chain(figures: IntoFrameT, figure_id: str) -> list[str]:
    """Return the statements before and after one in its chain of replacements, oldest first, itself included.

    A chain that bites its tail ends there; an unknown id has no chain.
    """
    links = rows_of(figures).filter(~is_blank("replaces")).select("figure_id", "replaces")
    links = links.collect() if isinstance(links, nw.LazyFrame) else links
    earlier = dict(zip(links["figure_id"].to_list(), links["replaces"].to_list(), strict=True))
    later: dict[str, str] = {}
    for newer, older in sorted(earlier.items()):
        later.setdefault(older, newer)
    return [*reversed(_followed(earlier, figure_id)), figure_id, *_followed(later, figure_id)]


def _followed(step: dict[str, str], start: str) -> list[str]:
    seen, at = [start], step.get(start)
    while at is not None and at not in seen:
        seen.append(at)
        at = step.get(at)
    return seen[1:]


def replaced(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Return the replacements among `rows`, as `log` does."""
    gone = nw.col("withdrawn_on").alias("gone_before")
    before = rows.select(*_side("before"), gone, nw.col("change_reason").alias("reason_before"))
    after = rows.filter(~is_blank("replaces")).select(
        *_side("after"), nw.col("published_on").alias("published_after"), "replaces", "change_reason"
    )
    after = held_if_few(after)
    if isinstance(after, nw.DataFrame):
        # A lazy engine would put every statement aside to find the few that were replaced.
        before = held(before.filter(nw.col("figure_id_before").is_in(after["replaces"].to_list())))
    pairs = after.join(before, left_on="replaces", right_on="figure_id_before", how="inner")
    pairs = pairs.with_columns(nw.col("replaces").alias("figure_id_before"))
    same = nw.when(nw.col("value_before") == nw.col("value_after")).then(nw.lit("same_value"))
    return pairs.with_columns(
        same.otherwise(nw.lit("replaced")).alias("kind"),
        nw.coalesce(nw.col("gone_before"), nw.col("published_after")).alias("day"),
        nw.coalesce(nw.col("change_reason"), nw.col("reason_before")).alias("reason"),
        _size().alias("size"),
    ).select(*LOG)


def withdrawn(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """Return what was withdrawn and not replaced among `rows`, as `log` does, without its size."""
    newer = rows.filter(~is_blank("replaces")).select(nw.col("replaces").alias("figure_id")).unique()
    gone = rows.filter((nw.col("status") == "withdrawn") & ~nw.col("value").is_null())
    gone = gone.join(newer, on="figure_id", how="anti")
    kind = nw.when(is_blank("withdrawn_on")).then(nw.lit("slip")).otherwise(nw.lit("withdrawn"))
    gone = gone.with_columns(
        kind.alias("kind"), nw.coalesce(nw.col("withdrawn_on"), nw.col("published_on")).alias("day")
    ).select("kind", "day", *_side("before"), nw.col("change_reason").alias("reason"))
    return gone.with_columns(
        nw.lit(None, dtype=nw.String).alias("figure_id_after"),
        nw.lit(None, dtype=nw.Float64).alias("value_after"),
        nw.lit(None, dtype=nw.Datetime("us")).alias("as_of_after"),
        nw.lit(None, dtype=nw.String).alias("source_id_after"),
        nw.lit(None, dtype=nw.Float64).alias("size"),
    ).select(*LOG)


def _lower(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """A count below its source's earlier one, on the first day a reader could see both."""
    falls = rows_of(cumulative_falls(nw.to_native(rows))).select(
        nw.col("figure_id").alias("figure_id_after"), nw.col("other_id").alias("figure_id_before")
    )
    published = nw.col("published_on")
    pairs = falls.join(rows.select(*_side("after"), published.alias("day_after")), on="figure_id_after", how="inner")
    pairs = pairs.join(rows.select(*_side("before"), published.alias("day_before")), on="figure_id_before", how="inner")
    later = nw.when(nw.col("day_before") > nw.col("day_after")).then(nw.col("day_before"))
    return pairs.with_columns(
        nw.lit("lower").alias("kind"),
        later.otherwise(nw.col("day_after")).alias("day"),
        nw.lit(None, dtype=nw.String).alias("reason"),
        _size().alias("size"),
    ).select(*LOG)


def _side(name: str) -> list[nw.Expr]:
    return [nw.col(one).alias(f"{one}_{name}") for one in SIDE]


def _size() -> nw.Expr:
    """The change as a share of the value before; blank from zero."""
    share = ((nw.col("value_after") - nw.col("value_before")) / nw.col("value_before")).abs()
    return nw.when(nw.col("value_before") > 0).then(share)


def _distance(rows: nw.DataFrame | nw.LazyFrame) -> nw.DataFrame | nw.LazyFrame:
    """How far what was withdrawn lies from the standing statement before it on its line."""
    gone = rows.filter((nw.col("status") == "withdrawn") & ~nw.col("value").is_null())
    gone = one_per_date(gone).with_columns(nw.lit("triangulation").alias("role"))
    gone = with_previous(gone, one_per_date(rows.filter(is_current())), neighbours=False)
    far = ((nw.col("value") - nw.col("previous_value")) / nw.col("previous_value")).abs()
    size = nw.when(nw.col("previous_value") > 0).then(far)
    return gone.select(nw.col("figure_id").alias("figure_id_before"), size.alias("size"))
