"""Tells open pages that newer figures were published: a line and a button above the page, within two seconds.

A page is not redrawn under its reader's eyes: numbers that somebody is reading, comparing or quoting
stay until they ask. A line costs the server next to nothing; to run every open page anew would hold
up all who are choosing something in that moment.
"""

import asyncio
import logging
import threading
from contextlib import suppress

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import published, warm
from curation import BrokenTables

log = logging.getLogger("displacement")

# Seconds between two looks at the data folder, and pages told before others have their turn.
LOOK_EVERY = 0.25
AT_ONCE = 20

# Where the line stands: the first element of the page's main part. The button is the second, hidden until then.
PLACE = (0, 0)
LINE = (
    '<p class="dd-newer" role="status">New figures were published while this page was open. '
    "It shows them at your next choice, or now:</p>"
    "<style>div.st-key-newer { display: flex !important; }</style>"
)

# The version each open page shows, and the script its first element belongs to. Pages that are being drawn, or have
# been told, are not in it.
_shown: dict[str, tuple[str, str]] = {}
_lock = threading.Lock()


def room() -> None:
    """Keep room for the line, and draw the button that asks for the new figures; the first thing of every page."""
    with _lock:
        _shown.pop(_session()[0], None)
    st.empty()
    with st.container(key="newer"):
        st.button("Show the new figures", key="newer-show", icon=":material/refresh:")


def shows(version: str) -> None:
    """Note which version the page that is being drawn shows."""
    session, script = _session()
    with _lock:
        _shown[session] = (version, script)


def _session() -> tuple[str, str]:
    """The page that is being drawn, and its main script; blank where nobody draws one."""
    context = get_script_run_ctx()
    return (context.session_id, context.pages_manager.main_script_hash) if context else ("", "")


async def watch() -> None:
    """Look at the data folder for as long as the server runs: have a new version worked out, show it, tell pages."""
    seen = published.newest()
    published.work_ahead()
    while True:
        await asyncio.sleep(LOOK_EVERY)
        try:
            now = published.newest()
            if now not in ("", seen):
                seen = now
                await _bring(now)
        except Exception:
            # Whatever it was, readers miss a line at most, and see the version at their next choice.
            log.exception("open pages could not be told of a new version")


async def _bring(now: str) -> None:
    """Work a version out, and tell pages of it when that is done, or takes longer than readers are held."""
    working = asyncio.create_task(asyncio.to_thread(warm.work_out))
    await asyncio.wait([working], timeout=published.HOLD)
    published.show_newest()
    # Tables that cannot be shown are none that anybody should be told of.
    with suppress(BrokenTables):
        await asyncio.to_thread(published.begin_ahead)
        await tell(now)
    await working


async def tell(now: str) -> None:
    """Send the line to every open page that shows another version than `now`."""
    with _lock:
        older = [session for session, (version, _) in _shown.items() if version != now]
    for number, session in enumerate(older, 1):
        _send(session)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)


def _send(session: str) -> None:
    """Send the line to one page, unless it was closed or is being drawn anew meanwhile."""
    client = Runtime.instance().get_client(session)
    with _lock:
        _, script = _shown.pop(session, ("", ""))
    if client and script:
        client.write_forward_msg(_message(script))


def _message(script: str) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path[:] = PLACE
    message.metadata.active_script_hash = script
    message.delta.new_element.html.body = LINE
    return message
