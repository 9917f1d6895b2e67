"""Changes a person should look at: ids that look like others, published statements changed without a word."""

from collections.abc import Iterator

import polars as pl

from curation.comparing.comparison import are, counted, first_of
from curation.comparing.matching import AT, Changes
from curation.comparing.odd_keys import look_alike, renamed
from curation.comparing.same_meaning import texts
from curation.problems import Problem

# Columns that make a row one published statement, which is withdrawn or replaced and not rewritten.
STATEMENT = ("status", "replaces", "withdrawn_on")

# What a statement says, and what it is about.
SAID = ("value", "value_low", "value_high", "qualifier")
SUBJECT = (
    "crisis_id",
    "indicator",
    "location_id",
    "origin_location_id",
    "population_group",
    "sex",
    "age_group",
    "dimension",
    "category",
    "source_id",
    "period_start",
    "as_of",
)

# A row that tells why it changed says so in one of these.
REASONS = ("change_reason", "replaces")

# Changes named in a sentence before the rest is counted.
CHANGES_NAMED = 3

# Only public rows leave the server; blank means public.
PUBLIC = ("", "public")


def odd_changes(changes: Changes) -> list[Problem]:
    """Return a warning for every kind of change that may be a slip, its lines together.

    Frames that are no statements (without status, replaces and withdrawn_on) are asked only
    about their keys and removed rows.
    """
    found = [*look_alike(changes), *renamed(changes), *_removed(changes)]
    if set(STATEMENT) <= set(changes.match.kinds):
        found += [*_unexplained(changes), *_standing_again(changes), *_opened(changes)]
    return found


def _removed(changes: Changes) -> Iterator[Problem]:
    if not changes.removed.height:
        return
    keys = changes.match.shown_keys(changes.removed)
    rows = f"{counted(keys.len(), 'published row')} {are(keys.len())} not in the file ({first_of(keys)})"
    mend = "a row that others point to cannot go; leave them out only if nobody needs them"
    if set(STATEMENT) <= set(changes.match.kinds):
        mend = "a published figure is never deleted: keep its row, with the status withdrawn and a change_reason"
    yield changes.warning(None, "", f"{rows} and would be removed; {mend}")


def _unexplained(changes: Changes) -> Iterator[Problem]:
    """Published statements that now say another thing, or speak of another, and nobody says why."""
    said_why = pl.col("column").is_in(REASONS) & pl.col("after").is_not_null()
    explained = changes.revised.filter(said_why)[AT].implode()
    silent = changes.revised.filter(~pl.col(AT).is_in(explained))
    for column in (*SAID, *SUBJECT):
        cells = silent.filter(pl.col("column") == column)
        if not cells.height:
            continue
        moves = _moves(cells)
        if column in SAID:
            says = f"published {column} changed {moves}: say why in change_reason, or add a row that replaces it"
        else:
            says = (
                f"a published figure now speaks of another {column} ({moves}): if it is another figure, "
                "give it a row and an id of its own; if the first was a slip, say so in change_reason"
            )
        yield changes.warning(cells["line"], column, says)


def _moves(cells: pl.DataFrame) -> str:
    was, now = (pl.col(name).fill_null("blank") for name in ("before", "after"))
    return first_of(cells.select(pl.format("from {} to {}", was, now)).to_series(), CHANGES_NAMED)


def _standing_again(changes: Changes) -> Iterator[Problem]:
    cells = changes.revised.filter((pl.col("column") == "status") & (pl.col("before") == "withdrawn"))
    if cells.height:
        says = f"a withdrawn figure would stand again ({first_of(cells['key'])}): look whether its source says so"
        yield changes.warning(cells["line"], "status", says)


def _opened(changes: Changes) -> Iterator[Problem]:
    """Rows kept back so far that everybody would see."""
    cells = changes.revised.filter(pl.col("column") == "sensitivity")
    was, now = (texts(cells[name]).fill_null("") for name in ("before", "after"))
    cells = cells.filter(~was.is_in(PUBLIC) & now.is_in(PUBLIC))
    if cells.height:
        says = f"kept back so far, and public after this ({first_of(cells['key'])}): look whether everybody may see it"
        yield changes.warning(cells["line"], "sensitivity", says)
