"""The complement: a small count that was left out, and that a total less its other parts gives back."""

from collections.abc import Mapping

import polars as pl

from curation.personal.cells import Column
from curation.personal.counts import counts_of, numbers_of
from curation.personal.cuts import age_of, counts_people, is_cut, sex_of, stem_of
from curation.personal.findings import HELD, Found
from curation.personal.partitions import partitions
from curation.personal.rests_in_rows import by_place, by_sex_and_age
from curation.personal.small_counts import FEWEST, MOST


def rests(columns: list[Column], levels: Mapping[str, int] | None, units: Mapping[str, str] | None) -> list[Found]:
    """Find totals whose given parts leave 1 to 4 people for a part that is blank or has no row.

    Looks across columns (male, female, total), down rows by sex and by age, and from a place to the
    places within it where those lie below admin 2.
    """
    counts = counts_of(columns, levels, units)
    return [*_across(columns, counts.people), *by_sex_and_age(counts), *by_place(counts)]


def _across(columns: list[Column], people: pl.Series) -> list[Found]:
    cuts = {stem_of(column.plain): [] for column in columns if is_cut(column)}
    for column in columns if cuts else ():
        if stem_of(column.plain) in cuts and (is_cut(column) or counts_people(column)):
            cuts[stem_of(column.plain)].append(column)
    return [one for same in cuts.values() for one in _across_same(same, people)]


def _across_same(columns: list[Column], people: pl.Series) -> list[Found]:
    """Look across columns that count the same, cut by sex and age or not."""
    cells = {(sex_of(c.plain), age_of(c.plain)): c for c in reversed(columns) if is_cut(c)}
    wholes = [column for column in columns if not is_cut(column)]
    names = {c.name: c for c in columns}
    frame = pl.DataFrame({name: numbers_of(column) for name, column in names.items()})
    found = []
    for totals, parts, complete in _sums(cells, wholes):
        for total in totals:
            rows = _small_rest(frame, total.name, [part.name for part in parts], complete) & people
            if rows.any():
                found.append(Found(total.name, "rest", HELD, tuple(total.lines.filter(rows).to_list())))
    return found


def _sums(cells: dict[tuple, Column], wholes: list[Column]) -> list[tuple[list[Column], list[Column], bool]]:
    """Return totals with their parts, by sex at one age and by age at one sex, and whether these are all."""
    sums = []
    for age in {age for _, age in cells}:
        parts = [cells[sex, age] for sex in ("f", "m", "u") if (sex, age) in cells]
        total = [cells["all", age]] if ("all", age) in cells else wholes if age is None else []
        if parts and total:
            sums.append((total, parts, ("f", age) in cells and ("m", age) in cells))
    for sex in {sex for sex, _ in cells}:
        total = [cells[sex, None]] if (sex, None) in cells else wholes if sex == "all" else []
        for whole, chain, complete in partitions([age for one, age in cells if one == sex and age]):
            over = total if whole is None else [cells[sex, whole]]
            if over:
                sums.append((over, [cells[sex, age] for age in chain], complete))
    return sums


def _small_rest(frame: pl.DataFrame, total: str, parts: list[str], complete: bool) -> pl.Series:
    """Which rows give a total and some parts that leave a small rest; nothing is hidden where all parts are given."""
    given = pl.sum_horizontal(pl.col(parts).is_not_null().cast(pl.Int32))
    hidden = given < len(parts) if complete else pl.lit(True)
    rest = pl.col(total) - pl.sum_horizontal(pl.col(parts).fill_null(0))
    return frame.select(
        (hidden & (given > 0) & rest.is_between(FEWEST, MOST) & (rest == rest.floor())).fill_null(False)
    ).to_series()
