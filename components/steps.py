"""How far a file has come: read, check, compare, publish; a sign and a word for each."""

from html import escape

import streamlit as st

SIGNS = {"done": "✓", "stopped": "✕", "now": "●", "later": "○"}
SAID = {"done": "done", "stopped": "stopped", "now": "your turn", "later": "not yet"}


def of_file(inspection, table: str) -> list[tuple[str, str, str]]:
    """Return the acts of one file as name, state (done, stopped, now, later) and a word of detail."""
    read = "stopped" if inspection.reasons else "now" if inspection.questions else "done"
    levels = [problem.level for problem in inspection.problems]
    errors, others = levels.count("error"), len(levels) - levels.count("error")
    if read != "done":
        check, detail = "later", ""
    elif errors:
        check, detail = "stopped", f"{errors} to mend"
    else:
        check, detail = "done", f"{others} to look at" if others else ""
    ready = check == "done" and table
    told = f"{len(inspection.told)} assumed" if inspection.told and read == "done" else ""
    return [
        ("Read", read, told),
        ("Check", check, detail),
        ("Compare", "now" if ready else "later", ""),
        ("Publish", "later", ""),
    ]


def show(acts: list[tuple[str, str, str]]) -> None:
    """Write the acts in a row."""
    items = "".join(
        f'<li class="dd-{state}"><span aria-hidden="true">{SIGNS[state]}</span> {escape(name)}'
        f'<span class="dd-quiet"> {escape(detail or SAID[state])}</span></li>'
        for name, state, detail in acts
    )
    st.html(f'<ol class="dd-steps" aria-label="How far the file has come">{items}</ol>')
