"""What a link shows where it is passed on: the number with its source, its picture, and withdrawn figures as such."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pandas as pd
import pytest

from components import once, passed_on, probes, published, share_picture, warm
from tests.components.test_door import answering, asked, run

A_FIGURE = "syr-nw-2020-02-02-displaced-ocha"


@pytest.fixture(scope="module", autouse=True)
def worked_out():
    warm.work_out()


def head(path: str, query: str = "", host: str = "figures.example.org") -> dict[str, str]:
    """The title and the marks of a page, by name."""
    scope = {"type": "http", "path": path, "query_string": query.encode(), "scheme": "https", "root_path": ""}
    said = run(passed_on.head({**scope, "headers": [(b"host", host.encode())]}))
    marks = re.findall(r'<meta \w+="([^"]+)" content="([^"]*)">', said)
    return {
        "title": unescape(re.search("<title>(.*)</title>", said)[1]),
        **{name: unescape(one) for name, one in marks},
    }


def test_a_crisis_shows_its_sentences():
    found = head("/", "crisis=world")
    assert found["title"] == "The world, by year – Displacement figures"
    assert re.match(r"[\d.]+ million people were forcibly displaced in the world on", found["og:description"])
    assert "<" not in found["og:description"]


def test_a_figure_shows_number_hedge_date_source_and_picture():
    found = head("/figure", f"figure={A_FIGURE}")
    assert found["og:title"] == "About 586,000: People displaced since 1 December 2019, north-west Syria"
    assert "2 February 2020, according to OCHA. Published in OCHA, Flash Update" in found["og:description"]
    assert found["og:image"] == f"https://figures.example.org/picture/{A_FIGURE}.png"


def test_a_withdrawn_figure_says_so_first():
    figures = published.published("figures")
    gone = figures[figures["withdrawn_on"].notna()].iloc[0]["figure_id"]
    found = head("/figure", f"figure={gone}")
    assert found["title"].startswith("Withdrawn on ")
    assert found["og:description"].startswith("Withdrawn on ")


def test_other_pages_say_what_they_answer():
    assert head("/trend")["og:description"] == "How the figures went on, and what was known when."
    assert head("/figure", "figure=nothing")["title"] == "One figure – Displacement figures"
    assert "og:image" not in head("/trend")


@pytest.mark.parametrize("host", ['x"><script>', "a/b", "", "a b"])
def test_no_address_is_made_of_a_strange_host(host):
    assert "og:image" not in head("/figure", f"figure={A_FIGURE}", host)


def test_broken_tables_show_no_number(data):
    (data / "figures.csv").write_text("figure_id\n", encoding="utf-8")
    assert head("/figure", f"figure={A_FIGURE}")["title"] == "One figure – Displacement figures"


def test_a_thread_that_told_of_a_figure_sees_the_folder_as_it_is_afterwards(data):
    """Threads of the server take turns at this and at telling whether the tables can be read."""
    warm.work_out()
    with ThreadPoolExecutor(1) as thread:
        told = thread.submit(passed_on._figure, A_FIGURE, lambda figure: figure["figure_id"])
        assert told.result() == A_FIGURE
        (data / "figures.csv").write_text("figure_id\n", encoding="utf-8")
        assert not thread.submit(probes.tables_are_readable).result()


def test_programs_that_follow_every_link_push_nothing_out_of_what_readers_ask(data):
    warm.work_out()
    kept = len(once._answers), len(once._results._kept)
    figures = list(published.published("figures")["figure_id"])[:150]
    before = len(share_picture._pictures._kept)
    for one in figures:
        assert passed_on._figure(one, passed_on._of_figure).figure_id == one
    assert passed_on._figure(figures[0], share_picture.png).startswith(b"\x89PNG")
    assert len(share_picture._pictures._kept) == before + 1
    assert len(once._answers) - kept[0] < 10
    assert len(once._results._kept) - kept[1] < 10


def test_a_picture_is_a_png_and_of_no_other_figure():
    pictures = passed_on.Pictures(answering(status=418))
    found = asked(pictures, f"/picture/{A_FIGURE}.png")
    assert (found["status"], found["content-type"]) == (200, "image/png")
    assert found["body"].startswith(b"\x89PNG")
    assert asked(pictures, "/picture/nothing.png")["status"] == 404
    assert asked(pictures, "/trend")["status"] == 418


def test_a_figure_that_is_not_public_has_no_card_and_no_picture(data):
    figures = data / "figures.csv"
    rows = pd.read_csv(figures, dtype=str, keep_default_na=False)
    rows.loc[rows["figure_id"] == A_FIGURE, "sensitivity"] = "restricted"
    rows.to_csv(figures, index=False)
    warm.work_out()
    assert head("/figure", f"figure={A_FIGURE}")["title"] == "One figure – Displacement figures"
    assert asked(passed_on.Pictures(answering()), f"/picture/{A_FIGURE}.png")["status"] == 404
