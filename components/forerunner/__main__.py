"""The process itself: `python -m components.forerunner N`, started by the server, with the number of its pipe's end."""

import asyncio
import sys
from multiprocessing.connection import Connection

from components import once, published, warm
from components.forerunner.calling import Order
from components.forerunner.parcels import Sender
from components.once import Asked
from components.static_copy.visits import Visitor, dashboard
from curation import BrokenTables


class Work:
    """Works out versions and sends what was asked on the way, once for each version."""

    def __init__(self, server: Connection, visitor: Visitor):
        self._server, self._visitor, self._sender = server, visitor, Sender()
        self._version = ""
        # What was asked in the version and is not sent yet, by question, and what was sent.
        self._asked: dict[object, tuple[Asked, object]] = {}
        self._sent: set[object] = set()

    def hear(self, version: str, question: object, asked: Asked, result: object) -> None:
        """Note a question; pages ask in threads of their own."""
        if version == self._version and question not in self._sent:
            self._asked.setdefault(question, (asked, result))

    async def follow(self, order: Order) -> None:
        """Work out the newest version: what most readers open first, then pages that were opened of late."""
        if not await self.first():
            return
        for page, query in order.pages:
            if self._server.poll():
                # A newer version is asked for.
                return
            await self._visitor.call(page, query)
            self._send(done=True)

    async def first(self) -> bool:
        """Work out what most readers open first; False when the tables cannot be shown, of which the server tells."""
        try:
            published.begin_ahead()
        except BrokenTables:
            return False
        version = published.state()[1]
        if version != self._version:
            self._version, self._asked, self._sent = version, {}, set()
        await asyncio.to_thread(warm.work_out, self._send)
        self._send(done=True)
        return True

    def _send(self, done: bool = False) -> None:
        asked, self._asked = self._asked, {}
        # A page may be about to note one more in it.
        asked = dict(asked)
        self._sent |= set(asked)
        self._server.send_bytes(self._sender.packed(published.state_shown(), asked.values(), done))


async def main(end: int) -> None:
    """Work for the server until it is gone."""
    with Connection(end) as server:
        async with dashboard() as visitor:
            work = Work(server, visitor)
            once.listen(work.hear)
            warm.keep_programs()
            # With the version that is there later ones are compared.
            if not await work.first():
                return
            while True:
                try:
                    order = await asyncio.to_thread(server.recv)
                except EOFError:
                    return
                await work.follow(order)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
