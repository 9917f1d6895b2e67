"""What many ask for at the same moment is worked out by one of them."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.shared import Shared


def test_of_many_who_ask_at_once_one_works_and_all_get_the_same():
    shared, worked, everybody = Shared(10), [], threading.Barrier(8)

    def work_out():
        worked.append(threading.get_ident())
        release.wait(10)
        return object()

    def ask(_):
        everybody.wait(10)
        return shared.get("key", work_out)

    release = threading.Event()
    with ThreadPoolExecutor(8) as readers:
        answers = [readers.submit(ask, number) for number in range(8)]
        release.set()
    assert len(worked) == 1
    assert len({id(one.result()) for one in answers}) == 1


def test_who_asks_for_something_else_does_not_wait():
    shared, release = Shared(10), threading.Event()
    with ThreadPoolExecutor(1) as slow:
        slow.submit(shared.get, "slow", lambda: release.wait(10))
        assert shared.get("quick", lambda: 1) == 1
        release.set()


def test_a_refusal_goes_to_who_worked_and_who_waited_tries_for_themselves():
    shared, tries = Shared(10), []

    def work_out():
        tries.append(1)
        raise ValueError("not added")

    for _ in range(2):
        with pytest.raises(ValueError, match="not added"):
            shared.get("key", work_out)
    assert len(tries) == 2
    assert shared.get("key", lambda: 7) == 7


def test_work_may_ask_for_other_work():
    shared = Shared(10)
    assert shared.get("outer", lambda: shared.get("inner", lambda: 2) + 1) == 3


def test_what_was_asked_for_longest_ago_is_forgotten_first():
    shared = Shared(2)
    for key in ("a", "b", "a", "c"):
        shared.get(key, lambda key=key: [key])
    assert shared.get("a", lambda: "again") == ["a"]
    assert shared.get("b", lambda: "again") == "again"


def test_nothing_is_a_result_too():
    shared, worked = Shared(2), []
    for _ in range(2):
        assert shared.get("key", lambda: worked.append(1)) is None
    assert len(worked) == 1
