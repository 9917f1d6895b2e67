"""Two to six crises or places side by side, on one scale; what is unlike is refused, and the page says why."""

import streamlit as st

from components import compare, compare_choice, filters, outlook

st.title("Compare", anchor=False)
crisis = filters.choose_crisis()
series = compare_choice.choose_series(crisis)
why_not = compare_choice.refusal(series)

if why_not:
    compare.refused(series, why_not)
else:
    lines = compare.chosen(series)
    with st.container(horizontal=True, key="compare-how"):
        aligned = compare_choice.choose_aligned(lines)
        shown_as = compare_choice.choose_shown_as(lines)
    compare.show(lines, series, aligned, shown_as)

    st.header("The latest of each", anchor="latest")
    compare.rank(lines, shown_as)

    st.header("Where next", anchor="next")
    outlook.tell(lines)
