"""How many made-up examples a property is held against: some in every run, ten times as many in `make faults`."""

import os

from hypothesis import settings

TIMES = 10 if os.environ.get("FAULTS") == "long" else 1


def examples(count: int) -> settings:
    """Hold a property against so many examples, each of which may take as long as it does."""
    return settings(max_examples=count * TIMES, deadline=None)
