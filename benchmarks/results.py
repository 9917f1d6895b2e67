"""Keep what a benchmark measured beside the code, and make one table of what all of them found.

Run as `python -m benchmarks.results` to write that table, results.md, again from the files that are there.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.report import aligned

# Where results are kept: beside the code, or where a run that only looks whether everything works is told to.
FOLDER = Path(__file__).parent
SETTING = "BENCHMARK_RESULTS"

# Every benchmark by the name of its results, in the order of the table.
BENCHMARKS = {
    "interaction": "beside an ordinary page and Dash",
    "interaction-rows": "the same with a million rows behind",
    "intake": "a large file, checked",
    "recognising": "a large file, recognised",
    "many-rows": "a table larger than memory",
    "readers": "many readers while versions come",
    "soak": "a long time",
    "replicas": "one server and two",
    "replicas-parts": "one server and two, each with a part of a core",
}

# How a results file says in short what was found, and when.
HEADLINE = re.compile(r"^\*\*(.+)\*\*$", re.MULTILINE)
WRITTEN = re.compile(r"^Written by `(.+)` on (\d{4}-\d{2}-\d{2})", re.MULTILINE)

INTRODUCTION = (
    "What each benchmark found when it was last run, in one line each. The files say on which machine, beside what "
    "else it was doing, and step by step; README.md says what is measured. Ratios are comparable, seconds are not."
)


def folder() -> Path:
    """Return where results are kept."""
    return Path(os.environ.get(SETTING) or FOLDER)


def write(name: str, title: str, headline: str, *said: str, command: str = "") -> str:
    """Keep what a benchmark found under its name, with its headline first, and return it as Markdown."""
    command = command or f"python -m benchmarks.{name.replace('-', '_')}"
    written = f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d}; README.md says how to read it."
    text = "\n\n".join([f"# {title}", f"**{headline}**", written, *said])
    folder().mkdir(parents=True, exist_ok=True)
    (folder() / f"{name}-results.md").write_text(f"{text}\n", encoding="utf-8")
    return text


def overview(where: Path) -> str:
    """Return the headlines of all results in a folder as one table; what is not there was not measured yet."""
    lines = [["benchmark", "found", "measured on"]]
    for name, what in BENCHMARKS.items():
        file = where / f"{name}-results.md"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        headline, written = HEADLINE.search(text), WRITTEN.search(text)
        linked = f"[{what}]({file.name})" if text else what
        lines.append([linked, headline[1] if headline else "not measured yet", written[2] if written else ""])
    return f"# Results\n\n{INTRODUCTION}\n\n{aligned(lines)}\n"


if __name__ == "__main__":
    said = overview(folder())
    print(said)
    (folder() / "results.md").write_text(said, encoding="utf-8")
