"""How the figures went on: cumulative counts, stocks and flows, each in a panel of its own."""

import streamlit as st

from components import filters, notes, panels, wording
from components.once import of_crisis, once
from metrics import trend

st.title("Trend", anchor=False)
with st.container(horizontal=True, key="trend-what"):
    crisis = filters.choose_crisis()
    place = filters.choose_place(crisis)
indicators = filters.choose_indicators(crisis, place)
with st.container(horizontal=True, key="trend-when", vertical_alignment="bottom"):
    start, end = filters.choose_dates()
    known_on = filters.choose_known_on()
sources = filters.choose_sources(filters.sources_stating(crisis, place))

if not indicators:
    notes.nothing_here("Choose at least one indicator under “Show”.")
for indicator in indicators:
    series = once(
        trend.series,
        of_crisis(crisis),
        crisis=crisis,
        indicator=indicator,
        location=place,
        sources=sources,
        start=start,
        end=end,
        known_on=known_on,
    )
    st.header(wording.listed(indicator), anchor=indicator)
    if series.empty:
        notes.nothing_here("Widen the dates, clear the sources, or choose a later day under “As known on”.")
        continue
    panels.trend_panel(series, crisis, key=f"trend-{indicator}", headed=True)
    notes.quality_notes(series)
