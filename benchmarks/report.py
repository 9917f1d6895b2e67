"""Say what was measured: medians of two servers, their ratio, and whether that is what was aimed at."""

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from statistics import median

from benchmarks import servers

PACKAGES = ("streamlit", "dash", "plotly", "pandas", "playwright")

# The three parts of a run: Trend and Situation beside both twins, every page beside finished charts, a slow line.
TWINS, FLOOR, SLOW = "twins", "every page", "slow line"


@dataclass(frozen=True)
class Row:
    """One line of a table: what is measured, where it is found, its unit and digits, and the aim."""

    name: str
    of: Callable[[dict], list[float]]
    unit: str = "ms"
    digits: int = 0
    aim: float | None = None


CPU = Row("server CPU per interaction", lambda one: [one["cpu_ms"]])
CLICK = Row("click to redrawn charts", lambda one: one["click_ms"])
BYTES = Row("first load, bytes", lambda one: [one["load"]["bytes"] / 1e6], "MB", 2)
REQUESTS = Row("first load, requests", lambda one: [one["load"]["requests"]], "")
FIRST_NUMBER = Row("first load, to first number", lambda one: [one["load"]["first_number"]])
FIRST_CHART = Row("first load, to first chart", lambda one: [one["load"]["first_chart"]])
LAST_CHART = Row("first load, to last chart", lambda one: [one["load"]["all_charts"]])

# From the round that warms up: what each choice costs before anybody made it.
FIRST_TIME = replace(CPU, name="server CPU, first time")


def aimed(row: Row, aim: float) -> Row:
    """Return a line with what the dashboard may cost, as a part of the other's cost."""
    return replace(row, aim=aim)


@dataclass(frozen=True)
class Comparison:
    """One table: the part of the run it is about, whom the dashboard stands beside, its heading and its lines."""

    what: str
    other: str
    heading: str
    rows: tuple[Row, ...]

    def of(self, measured: list[dict]) -> list[dict]:
        """Return the measurements of the dashboard and the other in this part of the run."""
        both = (servers.DASHBOARD[0], self.other)
        return [one for one in measured if one["what"] == self.what and one["server"] in both]


# Aims are parts of the other's cost, set before the first measurement.
COMPARISONS = (
    Comparison(
        TWINS,
        servers.ORDINARY[0],
        "Beside the ordinary page",
        (aimed(CPU, 0.12), aimed(CLICK, 0.6), aimed(BYTES, 0.35), REQUESTS, FIRST_CHART, LAST_CHART, FIRST_TIME),
    ),
    Comparison(
        TWINS,
        servers.DASH[0],
        "Beside the Dash page",
        (aimed(CLICK, 1.2), CPU, BYTES, REQUESTS, FIRST_CHART, LAST_CHART),
    ),
    Comparison(
        SLOW,
        servers.ORDINARY[0],
        "Beside the ordinary page, over a slow line",
        (aimed(FIRST_CHART, 0.4), aimed(BYTES, 0.35), FIRST_NUMBER),
    ),
    Comparison(FLOOR, servers.FLOOR[0], "Every page beside its finished charts from Dash", (aimed(CLICK, 1.2), CPU)),
)


def tables(measured: list[dict]) -> list[str]:
    """Return the measurements as tables in Markdown with their headings, readable in a terminal too."""
    return [said for one in COMPARISONS if one.of(measured) for said in (f"## {one.heading}", *_table(one, measured))]


def _table(comparison: Comparison, measured: list[dict]) -> list[str]:
    both = comparison.of(measured)
    lines = [["page", "measure", "dashboard", comparison.other, "ratio", "aim", ""]]
    for page in dict.fromkeys(one["page"] for one in both):
        lines += [_line(row, comparison, [one for one in both if one["page"] == page]) for row in comparison.rows]
    return [aligned(lines), *_warnings(comparison, both)]


def _line(row: Row, comparison: Comparison, visits: list[dict]) -> list[str]:
    sides = [_median(row, visits, server) for server in (servers.DASHBOARD[0], comparison.other)]
    values = ["none" if one is None else f"{one:,.{row.digits}f} {row.unit}".strip() for one in sides]
    ratio = ratio_of(row, comparison, visits)
    if ratio is None:
        return [visits[0]["page"], row.name, *values, "", "", ""]
    aim = ["", ""] if row.aim is None else [f"≤ {row.aim}", "met" if ratio <= row.aim else "missed"]
    return [visits[0]["page"], row.name, *values, f"{ratio:.2f}", *aim]


def ratio_of(row: Row, comparison: Comparison, visits: list[dict]) -> float | None:
    """Return the dashboard's median of one page divided by the other's; None where one of them has none."""
    ours, other = (_median(row, visits, server) for server in (servers.DASHBOARD[0], comparison.other))
    return ours / other if ours is not None and other else None


def _median(row: Row, visits: list[dict], server: str) -> float | None:
    rounds = [one for one in visits if one["server"] == server and (one["round"] == 0) == (row is FIRST_TIME)]
    values = [value for one in rounds for value in row.of(one) if value is not None]
    return median(values) if values else None


def aligned(lines: list[list[str]]) -> str:
    """Return rows of cells, the header first, as a table in Markdown with columns of one width."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rows = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    return "\n".join([rows[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *rows[1:]])


def _warnings(comparison: Comparison, both: list[dict]) -> list[str]:
    """Say it when the two drew different numbers of charts: then they were not compared fairly."""
    said = []
    for page in dict.fromkeys(one["page"] for one in both):
        ours, other = (
            next(one["charts"] for one in reversed(both) if (one["server"], one["page"]) == (server, page))
            for server in (servers.DASHBOARD[0], comparison.other)
        )
        if ours != other:
            said.append(f"Not fair on {page}: charts drawn step by step were {ours} against {other}.")
    return said


def machine(packages: tuple[str, ...] = PACKAGES) -> str:
    """Describe the machine and the versions in general words."""
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    load = f", load average {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores{load}; "
        f"Python {platform.python_version()}, {versions}."
    )


def headline(measured: list[dict]) -> str:
    """Say in one sentence what part of each other's cost the dashboard's is: the lines with an aim, page by page."""
    parts = [f"{one.heading[0].lower()}{one.heading[1:]}: {_aims(one, measured)}" for one in COMPARISONS]
    return f"Parts of the other's cost: {'. '.join(part for part in parts if not part.endswith(': '))}."


def _aims(comparison: Comparison, measured: list[dict]) -> str:
    both, said = comparison.of(measured), []
    pages = list(dict.fromkeys(one["page"] for one in both))
    for row in comparison.rows if both else ():
        found = {page: ratio_of(row, comparison, [one for one in both if one["page"] == page]) for page in pages}
        ratios = [f"{ratio:.2f} ({page})" for page, ratio in found.items() if ratio is not None]
        if row.aim is not None and ratios:
            said.append(f"{row.name} {', '.join(ratios)}")
    return "; ".join(said)
