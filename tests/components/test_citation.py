"""Citations and the box for other sites: complete, honest about withdrawals, and safe with odd characters."""

import re
from datetime import date
from html.parser import HTMLParser

import pandas as pd
import pytest

from components import citation, figure_words
from components.published import published

TODAY = date(2026, 11, 23)
ODD = 'Camps & {sites}: 50% #1 of "Türkiye" <script>alert(1)</script> \\input{x} $5 ~a^b_c إدلب'


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return published("figures").set_index("figure_id", drop=False)


@pytest.fixture
def odd(figures):
    """A statement whose document has every sign that some format reads as its own."""
    return figures.loc["syr-nw-2020-02-02-displaced-ocha"].copy().replace({"Flash Update - As of 6 February 2020": ODD})


class Reading(HTMLParser):
    """What a browser makes of a piece of HTML."""

    def __init__(self, text: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def test_the_plain_citation_has_number_hedge_place_days_source_document_and_address(figures):
    said = citation.plain(figures.loc["syr-nw-2020-02-02-displaced-ocha"], TODAY)
    assert said.startswith(
        "About 586,000 people were displaced in north-west Syria between 1 December 2019 and 2 February 2020, "
        "according to OCHA. Flash Update - As of 6 February 2020, 6 February 2020, https://reliefweb.int/"
    )
    assert said.endswith(" Seen on 23 November 2026.")


def test_the_apa_reference_has_author_date_title_and_address(figures):
    said = citation.apa(figures.loc["syr-nw-2020-02-02-displaced-ocha"], TODAY)
    assert said.startswith(
        "United Nations Office for the Coordination of Humanitarian Affairs. (2020, February 6). "
        "Flash Update - As of 6 February 2020 [Figure: about 586,000; "
    )
    assert "Retrieved November 23, 2026, from https://" in said


@pytest.mark.parametrize(
    "precision, written",
    [(None, "(2020, February 6)"), ("month", "(2020, February)"), ("year", "(2020)"), ("by", "(by 2020, February 6)")],
)
def test_a_date_is_cited_no_more_precisely_than_it_is_known(figures, precision, written):
    figure = figures.loc["syr-nw-2020-02-02-displaced-ocha"].copy()
    figure["published_precision"] = precision
    assert written in citation.apa(figure, TODAY)
    assert ("day = {6}" in citation.bibtex(figure, TODAY)) == (precision is None)


def test_a_withdrawn_figure_says_so_in_every_citation_and_in_the_box(figures):
    figure = figures.loc["syr-nw-2020-02-09-displaced-ocha-reliefweb"]
    for said in (citation.plain(figure, TODAY), citation.apa(figure, TODAY), citation.bibtex(figure, TODAY)):
        assert "Withdrawn on 14 February 2020" in said
        assert "689,098" in said
    assert "Withdrawn on 14 February 2020" in citation.embed(figure)
    assert "<s>689,098</s>" in citation.embed(figure)


def test_a_part_is_never_cited_as_the_whole(figures):
    for _, figure in figures[(figures["sex"] != "all") | (figures["age_group"] != "all")].iterrows():
        said = figure_words.said(figure)
        assert re.search("children|girls|boys|women|men|adults|years|age unknown|sex unknown", said, re.IGNORECASE), (
            said
        )


def test_figures_of_every_kind_can_be_cited_and_embedded(figures):
    for _, figure in figures.iloc[::5].iterrows():
        entry = citation.bibtex(figure, TODAY)
        assert entry.startswith(f"@misc{{{figure['figure_id']},\n")
        assert entry.count("{") == entry.count("}")
        assert citation.plain(figure, TODAY).count("  ") == 0
        assert {tag for tag, _ in Reading(citation.embed(figure)).tags} <= {"div", "p", "a", "s"}


def test_bibtex_writes_out_its_own_signs_and_keeps_letters_of_other_scripts(odd):
    entry = citation.bibtex(odd, TODAY)
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    assert r"{\&}" in title
    assert r"50{\%}" in title
    assert r"{\#}1" in title
    assert r"{\textbackslash}input{\{}x{\}}" in title
    assert "إدلب" in title
    assert r"\input{x}" not in title


def test_an_address_may_not_close_a_bibtex_field(odd):
    odd["url"] = "https://example.org/a}b{c\\d"
    assert "url = {https://example.org/a%7Db%7Bc%5Cd}," in citation.bibtex(odd, TODAY)


def test_the_box_runs_nothing_fetches_nothing_and_shows_markup_as_text(odd):
    odd["url"] = 'https://example.org/"onmouseover="alert(1)'
    box = citation.embed(odd, "https://figures.example.org/figure?figure=a&b")
    read = Reading(box)
    assert {tag for tag, _ in read.tags} <= {"div", "p", "a", "s"}
    assert all(set(attrs) <= {"style", "href", "rel"} for _, attrs in read.tags)
    assert "<script>alert(1)</script>" in read.text
    assert [attrs["href"] for tag, attrs in read.tags if tag == "a"] == [
        'https://example.org/"onmouseover="alert(1)',
        "https://figures.example.org/figure?figure=a&b",
    ]


def test_an_address_that_is_none_is_no_link(odd):
    odd["url"] = "javascript:alert(1)"
    assert "<a " not in citation.embed(odd)


def test_signs_that_turn_or_hide_text_are_left_out(odd):
    odd["source_document"] = "Report\u202e\u200b\nof\x00 May"
    assert "Report of May, 6 February 2020" in citation.plain(odd, TODAY)


def test_a_value_nobody_reported_is_cited_as_such(odd):
    odd["value"], odd["value_status"] = float("nan"), "suppressed"
    assert "suppressed" in citation.plain(odd, TODAY)
    assert "nan" not in citation.embed(odd).lower().replace("finance", "")
