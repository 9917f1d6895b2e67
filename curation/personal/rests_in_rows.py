"""Small rests down the rows: a total and its parts by sex, by age, or by the places within a place."""

from collections.abc import Mapping

import polars as pl

from curation.personal.cells import Column
from curation.personal.columns import PLACE
from curation.personal.counts import SPREAD, Counts, groups_of, numbers_of
from curation.personal.cuts import AGE, DEEP, PLACE_ID, SEX, age_of, is_whole, sex_of
from curation.personal.findings import HELD, Found
from curation.personal.partitions import partitions
from curation.personal.small_counts import FEWEST, MOST
from curation.personal.words import plain

# More parts than this are no cut by sex or age, and more places than this are not looked at one by one.
PARTS, PLACES = 40, 50_000


def by_sex_and_age(counts: Counts) -> list[Found]:
    """Find totals by sex and by age whose given parts leave 1 to 4."""
    cuts = [_cut_by(words, counts) for words in (SEX, AGE)]
    if not any(cuts):
        return []
    groups = groups_of(counts.columns, [*cuts, *counts.counted])
    found = []
    for cut, other, part_of in ((*cuts, _sex_part), (*cuts[::-1], _age_part)):
        if cut is None or cut.blank or cut.looked.n_unique() > PARTS:
            continue
        named = {cell: part_of(cell) for cell in cut.looked.unique()}
        same = groups if other is None else groups * SPREAD + other.hashes
        for column in counts.counted:
            found += _down(column, cut, named, same, counts.people)
    return found


def _cut_by(words: object, counts: Counts) -> Column | None:
    return next((c for c in counts.columns if words.search(c.plain) and c not in counts.counted), None)


def _sex_part(cell: str) -> object:
    return "all" if is_whole(cell) else sex_of(plain(cell)) if sex_of(plain(cell)) != "all" else "u"


def _age_part(cell: str) -> object:
    return "all" if is_whole(cell) else age_of(plain(cell)) or "u"


def _down(column: Column, cut: Column, named: Mapping, groups: pl.Series, people: pl.Series) -> list[Found]:
    ids = {part: at for at, part in enumerate(dict.fromkeys([*named.values(), "all"]))}
    if len(ids) < 2:
        return []
    hashes, parts = pl.Series(list(named), dtype=pl.String).hash(), [ids[part] for part in named.values()]
    part = cut.hashes.replace_strict(hashes, parts, default=ids["all"], return_dtype=pl.Int64)
    rows = pl.DataFrame({"group": groups, "part": part, "value": numbers_of(column), "line": column.lines})
    rows = rows if people.all() else rows.filter(people)
    if not (rows["part"] == ids["all"]).any():
        return []
    return [one for sums in _row_sums(ids) for one in _given_back(column, rows, *sums)]


def _given_back(column: Column, rows: pl.DataFrame, total: int, parts: list[int], complete: bool) -> list[Found]:
    """Find the groups of rows whose total less the given parts leaves 1 to 4."""
    given = rows.filter(pl.col("value").is_not_null())
    totals = given.filter(pl.col("part") == total).select("group", total="value")
    known = _summed(given.filter(pl.col("part").is_in(parts) & pl.col("group").is_in(totals["group"].implode())))
    hidden = pl.col("len") < len(parts) if complete else pl.lit(True)
    rest = pl.col("total") - pl.col("value")
    small = totals.join(known, on="group").filter(hidden & rest.is_between(FEWEST, MOST) & (rest == rest.floor()))
    if not len(small):
        return []
    hit = rows.filter(pl.col("group").is_in(small["group"].implode()) & pl.col("part").is_in([total, *parts]))
    return [Found(column.name, "rest", HELD, tuple(hit["line"].to_list()))]


def _summed(parts: pl.DataFrame) -> pl.DataFrame:
    """Add the parts of each group; of a part that is given twice, the first."""
    sums = pl.col("value").sum(), pl.len()
    added = parts.with_columns(bit=2 ** pl.col("part")).group_by("group").agg(*sums, pl.col("bit").sum())
    twice = added.filter(pl.col("bit").bitwise_count_ones() != pl.col("len"))["group"]
    if not len(twice):
        return added.drop("bit")
    again = parts.filter(pl.col("group").is_in(twice.implode())).unique(
        ["group", "part"], keep="first", maintain_order=True
    )
    return pl.concat(
        [added.filter(~pl.col("group").is_in(twice.implode())).drop("bit"), again.group_by("group").agg(*sums)]
    )


def _row_sums(ids: dict[object, int]) -> list[tuple[int, list[int], bool]]:
    sexes = [ids[sex] for sex in ("f", "m", "u") if sex in ids]
    if "f" in ids or "m" in ids:
        return [(ids["all"], sexes, "f" in ids and "m" in ids)]
    ages = [part for part in ids if isinstance(part, tuple)]
    rest = [ids["u"]] if "u" in ids else []
    return [
        (
            ids["all"] if whole is None else ids[whole],
            [ids[age] for age in chain] + (rest if whole is None else []),
            complete,
        )
        for whole, chain, complete in partitions(ages)
    ]


def by_place(counts: Counts) -> list[Found]:
    """Find totals of a place whose given parts, places below admin 2, leave 1 to 4 for one that is blank."""
    place = _place_of(counts, PLACE_ID) or _place_of(counts, DEEP)
    if place is None or not counts.deep.any() or place.looked.n_unique() > PLACES:
        return []
    parents = _parents(set(place.looked.unique()))
    if not parents:
        return []
    within = place.cells.replace_strict(parents, default=None, return_dtype=pl.String)
    names = (PLACE,) if PLACE_ID.search(place.plain) else (DEEP, PLACE_ID)
    left_out = [c for c in counts.columns if any(words.search(c.plain) for words in names)]
    frame = pl.DataFrame({"place": place.cells, "parent": within, "deep": counts.deep, "line": place.lines})
    frame = frame.with_columns(group=groups_of(counts.columns, [place, *left_out, *counts.counted]))
    return [one for column in counts.counted for one in _within(column, frame, counts.people)]


def _place_of(counts: Counts, words: object) -> Column | None:
    return next((c for c in counts.columns if words.search(c.plain) and not c.blank and not c.numeric), None)


def _parents(places: set[str]) -> dict[str, str]:
    """Return the place each place lies in: the longest other P-code it begins with, or the row that is called total."""
    totals = [place for place in places if place.strip() and is_whole(place)]
    if totals:
        return {place: totals[0] for place in places if place not in totals}
    parents = {}
    for place in places:
        starts = (place[:end] for end in range(len(place) - 1, 3, -1))
        parent = next((start for start in starts if start in places), None)
        if parent:
            parents[place] = parent
    return parents


def _within(column: Column, frame: pl.DataFrame, people: pl.Series) -> list[Found]:
    rows = frame.with_columns(value=numbers_of(column)).filter(people)
    parts = rows.filter(pl.col("parent").is_not_null() & pl.col("deep"))
    given = pl.col("value").is_not_null()
    known = parts.group_by("group", "parent").agg(
        pl.col("value").sum(), "line", given=given.sum(), hidden=(~given).sum()
    )
    totals = rows.select("group", parent="place", total="value", at="line")
    both = totals.join(known, on=["group", "parent"]).filter((pl.col("given") > 0) & (pl.col("hidden") > 0))
    small = both.filter((pl.col("total") - pl.col("value")).is_between(FEWEST, MOST))
    lines = {line for row in small.iter_rows(named=True) for line in (*row["line"], row["at"])}
    return [Found(column.name, "rest", HELD, tuple(lines))] if lines else []
