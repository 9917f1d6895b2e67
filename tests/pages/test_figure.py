"""One figure: everything about a statement, first whether it still stands, and ways to pass it on."""

import re

import pytest

from components import shell
from tests.pages.conftest import edit, html, on_the_page, rows_of, told

PLAIN, GONE = "syr-nw-2020-03-05-displaced-ocha", "syr-nw-2020-02-09-displaced-ocha-reliefweb"
HEADINGS = [
    "What it counts, and who counted",
    "Beside other statements",
    "History",
    "Worked out from it",
    "Cite",
    "Embed",
    "Share",
    "Every field",
]


def words(page) -> str:
    return " ".join(one.value for one in page.get("html"))


@pytest.mark.parametrize("figure_id", [row["figure_id"] for row in rows_of("figures")][::150])
def test_figures_of_every_kind_have_a_page(opened, figure_id):
    shown = opened("figure", figure=figure_id)
    assert not shown.exception
    assert [one.value for one in shown.header] == HEADINGS
    assert len(shown.title) == 1
    assert len(shown.code) == 4
    assert f"<dd>{figure_id}</dd>" in words(shown)


def test_a_figure_without_a_value_and_one_with_a_range_have_a_page(opened):
    blank = next(row["figure_id"] for row in rows_of("figures") if row["value_status"] == "not_reported")
    shown = opened("figure", figure=blank)
    assert not shown.exception
    assert shown.title[0].value == "Not reported"
    shown = opened("figure", figure="syr-nw-2020-02-10-population-idleb-city-sohr")
    assert shown.title[0].value == "700,000 to 1,000,000"


def test_every_filled_field_is_said_and_every_blank_one_named(opened):
    shown = opened("figure", figure=PLAIN)
    said = html(shown, "dd-fields")[0]
    for words_ in ("North-west Syria, since December 2019", "961,000", "More than", "5 March 2020", "Not cut by sex"):
        assert words_ in said
    assert "Withdrawn on" in said.split("Blank, because nobody stated it:")[1]


def test_a_withdrawn_figure_says_so_first_and_in_all_that_is_copied(opened):
    shown = opened("figure", figure=GONE)
    assert re.sub(r"\\", "", told(shown)[0]).startswith("Withdrawn on 14 February 2020. Do not quote it as it stands.")
    assert shown.title[0].value == "689,098, withdrawn"
    assert all("Withdrawn on 14 February 2020" in one.value for one in shown.code)
    assert "It could be read on that day only." in words(shown)


def test_a_chain_of_replacements_is_told_with_what_was_struck(opened):
    replaced = next(row for row in rows_of("figures") if row["replaces"] and row["indicator"] == "forcibly_displaced")
    newer = opened("figure", figure=replaced["figure_id"])
    table = next(one for one in html(newer, "dd-problems dd-rows") if "Chain of replacements" in one)
    assert f'<s><a href="figure?figure={replaced["replaces"]}"' in table
    older = opened("figure", figure=replaced["replaces"])
    assert told(older)
    assert f'Replaced by <a href="figure?figure={replaced["figure_id"]}"' in words(older)


def test_what_was_worked_out_from_it_is_listed(opened):
    said = html(opened("figure", figure=PLAIN), "dd-acts dd-rows")[0]
    assert "<b>Change</b> (Situation): 13,000 (1%) more than its figure for 23 February 2020" in said
    assert "<b>Difference</b>" in said
    assert "<b>Share</b> (Breakdown): Children (0–17) are 60% of 961,000" in said


def test_its_place_among_others_leads_to_the_pages_of_its_series(opened):
    said = words(opened("figure", figure=PLAIN))
    assert "sources?crisis=syr-nw-2019-12&amp;place=X-SYR-NW&amp;indicator=displaced_since&amp;on=2020-03-05" in said
    assert "revisions?crisis=syr-nw-2019-12" in said


@pytest.mark.parametrize(
    "asked", ["nobody-said-this", "<script>alert(1)</script>", "x" * 5_000, "", "`~*_[x](javascript:1)"]
)
def test_an_unknown_or_hostile_id_gets_a_sentence_and_a_way_on(opened, asked):
    shown = opened("figure", figure=asked)
    assert not shown.exception
    assert [one.value for one in shown.title] == ["One figure"]
    assert len(told(shown)) == 1
    assert len(told(shown)[0]) < 250
    assert 'href="figure?figure=' in words(shown)
    assert 'href="figures"' in words(shown)
    assert "<script" not in words(shown)


def test_a_mistyped_id_leads_to_those_like_it(opened):
    assert f'href="figure?figure={PLAIN}"' in words(opened("figure", figure=PLAIN.replace("displaced", "dispalced")))


def test_a_restricted_figure_has_no_page(opened, data):
    edit(data, PLAIN, value="765431", note="zzz-secret", sensitivity="restricted")
    shown = opened("figure", figure=PLAIN)
    assert [one.value for one in shown.title] == ["One figure"]
    said = on_the_page(shown).replace(",", "")
    assert "765431" not in said
    assert "zzz-secret" not in said


def test_markup_in_its_texts_is_shown_as_text(opened, data):
    bad = "<img src=x onerror=alert(1)>"
    edit(data, PLAIN, caveat=bad, note=bad, source_document=bad, source_page=bad)
    shown = opened("figure", figure=PLAIN)
    assert not shown.exception
    assert bad not in words(shown)
    assert "&lt;img src=x" in words(shown)


def test_what_the_picture_cannot_write_is_said(opened, data):
    edit(data, PLAIN, source_document="تقرير")
    shown = opened("figure", figure=PLAIN)
    assert any("lacks the letters of “تقرير”" in one.value for one in shown.markdown)


def test_cards_of_the_first_page_lead_to_their_figures(opened):
    cards = html(opened("situation"), "dd-cards")[0]
    assert cards.count('href="figure?figure=') == cards.count('<section class="dd-card">')
    assert f'href="figure?figure={PLAIN}" target="_self" aria-label="About this figure: People displaced' in cards


def test_the_page_is_not_in_the_menu_and_its_neighbours_are():
    assert "figure" in shell.FOR_LINKS
    assert {"sources", "revisions"} <= {file for file, *_ in shell.PAGES} - set(shell.FOR_LINKS)


def test_without_a_figure_the_page_leads_to_what_each_crisis_opens_with(opened):
    said = words(opened("figure"))
    offered = re.findall(r"<li>.*?</li>", said)
    assert len(offered) == len(rows_of("crises"))
    assert "More than 961,000 people were displaced in north-west Syria" in offered[0]
