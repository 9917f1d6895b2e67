"""Measure how many readers one server holds while new versions are published.

Run as `python -m benchmarks.readers --readers 200 --seconds 60`; `--search` looks for the highest number
held. Every reader is a real WebSocket client that chooses another crisis every five seconds. Prints the
waits and writes them to benchmarks/readers-results.md.
"""

import argparse
import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from benchmarks import editions, report, results, servers
from benchmarks.socket_reader import NoPage, Run, SocketReader, one_page

# What each reader reads; each changes the crisis so often, and a version is published so often, in seconds.
PAGES = ("", "trend")
CHOOSE_EVERY = 5.0
PUBLISH_EVERY = 10.0

# What each kind of version changes, in words.
CHANGES = {"weekly": "some rows of one crisis, as a weekly file does", "every-row": "every figure and every crisis"}

# What "held" means: 19 of 20 waits at most so long, every open page told of a new version so soon; in seconds.
WAIT_AIM = 1.0
TOLD_AIM = 2.0

# Readers who arrive in a second, and how long the server has before and after they came: until its second process runs.
ARRIVE = 20
REST = 12.0

# How many the search tries, one after the other, until one is not held.
STEPS = (50, 100, 150, 200, 250, 300, 400)

MEGABYTE = 1e6


@dataclass
class Seen:
    """What all readers met: their runs with the seconds each took, failures, and when each knew of an edition."""

    runs: list[Run] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    told: list[float] = field(default_factory=list)
    late: int = 0
    mixed: int = 0
    published: list[editions.Out] = field(default_factory=list)


@dataclass(frozen=True)
class Held:
    """One measurement."""

    readers: int
    seen: Seen
    cpu_seconds: float
    seconds: float
    readers_cpu: float
    memory: float
    load: float

    @property
    def waits(self) -> list[float]:
        """Seconds each reader waited at each choice."""
        return sorted(run.seconds for run in self.seen.runs)

    @property
    def torn(self) -> int:
        """Pages that showed two editions at once, or another edition than that of the state they name."""
        return sum(run.torn for run in self.seen.runs) + self.seen.mixed

    @property
    def p95(self) -> float:
        """What 19 of 20 waits did not exceed."""
        return quantiles(self.waits, n=20)[-1]

    @property
    def held(self) -> bool:
        """True when nothing failed and the aims were met."""
        fast = self.p95 <= WAIT_AIM and max(self.seen.told, default=0.0) <= TOLD_AIM
        return fast and not (self.seen.failures or self.torn or self.seen.late)


def settings(folder: Path) -> dict[str, str]:
    """Return what points a server to a data folder of its own."""
    return {"DISPLACEMENT_DATA": str(folder)}


@contextmanager
def own_data():
    """Copy the curated tables for a server and its publisher."""
    with tempfile.TemporaryDirectory() as room:
        yield Path(shutil.copytree(servers.HOUSE / "data", Path(room) / "data"))


async def read(reader: SocketReader, seen: Seen, end: float) -> None:
    """Choose another crisis every few seconds until the end, and note what comes."""
    await asyncio.sleep(random.uniform(0, CHOOSE_EVERY))
    turn = random.randrange(len(reader.shown.options["crisis"]))
    while time.monotonic() < end:
        options, due = reader.shown.options["crisis"], time.monotonic() + CHOOSE_EVERY
        turn += 1
        try:
            run = await reader.choose("crisis", options[turn % len(options)])
        except NoPage as failure:
            seen.failures.append(str(failure))
            return
        seen.runs.append(run)
        await asyncio.sleep(max(0.0, due - time.monotonic()))


def judge(readers: list[SocketReader], seen: Seen, kind: str, end: float) -> None:
    """Work out when each reader knew of each edition, and which pages were older than they should or mixed up."""
    outs = {one.state: one for one in seen.published}
    for run in seen.runs:
        due = max((one.number for one in seen.published if one.at + TOLD_AIM < run.began), default=0)
        shown = outs.get(run.state)
        seen.late += bool(due) and (shown is None or shown.number < due)
        seen.mixed += shown is not None and not _as_it_says(
            readers[0], run, shown.number, seen.published[0].number, kind
        )
    for out in seen.published:
        if out.at + TOLD_AIM <= end:
            seen.told += [max(0.0, min(_knew(one, out, outs), default=end) - out.at) for one in readers]


def _as_it_says(reader: SocketReader, run: Run, number: int, first: int, kind: str) -> bool:
    """Tell whether a page shows what its crisis had at the edition it names; a page without a mark shows nothing."""
    crises = reader.shown.options["crisis"]
    expected = editions.expected(kind, number, first, crises.index(run.chosen), len(crises))
    return run.edition in (0, expected)


def _knew(reader: SocketReader, out: editions.Out, outs: dict[str, editions.Out]) -> list[float]:
    """List the moments at which a reader was told of an edition, or shown it or a later one."""
    shown = (run.ended for run in reader.runs if run.state in outs and outs[run.state].number >= out.number)
    return [*shown, *(told for told in reader.told if told > out.at)]


@dataclass(frozen=True)
class Publisher:
    """What is published meanwhile: where, of which kind, and the first edition's number; 0 publishes nothing."""

    folder: Path
    kind: str = "weekly"
    first: int = 2


