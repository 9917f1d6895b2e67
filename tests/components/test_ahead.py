"""A new version is worked out while readers keep to the one before, and is shown a moment later at most."""

import pytest

import curation
from components import ahead, published
from tests.components.test_once import change


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
