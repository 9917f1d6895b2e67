"""The Update page's first acts: who is here, a file dropped, how it was read, what is wrong with it."""

import hashlib
from html import escape

import streamlit as st

import curation
import curation.export
from components import access, problem_list, published, steps
from components.wording import plain
from curation.reviewing import Part

# Columns of a question's rows that are shown.
COLUMNS_SHOWN = 12

# How each way a file can end is said.
VERDICTS = {
    "accept": "Accepted: nothing had to be assumed.",
    "tell": "Accepted, with what is said below assumed.",
    "ask": "A person must decide before it goes on.",
    "refuse": "Not accepted. Nothing was published and nobody else has seen it.",
}


def is_open() -> bool:
    """Say who is here and what they may do; False, with the reason and the way in, when the page is closed to them."""
    closed = access.closed()
    if closed:
        st.info(closed, icon=":material/lock:")
        access.sign_in_button()
        return False
    person = access.person()
    may = "upload, check and compare, and publish" if person.publisher else "upload, check and compare, not publish"
    here = " The dashboard is open to this computer only, so no sign-in is asked for." if person.local else ""
    with st.container(horizontal=True, vertical_alignment="center", key="update-who"):
        st.caption(f"You are {plain(person.name)}: you may {may}.{here}")
        if not person.local:
            access.sign_out_button()
    return True


def drop() -> list:
    """Let the curator drop files; return them, each with a name and bytes."""
    # A new key empties the box after a publication.
    files = st.file_uploader(
        "Drop a table: CSV, TSV, XLSX or ODS",
        accept_multiple_files=True,
        key=f"update-files-{st.session_state.get('update-round', 0)}",
        help="Columns in any order, in the template’s words or with HXL tags. Readers see only what you publish.",
    )
    if not files:
        _say_what_happens()
        _templates()
    return files


def _say_what_happens() -> None:
    st.html(
        '<ol class="dd-acts"><li><b>Read</b>: encoding, separator, sheet and header are found, and said.</li>'
        "<li><b>Check</b>: every cell is held against its column’s rule; personal data is looked for.</li>"
        "<li><b>Compare</b>: you see what would be added, revised and removed, and the headlines before and after.</li>"
        "<li><b>Publish</b>: all of it or nothing, with your name and reason. History takes it back.</li></ol>"
    )


def _templates() -> None:
    """Offer each table as it is published, to edit and send back, and an empty one."""
    with st.expander("Templates: an empty table, or the published one to edit"):
        names = [one["name"] for one in published.package()["resources"]]
        table = st.selectbox("Table", names, key="update-template", format_func=str.capitalize, width=240)
        fields = [field["name"] for field in published.resource(table)["schema"]["fields"]]
        rows = published.whole(table)
        with st.container(horizontal=True, key="update-templates"):
            for label, kept in (("Empty template", rows.head(0)), (f"Published {table}", rows)):
                st.download_button(
                    label,
                    lambda kept=kept: curation.export.to_csv(kept, fields),
                    f"{table}{'-template' if kept.empty else ''}.csv",
                    "text/csv",
                    key=f"update-template-{'empty' if kept.empty else 'rows'}",
                    on_click="ignore",
                    icon=":material/download:",
                )


def read(files: list) -> list[Part]:
    """Read and check each file and say what was found; return those that may be compared, when all may."""
    parts = [_one(file, number) for number, file in enumerate(files)]
    return [part for part in parts if part] if all(parts) else []


def _one(file, number: int) -> Part | None:
    content = file.getvalue()
    st.header(file.name, anchor=False)
    key = f"update-{hashlib.sha256(content).hexdigest()[:12]}-{number}"
    answers = st.session_state.get(f"{key}-answers", {})
    part = _inspected(key, file.name, content, answers)
    inspection = part.inspection
    steps.show(steps.of_file(inspection, part.table))
    st.markdown(f"**{VERDICTS[inspection.verdict]}** {_size(part)}")
    _told(inspection)
    _ask(inspection, key, answers)
    problem_list.show(part, key)
    if inspection.verdict != "refuse" and not part.table:
        st.error(_no_table(inspection), icon=":material/help:")
    ready = part.table and not inspection.questions and not any(one.level == "error" for one in inspection.problems)
    return part if ready else None


def _inspected(key: str, name: str, content: bytes, answers: dict) -> Part:
    """Inspect a file once per session and answer; nothing of it is shared with other sessions."""
    asked = (key, tuple(sorted(answers.items())), published.version())
    kept = st.session_state.get(f"{key}-part")
    if kept is None or kept[0] != asked:
        with st.spinner(f"Reading and checking {name}"):
            part = curation.part(name, content, published.folder(), answers)
        st.session_state[f"{key}-part"] = kept = (asked, part)
    return kept[1]


def _size(part: Part) -> str:
    inspection = part.inspection
    if not inspection.header:
        return ""
    rows, columns = len(inspection.rows), len(inspection.header)
    table = f", read as the table {part.table}" if part.table else ""
    return f"{rows:,} {'row' if rows == 1 else 'rows'}, {columns} {'column' if columns == 1 else 'columns'}{table}."


def _no_table(inspection) -> str:
    names = ", ".join(one["name"] for one in published.package()["resources"])
    return (
        f"The columns are those of none of our tables ({names}). Start from a template below the empty box, "
        "or rename the columns as it has them."
    )


def _told(inspection) -> None:
    if inspection.told:
        items = "".join(f"<li>{escape(str(one))}</li>" for one in inspection.told)
        st.html(f'<div class="dd-note"><b>Assumed</b><ul>{items}</ul></div>')


def _ask(inspection, key: str, answers: dict) -> None:
    """Show each reading of a question side by side, and keep the answer."""
    for question in inspection.questions:
        with st.container(border=True, key=f"{key}-question-{question.key}".replace(":", "-")):
            lines = f" (line {question.lines[0]})" if question.lines else ""
            st.markdown(f"**{question.asks}**{lines}")
            for column, (choice, rows) in zip(st.columns(len(question.choices)), question.choices.items(), strict=True):
                with column:
                    st.html(_shown(rows))
                    if st.button(choice, key=f"{key}-{question.key}-{choice}", width="stretch"):
                        st.session_state[f"{key}-answers"] = {**answers, question.key: choice}
                        st.rerun()
    if answers:
        given = "; ".join(f"{name.replace(':', ', ')}: {choice}" for name, choice in answers.items())
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-answered"):
            st.caption(f"You chose: {given}.")
            if st.button("Choose again", key=f"{key}-again", type="tertiary"):
                st.session_state[f"{key}-answers"] = {}
                st.rerun()


def _shown(rows: list[list[str]]) -> str:
    lines = (
        "<tr>" + "".join(f"<td>{escape(cell) or '&nbsp;'}</td>" for cell in row[:COLUMNS_SHOWN]) + "</tr>"
        for row in rows
    )
    return f'<div class="dd-cells"><table>{"".join(lines)}</table></div>'
