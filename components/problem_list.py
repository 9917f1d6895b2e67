"""Problems as people read them: a list, the rows they stand in with the cells marked, and the file to send back."""

from html import escape

import pandas as pd
import streamlit as st

import curation
from components.figures_table import XLSX
from curation.receive import Received

# Kinds of problem, rows and columns shown on the page; the downloads have all.
PROBLEMS_SHOWN = 200
ROWS_SHOWN = 200
COLUMNS_SHOWN = 12

# How a problem's level is said; the word stands beside the sign, so that neither colour nor sign is alone.
LEVELS = {"error": "✕ stops it", "held": "■ held", "warning": "▲ look at it"}


def show(received: Received, key: str) -> None:
    """Show every problem with its lines, the rows with their bad cells marked, and the file to send back."""
    part = received.main
    problems = part.inspection.problems
    if not problems:
        return
    table(problems)
    # Figures made of a publisher's file stand in lines of that file, and not in rows of it.
    marked = None if received.figures else _marked(part.inspection)
    if marked is not None:
        with st.expander(f"The rows they stand in, cells marked ({len(marked.data):,})", expanded=True):
            st.dataframe(marked, hide_index=True, key=f"{key}-marked", placeholder="", alt=MARKED_ALT)
    with st.container(horizontal=True, key=f"{key}-send"):
        if part.inspection.header and not received.figures:
            st.download_button(
                "Download with remarks (XLSX)",
                lambda: curation.with_remarks(part.inspection),
                f"{part.name.rsplit('.', 1)[0]}-remarks.xlsx",
                XLSX,
                key=f"{key}-remarks",
                on_click="ignore",
                icon=":material/rate_review:",
                help="Your own cells, each bad one with a comment: what was found, what was expected, how to mend it.",
            )
        st.download_button(
            "Download the list (TXT)",
            "\n".join(str(one) for one in problems) + "\n",
            f"{part.name.rsplit('.', 1)[0]}-problems.txt",
            "text/plain",
            key=f"{key}-list",
            on_click="ignore",
            icon=":material/list:",
        )


MARKED_ALT = "Rows with problems; cells that have one begin with a triangle. Escape, then Tab, leaves the table."


def table(problems: list) -> None:
    """Show problems, what stops first; their words are for the one who mends them."""
    order = sorted(problems, key=lambda one: list(LEVELS).index(one.level))
    rows = "".join(_problem_row(one) for one in order[:PROBLEMS_SHOWN])
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("", *PROBLEM_HEADS))
    st.html(f'<table class="dd-problems"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>')
    if len(order) > PROBLEMS_SHOWN:
        st.caption(f"{len(order) - PROBLEMS_SHOWN:,} more kinds of problem are in the download.")


PROBLEM_HEADS = ("Lines", "Column", "Found", "Expected", "How to mend it")


def _problem_row(one) -> str:
    said = f'<td data-head="Lines">{escape(_lines(one.lines))}</td><td data-head="Column">{escape(one.column)}</td>'
    if one.says:
        # A whole sentence says what was found and how to mend it at once.
        said += f'<td colspan="3" data-head="What is wrong">{escape(one.says)}</td>'
    else:
        cells = zip(PROBLEM_HEADS[2:], (one.found, one.expected, one.mend), strict=True)
        said += "".join(f'<td data-head="{head}">{escape(cell)}</td>' for head, cell in cells)
    return f'<tr class="dd-{one.level}"><th scope="row">{LEVELS[one.level]}</th>{said}</tr>'


def _lines(lines: tuple[int, ...]) -> str:
    named = ", ".join(str(line) for line in lines[:5])
    return f"{named} and {len(lines) - 5:,} more" if len(lines) > 5 else named


def _marked(inspection):
    """Return the rows with problems as a table whose bad cells are marked; None when no problem has a line."""
    bad: dict[int, set[str]] = {}
    for problem in inspection.problems:
        for line in problem.lines[:ROWS_SHOWN]:
            bad.setdefault(line, set()).add(problem.column)
    position = {line: n for n, line in enumerate(inspection.lines)} if bad else {}
    lines = [line for line in sorted(bad) if line in position][:ROWS_SHOWN]
    if not lines:
        return None
    columns = [name for name in inspection.header if any(name in bad[line] for line in lines)]
    columns += [name for name in inspection.header if name not in columns]
    columns = columns[:COLUMNS_SHOWN]
    at = {name: inspection.header.index(name) for name in columns}
    cells = [
        {
            "line": line,
            **{name: _shown(inspection, name, inspection.rows[position[line]][at[name]]) for name in columns},
        }
        for line in lines
    ]
    rows = pd.DataFrame(cells).astype(dict.fromkeys(columns, "str"))
    signs = pd.DataFrame([[name in bad[line] for name in rows.columns] for line in lines], columns=rows.columns)
    shown = rows.where(~signs, "▲ " + rows.astype("str"))
    return shown.style.apply(lambda _: signs.map(lambda one: BAD if one else ""), axis=None)


def _shown(inspection, name: str, cell: str) -> str:
    """A cell for the screen, which others may see over a shoulder; personal data stays in the file."""
    return "(not shown)" if cell and name in inspection.personal else cell


# The amber of cautions, strong enough on white and on black.
BAD = "background-color: #B9840533; font-weight: 600"
