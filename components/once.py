"""Work out a metric or a chart once per version of the data and choice, for all readers."""

import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from components import engine, published

# Results kept in memory; each is a small frame or a chart of at most 2,000 points.
RESULTS_KEPT = 1_000

# Published tables kept in the engine of the metrics: of the version shown, those before, and one under review.
TABLES_KEPT = 40

# The key of every frame handed out, while the frame lives.
_handed_out: dict[int, tuple[weakref.ref, tuple]] = {}


@dataclass(frozen=True)
class Call:
    """A function with its inputs; equal to another when the keys are, whatever the frames hold."""

    key: tuple
    function: Callable = field(compare=False)
    inputs: tuple = field(compare=False)
    choices: dict = field(compare=False)


def once(function: Callable, *inputs, **choices):
    """Return `function(*inputs, **choices)`, worked out once per version of the data.

    An input is the name of a published table, or a frame that an earlier `once` returned; other
    frames raise ValueError, because nothing tells one from the next. Choices must be hashable.
    The result is shared between readers: look, do not change.
    """
    names = tuple(_name(one) for one in inputs)
    key = (str(published.folder()), published.version(), function, names, tuple(sorted(choices.items())))
    result = _worked_out(Call(key, function, inputs, choices))
    if isinstance(result, pd.DataFrame):
        _hand_out(result, key)
    return result


def _hand_out(result: pd.DataFrame, key: tuple) -> None:
    """Note a frame's key, for as long as the frame lives."""
    number = id(result)
    known, _ = _handed_out.get(number, (lambda: None, ()))
    if known() is not result:
        _handed_out[number] = (weakref.ref(result, lambda _: _handed_out.pop(number, None)), key)


def _name(one) -> tuple:
    if isinstance(one, str):
        return ("table", one)
    known, key = _handed_out.get(id(one), (lambda: None, ()))
    if known() is not one:
        raise ValueError("once takes names of tables and frames that an earlier once returned")
    return key


@lru_cache(maxsize=RESULTS_KEPT)
def _worked_out(call: Call):
    take = _for_metrics if engine.is_metric(call.function) else _for_pages
    return engine.as_read(call.function(*map(take, call.inputs), **call.choices))


def _for_pages(one) -> pd.DataFrame:
    return published.published(one) if isinstance(one, str) else one


def _for_metrics(one):
    return _table(str(published.folder()), published.version(), one) if isinstance(one, str) else engine.native(one)


@lru_cache(maxsize=TABLES_KEPT)
def _table(where: str, of_version: str, name: str):
    return engine.native(published.published(name))
