"""Metrics and pages on a real cluster of two workers say what they say on pandas and on DuckDB, also when one dies."""

import threading
import time

import narwhals as nw
import polars as pl
import pytest

import curation
from benchmarks import site_rows
from components import engine, spark
from curation.large import Large
from metrics import breakdown
from tests import in_place
from tests.metrics.calls import CALLS, digest
from tests.pages.conftest import on_the_page, opened

__all__ = ["opened"]

# Rows of the table that is being read when a worker dies.
MANY = 1_000_000

# A page asks a cluster some forty questions; on a machine that does other things too each takes seconds.
PATIENCE = 900

# Two pages whole: how a figure went on, and where people are.
PAGES = ("trend", "places")


def natives(folder) -> dict:
    """Return the tables of a folder as metrics get them; the engine is the one that is set."""
    tables = curation.read_typed(folder)
    tables = {**tables, "figures": curation.described(tables)}
    given = [one if isinstance(one, Large) else pl.from_pandas(one) for one in tables.values()]
    return dict(zip(tables, engine.beside(given), strict=True))


@pytest.fixture(scope="module")
def tables(running, tmp_path_factory):
    """The curated tables on pandas, on DuckDB and on the cluster."""
    folder = in_place.folder_of("parquet", tmp_path_factory.mktemp("parquet") / "data")
    on_spark = natives(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(spark.ENGINE_SETTING)
        read = curation.read_typed(in_place.HOUSE / "data")
        return {"pandas": {**read, "figures": curation.described(read)}, "duckdb": natives(folder), "spark": on_spark}


def test_the_cluster_has_two_workers_and_the_figures_are_its_own(running, tables):
    assert running.address.startswith("spark://")
    assert nw.from_native(tables["spark"]["figures"]).implementation.is_pyspark()


@pytest.mark.parametrize("call", CALLS)
def test_every_metric_says_on_spark_what_it_says_on_pandas_and_duckdb(tables, call):
    said = {name: digest(CALLS[call](given)) for name, given in tables.items()}
    assert said["spark"] == said["pandas"] == said["duckdb"]


@pytest.mark.parametrize("page", PAGES)
def test_a_whole_page_says_the_same_on_spark(running, opened, monkeypatch, tmp_path, page):
    monkeypatch.setattr("tests.pages.conftest.PATIENCE", PATIENCE)
    said = []
    for kind, address in (("spark", running.address), ("duckdb", "")):
        monkeypatch.setenv("DISPLACEMENT_DATA", str(in_place.folder_of("parquet", tmp_path / kind)))
        monkeypatch.setenv(spark.ENGINE_SETTING, address)
        shown = opened(page)
        assert not shown.exception
        assert not shown.error
        said.append(on_the_page(shown))
    assert said[0] == said[1]


def test_a_worker_that_dies_in_mid_query_does_not_change_the_answer(running, tmp_path, monkeypatch):
    folder = site_rows.written(tmp_path / "many", MANY, csv=False)
    figures = natives(folder)["figures"]
    monkeypatch.delenv(spark.ENGINE_SETTING)
    before = digest(breakdown.statements(natives(folder)["figures"], "category"))
    answer, jobs = [], spark.session(running.address).sparkContext.statusTracker()
    asking = threading.Thread(target=lambda: answer.append(digest(breakdown.statements(figures, "category"))))
    asking.start()
    while asking.is_alive() and not any(_busy(jobs, stage) for stage in jobs.getActiveStageIds()):
        time.sleep(0.01)
    running.kill_a_worker()
    assert asking.is_alive(), "the answer came before the worker died: ask for more rows"
    asking.join()
    assert answer == [before]


def _busy(jobs, stage: int) -> bool:
    about = jobs.getStageInfo(stage)
    return about is not None and about.numActiveTasks > 0
