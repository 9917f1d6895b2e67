"""Links: an identifier works as well as a name, and a stale or hostile one gives a page and a sentence."""

import pytest

from tests.pages.conftest import CRISES, PAGES, html, on_the_page, told

LONG = "x" * 5_000
SCRIPT = "<script>alert(1)</script>"

HOSTILE = [
    ("situation", {"crisis": SCRIPT}, "crisis"),
    ("situation", {"crisis": LONG}, "crisis"),
    ("trend", {"crisis": SCRIPT, "from": "notadate", "show": ""}, "crisis"),
    ("trend", {"from": "notadate"}, "from"),
    ("trend", {"to": "2020-13-45"}, "to"),
    ("trend", {"from": "1500-01-01"}, "from"),
    ("trend", {"known": "9999-01-01"}, "known"),
    ("trend", {"show": ["nope", "displaced_since"]}, "show"),
    ("trend", {"place": "'; DROP TABLE figures; --"}, "place"),
    ("trend", {"source": "`~*_[x](javascript:alert(1))"}, "source"),
    ("trend", {"crisis": "syr-2011", "place": "X-WLD"}, "place"),
    ("breakdown", {"cut": "nope"}, "cut"),
    ("breakdown", {"of_sex_age": LONG}, "of_sex_age"),
    ("figures", {"page": "999"}, "page"),
    ("figures", {"page": "-1"}, "page"),
    ("figures", {"page": "abc"}, "page"),
    ("figures", {"in": SCRIPT, "status": "gone"}, "status"),
    ("figures", {"to": "9999-99-99"}, "to"),
]


@pytest.mark.parametrize("page, query, parameter", HOSTILE)
def test_a_hostile_or_stale_link_gives_a_working_page_and_a_sentence(opened, page, query, parameter):
    shown = opened(page, **query)
    assert not shown.exception
    assert len(shown.title) == 1
    said = [sentence for sentence in told(shown) if sentence.startswith(f"This link asks for {parameter} `")]
    assert len(said) == 1
    assert "which is not here; shown instead: " in said[0]
    assert len(said[0]) < 250
    assert SCRIPT not in "".join(one.value for one in shown.get("html"))


@pytest.mark.parametrize("page", PAGES)
def test_parameters_nobody_knows_change_nothing(opened, page):
    plain, odd = opened(page), opened(page, utm_source="x", __proto__="y", **{"": "z"})
    assert not odd.exception
    assert on_the_page(odd) == on_the_page(plain)


def test_a_link_that_asks_for_nothing_says_what_to_do(opened):
    shown = opened("trend", show="")
    assert not shown.exception
    assert told(shown) == ["Nothing matches this choice. Choose at least one indicator under “Show”."]


def test_words_of_5000_characters_are_cut_and_match_nothing(opened):
    shown = opened("figures", words=LONG)
    assert not shown.exception
    assert len(shown.text_input(key="words").value) <= 80
    assert told(shown)[0].startswith("Nothing matches this choice.")


def test_an_identifier_in_a_link_works_as_well_as_a_name(opened):
    by_id = opened("situation", crisis=CRISES[1])
    by_name = opened("situation", crisis=by_id.selectbox(key="crisis").options[1])
    assert by_id.title[0].value == by_name.title[0].value
    assert html(by_id, "dd-lead") == html(by_name, "dd-lead")
    assert told(by_id) == told(by_name) == []


def test_identifiers_of_several_filters_work_in_one_link(opened):
    shown = opened("trend", crisis="syr-2011", place="TUR", show="refugees", source=["unhcr", "wfp"])
    assert not shown.exception
    assert shown.selectbox(key="crisis").value == "syr-2011"
    assert shown.selectbox(key="place").value == "TUR"
    assert shown.multiselect(key="show").value == ["refugees"]
    assert "unhcr" in shown.multiselect(key="source").value


def test_what_a_link_asked_for_in_vain_is_said_though_another_part_was_an_identifier(opened):
    shown = opened("trend", crisis="nowhere", place="SY02", show="displaced_since")
    assert shown.selectbox(key="place").value == "SY02"
    assert [said for said in told(shown) if "`nowhere`" in said]


def test_the_sentence_goes_when_the_reader_chooses(opened):
    shown = opened("situation", crisis="nowhere")
    assert told(shown)
    shown.selectbox(key="crisis").set_value(CRISES[0]).run()
    assert told(shown) == []


def test_a_choice_survives_a_change_of_page(opened):
    shown = opened("situation", crisis=CRISES[1])
    for page in ("about", "figures", "trend"):
        shown.switch_page(f"app_pages/{page}.py").run()
        assert not shown.exception
    assert shown.selectbox(key="crisis").value == CRISES[1]
