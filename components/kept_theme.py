"""Streamlit's message about the theme, made once: it converts every theme setting anew for each run of a page.

That was a fifth of what a choice costs the server. The settings are read when the server starts and do not change.
"""

from collections.abc import Callable

from google.protobuf.message import Message
from streamlit.runtime import app_session

# What Streamlit calls for each part of the theme, and for each run; it has no public way to say that nothing changed.
CALLED = "_populate_theme_msg"


def keep() -> None:
    """Have Streamlit say the same again instead of working it out; where it no longer asks in this way, do nothing."""
    fill = getattr(app_session, CALLED, None)
    if fill is not None and not hasattr(fill, "fill"):
        setattr(app_session, CALLED, remembering(fill))


def remembering(fill: Callable[..., None]) -> Callable[..., None]:
    """Return `fill`, which writes a section of the theme into a message, so that it works each section out once."""
    made: dict[str, Message] = {}

    def kept(message: Message, section: str = "theme") -> None:
        if section not in made:
            one = type(message)()
            fill(one, section)
            made[section] = one
        # A section of which nothing is set must stay unset.
        if made[section].ByteSize():
            message.MergeFrom(made[section])

    kept.fill = fill
    return kept
