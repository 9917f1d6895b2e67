"""Tells open pages that newer figures were published: a line and a button above the page.

Where the server is not busy that takes less than two seconds.
A page is not redrawn under its reader's eyes: numbers that somebody is reading, comparing or quoting
stay until they ask. A line costs the server next to nothing; to run every open page anew would hold
up all who are choosing something in that moment.
"""

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components import ahead, once, opened_ahead, published, warm
from components.forerunner.calling import Forerunner
from curation import BrokenTables

log = logging.getLogger("displacement")

# Seconds between two looks at the data folder, and pages told before others have their turn.
LOOK_EVERY = 0.1
AT_ONCE = 20

# Where the line stands: the first element of the page's main part. The button is the second, hidden until then.
PLACE = (0, 0)
LINE = (
    '<p class="dd-newer" role="status">New figures were published while this page was open. '
    "It shows them at your next choice, or now:</p>"
    "<style>div.st-key-newer-show { display: flex !important; }</style>"
)


@dataclass(frozen=True)
class Open:
    """An open page: the version it shows, the script its first element belongs to, and when it was drawn."""

    version: str
    script: str
    drawn: float


# Pages by session. Those that are being drawn, or have been told, are not in it.
_open: dict[str, Open] = {}


def room() -> bool:
    """Keep room for the line, and draw the button that asks for the new figures; the first thing of every page.

    Return whether the reader has pressed it.
    """
    context = get_script_run_ctx()
    _open.pop(context.session_id if context else "", None)
    st.empty()
    return st.button("Show the new figures", key="newer-show", icon=":material/refresh:")


def drawn(version: str) -> None:
    """Note which version the page shows that has just been drawn."""
    context = get_script_run_ctx()
    if context:
        _open[context.session_id] = Open(version, context.pages_manager.main_script_hash, time.monotonic())


async def watch() -> None:
    """Look at the data folder for as long as the server runs: have a new version worked out, show it, tell pages."""
    seen, shown, forerunner = published.newest(), "", Forerunner()
    once.wait_with(forerunner.wait)
    ahead.work(published.where())
    try:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                forerunner.start_if_worth(len(_open))
                now = published.newest()
                if now not in ("", seen):
                    seen = now
                    shown = now if await _arrived(now, forerunner) else shown
                if shown:
                    await tell(shown)
            except Exception:
                # Whatever it was, readers miss a line at most, and see the version at their next choice.
                log.exception("open pages could not be told of a new version")
    finally:
        forerunner.stop()


async def _arrived(version: str, forerunner: Forerunner) -> bool:
    """Have a version worked out, tell open pages as soon as its tables are read, and let readers see it.

    Return whether its tables can be shown.
    """
    until = time.monotonic() + ahead.HOLD
    reading = asyncio.create_task(asyncio.to_thread(_read, version, forerunner))
    working = asyncio.create_task(_work_out(reading))
    await asyncio.wait([reading], timeout=ahead.HOLD)
    if reading.done() and reading.result():
        await tell(version)
        await asyncio.wait([working], timeout=max(0.0, until - time.monotonic()))
    ahead.show(published.where(), version)
    return await reading


def _read(version: str, forerunner: Forerunner) -> bool:
    """Read a version: there, if there is another process for it, or here; return whether it can be shown."""
    forerunner.work(version)
    with suppress(BrokenTables):
        published.begin_ahead()
        return True
    return False


async def _work_out(reading: asyncio.Task) -> None:
    """Work out what most readers open first, once the tables are read, but for what comes from the other process."""
    await reading
    await asyncio.to_thread(warm.work_out)
    await opened_ahead.open_pages()


async def tell(now: str) -> None:
    """Send the line to every open page that shows another version than `now`."""
    settled = time.monotonic() - LOOK_EVERY
    older = [session for session, page in list(_open.items()) if page.version != now and page.drawn < settled]
    for number, session in enumerate(older, 1):
        _send(session)
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)


def _send(session: str) -> None:
    """Send the line to one page, unless it was closed or is being drawn anew meanwhile."""
    client, page = Runtime.instance().get_client(session), _open.pop(session, None)
    if client and page:
        client.write_forward_msg(_message(page.script))


def _message(script: str) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path[:] = PLACE
    message.metadata.active_script_hash = script
    message.delta.new_element.html.body = LINE
    return message
