"""Drop an updated table: read, check, compare, publish."""

import streamlit as st

from components import changes, finish, publication, update, waiting

st.title("Update", anchor=False)
if update.is_open():
    finish.tell()
    waiting.show()
    files = update.drop()
    parts = update.read(files) if files else []
    review = changes.compared(parts) if parts else None
    if review:
        publication.publish(parts, review, publication.accepted(review))
