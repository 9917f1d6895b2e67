"""What may be added and compared; everything else is refused with a sentence that says why."""

from itertools import pairwise

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import Refusal, collected, rows_of

# The words of `adds_over` in indicators.csv, and the columns each stands for.
ADDED_OVER = {
    "location": ("location_id", "origin_location_id", "admin_level"),
    "sex": ("sex",),
    "age": ("age_group",),
    "category": ("category",),
    "period": ("period_start", "as_of"),
}

# What must be the same in all rows unless it is what they are added over, and why.
FIXED = {
    "crisis_id": "crises may count the same people",
    "indicator": "indicators count different things",
    "source_id": "sources count in different ways; their figures are never added",
    "role": "recommended and triangulation rows state the same thing twice",
    "population_group": "population groups are different things, or one holds the other",
    "dimension": "two dimensions cut the same people twice",
    "sex": "a sum over one cut needs the others fixed: these rows differ in sex",
    "age_group": "a sum over one cut needs the others fixed: these rows differ in age group",
    "category": "a sum over one cut needs the others fixed: these rows differ in category",
    "location_id": "a sum over one cut needs the others fixed: these rows differ in place",
    "origin_location_id": "a sum over one cut needs the others fixed: these rows differ in origin",
    "as_of": "the rows are for different dates; a stock is never added over time",
    "period_start": "the rows count from different days",
}

# Rule 7: below this base a percentage says more about chance than about change.
SMALLEST_BASE = 1000


def added(figures: IntoFrameT, over: str, partial: bool = False) -> IntoFrameT:
    """Add statements over one of location, sex, age, category or period (rules 1, 2 and 4).

    Takes figures of one indicator with `measure`, `unit` and `adds_over`. Returns one row with
    `value`, `parts` (how many were added), `missing` (how many had no value) and `unit`; people
    added over periods become movements, because one person may be counted more than once. With
    `partial`, missing values are left out and counted; when all are missing, `value` is blank.
    Raises Refusal when the rows differ in source, role, admin level or anything else but `over`,
    when a total would be added to its parts, when a stock or a share would be added over time or
    at all, when places, bands or periods overlap, when a row is withdrawn or there is none, and,
    unless `partial`, when a value is missing.
    """
    if over not in ADDED_OVER:
        raise Refusal(f"figures are added over location, sex, age, category or period, not over {over!r}")
    rows = rows_of(figures)
    table = collected(rows)
    for refuse in (_refuse_unfit, _refuse_measure, _refuse_total, _refuse_mixed, _refuse_overlap):
        refuse(table, over)
    missing = int(table["value"].is_null().sum())
    if missing and not partial:
        raise Refusal(f"{missing} of {len(table)} parts have no value; a sum would leave them out unseen")
    # The sum of an all-blank column is 0 on some engines, and 0 means zero and nothing else.
    total = nw.col("value").sum() if missing < len(table) else nw.col("value").max()
    unit = table["unit"].to_list()[0]
    return nw.to_native(
        rows.select(total.alias("value")).with_columns(
            nw.lit(len(table) - missing).alias("parts"),
            nw.lit(missing).alias("missing"),
            nw.lit("movements" if over == "period" and unit == "people" else unit).alias("unit"),
        )
    )


def _refuse_unfit(table: nw.DataFrame, over: str) -> None:
    if not len(table):
        raise Refusal("not added: there are no figures")
    if "withdrawn" in table["status"].to_list():
        raise Refusal("not added: a withdrawn statement is no longer anybody's")


def _refuse_measure(table: nw.DataFrame, over: str) -> None:
    measures, units = set(table["measure"].to_list()), set(table["unit"].to_list())
    if "share" in measures or "percent" in units:
        raise Refusal("not added: percentages are never added")
    if over == "period" and measures != {"flow"}:
        raise Refusal(f"not added: a {min(measures)} is never added over time; only flows are")
    if any(over not in words.split() for words in table["adds_over"].fill_null("").to_list()):
        raise Refusal(f"not added: this indicator may not be added over {over}")


def _refuse_total(table: nw.DataFrame, over: str) -> None:
    """Refuse a row for all, or for no cut at all, beside others: it is the total of which they are parts."""
    column = {"sex": "sex", "age": "age_group", "category": "category"}.get(over)
    if column and len(table) > 1 and "all" in table[column].fill_null("all").to_list():
        raise Refusal("not added: one of the rows is the total of the others")


def _refuse_mixed(table: nw.DataFrame, over: str) -> None:
    for column, why in FIXED.items():
        if column not in ADDED_OVER[over] and table[column].n_unique() > 1:
            raise Refusal(f"not added: {why}")


def _refuse_overlap(table: nw.DataFrame, over: str) -> None:
    if over == "period":
        return _refuse_overlapping_periods(table)
    if over == "location":
        _refuse_overlapping_places(table)
    if len(table.select(*ADDED_OVER[over]).unique()) < len(table):
        raise Refusal(f"not added: two rows state the same {over}")
    if over == "age":
        _refuse_overlapping_bands(table["age_group"].to_list())


def _refuse_overlapping_periods(table: nw.DataFrame) -> None:
    if table["period_start"].is_null().any():
        raise Refusal("not added: a period without its first day may overlap another")
    spans = sorted(zip(table["period_start"].to_list(), table["as_of"].to_list(), strict=True))
    for (_, end), (start, _) in pairwise(spans):
        if start <= end:
            raise Refusal(f"not added: two periods overlap on {start:%Y-%m-%d}")


def _refuse_overlapping_places(table: nw.DataFrame) -> None:
    if table["admin_level"].n_unique() > 1:
        raise Refusal("not added: the places are of different admin levels, and one may lie in another")
    if table["location_id"].n_unique() > 1 and table["admin_level"].is_null().any():
        raise Refusal("not added: informal areas have no admin level, and one may lie in another")
    if table["origin_location_id"].is_null().cast(nw.Int64).n_unique() > 1:
        raise Refusal("not added: movements from one place are parts of those from all places")


def _refuse_overlapping_bands(groups: list[str]) -> None:
    bands = sorted(ages for ages in map(band, groups) if ages)
    for (_, upper), (lower, _) in pairwise(bands):
        if lower <= upper:
            raise Refusal(f"not added: age bands overlap at {lower} years")


def band(age_group: str) -> tuple[int, float] | None:
    """Return the first and last year of an age band, both counted; None for all and unknown."""
    if age_group.endswith("+"):
        return int(age_group[:-1]), float("inf")
    first, dash, last = age_group.partition("-")
    return (int(first), int(last)) if dash else None


def percent_change(before: str, after: str) -> nw.Expr:
    """Percent from column `before` to column `after`; blank from a base below 1,000 (rule 7)."""
    base = nw.when(nw.col(before) >= SMALLEST_BASE).then(nw.col(before))
    return (nw.col(after) - nw.col(before)) / base * 100
