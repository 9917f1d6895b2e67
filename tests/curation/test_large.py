"""A table opened in place is held to the promises of its data package, and says in a sentence which one is broken."""

import polars as pl
import pytest

import curation
from tests import in_place


@pytest.fixture
def data(tmp_path):
    return in_place.folder_of("parquet", tmp_path / "data")


def change(data, **cells) -> None:
    """Write cells of the second row anew."""
    rows = pl.read_parquet(data / "figures.parquet").with_row_index("row")
    for column, cell in cells.items():
        text = pl.lit(cell, dtype=pl.String)
        rows = rows.with_columns(pl.when(pl.col("row") == 1).then(text).otherwise(pl.col(column)).alias(column))
    rows.drop("row").write_parquet(data / "figures.parquet")


def said(data) -> list[str]:
    with pytest.raises(curation.BrokenTables) as broken:
        curation.read_typed(data)
    return [str(problem) for problem in broken.value.problems]


@pytest.mark.parametrize(
    "cells, words",
    [
        ({"qualifier": None}, ("qualifier", "1 row", "never blank")),
        ({"qualifier": "roughly"}, ("qualifier", "one with roughly", "one of exact, approximately")),
        ({"value": "-5"}, ("value", "one with -5", "at least 0")),
        ({"location_id": "idleb"}, ("location_id", "idleb", "the form")),
        ({"source_id": "nobody"}, ("source_id", "nobody", "a source_id of sources")),
        ({"replaces": "no-such-figure"}, ("replaces", "no-such-figure", "a figure_id of figures")),
        ({"caveat": ""}, ("caveat", "not an empty text")),
        ({"as_of": "9 February"}, ("9 February",)),
    ],
)
def test_a_broken_promise_is_told_with_column_cell_and_what_would_be_right(data, cells, words):
    change(data, **cells)
    told = " ".join(said(data))
    for one in words:
        assert one in told


def test_a_figure_stated_twice_is_told(data):
    rows = pl.read_parquet(data / "figures.parquet")
    pl.concat([rows, rows.head(1)]).write_parquet(data / "figures.parquet")
    told = said(data)
    assert len(told) == 1
    assert rows["figure_id"][0] in told[0]


def test_a_column_that_is_gone_and_a_file_that_is_none_are_told(data):
    rows = pl.read_parquet(data / "figures.parquet")
    rows.drop("caveat", "note").write_parquet(data / "figures.parquet")
    assert "the columns caveat, note" in said(data)[0]
    (data / "figures.parquet").write_bytes(b"figure_id,value\n")
    assert "figures.parquet" in said(data)[0]
    (data / "figures.parquet").unlink()
    assert "put the file back" in said(data)[0]


def test_an_object_store_without_its_extension_says_what_to_install(data):
    in_place.point(data, "s3://bucket/figures.parquet")
    told = said(data)[0]
    assert "s3://" in told
    assert "INSTALL httpfs" in told


def test_rows_that_are_not_public_stay_behind(data):
    change(data, sensitivity="internal")
    tables = curation.read_typed(data)
    every, public = tables["figures"].rows(), curation.described(tables).rows()
    assert len(every) == len(public) + 1
    assert {"measure", "unit", "adds_over", "admin_level"} <= set(public.columns)
