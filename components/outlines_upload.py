"""Outlines of another country, added on the page Update: judged, then kept beside the tables."""

import streamlit as st

from components import access, problem_list, published
from components.wording import plain
from curation import boundaries


def offer() -> None:
    """Let a curator add a file of outlines; a wrong one is refused with its reasons."""
    with st.expander("Outlines for the maps of another country"):
        st.caption(
            "GeoJSON or TopoJSON in degrees, at most 2 MB, each shape with a P-code of the table locations. Add the "
            "places first. Say origin and licence in the README of the folder boundaries."
        )
        file = st.file_uploader(
            "Drop outlines", key=f"update-outlines-{_round()}", type=["geojson", "json", "topojson"]
        )
        if file:
            _judge(file)
    kept = st.session_state.pop("update-outlines-kept", "")
    if kept:
        st.success(kept, icon=":material/check_circle:")


def _judge(file) -> None:
    found, problems = boundaries.inspect(file.getvalue(), file.name, published.whole("locations"))
    if problems:
        st.markdown("**Not accepted. No outlines were added.**")
        problem_list.table(problems)
    if not found:
        return
    st.markdown(f"**{plain(found.name)}**: {found.joined} places have an outline.")
    for one in found.told:
        st.caption(plain(one))
    refused = access.refusal("publish")
    if refused:
        st.info(refused, icon=":material/lock:")
    elif st.button("Add these outlines", key="update-outlines-add", icon=":material/map:"):
        try:
            boundaries.keep(published.folder(), found)
        except OSError as error:
            st.error(f"Nothing was added: {error.strerror}.", icon=":material/block:")
            return
        st.session_state["update-outlines-round"] = _round() + 1
        st.session_state["update-outlines-kept"] = f"{found.name} is added; the page Places draws it."
        st.rerun()


def _round() -> int:
    """A new number empties the box."""
    return st.session_state.get("update-outlines-round", 0)
