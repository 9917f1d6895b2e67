"""What programs that watch the server are told."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components.door import FrontPage
from components.probes import Probes


@pytest.fixture
def client() -> TestClient:
    """The two addresses before a page that answers to everything else."""

    async def page(request):
        return PlainTextResponse("a page")

    return TestClient(
        Starlette(
            routes=[Route("/{path:path}", page, methods=["GET", "POST"])],
            middleware=[Middleware(FrontPage), Middleware(Probes)],
        )
    )


def test_a_server_that_answers_says_so(client):
    answer = client.get("/health")
    assert (answer.status_code, answer.text) == (200, "The server answers.\n")
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["cache-control"] == "no-store"


def test_a_server_with_tables_is_ready(client, data):
    answer = client.get("/ready")
    assert (answer.status_code, answer.text) == (200, "The tables can be read.\n")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "harm", [lambda file: file.write_text("no,table\n", encoding="utf-8"), lambda file: file.unlink()]
)
def test_a_server_whose_tables_cannot_be_read_is_not_ready_and_names_no_file(client, data, harm):
    harm(data / "figures.csv")
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert answer.text == "The tables cannot be read. The pages and the server's log say why.\n"
    assert client.get("/health").status_code == 200


def test_a_server_is_ready_again_when_its_tables_are(client, data):
    whole = (data / "figures.csv").read_bytes()
    (data / "figures.csv").write_text("no,table\n", encoding="utf-8")
    assert client.get("/ready").status_code == 503
    (data / "figures.csv").write_bytes(whole)
    assert client.get("/ready").status_code == 200


def test_a_data_folder_that_is_not_there_is_not_ready(client, monkeypatch, tmp_path):
    monkeypatch.setenv("DISPLACEMENT_DATA", str(tmp_path / "nowhere"))
    answer = client.get("/ready")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def test_a_reader_finds_the_page_on_data_health_at_its_address(client):
    assert client.get("/health", headers={"Accept": "text/html,*/*;q=0.8"}).text == "a page"


@pytest.mark.parametrize("path", ["/", "/healthy", "/health/more", "/readying", "/trend"])
def test_every_other_address_is_the_pages(client, path):
    assert client.get(path).text == "a page"
    assert client.post("/ready").text == "a page"
