"""What each word and indicator means, how figures are chosen, rounded and refused, and all tables to take along."""

import streamlit as st

from components import glossary

st.title("About", anchor=False)
glossary.what_it_is()
st.header("How figures are chosen, rounded and refused", anchor="rules")
glossary.rules()
st.header("What the words mean", anchor="words")
glossary.words()
st.header("Indicators", anchor="indicators")
glossary.indicators()
st.header("Sources", anchor="sources")
glossary.sources()
st.header("The data", anchor="data")
glossary.data()
st.header("Columns of the figures", anchor="columns")
glossary.columns()
