"""Where people are, by one source for one date: a map, bars and a table that show the same places."""

import streamlit as st

from components import filters, notes, place_choice, place_panel, place_rows

st.title("Places", anchor=False)
with st.container(horizontal=True, key="places-what"):
    crisis = filters.choose_crisis()
    series = place_choice.choose_series(crisis)
if series.empty:
    notes.nothing_here("No source has stated figures by place for this crisis; choose another crisis.")
else:
    with st.container(horizontal=True, key="places-when"):
        statement = place_choice.choose_statement(series)
        shown_as, why_no_rate = place_choice.choose_shown_as(statement)
        drawn = place_rows.drawn(statement, shown_as)
        only = place_choice.choose_only(drawn)
    place_panel.show(drawn, shown_as, only, why_no_rate)
