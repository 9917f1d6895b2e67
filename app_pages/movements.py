"""From where to where, by one source; and who came to a place, left it and came back to it."""

import streamlit as st

from components import filters, movement_choice, movement_panel, notes

st.title("Movements", anchor=False)
with st.container(horizontal=True, key="movements-what"):
    crisis = filters.choose_crisis()
    series = movement_choice.choose_series(crisis)
    when = movement_choice.choose_when(series) if series else None

if series:
    movement_panel.show(series, when)
else:
    notes.nothing_here("No source names the places people came from in this crisis; choose another crisis.")

st.header("Arrivals, departures and returns by place", anchor="by-place")
flows = movement_choice.choose_period(crisis)
if flows is None:
    st.write("No source has stated arrivals, departures or returns by place for this crisis.")
else:
    movement_panel.flows(flows)
