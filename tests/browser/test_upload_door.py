"""The upload address and the rights of a page, on real servers: who is at the computer, and who only says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import server, visitor

pytestmark = pytest.mark.browser

WHO_MAY = str(Path(__file__).with_name("who_may.py"))

# What gives away that somebody else is behind a request, though it reaches the server from this computer.
GIVEN_AWAY = [
    {"X_Forwarded_For": "203.0.113.7"},
    {"X_Forwarded_Host": "figures.example.org"},
    {"Forwarded": "for=203.0.113.7"},
    {"Via": "1.1 proxy"},
    {"X_Real_IP": "127.0.0.1"},
    {"host": "figures.example.org"},
    {"host": "127.0.0.1.example.org"},
    {"host": "0.0.0.0"},
    {"Origin": "https://figures.example.org"},
    {"Origin": "http://localhost:3000"},
    {"Origin": "null"},
]


@pytest.fixture(scope="module")
def at_home(tmp_path_factory) -> Iterator[str]:
    """A server that listens on this computer only, as `make run` starts it."""
    with server.running(WHO_MAY, log=tmp_path_factory.mktemp("home") / "log.txt") as address:
        yield address


@pytest.fixture(scope="module")
def in_the_open(tmp_path_factory) -> Iterator[str]:
    """A server that listens on every address, without sign-in."""
    log = tmp_path_factory.mktemp("open") / "log.txt"
    with server.running(WHO_MAY, "--server.address", "0.0.0.0", log=log) as address:
        yield address


@pytest.fixture(scope="module")
def own(at_home) -> Iterator[visitor.Session]:
    with visitor.session(at_home, origin=at_home) as session:
        yield session


def test_the_person_at_the_computer_is_curator_and_publisher(own):
    assert own.said["may"] == ["curator", "publisher"]
    assert own.said["person"]["local"]
    assert own.said["closed"] == own.said["publish"] == ""


def test_the_person_at_the_computer_uploads(at_home, own):
    assert visitor.upload(at_home, own.id, Origin=at_home, Sec_Fetch_Site="same-origin")[0] == 204


@pytest.mark.parametrize("sign", GIVEN_AWAY, ids=str)
def test_somebody_elsewhere_uploads_nothing_through_this_computer(at_home, own, sign):
    status, words = visitor.upload(at_home, own.id, **sign)
    assert status == 403
    assert "figures cannot be changed" in words or "localhost or 127.0.0.1" in words


@pytest.mark.parametrize("sign", [one for one in GIVEN_AWAY if "Origin" not in one], ids=str)
def test_somebody_elsewhere_is_nobody_on_the_page(at_home, sign):
    with visitor.session(at_home, **sign) as session:
        assert session.said["may"] == []
        assert session.said["person"] is None
        assert session.said["closed"] == session.said["publish"] != ""


def test_a_page_of_another_program_on_this_computer_is_nobody(at_home):
    with visitor.session(at_home, origin="http://localhost:3000") as session:
        assert session.said["may"] == []
        assert "another site" in session.said["closed"]


def test_nobody_marks_a_visit_as_local_but_the_door(at_home):
    with visitor.session(at_home, X_Forwarded_For="203.0.113.7", X_Displacement_Visit="local ") as session:
        assert session.said["may"] == []


def test_a_page_elsewhere_cannot_have_the_browser_upload_for_it(at_home, own):
    assert visitor.upload(at_home, own.id, Sec_Fetch_Site="cross-site")[0] == 403
    assert visitor.upload(at_home, own.id, Sec_Fetch_Site="same-site")[0] == 403


def test_an_upload_needs_a_page_that_is_open(at_home):
    status, _ = visitor.upload(at_home, "0f0e0d0c-0000-0000-0000-000000000000")
    assert status == 400


def test_a_server_open_to_other_computers_has_no_curator_without_sign_in(in_the_open):
    with visitor.session(in_the_open, origin=in_the_open) as session:
        assert session.said["may"] == []
        assert "docs/sign-in.md" in session.said["closed"]
        assert visitor.upload(in_the_open, session.id)[0] == 403


def test_nothing_of_a_refused_upload_is_read(in_the_open):
    line = visitor.announce(in_the_open, "any", "Content-Length: 600000000")
    assert visitor.status(line) == 403


def test_an_upload_that_says_it_is_too_long_is_refused_before_it_is_sent(at_home, own):
    line = visitor.announce(at_home, own.id, "Content-Length: 600000000")
    assert visitor.status(line) == 413


def test_an_upload_that_does_not_say_how_long_it_is_is_cut_off(at_home, own):
    line = visitor.announce(at_home, own.id, "Transfer-Encoding: chunked")
    megabyte = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    start = f'--{visitor.BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'.encode()
    line.sendall(b"%x\r\n%s\r\n" % (len(start), start))
    sent = 0
    try:
        while sent < 200:
            line.sendall(megabyte)
            sent += 1
    except OSError:
        pass
    assert 25 <= sent < 60
