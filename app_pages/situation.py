"""How many people, since when, who says so, and who they are."""

import streamlit as st

from components import breakdowns, cards, filters, notes, panels, titles, wording
from components.once import of_crisis, once
from components.published import row
from metrics import trend

crisis = filters.choose_crisis()
headlines = cards.headlines(crisis, filters.cards(crisis))

st.title(wording.sentence(row("crises", crisis)["name"]), anchor=False)
if headlines.empty:
    notes.nothing_here(
        "No source has stated a total for the whole area; Places and Trend have its parts, Figures every row."
    )
else:
    titles.lead(headlines)
    st.write(row("crises", crisis)["summary"])
    cards.show(crisis, headlines)

    st.header("How it changed", anchor="how-it-changed")
    # Not the whole row: to make one of fifty columns takes the server longer than the chart.
    indicator, place = headlines["indicator"].iat[0], headlines["location_id"].iat[0]
    series = once(trend.series, of_crisis(crisis), crisis=crisis, indicator=indicator, location=place)
    panels.trend_panel(series, crisis, key="situation-trend")

    st.header("Who they are", anchor="who")
    parts = breakdowns.newest(crisis, headlines, cut="sex_age")
    if parts is None:
        st.write(
            "No source has stated these headlines by sex or age together with their total; Breakdown has other cuts."
        )
    else:
        panels.breakdown_panel(parts, key="situation-who")

    st.header("How fresh this is", anchor="fresh")
    notes.freshness(crisis)
