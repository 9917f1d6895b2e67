"""A new version is worked out while readers keep to the one before, and is shown a moment later at most."""

import asyncio
import threading

import pytest

import curation
from components import ahead, newer, published, warm
from components.forerunner.calling import Forerunner
from tests.components.test_once import change
from tests.loops import in_a_loop


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is set."""
    now = [100.0]
    monkeypatch.setattr(ahead.time, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def watched(data, monkeypatch):
    """A folder that was read, and for which somebody works ahead."""
    monkeypatch.setattr(ahead, "_found", {})
    ahead.work(published.where())
    assert 961_000 in values()
    return data


def values() -> set[float]:
    published.begin()
    return set(published.published("figures")["value"])


def test_readers_keep_to_the_version_before_until_the_new_one_is_shown(watched, clock):
    change(watched)
    assert 962_000 not in values()
    ahead.show(published.where(), curation.version(watched))
    assert 962_000 in values()


def test_nobody_is_held_for_longer_than_a_moment(watched, clock):
    change(watched)
    assert 962_000 not in values()
    clock[0] += ahead.HOLD
    assert 962_000 in values()


def test_who_asks_for_the_new_figures_gets_them_at_once(watched, clock):
    change(watched)
    published.begin(at_once=True)
    assert 962_000 in set(published.published("figures")["value"])
    assert 962_000 not in values()


def test_open_pages_are_told_as_soon_as_the_tables_are_read(watched, monkeypatch):
    told, may_end = [], threading.Event()
    monkeypatch.setattr(newer, "_open", {"a page": newer.Open("the version before", "script", 0.0)})
    monkeypatch.setattr(newer, "_send", told.append)
    # Longer than anybody waits for it: working out takes as long as it takes.
    monkeypatch.setattr(warm, "work_out", lambda: may_end.wait(60))

    async def arrive() -> bool:
        arriving = asyncio.create_task(newer._arrived(published.newest(), Forerunner()))
        try:
            while not told:
                assert not arriving.done()
                await asyncio.sleep(0.01)
            assert 962_000 not in await asyncio.to_thread(values)
        finally:
            may_end.set()
        return await arriving

    change(watched)
    monkeypatch.setattr(ahead, "HOLD", 60.0)
    assert in_a_loop(arrive())
    assert told == ["a page"]
    assert 962_000 in values()


def test_of_tables_that_cannot_be_shown_nobody_is_told(watched, monkeypatch):
    monkeypatch.setattr(newer, "_open", {"a page": newer.Open("the version before", "script", 0.0)})
    monkeypatch.setattr(newer, "_send", pytest.fail)
    (watched / "figures.csv").write_text("figure_id\n", encoding="utf-8")
    assert not in_a_loop(newer._arrived(published.newest(), Forerunner()))


def test_who_works_ahead_sees_the_new_version_and_readers_do_not_yet(watched, clock):
    change(watched)
    published.begin_ahead()
    assert 962_000 in set(published.published("figures")["value"])
    assert 962_000 not in values()


def test_where_nobody_works_ahead_a_version_is_shown_at_once(data, monkeypatch):
    monkeypatch.setattr(ahead, "_found", {})
    assert 961_000 in values()
    change(data)
    assert 962_000 in values()
