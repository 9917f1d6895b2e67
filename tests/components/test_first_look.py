"""What stands on the first page before its scripts have come."""

import shutil
from pathlib import Path

import pytest

from components import first_look, front_page, published, warm
from components.published import keys, row

HOUSE = Path(__file__).resolve().parents[2]

PAGE = b"<html><head><script>a()</script></head><body><div id='root'></div></body></html>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Tables that are worked out once; a test that changes them puts them back."""
    return shutil.copytree(HOUSE / "data", tmp_path_factory.mktemp("first") / "data")


@pytest.fixture
def data(folder, monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_DATA", str(folder))
    before = {file: file.read_bytes() for file in folder.glob("*.csv")}
    yield folder
    for file, content in before.items():
        if file.read_bytes() != content:
            file.write_bytes(content)


@pytest.fixture
def at(data):
    """The first look as somebody with an address gets it, over a folder that was worked out."""
    warm.work_out()

    def of(path: str = "/", query: bytes = b"") -> str:
        return first_look.at(path, query, published.where(), published.newest())

    return of


def test_the_first_page_has_the_numbers_of_its_crisis(at):
    said = at()
    assert "961,000" in said
    assert "dd-cards" in said
    assert row("crises", keys("crises")[0])["name"].split(",")[1] in said


def test_a_link_names_a_crisis_by_identifier_or_name(at):
    for crisis in keys("crises"):
        by_id = at(query=f"crisis={crisis}".encode())
        name = row("crises", crisis)["name"].replace(" ", "%20").replace(",", "%2C")
        assert by_id == at(query=f"crisis={name}".encode())
        assert row("crises", crisis)["summary"][:20] in by_id


@pytest.mark.parametrize(
    "path, query",
    [
        ("/trend", b""),
        ("/figure", b"figure=x"),
        ("/", b"crisis=nowhere"),
        ("/", b"embed=true"),
        ("/", b"known=2020-02-14"),
    ],
)
def test_what_is_not_the_first_page_of_a_crisis_has_none(at, path, query):
    assert at(path, query) == ""


def test_an_address_that_names_no_crisis_has_the_first_whichever_a_publication_was_about(at, data):
    named = at(query=f"crisis={keys('crises')[0]}".encode())
    figures = data / "figures.csv"
    text = figures.read_text(encoding="utf-8")
    assert ",syr-2011,idps,433000," in text
    figures.write_text(text.replace(",syr-2011,idps,433000,", ",syr-2011,idps,433001,"), encoding="utf-8")
    warm.work_out()
    assert warm._changed_first() == keys("crises")
    assert at() == named == at(query=f"crisis={keys('crises')[0]}".encode())


def test_the_crisis_that_a_publication_was_about_is_worked_out_first(at, data):
    figures = data / "figures.csv"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace(",syr-2011,idps,433000,", ",syr-2011,idps,433001,"), encoding="utf-8")
    published.begin()
    assert warm._changed_first() == ["syr-2011", *(one for one in keys("crises") if one != "syr-2011")]


def test_once_the_tables_are_others_it_is_no_longer_shown(at, data):
    assert at()
    figures = data / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("961000", "962000"), encoding="utf-8")
    assert at() == ""
    warm.work_out()
    assert "962,000" in at()


def test_broken_tables_show_no_number(at, data):
    (data / "figures.csv").write_text("figure_id\n", encoding="utf-8")
    warm.work_out()
    assert at() == ""


def test_names_are_text_and_never_markup(at, data):
    crises = data / "crises.csv"
    text = crises.read_text(encoding="utf-8").replace("From December 2019 fighting", "<b onclick=x>From</b> December")
    crises.write_text(text, encoding="utf-8")
    warm.work_out()
    assert "&lt;b onclick=x&gt;From&lt;/b&gt; December" in at()


def test_the_page_allows_its_script_and_has_the_look_once(at):
    page, policy = front_page.completed(PAGE, b"", at().encode())
    assert page.endswith(b"</body></html>")
    assert page.index(b"root") < page.index(b".dd-lead {") < page.index(b'id="dd-first"')
    assert page.count(b"<script>") == policy.count(b"'sha256-") == 3
    plain, narrower = front_page.completed(PAGE, b"")
    assert plain.count(b".dd-lead {") == 1
    assert narrower.count(b"'sha256-") == 2
