"""Work out a metric or a chart once per version of the data and choice, for all readers."""

import weakref
from collections.abc import Callable
from itertools import count

import pandas as pd

from components import engine, published
from components.shared import Shared
from curation.large import Large

# Results kept in memory; each is a small frame or a chart of at most 2,000 points.
RESULTS_KEPT = 1_000

# Published tables kept in the engine of the metrics: of the version shown, those before, and one under review.
TABLES_KEPT = 40

# The number of every frame handed out, while the frame lives: no two frames ever have the same.
_handed_out: dict[int, tuple[weakref.ref, int]] = {}
_numbers = count()

_results, _tables = Shared(RESULTS_KEPT), Shared(TABLES_KEPT)


def once(function: Callable, *inputs, **choices):
    """Return `function(*inputs, **choices)`, worked out once per version of the data.

    An input is the name of a published table, or a frame that an earlier `once` returned; other
    frames raise ValueError, because nothing tells one from the next. Choices must be hashable.
    The result is shared between readers: look, do not change.
    """
    names = tuple(_name(one) for one in inputs)
    key = (published.where(), published.version(), function, names, tuple(sorted(choices.items())))
    result = _results.get(key, lambda: _worked_out(function, inputs, choices))
    if isinstance(result, pd.DataFrame):
        _hand_out(result)
    return result


def _hand_out(result: pd.DataFrame) -> None:
    """Give a frame its number, for as long as it lives."""
    place = id(result)
    known, _ = _handed_out.get(place, (lambda: None, 0))
    if known() is not result:
        _handed_out[place] = (weakref.ref(result, lambda _: _handed_out.pop(place, None)), next(_numbers))


def _name(one) -> str | int:
    """Name an input: a table by its name, a frame by its number, which is short however it came about."""
    if isinstance(one, str):
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
    return published.published(one) if isinstance(one, str) else one


def _for_metrics(one):
    if not isinstance(one, str):
        return engine.native(one)
    key = (published.where(), published.version(), one)
    return _tables.get(key, lambda: _in_engine(one))


def _in_engine(name: str):
    table = published.table(name)
    return table if isinstance(table, Large) else engine.native(table)
