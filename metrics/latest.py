"""The latest statement of each source, and its change since that source's previous one."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.arithmetic import percent_change
from metrics.frames import days_between, held, is_blank, is_current, rows_of, totals
from metrics.periods import one_per_date, with_line

# What is counted on or up to a day; a flow is counted in a period and compared with its neighbour.
NOT_BY_PERIOD = ("stock", "cumulative", "share")


def latest(figures: IntoFrameT) -> IntoFrameT:
    """Find each source's latest statement per subject, and how it changed.

    Takes figures with `measure`. Withdrawn rows and rows without a value say nothing here.
    Returns the figures' columns plus `line`, `previous_value`, `previous_as_of`, `previous_id`,
    `days` (between the two), `change` (in the unit) and `change_percent`; these are blank for a
    first statement, and `change_percent` also from a base below 1,000 (rule 7). The previous
    statement is the one of the same line with the greatest earlier date; of a flow, the one of
    the period that ended the day before its own began: the row before is not the period before
    (rule 6).

    Source: rules 3, 6 and 7 of the design.
    """
    rows = one_per_date(with_line(rows_of(figures).filter(is_current())))
    top = rows.join(rows.group_by("line").agg(nw.col("as_of").max()), on=["line", "as_of"], how="inner")
    return nw.to_native(with_previous(top, rows))


def with_previous(
    rows: nw.DataFrame | nw.LazyFrame, among: nw.DataFrame | nw.LazyFrame, neighbours: bool = True
) -> nw.DataFrame | nw.LazyFrame:
    """Add to `rows` the statement before each, found in `among` by date on the same line.

    A recommended statement is compared with recommended ones, not with what others passed on of
    the same source. With `neighbours`, the one before a flow is the flow of the period that ended
    the day before.
    """
    earlier = among.select(
        "line",
        nw.col("as_of").alias("previous_as_of"),
        nw.col("value").alias("previous_value"),
        nw.col("figure_id").alias("previous_id"),
        nw.col("role").alias("previous_role"),
    )
    about = rows.select("line", "as_of", "role", "measure", "period_days")
    pairs = about.join(earlier, on="line", how="inner")
    days = days_between("previous_as_of", "as_of")
    alike = (nw.col("role") != "recommended") | (nw.col("previous_role") == "recommended")
    pairs = pairs.filter((days > 0) & alike)
    if neighbours:
        pairs = pairs.filter(nw.col("measure").is_in(NOT_BY_PERIOD) | (days == nw.col("period_days")))
    nearest = pairs.group_by("line", "as_of").agg(nw.col("previous_as_of").max())
    earlier = nearest.join(earlier.drop("previous_role"), on=["line", "previous_as_of"], how="inner")
    rows = rows.join(earlier, on=["line", "as_of"], how="left")
    return rows.with_columns(
        days.alias("days"),
        (nw.col("value") - nw.col("previous_value")).alias("change"),
        percent_change("previous_value", "value").alias("change_percent"),
    )


def headlines(figures: IntoFrameT, cards: list[tuple[str, str]], crisis: str | None = None) -> IntoFrameT:
    """Pick the one statement each headline card shows.

    `cards` are (indicator, place) pairs; `crisis` leaves only its figures. For each card the latest
    recommended total is taken, even when the same source has said something newer that is not
    recommended; without a recommended one, the latest of any source. A total goes before a movement from one
    place. Returns rows as `latest` does, plus `card` (position, from 0); a card nobody has stated has no row.
    """
    rows = rows_of(figures).filter(is_current() & nw.col("indicator").is_in([one for one, _ in cards]))
    rows = rows.filter(nw.col("location_id").is_in([place for _, place in cards]))
    rows = rows.filter(nw.col("crisis_id") == crisis) if crisis else rows
    rows = rows.filter((nw.col("sex") == "all") & (nw.col("age_group") == "all"))
    rows = one_per_date(with_line(totals(held(rows))))
    ranked = rows.with_columns(
        nw.when(is_blank("origin_location_id")).then(nw.lit(1)).otherwise(nw.lit(0)).alias("origin_rank"),
        nw.when(nw.col("role") == "recommended").then(nw.lit(1)).otherwise(nw.lit(0)).alias("role_rank"),
    )
    order = ["origin_rank", "role_rank", "as_of", "published_on", "figure_id"]
    picked = [ranked.with_columns(nw.lit(0).alias("card")).head(0)]
    for position, (indicator, place) in enumerate(cards):
        card = ranked.filter((nw.col("indicator") == indicator) & (nw.col("location_id") == place))
        card = card.with_columns(nw.lit(position).alias("card"))
        picked.append(card.unique(subset=["card"], keep="last", order_by=order))
    return nw.to_native(with_previous(nw.concat(picked).drop("origin_rank", "role_rank"), rows))
