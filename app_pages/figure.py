"""One statement for a link: what it says, its source, its history, and how to cite it."""

import streamlit as st

from components import figure_story, figure_use, one_figure

figure = one_figure.asked()
if figure is not None:
    one_figure.head(figure)

    st.header("What it counts, and who counted", anchor="definition")
    one_figure.definition(figure)

    st.header("Beside other statements", anchor="beside")
    figure_story.place_among_others(figure)

    st.header("History", anchor="history")
    figure_story.history(figure)

    st.header("Worked out from it", anchor="computed")
    figure_story.computed(figure)

    st.header("Cite", anchor="cite")
    figure_use.cite(figure)

    st.header("Embed", anchor="embed")
    figure_use.embed(figure)

    st.header("Share", anchor="share")
    figure_use.share(figure)

    st.header("Every field", anchor="fields")
    one_figure.fields(figure)
