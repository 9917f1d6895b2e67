"""Measure the dashboard beside an ordinary page of the same content, in one run, taking turns.

Run as `python -m benchmarks.interaction`; `--rounds` says how often each is measured, `--json` keeps
every measurement. Prints medians and ratios and writes them to benchmarks/interaction-results.md.
"""

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import browser, report, results, servers
from tests.browser import chromium

Click = Callable[[Page], tuple[float, int]]

# Clicks that redraw every chart of a page: its address, what the page is called, and what is clicked in turn.
CRISES = ("Syria, since 2011", "North-east Syria, October 2019", "The world, by year")
VISITS: tuple[tuple[str, str, tuple[Click, ...]], ...] = (
    (
        "trend",
        "/trend",
        (partial(browser.choose, widget="Sources", option="OCHA"), partial(browser.clear, option="OCHA")) * 3,
    ),
    ("situation", "/", tuple(partial(browser.choose, widget="Crisis", option=one) for one in CRISES * 2)),
)


def visit(chromium_: Browser, server: servers.Server, address: str, clicks: tuple[Click, ...]) -> dict:
    """Visit a page for the first time and click through it; return what that cost.

    CPU is read before the first click and after the server has settled from the last, because one
    interaction of a lean page is close to the 10 ms a process's clock ticks in.
    """
    page, load = browser.first_visit(chromium_, server.url + address)
    before = server.settle()
    waits = [click(page) for click in clicks]
    cpu = (server.settle() - before) / len(clicks)
    page.context.close()
    server.settle()
    return {
        "load": vars(load),
        "cpu_ms": cpu * 1000,
        "click_ms": [waited for waited, _ in waits],
        "charts": [load.charts, *(charts for _, charts in waits)],
    }


def measure(chromium_: Browser, pair: list[servers.Server], rounds: int) -> list[dict]:
    """Visit both in turn; round 0 warms the caches up, and is kept apart as the cost of a first time."""
    measured = []
    for turn in range(rounds + 1):
        for page, address, clicks in VISITS:
            for server in pair:
                print(f"round {turn} of {rounds}: {server.name}, {page}", file=sys.stderr, flush=True)
                try:
                    cost = visit(chromium_, server, address, clicks)
                except browser.NotDrawn as failure:
                    raise browser.NotDrawn(f"{failure}\nThe server's log:\n{server.log_tail()}") from failure
                measured.append({"round": turn, "server": server.name, "page": page, **cost})
    return measured


def run(rounds: int) -> list[dict]:
    """Start both servers and Chromium, measure, and stop all of them."""
    with (
        servers.running(*servers.DASHBOARD) as ours,
        servers.running(*servers.ORDINARY) as ordinary,
        sync_playwright() as playwright,
    ):
        started = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        try:
            return measure(started, [ours, ordinary], rounds)
        finally:
            started.close()


def main() -> None:
    """Read the command line, measure, print, and write the results down."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, help="how often each page is measured (7)")
    parser.add_argument("--json", type=Path, help="a file to keep every measurement in")
    asked = parser.parse_args()
    try:
        measured = run(asked.rounds)
    except (servers.NotStarted, browser.NotDrawn) as failure:
        sys.exit(str(failure))
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=1), encoding="utf-8")
    said = report.table(measured)
    print(f"{said}\n\n{report.machine()}")
    results.write("interaction", "Beside an ordinary page", report.headline(measured), said, report.machine())


if __name__ == "__main__":
    main()
