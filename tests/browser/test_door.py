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


@pytest.mark.parametrize("path", ["/", "/trend"])
def test_a_page_runs_its_own_scripts_and_no_other(address, path):
    policy = answer(address, path)[1]["Content-Security-Policy"]
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "'self'" in scripts
    assert scripts.count("'sha256-") == 2
    assert "unsafe" not in scripts
    assert "*" not in policy
    assert "http" not in policy


def test_nobody_uploads_without_a_page(address):
    status, headers, _ = answer(address, "/_stcore/upload_file/some-session/some-file", "PUT", b"x" * 1_000)
    assert status == 403
    assert headers["Connection"] == "close"


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact", "/_stcore/agent/mcp"]
)
def test_the_counters_and_the_way_in_for_programs_are_not_for_readers(address, path):
    assert answer(address, path)[0] == 404
    assert answer(address, path, "POST", b"{}")[0] == 404


@pytest.mark.parametrize("scheme, safe", [("https", True), ("http", False)])
def test_cookies_travel_as_safely_as_the_page(address, scheme, safe):
    asked = Request(f"{address}/_stcore/health", headers={"X-Forwarded-Proto": scheme})
    with urlopen(asked, timeout=20) as given:
        cookies = given.headers.get_all("Set-Cookie")
    assert cookies
    assert all(("; secure" in one.lower()) == safe for one in cookies)
