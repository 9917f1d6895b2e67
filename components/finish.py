"""What follows a publication: empty forms, and the sentence on the next run."""

import streamlit as st

from components import ahead, published

# What a finished act leaves nothing of in the session.
FORGOTTEN = ("update-", "history-restore-")


def finish(says: str, pending: str = "") -> None:
    """Empty the forms, keep the sentence for the next run, and let its readers see the version at once."""
    turn = st.session_state.get("update-round", 0) + 1
    for key in [key for key in st.session_state if str(key).startswith(FORGOTTEN)]:
        del st.session_state[key]
    st.session_state["update-round"], st.session_state["done"] = turn, {"says": says, "pending": pending}
    ahead.show(published.where(), published.newest())
    st.rerun()


def tell() -> None:
    """Say what the last act did, once."""
    done = st.session_state.pop("done", None)
    if done:
        st.success(done["says"], icon=":material/check_circle:")
        if done["pending"]:
            st.warning(done["pending"], icon=":material/pending:")
