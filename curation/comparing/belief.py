"""Whether a file looks like the whole table or like rows to add to it."""

from dataclasses import dataclass

import polars as pl

from curation.comparing.comparison import are, counted
from curation.comparing.same_meaning import meaning

# Parts of the published rows in a file: from NEARLY_ALL it is the whole table, up to FEW rows to add. Between the
# two, both happen: half a table sent by mistake, and a busy week in which a fifth of the rows was revised.
NEARLY_ALL, FEW = 0.9, 0.2


@dataclass(frozen=True)
class Belief:
    """`mode` is add or replace, `because` says why, `sure` is False where a person should be asked."""

    mode: str
    because: str
    sure: bool


def belief(before: pl.DataFrame, after: pl.DataFrame, left_out: pl.DataFrame, schema: dict) -> Belief:
    """Say what a file is believed to be.

    `left_out` are the rows of `before` whose keys `after` does not have. In doubt it is rows to
    add: that removes nothing.
    """
    published, sent, missing = before.height, after.height, left_out.height
    known = published - missing
    if not sent or not published:
        return Belief("add", "the published table is empty" if sent else "the file has no rows", True)
    if not missing:
        says = f"all {counted(published, 'row')}" if published > 1 else "the only row"
        return Belief("replace", f"{says} of the published table {are(published)} in the file: {WHOLE}", True)
    if known <= FEW * published:
        return Belief("add", _only_some(sent, known), True)
    apart = _left_out_by(after, left_out, schema)
    if apart:
        says = f"the {missing:,} published rows it leaves out are all of another {apart}: it looks like a part of the"
        return Belief("add", f"{says} table", False)
    share = f"{known:,} of the {counted(published, 'published row')} {are(known)} in the file"
    if known >= NEARLY_ALL * published:
        return Belief("replace", f"{share}: {WHOLE}, with {counted(missing, 'row')} left out", True)
    return Belief("add", f"{share}: it may be the whole table with rows left out, or only some rows", False)


WHOLE = "it looks like the whole table"


def _only_some(sent: int, known: int) -> str:
    rows = f"the file has {counted(sent, 'row')}"
    if not known:
        return f"{rows}, none of them published yet: it looks like new rows only"
    if known == sent:
        return f"{rows}, {'all of them' if sent > 1 else 'which is'} known: it looks like revised rows only"
    return f"{rows}, {known:,} of them known: it looks like new and revised rows only"


def _left_out_by(after: pl.DataFrame, left_out: pl.DataFrame, schema: dict) -> str:
    """Name the column by which a table was filtered: it points to another table and tells both parts from each other.

    Rows that share nothing but that each is of its own kind say nothing, so each kind must come twice at least.
    """
    kinds = {field["name"]: field.get("type", "string") for field in schema["fields"]}
    for key in schema.get("foreignKeys", []):
        name = key["fields"] if isinstance(key["fields"], str) else key["fields"][0]
        if not key["reference"].get("resource") or name not in after.columns or name not in left_out.columns:
            continue
        there, here = meaning(left_out[name], kinds[name]), meaning(after[name], kinds[name])
        filled = not there.has_nulls() and here.null_count() < here.len()
        if filled and 2 * there.n_unique() <= there.len() and not there.is_in(here.drop_nulls().implode()).any():
            return name
    return ""
