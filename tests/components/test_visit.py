"""Who is the person at this computer, and who only looks like it."""

import os
import socket
import sys

import pytest
from streamlit import config
from streamlit.testing.v1.util import patch_config_options

from components import visit

HOME = ("127.0.0.1", 8501)
UNLISTED = ("127.0.0.1", 1)


@pytest.fixture(autouse=True)
def made_by_make_run(monkeypatch):
    """The server as `make run` starts it."""
    monkeypatch.setattr(config, "_server_mode", "starlette-app")
    monkeypatch.delenv("DISPLACEMENT_CURATOR", raising=False)
    with patch_config_options({"server.address": "127.0.0.1"}):
        yield


def request(client=UNLISTED, server=HOME, **headers) -> dict:
    """A request as it comes in at the door."""
    said = {"host": "localhost:8501", **headers}
    names = [(name.replace("_", "-").encode(), value.encode()) for name, value in said.items()]
    return {"type": "http", "client": client, "server": server, "headers": names}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8501", "localhost.:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_whoever_types_this_computers_own_name_is_local(host):
    assert visit.not_local(request(host=host)) == ""


@pytest.mark.parametrize(
    "host",
    [
        "figures.example.org",
        "localhost.example.org",
        "localhost@example.org",
        "example.org#localhost",
        "0.0.0.0:8501",
        "192.0.2.7:8501",
        "127.1",
        "[::1",
        "localhost:x",
        "",
    ],
)
def test_another_name_is_not_local(host):
    assert visit.not_local(request(host=host)) == "host"


def test_two_names_or_none_are_not_local():
    twice = request()
    twice["headers"].append((b"host", b"localhost:8501"))
    assert visit.not_local(twice) == "host"
    assert visit.not_local({**request(), "headers": []}) == "host"


@pytest.mark.parametrize("header", ["x_forwarded_for", "x_forwarded_host", "x_forwarded_prefix", "forwarded", "via"])
def test_what_comes_through_a_proxy_is_not_local(header):
    assert visit.not_local(request(**{header: "127.0.0.1"})) == "proxy"


@pytest.mark.parametrize("client", [("192.0.2.7", 40_000), ("::ffff:192.0.2.7", 40_000), None])
def test_another_computer_is_not_local(client):
    assert visit.not_local(request(client=client)) == "open"


@pytest.mark.parametrize("client", [("127.0.0.1", 1), ("::1", 1), ("::ffff:127.0.0.1", 1)])
def test_every_way_of_writing_this_computer_is_local(client):
    assert visit.not_local(request(client=client)) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://localhost:3000"},
        {"origin": "http://127.0.0.1:8501"},
        {"origin": "https://example.org"},
        {"origin": "null"},
        {"origin": "http://[::1"},
        {"origin": "file://localhost:8501"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
    ids=str,
)
def test_what_a_page_of_another_site_asks_for_is_not_local(headers):
    assert visit.not_local(request(**headers)) == "site"


def test_what_the_dashboards_own_page_asks_for_is_local():
    assert visit.not_local(request(origin="http://localhost:8501", sec_fetch_site="same-origin")) == ""


@pytest.mark.parametrize(
    "setting",
    [
        {"server.address": "0.0.0.0"},
        {"server.address": "::"},
        {"server.address": "192.0.2.1"},
        {"server.address": None},
    ],
    ids=str,
)
def test_a_server_that_listens_to_others_has_no_local_curator(setting):
    with patch_config_options(setting):
        assert visit.not_local(request()) == "open"


@pytest.mark.parametrize(
    "setting",
    [
        {"server.allowedHosts": ["figures.example.org"]},
        {"server.allowedHosts": ["*"]},
        {"server.corsAllowedOrigins": ["https://figures.example.org"]},
        {"server.enableCORS": False},
        {"server.enableXsrfProtection": False},
    ],
    ids=str,
)
def test_a_server_set_up_for_other_addresses_has_no_local_curator(setting):
    with patch_config_options(setting):
        assert visit.not_local(request()) == "published"


@pytest.mark.parametrize("mode", ["asgi-server", "asgi-mounted", "unheard-of"])
def test_a_server_started_in_another_way_listens_where_nobody_knows(monkeypatch, mode):
    monkeypatch.setattr(config, "_server_mode", mode)
    assert visit.not_local(request()) == "open"


def test_a_deployment_can_have_nobody_as_curator(monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "Nobody")
    assert visit.not_local(request()) == "nobody"


def test_a_visitors_own_mark_is_taken_off():
    forged = visit.stamped(request(x_displacement_visit="local ", via="proxy"))
    marks = [value for name, value in forged["headers"] if name == visit.STAMP]
    assert len(marks) == 1
    assert marks[0].endswith(b" proxy")


def test_a_page_that_bears_no_mark_of_the_door_is_not_local():
    assert visit.here() == "unknown"


def test_every_reason_says_what_to_do():
    for reason, sentence in visit.REASONS.items():
        assert (reason == "") == (sentence == "")
        assert not sentence or sentence.endswith(".")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells whose connection it is")
class TestOnLinux:
    """The other end of a connection, held by this user and by another."""

    @pytest.fixture
    def door(self):
        with socket.create_server(("127.0.0.1", 0)) as one:
            yield one

    def asked(self, door) -> str:
        line, client = door.accept()
        with line:
            return visit.not_local(request(client=client, server=line.getsockname()))

    def test_ones_own_browser_is_local(self, door):
        with socket.create_connection(door.getsockname()):
            assert self.asked(door) == ""

    @pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs to become another user")
    def test_a_neighbour_or_a_silent_proxy_on_this_computer_is_not_local(self, door):
        os.seteuid(65_534)
        try:
            neighbour = socket.create_connection(door.getsockname())
        finally:
            os.seteuid(0)
        with neighbour:
            assert self.asked(door) == "user"
