"""What was known when: vintages of a series, and every change with its day and reason."""

import streamlit as st

from components import change_log, revisions, series_choice
from components.once import of_crisis, once
from metrics import trend

st.title("Revisions", anchor=False)
with st.container(horizontal=True, key="revisions-what"):
    crisis, place, indicator = series_choice.choose_series(series_choice.with_changes(), "changes", least=1)
series = once(trend.series, of_crisis(crisis), crisis=crisis, indicator=indicator, location=place)

day = revisions.choose_known(series)
revisions.what_happened(series, day)
revisions.show(series, crisis, day)

st.header("What was changed", anchor="log")
st.write("Newest first. What was withdrawn or replaced is struck through, and never deleted.")
change_log.show(series, crisis, day)
