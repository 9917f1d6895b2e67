"""The process that parses: takes an order and the bytes, gives back a reading, within bounds."""

import json
import math
import os
import resource
import sys

from curation.intake import OUT_OF_MEMORY, parse, to_json
from curation.reading import Limits


def main() -> None:
    """Read one order (a line of JSON) and the file's bytes from standard input; write the reading as JSON."""
    order, _, content = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(order)
    limits = Limits(**asked["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    seconds = math.ceil(limits.seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    try:
        reading = parse(content, asked["name"], limits)
        said = json.dumps(to_json(reading), ensure_ascii=True)
    except MemoryError:
        # At once: tidying up needs memory as well.
        os._exit(OUT_OF_MEMORY)
    sys.stdout.write(said)


if __name__ == "__main__":
    main()
