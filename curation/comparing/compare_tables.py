"""Compare a file with the published table: rows added, cells revised, rows removed, and the table after."""

import polars as pl

from curation.comparing.belief import belief
from curation.comparing.comparison import Comparison
from curation.comparing.matching import AT, Changes, Matched, matched
from curation.comparing.odd_changes import odd_changes
from curation.comparing.same_meaning import BLANKS, NUMBERS, meaning

# Rule 7 of the design: percent change only from a base of 1,000 or more.
LEAST_BASE = 1_000

# Rule 7 again: and only within one source, about one thing.
ABOUT = ("source_id", "indicator")

# A row's place in the file, while cells are put in order.
ORDER = "\x00order"

REVISED = {
    "key": pl.String,
    "line": pl.Int64,
    "column": pl.String,
    "before": pl.String,
    "after": pl.String,
    "change": pl.Float64,
    "percent": pl.Float64,
}


def compare(
    before: pl.DataFrame, after: pl.DataFrame, schema: dict, mode: str | None = None, table: str = "table"
) -> Comparison:
    """Say what publishing `after` over `before` would change.

    Both are text frames with the schema's columns, a blank cell null, and `line` (counted from 2
    where there is none). Rows are told apart by the schema's primaryKey; their order, the order
    of columns, and cells written otherwise with the same meaning are no change. A column `after`
    lacks stays as it is in known rows and is blank in new ones; columns of `after` that neither
    the table nor the schema has are left out; both are told. `mode` is add or replace; None: what
    the file is believed to be. `table` is the name in problems. Keys that are blank or come twice
    are errors among the comparison's warnings; their rows are compared as far as they can be.

    Raises BrokenTables when a column of the key is missing, ValueError for a schema without
    primaryKey or with a column `line`, or for another mode.
    """
    if mode not in (None, "add", "replace"):
        raise ValueError(f'found the mode "{mode}", expected add or replace')
    match = matched(before, after, schema, table)
    believed = belief(match.known, match.sent, match.left_out, schema)
    mode = mode or believed.mode
    removed = match.left_out if mode == "replace" else match.left_out.clear()
    changes = Changes(match, match.added, removed, _revised(match))
    return Comparison(
        table=table,
        key=match.key,
        mode=mode,
        believed=believed.mode,
        because=believed.because,
        sure=believed.sure,
        added=_rows(changes.added, match),
        removed=_rows(removed, match),
        revised=changes.revised.select(list(REVISED)),
        withdrawn=changes.withdrawn.select("key", "line"),
        replaced=changes.replaced,
        rows_before=match.known.height,
        result=_result(changes),
        revised_rows=changes.revised[AT].n_unique(),
        warnings=[*match.problems, *odd_changes(changes)],
        told=_told(before, after, match),
    )


def _rows(rows: pl.DataFrame, match: Matched) -> pl.DataFrame:
    blanks = [pl.lit(None, pl.String).alias(name) for name in match.kinds if name not in rows.columns]
    return rows.with_columns(blanks).select(*match.kinds, "line")


def _told(before: pl.DataFrame, after: pl.DataFrame, match: Matched) -> list[str]:
    lost = [column for column in match.kinds if column not in after.columns]
    new = [column for column in match.kinds if before.width and column not in before.columns]
    unknown = [column for column in after.columns if column not in match.kinds and column != "line"]
    said = [f"the file has no {', '.join(lost)}: published rows keep theirs, new rows are blank there"] if lost else []
    said += [f"new in the table: {', '.join(new)}"] if new else []
    return said + ([f"not taken over, the table has no such column: {', '.join(unknown)}"] if unknown else [])


def _revised(match: Matched) -> pl.DataFrame:
    """One row per changed cell, in the order of the file and of the columns; with `AT`, the row of the table."""
    both = match.sent.filter(pl.col(AT).is_not_null()).with_row_index(ORDER)
    known = _rows(match.known, match)
    columns = [name for name in match.kinds if name not in match.key and name in both.columns]
    pieces = [_changed(name, match.kinds[name], known[name].gather(both[AT]), both) for name in columns]
    pieces = [cells for cells in pieces if cells.height]
    if not pieces:
        return pl.DataFrame(schema={**REVISED, AT: pl.UInt32})
    cells = pl.concat(pieces)
    elsewhere = cells.filter(pl.col("column").is_in(ABOUT))[ORDER]
    percent = pl.when(~pl.col(ORDER).is_in(elsewhere.implode())).then(pl.col("percent"))
    rows = both.select(ORDER, "line", AT).with_columns(match.shown_keys(match.known[both[AT]]))
    cells = cells.with_columns(percent).join(rows, on=ORDER, how="left", maintain_order="left")
    # A stable sort: the pieces came in the order of the columns.
    return cells.sort(ORDER, maintain_order=True)


def _changed(column: str, kind: str, before: pl.Series, both: pl.DataFrame) -> pl.DataFrame:
    """The cells of one column that differ in meaning."""
    cells = pl.DataFrame([both[ORDER], before.alias("before"), both[column].alias("after")])
    # Most cells are the same to the letter; only the others are looked at for their meaning.
    cells = cells.filter(pl.col("before").ne_missing(pl.col("after")))
    cells = cells.filter(meaning(cells["before"], kind).ne_missing(meaning(cells["after"], kind)))
    cells = cells.with_columns(pl.when(pl.col("before", "after") != "").then(pl.col("before", "after")))
    was, now = (pl.col(name).str.strip_chars(BLANKS).cast(pl.Float64, strict=False) for name in ("before", "after"))
    change = pl.when((now - was).is_finite()).then(now - was) if kind in NUMBERS else pl.lit(None, pl.Float64)
    percent = pl.when(was >= LEAST_BASE).then(100 * change / was)
    return cells.with_columns(pl.lit(column).alias("column"), change.alias("change"), percent.alias("percent"))


def _result(changes: Changes) -> pl.DataFrame:
    """The table after: known rows in their order, revised in place, then new rows in the order of the file."""
    match = changes.match
    changed = {name: cells for (name,), cells in changes.revised.partition_by("column", as_dict=True).items()}
    stays = _rows(match.known, match).drop("line")
    for name, cells in changed.items():
        stays = stays.with_columns(stays[name].clone().scatter(cells[AT], cells["after"]))
    stays = stays.with_row_index(AT).join(changes.removed.select(AT), on=AT, how="anti", maintain_order="left")
    return pl.concat([stays.drop(AT), _rows(changes.added, match).drop("line")])
