"""Say how many readers one server and two were seen to hold, step by step, and on what machine."""

from benchmarks import results
from benchmarks.report import aligned, machine

# How many times the readers of one server two should hold (issue 6).
AIM = 1.7

HEADER = [
    "replicas",
    "round",
    "readers",
    "95 of 100 within",
    "held",
    "choices/s",
    "CPU of servers",
    "of readers",
    "of others",
    "ms CPU per choice",
]


def sentence(step) -> str:
    """Return what was met at a step, for whoever waits."""
    what = f"95 of 100 choices within {step.slow:.2f} s, {step.rate:.1f} a second"
    return f"{step.readers} readers: {what}; others use {step.others:.2f} cores"


def written(rounds: list, one: float, two: float, load: float, part: float) -> str:
    """Write the results, in a file of their own for parts of a core, and return them."""
    ratio = two / one if one else float("nan")
    of_a_core = f"{part:g} of a core" if part else "all there is"
    reached = "reached" if ratio >= AIM else "not reached"
    return results.write(
        "replicas-parts" if part else "replicas",
        "Readers held by one server and by two",
        f"One server held {one:g} readers, two behind the proxy held {two:g}: {ratio:.2f} times as many "
        f"(aim {AIM}, {reached}). Each server may use {of_a_core}.",
        f"Rounds: {len(rounds) // 2}.",
        aligned([HEADER, *_lines(rounds)]),
        f"CPU is in cores. Others are programs that have nothing to do with this. Load average {load:.1f} at the "
        f"start. {machine(('streamlit', 'plotly', 'pandas', 'websockets'))}",
        command=f"python -m benchmarks.replicas{f' --part {part:g}' if part else ''}",
    )


def _lines(rounds: list) -> list[list[str]]:
    lines, seen = [], {1: 0, 2: 0}
    for met in sorted(rounds, key=lambda met: met[0].replicas):
        seen[met[0].replicas] += 1
        for step in met:
            each = f"{1000 * step.servers / step.rate:.0f}" if step.rate else ""
            cells = (
                step.replicas,
                seen[step.replicas],
                step.readers,
                f"{step.slow:.2f} s",
                "yes" if step.held else "no",
            )
            cores = (f"{step.servers:.2f}", f"{step.clients:.2f}", f"{step.others:.2f}")
            lines.append([*map(str, cells), f"{step.rate:.1f}", *cores, each])
    return lines
