"""A few pages run at a time, in the order in which they were asked for."""

import threading
from concurrent.futures import ThreadPoolExecutor

from components.shared import Shared
from components.turns import Turns

LONG = 60.0


def test_no_more_run_than_may_and_each_gets_its_turn():
    turns, running, most, lock = Turns(2, LONG), [0], [0], threading.Lock()

    def one(_):
        with turns.turn():
            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            threading.Event().wait(0.005)
            with lock:
                running[0] -= 1
            return True

    with ThreadPoolExecutor(12) as threads:
        assert all(threads.map(one, range(60)))
    assert most[0] == 2


def test_who_waits_longest_is_first():
    turns, order, release = Turns(1, LONG), [], threading.Event()

    def holds():
        with turns.turn():
            release.wait(10)

    def waits(number):
        with turns.turn():
            order.append(number)

    with ThreadPoolExecutor(6) as threads:
        threads.submit(holds)
        for number in range(5):
            until(lambda number=number: len(turns._waiting) == number and turns._until)
            threads.submit(waits, number)
        until(lambda: len(turns._waiting) == 5)
        assert order == []
        release.set()
    assert order == [0, 1, 2, 3, 4]


def test_a_run_that_takes_long_holds_nobody_up():
    turns, release = Turns(1, 0.01), threading.Event()

    def holds():
        with turns.turn():
            began.set()
            release.wait(30)

    began = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        threads.submit(holds)
        assert began.wait(10)
        with turns.turn():
            assert not release.is_set()
        release.set()


def test_who_waits_for_a_result_of_another_gives_its_turn_on():
    turns, shared, release, has_turn = Turns(1, LONG), Shared(2), threading.Event(), threading.Event()

    def asks():
        with turns.turn():
            has_turn.set()
            return shared.get("key", lambda: "worked out again")

    def comes_later():
        with turns.turn():
            return "had its turn"

    with ThreadPoolExecutor(3) as threads:
        working = threads.submit(shared.get, "key", lambda: release.wait(30) and "worked out")
        until(lambda: shared._at_work)
        waiting = threads.submit(asks)
        assert has_turn.wait(10)
        try:
            assert threads.submit(comes_later).result(10) == "had its turn"
            assert not waiting.done()
        finally:
            release.set()
        assert (working.result(), waiting.result()) == ("worked out", "worked out")
    assert not turns._until


def test_a_run_that_fails_gives_its_turn_on():
    turns = Turns(1, LONG)
    for _ in range(3):
        try:
            with turns.turn():
                raise ValueError("broken")
        except ValueError:
            continue
    with turns.turn():
        assert len(turns._until) == 1
    assert not turns._until


def until(true, seconds: float = 10.0) -> None:
    """Wait until something is so."""
    waited = threading.Event()
    for _ in range(int(seconds / 0.005)):
        if true():
            return
        waited.wait(0.005)
    raise AssertionError("it was never so")
