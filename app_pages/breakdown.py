"""Parts and their total, from one source and date only: who, where, in which shelter."""

import streamlit as st

from components import breakdowns, filters, notes, panels

st.title("Breakdown", anchor=False)
with st.container(horizontal=True, key="breakdown-what"):
    crisis = filters.choose_crisis()
    cut = breakdowns.choose_cut(crisis)

if cut is None:
    notes.nothing_here("No source has stated parts of a total for this crisis; choose another crisis.")
else:
    choice = breakdowns.choose_statement(crisis, cut)
    parts, refusal = breakdowns.parts_of(choice, cut)
    if refusal:
        st.warning(f"Not drawn as parts of a total: {refusal}.")
    if parts is not None:
        panels.breakdown_panel(parts, key=f"breakdown-{cut}", level=2)
