"""What a program that counts is told, and who is told nothing."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient

import curation
from components import counters, published
from components.counters import TOKEN_SETTING, Counters

TOKEN = "a-word-that-nobody-guesses"


@pytest.fixture
def client(data, monkeypatch) -> TestClient:
    """A server that has the token, before a page, a missing page and a stream."""
    monkeypatch.setenv(TOKEN_SETTING, TOKEN)

    async def page(request):
        return PlainTextResponse("a page", status_code=404 if request.url.path == "/missing" else 200)

    async def stream(websocket):
        await websocket.accept()
        await websocket.receive_text()

    routes = [Route("/{path:path}", page), WebSocketRoute("/stream", stream)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Counters)]))


def told(client: TestClient) -> dict[str, float]:
    """Each sum by its name with labels."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.headers["content-type"].startswith("text/plain")
    return {name: float(value) for name, value in re.findall(r"^([a-z].*) (\S+)$", answer.text, re.MULTILINE)}


@pytest.mark.parametrize("said", [None, "", "Bearer ", "Bearer wrong", TOKEN, f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_whoever_has_no_token_finds_nothing(client, said):
    answer = client.get("/metrics", headers={"Authorization": said} if said is not None else {})
    assert (answer.status_code, answer.text) == (404, "Not here.\n")
    assert client.get("/metrics/").status_code == 404


@pytest.mark.parametrize("setting", ["", "short"])
def test_a_token_that_is_missing_or_short_opens_nothing(client, monkeypatch, setting):
    monkeypatch.setenv(TOKEN_SETTING, setting)
    assert client.get("/metrics", headers={"Authorization": f"Bearer {setting}"}).status_code == 404


def test_answers_are_counted_by_kind_of_status(client):
    client.get("/")
    client.get("/missing")
    before = told(client)
    client.get("/")
    client.get("/missing")
    after = told(client)
    for kind in ("2xx", "4xx"):
        assert after[f'displacement_requests_total{{status="{kind}"}}'] == (
            before[f'displacement_requests_total{{status="{kind}"}}'] + 1
        )


def test_a_page_is_open_until_its_stream_ends(client):
    before = told(client)["displacement_open_pages"]
    with client.websocket_connect("/stream") as stream:
        assert told(client)["displacement_open_pages"] == before + 1
        stream.send_text("the end")
    assert told(client)["displacement_open_pages"] == before


def test_the_time_of_a_page_is_kept_also_when_it_fails(client):
    name = 'displacement_page_run_seconds_count{page="trend"}'
    before = told(client).get(name, 0)
    with pytest.raises(ZeroDivisionError), counters.timed("trend"):
        raise ZeroDivisionError
    assert told(client)[name] == before + 1


def test_the_state_that_readers_see_and_the_newest_version_are_told(client, data):
    shown = f'displacement_shown{{state="{published.version()}"}}'
    first = told(client)
    assert (first[shown], first["displacement_newest_version"]) == (1, 0)
    assert str(first["displacement_newest_version_age_seconds"]) == "nan"
    curation.begin(data)
    later = told(client)
    assert later["displacement_newest_version"] == 1
    assert 0 <= later["displacement_newest_version_age_seconds"] < 60


def test_tables_that_cannot_be_read_show_no_state(client, data):
    told(client)
    (data / "figures.csv").write_text("no,table\n", encoding="utf-8")
    assert not [name for name in told(client) if name.startswith("displacement_shown")]


def test_no_reader_can_be_told_from_the_sums(client):
    client.get("/figure?figure=x", headers={"X-Forwarded-For": "203.0.113.7", "User-Agent": "somebody"})
    said = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert not [word for word in ("203.0.113.7", "somebody", "testclient", "figure=x") if word in said]
