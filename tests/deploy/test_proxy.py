"""Readers, curators and a kill at two real servers behind the real proxy, with the configuration of deploy/."""

import asyncio
import csv
import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import streamlit
from websockets.exceptions import InvalidStatus

import curation
from benchmarks import socket_reader
from benchmarks.socket_reader import NoPage
from tests.browser import visitor
from tests.browser.server import free_port
from tests.deploy import nginx, window
from tests.deploy.conftest import PATIENCE, READERS, asked, eventually, publishing, sites
from tests.deploy.curator import Curator
from tests.deploy.replicas import TOKEN

# The provider's own way with its libraries.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

FIGURE = "syr-nw-2020-02-02-displaced-ocha"
CAVEAT = "Counted once more while a server was killed."

# Files a browser asks for at a first visit, and browsers of one office that open the page together.
FILES, BROWSERS = 70, 3


def run(scenario):
    """Run to the end in a thread of its own: this one may have a loop, when a browser was tested in it before."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, scenario).result()


def group_of(answer: httpx.Response) -> str:
    return answer.cookies["displacement_replica"]


def in_group(group: str) -> str:
    return f"displacement_replica={group}"


def test_a_first_page_gives_a_group_and_no_other_answer_does(deployment):
    def given(path: str = "", group: str = "") -> str:
        answer = asked(f"{deployment.readers}/{path}", Cookie=in_group(group))
        return next((said for said in answer.headers.get_list("set-cookie") if said.startswith(in_group(""))), "")

    assert re.fullmatch(r"displacement_replica=[0-9a-f]{3}; Path=/; HttpOnly; SameSite=Lax", given())
    assert given("trend", group="not-a-group")
    assert not given(group="abc")
    assert not given("_stcore/health")
    assert not given("static/js/none.js")


def test_readers_are_spread_over_both_servers(deployment):
    async def scenario():
        groups = [group_of(asked(deployment.readers)) for _ in range(16)]
        readers = [await socket_reader.opened(deployment.readers, Cookie=in_group(group)) for group in groups]
        spread = [one.open_pages() for one in deployment.servers]
        for one in readers:
            await one.close()
        return spread

    first, second = run(scenario())
    assert first + second == 16
    assert min(first, second) > 0


def test_a_reader_whose_line_breaks_finds_the_same_session_again(deployment):
    async def scenario():
        for group in list(deployment.homes())[:2]:
            reader = await socket_reader.opened(deployment.readers, Cookie=in_group(group))
            await reader.run()
            session = reader.shown.session
            reader.stream.transport.abort()
            again = await socket_reader.opened(deployment.readers, session=session, Cookie=in_group(group))
            await again.run()
            assert again.shown.session == session
            await again.close()

    run(scenario())


def test_the_readers_site_has_no_curators_page_and_takes_no_file(deployment):
    async def scenario():
        reader = await socket_reader.opened(deployment.readers, "update", X_Displacement_Site="curators")
        await reader.run()
        await reader.close()
        return reader.shown

    shown = run(scenario())
    assert {"trend", "figures", "about"} <= set(shown.pages)
    assert not {"update", "history", "health"} & set(shown.pages)
    assert visitor.upload(deployment.readers, shown.session) == (403, "Nothing can be uploaded at this address.\n")
    for path in ("update", "history", "health/", "auth/login", "oauth2callback", "x/_stcore%2Fupload_file/a"):
        assert asked(f"{deployment.readers}/{path}").status_code == 403
    assert httpx.post(deployment.readers, verify=False).status_code == 405


def test_what_watches_the_servers_is_not_public(deployment):
    for site in (deployment.readers, deployment.curators):
        for path in ("metrics", "metrics/", "ready", "%6Detrics", "_stcore/metrics"):
            answer = asked(f"{site}/{path}", Authorization=f"Bearer {TOKEN}")
            assert answer.status_code == 404, path
    assert asked(f"{deployment.readers}/health", Accept="text/html").text == "The server answers.\n"
    other = asked(f"{deployment.readers}/", Host="figures.example.org")
    assert (other.status_code, other.text) == (404, "Not here.\n")
    assert "displacement_open_pages" in deployment.servers[0].sums()


def test_a_curator_signs_in_and_uploads_to_the_server_that_has_the_session(deployment):
    homes = deployment.homes()

    async def scenario():
        curator = Curator(deployment.curators)
        own = curator.client.cookies["displacement_replica"]
        await curator.sign_in("amal@example.org")
        page = await curator.open()
        drop = next(key for key in page.shown.ids if key.startswith("update-files"))
        elsewhere = _with_the_other_server(deployment, homes, own)
        lost = visitor.upload(deployment.curators, page.shown.session, curator.cookie().replace(own, elsewhere))
        sent = visitor.upload(deployment.curators, page.shown.session, curator.cookie())
        file = {"name": "figures.csv", "size": len(visitor.FILE), "file_id": "one-file"}
        await page.drop(drop, file)
        await page.close()
        return lost[0], sent[0], page.shown

    lost, sent, shown = run(scenario())
    assert (lost, sent) == (400, 204)
    assert shown.says("figures.csv")


def _with_the_other_server(deployment, homes: dict[str, int], group: str) -> str:
    """A group of readers that is with another server than this one."""
    asked(f"{deployment.curators}/_stcore/health", Cookie=in_group(group))
    eventually(lambda: group in deployment._logged())
    ports = [str(one.port) for one in deployment.servers]
    return next(one for one, home in homes.items() if ports[home] != deployment._logged()[group])


def test_nobody_uploads_at_the_curators_site_without_signing_in(deployment):
    status, words = visitor.upload(deployment.curators, "any")
    assert (status, words) == (403, "Sign in to upload and publish. Reading needs no sign-in.")


def test_several_first_visits_from_one_office_are_not_limited(deployment):
    scripts = sorted((Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js"))[: FILES - 1]
    addresses = [deployment.readers, *(f"{deployment.readers}/static/js/{script.name}" for script in scripts)]
    own = httpx.HTTPTransport(local_address="127.0.0.7", verify=False)
    with httpx.Client(transport=own, timeout=PATIENCE) as office, ThreadPoolExecutor(8) as browsers:
        answers = list(browsers.map(lambda address: office.get(address).status_code, addresses * BROWSERS))
    assert answers == [200] * FILES * BROWSERS


def test_one_address_that_asks_for_too_much_is_told_so_and_others_are_not(deployment):
    with ThreadPoolExecutor(8) as many:
        answers = list(many.map(lambda _: _until_refused(deployment.proxy.port, "127.0.0.8"), range(8)))
    assert set(answers) == {(429, "Too many requests come from your network just now. Please try again in a minute.\n")}
    assert asked(deployment.readers).status_code == 200


def _until_refused(port: int, source: str) -> tuple[int, str]:
    line = http.client.HTTPConnection(READERS, port, source_address=(source, 0), timeout=PATIENCE)
    for _ in range(5_000):
        line.request("GET", "/_stcore/health", headers={"Host": READERS})
        answer = line.getresponse()
        words = answer.read().decode()
        if answer.status != 200:
            break
    line.close()
    return answer.status, words


def test_one_address_opens_a_hundred_pages_and_no_more(deployment):
    async def scenario():
        pages = [await socket_reader.opened(deployment.readers, source="127.0.0.9") for _ in range(100)]
        with pytest.raises(InvalidStatus) as refused:
            await socket_reader.opened(deployment.readers, source="127.0.0.9")
        other = await socket_reader.opened(deployment.readers, source="127.0.0.10")
        await asyncio.gather(*(one.close() for one in [*pages, other]))
        return refused.value.response.status_code

    assert run(scenario()) == 429


def test_behind_another_proxy_the_limit_is_for_readers_and_not_for_that_proxy(deployment, tmp_path):
    tight = {"REQUESTS_PER_SECOND": "1", "REQUESTS_AT_ONCE": "1", "FRONT": "127.0.0.1"}
    with nginx.running(tmp_path, free_port(), {**sites(deployment.servers), **tight}) as proxy:

        def status(reader: str) -> int:
            return asked(f"{proxy.site(READERS)}/health", X_Forwarded_For=reader).status_code

        # The proxy in front counts as one: its last word is who asks.
        assert [status("203.0.113.1") for _ in range(4)][:2] == [200, 200]
        assert status("203.0.113.2") == 200
        assert 429 in [status("203.0.113.1") for _ in range(20)]


def test_over_tls_the_plain_address_leads_there_and_cookies_stay_there(deployment, tmp_path, certificate):
    plain, settings = free_port(), {"CERTIFICATE": str(certificate[0]), "CERTIFICATE_KEY": str(certificate[1])}
    settings |= {"PLAIN_LISTEN": f"127.0.0.1:{plain}", **sites(deployment.servers)}
    with nginx.running(tmp_path, free_port(), settings) as proxy:
        away = asked(f"http://{READERS}:{plain}/trend?crisis=x", Host=READERS)
        assert (away.status_code, away.headers["location"]) == (301, f"https://{READERS}/trend?crisis=x")
        answer = asked(proxy.site(READERS, "https"))
    assert answer.headers["set-cookie"].endswith("; Secure")
    assert answer.headers["strict-transport-security"] == "max-age=15552000"


# The last test of this file: afterwards one of the two servers is gone.
@pytest.mark.browser
def test_a_killed_server_loses_no_version_and_its_readers_go_on_at_the_other(deployment, tmp_path):
    homes = deployment.homes()
    lost, kept = deployment.servers
    moving, staying = (next(group for group, home in homes.items() if home == which) for which in (0, 1))

    async def scenario():
        publisher = publishing(deployment.data, _revised(deployment.data, tmp_path), "sitrep of the kill")
        first, second = await _figure_page(deployment, moving), await _figure_page(deployment, staying)
        session = second.shown.session
        await _until(lambda: _newest(deployment.data) == 2)
        lost.kill()
        with pytest.raises(NoPage, match="hung up"):
            await first.run()
        again = await _figure_page(deployment, moving, first.shown.session)
        told = await asyncio.to_thread(publisher.communicate, timeout=2 * PATIENCE)
        await _says(again, CAVEAT)
        await _says(second, CAVEAT)
        assert second.shown.session == session
        return told[0]

    with window.opened(deployment.readers, "trend?crisis=syr-2011", moving) as one:
        told = run(scenario())
        # As if nothing had happened: what was chosen is still chosen.
        one.click_through_to("Events", "**/events?*crisis=Syria*since*2011*")
    assert "version 2 is published" in told
    assert float(kept.sums()["displacement_newest_version"]) == 2
    assert curation.history(deployment.data)[0].reason == "sitrep of the kill"
    assert curation.damages(deployment.data) == curation.hand_edits(deployment.data) == []
    assert {asked(f"{deployment.readers}/trend", Cookie=in_group(group)).status_code for group in homes} == {200}


async def _says(reader: socket_reader.SocketReader, words: str) -> None:
    """Ask for the page until it says these words: readers keep to the version before for a moment."""
    async with asyncio.timeout(PATIENCE):
        await reader.run()
        while not reader.shown.says(words):
            await asyncio.sleep(0.2)
            await reader.run()


def _newest(data: Path) -> int:
    version = curation.current(data)
    return version.number if version else 0


async def _figure_page(deployment, group: str, session: str = "") -> socket_reader.SocketReader:
    reader = await socket_reader.opened(
        deployment.readers, "figure", f"figure={FIGURE}", session, Cookie=in_group(group)
    )
    await reader.run()
    return reader


async def _until(holds) -> None:
    await asyncio.to_thread(eventually, holds)


def _revised(data: Path, folder: Path) -> Path:
    """The row of one figure with another caveat, as a file to publish."""
    with (data / "figures.csv").open(encoding="utf-8", newline="") as handle:
        row = next(row for row in csv.DictReader(handle) if row["figure_id"] == FIGURE)
    file = folder / "revised.csv"
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, row)
        writer.writeheader()
        writer.writerow({**row, "caveat": CAVEAT})
    return file
