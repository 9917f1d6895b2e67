"""What leaves comes back: a figure never changes value, unit or day by being exported and read again."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import curation
from curation import export
from curation.checking.inspection import inspected
from curation.checking.table_schema import schema_of
from curation.exporting.cells import TWO_READINGS
from curation.reading.intake import finished, parse
from curation.reading.reading import Limits
from curation.recognising.recognition import recognise
from tests.examples import examples

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 7, 1)
DESCRIPTION = curation.package(DATA)
TABLES = curation.read_typed(DATA)
TEXTS = curation.read_text(DATA, DESCRIPTION)
RESOURCES = {one["name"]: one for one in DESCRIPTION["resources"]}
FIGURES = RESOURCES["figures"]
FIELDS = [field["name"] for field in FIGURES["schema"]["fields"]]

# What an export may not change: value, unit, day, and whose figure it is.
NUMBERS = ["value", "value_low", "value_high", "reported_value", "household_size"]
KEPT = [
    "figure_id",
    "indicator",
    "as_of",
    "period_start",
    "location_id",
    "sex",
    "age_group",
    "reported_unit",
    "source_id",
]


def as_csv(rows: pd.DataFrame, table: str = "figures") -> tuple[str, bytes]:
    resource = export.licensed(RESOURCES[table])
    rows = export.with_licences(rows, TABLES["sources"])
    return f"{table}.csv", export.to_csv(rows, [field["name"] for field in resource["schema"]["fields"]])


def as_hxl(rows: pd.DataFrame, table: str = "figures") -> tuple[str, bytes]:
    rows = export.with_licences(rows, TABLES["sources"])
    return f"{table}.csv", export.to_hxl(rows, export.licensed(RESOURCES[table]))


def as_xlsx(rows: pd.DataFrame, table: str = "figures") -> tuple[str, bytes]:
    rows = export.with_licences(rows, TABLES["sources"])
    readme = [("Licences", "IDMC: CC BY-NC 4.0. Passing on: allowed, not for commercial use.")]
    return f"{table}.xlsx", export.to_xlsx(rows, export.licensed(RESOURCES[table]), readme)


WAYS = {"CSV": as_csv, "HXL": as_hxl, "XLSX": as_xlsx}


def texts(table: str, rows: int | None = None) -> pl.DataFrame:
    """The published rows as text, in the order of the data package, as somebody would read them back."""
    fields = [field["name"] for field in RESOURCES[table]["schema"]["fields"]]
    cells = TEXTS[table].head(rows or len(TEXTS[table]))
    return pl.DataFrame(
        {
            name: pl.Series(cells[name].astype(object).where(cells[name].notna(), None), dtype=pl.String)
            for name in fields
        }
    )


@pytest.mark.parametrize("way", WAYS)
def test_the_published_figures_are_recognised_as_they_were(way):
    name, content = WAYS[way](TABLES["figures"].head(100))
    found = recognise(content, name, today=TODAY)
    assert (found.layout, found.questions, [str(one) for one in found.problems]) == ("own_table", [], [])
    assert found.figures.drop("line").equals(texts("figures", 100))


@pytest.mark.parametrize(
    "table, way", [("figures", "CSV"), ("events", "XLSX"), *((table, "HXL") for table in RESOURCES)]
)
def test_every_table_passes_the_door_of_the_upload_as_it_was(table, way):
    rows = 100 if table == "figures" else None
    found = curation.part(*WAYS[way](TABLES[table].head(rows or len(TABLES[table])), table), DATA)
    assert (found.table, found.inspection.questions) == (table, [])
    assert [str(one) for one in found.inspection.problems] == []
    assert found.inspection.table().drop("line").equals(texts(table, rows))


COUNTS = st.integers(0, 10**10) | st.decimals(0, 10**7, places=2) | st.decimals(0, 5_000, places=3)
DAYS = st.dates(date(1951, 1, 1), date(2035, 12, 31))
CUTS = st.sampled_from(["all", "5-9", "0-4", "1-12", "60+", "unknown"])
WORDS = st.sampled_from(
    [None, "=1+1", "-2+3 families", "@home", "NA", "1.234", "5-9", "near “Sarmada”, in tents", "#loc"]
)


@st.composite
def statements(draw) -> pd.DataFrame:
    """A few figures with numbers, days, cuts and notes of any kind."""
    count = draw(st.integers(1, 4))
    rows = TABLES["figures"].iloc[[draw(st.integers(0, 600)) * 2 for _ in range(count)]].reset_index(drop=True)
    numbers = {
        name: np.array([draw(st.none() | COUNTS) for _ in range(count)], dtype="float64")
        for name in ("value_low", "reported_value", "household_size")
    }
    return rows.assign(
        **numbers,
        figure_id=[f"figure-{number}" for number in range(count)],
        value=np.array([draw(COUNTS) for _ in range(count)], dtype="float64"),
        as_of=pd.to_datetime([draw(DAYS) for _ in range(count)]),
        period_start=pd.to_datetime([draw(st.none() | DAYS) for _ in range(count)]),
        age_group=[draw(CUTS) for _ in range(count)],
        reported_unit=[draw(st.sampled_from([None, "households", "families"])) for _ in range(count)],
        note=pd.array([draw(WORDS) for _ in range(count)], dtype="str"),
    )


def said(rows: pd.DataFrame) -> list[dict]:
    """What may not change of some typed rows: numbers as numbers, days and words as text."""
    plain = export.as_published(rows, KEPT)
    return [
        {
            **{name: plain[name].iloc[at] or None for name in KEPT},
            **{name: _number(rows[name].iloc[at]) for name in NUMBERS},
        }
        for at in range(len(rows))
    ]


def read_back(rows: pl.DataFrame) -> list[dict]:
    return [
        {**{name: row[name] for name in KEPT}, **{name: _number(row[name]) for name in NUMBERS}}
        for row in rows.to_dicts()
    ]


def _number(cell) -> float | None:
    return None if pd.isna(cell) else float(cell)


def _has_two_readings(rows: pd.DataFrame) -> bool:
    """True for a number that is also read as thousands; in a workbook a number cannot be written more plainly."""
    return any(TWO_READINGS.fullmatch(repr(float(cell))) for name in NUMBERS for cell in rows[name])


@examples(7)
@given(rows=statements(), tagged=st.booleans())
def test_a_figure_keeps_value_unit_and_day_when_it_is_inspected_again(rows, tagged):
    name, content = as_hxl(rows) if tagged else as_csv(rows)
    schema = schema_of({**FIGURES["schema"], "foreignKeys": []})
    found = inspected(finished(parse(content, name, Limits(), None)), name, schema)
    assert found.questions == []
    assert read_back(found.table()) == said(rows)


@examples(5)
@given(rows=statements(), way=st.sampled_from(["CSV", "HXL", "XLSX"]))
def test_a_figure_keeps_value_unit_and_day_when_it_is_recognised_again(rows, way):
    if way == "XLSX" and _has_two_readings(rows):
        rows = rows.assign(**{name: rows[name].round(2) for name in NUMBERS})
    name, content = WAYS[way](rows)
    found = recognise(content, name, today=TODAY)
    assert found.layout == "own_table"
    assert read_back(found.figures) == said(rows)
    assert [one or None for one in export.as_published(rows, ["note"])["note"]] == found.figures["note"].to_list()


def test_a_number_of_three_decimals_is_never_read_as_thousands():
    rows = TABLES["figures"].head(1).assign(household_size=5.125, value_low=0.001, value_high=999.999)
    found = recognise(as_csv(rows)[1], "figures.csv", today=TODAY).figures
    assert [float(found[name][0]) for name in ("household_size", "value_low", "value_high")] == [5.125, 0.001, 999.999]


def test_a_very_small_and_a_very_large_number_are_written_in_digits():
    rows = pd.DataFrame({"value": [0.0000005, 1e16, 0.1]})
    assert export.as_published(rows, ["value"])["value"].to_list() == ["0.0000005", "10000000000000000", "0.1"]
