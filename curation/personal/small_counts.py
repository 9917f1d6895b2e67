"""Counts of 1 to 4 people by sex, by age, or below admin 2: few enough to know who they are."""

import re
from collections.abc import Mapping

import polars as pl

from curation.personal.cells import Column
from curation.personal.cuts import (
    AGE,
    DEEP,
    DEEP_CODE,
    DISTRICT,
    KIND,
    LEVEL,
    LOCATION,
    NO_PEOPLE,
    PLACE_ID,
    SEX,
    counts_people,
    is_cut,
    is_whole,
)
from curation.personal.findings import HELD, Found
from curation.personal.words import phrases

# Counts that are small: UNHCR leaves them out of what it publishes, and zero gives nobody away.
FEWEST, MOST = 1, 4

# Columns that say what a row's number is.
MEASURED = phrases("""
    indicator*; unit; measure; metric; indicateur; unité; indicador; unidad; مؤشر; وحدة; показник; одиниця
""")

# Units in which people or their households are counted.
PEOPLE = re.compile(r"(?i)people|person|household|movement|famil|individual")


def small_counts(
    columns: list[Column], levels: Mapping[str, int] | None, units: Mapping[str, str] | None
) -> list[Found]:
    """Find counts of 1 to 4 people where rows or columns are cut by sex or age, or places lie below admin 2.

    `levels` gives the admin level of place identifiers, `units` the unit of indicators, where they are known.
    """
    cut = cut_rows(columns) | deep_rows(columns, levels)
    people = rows_of_people(columns, units)
    found = []
    for column in columns:
        by_name = is_cut(column)
        if not by_name and not (cut.any() and counts_people(column)):
            continue
        whole = column.numbers == column.numbers.floor()
        rows = column.rows_where(column.numbers.is_between(FEWEST, MOST) & whole) & people
        rows = rows if by_name else rows & cut
        if rows.any():
            found.append(Found(column.name, "small", HELD, tuple(column.lines.filter(rows).to_list())))
    return found


def cut_rows(columns: list[Column]) -> pl.Series:
    """Which rows are for one sex or one age group."""
    rows = pl.repeat(False, columns[0].height, eager=True)
    for column in columns:
        if (SEX.search(column.plain) or AGE.search(column.plain)) and not is_cut(column) and not column.blank:
            parts = [cell for cell in column.looked.unique() if not is_whole(cell)]
            rows |= column.rows_where(column.looked.is_in(pl.Series(parts, dtype=pl.String).implode()))
    return rows


def deep_rows(columns: list[Column], levels: Mapping[str, int] | None) -> pl.Series:
    """Which rows are for a place below admin 2: a village, a site, a camp, a neighbourhood."""
    rows = pl.repeat(False, columns[0].height, eager=True)
    districts = any(DISTRICT.search(column.plain) for column in columns)
    for column in columns:
        if LEVEL.search(column.plain):
            rows |= column.rows_where(column.numbers > 2)
        elif PLACE_ID.search(column.plain):
            rows |= column.rows_where(_deep_codes(column, levels or {}))
        elif _names_places_below(column, districts):
            rows |= column.rows_where(column.everything)
    return rows


def _deep_codes(column: Column, levels: Mapping[str, int]) -> pl.Series:
    """Which place identifiers lie below admin 2: as is known, else by their form."""
    deep = pl.Series([place for place, level in levels.items() if level > 2], dtype=pl.String)
    known = column.looked.is_in(pl.Series(list(levels), dtype=pl.String).implode())
    return column.looked.is_in(deep.implode()) | (~known & column.matching(DEEP_CODE))


def _names_places_below(column: Column, districts: bool) -> bool:
    """Whether a column names villages, sites or the like; a plain location does when districts stand beside it."""
    named = DEEP.search(column.plain) or (districts and LOCATION.search(column.plain))
    return bool(named) and not (column.numeric or column.answers or KIND.search(column.plain))


def rows_of_people(columns: list[Column], units: Mapping[str, str] | None) -> pl.Series:
    """Which rows count people or households, as far as a column of units or indicators says."""
    rows = pl.repeat(True, columns[0].height, eager=True)
    others = pl.Series([cell for cell, unit in (units or {}).items() if not PEOPLE.search(unit)], dtype=pl.String)
    known = pl.Series(list(units or {}), dtype=pl.String)
    for column in columns:
        if MEASURED.search(column.plain) and not column.blank and not column.numeric:
            named = ~column.looked.is_in(known.implode()) & column.matching(NO_PEOPLE)
            rows &= ~column.rows_where(named | column.looked.is_in(others.implode()))
    return rows
