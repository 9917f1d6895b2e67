"""A reader without a browser: opens a page over Streamlit's own WebSocket, chooses, presses, and notes what came back.

Many of them fit into one process. What a browser would draw is only searched for marks, so that the
server, and not its readers, is what a measurement is about.
"""

import asyncio
import re
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

# What a publication writes into several tables at once; a page that shows two of these numbers is torn.
EDITION = re.compile(rb"Edition (\d+)\b")

# Where a page says which state of the tables it shows.
STATE = re.compile(r'data-state="(\w+)"')

# What marks the line above a page that says newer figures were published.
LINE = "dd-newer"

# Seconds a reader waits for a page on a slow and busy machine before it counts as failed.
PATIENCE = 60

# What a reader can choose from, press, or drop a file on.
WIDGETS = ("selectbox", "button", "file_uploader")


class NoPage(Exception):
    """A page did not come, or came with an error instead of figures."""


@dataclass
class Run:
    """One run of a page, as its reader received it: what it shows, its errors, and when it was whole.

    `editions` and `state` are those of the tables it shows, `chosen` is the option its reader had chosen.
    """

    editions: set[int] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    state: str = ""
    chosen: str = ""
    bytes: int = 0
    began: float = 0.0
    ended: float = 0.0

    @property
    def seconds(self) -> float:
        """How long the reader waited for it."""
        return self.ended - self.began

    @property
    def torn(self) -> bool:
        """True when numbers of two publications stand on one page."""
        return len(self.editions) > 1

    @property
    def edition(self) -> int:
        """The newest edition shown; 0 where the page has no mark."""
        return max(self.editions, default=0)


@dataclass
class Shown:
    """What a page shows since its last run began, and what its reader can do next.

    `ids` and the `options` of lists go by the widget's key; `leads_to` is where a sign-in goes on.
    """

    session: str = ""
    pages: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    leads_to: str = ""
    messages: list[bytes] = field(default_factory=list, repr=False)

    def says(self, words: str) -> bool:
        """Tell whether any message holds these words."""
        return any(words.encode() in one for one in self.messages)

    def note_widget(self, element) -> None:
        """Keep a widget's id, and a list's options."""
        kind = element.WhichOneof("type")
        if kind in WIDGETS:
            one = getattr(element, kind)
            # The key is at the end of an id such as `$$ID-<digest>-crisis`.
            key = one.id.split("-", 2)[2]
            self.ids[key] = one.id
            if kind == "selectbox":
                self.options[key] = list(one.options)


