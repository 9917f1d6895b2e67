"""New keys a person should look at: written nearly like another, or of a row that is there already."""

from collections.abc import Iterator

import polars as pl

from curation.comparing.comparison import first_of
from curation.comparing.matching import KEY, Changes
from curation.comparing.same_meaning import NUMBERS, glances, looks
from curation.problems import Problem

# With fewer columns beside the key, equal rows are common and no sign of a renamed key.
COLUMNS_THAT_TELL = 3

# Keys named in a sentence before the rest is counted.
NAMED = 3


def look_alike(changes: Changes) -> Iterator[Problem]:
    """New keys that differ from another only in case, spacing or leading zeros."""
    match, column = changes.match, ", ".join(changes.match.key)
    if not changes.added.height:
        return
    new = pl.DataFrame(
        [match.shown_keys(changes.added), changes.added["line"], looks(changes.added[KEY]).alias("look")]
    )
    likely = match.known.filter(glances(match.known[KEY]).is_in(glances(changes.added[KEY]).implode()))
    known = pl.DataFrame([match.shown_keys(likely).alias("known"), looks(likely[KEY]).alias("look")])
    known = known.unique("look", keep="first", maintain_order=True)
    near = new.join(known, on="look", maintain_order="left")
    if near.height:
        pairs = first_of(near.select(pl.format('"{}" beside "{}"', "key", "known")).to_series(), NAMED)
        yield changes.warning(near["line"], column, LIKE_PUBLISHED.format(pairs))
    twins = new.filter(pl.col("look").is_duplicated()).sort("look", maintain_order=True)
    if twins.height:
        yield changes.warning(twins["line"], column, LIKE_EACH_OTHER.format(first_of(twins["key"])))


LIKE_PUBLISHED = "differs from a published key only in how it is written ({}); correct it, unless they are two"
LIKE_EACH_OTHER = "these keys differ only in how they are written ({}); keep one, unless they are two"


def renamed(changes: Changes) -> Iterator[Problem]:
    """New rows that are a published row in everything but the key."""
    match = changes.match
    columns = [name for name in match.kinds if name not in match.key and name in match.sent.columns]
    columns = [name for name in columns if name in match.known.columns]
    if not changes.added.height or len(columns) < COLUMNS_THAT_TELL:
        return
    cells = [_quick(name, match.kinds[name]) for name in columns]
    content = pl.struct(cells).hash().alias("content")
    new = changes.added.select("line", content).with_columns(match.shown_keys(changes.added))
    # Of several published rows that are the same, one that is removed is the one renamed.
    gone = pl.col(KEY).is_in(changes.removed[KEY].implode()).alias("gone")
    known = match.known.with_columns(content).filter(pl.col("content").is_in(new["content"].implode()))
    known = known.select("content", gone).with_columns(match.shown_keys(known).alias("known"))
    known = known.sort("gone", descending=True).unique("content", keep="first", maintain_order=True)
    same = new.join(known, on="content", maintain_order="left")
    for rows, says in ((same.filter("gone"), RENAMED), (same.filter(~pl.col("gone")), DOUBLED)):
        if rows.height:
            pairs = first_of(rows.select(pl.format("{} for {}", "key", "known")).to_series(), NAMED)
            yield changes.warning(rows["line"], ", ".join(match.key), says.format(pairs))


def _quick(column: str, kind: str) -> pl.Expr:
    """Cells as equal as a quick look tells: numbers by value, blanks, all else to the letter."""
    cells = pl.col(column)
    return cells.cast(pl.Float64, strict=False) if kind in NUMBERS else pl.when(cells != "").then(cells)


RENAMED = "a published row under another key ({}); a published key stays, so that links to it hold: write it again"
DOUBLED = "published already under another key ({}), the same in every other cell; leave one of the two out"
