"""The whole copy: what is in it, what is not, and that nothing of it comes from elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from components import shell
from tests import static_copies
from tests.components.static_copy.conftest import CRISIS, LIVE, OWN, contents
from tests.pages.conftest import CRISES, html, page_opened

READERS = [page for page, *_ in shell.PAGES if page not in (*shell.CURATORS, *shell.FOR_LINKS)]

# A page can be read when its first bytes are there: text, cards with date and source, no chart yet.
READABLE = 40_000


class Named(HTMLParser):
    """What a page names: addresses it loads, addresses it leads to, and anchors."""

    def __init__(self, text: str):
        super().__init__()
        self.loads, self.leads = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag in ("script", "img") and "src" in named:
            self.loads.append(named["src"])
        if tag == "link" and named["rel"] != "canonical":
            self.loads.append(named["href"])
        self.loads += [named[one] for one in ("data-chart", "data-plotly") if one in named]
        if tag == "a" and "href" in named:
            self.leads.append(named["href"])


def pages(folder: Path) -> dict[Path, str]:
    return {one: one.read_text(encoding="utf-8") for one in folder.rglob("*.html")}


def test_every_readers_page_is_there_for_every_crisis_and_no_page_of_curators(copied):
    there = {f"{one.relative_to(copied)}" for one in pages(copied)}
    assert {f"{crisis}/{page}.html" for crisis in CRISES for page in READERS if page != "about"} <= there
    assert {"index.html", "about.html", "syr-2011/figures-2.html"} <= there
    assert not [one for one in there if Path(one).stem in shell.CURATORS]


@pytest.mark.parametrize("crisis", CRISES)
def test_every_number_of_the_cards_is_in_the_copy_with_its_source(copied, crisis):
    said = (copied / crisis / "situation.html").read_text(encoding="utf-8")
    cards = html(page_opened("situation", crisis=crisis), "dd-cards")[0]
    values = re.findall(r'class="dd-value">(.*?)</', cards, re.DOTALL)
    assert values
    for value in values:
        assert value in said
    documents = re.findall(r'href="(https?://[^"]+)"', cards)
    assert documents
    for document in documents:
        assert document in said
    assert len(said.partition("How it changed")[0].encode()) < READABLE


def test_all_that_a_page_loads_is_in_the_copy_and_every_way_leads_somewhere(copied):
    for page, said in pages(copied).items():
        named = Named(said)
        inside = [one for one in named.leads if not one.startswith(("https://", "http://", "#"))]
        assert [one for one in named.loads if one.startswith("data:image/") or not urlsplit(one).scheme] == named.loads
        for one in [*inside, *(one for one in named.loads if not one.startswith("data:"))]:
            assert (page.parent / unquote(urlsplit(one).path)).is_file(), f"{page} names {one}"


def test_a_page_runs_no_script_but_the_copys_own_and_says_so(copied):
    for page, said in pages(copied).items():
        assert "script-src 'self';" in said, page
        assert "default-src 'none'" in said, page
        assert re.findall(r"<script\b[^>]*>(.*?)</script>", said, re.DOTALL) in ([], [""]), page
        assert not re.search(r"<[^>]*\son[a-z]+=", said), page


def test_every_page_has_a_title_of_its_own_a_description_and_a_foot_with_version_and_day(copied):
    there = pages(copied)
    titles = [re.search(r"<title>(.*?)</title>", said)[1] for said in there.values()]
    numbered = sum(bool(re.search(r"-\d+\.html$", page.name)) for page in there)
    alike = len(titles) - len(set(titles))
    assert alike <= numbered + sum(page.parent.parent.name == "figure" for page in there)
    for page, said in there.items():
        assert re.search(r'<meta name="description" content="[^"]{20,}">', said), page
        assert re.search(r"This is a copy, written on \d+ \w+ \d{4} from ", said), page
        assert page.name == "index.html" or 'data-state="' in said, page


def test_every_chart_has_its_text_and_a_table_that_opens_without_a_script(copied):
    said = (copied / CRISES[0] / "trend.html").read_text(encoding="utf-8")
    charts = said.count('class="copy-chart"')
    assert charts == said.count("<noscript><p") == said.count('<details class="copy-details"') == 3
    assert len(re.findall(r'class="copy-chart" role="img" aria-label="[^"]{40,}"', said)) == charts
    assert len(re.findall(r'style="height:\d+px"', said)) == charts


def test_words_that_promise_what_only_the_live_page_does_are_left_out(copied):
    for page, said in pages(copied).items():
        assert "slider" not in said.partition("<main")[2] or "about" in page.name, page
        assert "Click a mark" not in said, page
    for chart in (copied / "charts").iterdir():
        assert "Click for" not in chart.read_text(encoding="utf-8")


def test_a_restricted_row_is_nowhere_in_the_copy(twice):
    for name, content in contents(twice[0]).items():
        if not name.endswith((".zip", ".png", ".jpg", ".br", ".gz", ".woff2")):
            said = content.decode().replace(",", "")
            assert "765431" not in said, name
            assert "zzz-secret" not in said, name


def test_the_same_version_gives_the_same_bytes(twice):
    first, second = map(contents, twice)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_other_choices_lead_to_the_live_page_and_shared_pages_carry_a_picture(twice):
    said = (twice[0] / CRISIS / "places.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{LIVE}/places?crisis={CRISIS}">' in said
    assert f'<a href="{LIVE}/places?crisis={CRISIS}">Other choices are on the live page</a>' in said
    said = (twice[0] / CRISIS / "situation.html").read_text(encoding="utf-8")
    picture = re.search(rf'<meta property="og:image" content="{OWN}/(figure/[^"]+\.png)">', said)[1]
    assert (twice[0] / picture).read_bytes().startswith(b"\x89PNG")


def test_tables_that_cannot_be_shown_leave_the_copy_before_as_it_is(twice, one_crisis):
    before, good = contents(twice[1]), (one_crisis / "figures.csv").read_bytes()
    try:
        (one_crisis / "figures.csv").write_bytes(good.replace(b",as_of,", b",as_off,", 1))
        done = static_copies.written(twice[1], DISPLACEMENT_DATA=str(one_crisis))
    finally:
        (one_crisis / "figures.csv").write_bytes(good)
    assert done.returncode == 1
    assert "The one before stays" in done.stderr
    assert contents(twice[1]) == before
