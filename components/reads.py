"""What a result has read, noted while it is worked out: it stands as long as all of that reads the same."""

import math
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pandas as pd

# What is alike when it is equal; moments are among them, whose base is the day.
PLAIN = (str, bytes, int, float, date)

# Each thread works out its own result.
_at = threading.local()


@dataclass(frozen=True)
class Part:
    """The rows of one crisis in a published table: what a result about that crisis may read, and all it gets to see."""

    table: str
    crisis: str


def of_crisis(crisis: str) -> Part:
    """Return the figures of a crisis as an input of `once`; what is published about another does not touch it."""
    return Part("figures", crisis)


class Reads:
    """What was read, in its order, with what was found and a way to read it again."""

    def __init__(self):
        self._noted: dict[Hashable, tuple[Callable[[], object], object]] = {}

    def add(self, what: Hashable, again: Callable[[], object], found: object) -> None:
        """Note something that was read; the first time counts."""
        self._noted.setdefault(what, (again, found))

    def add_all(self, others: "Reads") -> None:
        """Note everything that somebody else has read."""
        for what, (again, found) in others._noted.items():
            self.add(what, again, found)

    def stand(self) -> bool:
        """Tell whether everything reads as it did.

        In the order it was read: where all before reads the same, the same would be asked next. Whatever can no
        longer be read reads otherwise.
        """
        with noting(None):
            try:
                return all(same(again(), found) for again, found in self._noted.values())
            except Exception:
                # Whoever works the result out anew meets it, and says so.
                return False


@contextmanager
def noting(reads: Reads | None) -> Iterator[None]:
    """Note in `reads` what this thread reads within the block; with None nowhere."""
    before = getattr(_at, "reads", None)
    _at.reads = reads
    try:
        yield
    finally:
        _at.reads = before


def noted() -> Reads | None:
    """Return where this thread notes what it reads, or None where nobody wants to know."""
    return getattr(_at, "reads", None)


def note(again: Callable, arguments: tuple, found: object) -> None:
    """Note that `again(*arguments)` was read and what was found."""
    reads = noted()
    if reads is not None:
        reads.add((again, *arguments), lambda: again(*arguments), found)


def same(one: object, other: object) -> bool:
    """Tell whether two things are alike to the last cell, type and order; of what is not known here, only itself is."""
    if one is other or type(one) is not type(other):
        return one is other
    if isinstance(one, pd.DataFrame):
        return _alike(one, other) and one.equals(other)
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, PLAIN) and (one == other or _both_blank(one, other))


def _both_blank(one: object, other: object) -> bool:
    return isinstance(one, float) and math.isnan(one) and math.isnan(other)


def same_rows(one: object, other: object) -> bool:
    """Tell whether two things are the same, frames in any order of rows: metrics promise none."""
    if not (isinstance(one, pd.DataFrame) and isinstance(other, pd.DataFrame)) or same(one, other):
        return same(one, other)
    try:
        return _alike(one, other) and _in_order(one).equals(_in_order(other))
    except TypeError:
        # Cells that cannot be put in order.
        return False


def _alike(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return len(one) == len(other) and one.dtypes.equals(other.dtypes)


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(list(rows.columns), ignore_index=True)
