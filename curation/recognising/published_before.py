"""A publisher's figures beside those published before: said already, said otherwise, or said by others too."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from curation.reading.reading import Finding, Question
from curation.subject import KEY

# How a number that the same source stated otherwise before may be taken.
REPLACE, BESIDE = "they replace what was published", "they stand beside it"

# What is asked of the published statement.
BEFORE = [
    pl.col("figure_id_old").alias("old"),
    pl.col("value_old").alias("before"),
    pl.col("published_on_old").alias("old_published_on"),
]

# Rows of the question that are shown.
SHOWN = 5
REASON = "The source gives another number for the same day in a later file."


@dataclass
class Beside:
    """Figures that may be published: `rows` as figures.csv has them and `line`, what was told, what must be decided."""

    rows: pl.DataFrame
    told: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def beside_published(figures: pl.DataFrame, published: pl.DataFrame, answers: Mapping[str, str]) -> Beside:
    """Hold new figures against the published ones: text with the columns of figures.csv, `figures` also with `line`.

    A number its source has published for the same subject and day already is left out, whatever its identifier.
    Another number of the same source is a question: the old one may be replaced (it stays, withdrawn, and comes
    with the rows) or stand beside the new one. Where a statement of the subject and day is recommended already,
    the new one is triangulation. Identifiers of the result are unlike all published ones, but for rows it replaces.
    """
    standing = published.filter(pl.col("status") != "withdrawn")
    found = Beside(_without_known(figures, standing))
    known = len(figures) - len(found.rows)
    if known:
        many = f"{known:,} figures are" if known > 1 else "1 figure is"
        found.told.append(Finding(f"{many} published already, by the same source with the same number, and left out"))
    old = _said_otherwise(found.rows, standing)
    replaced = _settle(found, old, answers) if len(old) else old
    found.rows = _with_own_names(_with_roles(found, standing), published)
    if len(replaced):
        found.rows = pl.concat([*_replacing(found.rows, replaced, standing)])
    return found


def _marked(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Rows with what tells one subject and day from another as one text: a blank is a blank."""
    return rows.with_columns(mark=pl.concat_str([pl.col(name).fill_null("") for name in columns], separator="\x1f"))


def _without_known(figures: pl.DataFrame, standing: pl.DataFrame) -> pl.DataFrame:
    number = pl.col("value").cast(pl.Float64, strict=False).cast(pl.String).fill_null(pl.col("value_status"))
    same = [*KEY, "source_id", "number"]
    known = _marked(standing.with_columns(number=number), same).select("mark")
    return (
        _marked(figures.with_columns(number=number), same)
        .join(known, on="mark", how="anti", maintain_order="left")
        .drop("mark", "number")
    )


def _said_otherwise(figures: pl.DataFrame, standing: pl.DataFrame) -> pl.DataFrame:
    """The new figures whose source has published another number for the subject and day; `old` is its identifier."""
    same = [*KEY, "source_id"]
    first = standing.sort(pl.col("role") != "recommended", maintain_order=True)
    before = _marked(first, same).unique("mark", keep="first", maintain_order=True)
    return (
        _marked(figures, same)
        .unique("mark", keep="first", maintain_order=True)
        .join(before, on="mark", suffix="_old", maintain_order="left")
        .select("line", "indicator", "location_id", "as_of", "value", "published_on", *BEFORE)
    )


def _settle(found: Beside, old: pl.DataFrame, answers: Mapping[str, str]) -> pl.DataFrame:
    """Ask what other numbers of the same source mean; return those that are replaced."""
    older = old.filter(pl.col("published_on") < pl.col("old_published_on"))
    if len(older):
        says = f"{len(older):,} numbers differ from newer ones of the same source; they stand beside them"
        found.told.append(Finding(says, tuple(older["line"].to_list())))
    newer = old.filter(pl.col("published_on") >= pl.col("old_published_on"))
    answer = answers.get("differing")
    if newer.is_empty() or answer == BESIDE:
        return newer.clear()
    if answer != REPLACE:
        shown = newer.head(SHOWN).select("indicator", "location_id", "as_of", "before", "value")
        rows = [["indicator", "place", "as of", "published", "this file"]]
        rows += [[str(cell or "(blank)") for cell in row] for row in shown.rows()]
        asks = f"For {len(newer):,} figures the same source has published another number. What are the new ones?"
        lines = tuple(newer["line"].to_list())
        found.questions.append(Question(asks, {REPLACE: rows, BESIDE: rows}, lines, "differing"))
    return newer if answer == REPLACE else newer.clear()


def _with_roles(found: Beside, standing: pl.DataFrame) -> pl.DataFrame:
    """Where somebody's statement is recommended already, the new one stands beside it."""
    taken = _marked(standing.filter(pl.col("role") == "recommended"), KEY).select("mark").unique()
    rows = _marked(found.rows, KEY)
    beside = rows["mark"].is_in(taken["mark"].implode()) & (rows["role"] == "recommended")
    if beside.any():
        count = int(beside.sum())
        many = f"{count:,} figures stand" if count > 1 else "1 figure stands"
        found.told.append(Finding(f"{many} beside one that is recommended already, as triangulation"))
    role = pl.when(pl.lit(beside)).then(pl.lit("triangulation")).otherwise("role")
    return rows.with_columns(role=role).drop("mark")


def _with_own_names(rows: pl.DataFrame, published: pl.DataFrame) -> pl.DataFrame:
    """A published identifier is never given to another statement: the day of the new one's publication is added."""
    taken = pl.col("figure_id").is_in(published["figure_id"].implode())
    named = rows.with_columns(
        figure_id=pl.when(taken).then(pl.format("{}-{}", "figure_id", "published_on")).otherwise("figure_id")
    )
    again = named.join(published.select("figure_id"), on="figure_id", how="semi")
    if again.is_empty():
        return named
    number = pl.int_range(pl.len()) + 2
    still = pl.col("figure_id").is_in(published["figure_id"].implode())
    return named.with_columns(
        figure_id=pl.when(still).then(pl.format("{}-again-{}-{}", "figure_id", "line", number)).otherwise("figure_id")
    )


def _replacing(rows: pl.DataFrame, replaced: pl.DataFrame, standing: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The new rows naming what they replace, recommended where that was; and the old ones, withdrawn."""
    roles = standing.select(old="figure_id", old_role="role")
    plan = replaced.select("line", "old", "indicator", "location_id", "as_of").join(roles, on="old")
    same = [*KEY, "source_id"]
    marks = _marked(standing, same).select("mark", old="figure_id").join(plan.select("old", "old_role"), on="old")
    new = _marked(rows, same).join(marks, on="mark", how="left", maintain_order="left")
    hit = pl.col("old").is_not_null() & new["mark"].is_first_distinct()
    new = new.with_columns(
        role=pl.when(hit).then("old_role").otherwise("role"),
        replaces=pl.when(hit).then("old").otherwise("replaces"),
        change_reason=pl.when(hit).then(pl.lit(REASON)).otherwise("change_reason"),
    )
    by = new.filter(hit).select("old", line_new="line", day="published_on")
    gone = standing.join(by, left_on="figure_id", right_on="old").with_columns(
        status=pl.lit("withdrawn"), role=pl.lit("triangulation"), withdrawn_on="day", line="line_new"
    )
    return new.select(rows.columns), gone.select(rows.columns).cast(dict(rows.schema))
