"""Who says what for one day: every statement that stands, and why they differ as far as the data says."""

import streamlit as st

from components import notes, series_choice, source_records, statements
from components.once import of_crisis, once
from metrics import trend

st.title("Sources", anchor=False)
with st.container(horizontal=True, key="sources-what"):
    crisis, place, indicator = series_choice.choose_series(series_choice.several_sources(), "sources", least=2)
    series = once(trend.series, of_crisis(crisis), crisis=crisis, indicator=indicator, location=place)
    day = series_choice.choose_day(series)

if day is None:
    notes.nothing_here("Every statement about it was withdrawn; Revisions has them all.")
else:
    drawn = statements.standing(series, day)
    statements.show(drawn, day)

    st.header("Why they differ", anchor="why")
    statements.why(drawn)

    st.header("Often taken for the same", anchor="akin")
    source_records.akin(crisis, place, indicator, day)

    st.header("Who these sources are", anchor="who")
    source_records.show(drawn, crisis)
