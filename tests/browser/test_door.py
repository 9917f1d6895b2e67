"""The door: what every answer carries, and what is closed to strangers."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

pytestmark = pytest.mark.browser


def answer(address: str, path: str, method: str = "GET", body: bytes | None = None):
    """The status, headers and text of one answer of the real server."""
    asked = Request(f"{address}{path}", data=body, method=method, headers={"Accept": "text/html"})
    try:
        with urlopen(asked, timeout=20) as given:
            return given.status, given.headers, given.read().decode("utf-8", errors="replace")
    except HTTPError as refused:
        return refused.code, refused.headers, refused.read().decode("utf-8", errors="replace")


@pytest.mark.parametrize("path", ["/", "/trend", "/_stcore/health"])
def test_every_answer_forbids_guessing_framing_and_passing_addresses_on(address, path):
    status, headers, _ = answer(address, path)
    assert status == 200
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("path", ["/", "/trend", "/about"])
def test_a_page_knows_the_address_of_its_server(address, path):
    _, headers, page = answer(address, path)
    assert "BACKEND_BASE_URL" in page
    assert int(headers["Content-Length"]) == len(page.encode("utf-8"))


def test_nobody_uploads_to_pages_that_ask_for_nothing(address):
    status, _, _ = answer(address, "/_stcore/upload_file/some-session/some-file", "PUT", b"x" * 1_000)
    assert status == 404


def test_the_counters_of_the_server_are_not_for_readers(address):
    assert answer(address, "/_stcore/metrics")[0] == 404