async def visit(server: servers.Server, count: int, seconds: float, publisher: Publisher) -> Held:
    """Let readers come, read while editions are published, and go."""
    seen, readers = Seen(), []
    async with AsyncExitStack() as stack:
        for number in range(count):
            readers.append(await stack.enter_async_context(one_page(server.url, PAGES[number % len(PAGES)])))
            await asyncio.sleep(1 / ARRIVE)
        await asyncio.sleep(REST)
        began, cpu, own = time.monotonic(), server.cpu_seconds(), time.process_time()
        end = began + seconds
        reading = [asyncio.create_task(read(one, seen, end)) for one in readers]
        if publisher.first:
            seen.published = await published(publisher, seconds - PUBLISH_EVERY / 2)
        await asyncio.gather(*reading)
        took = time.monotonic() - began
        used, clients = server.cpu_seconds() - cpu, time.process_time() - own
        memory = server.memory() / MEGABYTE
    judge(readers, seen, publisher.kind, end)
    return Held(count, seen, used, took, clients, memory, os.getloadavg()[0])


async def published(publisher: Publisher, seconds: float, every: float = PUBLISH_EVERY) -> list[editions.Out]:
    """Have another process publish; return when each edition was out."""
    command = [sys.executable, "-m", "benchmarks.editions", str(publisher.folder), "--every", str(every)]
    command += ["--seconds", str(seconds), "--first", str(publisher.first), "--kind", publisher.kind]
    process = await asyncio.create_subprocess_exec(*command, cwd=servers.HOUSE, stdout=subprocess.PIPE)
    said, _ = await process.communicate()
    lines = (line.split() for line in said.decode().splitlines())
    return [editions.Out(int(number), float(at), state) for number, at, state in lines]


def line(one: Held) -> list[str]:
    """Return a measurement as a line of the table."""
    told = sorted(one.seen.told) or [0.0]
    return [
        str(one.readers),
        "yes" if one.held else "no",
        f"{len(one.waits):,}",
        *(f"{value:.2f} s" for value in (median(one.waits), one.p95, one.waits[-1])),
        str(len(one.seen.failures)),
        str(one.torn),
        str(len(one.seen.published)),
        f"{median(told):.2f} s",
        f"{told[-1]:.2f} s",
        str(one.seen.late),
        f"{1000 * one.cpu_seconds / len(one.waits):.0f} ms",
        f"{100 * one.cpu_seconds / one.seconds:.0f}%",
        f"{100 * one.readers_cpu / one.seconds:.0f}%",
        f"{one.memory:.0f} MB",
        f"{one.load:.1f}",
    ]


HEAD = [
    "readers", "held", "choices", "wait p50", "p95", "longest", "failed", "torn", "editions", "told p50", "last told",
    "older than 2 s", "server CPU per choice", "server", "readers’ own", "memory", "load",
]  # fmt: skip


def run(counts: list[int], seconds: float, kind: str) -> list[Held]:
    """Measure each number of readers on one server; stop at the first that is not held."""
    measured: list[Held] = []
    with own_data() as folder, servers.running(*servers.DASHBOARD, settings=settings(folder)) as server:
        for number, count in enumerate(counts):
            editions.publish(folder, editions.ROW * number + 1, kind)
            time.sleep(REST)
            first = editions.ROW * number + 2
            measured.append(asyncio.run(visit(server, count, seconds, Publisher(folder, kind, first))))
            print(report.aligned([HEAD, line(measured[-1])]), flush=True)
            for failure in sorted(set(measured[-1].seen.failures))[:5]:
                print(failure, file=sys.stderr)
            if not measured[-1].held:
                break
        if "Traceback" in server.log_tail():
            print(server.log_tail(), file=sys.stderr)
    return measured


def document(measured: list[Held], seconds: float, kind: str) -> list[str]:
    """Say what was found: in one sentence, then at length."""
    held = max((one.readers for one in measured if one.held), default=0)
    tried = ", ".join(str(one.readers) for one in measured)
    return [
        f"Highest number of readers held while a version comes every {PUBLISH_EVERY:g} s: {held} (tried: {tried}).",
        f"Held means: 19 of 20 choices answered within {WAIT_AIM:g} s, nothing failed, no page of "
        f"two versions, every open page told of a new version within {TOLD_AIM:g} s of its publication, and no page "
        f"asked for after that older. Each number was measured for {seconds:g} s with a new version every "
        f"{PUBLISH_EVERY:g} s, which changes {CHANGES[kind]}.",
        report.aligned([HEAD, *(line(one) for one in measured)]),
        report.machine(),
    ]


def main() -> None:
    """Read the command line, measure, print, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", type=int, default=200, help="how many readers (200)")
    parser.add_argument("--seconds", type=float, default=60, help="how long each number is measured (60)")
    parser.add_argument("--kind", choices=editions.KINDS, default="weekly", help="what each version changes (weekly)")
    parser.add_argument("--search", action="store_true", help="look for the highest number held")
    asked = parser.parse_args()
    with suppress(KeyboardInterrupt):
        measured = run(list(STEPS) if asked.search else [asked.readers], asked.seconds, asked.kind)
        command = f"python -m benchmarks.readers{' --search' if asked.search else f' --readers {asked.readers}'}"
        results.write("readers", "Readers held", *document(measured, asked.seconds, asked.kind), command=command)


if __name__ == "__main__":
    main()
