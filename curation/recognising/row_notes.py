"""What a figure's row says besides its number: the source's hedge, link, event, and what was summed or rounded."""

import polars as pl

from curation.recognising.plan import Plan
from curation.recognising.sheet import Sheet
from curation.recognising.spelling import plain

# The source's own words before a number, as plain words, and what they are in figures.csv.
QUALIFIERS = {
    "total": "not_stated",
    "exact": "exact",
    "approximately": "approximately",
    "approx": "approximately",
    "about": "approximately",
    "more than": "more_than",
    "over": "more_than",
    "at least": "at_least",
    "less than": "less_than",
    "up to": "up_to",
    "nearly": "nearly",
    "almost": "nearly",
}

DATASET = "https://data.humdata.org/dataset/"
LINK = r"^https?://\S+$"


def with_notes(rows: pl.DataFrame, sheet: Sheet, plan: Plan) -> pl.DataFrame:
    """Add `note`, `url` and `event` to statements, and complete `qualifier` from the source's words."""
    cells = sheet.rows.with_row_index("row")
    none = pl.lit(None, dtype=pl.String)
    beside = cells.select("row", **{f"b_{name}": one for name, one in _beside(sheet, plan).items()})
    rows = rows.join(beside, on="row", how="left", maintain_order="left")
    said = [pl.col(f"b_note{n}") for n in range(len(plan.notes))]
    if "rows_summed" in rows.columns:
        said = [pl.when(pl.col("rows_summed") == 1).then(one) for one in said]
        said.append(pl.when(pl.col("rows_summed") > 1).then(pl.format("Sum of {} rows.", "rows_summed")))
        said.append(pl.when(pl.col("without_number") > 0).then(pl.format("{} rows had no number.", "without_number")))
        said.append(pl.when(pl.col("first_day") < pl.col("end")).then(pl.format("Counted from {} on.", "first_day")))
    rounded = pl.col("rounded").is_not_null() & (pl.col("rounded") != pl.col("value"))
    said.append(pl.when(rounded).then(pl.format("The source also prints {} (rounded).", "rounded")))
    note = pl.concat_str(said, separator=" ", ignore_nulls=True)
    words = pl.col("b_qualifier").replace_strict(QUALIFIERS, default=None, return_dtype=pl.String)
    return rows.with_columns(
        note=pl.when(note != "").then(note),
        url=pl.coalesce("b_url", none),
        event=none,
        qualifier=pl.coalesce("qualifier", words),
    )


def _beside(sheet: Sheet, plan: Plan) -> dict[str, pl.Expr]:
    none = pl.lit(None, dtype=pl.String)
    found = {"url": none, "qualifier": none}
    if plan.url is not None:
        link = pl.col(f"c{plan.url}").str.strip_chars()
        found["url"] = pl.when(link.str.contains(LINK)).then(link)
    if plan.url_of_dataset is not None:
        dataset = pl.col(f"c{plan.url_of_dataset}").str.strip_chars()
        found["url"] = pl.when(dataset != "").then(pl.lit(DATASET) + dataset)
    if plan.qualifier is not None:
        words = {cell: plain(cell) for cell in sheet.distinct(plan.qualifier)}
        found["qualifier"] = pl.col(f"c{plan.qualifier}").str.strip_chars().replace(words)
    for n, column in enumerate(plan.notes):
        cell = pl.col(f"c{column}").str.strip_chars()
        found[f"note{n}"] = pl.when(cell != "").then(pl.format("{}: {}.", pl.lit(sheet.title(column)), cell))
    return found
