"""How far a file has come: read, check, compare, publish; a sign and a word for each."""

from html import escape

import streamlit as st

from curation.receive import Received

SIGNS = {"done": "✓", "stopped": "✕", "now": "●", "later": "○"}
SAID = {"done": "done", "stopped": "stopped", "now": "your turn", "later": "not yet"}


def of_file(received: Received) -> list[tuple[str, str, str]]:
    """Return the acts of one file as name, state (done, stopped, now, later) and a word of detail."""
    inspection, found = received.part.inspection, received.recognised
    if inspection.reasons:
        return _acts(("Read", "stopped", ""))
    asked, assumed = len(received.questions), len(received.main.inspection.told)
    told = f"{assumed} assumed" if assumed else ""
    read = ("Read", "now" if asked and found is None else "done", told if found is None else "")
    if found is None:
        return _acts(read) if asked else _acts(read, _check(received))
    recognised = ("Recognise", "now" if asked or not found.layout else "done", told)
    return _acts(read, recognised) if recognised[1] == "now" else _acts(read, recognised, _check(received))


def _check(received: Received) -> tuple[str, str, str]:
    levels = [problem.level for problem in received.main.inspection.problems]
    errors, others = levels.count("error"), len(levels) - levels.count("error")
    if errors:
        return "Check", "stopped", f"{errors} to mend"
    return "Check", "done", f"{others} to look at" if others else ""


def _acts(*acts: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """The acts so far and those to come; comparing is next when all so far are done."""
    done = all(state == "done" for _, state, _ in acts) and acts[-1][0] == "Check"
    names = [name for name, _, _ in acts]
    rest = [name for name in ("Check", "Compare", "Publish") if name not in names]
    return [*acts, *((name, "now" if done and name == "Compare" else "later", "") for name in rest)]


def show(acts: list[tuple[str, str, str]]) -> None:
    """Write the acts in a row."""
    items = "".join(
        f'<li class="dd-{state}"><span aria-hidden="true">{SIGNS[state]}</span> {escape(name)}'
        f'<span class="dd-quiet"> {escape(detail or SAID[state])}</span></li>'
        for name, state, detail in acts
    )
    st.html(f'<ol class="dd-steps" aria-label="How far the file has come">{items}</ol>')
