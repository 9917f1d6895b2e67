"""Totals of what was read, by indicator and in the publisher's own unit; a total and its parts are never added."""

import polars as pl

from curation.recognising import field_indicators

# What one total is about; rows that differ in any of these are never added.
ABOUT = ["indicator", "group", "cut"]
# What tells two statements of one date apart.
SUBJECT = ["location", "origin", "sex", "age", "dimension", "category", "column_origin"]


def totals(rows: pl.DataFrame, apart: bool, alone: bool = False) -> tuple[list[dict], list[dict]]:
    """Return the totals and, apart from them, the sums of parts (cuts by sex, age, shelter; finer admin levels).

    `rows` are statements with their places. A stock is taken on its latest day (over all days where each place is
    counted once), a flow over all its periods, a cumulative count on its last day. `apart`: by country. `alone`: rows
    that repeat a place and day are statements of their own, and then nothing is added.
    """
    if rows.is_empty():
        return [], []
    rows = rows.with_columns(
        pl.col("value").cast(pl.Float64), pl.col("households").cast(pl.Float64), pl.col("rounded").cast(pl.Float64)
    )
    rows = rows.with_columns(about=pl.col("country") if apart else pl.lit(""), level=pl.col("level").fill_null(""))
    if alone:
        repeats = pl.struct([*SUBJECT, *ABOUT, "series", "count", "end"]).is_duplicated()
        rows = rows.with_columns(pl.when(~repeats).then(name).alias(name) for name in ("value", "households"))
    wholes, parts = [], []
    for (indicator,), counted in rows.group_by("indicator", maintain_order=True):
        whole = counted.filter(~pl.col("part"))
        lone = whole.is_empty()
        # Without a whole, its columns are told one by one; rows that are parts of others stay out.
        wholes += _by_level(counted.filter(~pl.col("row_part")) if lone else whole, indicator, parts, is_part=lone)
        if not lone and counted["part"].any():
            cut = counted.filter("part")
            keys = ["cut", *(name for name in ("sex", "age", "dimension", "category") if cut[name].n_unique() > 1)]
            for _, some in cut.group_by([*keys, "about"], maintain_order=True):
                _by_level(some, indicator, parts, is_part=True, into=parts)
    return wholes, parts


def _by_level(rows: pl.DataFrame, indicator: str, parts: list, is_part: bool, into: list | None = None) -> list[dict]:
    """One total for each subject at its coarsest admin level; sums of finer levels go to the parts."""
    found = [] if into is None else into
    for _, same in rows.group_by(["about", "group", "cut"], maintain_order=True):
        coarsest = same["level"].min()
        for (level,), some in same.group_by("level", maintain_order=True):
            listed = found if level == coarsest else parts
            for entry in _sums(some, indicator, level, is_part or level != coarsest):
                listed.append(entry)
    return found


def _sums(rows: pl.DataFrame, indicator: str, level: str, is_part: bool) -> list[dict]:
    kind = field_indicators.measure(indicator)
    if kind == "flow":
        return _entries(rows, indicator, level, is_part, kind)
    newest = rows.filter(pl.col("end") == pl.col("end").max())["series"].unique().to_list()
    entries = []
    for (series,), some in rows.group_by("series", maintain_order=True):
        if not newest or series in newest:
            entries += _entries(_latest(some), indicator, level, is_part, kind)
    return entries


def _latest(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of the latest day; all rows where each subject is counted once, each on a day of its own."""
    once = not rows.select(SUBJECT).is_duplicated().any()
    undated = rows["end"].null_count() == len(rows)
    return rows if once or undated else rows.filter(pl.col("end") == pl.col("end").max())


def _entries(rows: pl.DataFrame, indicator: str, level: str, is_part: bool, kind: str) -> list[dict]:
    """The sum in people or movements and, where households were counted beside, that in households."""
    first = rows.row(0, named=True)
    about = {
        "indicator": indicator,
        "measure": kind,
        "unit": field_indicators.unit(indicator),
        **{name: first[name] for name in ("sex", "age") if rows[name].n_unique() == 1 and first[name] != "all"},
        **_cut(first, rows),
        **({"country": first["about"]} if first["about"] else {}),
        **({"series": first["series"]} if first["series"] and rows["series"].n_unique() == 1 else {}),
        **({"admin_level": int(level)} if level else {}),
        **({"part": True} if is_part else {}),
        **_when(rows, kind),
    }
    counted = rows.filter(pl.col("value").is_not_null())
    entries = []
    if counted.height or not rows["households"].is_not_null().any():
        said = {"value": _number(counted["value"].sum()) if counted.height else None, "figures": counted.height}
        if rows["rounded"].is_not_null().any():
            said["rounded"] = _number(rows["rounded"].sum())
        if len(rows) > counted.height:
            said["without_a_number"] = len(rows) - counted.height
        entries.append({**about, **said, **_by_category(counted, first)})
    if rows["households"].is_not_null().any():
        held = rows.filter(pl.col("households").is_not_null())
        said = {"unit": "households", "value": _number(held["households"].sum()), "figures": held.height}
        entries.append({**about, **said})
    return entries


def _cut(first: dict, rows: pl.DataFrame) -> dict:
    if first["dimension"] and rows["category"].n_unique() == 1 and rows["dimension"].n_unique() == 1:
        return {"dimension": first["dimension"], "category": first["category"]}
    return {}


def _by_category(rows: pl.DataFrame, first: dict) -> dict:
    if rows["category"].n_unique() < 2:
        return {}
    sums = rows.group_by("category", maintain_order=True).agg(pl.col("value").sum()).drop_nulls("category")
    return {"by": {first["dimension"] or "category": {name: _number(value) for name, value in sums.rows()}}}


def _when(rows: pl.DataFrame, kind: str) -> dict:
    first, last = (rows["first_day"] if "first_day" in rows.columns else rows["end"]).min(), rows["end"].max()
    if kind == "stock":
        return {"as_of": last} if first == last else {"as_of": last, "as_of_first": first}
    start = rows["start"].min()
    return {"period": [start, last]} if kind == "flow" else {"since": start, "as_of": last}


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() else round(value, 6)
