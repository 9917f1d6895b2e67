"""How many readers one server holds, and how many two behind the proxy of deploy/: `python -m benchmarks.replicas`.

Readers are WebSocket clients on this computer, each on the page Trend, who choose another crisis every few seconds.
Held means that 95 of 100 choices are drawn within a second. README.md says how to read the result.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

import psutil

from benchmarks import replicas_report, socket_reader
from benchmarks.part_of_a_core import held_to
from tests.browser.server import HOUSE, free_port
from tests.deploy import nginx, replicas

# How long a reader looks at a chart before the next choice: seconds, on average and at random.
LOOKS = 5.0

# The choice is held when so many of 100 are drawn within so many seconds (issue 6).
OF_100, WITHIN = 95, 1.0

# By how much each step has more readers.
MORE = 1.25

# What other programs may use, in cores, for a step that is not held to be believed at once. On a busier computer it is
# watched again, because what else runs can only slow readers down.
QUIET = 0.2

# Readers of different groups who choose everything once beforehand, so that each server has worked it out.
EARLY = 8

# Everybody here has one address, which the proxy would limit.
NO_LIMITS = {"REQUESTS_PER_SECOND": "60000", "REQUESTS_AT_ONCE": "60000", "SESSIONS_PER_ADDRESS": "60000"}


@dataclass(frozen=True)
class Step:
    """What so many readers met: seconds of the slowest of 20, choices in a second, CPU in cores, and whether held."""

    replicas: int
    readers: int
    slow: float
    rate: float
    servers: float
    clients: float
    others: float

    @property
    def held(self) -> bool:
        return self.slow <= WITHIN


class Crowd:
    """Readers of one address, more and more of them, who choose until they are told to stop."""

    def __init__(self, address: str, seed: int):
        self.address, self.chance = address, random.Random(seed)
        self.drawn: list[float] = []
        self.busy: list[asyncio.Task] = []

    async def grow(self, to: int) -> None:
        """Let readers come one after the other, each when the page of the one before is drawn."""
        while len(self.busy) < to:
            group = f"displacement_replica={self.chance.randrange(4096):03x}"
            reader = await socket_reader.opened(self.address, "trend", Cookie=group)
            await reader.run()
            self.busy.append(asyncio.create_task(self._read(reader)))

    async def warm(self) -> None:
        """Have every choice made once before anybody is watched."""
        for number in range(EARLY):
            group = f"displacement_replica={number * 4096 // EARLY:03x}"
            reader = await socket_reader.opened(self.address, "trend", Cookie=group)
            await reader.run()
            for crisis in list(reader.shown.options["crisis"]):
                await reader.choose("crisis", crisis)
            await reader.close()

    async def watch(self, seconds: float) -> list[float]:
        """Return how long choices took that were made in the next seconds; raises what a reader met."""
        self.drawn.clear()
        await asyncio.sleep(seconds)
        for one in self.busy:
            if one.done():
                one.result()
        return list(self.drawn)

    async def leave(self) -> None:
        for one in self.busy:
            one.cancel()
        await asyncio.gather(*self.busy, return_exceptions=True)

    async def _read(self, reader: socket_reader.SocketReader) -> None:
        crises = reader.shown.options["crisis"]
        try:
            while True:
                await asyncio.sleep(self.chance.expovariate(1 / LOOKS))
                run = await reader.choose("crisis", self.chance.choice(crises))
                self.drawn.append(run.seconds)
        finally:
            await reader.close()


async def steps(
    count: int, address: str, servers: list[psutil.Process], *, said: argparse.Namespace, seed: int
) -> list[Step]:
    """Let readers come until they are not held any more; return what they met at each step."""
    crowd, met, readers = Crowd(address, seed), [], said.first
    try:
        await crowd.warm()
        while not met or (met[-1].held and readers <= said.most):
            await crowd.grow(readers)
            await crowd.watch(LOOKS)
            for _ in range(said.tries):
                met.append(await _step(count, crowd, servers, said.seconds))
                print(f"  {replicas_report.sentence(met[-1])}", file=sys.stderr)
                if met[-1].held or met[-1].others < QUIET:
                    break
            readers = round(readers * MORE)
    finally:
        await crowd.leave()
    return met


async def _step(count: int, crowd: Crowd, servers: list[psutil.Process], seconds: float) -> Step:
    before, begun = _cpu(servers), time.monotonic()
    drawn = await crowd.watch(seconds)
    took = time.monotonic() - begun
    used = [(after - once) / took for once, after in zip(before, _cpu(servers), strict=True)]
    # Where less than half of what readers choose comes back, most of them still wait.
    back = len(drawn) > max(1, len(crowd.busy) * took / LOOKS / 2)
    slow = quantiles(drawn, n=20)[-1] if back else float("inf")
    return Step(count, len(crowd.busy), slow, len(drawn) / took, used[0], used[1], max(0.0, used[2] - sum(used[:2])))


def _cpu(servers: list[psutil.Process]) -> tuple[float, float, float]:
    """CPU seconds so far: of the servers with the proxy, of the readers, and of the whole machine."""
    times = psutil.cpu_times()
    whole = sum(times) - times.idle - getattr(times, "iowait", 0) - getattr(times, "guest", 0)
    family = [one for server in servers for one in (server, *server.children(recursive=True))]
    own = [one.cpu_times() for one in family]
    return sum(one.user + one.system for one in own), time.process_time(), whole


@contextmanager
def deployed(count: int) -> Iterator[tuple[str, list[psutil.Process]]]:
    """Run the proxy with so many servers on a copy of the tables; yield its address and the processes."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data = Path(shutil.copytree(HOUSE / "data", folder / "data"))
        servers = stack.enter_context(replicas.running(count, data, folder))
        listed = " ".join(f"127.0.0.1:{one.port}" for one in servers)
        names = {"REPLICAS": listed, "PUBLIC_NAME": "127.0.0.1", "CURATORS_NAME": "localhost"}
        proxy = stack.enter_context(nginx.running(folder, free_port(), {**names, **NO_LIMITS}))
        pids = [*(one.process.pid for one in servers), int((folder / "nginx.pid").read_text())]
        yield proxy.site("127.0.0.1"), [psutil.Process(pid) for pid in pids]


