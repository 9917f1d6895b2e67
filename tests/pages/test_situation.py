"""The first page: the headline as a sentence, its cards, and the same for another crisis."""

from html import unescape

import pytest

from metrics import rounding
from tests.pages.conftest import CRISES, headline, html, rows_of

HEDGES = {"more_than": "More than", "approximately": "About", "nearly": "Nearly", "at_least": "At least"}


@pytest.mark.parametrize("crisis", CRISES)
def test_the_sentence_holds_the_headline_of_the_table(opened, crisis):
    row = headline(crisis)
    said = unescape(html(opened("situation", crisis=crisis), "dd-lead")[0])
    source = next(one for one in rows_of("sources") if one["source_id"] == row["source_id"])
    hedge = HEDGES.get(row["qualifier"], "")
    assert f">{hedge} {rounding.in_words(float(row['value']))} ".replace("> ", ">") in said
    assert f"according to {source['short_name']}." in said
    assert row["as_of"][:4] in said


@pytest.mark.parametrize("crisis", CRISES)
def test_every_card_says_hedge_date_source_and_where_to_read_it(opened, crisis):
    cards = html(opened("situation", crisis=crisis), "dd-cards")[0].split('<section class="dd-card">')[1:]
    crisis_row = next(one for one in rows_of("crises") if one["crisis_id"] == crisis)
    assert len(cards) == len(crisis_row["headline_indicators"].split())
    for card in cards:
        assert '<h2 title="' in card
        assert '<span class="dd-hedge">' in card
        assert "As of " in card or " to " in card or "On " in card
        assert '<a href="http' in card
        assert '<img src="data:' not in card or 'alt="Small trend: ' in card
    row = headline(crisis)
    assert row["url"].replace("&", "&amp;") in cards[0]
    assert f">{rounding.in_words(float(row['value']))}</div>".replace(">", "", 1) in cards[0]


def test_another_crisis_changes_everything(opened):
    said = []
    for crisis in CRISES:
        shown = opened("situation", crisis=crisis)
        alts = [one.proto.alt for one in shown.get("plotly_chart")]
        said.append([shown.title[0].value, html(shown, "dd-lead")[0], html(shown, "dd-cards")[0], alts[0]])
    for kind in zip(*said, strict=True):
        assert len(set(kind)) == len(CRISES)


def test_choosing_another_crisis_is_the_same_as_opening_its_link(opened):
    chosen = opened("situation")
    chosen.selectbox(key="crisis").set_value(CRISES[1]).run()
    linked = opened("situation", crisis=CRISES[1])
    assert html(chosen, "dd-lead") == html(linked, "dd-lead")
    assert [one.value for one in chosen.title] == [one.value for one in linked.title]


def test_freshness_names_the_newest_day_of_the_crisis(opened):
    for crisis in CRISES:
        days = [
            row["as_of"]
            for row in rows_of("figures")
            if row["crisis_id"] == crisis and row["value"] and row["status"] != "withdrawn"
        ]
        said = html(opened("situation", crisis=crisis), "dd-fresh")[0]
        assert f"{int(max(days)[8:])} " in said
        assert max(days)[:4] in said
