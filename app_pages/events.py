"""What happened, when and where, who says so, and which figures stand near it."""

import streamlit as st

from components import events, filters, notes

st.title("Events", anchor=False)
with st.container(horizontal=True, key="events-what"):
    crisis = filters.choose_crisis()
    rows = events.choose(crisis)
    chosen = events.choose_one(rows) if len(rows) else ""

if rows.empty:
    notes.nothing_here("No event has been recorded for this crisis; choose another crisis.")
else:
    events.show(rows, crisis, chosen)
