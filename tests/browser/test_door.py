"""The door: what every answer carries, and what is closed to strangers."""

import re
import time
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

pytestmark = pytest.mark.browser

# Seconds a busy machine may take until a new server has packed the first script.
PACKED_SECONDS = 120


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
    _, headers, page = answer(address, path)
    policy = headers["Content-Security-Policy"]
    scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "'self'" in scripts
    assert scripts.count("'sha256-") == page.count("<script>") >= 2
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


def test_a_page_opens_with_packed_scripts(address, reader):
    script = re.search(r'src="\.(/static/js/[^"]+\.js)"', answer(address, "/")[2])[1]
    last = time.monotonic() + PACKED_SECONDS
    while packed_as(address, script) != "br" and time.monotonic() < last:
        time.sleep(0.5)
    one = reader(stranger=True)
    came: dict[str, tuple[str | None, str]] = {}
    one.page.on(
        "response",
        lambda given: came.update(
            {urlsplit(given.url).path: (given.headers.get("content-encoding"), given.headers["content-type"])}
        ),
    )
    one.open("trend")
    assert came[script] == ("br", "text/javascript; charset=utf-8")
    scripts = [encoding for path, (encoding, _) in came.items() if path.endswith(".js")]
    assert sum(encoding in ("br", "gzip") for encoding in scripts) > len(scripts) / 2


def packed_as(address: str, script: str) -> str | None:
    with urlopen(Request(f"{address}{script}", headers={"Accept-Encoding": "br"}), timeout=20) as given:
        return given.headers["Content-Encoding"]


def test_watching_programs_are_answered_and_readers_get_their_page(address):
    for path in ("/health", "/ready"):
        with urlopen(f"{address}{path}", timeout=20) as given:
            assert (given.status, given.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert "BACKEND_BASE_URL" in answer(address, "/health")[2]
