"""Hold tables against the promises of their data package: types, ranges, vocabularies, keys."""

from collections.abc import Iterator

import pandas as pd

from curation.problems import Problem, grouped


def check(tables: dict[str, pd.DataFrame], description: dict) -> list[Problem]:
    """Find every cell that breaks the data package.

    `tables` are text frames with a `line` column, as `read_text` gives them. Returns errors in
    the order of tables and columns, equal ones grouped; an empty list means all promises hold.
    """
    problems = []
    for resource in description["resources"]:
        rows, schema = tables[resource["name"]], resource["schema"]
        for field in schema["fields"]:
            problems += _check_field(resource["name"], rows, field)
        problems += _check_keys(resource["name"], rows, schema)
        for key in schema.get("foreignKeys", []):
            problems += _check_reference(resource["name"], tables, key)
    return grouped(problems)


def _check_field(table: str, rows: pd.DataFrame, field: dict) -> list[Problem]:
    return [
        Problem(table, (int(rows["line"].loc[index]),), field["name"], str(found), expected, mend)
        for bad, expected, mend in _broken(rows[field["name"]], field)
        for index, found in bad.items()
    ]


def _broken(cells: pd.Series, field: dict) -> Iterator[tuple[pd.Series, str, str]]:
    """Yield for each promise of a field the cells that break it, what was expected, and how to mend it."""
    rules, present = field.get("constraints", {}), cells.dropna()
    if rules.get("required"):
        mend = f"write the {field['title'].lower()}"
        yield cells[cells.isna()].fillna(""), "a value, this column is never blank", mend
    if field["type"] in TYPES:
        expected, mend, fits = TYPES[field["type"]]
        fitting = fits(present)
        yield present[~fitting], expected, mend
        present = present[fitting]
    if "enum" in rules:
        words = rules["enum"]
        yield present[~present.isin(words)], f"one of {' '.join(words)}", "choose one of these"
    if "pattern" in rules:
        form, meaning = rules["pattern"], field["description"].rstrip(".")
        yield present[~present.str.fullmatch(form)], f"the form {form}", f"what it means: {meaning}"
    if "minimum" in rules:
        low = rules["minimum"]
        yield present[pd.to_numeric(present) < low], f"{low} or more", "look it up in the source"
    if "maximum" in rules:
        high = rules["maximum"]
        yield present[pd.to_numeric(present) > high], f"{high} or less", "look it up in the source"


def _is_date(cells: pd.Series) -> pd.Series:
    shaped = cells.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    return shaped & pd.to_datetime(cells, format="%Y-%m-%d", errors="coerce").notna()


# What a cell of each type must be, how to mend it, and whether it is; anything may be text.
TYPES = {
    "date": ("a day as YYYY-MM-DD", "write year, month and day, such as 2020-02-29", _is_date),
    "number": (
        "a number without separators",
        "write digits only, with a point for decimals",
        lambda cells: cells.str.fullmatch(r"-?[0-9]+(\.[0-9]+)?"),
    ),
    "integer": ("a whole number", "write digits only", lambda cells: cells.str.fullmatch("-?[0-9]+")),
}


def _check_keys(table: str, rows: pd.DataFrame, schema: dict) -> list[Problem]:
    problems = []
    expected, mend = "an id that occurs once", "rename all but one"
    for column in schema["primaryKey"]:
        twice = rows[rows[column].notna() & rows[column].duplicated(keep=False)]
        for found, same in twice.groupby(column):
            lines = tuple(int(line) for line in same["line"])
            problems.append(Problem(table, lines, column, found, expected, mend))
    return problems


def _check_reference(table: str, tables: dict[str, pd.DataFrame], key: dict) -> list[Problem]:
    (column,), (target,) = key["fields"], key["reference"]["fields"]
    there = key["reference"]["resource"] or table
    rows = tables[table]
    cells = rows[column]
    lost = rows[cells.notna() & ~cells.isin(tables[there][target])]
    return [
        Problem(
            table,
            (int(row["line"]),),
            column,
            row[column],
            f"a {target} of {there}.csv",
            f"correct it, or add it to {there}.csv first",
        )
        for _, row in lost.iterrows()
    ]
