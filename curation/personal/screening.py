"""Screen a table for personal data before anybody else sees it."""

from collections.abc import Mapping, Sequence

import polars as pl

from curation.personal.cells import columns_of
from curation.personal.findings import ERROR, told
from curation.personal.households import HOUSEHOLDS, PERSONS, about_one_person, household_rows
from curation.personal.identities import BIRTHS, HOMES, IDENTITY, OF_PERSONS, identities
from curation.personal.mailboxes import mailboxes
from curation.personal.people import WHAT, names_beside_persons, names_of_persons
from curation.personal.places import positions
from curation.personal.rests import rests
from curation.personal.small_counts import small_counts
from curation.personal.telephones import telephones
from curation.problems import Problem

# What shows that rows are persons or households, so that a position beside it is theirs.
OF_ONE_PERSON = (WHAT, IDENTITY, OF_PERSONS, BIRTHS, HOMES, HOUSEHOLDS, PERSONS)


def screen(
    header: Sequence[str],
    rows: pl.DataFrame,
    table: str = "",
    fields: Sequence[dict] | None = None,
    *,
    tags: Sequence[str] | None = None,
    levels: Mapping[str, int] | None = None,
    units: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Find personal data in a table and counts small enough to give somebody away.

    `rows` has a String column for each name of `header`, in its order, and an integer `line`; "" and
    null are blank. `fields` are the Frictionless fields of its schema, `tags` its HXL tags in the
    order of the header; `levels` gives the admin level of place identifiers and `units` the unit of
    indicators, where they are known.

    Returns problems grouped by column, worst first: error for what identifies somebody (names,
    telephones, e-mail, identity and case numbers, birth dates, homes, rows of one household or
    person), held for what may (small counts, positions of sites, names in running text), warning
    for an office's own address and for a blank column that has such a name. Each has all its lines.
    No cell is ever repeated. Every cell is looked at; a table without rows has no problems but those.
    """
    columns = columns_of(header, rows, fields, tags)
    if not columns:
        return []
    found = [
        *names_of_persons(columns),
        *telephones(columns),
        *mailboxes(columns),
        *identities(columns),
        *household_rows(columns),
    ]
    of_persons = any(one.level == ERROR and one.lines and one.what in OF_ONE_PERSON for one in found)
    if of_persons:
        found += [*about_one_person(columns), *names_beside_persons(columns)]
    found += positions(columns, of_persons)
    found += small_counts(columns, levels, units)
    found += rests(columns, levels, units)
    named = {one.column for one in found}
    filled = {column.name: int((column.cells != "").sum()) for column in columns if column.name in named}
    return told(found, table, filled)
