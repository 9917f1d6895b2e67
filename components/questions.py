"""What a person must decide of a file: each reading side by side, or a box for what no cell says."""

import json
from html import escape

import streamlit as st

from components import published, publisher_file
from components.wording import plain
from curation.reading.reading import Question
from curation.receive import Received
from curation.recognising.new_source import FIELDS, NEEDED
from curation.recognising.spelling import slug

# Columns of a question's rows that are shown.
COLUMNS_SHOWN = 12

# Choices that stand side by side; more are a list.
SIDE_BY_SIDE = 4

# Heads of the small tables by the kind of question: the cell as it stands, and how this choice reads it.
HEADS = {
    "numbers": ("In the file", "Read as"),
    "days": ("In the file", "Read as"),
    "place": ("In the file", "Taken for"),
}

# What to write where a question has no choices.
WRITE = {
    "country": "Name or ISO code, such as Mali or MLI",
    "date": "2022-03-31, March 2022 or 2022",
    "start": "2022-02-24",
    "source": "Choose a source, or write the identifier of a new one",
}


def ask(received: Received, key: str, answers: dict) -> None:
    """Show each open question, and keep the answer."""
    for question in received.questions:
        with st.container(border=True, key=f"{key}-question-{question.key}".replace(":", "-")):
            lines = f" (line {question.lines[0]:,})" if question.lines else ""
            st.markdown(f"**{plain(question.asks)}**{lines}")
            given = _choice(question, f"{key}-{question.key}")
            if given:
                publisher_file.answer(received, key, {**answers, question.key: given})
    if answers:
        given = "; ".join(f"{name.replace(':', ', ')}: {choice}" for name, choice in answers.items())
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-answered"):
            st.caption(plain(f"You chose: {given}."))
            if st.button("Choose again", key=f"{key}-again", type="tertiary"):
                publisher_file.answer(received, key, {})


def _choice(question: Question, key: str) -> str:
    """The choice a person makes now; blank while there is none."""
    if question.key == "new_source":
        return _new_source(key)
    if not question.choices:
        return _written(question, key)
    if len(question.choices) > SIDE_BY_SIDE:
        return _listed(question, key)
    heads = HEADS.get(question.key.partition(":")[0], ())
    for column, (choice, rows) in zip(st.columns(len(question.choices)), question.choices.items(), strict=True):
        with column:
            if rows and any(any(row) for row in rows):
                st.html(_shown(rows, heads))
            if st.button(choice, key=f"{key}-{choice}", width="stretch"):
                return choice
    return ""


def _listed(question: Question, key: str) -> str:
    said = {choice: (rows[0][0] if rows and rows[0] else choice) for choice, rows in question.choices.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}-listed"):
        chosen = st.selectbox("Answer", list(said), index=None, format_func=said.get, key=f"{key}-choice", width=320)
        return chosen if st.button("So it is", key=f"{key}-so", disabled=not chosen) and chosen else ""


def _written(question: Question, key: str) -> str:
    kind = question.key.partition(":")[0]
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}-written"):
        if kind == "source":
            known = published.keys("sources")
            names = {one: f"{published.row('sources', one)['short_name']} ({one})" for one in known}
            text = st.selectbox(
                "Source",
                known,
                index=None,
                format_func=lambda one: names.get(one, one),
                key=f"{key}-text",
                placeholder=WRITE["source"],
                accept_new_options=True,
                width=420,
            )
        else:
            text = st.text_input("Answer", key=f"{key}-text", placeholder=WRITE.get(kind, ""), max_chars=80, width=320)
        pressed = st.button("So it is", key=f"{key}-so")
    if not (pressed and text):
        return ""
    return text if kind != "source" or text in published.keys("sources") else slug(text)


def _new_source(key: str) -> str:
    """A form for the row of a new source; its answer is the row as JSON, blank until it is sent whole."""
    fields = {field["name"]: field for field in published.resource("sources")["schema"]["fields"]}
    with st.form(f"{key}-form", border=False):
        with st.container(horizontal=True, key=f"{key}-fields"):
            row = {name: _field(fields[name], f"{key}-{name}") for name in FIELDS}
        sent = st.form_submit_button("Add this source with the figures", icon=":material/add:")
    missing = [fields[name]["title"] for name in NEEDED if not row[name]]
    if sent and missing:
        st.warning(f"Still blank: {', '.join(missing)}.", icon=":material/edit:")
    return json.dumps(row, ensure_ascii=False) if sent and not missing else ""


def _field(field: dict, key: str) -> str:
    """A box for one column, with its list of words where it has one."""
    words = field.get("constraints", {}).get("enum")
    if words:
        shown = {one: one.replace("_", " ") for one in words}
        return st.selectbox(field["title"], words, None, shown.get, key=key, help=field["description"], width=250) or ""
    return st.text_input(field["title"], key=key, help=field["description"], max_chars=300, width=250).strip()


def _shown(rows: list[list[str]], heads: tuple[str, ...]) -> str:
    head = ""
    if heads and rows and len(rows[0]) == len(heads):
        head = "<tr>" + "".join(f'<th scope="col">{escape(one)}</th>' for one in heads) + "</tr>"
    lines = (
        "<tr>" + "".join(f"<td>{escape(str(cell)) or '&nbsp;'}</td>" for cell in row[:COLUMNS_SHOWN]) + "</tr>"
        for row in rows
    )
    return f'<div class="dd-cells"><table>{head}{"".join(lines)}</table></div>'
