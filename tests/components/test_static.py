"""Scripts and styles before Streamlit's own: packed for those who can unpack, and never another content."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit import config
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_handler

from components import door, packing, static_files
from components.door import FrontPage
from components.packing import Packing
from components.static_files import PackedFiles

SCRIPT = "/static/js/index.AbCd1234.js"
TEXT = "export const people = 'displaced';\n" * 100

# Seconds a busy machine may take to pack a few lines.
PATIENCE = 60

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def source(tmp_path) -> Path:
    """A folder as Streamlit has it: a page that names a script, another script, a tiny one, a font."""
    folder = tmp_path / "static folder"
    for name, content in {
        "index.html": f'<head></head><script src=".{SCRIPT}"></script>',
        "manifest.json": '{"name": "list of files"}' * 100,
        SCRIPT[1:]: TEXT,
        "static/js/later.AbCd1234.js": TEXT,
        "static/js/tiny.AbCd1234.js": "let a",
        "static/css/look.AbCd1234.css": "p { color: black }\n" * 100,
        "static/js/nameless.js": TEXT,
        "static/media/font.AbCd1234.woff2": TEXT,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    (tmp_path / "secret.AbCd1234.js").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def opened(source, tmp_path):
    """Streamlit's static files behind the door; packed, unless said otherwise."""

    def client(packed: bool = True, base: str = "") -> TestClient:
        files = Packing(source, tmp_path / "kept")
        if packed:
            files.everything()
        app = Starlette(middleware=[Middleware(FrontPage), Middleware(PackedFiles, packing=files)])
        app.mount(base or "/", create_streamlit_static_handler(str(source), base))
        return TestClient(app)

    return client


@pytest.mark.parametrize(
    "accept, sent",
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*, br;q=0.0", "gzip"),
        ("identity", None),
        ("gzip;q=0", None),
        ("brotli", None),
        ("", None),
    ],
)
def test_a_script_comes_in_the_smallest_form_its_reader_can_unpack(opened, accept, sent):
    with opened().stream("GET", SCRIPT, headers={"Accept-Encoding": accept}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == sent
    assert UNPACK.get(sent, bytes)(raw).decode() == TEXT
    assert int(answer.headers["content-length"]) == len(raw)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accept", ["br", "gzip", "identity"])
def test_a_script_is_kept_for_a_year_and_a_page_is_asked_for_anew(opened, accept):
    client = opened()
    kept = client.get(SCRIPT, headers={"Accept-Encoding": accept}).headers["cache-control"]
    assert set(kept.split(", ")) == {"public", "max-age=31536000", "immutable"}
    for page in ("/", "/trend", "/index.html", "/manifest.json"):
        answer = client.get(page, headers={"Accept-Encoding": accept})
        assert answer.headers["cache-control"] == "no-cache"
        packed = accept == "gzip" and answer.headers["content-type"].startswith("text/html")
        assert answer.headers.get("content-encoding") == ("gzip" if packed else None)


def test_each_form_has_its_own_mark_and_is_not_sent_twice(opened):
    client, marks = opened(), set()
    for accept in ("br", "gzip", "identity"):
        mark = client.get(SCRIPT, headers={"Accept-Encoding": accept}).headers["etag"]
        for sent_back in (mark, f"W/{mark}", f'"another", {mark}'):
            again = client.get(SCRIPT, headers={"Accept-Encoding": accept, "If-None-Match": sent_back})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == mark
        marks.add(mark)
    assert len(marks) == 3


def test_who_asks_about_a_script_gets_its_headers_only(opened):
    client = opened()
    told = client.head(SCRIPT, headers={"Accept-Encoding": "br"})
    sent = client.get(SCRIPT, headers={"Accept-Encoding": "br"})
    assert told.content == b""
    assert dict(told.headers) == dict(sent.headers)


def test_a_part_of_a_script_is_a_part_of_the_script_as_it_is(opened):
    part = opened().get(SCRIPT, headers={"Accept-Encoding": "br, gzip", "Range": "bytes=7-11"})
    assert (part.status_code, part.text) == (206, TEXT[7:12])
    assert "content-encoding" not in part.headers


def test_the_rest_of_a_packed_script_is_not_taken_from_the_plain_one(opened):
    client = opened()
    mark = client.get(SCRIPT, headers={"Accept-Encoding": "br"}).headers["etag"]
    rest = client.get(SCRIPT, headers={"Accept-Encoding": "br", "Range": "bytes=7-", "If-Range": mark})
    assert (rest.status_code, rest.text) == (200, TEXT)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.AbCd1234.js",
        "/static/../../secret.AbCd1234.js",
        "/static/js/%2e%2e/%2e%2e/%2e%2e/secret.AbCd1234.js",
        "/static/js/..%2f..%2f..%2fsecret.AbCd1234.js",
        "//static/js/index.AbCd1234.js",
        "/static/js/index.AbCd1234.js%00",
        "/static\\js\\index.AbCd1234.js",
        "/br/static/js/index.AbCd1234.js",
    ],
)
def test_no_path_leads_out_of_the_folder(opened, path):
    answer = opened().get(path, headers={"Accept-Encoding": "br"})
    assert "content-encoding" not in answer.headers
    assert "displaced" not in answer.text


@pytest.mark.parametrize("name", ["js/tiny.AbCd1234.js", "js/nameless.js", "media/font.AbCd1234.woff2"])
def test_what_gains_nothing_or_may_change_is_sent_as_it_is(opened, source, name):
    answer = opened().get(f"/static/{name}", headers={"Accept-Encoding": "br, gzip"})
    assert answer.content == (source / "static" / name).read_bytes()
    assert "content-encoding" not in answer.headers


