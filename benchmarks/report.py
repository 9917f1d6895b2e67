"""Say what was measured: medians of both, their ratio, and whether that is what was aimed at."""

import os
import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

from benchmarks.servers import DASHBOARD, ORDINARY

PACKAGES = ("streamlit", "plotly", "pandas", "playwright")

# What the dashboard may cost, as a part of the ordinary page's cost; set when benchmarks/ was begun.
CPU_AIM = 0.15
CLICK_AIM = 0.6


@dataclass(frozen=True)
class Row:
    """One line of the table: what is measured, where it is found, its unit and digits, and the aim."""

    name: str
    of: Callable[[dict], list[float]]
    unit: str = "ms"
    digits: int = 0
    aim: float | None = None


ROWS = (
    Row("server CPU per interaction", lambda one: [one["cpu_ms"]], aim=CPU_AIM),
    Row("click to redrawn charts", lambda one: one["click_ms"], aim=CLICK_AIM),
    Row("first load, bytes", lambda one: [one["load"]["bytes"] / 1e6], "MB", 2),
    Row("first load, requests", lambda one: [one["load"]["requests"]], ""),
    Row("first load, to first chart", lambda one: [one["load"]["first_chart"]]),
    Row("first load, to last chart", lambda one: [one["load"]["all_charts"]]),
)

# From the round that warms up: what each choice costs before anybody made it.
FIRST_TIME = Row("server CPU, first time", lambda one: [one["cpu_ms"]])


def table(measured: list[dict]) -> str:
    """Return the measurements as one table in Markdown, readable in a terminal too."""
    lines = [["page", "measure", "dashboard", "ordinary", "ratio", "aim", ""]]
    for page in dict.fromkeys(one["page"] for one in measured):
        visits = [one for one in measured if one["page"] == page]
        lines += [_line(row, [one for one in visits if one["round"] > 0]) for row in ROWS]
        lines.append(_line(FIRST_TIME, [one for one in visits if one["round"] == 0]))
    return "\n\n".join([aligned(lines), *_warnings(measured)])


def _line(row: Row, visits: list[dict]) -> list[str]:
    ours, ordinary = (
        median(value for one in visits if one["server"] == server for value in row.of(one))
        for server in (DASHBOARD[0], ORDINARY[0])
    )
    ratio = ours / ordinary
    values = [f"{value:,.{row.digits}f} {row.unit}".strip() for value in (ours, ordinary)]
    aim = ["", ""] if row.aim is None else [f"≤ {row.aim}", "met" if ratio <= row.aim else "missed"]
    return [visits[0]["page"], row.name, *values, f"{ratio:.2f}", *aim]


def aligned(lines: list[list[str]]) -> str:
    """Return rows of cells, the header first, as a table in Markdown with columns of one width."""
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rows = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    return "\n".join([rows[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *rows[1:]])


def _warnings(measured: list[dict]) -> list[str]:
    """Say it when the two drew different numbers of charts: then they were not compared fairly."""
    said = []
    for page in dict.fromkeys(one["page"] for one in measured):
        ours, ordinary = (
            next(one["charts"] for one in reversed(measured) if (one["server"], one["page"]) == (server, page))
            for server in (DASHBOARD[0], ORDINARY[0])
        )
        if ours != ordinary:
            said.append(f"Not fair on {page}: charts drawn step by step were {ours} against {ordinary}.")
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
    """Say in one sentence which part of the ordinary page's cost the dashboard's is, page by page."""
    pages = dict.fromkeys(one["page"] for one in measured)
    ratios = {
        row.name: " and ".join(
            _line(row, [one for one in measured if one["page"] == page and one["round"] > 0])[4] for page in pages
        )
        for row in ROWS[:3]
    }
    said = "; ".join(f"{name} {ratio}" for name, ratio in ratios.items())
    return f"Parts of the ordinary page's cost, on {' and '.join(pages)}: {said}."
