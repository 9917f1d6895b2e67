"""Measure a table larger than memory likes beside pandas: what a page needs, a metric, memory, a click.

Run with `python -m benchmarks.many_rows --rows 10_000_000`; writes many-rows-results.md. Each side is a process of
its own, and both are measured in one run: seconds depend on the machine and on what else it does, ratios less.
"""

import argparse
import asyncio
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import narwhals as nw
import pandas as pd
from streamlit.testing.v1 import AppTest

from benchmarks import results, servers, site_rows, socket_reader
from benchmarks.report import aligned, machine
from components import engine, published, warm
from components.opened_ahead import PAGES
from metrics import breakdown

# What each may cost, as a part of pandas' cost, and the longest click in seconds; set in the plan.
AIMS = {"aggregate": 1 / 40, "memory": 0.25, "metric": 0.30, "click": 1.0}

# How often a page is clicked after the first time.
AGAIN = 3

# Seconds a server may take until it has opened the pages ahead.
SETTLES_WITHIN = 900

# The tables that come with the dashboard: pages are opened on them first, so that no server's start is measured.
SMALL = site_rows.HOUSE / "data"


def by_place_and_month(figures):
    """Sum people by day, place, sex and age: what a page draws, worked out in words that engines share."""
    keys = ["as_of", "location_id", "sex", "age_group", "source_id"]
    rows = nw.from_native(figures).filter(nw.col("dimension").is_null())
    return nw.to_native(rows.group_by(*keys).agg(nw.col("value").sum()))


def with_pandas(folder: Path) -> dict:
    """Read the CSV with pandas, and run the metric on the frame."""
    began = time.perf_counter()
    figures = pd.read_csv(folder / "figures-as.csv")
    read = time.perf_counter() - began
    for column in ("as_of", "published_on"):
        figures[column] = pd.to_datetime(figures[column]).astype("datetime64[us]")
    for column in ("period_start", "origin_location_id", "replaces", "url"):
        figures[column] = figures[column].astype("str").where(figures[column].notna())
    kept = _peak_mb()
    figures["measure"], figures["admin_level"] = "stock", figures["location_id"].str.len().map({3: 0.0, 6: 2.0})
    took = [_cost(lambda: breakdown.statements(figures, "category")) for _ in range(AGAIN)]
    return {"read": read, "memory": kept, "metric": took, "rows": len(figures)}


def prepared(folder: Path) -> dict:
    """Open the Parquet for the first time: check every promise, and prepare it for the pages."""
    os.environ["DISPLACEMENT_DATA"] = str(folder)
    return {"open": _seconds(lambda: published.table("figures")), "memory": _peak_mb()}


def in_place(folder: Path) -> dict:
    """Open the prepared Parquet, and ask for what pandas was asked for, and for pages."""
    for page in PAGES:
        _clicks(page, SMALL, {}, 1)
    warm.keep_programs()
    os.environ["DISPLACEMENT_DATA"] = str(folder)
    opened = _seconds(lambda: published.table("figures"))

    def ask(metric):
        return lambda: engine.as_read(metric(*engine.beside([published.table("figures")])))

    aggregate = [_seconds(ask(by_place_and_month)) for _ in range(AGAIN)]
    metric = [_cost(ask(lambda figures: breakdown.statements(figures, "category"))) for _ in range(AGAIN)]
    clicks = {page: _clicks(page, folder, {"crisis": site_rows.CRISIS}, 1 + AGAIN) for page in PAGES}
    return {"open": opened, "aggregate": aggregate, "metric": metric, "clicks": clicks, "memory": _peak_mb()}


def served(folder: Path) -> dict:
    """Start a server, let it open the pages ahead as it does by itself, and open each as its first reader."""
    with servers.running(*servers.DASHBOARD, {"DISPLACEMENT_DATA": str(folder)}) as server:
        began = time.perf_counter()
        server.settle(SETTLES_WITHIN)
        start = time.perf_counter() - began
        first = {page: asyncio.run(_first_reader(server.url, page)) for page in PAGES}
        return {"start": start, "first": first, "memory": server.memory() / 1e6}


async def _first_reader(address: str, page: str) -> float:
    reader = await socket_reader.opened(address, page, f"crisis={site_rows.CRISIS}")
    try:
        return (await reader.run()).seconds
    finally:
        await reader.close()


