"""A table that is opened in place gives the same numbers as one that was read."""

import inspect
import threading

import narwhals as nw
import polars as pl
import pytest

import curation
import metrics
from components import engine, published
from components.once import once
from curation import large
from metrics import latest, select, trend
from tests import in_place
from tests.metrics.calls import CALLS, CARDS, CRISIS, INDICATOR, PLACE, digest

# What one engine reads in each kind of file is the same view: a few calls show that it is.
SOME = ("trend.series", "latest.headlines", "breakdown.statements", "select.page", "quality.overdue")

# Functions that take no rows of figures, or work on numbers and lines alone.
NO_FRAMES = ("arithmetic.band", "arithmetic.percent_change", "compare.refuse_unlike", "latest.with_previous")
NO_FRAMES += (
    "rounding.rounded",
    "rounding.in_words",
    "rounding.percent",
    "change_log.replaced",
    "change_log.withdrawn",
)


def natives(folder) -> dict:
    tables = curation.read_typed(folder)
    tables = {**tables, "figures": curation.described(tables)}
    given = [one if isinstance(one, large.Large) else pl.from_pandas(one) for one in tables.values()]
    return dict(zip(tables, engine.beside(given), strict=True))


@pytest.fixture(scope="module")
def read():
    return natives(in_place.HOUSE / "data")


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    made = {}

    def of(kind: str) -> dict:
        if kind not in made:
            made[kind] = natives(in_place.folder_of(kind, tmp_path_factory.mktemp(kind) / "data"))
        return made[kind]

    return of


def test_every_public_metric_has_a_call():
    modules = [(name, getattr(metrics, name)) for name in metrics.__all__]
    public = {
        f"{name}.{function}"
        for name, module in modules
        for function, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not function.startswith("_")
    }
    assert public - set(NO_FRAMES) == set(CALLS)


@pytest.mark.parametrize("call", CALLS)
def test_every_metric_gives_the_same_of_parquet(read, opened, call):
    assert digest(CALLS[call](opened("parquet"))) == digest(CALLS[call](read))


@pytest.mark.parametrize("call", SOME)
@pytest.mark.parametrize("kind", ["folder", "csv"])
def test_a_folder_by_crisis_and_a_long_csv_are_the_same_table(read, opened, monkeypatch, kind, call):
    monkeypatch.setattr(large, "LONG_CSV", 1)
    found = opened(kind)
    assert isinstance(nw.from_native(found["figures"]), nw.LazyFrame)
    assert digest(CALLS[call](found)) == digest(CALLS[call](read))


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = in_place.folder_of("parquet", tmp_path / "data")
    monkeypatch.setenv("DISPLACEMENT_DATA", str(folder))
    return folder


def test_readers_of_several_threads_ask_at_once(data):
    found, series = [], []

    def ask(day: int) -> None:
        found.append(once(latest.headlines, "figures", cards=CARDS, crisis=CRISIS)["value"].to_list())
        series.append(len(once(select.rows, "figures", words=f"2020-02-{day:02}")))

    threads = [threading.Thread(target=ask, args=(day,)) for day in range(1, 9)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 8
    assert all(one == found[0] for one in found)
    assert all(series)


def test_only_metrics_see_all_rows_of_a_table_opened_in_place(data):
    with pytest.raises(TypeError, match="figures is opened in place; ask a metric"):
        published.published("figures")
    assert isinstance(published.table("figures"), large.Large)
    assert len(published.published("crises")) == 4


def test_a_file_written_anew_is_another_version(data, tmp_path):
    before, shown = (
        published.version(),
        once(trend.series, "figures", crisis=CRISIS, indicator=INDICATOR, location=PLACE),
    )
    rows = pl.read_parquet(data / "figures.parquet")
    changed = rows.with_columns(
        pl.when(pl.col("value") == "961000").then(pl.lit("962000")).otherwise(pl.col("value")).alias("value")
    )
    changed.write_parquet(data / "new.parquet")
    (data / "new.parquet").replace(data / "figures.parquet")
    after = once(trend.series, "figures", crisis=CRISIS, indicator=INDICATOR, location=PLACE)
    assert published.version() != before
    assert 961_000 in set(shown["value"])
    assert 962_000 in set(after["value"])
    assert 961_000 not in set(after["value"])
