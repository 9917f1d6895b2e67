"""Parts of a total: from one source and date only, with the undisaggregated rest as its own part."""

from itertools import combinations

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.arithmetic import band
from metrics.frames import (
    BETWEEN,
    Refusal,
    alike,
    collected,
    distinct,
    each,
    held,
    is_blank,
    is_current,
    is_total,
    joined,
    one_each,
    rows_of,
)

# How a total can be cut, and which columns then tell the parts apart.
CUTS = {
    "sex_age": ("sex", "age_group"),
    "category": ("dimension", "category"),
    "location": ("location_id", "origin_location_id"),
}

# What the source said of one part only, and so not of the rest.
OF_ONE_PART = ("figure_id", "qualifier", "caveat", "note", "value_low", "value_high")

# Less than this is the arithmetic of decimals and not people.
SMALLEST_REST = 1e-6

# Parts rounded one by one may add up to a little more than their total, at most to this part of it.
MOST_ROUNDING = 0.015
WHOLE_PERCENT = 100.0

# The same statement: one source, one date, one period, one population.
STATEMENT = ("crisis_id", "indicator", "source_id", "as_of", "period_start", "population_group")

# What a total and its parts have in common, besides their period.
TOTAL_OF = ("indicator", "source_id", "population_group", "as_of", "location_id")


def statements(figures: IntoFrameT, cut: str) -> IntoFrameT:
    """Find every (source, date) that gives parts of a total along `cut`.

    `cut` is sex_age, category or location. Takes figures with `measure`. Returns one row per
    crisis, indicator, place (for cut location: admin level), dimension (for cut category), source,
    as-of date and period, with `parts` (how many) and `statement`, equal for the rows of one
    statement. Shares count as parts only along sex_age and category.
    """
    rows = _parts(rows_of(figures), cut)
    keys = [*STATEMENT, *_scope(cut)]
    rows = each(rows, list(dict.fromkeys([*keys, *CUTS[cut]]))).group_by(*keys).agg(nw.len().alias("parts"))
    return nw.to_native(joined(rows, "statement", keys))


def totals_stated(figures: IntoFrameT) -> IntoFrameT:
    """Find who gave a total, of what, where and for which date.

    Takes figures. Returns one row per indicator, source, population group, as-of date and place. A
    statement whose source has no row here has no `total` in `breakdown`, unless it is in percent:
    a quick look before many are worked out.
    """
    rows = rows_of(figures).filter(is_current() & is_total())
    return nw.to_native(each(rows, list(TOTAL_OF)))


def breakdown(figures: IntoFrameT, cut: str, statement: str, whole: str | None = None) -> IntoFrameT:
    """Give the parts of one statement, the rest that is not disaggregated, and the coverage.

    `statement` is one of `statements(...)`; `whole` names the place whose total the parts belong
    to when `cut` is location. Returns the parts' rows plus one with `part` not_disaggregated where
    the total exceeds them, blank in the columns that are cut; `part` names each, `total` is the
    same source's total for the same date (blank when it gave none), `share` the part of the total
    (blank without it), `coverage` how much of the total is disaggregated, 0 to 1. Shares (percent)
    are kept as stated: their `total` is 100. Where the source stated a part or the total twice,
    the recommended row counts, then the last published.
    Raises Refusal when the parts overlap, or add up to more than their total by more than the
    source's own rounding explains.
    """
    every = rows_of(figures)
    keys = [*STATEMENT, *_scope(cut)]
    parts = held(alike(_parts(every, cut), tuple(keys), statement)).with_columns(_part_name(cut).alias("part"))
    parts = joined(parts, "statement", keys).filter(nw.col("statement") == statement)
    if cut == "location" and whole is not None:
        parts = parts.filter(nw.col("location_id") != whole)
    parts = one_each(parts, ["part"])
    table = collected(parts)
    if not len(table):
        raise Refusal("nobody has stated parts for this choice")
    _refuse_overlap(table, cut)
    total = _total(every, table, cut, whole)
    summed = float(table["value"].sum())
    if total is not None and summed - total > _rounding(table["value"].to_list(), total):
        raise Refusal(f"the parts add up to {summed:,.0f}, more than their total of {total:,.0f}")
    if total is not None and total - summed > SMALLEST_REST:
        parts = nw.concat([parts, _rest(parts, table, cut, total - summed)])
    return nw.to_native(_with_shares(parts, total, summed))


def stated_places(figures: IntoFrameT) -> IntoFrameT:
    """List the places that a source states for one date, whatever the cut by sex or age: where a whole may be found.

    Returns `indicator`, `source_id`, `as_of`, `location_id` and `admin_level`, each once. Withdrawn statements and
    cuts by a dimension do not count.
    """
    stands = nw.col("status").is_in(["preliminary", "validated"])
    rows = rows_of(figures).filter(stands & is_blank("dimension"))
    return nw.to_native(each(rows, ["indicator", "source_id", "as_of", "location_id", "admin_level"]))


