"""Using one figure elsewhere: citations to copy, a box for another site, a picture to pass on, the row itself."""

import ipaddress
from urllib.parse import urlsplit, urlunsplit

import pandas as pd
import streamlit as st

from components import citation, downloads, figure_links, figure_words, share_picture
from components.once import once
from components.published import today
from metrics import select


def cite(figure: pd.Series) -> None:
    """Offer the citation in three styles; each box has a button that copies it."""
    for name, write in (("Plain", citation.plain), ("APA", citation.apa), ("BibTeX", citation.bibtex)):
        st.caption(name)
        st.code(write(figure, today()), language=None, wrap_lines=True)


def embed(figure: pd.Series) -> None:
    """Show how the box for another site looks, and the HTML to copy."""
    box = citation.embed(figure, public_address(figure["figure_id"]))
    st.html(box)
    st.caption("HTML without scripts; it fetches nothing. It does not change when the figure is revised.")
    st.code(box, language="html", wrap_lines=True)


def share(figure: pd.Series) -> None:
    """Offer the picture and the row; say what the picture cannot write."""
    missing = share_picture.left_out(figure)
    if missing:
        names = ", ".join(f"“{name}”" for name in missing)
        st.write(f"The picture’s typeface lacks the letters of {names}; it says their identifiers instead.")
    look = st.expander("Look at the picture", key="figure-picture", on_change="rerun", icon=":material/image:")
    if look.open:
        alt = f"{figure_words.withdrawn(figure)} {figure_words.said(figure)}".strip()
        look.image(share_picture.png(figure), alt=alt)
    with st.container(horizontal=True, key="figure-downloads"):
        _button("Download picture (PNG)", lambda: share_picture.png(figure), "png", "image/png", figure)
        row = once(select.rows, "figures", figure_id=(figure["figure_id"],))
        _button("Download CSV", lambda: downloads.csv(row), "csv", "text/csv", figure)


def _button(label: str, make, kind: str, mime: str, figure) -> None:
    st.download_button(
        label,
        make,
        f"{figure['figure_id']}.{kind}",
        mime,
        key=f"figure-{kind}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )


def public_address(figure_id: str) -> str:
    """Return the figure's own address as readers elsewhere reach it; empty on a computer only its owner reaches."""
    here = urlsplit(st.context.url or "")
    if here.scheme not in ("http", "https") or not here.hostname or _is_private(here.hostname):
        return ""
    path = here.path.rsplit("/", 1)[0]
    return urlunsplit((here.scheme, here.netloc, f"{path}/{figure_links.address(figure_id).split('?')[0]}", "", "")) + (
        f"?{figure_links.address(figure_id).split('?')[1]}"
    )


def _is_private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host
