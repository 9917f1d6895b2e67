"""Work out a metric or a chart once for what it reads and for each choice, for all readers.

A result is kept with everything it has read: tables, a crisis's figures, rows, other results. In a new version of
the data it stands if all that reads the same; only what a publication has touched is worked out anew.
"""

import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from inspect import signature
from itertools import count
from typing import NamedTuple

import pandas as pd

from components import engine, published, reads
from components.reads import Part, Reads, of_crisis
from components.shared import Shared
from curation.large import Large

__all__ = ["of_crisis", "once"]

# Results kept in memory, in the versions shown; each is a small frame or a chart of at most 2,000 points.
RESULTS_KEPT = 2_000

# Questions whose answers are kept beyond their version, and answers of each: of the version shown, of the one that
# readers may still look at, and of one under review.
QUESTIONS_KEPT = 1_500
ANSWERS_KEPT = 3

# Versions whose results and answers are kept: the one shown, the one before, and some under review. What was last asked
# for in an older one is forgotten, and with it the frames it was worked out from.
VERSIONS_KEPT = 6

# Published tables and crises' figures kept in the engine of the metrics.
TABLES_KEPT = 60

# The number of every frame handed out, while the frame lives: no two frames ever have the same.
_handed_out: dict[int, tuple[weakref.ref, int]] = {}
_numbers = count()


class Answer(NamedTuple):
    """A result and what it has read."""

    result: object
    read: Reads


class Asked(NamedTuple):
    """A question: what `once` was called with."""

    function: Callable
    inputs: tuple
    choices: dict


# No choice at all, not even None.
_NONE = object()

_results, _tables = Shared(RESULTS_KEPT), Shared(TABLES_KEPT)

# The last answers to each question, whatever version they were worked out in, and the version that last asked it.
_answers: OrderedDict[Hashable, tuple[list[Answer], Hashable]] = OrderedDict()
_answers_lock = threading.Lock()

# When each version was last asked for anything.
_versions: dict[tuple[str, str], float] = {}

# Who may have another process at work on a version: waits for it, until what is asked for is there.
_waiters: list[Callable[[str, Callable[[], bool]], None]] = []

# Who is told of every question and its result, in the order they were worked out.
_hearers: list[Callable[[str, Hashable, Asked, object], None]] = []


def once(function: Callable, *inputs, **choices):
    """Return `function(*inputs, **choices)`, worked out once for what it reads.

    An input is the name of a published table, a crisis's figures (`of_crisis`), or a frame that an earlier
    `once` returned; other frames raise ValueError, because nothing tells one from the next. Choices must be
    hashable. What `function` reads besides, it reads by `components.published` or by `once`, and it gives the same
    for the same. The result is shared between readers: look, do not change.
    """
    where, version = published.state()
    _ask_of(where, version)
    inputs = tuple(_whole_if_large(one) for one in inputs)
    question = _question(where, function, inputs, choices)
    result = _results.get((version, question), lambda: _answered(version, question, function, inputs, choices))
    if isinstance(result, pd.DataFrame):
        _hand_out(result)
    noted = reads.noted()
    if noted is not None:
        noted.add((once, question), lambda: once(function, *inputs, **choices), result)
    for hear in _hearers:
        hear(version, question, Asked(function, inputs, choices), result)
    return result


def listen(hear: Callable[[str, Hashable, Asked, object], None]) -> None:
    """Have `hear` told of every question asked in this process from now on: version, key, question and result."""
    _hearers.append(hear)


def wait_with(wait: Callable[[str, Callable[[], bool]], None]) -> None:
    """Have `wait` called with a version, and with what tells that a result came, before one is worked out here."""
    _waiters.append(wait)


def _came(key: tuple[str, Hashable]) -> object:
    """Wait for whoever may be at a result in another process; return it, or _NONE where it did not come."""
    for wait in _waiters:
        wait(key[0], lambda: _results.kept(key, _NONE) is not _NONE)
    return _results.kept(key, _NONE) if _waiters else _NONE


def keep(where: str, version: str, asked: Asked, result: object) -> object:
    """Keep a result that another process has worked out, as if it had been worked out here; return the one kept.

    That is one that was there before, if it is the same: what was asked about it stands then.
    """
    _ask_of(where, version)
    question = _question(where, asked.function, asked.inputs, asked.choices)
    with _answers_lock:
        known = [one.result for one in _answers.get(question, ((), ""))[0]]
    is_known = any(one is result for one in known)
    before = result if is_known else next((one for one in known if reads.same(one, result)), result)
    kept = _results.put((version, question), before)
    if isinstance(kept, pd.DataFrame):
        _hand_out(kept)
    return kept


