"""The door: the Streamlit app, its navigation and its headers. Start it with `make run`."""

import streamlit as st

from components import door, shell

if __name__ == "__main__":
    # Streamlit runs this file from top to bottom for every reader.
    shell.run()
else:
    # The server imports it once and finds the application.
    app = st.App(__file__, middleware=door.MIDDLEWARE, lifespan=door.lifespan)
