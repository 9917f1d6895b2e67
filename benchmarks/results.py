"""Keep what a benchmark measured beside the code, and make one table of what all of them found.

Run as `python -m benchmarks.results` to write that table again from the files that are there: results.md, and the
part of the README that shows it.
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

# On which machine it was, and what else that was doing at the end.
MACHINE = re.compile(r"(\w+ on \w+, \d+ cores), load average ([\d.]+)")

# Where the README shows the table.
README = FOLDER.parent / "README.md"
BEGIN, END = "<!-- what benchmarks found -->", "<!-- end of what benchmarks found -->"

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
    return f"# Results\n\n{INTRODUCTION}\n\n{aligned(_found(where))}\n"


def in_readme(readme: str, where: Path) -> str:
    """Return the README with the table of all results, linked from there, where it shows it."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{aligned(_found(where, at='benchmarks/'))}\n\n{END}{after}"


def _found(where: Path, at: str = "") -> list[list[str]]:
    lines = [["benchmark", "found", "measured on", "machine"]]
    for name, what in BENCHMARKS.items():
        file = where / f"{name}-results.md"
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        headline, written, machine = (sought.search(text) for sought in (HEADLINE, WRITTEN, MACHINE))
        linked = f"[{what}]({at}{file.name})" if text else what
        on = f"{machine[1]}, load {machine[2]}" if machine else ""
        lines.append([linked, headline[1] if headline else "not measured yet", written[2] if written else "", on])
    return lines


def show(where: Path) -> str:
    """Write the table of a folder to its results.md, and of the one beside the code into the README too; return it."""
    said = overview(where)
    (where / "results.md").write_text(said, encoding="utf-8")
    if where == FOLDER:
        README.write_text(in_readme(README.read_text(encoding="utf-8"), FOLDER), encoding="utf-8")
    return said


if __name__ == "__main__":
    print(show(folder()))