class SocketReader:
    """One open page. `shown` is what it shows; `runs` has every run; `told` when it was told of newer figures.

    Times are those of time.monotonic. It keeps no messages from run to run as a browser does, and so asks a
    little more of the server.
    """

    def __init__(self, stream: ClientConnection, address: str, page: str, query: dict[str, str]):
        self.stream, self.address, self.page, self.query = stream, address, page, query
        self.shown, self.runs, self.told = Shown(), [], []
        self._chosen: dict[str, dict] = {}
        self._hash, self._now, self._over = "", Run(), False
        self._finished = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())

    @property
    def edition(self) -> int:
        """The edition the page shows now."""
        return self.runs[-1].edition if self.runs else 0

    async def run(self, pressed: str = "") -> Run:
        """Have the page run with what is chosen and, if any, the button pressed; wait until it has ended.

        Raises NoPage.
        """
        asked = self._asked(pressed)
        self._finished.clear()
        began = time.monotonic()
        try:
            await self.stream.send(asked.SerializeToString())
            await asyncio.wait_for(self._finished.wait(), PATIENCE)
        except TimeoutError:
            raise NoPage(f"no page within {PATIENCE} seconds") from None
        except ConnectionClosed as closed:
            raise NoPage(f"the server hung up: {closed}") from closed
        if self._over:
            raise NoPage("the server hung up")
        run = self.runs[-1]
        run.began = began
        if run.errors:
            raise NoPage("; ".join(run.errors))
        return run

    async def choose(self, key: str, option: str) -> Run:
        """Choose an option of the list with this key, which also stands in the address; return the run that follows."""
        self._chosen[self.shown.ids[key]] = {"string_value": option}
        self.query[key] = option
        run = await self.run()
        run.chosen = option
        return run

    async def drop(self, key: str, file: dict) -> Run:
        """Tell the page of a file that was sent to this session, and return the run that follows."""
        self._chosen[self.shown.ids[key]] = {"file_uploader_state_value": {"uploaded_file_info": [file]}}
        return await self.run()

    async def close(self) -> None:
        """Leave, as a closed browser tab does."""
        self._listening.cancel()
        with suppress(asyncio.CancelledError, ConnectionClosed):
            await self._listening
        await self.stream.close()

    def _asked(self, pressed: str) -> BackMsg:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = urlencode(self.query), self._hash
        asked.page_name = "" if self._hash else self.page
        for widget, value in self._chosen.items():
            asked.widget_states.widgets.add(id=widget, **value)
        if pressed:
            asked.widget_states.widgets.add(id=self.shown.ids[pressed], trigger_value=True)
        asked.context_info.url, asked.context_info.color_scheme = f"{self.address}/{self.page}", "light"
        return message

    async def _listen(self) -> None:
        message = ForwardMsg()
        try:
            async for received in self.stream:
                message.ParseFromString(received)
                self._take(message, received)
        finally:
            self._over = True
            self._finished.set()

    def _take(self, message: ForwardMsg, received: bytes) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._now = Run(began=time.monotonic())
            self.shown = Shown(message.new_session.initialize.session_id)
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
            self.shown.pages = [page.url_pathname or page.page_name for page in message.navigation.app_pages]
        elif kind == "auth_redirect":
            self.shown.leads_to = message.auth_redirect.url
        elif kind == "delta":
            self._note(message.delta.new_element, received)
        elif kind == "script_finished":
            self._end(message.script_finished)
        self.shown.messages.append(received)

    def _note(self, element, received: bytes) -> None:
        self._now.bytes += len(received)
        self._now.editions.update(int(found) for found in EDITION.findall(received))
        kind = element.WhichOneof("type")
        if kind == "html" and LINE in element.html.body and "<p" in element.html.body[:2]:
            self.told.append(time.monotonic())
        elif kind == "html" and (state := STATE.search(element.html.body)):
            self._now.state = state[1]
        elif kind == "exception":
            self._now.errors.append(f"{element.exception.type}: {element.exception.message}")
        self.shown.note_widget(element)

    def _end(self, how: int) -> None:
        if how == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if how != ForwardMsg.FINISHED_SUCCESSFULLY:
            self._now.errors.append(ForwardMsg.ScriptFinishedStatus.Name(how))
        self._now.ended = time.monotonic()
        self.runs.append(self._now)
        self._finished.set()


async def opened(
    address: str, page: str = "", query: str = "", session: str = "", source: str = "", **headers: str
) -> SocketReader:
    """Open a page's stream, without asking for the page yet.

    `query` stands in the address after `?`; `session` is one to go on with, `source` an address of this computer to
    come from, `token` among the headers the page's word against other sites. Raises what websockets raises.
    """
    to = urlsplit(address)
    line = socket.socket()
    line.bind((source, 0))
    line.setblocking(False)
    await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", to.port))
    # The token, and the session it goes on with, travel as protocols.
    words = ["streamlit", headers.pop("token", "none"), session][: 3 if session else 2]
    stream = await connect(
        f"ws://{to.netloc}/_stcore/stream",
        sock=line,
        origin=address,
        subprotocols=words,
        additional_headers={name.replace("_", "-"): value for name, value in headers.items()},
        # The size of messages is the server's to limit.
        max_size=None,
        open_timeout=PATIENCE,
        ping_interval=None,
    )
    return SocketReader(stream, address, page, dict(parse_qsl(query)))


@asynccontextmanager
async def one_page(address: str, page: str = "") -> AsyncIterator[SocketReader]:
    """Open a page, wait until it is drawn, and leave it at the end. Raises NoPage."""
    reader = await opened(address, page)
    try:
        await reader.run()
        yield reader
    finally:
        await reader.close()