def test_nothing_waits_for_packing(opened):
    answer = opened(packed=False).get(SCRIPT, headers={"Accept-Encoding": "br, gzip"})
    assert (answer.status_code, answer.text) == (200, TEXT)
    assert answer.headers["vary"] == "Accept-Encoding"


def test_scripts_are_packed_below_another_address_too(opened):
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", "figures")
    try:
        answer = opened(base="/figures").get(f"/figures{SCRIPT}", headers={"Accept-Encoding": "br"})
    finally:
        config.set_option("server.baseUrlPath", before)
    assert answer.headers["content-encoding"] == "br"


def until_ready(files: Packing, *forms: tuple[str, str]) -> None:
    """Wait for what the packing beside the server makes in its own time."""
    last = time.monotonic() + PATIENCE
    while not all(files.ready(*form) for form in forms):
        assert time.monotonic() < last, "never packed"
        time.sleep(0.01)


@pytest.fixture
def started() -> Iterator:
    """Packings as a server starts them, that have done what an index.html asks of them."""
    at_work: list[Packing] = []

    def packing_of(source: Path, kept: Path | None, *asked: str) -> Packing:
        at_work.append(Packing(source, kept))
        at_work[-1].start()
        for name in asked:
            at_work[-1].ask(name)
        until_ready(at_work[-1], *((name, encoding) for name in [SCRIPT[1:], *asked] for encoding in UNPACK))
        return at_work[-1]

    yield packing_of
    for one in at_work:
        one.stop()


def test_a_server_packs_hardest_what_its_page_names_and_what_is_asked_for(source, started):
    files = started(source, None, "static/js/later.AbCd1234.js")
    assert {name for name in files.names if files.ready(name, "br")} == {SCRIPT[1:], "static/js/later.AbCd1234.js"}
    assert all(files.ready(name, "gzip") for name in files.names)


def test_a_script_asked_for_before_it_is_packed_is_packed_for_the_next_reader(source, tmp_path, started):
    later = "/static/js/later.AbCd1234.js"
    files = started(source, tmp_path / "kept")
    client = TestClient(Starlette(middleware=[Middleware(PackedFiles, packing=files)]))
    assert client.get(later, headers={"Accept-Encoding": "br, gzip"}).headers["content-encoding"] == "gzip"
    until_ready(files, (later[1:], "br"))
    assert client.get(later, headers={"Accept-Encoding": "br, gzip"}).headers["content-encoding"] == "br"


def test_what_one_start_has_packed_the_next_one_takes(source, tmp_path, started):
    started(source, tmp_path / "kept")
    there = [tmp_path / "kept" / encoding / SCRIPT[1:] for encoding in UNPACK]
    written = [path.stat().st_mtime_ns for path in there]
    again = started(source, tmp_path / "kept")
    assert brotli.decompress(again.ready(SCRIPT[1:], "br").content).decode() == TEXT
    assert [path.stat().st_mtime_ns for path in there] == written


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-3],
        lambda content: b"not packed at all",
        lambda content: brotli.compress(b"alert('a script of somebody else')"),
        lambda content: gzip.compress(b"alert('a script of somebody else')"),
    ],
)
@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_kept_file_that_is_not_the_script_is_packed_anew(source, tmp_path, started, encoding, damage):
    good = started(source, tmp_path / "kept").ready(SCRIPT[1:], encoding)
    there = tmp_path / "kept" / encoding / SCRIPT[1:]
    there.write_bytes(damage(there.read_bytes()))
    assert started(source, tmp_path / "kept").ready(SCRIPT[1:], encoding) == good
    assert there.read_bytes() == good.content


def test_an_upgrade_packs_anew_and_forgets_the_version_before(source, tmp_path, started):
    old, new = tmp_path / "packed" / "streamlit-1", tmp_path / "packed" / "streamlit-2"
    other = tmp_path / "packed" / "of somebody else"
    other.mkdir(parents=True)
    started(source, old)
    (source / SCRIPT[1:]).write_text(TEXT.upper(), encoding="utf-8")
    packed = started(source, new).ready(SCRIPT[1:], "br")
    assert brotli.decompress(packed.content).decode() == TEXT.upper()
    assert not old.exists()
    assert other.exists()


def test_scripts_are_packed_where_nothing_can_be_kept(source, tmp_path, started, caplog):
    (tmp_path / "a file").write_text("in the way", encoding="utf-8")
    files = started(source, tmp_path / "a file" / "kept")
    assert files.ready(SCRIPT[1:], "br")
    assert len(caplog.messages) == 1
    assert str(tmp_path) not in caplog.text


def test_packed_files_are_kept_where_the_setting_says(monkeypatch, tmp_path):
    monkeypatch.setenv("DISPLACEMENT_CACHE", str(tmp_path))
    assert packing.kept_for("1.67.0") == tmp_path / "packed" / "streamlit-1.67.0"


def test_a_computer_without_a_place_for_caches_keeps_nothing(monkeypatch):
    monkeypatch.delenv("DISPLACEMENT_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setattr(packing.platformdirs, "user_cache_path", lambda *_, **__: Path("~/.cache/somewhere"))
    assert packing.kept_for("1.67.0") is None


def test_the_installed_streamlit_has_scripts_to_pack():
    page = (door.PACKING.source / "index.html").read_text(encoding="utf-8")
    named = packing._named_by(door.PACKING.source / "index.html", door.PACKING.names)
    assert len(named) > 20
    assert all(name in page for name in named)
    assert any("PlotlyChart" in name for name in door.PACKING.names)
    assert all(Path(name).suffix in static_files.TYPES for name in door.PACKING.names)
