"""Measure the dashboard beside others of the same content, in one run, taking turns.

The others are an ordinary Streamlit page, a Dash page, and a Dash that returns our own charts, finished before.
Run as `python -m benchmarks.interaction`; `--rounds`, `--page-rounds` and `--slow-rounds` say how often each is
measured, `--rows` puts a table of so many rows behind all of them, `--json` keeps every measurement. Prints medians
and ratios and writes them to benchmarks/interaction-results.md; with `--rows`, to interaction-rows-results.md.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks import browser, report, results, servers, site_rows, visits
from tests.browser import chromium

Measure = Callable[[servers.Server, visits.Visit], dict]


def clicked(chromium_: Browser, server: servers.Server, visit: visits.Visit) -> dict:
    """Visit a page for the first time and click through it; return what that cost.

    CPU is read before the first click and after the server has settled from the last, because one
    interaction of a lean page is close to the 10 ms a process's clock ticks in.
    """
    page, load = browser.first_visit(chromium_, server.url + visit.address)
    before = server.settle()
    acts = {True: browser.choose, False: browser.clear}
    waits = [acts[put](page, visit.widget, option) for option, put in visit.clicks()]
    cpu = (server.settle() - before) / len(waits)
    page.context.close()
    server.settle()
    return {
        "load": vars(load),
        "cpu_ms": cpu * 1000,
        "click_ms": [waited for waited, _ in waits],
        "charts": [load.charts, *(charts for _, charts in waits)],
    }


def over_a_slow_line(chromium_: Browser, server: servers.Server, visit: visits.Visit) -> dict:
    """Visit a page for the first time over a slow line, and leave; return what that cost."""
    page, load = browser.first_visit(chromium_, server.url + visit.address, slow=True)
    page.context.close()
    server.settle()
    return {"load": vars(load), "charts": [load.charts]}


def in_turns(
    what: str, measure: Measure, rounds: range, pages: tuple[visits.Visit, ...], *beside: servers.Server
) -> list[dict]:
    """Measure each page of each server in turn; round 0 warms up, and is kept apart as the cost of a first time."""
    measured = []
    for turn in rounds:
        for visit in pages:
            for server in beside:
                print(f"{what}, round {turn} of {rounds[-1]}: {server.name}, {visit.page}", file=sys.stderr, flush=True)
                try:
                    cost = measure(server, visit)
                except browser.NotDrawn as failure:
                    raise browser.NotDrawn(f"{failure}\nThe server's log:\n{server.log_tail()}") from failure
                measured.append({"what": what, "round": turn, "server": server.name, "page": visit.page, **cost})
    return measured


def run(asked: argparse.Namespace) -> list[dict]:
    """Start the servers and Chromium, measure, and stop all of them.

    No more than three servers run at a time: with many rows an ordinary page takes some gigabytes of memory.
    """
    behind = visits.behind_rows if asked.rows else tuple
    twins, pages = behind(visits.TWINS), behind(visits.PAGES)
    with tables(asked.rows) as settings, started_chromium() as started:
        click, slowly = partial(clicked, started), partial(over_a_slow_line, started)
        with servers.running(*servers.DASHBOARD, settings) as ours:
            with (
                servers.running(*servers.ORDINARY, settings) as ordinary,
                servers.running_dash(*servers.DASH, settings) as dash,
            ):
                measured = in_turns(report.TWINS, click, range(asked.rounds + 1), twins, ours, ordinary, dash)
                slow_rounds = range(1, asked.slow_rounds + 1)
                measured += in_turns(report.SLOW, slowly, slow_rounds, twins, ours, ordinary)
            with servers.running_dash(*servers.FLOOR, settings) as floor:
                measured += in_turns(report.FLOOR, click, range(asked.page_rounds + 1), pages, ours, floor)
    return measured


@contextmanager
def started_chromium() -> Iterator[Browser]:
    """Start Chromium, and stop it whatever happens."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        try:
            yield started
        finally:
            started.close()


@contextmanager
def tables(rows: int) -> Iterator[dict[str, str]]:
    """Make the table and the finished charts that the servers read; yield the settings that name them.

    Our pages are opened for the charts, and that prepares a large table: its first version is not measured here.
    """
    with tempfile.TemporaryDirectory() as aside:
        settings = {"FINISHED": str(Path(aside) / "finished.json")}
        if rows:
            folder = site_rows.written(Path(aside) / "data", rows, csv=False, beside_own=True)
            settings["DISPLACEMENT_DATA"] = str(folder)
        print("taking the finished charts from our pages", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "benchmarks.finished", settings["FINISHED"], *["--rows"] * bool(rows)]
        environment = {**servers.own_settings(), **settings}
        subprocess.run(command, cwd=servers.HOUSE, env=environment, stderr=subprocess.DEVNULL, check=True)
        yield settings


def main() -> None:
    """Read the command line, measure, print, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="how often Trend and Situation are measured (7)")
    parser.add_argument("--page-rounds", type=int, default=3, help="how often every page beside finished charts (3)")
    parser.add_argument("--slow-rounds", type=int, default=3, help="how often a visit over a slow line (3)")
    parser.add_argument(
        "--rows", type=int, default=0, help="figures behind the pages; the dashboard's own unless given"
    )
    parser.add_argument("--json", type=Path, help="a file to keep every measurement in")
    asked = parser.parse_args()
    try:
        measured = run(asked)
    except (servers.NotStarted, browser.NotDrawn) as failure:
        sys.exit(str(failure))
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=1), encoding="utf-8")
    name, title = "interaction", "Beside an ordinary page and Dash"
    command = "python -m benchmarks.interaction"
    if asked.rows:
        name, title = f"{name}-rows", f"{title}, with {asked.rows:,} rows behind"
        command += f" --rows {asked.rows}"
    said = [report.headline(measured), *report.tables(measured), report.machine()]
    print(results.write(name, title, *said, command=command))


if __name__ == "__main__":
    main()
