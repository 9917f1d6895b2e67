"""Every version: who, when, why, what differed, and the way back."""

import streamlit as st

from components import finish, history

st.title("History", anchor=False)
st.write("Every version of the tables that was ever published here. None is deleted; going back makes a new one.")
finish.tell()
versions = history.versions()
if versions:
    history.show_all(versions)
    version = history.choose(versions)
    history.show(version, versions)
    history.offer_restore(version, versions)
