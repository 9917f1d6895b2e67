"""The Update page's first acts: who is here, a file dropped, how it was read, what is wrong with it."""

import hashlib
from html import escape

import pandas as pd
import streamlit as st

import curation
import curation.export
from components import access, outlines_upload, preview, problem_list, published, publisher_file, questions, steps
from components.wording import plain
from curation.large import Large
from curation.receive import Received
from curation.reviewing import Part

# Sentences of what was assumed that stand open.
TOLD_SHOWN = 6

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
        "Drop a table of ours or a publisher’s file: CSV, TSV, XLSX or ODS",
        accept_multiple_files=True,
        key=f"update-files-{st.session_state.get('update-round', 0)}",
        help="IDMC, UNHCR, IOM DTM, HDX HAPI, HXL-tagged files and other tables go in as they are. "
        "Readers see only what you publish.",
    )
    if not files:
        _say_what_happens()
        _templates()
        outlines_upload.offer()
    return files


def _say_what_happens() -> None:
    st.html(
        '<ol class="dd-acts"><li><b>Read</b>: encoding, separator, sheet and header are found, and said; a publisher’s '
        "layout is recognised, and its rows become figures.</li>"
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
        offers = {"empty": ("Empty template", f"{table}-template.csv", lambda: pd.DataFrame(columns=fields))}
        if not isinstance(published.table(table), Large):
            offers["rows"] = (f"Published {table}", f"{table}.csv", lambda: published.whole(table))
        with st.container(horizontal=True, key="update-templates"):
            for kind, (label, name, rows) in offers.items():
                st.download_button(
                    label,
                    # Read when it is asked for: every table, all rows, takes half a second.
                    lambda rows=rows: curation.export.to_csv(rows(), fields),
                    name,
                    "text/csv",
                    key=f"update-template-{kind}",
                    on_click="ignore",
                    icon=":material/download:",
                )


def read(files: list) -> list[Part]:
    """Read and check each file and say what was found; return the parts that may be compared, when all may."""
    received = [_one(file, number) for number, file in enumerate(files)]
    return curation.parts_of(received, published.folder()) if all(one.ready for one in received) else []


def _one(file, number: int) -> Received:
    content = file.getvalue()
    st.header(file.name, anchor=False)
    key = f"update-{hashlib.sha256(content).hexdigest()[:12]}-{number}"
    answers = st.session_state.get(f"{key}-answers", {})
    received = _received(key, file.name, content, answers)
    steps.show(steps.of_file(received))
    if received.recognised:
        publisher_file.show(received, key, answers)
    else:
        st.markdown(f"**{VERDICTS[received.part.inspection.verdict]}** {_size(received.part)}")
    _told(received.main.inspection)
    questions.ask(received, key, answers)
    problem_list.show(received, key)
    if received.recognised:
        preview.show(received, key)
    return received


def _received(key: str, name: str, content: bytes, answers: dict) -> Received:
    """Read a file once per session and answer; nothing of it is shared with other sessions."""
    asked = (key, tuple(sorted(answers.items())), published.version(), st.session_state.get("update-forgotten", 0))
    kept = st.session_state.get(f"{key}-received")
    if kept is None or kept[0] != asked:
        with st.spinner(f"Reading and checking {name}"):
            received = curation.received(name, content, published.folder(), answers, today=published.today())
        st.session_state[f"{key}-received"] = kept = (asked, received)
    return kept[1]


def _size(part: Part) -> str:
    inspection = part.inspection
    if not inspection.header:
        return ""
    rows, columns = len(inspection.rows), len(inspection.header)
    table = f", read as the table {part.table}" if part.table else ""
    return f"{rows:,} {'row' if rows == 1 else 'rows'}, {columns} {'column' if columns == 1 else 'columns'}{table}."


def _told(inspection) -> None:
    """List what was assumed; a long list is folded."""
    if not inspection.told:
        return
    items = "".join(f"<li>{escape(str(one))}</li>" for one in inspection.told)
    if len(inspection.told) <= TOLD_SHOWN:
        st.html(f'<div class="dd-note"><b>Assumed</b><ul>{items}</ul></div>')
        return
    with st.expander(f"What was assumed ({len(inspection.told)})", icon=":material/info:"):
        st.html(f'<div class="dd-note"><ul>{items}</ul></div>')
