"""A page that only says who may do what, behind the real door; served by the tests of access."""

import json

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import access, door

if __name__ == "__main__":
    person = access.person()
    st.session_state.clicks = st.session_state.get("clicks", 0) + 1
    said = {
        "run": st.session_state.clicks,
        "session": get_script_run_ctx().session_id,
        "person": person and {"name": person.name, "email": person.email, "local": person.local},
        "may": [right for right in ("curator", "publisher") if person and getattr(person, right)],
        "closed": access.closed(),
        "upload": access.refusal("upload"),
        "publish": access.refusal("publish"),
        "second": access.second_person_above(),
    }
    st.json(said)
    st.code(json.dumps(said), language=None)
    st.button("Act")
    access.sign_in_button()
    access.sign_out_button()
    for file in st.file_uploader("Files", accept_multiple_files=True):
        st.write(f"{file.name} has {file.size} bytes")
else:
    app = st.App(__file__, middleware=door.MIDDLEWARE)
