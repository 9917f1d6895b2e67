"""The door without a server: what stays closed under any path, where people come back to, how many upload at once."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit import config

from components.door import FrontPage
from components.upload_door import AT_ONCE, UploadDoor


def run(coroutine):
    """Run to the end in a thread of its own: this one may have a loop, when a browser was tested in it before."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()


def asked(app, path: str, method: str = "GET", **headers: str) -> dict:
    """Ask an ASGI app; return its status and headers."""
    names = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "scheme": "http", "root_path": "", "headers": names}
    said: dict = {}

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            said.update({name.decode(): value.decode() for name, value in message["headers"]}, status=message["status"])
        else:
            said["body"] = said.get("body", b"") + message["body"]

    run(app(scope, receive, send))
    return said


def answering(*headers: tuple[str, str], status: int = 200, body: bytes = b""):
    """An app that always answers the same."""

    async def app(scope, receive, send):
        named = [(name.encode(), value.encode()) for name, value in headers]
        await send({"type": "http.response.start", "status": status, "headers": named})
        await send({"type": "http.response.body", "body": body})

    return app


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/figures/_stcore/metrics", "/_stcore%2Fmetrics"])
def test_the_counters_are_closed_under_any_base_path(path):
    assert asked(FrontPage(answering()), path)["status"] == 404


@pytest.mark.parametrize(
    "path", ["/_stcore/upload_file/a/b", "/figures/_stcore/upload_file/a/b", "/_stcore%2Fupload_file/a/b"]
)
def test_the_upload_is_closed_under_any_base_path(path):
    for method in ("PUT", "POST", "DELETE", "GET"):
        assert asked(UploadDoor(answering()), path, method)["status"] == 403


def test_what_is_no_upload_passes():
    assert asked(UploadDoor(answering()), "/_stcore/health")["status"] == 200
    assert asked(UploadDoor(answering()), "/_stcore/upload_file/a/b", "OPTIONS")["status"] == 200


@pytest.mark.parametrize(
    "referer, remembered",
    [
        ("https://figures.example.org/update?crisis=x", "/update"),
        ("https://figures.example.org/base/history", "/history"),
        ("https://figures.example.org/", None),
        ("https://figures.example.org/;Secure,x=y", None),
        ("", None),
    ],
)
def test_the_sign_in_remembers_the_page_people_came_from(referer, remembered):
    cookie = asked(FrontPage(answering(status=302)), "/auth/login", referer=referer).get("set-cookie")
    assert (cookie and cookie.partition(";")[0]) == (remembered and f"displacement_came_from={remembered}")


@pytest.mark.parametrize(
    "cookie, back",
    [
        ("displacement_came_from=/update", "/update"),
        ("displacement_came_from=//example.org", "/"),
        ("displacement_came_from=https://example.org", "/"),
        ("displacement_came_from=/../x", "/"),
        ("", "/"),
    ],
)
def test_after_the_sign_in_people_are_back_there_and_never_elsewhere(cookie, back):
    signed_in = FrontPage(answering(("location", "/"), status=302))
    assert asked(signed_in, "/oauth2callback", cookie=cookie)["location"] == back


def test_a_file_opened_as_a_page_runs_nothing():
    page = FrontPage(answering(("content-type", "text/html")))
    assert asked(page, "/media/x.html")["content-security-policy"] == "default-src 'none'; sandbox"


def test_a_browser_that_has_the_page_is_not_sent_it_again_and_one_with_another_is():
    page = FrontPage(answering(("content-type", "text/html"), ("etag", '"file"'), body=b"<head></head><body></body>"))
    first = asked(page, "/", accept="text/html")
    assert b"dd-lead" in first["body"]
    assert first["etag"] not in ('"file"', "")
    again = asked(page, "/", accept="text/html", if_none_match=first["etag"])
    assert (again["status"], again["body"]) == (304, b"")
    assert again["content-security-policy"] == first["content-security-policy"]
    for older in ('"file"', '"another"'):
        assert asked(page, "/", accept="text/html", if_none_match=older)["body"] == first["body"]


def test_a_page_travels_packed_where_the_browser_takes_it():
    page = FrontPage(answering(("content-type", "text/html"), body=b"<head></head><body></body>"))
    plain, packed = asked(page, "/", accept="text/html"), asked(page, "/", accept="text/html", accept_encoding="gzip")
    assert packed["content-encoding"] == "gzip"
    assert gzip.decompress(packed["body"]) == plain["body"]
    assert int(packed["content-length"]) == len(packed["body"]) < len(plain["body"]) / 2
    assert "content-encoding" not in asked(page, "/", accept="text/html", accept_encoding="gzip;q=0")


def test_a_program_that_asks_for_anything_gets_the_whole_page_too():
    """Messengers that look for a title ask so, and take it packed."""
    seen = []

    async def page(scope, receive, send):
        seen.append(dict(scope["headers"]))
        await answering(("content-type", "text/html"), body=b"<head><title>x</title></head>")(scope, receive, send)

    found = asked(FrontPage(page), "/trend", accept="*/*", accept_encoding="gzip")
    assert b"accept-encoding" not in seen[0]
    assert b"<title>Trend" in gzip.decompress(found["body"])
    asked(FrontPage(page), "/static/js/index.js", accept="*/*", accept_encoding="gzip")
    assert seen[1][b"accept-encoding"] == b"gzip"


def test_what_is_packed_already_is_not_packed_again():
    packed = gzip.compress(b"<head></head>")
    page = answering(("content-type", "text/html"), ("content-encoding", "gzip"), body=packed)
    assert asked(FrontPage(page), "/", accept="text/html", accept_encoding="gzip")["body"] == packed


def test_few_files_are_under_way_at_one_time(monkeypatch):
    monkeypatch.setattr(config, "_server_mode", "starlette-app")
    statuses: list[int] = []

    async def crowd():
        go_on = asyncio.Event()

        async def slow(scope, receive, send):
            await go_on.wait()
            await answering(status=204)(scope, receive, send)

        async def send(message):
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        door = UploadDoor(slow)
        home = {"client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8501), "headers": [(b"host", b"localhost")]}
        scope = {"type": "http", "method": "PUT", "path": "/_stcore/upload_file/a/b", **home}
        under_way = [asyncio.create_task(door(scope, None, send)) for _ in range(AT_ONCE + 1)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(*under_way)
        await door(scope, None, send)

    run(crowd())
    assert sorted(statuses) == [204] * (AT_ONCE + 1) + [429]
