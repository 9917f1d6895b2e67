"""While versions are published every open page hears of them, and none shows two at once."""

import asyncio
import shutil
from contextlib import AsyncExitStack

import pytest

from benchmarks import editions
from benchmarks.socket_reader import SocketReader, one_page
from tests.browser import server
from tests.browser.conftest import HOUSE, Reader
from tests.loops import in_a_loop

pytestmark = pytest.mark.browser

# Seconds a test waits for what takes two on a machine that is not busy.
PATIENCE = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return shutil.copytree(HOUSE / "data", tmp_path_factory.mktemp("editions") / "data")


@pytest.fixture(scope="module")
def where(folder, tmp_path_factory):
    editions.publish(folder, 1, "weekly")
    log = tmp_path_factory.mktemp("editions-server") / "log.txt"
    with server.running("dashboard.py", log=log, settings={"DISPLACEMENT_DATA": str(folder)}) as address:
        yield address
    assert "Traceback" not in log.read_text(encoding="utf-8")


async def until(true) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.05)


async def go_on_choosing(reader: SocketReader, ended: asyncio.Event) -> None:
    options = reader.shown.options["crisis"]
    while not ended.is_set():
        for option in options:
            await reader.choose("crisis", option)


async def read_while_published(where: str, folder, numbers: range) -> tuple[list[SocketReader], dict[str, int]]:
    """Four readers choose one crisis after another while versions are published; a fifth only looks on.

    Returns the readers, the onlooker first, and the number of each edition by the state it left the tables in.
    """
    states = {}
    async with AsyncExitStack() as stack:
        pages = ("", "trend", "", "trend", "")
        readers = [await stack.enter_async_context(one_page(where, page)) for page in pages]
        ended = asyncio.Event()
        choosing = [asyncio.create_task(go_on_choosing(one, ended)) for one in readers[1:]]
        for number in numbers:
            out = await asyncio.to_thread(editions.publish, folder, number, "weekly")
            states[out.state] = number
            await until(lambda out=out: all(one.runs[-1].state == out.state for one in readers[1:]))
        await until(lambda: readers[0].told)
        ended.set()
        await asyncio.gather(*choosing)
        await readers[0].run()
    return readers, states


def test_every_reader_sees_every_version_whole(where, folder):
    readers, states = in_a_loop(read_while_published(where, folder, range(2, 5)))
    runs = [run for one in readers for run in one.runs]
    assert not [run.editions for run in runs if run.torn]
    assert not [run.errors for run in runs if run.errors]
    for one in readers:
        seen = [states.get(run.state, 1) for run in one.runs]
        assert seen == sorted(seen), "a reader saw an older version after a newer one"
        assert seen[-1] == 4
    assert readers[0].edition == 4
    crises = readers[1].shown.options["crisis"]
    for run in (run for one in readers[1:] for run in one.runs if run.chosen):
        number = states.get(run.state, 1)
        expected = editions.expected("weekly", number, 2, crises.index(run.chosen), len(crises))
        assert run.edition in (0, expected), f"edition {run.edition} of {run.chosen} stands under edition {number}"


def test_an_open_page_says_so_and_shows_it_when_asked(where, folder, browser):
    context = browser.new_context(service_workers="block")
    reader = Reader(context, where)
    page = reader.open()
    button = page.get_by_role("button", name="Show the new figures")
    assert not button.is_visible()
    editions.publish(folder, 9)
    button.wait_for()
    assert page.get_by_role("status").filter(has_text="New figures were published").is_visible()
    assert "Edition 9." not in page.inner_text("body")
    button.click()
    page.get_by_text("Edition 9.").first.wait_for()
    reader.settled()
    assert not button.is_visible()
    assert reader.faults == []
    context.close()