def _parts(rows: nw.DataFrame | nw.LazyFrame, cut: str) -> nw.DataFrame | nw.LazyFrame:
    if cut not in CUTS:
        raise Refusal(f"a total is cut by {', '.join(CUTS)}, not by {cut!r}")
    rows = rows.filter(is_current())
    if cut == "sex_age":
        return rows.filter(is_blank("dimension") & ((nw.col("sex") != "all") | (nw.col("age_group") != "all")))
    everybody = (nw.col("sex") == "all") & (nw.col("age_group") == "all")
    if cut == "category":
        return rows.filter(everybody & ~is_blank("dimension"))
    # Informal areas may lie in each other; a flow with an origin is a part of its place's own total.
    places = ~is_blank("admin_level") & ((nw.col("measure") == "stock") | is_blank("origin_location_id"))
    return rows.filter(everybody & is_blank("dimension") & (nw.col("measure") != "share") & places)


def _rounding(parts: list[float], total: float) -> float:
    """Say how far parts may exceed their total because each was rounded on its own.

    Half the last digit that is not zero, of each: 50,000 for 8,700,000, half a unit for 8,712,345;
    never more than a hundredth of the total. The whole of percentages is not rounded.
    """
    rounded = parts if total == WHOLE_PERCENT else [*parts, total]
    return min(sum(_last_digit(value) / 2 for value in rounded), total * MOST_ROUNDING)


def _last_digit(value: float) -> float:
    if not value or not float(value).is_integer():
        return 0.1
    digits = f"{value:.0f}"
    return 10.0 ** (len(digits) - len(digits.rstrip("0")))


def _scope(cut: str) -> list[str]:
    scope = {
        "sex_age": ["location_id", "origin_location_id"],
        "location": ["origin_location_id", "admin_level"],
    }
    return scope.get(cut, ["location_id", "origin_location_id", "dimension"])


def _part_name(cut: str) -> nw.Expr:
    if cut == "category":
        return nw.col("category")
    first, second = CUTS[cut]
    return nw.concat_str([nw.col(first), nw.col(second).fill_null("")], separator=BETWEEN)


def _refuse_overlap(parts: nw.DataFrame, cut: str) -> None:
    if cut == "sex_age":
        people = zip(parts["sex"].to_list(), parts["age_group"].to_list(), strict=True)
        for (sex, age), (other_sex, other_age) in combinations(people, 2):
            if _same(sex, other_sex) and _ages_meet(age, other_age):
                groups = f"{sex} {age} and {other_sex} {other_age}"
                raise Refusal(f"the parts {groups} overlap; they are not added")


def _same(sex: str, other: str) -> bool:
    return sex == other or "all" in (sex, other)


def _ages_meet(age: str, other: str) -> bool:
    if "all" in (age, other) or age == other:
        return True
    first, second = band(age), band(other)
    if not first or not second:
        return False
    return first[0] <= second[1] and second[0] <= first[1]


def _total(every: nw.DataFrame | nw.LazyFrame, parts: nw.DataFrame, cut: str, whole: str | None) -> float | None:
    """The same source's total for the same date, period and people; 100 for shares; None if unsaid."""
    if distinct(parts, "unit") == ["percent"]:
        return WHOLE_PERCENT
    place = whole if cut == "location" else parts["location_id"].to_list()[0]
    if place is None:
        return None
    rows = every.filter(is_current() & is_total() & (nw.col("location_id") == place))
    for column in ("indicator", "source_id", "population_group", "as_of", "origin_location_id"):
        rows = rows.filter(_same_cell(parts, column))
    rows = rows.filter((nw.col("measure") == "stock") | _same_cell(parts, "period_start"))
    values = one_each(held(rows), ["location_id"])["value"].to_list()
    return float(values[0]) if values else None


def _same_cell(parts: nw.DataFrame, column: str) -> nw.Expr:
    """True where `column` is as in the parts, which are all alike in it: blank beside blank too."""
    cells = distinct(parts, column)
    return nw.col(column) == cells[0] if cells else is_blank(column)


def _rest(
    parts: nw.DataFrame | nw.LazyFrame, table: nw.DataFrame, cut: str, rest: float
) -> nw.DataFrame | nw.LazyFrame:
    """One row for the part of the total its source does not cut; what told the parts apart is blank."""
    types = table.schema
    blank = {*OF_ONE_PART, *CUTS[cut]} - {"dimension", "origin_location_id"}
    blanks = [nw.lit(None, dtype=types[column]).alias(column) for column in sorted(blank)]
    one = parts.filter(nw.col("figure_id") == min(table["figure_id"].to_list()))
    return one.with_columns(nw.lit("not_disaggregated").alias("part"), nw.lit(rest).alias("value"), *blanks).select(
        *types
    )


def _with_shares(parts: nw.DataFrame | nw.LazyFrame, total: float | None, summed: float) -> nw.DataFrame | nw.LazyFrame:
    divisor = nw.lit(total or None, dtype=nw.Float64)
    coverage = min(summed / total, 1.0) if total else None
    return parts.with_columns(
        nw.lit(total, dtype=nw.Float64).alias("total"),
        (nw.col("value") / divisor).alias("share"),
        nw.lit(coverage, dtype=nw.Float64).alias("coverage"),
    )
