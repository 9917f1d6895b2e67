"""A reader without a browser or a server: opens pages of the dashboard in this process and keeps what they show.

Streamlit's own runtime runs the pages, so they are what a browser would get. It can be in a process
once only: `dashboard` starts one, never in a process that serves readers and has its own.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, RuntimeConfig, SessionClient
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from components.static_copy.tree import Node, built
from components.visit import CURATOR_SETTING, NOBODY

DOOR = Path(__file__).resolve().parents[2] / "dashboard.py"

# Seconds one run of a page may take before the copy is given up; of ten million rows a first run takes minutes.
PATIENCE = 600

MEDIA = "/media"


@dataclass(frozen=True)
class Visit:
    """A page as it was seen, all open, in the light theme; `dark` has each chart as the dark one has it, by its id."""

    page: Node
    dark: dict[str, str]


class Visitor:
    """Opens pages, each in a session of its own, and fetches the files they offer, if it knows where these are."""

    def __init__(self, runtime: Runtime, storage: MemoryMediaFileStorage | None = None):
        self._runtime, self._storage = runtime, storage

    @asynccontextmanager
    async def opened(self, page: str, query: str, address: str = "") -> AsyncIterator[Visit]:
        """Open a page as a link does, and leave it at the end; until then its files can be fetched.

        `address` is where readers reach the page. What opens on a click is opened.
        """
        client = _Client(query)
        session = self._runtime.connect_session(client, {})
        try:
            first = BackMsg()
            first.rerun_script.page_name, first.rerun_script.query_string = page, query
            dark = await self._run(session, client, first, address, "dark")
            again = BackMsg()
            again.rerun_script.page_script_hash, again.rerun_script.query_string = client.hash, client.query
            for node in dark.walk():
                if node.kind == "expandable" and node.said.id:
                    again.rerun_script.widget_states.widgets.add(id=node.said.id, bool_value=True)
            light = await self._run(session, client, again, address, "light")
            pairs = zip(_charts(light), _charts(dark), strict=True)
            yield Visit(light, {one.id: other.spec for one, other in pairs})
        finally:
            self._runtime.close_session(session)

    async def call(self, page: str, query: str) -> None:
        """Open a page as a link does, in the light theme, and leave it; nothing of it is kept."""
        client = _Client(query)
        session = self._runtime.connect_session(client, {})
        try:
            first = BackMsg()
            first.rerun_script.page_name, first.rerun_script.query_string = page, query
            await self._sent(session, client, first, "", "light")
        finally:
            self._runtime.close_session(session)

    async def _run(self, session: str, client: "_Client", message: BackMsg, address: str, theme: str) -> Node:
        await self._sent(session, client, message, address, theme)
        return built(client.messages)

    async def _sent(self, session: str, client: "_Client", message: BackMsg, address: str, theme: str) -> None:
        message.rerun_script.context_info.color_scheme, message.rerun_script.context_info.url = theme, address
        client.whole.clear()
        self._runtime.handle_backmsg(session, message)
        await asyncio.wait_for(client.whole.wait(), PATIENCE)

    def download(self, button) -> tuple[str, bytes]:
        """Return name and content of the file that a download button gives; it is made now."""
        url = button.url or self._runtime.media_file_mgr.execute_deferred(button.deferred_file_id)
        return self.file(url)

    def file(self, url: str) -> tuple[str, bytes]:
        """Return name and content of a file the page shows."""
        name = url.removeprefix(f"{MEDIA}/")
        file = self._storage.get_file(name)
        return file.filename or name, file.content


def _charts(page: Node) -> list:
    return [one.said for one in page.walk() if one.kind == "plotly_chart"]


class _Client(SessionClient):
    """The browser's end of a session: keeps what the last run sent, and where it left the address."""

    def __init__(self, query: str):
        self.messages: list[ForwardMsg] = []
        self.hash, self.query = "", query
        self.whole = asyncio.Event()

    def write_forward_msg(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.messages = []
        elif kind == "navigation":
            self.hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.whole.set()
        self.messages.append(message)


@asynccontextmanager
async def dashboard() -> AsyncIterator[Visitor]:
    """Start the dashboard in this process, for a visitor who is no curator, and stop it at the end."""
    os.environ[CURATOR_SETTING] = NOBODY
    # Where the dashboard's own settings are found, whichever folder this is started in.
    config._main_script_path = str(DOOR)
    config.get_config_options(force_reparse=True)
    storage = MemoryMediaFileStorage(MEDIA)
    runtime = Runtime(
        RuntimeConfig(
            script_path=str(DOOR), media_file_storage=storage, uploaded_file_manager=MemoryUploadedFileManager("/none")
        )
    )
    await runtime.start()
    try:
        yield Visitor(runtime, storage)
    finally:
        runtime.stop()
        await runtime.stopped
