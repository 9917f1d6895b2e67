"""A publisher's file on the Update page: what it looks like and why, its licence, and what each column is."""

from html import escape

import streamlit as st

import curation
from components import access, published
from components.sources import link
from components.wording import plain
from curation.layouts import layouts
from curation.layouts.roles import roles
from curation.receive import Received
from curation.recognising.field_indicators import INDICATORS

# Cells of a column shown beside what it is taken for, and how long each may be.
CELLS_SHOWN = 3
CELL_WIDTH = 24

# Columns that a person is asked about; wider tables are read by their layout.
COLUMNS_ASKED = 120

# How each role of a column is said; roles that are indicators have their label.
ROLES = {
    "date": "the day it is for",
    "start": "first day of the period",
    "year": "the year",
    "country": "country",
    "admin1": "place: governorate, state (admin 1)",
    "admin2": "place: district (admin 2)",
    "admin3": "place: sub-district (admin 3)",
    "place": "place, level unknown",
    "origin": "place people come from",
    "sex": "sex",
    "age": "age group",
    "group": "words that say what is counted",
    "category": "category, such as kind of shelter",
    "qualifier": "hedge of the number",
    "round": "round",
    "note": "note",
    "ignore": "not needed",
    "value": "number, counted by another column",
    "people": "people, not said who",
    "households idps": "households of displaced people",
    "households returnees": "households of returned people",
}

# What a licence allows, in words.
ALLOWED = {
    "yes": "It allows passing the figures on.",
    "non_commercial": "It forbids commercial use; everything downloaded here carries it.",
    "no": "It forbids passing the data on: publish single figures with their source, not the table.",
    "unknown": "It was not found; ask the publisher before the figures are passed on.",
}


def show(received: Received, key: str, answers: dict) -> None:
    """Say what the file looks like and why, with its licence, and let the curator decide otherwise."""
    found = received.recognised
    st.html(f'<p class="dd-lead">{escape(found.sentence)}.</p>'.replace("..", "."))
    if found.because:
        st.caption(plain(found.because))
    if found.licence.get("source"):
        st.html(f'<div class="dd-source">{_licence(found.licence)}</div>')
    if received.kept:
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-kept"):
            st.caption("Its columns are read as was said for an earlier file with the same header.")
            if st.button("Forget that", key=f"{key}-forget", type="tertiary"):
                _remember(received, {})
                # What was read with them is read anew.
                st.session_state["update-forgotten"] = st.session_state.get("update-forgotten", 0) + 1
                st.rerun()
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{key}-choices"):
        _choose_layout(received, key, answers)
        _choose_crisis(received, key, answers)
    if found.mapping or not found.layout:
        _map(received, key, answers)


def answer(received: Received, key: str, answers: dict) -> None:
    """Keep a curator's answers for this file, and those about its columns for the next one with the same header."""
    st.session_state[f"{key}-answers"] = answers
    if received.recognised:
        _remember(received, {**received.kept, **answers})
    st.rerun()


def _remember(received: Received, answers: dict) -> None:
    person = access.person()
    who = person.name if person else ""
    curation.remember(published.folder(), received.recognised.header, answers, who, published.today().isoformat())


def _licence(licence: dict) -> str:
    known = published.row("sources", licence["source"]) if licence["source"] in published.keys("sources") else None
    stated = known is not None and known["licence"] != "not stated"
    name, url, allowed = (
        (known["licence"], known["licence_url"], known["may_redistribute"])
        if stated
        else (licence["name"], licence["url"], licence["may_redistribute"])
    )
    source = known["name"] if known is not None else licence["source"].upper()
    says = f"<b>Source:</b> {escape(str(source))}. <b>Licence:</b> {link(url, str(name))}."
    return f"{says} {escape(ALLOWED.get(allowed, 'Each source’s own licence holds.'))}"


def _choose_layout(received: Received, key: str, answers: dict) -> None:
    found = received.recognised
    titles = {one.ID: one.TITLE for one in layouts().values()}
    fitting = [found.layout, *(one["layout"] for one in found.others)]
    order = [one for one in dict.fromkeys(fitting) if one] + [one for one in titles if one not in fitting]
    chosen = st.selectbox(
        "Read it as",
        order,
        index=0 if found.layout else None,
        format_func=lambda one: titles[one][:1].upper() + titles[one][1:],
        key=f"{key}-layout-{found.layout}",
        placeholder="No layout fits: choose one, or say below what each column is",
        width=320,
    )
    if chosen and chosen != found.layout:
        answer(received, key, {**answers, "layout": chosen})


def _choose_crisis(received: Received, key: str, answers: dict) -> None:
    """Let the curator put the figures under a crisis; without a choice each goes to its country's."""
    found = received.recognised
    if found.figures.is_empty() or not found.countries:
        return
    new = [one["crisis_id"] for one in found.new_crises]
    options = ["", *published.keys("crises")]
    asked = answers.get("crisis", "")
    names = {one: published.row("crises", one)["name"] for one in options[1:]}
    made = f"each country’s own ({len(new)} new)" if new else "each country’s own"
    chosen = st.selectbox(
        "Under the crisis",
        options,
        index=options.index(asked) if asked in options else 0,
        format_func=lambda one: names.get(one, made),
        key=f"{key}-crisis-{asked}",
        width=320,
    )
    if chosen != asked:
        rest = {name: choice for name, choice in answers.items() if name != "crisis"}
        answer(received, key, {**rest, **({"crisis": chosen} if chosen else {})})


def role_words() -> dict[str, str]:
    """Every role a column may have, in words."""
    return {one: ROLES.get(one) or f"number of: {INDICATORS[one][0]}" for one in roles()}


def _map(received: Received, key: str, answers: dict) -> None:
    """Show what each column is taken for, with its first cells, and let the curator correct it."""
    found = received.recognised
    words, cells = role_words(), _first_cells(received)
    with (
        st.expander("What each column is", expanded=not found.layout, icon=":material/view_column:"),
        st.form(f"{key}-map", border=False),
    ):
        with st.container(horizontal=True, key=f"{key}-roles"):
            chosen = {
                title: st.selectbox(
                    title,
                    list(words),
                    index=list(words).index(role if role in words else "ignore"),
                    format_func=words.get,
                    key=f"{key}-role-{number}-{role}",
                    help=cells.get(title),
                    width=270,
                )
                for number, (title, role) in enumerate(list(found.mapping.items())[:COLUMNS_ASKED])
            }
        if st.form_submit_button("Read the columns so", icon=":material/check:"):
            changed = {f"map:{title}": role for title, role in chosen.items() if role != found.mapping[title]}
            answer(received, key, {**answers, **changed, "layout": found.layout or "any_table"})


def _first_cells(received: Received) -> dict[str, str]:
    """The first filled cells of each column, for the eye; personal data stays in the file."""
    inspection = received.part.inspection
    shown = {}
    for number, name in enumerate(inspection.header):
        cells = [row[number][:CELL_WIDTH] for row in inspection.rows[:20] if row[number].strip()][:CELLS_SHOWN]
        said = "not shown" if name in inspection.personal else plain(" · ".join(cells)) or "no cell is filled"
        shown[name] = f"First cells: {said}"
    return shown
