"""Operations of IOM DTM in one country: those that count at the same time count different people, and stay apart."""

import polars as pl

from curation.recognising.periods import read_periods
from curation.recognising.plan import Words
from curation.recognising.sheet import Sheet


def operations_apart(sheet: Sheet, country: int | None, operation: int | None, day: int | None) -> list[Words]:
    """Return words that cut counts by operation, for operations that overlap in time with another of their country.

    One operation that follows another stays one series. Empty where there are no such columns or none overlap.
    """
    if country is None or operation is None or day is None:
        return []
    days = read_periods(sheet.cells(day)).days.select("cell", "end")
    rows = pl.DataFrame({"land": sheet.cells(country), "name": sheet.cells(operation), "cell": sheet.cells(day)})
    rows = rows.join(days, on="cell", how="left", maintain_order="left")
    spans = (
        rows.filter(pl.col("name") != "")
        .group_by("land", "name")
        .agg(pl.col("end").min().alias("first"), pl.col("end").max().alias("last"))
    )
    other = spans.rename({"name": "other", "first": "begins", "last": "ends"})
    both = spans.join(other, on="land").filter(
        (pl.col("name") != pl.col("other")) & (pl.col("first") <= pl.col("ends")) & (pl.col("begins") <= pl.col("last"))
    )
    if both.is_empty():
        return []
    apart = both.select("land", "name").unique().with_columns(apart="name")
    named = rows.join(apart, on=["land", "name"], how="left", maintain_order="left")["apart"].fill_null("")
    return [Words(sheet.add("operation counted apart", named), {"": {}}, dimension="operation", else_category=True)]
