"""The process that parses: takes an order and the bytes, gives back a reading, within bounds."""

import json
import math
import os
import resource
import sys
from typing import BinaryIO

from curation.reading import passing, pieces, sending
from curation.reading.ends import ANOTHER_ENCODING, OUT_OF_MEMORY, ROW_BY_ROW, UNKNOWN
from curation.reading.kept import Plain, Stretch
from curation.reading.reading import Limits, Reading

# What is raised where memory is short: by Python, on loading a package, and by polars, whose panic has no class.
SHORT = (MemoryError, ImportError, SystemError)
PANIC = "PanicException"


def main() -> None:
    """Read one order (a line of JSON) and the file's bytes from standard input; write what came of it."""
    source = sys.stdin.buffer
    asked = json.loads(source.readline())
    limits = Limits(**asked["limits"])
    _bound(limits)
    try:
        said = passing.sent(_reading(asked, source, limits))
    except pieces.NotUtf8:
        os._exit(ANOTHER_ENCODING)
    except pieces.NotPlain:
        os._exit(ROW_BY_ROW)
    except BaseException as error:
        # At once: tidying up needs memory as well. Packages that cannot be loaded say it in words of their own.
        os._exit(OUT_OF_MEMORY if isinstance(error, SHORT) or type(error).__name__ == PANIC else UNKNOWN)
    for one in said:
        sys.stdout.buffer.write(one)


def _bound(limits: Limits) -> None:
    """Bound memory and time of this process.

    What counts is memory that is written to: threads reserve addresses by the gigabyte, and use few of them.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    seconds = math.ceil(limits.seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


def _reading(asked: dict, source: BinaryIO, limits: Limits) -> Reading:
    """Read the file; a large text as it comes in, so that it is never held as a whole here."""
    if not asked["encoding"]:
        from curation.reading.intake import parse  # noqa: PLC0415 (workbooks and more are loaded where they may come)

        at_once_from = pieces.AT_ONCE_FROM if asked["at_once"] else math.inf
        return parse(source.read(), asked["name"], limits, asked["answers"], at_once_from=at_once_from)
    from curation.reading.bulk import read_bulk  # noqa: PLC0415 (polars is loaded for large files only)

    reading = Reading(answers=asked["answers"], encoding=asked["encoding"])
    marks = len(source.read(asked["marks"]))
    plain: list[Plain] = []

    def seen(found: Stretch | Plain) -> None:
        if isinstance(found, Plain):
            plain.append(found)
        else:
            _say([found.height, found.start, found.end, found.line, found.width, found.separator])

    def headed() -> None:
        _say([[one.width, one.how, one.keep, one.names] for one in plain])

    head = max(asked["head"] - marks, 0)
    read_bulk(sending.taken(source, head, headed), reading, limits, at=marks, seen=seen)
    return reading


def _say(found: list) -> None:
    """Say at once how plain rows are written, and where they stand: others can go on with them."""
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
