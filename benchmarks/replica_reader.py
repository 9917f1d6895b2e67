"""A reader without a browser: opens a page's stream, speaks Streamlit's protocol, and chooses from its lists."""

import asyncio
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

# Seconds to wait for a page on a slow and busy machine before it counts as lost.
PATIENCE = 60

# What a reader can choose from, press, or drop a file on.
WIDGETS = ("selectbox", "button", "file_uploader")


@dataclass
class Drawn:
    """What one run of a page sent: how long it took, and what a reader can do next.

    `ids` and the `options` of lists go by the widget's key; `leads_to` is where a sign-in goes on.
    """

    seconds: float = 0.0
    size: int = 0
    session: str = ""
    pages: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    leads_to: str = ""
    messages: list[bytes] = field(default_factory=list, repr=False)

    def says(self, words: str) -> bool:
        """Tell whether any message of the run holds these words."""
        return any(words.encode() in one for one in self.messages)

    def note(self, data: bytes) -> bool:
        """Keep what a message says; return whether it is the last of its run."""
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        self.size += len(data)
        self.messages.append(data)
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "navigation":
            self.pages = [page.url_pathname or page.page_name for page in message.navigation.app_pages]
        elif kind == "auth_redirect":
            self.leads_to = message.auth_redirect.url
        elif kind == "delta":
            self._note_widget(message.delta.new_element)
        return kind == "script_finished"

    def _note_widget(self, element) -> None:
        kind = element.WhichOneof("type")
        if kind in WIDGETS:
            one = getattr(element, kind)
            # The key is at the end of an id such as `$$ID-<digest>-crisis`.
            key = one.id.split("-", 2)[2]
            self.ids[key] = one.id
            if kind == "selectbox":
                self.options[key] = list(one.options)


class Reader:
    """Somebody with one page open."""

    def __init__(self, stream: ClientConnection, page: str, query: str):
        self.stream, self.page, self.query = stream, page, query
        self.chosen: dict[str, dict] = {}
        self.drawn = Drawn()

    async def run(self, pressed: str = "") -> Drawn:
        """Have the page run with what is chosen and, if any, the button pressed; wait until it has ended.

        Raises TimeoutError, and what websockets raises when the stream has ended.
        """
        asked = BackMsg(rerun_script={"query_string": self.query, "page_name": self.page})
        for widget, value in self.chosen.items():
            asked.rerun_script.widget_states.widgets.add(id=widget, **value)
        if pressed:
            asked.rerun_script.widget_states.widgets.add(id=self.drawn.ids[pressed], trigger_value=True)
        begun = time.perf_counter()
        await self.stream.send(asked.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            self.drawn = await self._until_the_end()
        self.drawn.seconds = time.perf_counter() - begun
        return self.drawn

    async def choose(self, key: str, option: str) -> Drawn:
        """Choose an option of the list with this key, as the page drew it last, and return what the page becomes."""
        self.chosen[self.drawn.ids[key]] = {"string_value": option}
        return await self.run()

    async def drop(self, key: str, file: dict) -> Drawn:
        """Tell the page of a file that was sent to this session, and return what the page becomes."""
        self.chosen[self.drawn.ids[key]] = {"file_uploader_state_value": {"uploaded_file_info": [file]}}
        return await self.run()

    async def close(self) -> None:
        await self.stream.close()

    async def _until_the_end(self) -> Drawn:
        seen = Drawn()
        while not seen.note(await self.stream.recv()):
            pass
        return seen


async def opened(
    address: str, page: str = "", query: str = "", session: str = "", source: str = "", **headers: str
) -> Reader:
    """Open a page's stream; `session` is one to go on with, `source` an address of this computer to come from.

    Raises what websockets raises when the server refuses.
    """
    to = urlsplit(address)
    line = socket.socket()
    line.bind((source, 0))
    line.setblocking(False)
    await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", to.port))
    # The page's word against other sites, and the session it goes on with, travel as protocols.
    words = ["streamlit", headers.pop("token", "none"), session][: 3 if session else 2]
    stream = await connect(
        f"ws://{to.netloc}/_stcore/stream",
        sock=line,
        subprotocols=words,
        additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
        max_size=None,
        open_timeout=PATIENCE,
        ping_interval=None,
    )
    return Reader(stream, page, query)
