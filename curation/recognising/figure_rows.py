"""Statements as rows of figures.csv: identifiers, sources, roles, in the order of its columns."""

from datetime import date

import polars as pl

from curation.recognising.plan import Plan
from curation.recognising.spelling import slug
from curation.subject import KEY

# What a number is summed over when rows are finer than figures.
SUBJECT = [
    "indicator",
    "group",
    "sex",
    "age",
    "dimension",
    "category",
    "part",
    "row_part",
    "cut",
    "count",
    "column_origin",
]
WHERE = ["location", "level", "country", "origin", "series"]
SLUG = r"[^a-z0-9]+"

# What an identifier is made of, in this order.
IDENTIFIES = (
    "location_id",
    "as_of",
    "indicator",
    "population_group",
    "origin_location_id",
    "sex",
    "age_group",
    "dimension",
    "category",
    "period_start",
    "source_id",
)


def summed(rows: pl.DataFrame, snapshot: bool) -> pl.DataFrame:
    """Add statements that differ only in what figures do not keep (the site, the week); `rows_summed` counts them.

    In a snapshot all days belong to one count: the figure takes the last one. A sum over rows of which some have
    no number is the sum of the others, and `without_number` says of how many.
    """
    days = [] if snapshot else ["start", "end", "precision"]
    number = [pl.col(name).cast(pl.Float64) for name in ("value", "households", "rounded")]
    kept = rows.with_columns(number).group_by([*SUBJECT, *WHERE, *days], maintain_order=True)
    sums = [
        pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name)
        for name in ("value", "households", "rounded")
    ]
    kept = kept.agg(
        *sums,
        *([] if days else [pl.col("start").min(), pl.col("precision").last()]),
        pl.col("end").min().alias("first_day"),
        pl.col("end").max().alias("last_day"),
        pl.col("line").min(),
        pl.col("row").min(),
        rows_summed=pl.len(),
        without_number=pl.col("value").is_null().sum(),
        status=pl.when(pl.col("value").is_null().all()).then(pl.col("status").first()),
        qualifier=pl.when(pl.col("qualifier").n_unique() == 1).then(pl.col("qualifier").first()),
    )
    added = kept.with_columns(end="last_day").drop("last_day")
    return added.with_columns(_written(name) for name in ("value", "households", "rounded"))


def _written(name: str) -> pl.Expr:
    number = pl.col(name).round(6)
    whole = number == number.floor()
    return (
        pl.when(whole)
        .then(number.cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(number.cast(pl.String))
        .alias(name)
    )


def figure_rows(
    rows: pl.DataFrame,
    plan: Plan,
    fields: list[str],
    *,
    source: str,
    document: str,
    crises: dict[str, str | None],
    today: date,
) -> pl.DataFrame:
    """Return statements as rows with the columns `fields` of figures.csv and `line`; a blank is null.

    `crises` gives the crisis of each country; `document` names the file, for rows without a link. `published_on`
    is the day the publisher's file says, else today and “by”: the file was out no later than the day it was read.
    """
    published = plan.published or today.isoformat()
    early = pl.col("end") > published
    none = pl.lit(None, dtype=pl.String)
    crisis = pl.col("country").replace_strict(crises, default=crises.get(""), return_dtype=pl.String)
    flow = pl.col("measure") != "stock"
    said = rows.select(
        "line",
        crisis_id=crisis,
        indicator="indicator",
        value="value",
        qualifier=pl.col("qualifier").fill_null("not_stated"),
        as_of="end",
        location_id="location",
        population_group="group",
        sex="sex",
        age_group="age",
        source_id=pl.lit(source or None, dtype=pl.String),
        url=pl.col("url"),
        published_on=pl.when(early).then(pl.lit(today.isoformat())).otherwise(pl.lit(published)),
        role=pl.lit("recommended"),
        status=pl.lit(plan.status),
        period_start=pl.when(flow).then(pl.col("start")),
        dimension=_slug("dimension"),
        category=_slug("category"),
        value_status="status",
        reported_value="households",
        reported_unit=pl.when(pl.col("households").is_not_null()).then(pl.lit("households")),
        origin_location_id=pl.coalesce("column_origin", "origin"),
        event_id=pl.col("event"),
        date_precision=pl.when(pl.col("precision") != "day").then("precision"),
        published_precision=pl.when(early | pl.lit(not plan.published)).then(pl.lit("by")),
        caveat=pl.lit(plan.caveat or None, dtype=pl.String),
        source_document=pl.lit(document),
        note=pl.col("note"),
    )
    said = _with_roles(_identified(said))
    return said.select(*(pl.col(name) if name in said.columns else none.alias(name) for name in fields), "line")


def _slug(name: str) -> pl.Expr:
    ascii_only = pl.col(name).str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    tidy = ascii_only.str.replace_all(r"\+", " plus ").str.replace_all("<", " under ").str.replace_all(SLUG, "-")
    bare = tidy.str.strip_chars("-")
    return pl.when(bare != "").then(bare).alias(name)


def _with_roles(said: pl.DataFrame) -> pl.DataFrame:
    """The first statement of a subject and day is recommended, others stand beside it.

    Two statements of one subject and day have one identifier before they are numbered (`alike`), so only those are
    looked at.
    """
    alike = said.filter("alike").with_columns(first=pl.struct(KEY).is_first_distinct())
    beside = alike.filter(~pl.col("first"))["figure_id"]
    if not len(beside):
        return said
    again = pl.col("figure_id").is_in(beside.implode())
    return said.with_columns(role=pl.when(again).then(pl.lit("triangulation")).otherwise("role"))


def _identified(said: pl.DataFrame) -> pl.DataFrame:
    """Give each row a readable identifier: place, day, indicator, cuts, source; a count where two are `alike`."""
    parts = [name for name in IDENTIFIES if said[name].null_count() < said.height]
    tidy = [_tidied(said[name], name) for name in parts]
    said = said.with_columns(figure_id=pl.concat_str(tidy, separator="-", ignore_nulls=True))
    said = said.with_columns(alike=pl.lit(False))
    if said["figure_id"].n_unique() == said.height:
        return said
    said = said.with_columns(alike=pl.col("figure_id").is_duplicated())
    often = pl.int_range(pl.len()).over("figure_id") + 1
    numbered = said.filter("alike").with_columns(
        figure_id=pl.when(often > 1).then(pl.format("{}-n{}", "figure_id", often)).otherwise("figure_id")
    )
    ids = said["figure_id"].scatter(said["alike"].arg_true(), numbered["figure_id"])
    return said.with_columns(figure_id=ids)


def _tidied(cells: pl.Series, name: str) -> pl.Series:
    """A column as part of identifiers, worked out once per different cell; null where it says nothing."""
    distinct = cells.unique().drop_nulls()
    tidy = {cell: slug(_worded(cell, name)) or None for cell in distinct}
    return cells.replace_strict(tidy, default=None, return_dtype=pl.String)


def _worded(cell: str, name: str) -> str:
    if name == "origin_location_id":
        return f"from-{cell}"
    return "" if name in ("sex", "age_group") and cell == "all" else cell
