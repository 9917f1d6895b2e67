"""Results on their way from the process that worked them out to the one that shows them, each sent once."""

import io
import pickle
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from components import alike, once, states
from components.once import Asked

# Versions after which an object that none of them named is dropped at both ends.
VERSIONS_KEPT = 2

# What cannot be sent, such as a function without a name; whoever asks for it works it out.
NOT_SENT = (pickle.PicklingError, AttributeError, TypeError)


class Sent(NamedTuple):
    """Stands for an object by its number; `content` comes with it the first time."""

    number: int
    content: bytes | None = None


class Parcel(NamedTuple):
    """What was worked out for a version: its tables, results in the order they were worked out, and what is over.

    `done` with the last of what most readers open first.
    """

    where: str
    version: str
    package: Sent
    tables: dict[str, Sent]
    results: list[tuple[Asked, Sent]]
    over: list[int]
    done: bool


class Sender:
    """Packs results; an object that is the very same as one sent before goes as its number."""

    def __init__(self):
        self._numbers: dict[int, int] = {}
        # The objects themselves, so that no other gets their place in memory, and the version that last named each.
        self._objects: dict[int, object] = {}
        self._named: dict[int, int] = {}
        self._versions: list[str] = []
        self._next = 0

    def packed(self, shown: states.Shown, asked: Iterable[tuple[Asked, object]], done: bool) -> bytes:
        """Return a parcel as bytes; an answer that cannot be sent, or was worked out from such, is left out."""
        if shown.name not in self._versions[-1:]:
            self._versions.append(shown.name)
        tables = {name: self._sent(rows) for name, rows in shown.tables.items()}
        results = []
        for one, result in asked:
            inputs = tuple(self._named_input(given) for given in one.inputs)
            if None in inputs:
                continue
            try:
                pickle.dumps((one.function, one.choices))
                results.append((one._replace(inputs=inputs), self._sent(result)))
            except NOT_SENT:
                continue
        package = self._sent(shown.package)
        return pickle.dumps(Parcel(shown.where, shown.name, package, tables, results, self._over(), done))

    def _named_input(self, given):
        if not isinstance(given, pd.DataFrame):
            return given
        number = self._numbers.get(id(given))
        return None if number is None else Sent(number)

    def _sent(self, thing: object) -> Sent:
        number, content = self._numbers.get(id(thing)), None
        if number is None:
            written = io.BytesIO()
            _Pickler(written, thing, self._numbers).dump(thing)
            content, number = written.getvalue(), self._next
            self._next += 1
            self._numbers[id(thing)], self._objects[number] = number, thing
        self._named[number] = len(self._versions)
        return Sent(number, content)

    def _over(self) -> list[int]:
        over = [one for one, version in self._named.items() if version + VERSIONS_KEPT < len(self._versions)]
        for number in over:
            del self._numbers[id(self._objects.pop(number))], self._named[number]
        return over


class _Pickler(pickle.Pickler):
    """Writes one object; frames within it that were sent before by their number."""

    def __init__(self, file: io.BytesIO, thing: object, numbers: dict[int, int]):
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._thing, self._numbers = thing, numbers

    def persistent_id(self, one: object) -> int | None:
        """Return the number of a frame that the other end has."""
        return self._numbers.get(id(one)) if isinstance(one, pd.DataFrame) and one is not self._thing else None


class Receiver:
    """Unpacks parcels, in the order they were packed, into the results that readers share."""

    def __init__(self):
        self._objects: dict[int, object] = {}

    def unpack(self, content: bytes) -> tuple[str, bool]:
        """Keep everything in a parcel as if it had been worked out here; return its version and whether it is done.

        A frame that is the same as one kept here becomes that one, so that what was asked about it stands.
        """
        parcel: Parcel = pickle.loads(content)
        tables = {name: alike.one_frame(parcel.where, name, self._thing(one)) for name, one in parcel.tables.items()}
        self._objects |= {parcel.tables[name].number: rows for name, rows in tables.items()}
        package = self._objects[parcel.package.number] = self._thing(parcel.package)
        states.keep(states.Shown(parcel.where, parcel.version, tables, package))
        for one, sent in parcel.results:
            inputs = tuple(self._thing(given) if isinstance(given, Sent) else given for given in one.inputs)
            asked, result = one._replace(inputs=inputs), self._thing(sent)
            self._objects[sent.number] = once.keep(parcel.where, parcel.version, asked, result)
        for number in parcel.over:
            self._objects.pop(number, None)
        return parcel.version, parcel.done

    def _thing(self, sent: Sent) -> object:
        if sent.content is None:
            return self._objects[sent.number]
        return _Unpickler(io.BytesIO(sent.content), self._objects).load()


class _Unpickler(pickle.Unpickler):
    """Reads one object, with the frames that came before it."""

    def __init__(self, file: io.BytesIO, objects: dict[int, object]):
        super().__init__(file)
        self._objects = objects

    def persistent_load(self, number: int) -> object:
        """Return a frame that came before."""
        return self._objects[number]
