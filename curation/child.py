"""The process that parses: takes an order and the bytes, gives back a reading, within bounds."""

import json
import resource
import sys

from curation.intake import parse, to_json
from curation.reading import Limits


def main() -> None:
    """Read one order (a line of JSON) and the file's bytes from standard input; write the reading as JSON."""
    order, _, content = sys.stdin.buffer.read().partition(b"\n")
    asked = json.loads(order)
    limits = Limits(**asked["limits"])
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    reading = parse(content, asked["name"], limits)
    sys.stdout.write(json.dumps(to_json(reading), ensure_ascii=True))


if __name__ == "__main__":
    main()
