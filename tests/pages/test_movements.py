"""Movements: links of one source and date, within a place apart, sums only of periods that may be added."""

import pytest

from tests.pages.conftest import CRISES, html, on_the_page, told

IDLEB = {"crisis": "syr-nw-2019-12"}


def charts(page) -> list[str]:
    return [one.proto.alt for one in page.get("plotly_chart")]


@pytest.mark.parametrize("crisis", CRISES)
def test_every_series_opens(opened, crisis):
    page = opened("movements", crisis=crisis)
    if not [one for one in page.selectbox if one.key == "links"]:
        assert "No source names the places people came from" in told(page)[0]
        return
    for series in range(len(page.selectbox(key="links").options)):
        page.selectbox(key="links").select_index(series).run()
        assert not page.exception
        assert html(page, "dd-source")


def test_moves_within_a_place_are_said_apart_from_links(opened):
    page = opened("movements", **IDLEB)
    assert "Within the same place, not drawn as links: Idleb about 297,000; Aleppo about 86,000." in on_the_page(page)
    assert "from Idleb to Aleppo, about 46,000, the most of 2 links" in html(page, "dd-title")[0]
    bands = page.get("plotly_chart")[0].proto.spec
    assert "46400" in bands
    assert "297000" not in bands


def test_the_matrix_has_origins_down_destinations_across_and_a_blank_for_the_unsaid(opened):
    page = opened(
        "movements", when="syr-nw-2019-12|idp_movements|idp-task-force|IDP|1.0|2019-12-31|2019-12-01", **IDLEB
    )
    (matrix,) = html(page, "dd-cells")
    assert "81,900" in matrix
    assert matrix.count("<tr>") == 3
    assert 'tabindex="0"' in matrix


def test_periods_added_are_movements_and_say_which_links_are_partial(opened):
    page = opened("movements", when="added", **IDLEB)
    said = on_the_page(page)
    assert "one person may be counted more than once" in said
    assert "Aleppo to Idleb, 1 of 2" in said
    assert "128,300" in html(page, "dd-cells")[0]


def test_a_stock_by_country_of_origin_has_no_sum_over_time(opened):
    page = opened("movements", crisis="syr-2011")
    assert not [one for one in page.selectbox(key="when").options if "added" in one]
    assert "number on a date" in charts(page)[0]


def test_areas_that_hold_each_other_are_not_put_into_one_picture(opened):
    """The countries around Syria hold Jordan, which holds Zaatari camp: bands would count people three times."""
    page = opened("movements", crisis="syr-2011", links="syr-2011|refugees|unhcr|REF|")
    assert "one may lie in another" in on_the_page(page)
    assert not [one for one in charts(page) if one.startswith("Bands")]


def test_days_at_a_border_may_be_added(opened):
    page = opened("movements", crisis="syr-ne-2019-10", when="added")
    assert "from Syria to Iraq, 19,000" in html(page, "dd-title")[0]


def test_arrivals_departures_and_returns_are_told_place_by_place(opened):
    alt = charts(opened("movements", **IDLEB))[-1]
    for words in (
        "Dana sub-district: arrived 248,842",
        "Saraqab sub-district: left 185,364",
        "Idleb: came back 12,000",
    ):
        assert words in alt


def test_the_table_of_arrivals_departures_and_returns_opens(opened):
    page = opened("movements", **IDLEB)
    page.session_state["movements-places-table"] = True
    page.run()
    assert not page.exception
    rows = page.dataframe[-1].value
    assert rows["Source"].notna().all()
    assert {"Saraqab sub-district: left", "Idleb: came back"} <= set(rows["Part"])


def test_hostile_words_in_the_address_give_a_working_page(opened):
    page = opened("movements", crisis="<script>", links="x" * 5_000, when="-", period="null")
    assert not page.exception
    assert charts(page)
