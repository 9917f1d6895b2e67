"""What the tests share: a text table becomes a frame, and any result becomes rows to read."""

import re
from collections.abc import Callable, Iterator

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

# What a row of figures says where a table does not mention it.
USUAL = {
    "crisis_id": "x",
    "indicator": "idps",
    "value": 1000,
    "qualifier": "not_stated",
    "as_of": "2020-02-09",
    "location_id": "SYR",
    "admin_level": 0,
    "population_group": "IDP",
    "sex": "all",
    "age_group": "all",
    "source_id": "ocha",
    "role": "recommended",
    "status": "validated",
    "measure": "stock",
    "unit": "people",
    "adds_over": "location sex age category",
}
BLANK = [
    "period_start",
    "withdrawn_on",
    "value_low",
    "value_high",
    "dimension",
    "category",
    "origin_location_id",
    "replaces",
    "caveat",
    "note",
    "source_document",
]
DATES = ["as_of", "period_start", "published_on", "withdrawn_on", "end_date"]
NUMBERS = ["value", "value_low", "value_high", "admin_level", "review_every_days"]

# How a frame becomes one of each engine that the metrics run on.
ENGINES = {
    "pandas": lambda figures, _: figures,
    "polars": lambda figures, _: pl.from_pandas(figures),
    "duckdb": lambda figures, database: database.from_df(figures),
}


def said_in(text: str) -> list[dict[str, str | None]]:
    """Read an aligned text table: cells are two blanks apart, and `.` is a blank one."""
    header, *lines = [re.split(r"\s{2,}", line.strip()) for line in text.strip().splitlines()]
    return [{name: None if cell == "." else cell for name, cell in zip(header, cells, strict=True)} for cells in lines]


def frame_of(text: str) -> pd.DataFrame:
    """Turn an aligned text table into figures that say the usual where the table says nothing."""
    rows = []
    for number, said in enumerate(said_in(text), start=1):
        row = {**dict.fromkeys(BLANK), **USUAL, "figure_id": f"f{number}", **said}
        rows.append({**row, "published_on": row.get("published_on", row["as_of"])})
    names = list(rows[0]) if rows else [*BLANK, *USUAL, "figure_id", "published_on"]
    return typed(pd.DataFrame(rows, columns=names, dtype="object"))


def typed(cells: pd.DataFrame) -> pd.DataFrame:
    """Give every column its type, also where it is blank throughout."""
    types = dict.fromkeys(cells.columns, "str")
    types |= dict.fromkeys(cells.columns.intersection(DATES), "datetime64[us]")
    types |= dict.fromkeys(cells.columns.intersection(NUMBERS), "float64")
    return cells.astype(types)


@pytest.fixture(scope="session")
def database() -> duckdb.DuckDBPyConnection:
    """One database for all tests, on one thread: their tables have a handful of rows."""
    return duckdb.connect(config={"threads": 1})


@pytest.fixture(params=sorted(ENGINES))
def engine(request, database) -> Callable[[pd.DataFrame], object]:
    """Turn a frame into one of each engine."""
    return lambda table: ENGINES[request.param](table, database)


@pytest.fixture
def frame(engine) -> Iterator[Callable[[str], object]]:
    """A text table as a frame of each engine; afterwards, every frame must be as it was."""
    made = []

    def of(text: str):
        figures = frame_of(text)
        made.append((figures, figures.copy(deep=True)))
        return engine(figures)

    yield of
    for figures, as_made in made:
        pd.testing.assert_frame_equal(figures, as_made)


@pytest.fixture
def rows() -> Callable[..., list]:
    """Some columns of a result of any engine, sorted: tuples, or bare values of one column.

    Blanks are None and dates are written YYYY-MM-DD, whatever the engine calls them.
    """

    def of(native, *columns: str) -> list:
        found = nw.from_native(native).lazy().select(*columns).collect(backend="pandas")
        said = [tuple(_plain(cell) for cell in row) for row in found.rows()]
        said.sort(key=lambda row: [(cell is None, 0 if cell is None else cell) for cell in row])
        return [row[0] for row in said] if len(columns) == 1 else said

    return of


def _plain(cell):
    if pd.isna(cell):
        return None
    return f"{cell:%Y-%m-%d}" if hasattr(cell, "year") else cell
