"""For curators: what is late, missing or odd in the tables, each with a link to its row."""

import streamlit as st

from components import health

st.title("Data health", anchor=False)
if health.is_open():
    health.about_rows()
    findings = health.choose_findings()
    health.counts(findings)
    check = health.choose_check(findings)
    if check:
        st.header("Row by row", anchor="rows")
        health.show(findings, check)
        health.download(findings, check)