def _question(where: str, function: Callable, inputs: tuple, choices: dict) -> Hashable:
    return where, function, tuple(_name(one) for one in inputs), _chosen(function, choices)


def forget() -> None:
    """Forget every result."""
    _results.clear()
    with _answers_lock:
        _answers.clear()
        _versions.clear()


def _ask_of(where: str, version: str) -> None:
    """Note that a version is asked for something; with a new one, forget the one that was not for longest."""
    is_new = (where, version) not in _versions
    _versions[where, version] = time.monotonic()
    if not is_new:
        return
    with _answers_lock:
        # Others note what they ask meanwhile, without waiting for each other.
        oldest_first = sorted(_versions.copy().items(), key=lambda one: one[1])
        for gone, _ in oldest_first[:-VERSIONS_KEPT]:
            _versions.pop(gone, None)
        for question in [one for one, (_, asked_in) in _answers.items() if (one[0], asked_in) not in _versions]:
            del _answers[question]
    _results.forget(lambda key: (key[1][0], key[0]) not in _versions)
    alive = {number for _, number in list(_handed_out.values())}
    _tables.forget(lambda number: number not in alive)


def _answered(version: str, question: Hashable, function: Callable, inputs: tuple, choices: dict):
    """Find an answer that stands in this version, or work one out. One that is the same as before is the one before."""
    with _answers_lock:
        known = list(_answers.get(question, ((), ""))[0])
    answer = next((one for one in known if one.read.stand()), None)
    if answer is None:
        came = _came((version, question))
        if came is not _NONE:
            return came
        read = Reads()
        result = _noted_in(read, function, inputs, choices)
        same = reads.same_rows if engine.is_metric(function) else reads.same
        before = next((one.result for one in known if same(one.result, result)), result)
        answer = Answer(before, read)
    _keep(version, question, answer)
    return answer.result


def _keep(version: str, question: Hashable, answer: Answer) -> None:
    with _answers_lock:
        others = [one for one in _answers.get(question, ((), ""))[0] if one is not answer]
        _answers[question] = ([answer, *others][:ANSWERS_KEPT], version)
        _answers.move_to_end(question)
        while len(_answers) > QUESTIONS_KEPT:
            _answers.popitem(last=False)


def _noted_in(read: Reads, function: Callable, inputs: tuple, choices: dict):
    """Work out a result and note what it reads; of a refusal, whoever asked has read all that."""
    try:
        with reads.noting(read):
            return _worked_out(function, inputs, choices)
    except Exception:
        asked = reads.noted()
        if asked is not None:
            asked.add_all(read)
        raise


def _chosen(function: Callable, choices: dict) -> tuple:
    """Name the choices that were made: what is left as it is asks the same as not to say it."""
    usual = _defaults(function)
    return tuple(sorted((key, one) for key, one in choices.items() if not reads.same(usual.get(key, _NONE), one)))


@lru_cache(maxsize=1_000)
def _defaults(function: Callable) -> dict[str, object]:
    """What a function takes where nothing is said."""
    return {one.name: one.default for one in signature(function).parameters.values() if one.default is not one.empty}


def _whole_if_large(one):
    """A table that is opened in place is not cut into crises: a metric asks it for the rows it needs."""
    return one.table if isinstance(one, Part) and published.is_large(one.table) else one


def _hand_out(result: pd.DataFrame) -> int:
    """Give a frame its number, for as long as it lives."""
    place = id(result)
    known, number = _handed_out.get(place, (lambda: None, 0))
    if known() is not result:
        number = next(_numbers)
        _handed_out[place] = (weakref.ref(result, lambda _: _handed_out.pop(place, None)), number)
    return number


def _name(one) -> Hashable:
    """Name an input: a table by its name, a frame by its number, which is short however it came about."""
    if isinstance(one, str | Part):
        return one
    known, number = _handed_out.get(id(one), (lambda: None, 0))
    if known() is not one:
        raise ValueError("once takes names of tables and frames that an earlier once returned")
    return number


def _worked_out(function: Callable, inputs: tuple, choices: dict):
    if engine.is_metric(function):
        return engine.as_read(function(*engine.beside(map(_for_metrics, inputs)), **choices))
    return engine.as_read(function(*map(_for_pages, inputs), **choices))


def _for_pages(one) -> pd.DataFrame:
    if isinstance(one, Part):
        return published.part(one)
    return published.published(one) if isinstance(one, str) else one


def _for_metrics(one):
    if not isinstance(one, str | Part):
        return engine.native(one)
    table = published.part(one) if isinstance(one, Part) else published.table(one)
    if isinstance(table, Large):
        return table
    return _tables.get(_hand_out(table), lambda: engine.native(table))
