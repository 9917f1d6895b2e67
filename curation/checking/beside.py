"""A file's rows beside the published tables: keys that lead elsewhere, and the rules between figures."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from curation.checking.inspection import Inspection
from curation.checking.promises import check
from curation.checking.rules import check_rules
from curation.checking.table_schema import Schema, schema_of
from curation.problems import Problem, grouped
from curation.tables import package, read_text, typed


def problems_beside(inspection: Inspection, table: str, folder: Path, today: date) -> list[Problem]:
    """Return what is wrong with a file's rows once they stand among the published ones, in lines of the file.

    `inspection` is of the table's schema and has no error and no question. Raises BrokenTables when
    the published tables cannot be read.
    """
    description = package(folder)
    schemas = {one["name"]: one["schema"] for one in description["resources"]}
    texts = read_text(folder, description)
    before = {name: typed(texts[name], schemas[name]) for name in schemas}
    together = _together(pl.from_pandas(texts[table]), inspection.table(), schema_of(schemas[table]))
    after = {**texts, table: together}
    problems = [one for one in check(after, description) if one.table == table]
    if not problems:
        lines = (after["figures"]["line"]).to_list()
        rows = together.drop("line").to_pandas()
        whole = {**before, table: typed(rows, schemas[table])}
        problems = check_rules(whole, today, lines if table == "figures" else None, before)
    return grouped([one for one in (_in_file(problem, table, inspection.name) for problem in problems) if one])


def known_in(folder: Path) -> dict[str, dict]:
    """Return what the screen for personal data may know of our tables: each place's admin level, each indicator's unit.

    They are `levels` and `units` of `curation.inspect`. Raises BrokenTables when the tables cannot be read.
    """
    texts = read_text(folder, package(folder))
    places = texts["locations"]
    places = places[places["admin_level"].fillna("").str.fullmatch("[0-9]+")]
    levels = {place: int(level) for place, level in zip(places["location_id"], places["admin_level"], strict=True)}
    indicators = texts["indicators"]
    return {"levels": levels, "units": dict(zip(indicators["indicator"], indicators["unit"], strict=True))}


def _together(published: pl.DataFrame, sent: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    """The published rows with those of the file in their place or behind them; line 0 is not in the file.

    What columns the file does not have, its known rows keep.
    """
    key, lost = list(schema.primary), [name for name in schema.fields if name not in sent.columns]
    known = sent.join(published.select(*key, *lost).cast(pl.String), on=key, how="left", maintain_order="left")
    others = published.join(sent, on=key, how="anti", maintain_order="left").with_columns(line=pl.lit(0))
    names = [*schema.fields, "line"]
    ours = [
        frame.select(names).cast(dict.fromkeys(schema.fields, pl.String) | {"line": pl.Int64})
        for frame in (others, known)
    ]
    return pl.concat(ours)


def _in_file(problem: Problem, table: str, name: str) -> Problem | None:
    """The problem under the file's name, with its lines of the file; None when it is in none of them."""
    if problem.table != table:
        return problem
    lines = tuple(line for line in problem.lines if line)
    return replace(problem, table=name, lines=lines) if lines or not problem.lines else None
