"""The process that works out new versions for the server: a real one, on a copy of the tables."""

import os
import re
import shutil
import signal
import socket
import threading
import time
from collections import deque
from itertools import count
from pathlib import Path

import psutil
import pytest

import curation
from components import once as shared_results
from components import published, reads, warm
from components.forerunner import calling
from components.forerunner.calling import Forerunner
from components.once import of_crisis, once
from metrics import trend

HOUSE = Path(__file__).resolve().parents[2]

# Numbers that no test has used.
NUMBERS = count(962_000)

# Seconds a process may take until it has read and worked out the first version, on a busy machine.
STARTS_WITHIN = 120

SERIES = {"crisis": "syr-nw-2019-12", "indicator": "displaced_since", "location": "X-SYR-NW"}
OF_ANOTHER = {"crisis": "syr-2011", "indicator": "idps", "location": "SYR"}


@pytest.fixture(autouse=True)
def nothing_opened(monkeypatch):
    """No page counts as opened: what other tests opened would be worked out, and come, while a test here looks."""
    monkeypatch.setattr(calling, "_opened", deque())


@pytest.fixture
def worked(monkeypatch) -> list[str]:
    """The names of what is worked out in this process."""
    names, really = [], shared_results._worked_out

    def noted(function, inputs, choices):
        names.append(function.__name__)
        return really(function, inputs, choices)

    monkeypatch.setattr(shared_results, "_worked_out", noted)
    return names


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A copy of the curated tables for all tests here: a process takes its time to start."""
    folder = shutil.copytree(HOUSE / "data", tmp_path_factory.mktemp("forerunner") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLACEMENT_DATA", str(folder))
        yield folder


@pytest.fixture(scope="module")
def forerunner(data):
    """The process, ready, and its results waited for as the server does."""
    warm.work_out()
    one = Forerunner()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared_results, "_waiters", [one.wait])
        # On a busy machine, too, what is there is waited for.
        patch.setattr(calling, "TABLES_PATIENCE", STARTS_WITHIN)
        patch.setattr(calling, "PATIENCE", STARTS_WITHIN)
        one.start()
        until(lambda: one.is_ready() or not one.is_running(), STARTS_WITHIN)
        assert one.is_ready()
        yield one
        one.stop()


def change(data) -> int:
    """Put another number in the place of the one of 5 March 2020, and return it."""
    path, value = data / "figures.csv", next(NUMBERS)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(",96[12][0-9]{3},", f",{value},", text), encoding="utf-8")
    return value


def shown() -> set[float]:
    return set(once(trend.series, of_crisis("syr-nw-2019-12"), **SERIES)["value"])


def texts() -> list[tuple[str, str]]:
    """All texts that are kept for the version shown, each with what wrote it."""
    kept = shared_results._results._kept.items()
    said = [(q[1].__name__, text) for (of, q), text in kept if of == published.state()[1] and isinstance(text, str)]
    return sorted(said)


def until(true, seconds: float) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def is_done(forerunner: Forerunner) -> None:
    """Wait until everything came of the version it is at; what nobody changed is the last, and not waited for."""
    until(lambda: forerunner._at == "", STARTS_WITHIN)


def version_of(forerunner: Forerunner) -> str:
    """Have the newest version worked out there, and show it in this thread."""
    version = published.newest()
    forerunner.work(version)
    published.begin_ahead()
    assert published.state()[1] == version
    return version


def test_a_version_is_worked_out_there_and_not_here(forerunner, data, worked):
    published.begin()
    before = shown()
    worked.clear()
    value = change(data)
    version_of(forerunner)
    warm.work_out()
    assert worked == []
    assert shown() - before == {value}
    is_done(forerunner)

    # The same as this process works out for itself.
    there, rows = texts(), once(trend.series, of_crisis("syr-nw-2019-12"), **SERIES)
    shared_results.forget()
    warm.work_out()
    assert len(worked) > 100
    assert reads.same_rows(rows, once(trend.series, of_crisis("syr-nw-2019-12"), **SERIES))
    assert there == texts()
    assert len(there) > 10


def test_what_a_publication_did_not_touch_stays_the_same_frame(forerunner, data):
    published.begin()
    before = once(trend.series, of_crisis("syr-2011"), **OF_ANOTHER)
    assert len(before)
    for _ in range(2):
        change(data)
        version_of(forerunner)
        warm.work_out()
        assert once(trend.series, of_crisis("syr-2011"), **OF_ANOTHER) is before


def test_pages_that_were_opened_of_late_are_worked_out_too(forerunner, data):
    calling.opened("compare", {})
    assert calling.wanted() == [("compare", "")]
    change(data)
    version = version_of(forerunner)
    until(lambda: any("compare" in q[1].__module__ for v, q in shared_results._results._kept if v == version), 60)


def test_broken_tables_are_told_here_and_a_mended_version_comes_from_there(forerunner, data, worked, monkeypatch):
    monkeypatch.setattr(calling, "TABLES_PATIENCE", 0.5)
    whole = (data / "figures.csv").read_bytes()
    (data / "figures.csv").write_text("figure_id\n", encoding="utf-8")
    forerunner.work(published.newest())
    with pytest.raises(curation.BrokenTables):
        published.begin_ahead()
    (data / "figures.csv").write_bytes(whole)
    monkeypatch.setattr(calling, "TABLES_PATIENCE", STARTS_WITHIN)
    value = change(data)
    worked.clear()
    version_of(forerunner)
    warm.work_out()
    assert worked == []
    assert value in shown()


def test_it_keeps_no_more_with_every_version(forerunner, data):
    kept = []
    for _ in range(6):
        change(data)
        version_of(forerunner)
        is_done(forerunner)
        kept.append(len(forerunner._receiver._objects))
    assert max(kept[3:]) <= kept[2] + 20


def test_a_process_that_does_not_answer_is_not_waited_for_long(forerunner, data, worked, monkeypatch):
    monkeypatch.setattr(calling, "TABLES_PATIENCE", 0.2)
    monkeypatch.setattr(calling, "PATIENCE", 0.5)
    os.kill(forerunner._process.pid, signal.SIGSTOP)
    value = change(data)
    version_of(forerunner)
    worked.clear()
    assert value in shown()
    assert worked
    os.kill(forerunner._process.pid, signal.SIGCONT)


def test_a_process_that_is_killed_holds_nobody_up(forerunner, data, worked, monkeypatch):
    value = change(data)
    os.kill(forerunner._process.pid, signal.SIGSTOP)
    waits = threading.Thread(target=forerunner.work, args=(published.newest(),))
    waits.start()
    until(lambda: forerunner._at, 10)
    os.kill(forerunner._process.pid, signal.SIGKILL)
    waits.join(10)
    assert not waits.is_alive()
    until(lambda: not forerunner.is_running(), 10)
    published.begin_ahead()
    worked.clear()
    assert value in shown()
    assert worked


def test_it_is_started_for_many_readers_and_goes_with_the_server(data, monkeypatch):
    one = Forerunner()
    one.start_if_worth(calling.READERS - 1)
    assert not one.is_running()
    monkeypatch.setenv(calling.SETTING, calling.NO)
    one.start_if_worth(calling.READERS)
    assert not one.is_running()
    monkeypatch.delenv(calling.SETTING)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    one.start_if_worth(calling.READERS)
    assert not one.is_running()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    one.start_if_worth(calling.READERS)
    assert one.is_running()
    process = psutil.Process(one._process.pid)
    # As when the server is killed: its end of the pipe is closed.
    with socket.fromfd(one._connection.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as end:
        end.shutdown(socket.SHUT_RDWR)
    process.wait(STARTS_WITHIN)
    # Whoever is just told of its end keeps others from asking.
    until(lambda: not one.is_running(), 10)
