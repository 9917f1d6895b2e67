"""Watch a server's memory while readers come back to it for a long time.

Run as `python -m benchmarks.soak --readers 50 --minutes 20`. Readers choose another crisis every five
seconds and a new version is published every minute. Prints the memory forty times and, at the end,
whether it is flat; writes the curve to benchmarks/soak-results.md.
"""

import argparse
import asyncio
import math
import os
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

from benchmarks import editions, readers, report, results, servers
from benchmarks.socket_reader import one_page

# How often the memory is looked at, and seconds between two versions.
LOOKS = 40
PUBLISH_EVERY = 60

# This part of the time warms up: caches fill to their limits, and threads get their share of memory.
WARM_UP = 0.4

MEGABYTE = 1e6


@dataclass(frozen=True)
class Look:
    """The server's memory at one moment."""

    minutes: float
    uss: float
    rss: float
    runs: int
    load: float


def look(server: servers.Server, began: float, seen: readers.Seen) -> Look:
    """Read the server's memory."""
    memory = server.process.memory_full_info()
    minutes = (time.monotonic() - began) / 60
    return Look(minutes, memory.uss / MEGABYTE, memory.rss / MEGABYTE, len(seen.runs), os.getloadavg()[0])


def slope(looks: list[Look]) -> tuple[float, float]:
    """Return the growth in MB a minute by least squares, and its standard error."""
    x, y = [one.minutes for one in looks], [one.uss for one in looks]
    growth, start = linear_regression(x, y)
    left = sum((b - start - growth * a) ** 2 for a, b in zip(x, y, strict=True))
    spread = sum((a - sum(x) / len(x)) ** 2 for a in x)
    return growth, math.sqrt(left / (len(x) - 2) / spread)


async def soak(server: servers.Server, folder: Path, count: int, minutes: float) -> tuple[list[Look], readers.Seen]:
    """Let readers read and a publisher publish, and look at the memory meanwhile."""
    seen, looks = readers.Seen(), []
    async with AsyncExitStack() as stack:
        here = []
        for number in range(count):
            page = readers.PAGES[number % len(readers.PAGES)]
            here.append(await stack.enter_async_context(one_page(server.url, page)))
        began = time.monotonic()
        end, every = began + minutes * 60, minutes * 60 / LOOKS
        working = [asyncio.create_task(readers.read(one, seen, end)) for one in here]
        working.append(
            asyncio.create_task(readers.published(readers.Publisher(folder), minutes * 60 - 10, PUBLISH_EVERY))
        )
        while time.monotonic() < end:
            looks.append(look(server, began, seen))
            print(*line(looks[-1]), sep="\t", flush=True)
            await asyncio.sleep(min(every, max(0.0, end - time.monotonic())))
        await asyncio.gather(*working)
    return looks, seen


def line(one: Look) -> list[str]:
    """Return a look as a line of the table."""
    return [f"{one.minutes:.1f}", f"{one.uss:.0f}", f"{one.rss:.0f}", f"{one.runs:,}", f"{one.load:.1f}"]


def verdict(looks: list[Look], seen: readers.Seen) -> str:
    """Say whether the memory is flat after the warm-up."""
    later = [one for one in looks if one.minutes >= looks[-1].minutes * WARM_UP]
    growth, error = slope(later)
    flat = growth <= 2 * error
    return (
        f"After the first {later[0].minutes:.0f} minutes the server's own memory (USS) grew by {growth:.2f} ± "
        f"{2 * error:.2f} MB a minute (two standard errors), around a median of "
        f"{median(one.uss for one in later):.0f} MB: {'flat' if flat else 'not shown to be flat'}. "
        f"{len(seen.runs):,} choices, "
        f"{len(seen.failures)} failed, {sum(run.torn for run in seen.runs)} torn."
    )


def main() -> None:
    """Read the command line, soak, print, and write the curve down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", type=int, default=50, help="how many readers (50)")
    parser.add_argument("--minutes", type=float, default=20, help="how long (20)")
    asked = parser.parse_args()
    head = ["minute", "USS MB", "RSS MB", "choices", "load"]
    print(*head, sep="\t")
    with (
        readers.own_data() as folder,
        servers.running(*servers.DASHBOARD, settings=readers.settings(folder)) as server,
    ):
        editions.publish(folder, 1, "weekly")
        looks, seen = asyncio.run(soak(server, folder, asked.readers, asked.minutes))
    said = verdict(looks, seen)
    print(said)
    curve = report.aligned([head, *(line(one) for one in looks)])
    title = f"Memory over {asked.minutes:g} minutes, {asked.readers} readers"
    results.write("soak", title, said, curve, report.machine())


if __name__ == "__main__":
    main()