def measured(said: argparse.Namespace) -> list[list[Step]]:
    """Measure one server and two in turns, so that what else runs slows both."""
    found = []
    with deployed(1) as one, deployed(2) as two:
        for number in range(said.rounds):
            for count, (address, servers) in ((1, one), (2, two)):
                print(f"round {number + 1}, {count} replica{'s' * (count > 1)}", file=sys.stderr)
                with held_to(said.part, servers[:count]):
                    found.append(asyncio.run(steps(count, address, servers, said=said, seed=number)))
    return found


def held(rounds: list[list[Step]], count: int) -> float:
    """The readers that were held: the middle of all rounds."""
    return median(max((step.readers for step in met if step.held), default=0) for met in _of(rounds, count))


def _of(rounds: list[list[Step]], count: int) -> list[list[Step]]:
    return [met for met in rounds if met[0].replicas == count]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=3, help="how often each is measured (3)")
    asked.add_argument("--seconds", type=float, default=20, help="how long each step is watched (20)")
    asked.add_argument("--tries", type=int, default=3, help="how often a step is watched while others are busy (3)")
    asked.add_argument("--first", type=int, default=10, help="readers at the first step (10)")
    asked.add_argument("--most", type=int, default=5_000, help="readers beyond whom nobody looks (5,000)")
    asked.add_argument("--part", type=float, default=0, help="hold each server to this part of a core; 0: do not (0)")
    asked.add_argument("--json", type=Path, help="where to write every step")
    said = asked.parse_args()
    if not (nginx.path() or nginx.install()):
        sys.exit("This benchmark needs nginx; install the package nginx, or name one: NGINX=/path/to/nginx")
    # Whoever ends this early leaves no server behind, least of all one that stands still.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    load = os.getloadavg()[0]
    rounds = measured(said)
    if said.json:
        said.json.write_text(json.dumps([[asdict(step) for step in met] for met in rounds], indent=1))
    print(replicas_report.written(rounds, held(rounds, 1), held(rounds, 2), load, said.part))


if __name__ == "__main__":
    main()
