"""A reader without a browser: opens a page over Streamlit's own WebSocket, chooses, and notes what came back.

Many of them fit into one process. What a browser would draw is only searched for marks, so that the
server, and not its readers, is what a measurement is about.
"""

import asyncio
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

# What a publication writes into several tables at once; a page that shows two of these numbers is torn.
EDITION = re.compile(rb"Edition (\d+)\b")

# Where a page says which state of the tables it shows.
STATE = re.compile(r'data-state="(\w+)"')

# What marks the line above a page that says newer figures were published.
LINE = "dd-newer"

# Seconds a reader waits for a page before it counts as failed.
PATIENCE = 30

# Streamlit's largest message, in bytes, is the server's to limit.
UNLIMITED = None


class NoPage(Exception):
    """A page did not come, or came with an error instead of figures."""


@dataclass
class Run:
    """One run of a page, as its reader received it: the editions and the state of the tables it shows, its errors,

    the option its reader had chosen, and when it was whole.
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


class SocketReader:
    """One open page. `runs` has every run it received; `told` when it was told of newer figures.

    Times are those of time.monotonic. It keeps no messages from run to run as a browser does, and so asks a
    little more of the server.
    """

    def __init__(self, address: str, page: str = "", **query: str):
        self.address, self.page, self.query = address, page, query
        self.runs: list[Run] = []
        self.told: list[float] = []
        self.choices: dict[str, tuple[str, list[str]]] = {}
        self._chosen: dict[str, WidgetState] = {}
        self._hash, self._now = "", Run()
        self._finished = asyncio.Event()

    async def __aenter__(self) -> "SocketReader":
        """Connect and wait for the first run."""
        where = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(
            where, subprotocols=["streamlit"], origin=self.address, max_size=UNLIMITED, compression=None
        )
        self._listening = asyncio.create_task(self._listen())
        await self.ask()
        return self

    async def __aexit__(self, *_) -> None:
        """Leave, as a closed browser tab does."""
        self._listening.cancel()
        with suppress(asyncio.CancelledError, ConnectionClosed):
            await self._listening
        await self._socket.close()

    @property
    def edition(self) -> int:
        """The edition the page shows now."""
        return self.runs[-1].edition if self.runs else 0

    async def choose(self, label: str, option: str) -> Run:
        """Choose an option of a list and wait for the page that follows from it."""
        widget, _ = self.choices[label]
        self._chosen[label] = WidgetState(id=widget, string_value=option)
        self.query[label.lower()] = option
        run = await self.ask()
        run.chosen = option
        return run

    async def ask(self) -> Run:
        """Ask for a run with the present choices, and wait until it has ended. Raises NoPage."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = urlencode(self.query), self._hash
        asked.page_name = "" if self._hash else self.page
        asked.widget_states.widgets.extend(self._chosen.values())
        asked.context_info.url, asked.context_info.color_scheme = f"{self.address}/{self.page}", "light"
        self._finished.clear()
        began = time.monotonic()
        try:
            await self._socket.send(message.SerializeToString())
            await asyncio.wait_for(self._finished.wait(), PATIENCE)
        except TimeoutError:
            raise NoPage(f"no page within {PATIENCE} seconds") from None
        except ConnectionClosed as closed:
            raise NoPage(f"the server hung up: {closed}") from closed
        run = self.runs[-1]
        run.began = began
        if run.errors:
            raise NoPage("; ".join(run.errors))
        return run

    async def _listen(self) -> None:
        message = ForwardMsg()
        async for received in self._socket:
            message.ParseFromString(received)
            self._take(message, received)

    def _take(self, message: ForwardMsg, received: bytes) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._now = Run(began=time.monotonic())
        elif kind == "navigation":
            self._hash = message.navigation.page_script_hash
        elif kind == "delta":
            self._note(message, received)
        elif kind == "script_finished":
            self._end(message.script_finished)

    def _note(self, message: ForwardMsg, received: bytes) -> None:
        self._now.bytes += len(received)
        self._now.editions.update(int(found) for found in EDITION.findall(received))
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "html" and LINE in element.html.body and "<p" in element.html.body[:2]:
            self.told.append(time.monotonic())
        elif kind == "html" and (state := STATE.search(element.html.body)):
            self._now.state = state[1]
        elif kind == "selectbox":
            self.choices[element.selectbox.label] = (element.selectbox.id, list(element.selectbox.options))
        elif kind == "exception":
            self._now.errors.append(f"{element.exception.type}: {element.exception.message}")

    def _end(self, how: int) -> None:
        if how == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if how != ForwardMsg.FINISHED_SUCCESSFULLY:
            self._now.errors.append(ForwardMsg.ScriptFinishedStatus.Name(how))
        self._now.ended = time.monotonic()
        self.runs.append(self._now)
        self._finished.set()
