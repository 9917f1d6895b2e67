"""Every row behind the charts, to filter and download."""

import streamlit as st

from components import figures_table, notes

st.title("Figures", anchor=False)
st.write("One row is one published statement of one number. Rows that were withdrawn stay, with their status.")
choices = figures_table.choose()
if not figures_table.count(choices):
    notes.nothing_here("Clear a filter, widen the dates, or use fewer words.")
else:
    figures_table.show(choices)
    figures_table.downloads(choices)
