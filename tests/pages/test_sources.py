"""Sources: every statement for a day, the recommended one marked, and why they differ."""

import json

import pytest

from tests.pages.conftest import CRISES, edit, html, on_the_page, told


def marks(page) -> dict[str, str]:
    """Return the shape of every statement drawn."""
    spec = json.loads(page.get("plotly_chart")[0].proto.spec)
    drawn = next(one for one in spec["data"] if one.get("customdata"))
    return dict(zip(drawn["customdata"], drawn["marker"]["symbol"], strict=True))


def words(page) -> str:
    return " ".join(one.value for one in page.get("html"))


@pytest.mark.parametrize("crisis", CRISES)
def test_the_last_place_and_indicator_of_every_crisis_open_as_well_as_the_first(opened, crisis):
    shown = opened("sources", crisis=crisis)
    for key in ("place", "indicator"):
        assert not shown.exception
        assert len(shown.get("plotly_chart")) == 1 or told(shown)
        shown.selectbox(key=key).select_index(len(shown.selectbox(key=key).options) - 1).run()
    assert not shown.exception
    assert len(shown.get("plotly_chart")) == 1 or told(shown)


def test_ten_february_has_eight_voices_and_one_recommended(opened):
    shown = opened("sources", on="2020-02-10")
    drawn = marks(shown)
    assert drawn["syr-nw-2020-02-12-displaced-ocha"] == "circle"
    assert list(drawn.values()).count("circle") == 1
    assert drawn["syr-nw-2020-02-10-displaced-24jan-sohr"] == "diamond-open"
    assert "syr-nw-2020-02-09-displaced-ocha-reliefweb" not in drawn
    said = words(shown)
    assert "Counts from 24 January 2020, not from 1 December 2019" in said
    assert "● recommended" in said
    assert "For 1 of them the data does not say why" not in said


def test_a_day_on_which_the_data_explains_nothing_is_said_plainly(opened, data):
    edit(data, "syr-nw-2020-02-10-displaced-un", source_id="sohr", as_of="2020-02-12", caveat="")
    assert "The data does not say why." in words(opened("sources", on="2020-02-12"))


@pytest.mark.parametrize("asked, chosen", [("2020-02-11", "12 February 2020"), ("2099-01-01", "25 July 2020")])
def test_a_link_to_a_day_nobody_spoke_of_shows_the_nearest_and_says_so(opened, asked, chosen):
    shown = opened("sources", on=asked)
    assert not shown.exception
    said = [one for one in told(shown) if one.startswith(f"This link asks for on `{asked}`")]
    assert len(said) == 1
    day = shown.selectbox(key="on").value
    if asked == "2020-02-11":
        assert said[0].endswith(f"shown instead: {chosen}.")
        assert day == "2020-02-12"


@pytest.mark.parametrize("asked", ["<script>alert(1)</script>", "x" * 5_000, "2020-99-99", ""])
def test_a_hostile_day_gives_a_working_page(opened, asked):
    shown = opened("sources", on=asked)
    assert not shown.exception
    assert shown.get("plotly_chart")
    assert "<script" not in words(shown)


def test_another_crisis_while_a_day_is_chosen_gives_the_nearest_day(opened):
    shown = opened("sources", on="2020-02-10")
    shown.selectbox(key="crisis").set_value("world").run()
    assert not shown.exception
    assert shown.get("plotly_chart")


def test_every_statement_leads_to_its_own_page(opened):
    shown = opened("sources", on="2020-02-10")
    for figure_id in marks(shown):
        assert f'href="figure?figure={figure_id}"' in words(shown)


def test_sources_say_kind_way_of_knowing_licence_last_statement_and_revisions(opened):
    table = html(shown := opened("sources", on="2020-02-10"), "dd-problems dd-rows")[-1]
    for said in ("Monitor", "Collects its own counts", "CC BY 4.0", "never, as far as the tables know", "1 withdrawn"):
        assert said in table
    assert "8, the last for 15 May 2020" in table
    assert not shown.exception


def test_another_definition_is_named_with_its_words(opened):
    said = words(opened("sources", on="2020-03-05"))
    assert "Another definition." in said
    assert "those who returned are taken off" in said


def test_a_range_and_a_blank_data_of_one_row_are_drawn(opened):
    shown = opened("sources", place="X-SYR-IDLEB-CITY", indicator="population")
    assert not shown.exception
    assert "700,000 to 1 million" in on_the_page(shown)


def test_markup_in_a_caveat_is_shown_as_text(opened, data):
    bad = "<img src=x onerror=alert(2)>"
    edit(data, "syr-nw-2020-02-12-displaced-ocha", caveat=bad, source_document=bad)
    said = words(opened("sources", on="2020-02-12"))
    assert bad not in said
    assert "&lt;img src=x" in said


def test_a_series_of_withdrawn_statements_only_says_what_to_do(opened, data):
    edit(
        data,
        "syr-nw-2020-02-10-population-idleb-city-sohr",
        status="withdrawn",
        role="triangulation",
        change_reason="x",
    )
    shown = opened("sources", place="X-SYR-IDLEB-CITY", indicator="population")
    assert not shown.exception
    assert told(shown) == [
        "Nothing matches this choice. Every statement about it was withdrawn; Revisions has them all."
    ]
