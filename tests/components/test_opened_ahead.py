"""Pages of figures that are opened in place, opened before anybody comes: in a real server."""

import time

import duckdb

from components import opened_ahead
from tests import in_place
from tests.deploy import replicas
from tests.loops import in_a_loop

# Seconds a busy machine may take for thirty pages.
OPENED_WITHIN = 120


def runs(server: replicas.Replica) -> dict[str, int]:
    """How often each page has run."""
    sums = server.sums()
    name = 'displacement_page_run_seconds_count{{page="{}"}}'
    return {page: int(float(sums.get(name.format(page), 0))) for page in opened_ahead.PAGES}


def all_have_run(server: replicas.Replica, times: int) -> None:
    """Wait until every page has run so often."""
    end = time.monotonic() + OPENED_WITHIN
    while min((ran := runs(server)).values()) < times:
        assert time.monotonic() < end, f"these ran: {ran}"
        time.sleep(0.2)


def test_every_page_of_the_largest_crises_is_opened_before_anybody_comes_and_for_each_version(tmp_path):
    data = in_place.folder_of("parquet", tmp_path / "data")
    with replicas.running(1, data, tmp_path) as (server,):
        all_have_run(server, opened_ahead.CRISES)
        assert server.open_pages() == 0
        newer = tmp_path / "newer.parquet"
        with duckdb.connect() as database:
            rows = f"SELECT * FROM '{data / 'figures.parquet'}' ORDER BY figure_id DESC"
            database.execute(f"COPY ({rows}) TO '{newer}' (FORMAT parquet)")
        newer.replace(data / "figures.parquet")
        all_have_run(server, 2 * opened_ahead.CRISES)
        said = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in said


def test_pages_of_tables_in_memory_are_not_opened_ahead(data):
    # Where there is no server, a visit would raise.
    in_a_loop(opened_ahead.open_pages())


def test_a_cluster_is_not_asked_for_pages_that_nobody_may_want(tmp_path, monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_DATA", str(in_place.folder_of("parquet", tmp_path / "data")))
    monkeypatch.setenv("DISPLACEMENT_ENGINE", "spark://nobody.invalid:7077")
    # Where there is no server, a visit would raise, and so would a question to this cluster.
    in_a_loop(opened_ahead.open_pages())


def test_broken_tables_are_left_for_readers_to_be_told_of(tmp_path, monkeypatch):
    data = in_place.folder_of("parquet", tmp_path / "data")
    monkeypatch.setenv("DISPLACEMENT_DATA", str(data))
    (data / "figures.parquet").write_bytes(b"no table")
    in_a_loop(opened_ahead.open_pages())
