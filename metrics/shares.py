"""Shares and rates: only where one source gives both halves for one date."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import Refusal, distinct, held, is_blank, is_current, is_total, joined, one_each, rows_of

# Numerator and denominator must agree in all of these (rule 5).
SAME = [
    "crisis_id",
    "indicator",
    "source_id",
    "location_id",
    "origin_location_id",
    "as_of",
    "period_start",
    "population_group",
]


def children_share(figures: IntoFrameT) -> IntoFrameT:
    """Divide children by everybody, only where one source gives both for one date and place.

    Takes figures of one indicator in people. Returns one row per source, date, place, origin, period
    and population with `part_value`, `whole_value`, `part_id`, `whole_id` and `share` between 0 and 1;
    a pair with one half missing has no row, because half an answer from each of two sources is
    nobody's statement. Raises Refusal when `figures` holds more than one indicator, or shares.

    Source: EGRISS, International Recommendations on IDP Statistics, on disaggregation.
    """
    return part_share(figures, sex="all", age_group="0-17")


def part_share(figures: IntoFrameT, sex: str, age_group: str) -> IntoFrameT:
    """Divide one sex and age group by everybody, as `children_share` does for children.

    Where a source states a half twice for one date, the recommended row counts, then the last
    published. Rows where the part exceeds the whole are left out: they are a quality note, not
    a share.
    """
    rows = rows_of(figures).filter(is_current())
    if len(distinct(rows, "indicator")) > 1:
        raise Refusal("a share needs numerator and denominator of one indicator")
    if distinct(rows, "unit") == ["percent"]:
        raise Refusal("a share of shares is nobody's statement; print the source's own percentage")
    part = (nw.col("sex") == sex) & (nw.col("age_group") == age_group) & is_blank("dimension")
    parts = _halves(rows.filter(part), SAME).select(
        "half", nw.col("value").alias("part_value"), nw.col("figure_id").alias("part_id")
    )
    wholes = _halves(rows.filter(is_total()), SAME).rename({"value": "whole_value", "figure_id": "whole_id"})
    pairs = wholes.join(parts, on="half", how="inner")
    pairs = pairs.filter((nw.col("whole_value") > 0) & (nw.col("part_value") <= nw.col("whole_value")))
    pairs = pairs.with_columns((nw.col("part_value") / nw.col("whole_value")).alias("share"))
    return nw.to_native(pairs.select(*SAME, "part_id", "whole_id", "part_value", "whole_value", "share"))


def rate_per_1000(figures: IntoFrameT, indicator: str, denominator: str = "population") -> IntoFrameT:
    """Divide an indicator by residents, per 1,000, for places where one source gives both.

    Takes figures in people. Returns one row per source, place, date and what of it was counted
    (`origin_location_id`, `population_group`, `period_start`) with `value`, `residents`, `rate`,
    `part_id` and `whole_id`. Both halves must be of one source, place and date (rule 5); a place
    without the other half has no row. Raises Refusal when no place has both.
    """
    rows = rows_of(figures).filter(is_current() & is_total() & (nw.col("unit") == "people"))
    rows = held(rows.filter(nw.col("indicator").is_in([indicator, denominator])))
    same = ["source_id", "location_id", "as_of"]
    counted = [*same, "origin_location_id", "population_group", "period_start"]
    tops = joined(one_each(rows.filter(nw.col("indicator") == indicator), counted), "half", same)
    bases = _halves(rows.filter((nw.col("indicator") == denominator) & (nw.col("value") > 0)), same)
    bases = bases.select("half", nw.col("value").alias("residents"), nw.col("figure_id").alias("whole_id"))
    pairs = tops.join(bases, on="half", how="inner").rename({"figure_id": "part_id"})
    pairs = pairs.with_columns((nw.col("value") / nw.col("residents") * 1000).alias("rate"))
    pairs = pairs.select(*counted, "value", "residents", "rate", "part_id", "whole_id")
    if not distinct(pairs, "rate"):
        raise Refusal("no rate: no source gives both the figure and the number of residents for one place and date")
    return nw.to_native(pairs)


def _halves(rows: nw.DataFrame | nw.LazyFrame, same: list[str]) -> nw.DataFrame | nw.LazyFrame:
    return one_each(joined(rows, "half", same), ["half"])