def _clicks(page: str, folder: Path, query: dict, times: int) -> list[tuple[float, float]]:
    """Open a page, for the first time of a version, then click again."""
    os.environ["DISPLACEMENT_DATA"] = str(folder)
    shown = AppTest.from_file(str(site_rows.HOUSE / "dashboard.py"), default_timeout=600)
    shown.switch_page(f"app_pages/{page}.py")
    for name, value in query.items():
        shown.query_params[name] = value
    took = [_cost(shown.run) for _ in range(times)]
    if shown.exception or shown.error:
        raise SystemExit(f"the page {page} broke: {[one.value for one in [*shown.exception, *shown.error]]}")
    return took


def _seconds(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _cost(act) -> tuple[float, float]:
    """Seconds by the clock, and seconds of the processors, which tell less of what else the machine does."""
    began = time.process_time()
    took = _seconds(act)
    return took, time.process_time() - began


def _peak_mb() -> float:
    """The most this process has held; what `resource` says begins, on Linux, with what its parent held."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="utf-8"))[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


SIDES = {"pandas": with_pandas, "prepared": prepared, "in place": in_place, "served": served}


def _measured(side: str, folder: Path) -> dict:
    command = [sys.executable, "-m", "benchmarks.many_rows", "--side", side, "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{side} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def report(folder: Path, load_before: float) -> list[str]:
    """Measure all sides and say what was found: in one sentence, then at length."""
    slow, made, ours, live = (_measured(side, folder) for side in SIDES)
    metric = {kind: [median(one[kind] for one in side["metric"]) for side in (slow, ours)] for kind in (0, 1)}
    rows = [["measure", "pandas", "in place", "ratio", "aim", ""]]
    for name, theirs, own, aim, unit in (
        ("an aggregate for a page ÷ read_csv", slow["read"], median(ours["aggregate"]), AIMS["aggregate"], "s"),
        ("memory of serving ÷ the frame, at the peak", slow["memory"], ours["memory"], AIMS["memory"], "MB"),
        ("a metric (breakdown.statements)", *metric[0], AIMS["metric"], "s"),
        ("the same metric, of the processors", *metric[1], AIMS["metric"], "s"),
    ):
        said = "reached" if own / theirs <= aim else "missed"
        rows.append([name, f"{theirs:,.2f} {unit}", f"{own:,.2f} {unit}", f"{own / theirs:.3f}", f"{aim:.3f}", said])
    heads = (
        "page",
        "first reader of a server",
        "again, median",
        "nothing opened ahead",
        "of the processors",
        "aim",
        "",
    )
    clicks = [list(heads)]
    for page, ((alone, work), *again) in ours["clicks"].items():
        took = live["first"][page], median(took for took, _ in again)
        said = "reached" if max(*took) <= AIMS["click"] else "missed"
        said += "" if alone <= AIMS["click"] else ", ahead only"
        cells = [f"{one:.2f} s" for one in (*took, alone, work)]
        clicks.append([page, *cells, f"{AIMS['click']:.0f} s", said])
    sizes = [f"{(folder / name).stat().st_size / 1e6:,.0f} MB" for name in ("figures-as.csv", "figures.parquet")]
    named = zip(("aggregate", "memory", "metric"), rows[1:4], strict=True)
    parts = ", ".join(f"{name} {row[3]}" for name, row in named)
    longest = max(live["first"].values())
    return [
        f"{slow['rows']:,} rows: parts of pandas' cost: {parts}; longest first click of a page {longest:.2f} s.",
        f"{slow['rows']:,} rows; {sizes[0]} as CSV, {sizes[1]} as Parquet. Load average {load_before:.1f} before.",
        aligned(rows),
        f"Checking every promise of the data package and preparing the rows: {made['open']:.1f} s and "
        f"{made['memory']:,.0f} MB at the peak, once for a version, when it is published or beside those who read "
        f"the one before. Opening what was prepared: {ours['open']:.2f} s.",
        f"A server that starts on what was prepared has read it, worked out what most readers open first and opened "
        f"every page of the crisis after {live['start']:.0f} s, and holds {live['memory']:,.0f} MB then. A choice that "
        f"is not the first of its page is worked out when it is made: “nothing opened ahead” is the most it takes.",
        aligned(clicks),
        machine(("pandas", "polars", "duckdb", "narwhals")),
    ]


def main() -> None:
    """Make the rows, measure both sides, and write what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=10_000_000)
    asked.add_argument("--side", choices=SIDES)
    asked.add_argument("--folder", type=Path, help="rows made earlier; else a temporary folder")
    given = asked.parse_args()
    if given.side:
        print(json.dumps(SIDES[given.side](given.folder)))
        return
    with tempfile.TemporaryDirectory() as aside:
        load = os.getloadavg()[0]
        folder = given.folder or site_rows.written(Path(aside) / "data", given.rows)
        said = report(folder, load)
    print(results.write("many-rows", "A table larger than memory", *said))


if __name__ == "__main__":
    main()
