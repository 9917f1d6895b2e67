"""A table that is opened in place gives the same numbers as one that was read."""

import inspect
import threading
import time

import narwhals as nw
import polars as pl
import pytest
from filelock import FileLock

import curation
import metrics
from components import beside, engine, published
from components.once import once
from curation import large, prepared
from metrics import frames, latest, select, trend
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


@pytest.mark.parametrize("call", CALLS)
def test_every_metric_gives_the_same_of_more_than_it_would_bring_into_memory(read, opened, monkeypatch, call):
    monkeypatch.setattr(frames, "FEW", 0)
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


def series():
    return once(trend.series, "figures", crisis=CRISIS, indicator=INDICATOR, location=PLACE)


def write_anew(data) -> None:
    rows = pl.read_parquet(data / "figures.parquet")
    changed = rows.with_columns(
        pl.when(pl.col("value") == "961000").then(pl.lit("962000")).otherwise(pl.col("value")).alias("value")
    )
    changed.write_parquet(data / "new.parquet")
    (data / "new.parquet").replace(data / "figures.parquet")


def wait_for_another(version: str) -> None:
    """Wait until readers see another version; whoever runs the tests has given up before a minute is over."""
    end = time.monotonic() + 60
    while published.version() == version and time.monotonic() < end:
        time.sleep(0.05)


def test_readers_keep_to_the_version_before_while_a_new_one_is_prepared(data):
    before, shown = published.version(), series()
    home = data / prepared.FOLDER
    # As another server holds it that prepares the same version.
    with FileLock(home / ".lock"):
        write_anew(data)
        assert published.version() == before
        assert series() is shown
        assert beside.is_preparing(published.where())
    wait_for_another(before)
    after = series()
    assert 961_000 in set(shown["value"])
    assert 962_000 in set(after["value"])
    assert 961_000 not in set(after["value"])


def test_a_new_file_that_breaks_a_promise_is_told_to_every_reader(data):
    published.version()
    rows = pl.read_parquet(data / "figures.parquet")
    rows.with_columns(qualifier=pl.lit("roughly")).write_parquet(data / "figures.parquet")
    end = time.monotonic() + 60
    told = []
    while len(told) < 2 and time.monotonic() < end:
        try:
            published.version()
        except curation.BrokenTables as broken:
            told.append(str(broken))
    assert [("one with roughly" in one) for one in told] == [True, True]
