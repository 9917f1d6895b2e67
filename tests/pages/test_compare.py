"""Compare: like with like on one scale, everything else refused with its reason."""

import json

import pytest

from tests.pages.conftest import CRISES, html, on_the_page, rows_of, told, write

WAVES = ["syr-nw-2019-12|displaced_since|X-SYR-NW", "syr-2011|displaced_since|X-SYR-NW"]
COUNTRIES = [f"syr-2011|refugees|{one}" for one in ("TUR", "LBN", "JOR")]
STOCK, FLOW, HOUSEHOLDS = (
    "syr-2011|idps|SYR",
    "syr-2011|idp_movements|SYR",
    "syr-nw-2019-12|households_displaced|X-SYR-NW",
)


def charts(page) -> list[dict]:
    return [json.loads(one.proto.spec) for one in page.get("plotly_chart")]


@pytest.mark.parametrize("crisis", CRISES)
def test_each_crisis_opens_with_series_that_fit_each_other(opened, crisis):
    page = opened("compare", crisis=crisis)
    assert not page.exception
    assert not told(page)
    assert [one.value for one in page.header] == ["The latest of each", "Where next"]
    panels = charts(page)[:-1]
    assert 2 <= len(panels) <= 6
    assert len({tuple(one["layout"]["yaxis"]["range"]) for one in panels}) == 1
    assert len({tuple(one["layout"]["xaxis"]["range"]) for one in panels}) == 1
    for chart in page.get("plotly_chart"):
        assert len(chart.proto.alt) > 40
    lines = html(page, "dd-source")
    assert all("<b>Source:</b>" in one and "<b>Licence:</b>" in one for one in lines[: len(panels)])


@pytest.mark.parametrize(
    "pair, why",
    [
        ([STOCK, FLOW], "a number in a period, and another is a stock"),
        ([WAVES[0], HOUSEHOLDS], "one counts households and another people"),
        ([WAVES[0], STOCK], "one is a count since a start date"),
        (["syr-2011|refugees|TUR", "world|refugees|X-WLD"], "from one country of origin and another people from all"),
        (["syr-2011|internal_displacements|SYR", "world|internal_displacements|X-WLD"], "everybody displaced"),
        ([WAVES[0]], "2 to 6 series are compared"),
    ],
)
def test_unlike_series_are_refused_in_one_sentence(opened, pair, why):
    page = opened("compare", **{"with": pair})
    assert not page.exception
    assert not page.get("plotly_chart")
    (said,) = [one.replace("\\", "") for one in told(page)]
    assert why in said
    assert said.count(".") == 1


def test_what_fits_the_first_is_offered_instead(opened):
    page = opened("compare", **{"with": [COUNTRIES[0], STOCK]})
    page.button(key="compare-fitting").click().run()
    assert not page.exception
    assert not told(page)
    assert len(charts(page)) == 7


def test_an_empty_choice_says_what_to_do(opened):
    page = opened("compare")
    page.multiselect(key="with").set_value([]).run()
    assert not page.exception
    assert told(page) == ["2 to 6 series are compared; here are 0\\."]


def test_a_link_with_too_many_or_unknown_series_gives_a_working_page(opened):
    everywhere = [f"syr-2011|refugees|{one}" for one in ("TUR", "LBN", "JOR", "IRQ", "EGY", "SDN", "X-SYR-REGION")]
    page = opened("compare", **{"with": everywhere})
    assert not page.exception
    assert len(charts(page)) == 7
    assert any("the first 6" in one for one in told(page))
    page = opened("compare", **{"with": ["<script>alert(1)</script>", "nobody|counts|this"]})
    assert not page.exception
    assert any("which is not here" in one for one in told(page))


def test_two_waves_stand_on_days_since_each_began(opened):
    page = opened("compare", **{"with": WAVES})
    assert page.selectbox(key="aligned").value == "start"
    assert [max(one["data"][1]["x"]) for one in charts(page)[:2]] == [95.0, 204.0]
    dated = opened("compare", **{"with": WAVES, "aligned": "date"})
    assert "by date" in html(dated, "dd-subtitle")[0]


def test_a_series_without_a_start_day_is_not_placed_on_days_since_it(opened):
    page = opened("compare", **{"with": [STOCK, "world|idps|X-WLD"], "aligned": "start"})
    assert not page.exception
    assert "no start day is stated for The world, by year" in on_the_page(page)
    assert len(charts(page)) == 2


def test_a_rate_names_its_denominator_and_one_without_says_so(opened):
    page = opened("compare", **{"with": WAVES, "as": "rate"})
    said = on_the_page(page)
    assert not page.exception
    assert "more than 175 per 1,000" in said
    assert "700,000 divided by 4,000,000 people living there (OCHA, as of 13 February 2020)" in said
    assert said.count("No rate: the source of this series states no number of residents") == 1


def test_without_any_rate_the_page_says_so_and_ranks_nothing(opened):
    page = opened("compare", **{"with": COUNTRIES, "as": "rate"})
    assert not page.exception
    assert not page.get("plotly_chart")
    assert "No rate can be worked out for these series" in on_the_page(page)


def test_the_ranking_says_how_far_apart_the_days_of_its_figures_are(opened):
    page = opened("compare", **{"with": COUNTRIES})
    assert "Türkiye: 3.64 million, the greatest of 3, as of 23&nbsp;December 2020" in on_the_page(page)
    assert "53 days apart: this is the order of the latest, not of one day" in on_the_page(page)


def test_an_outlook_that_failed_is_told_with_its_numbers_and_not_drawn(opened):
    said = on_the_page(opened("compare", **{"with": WAVES}))
    assert "No outlook is drawn here" in said
    assert '<td data-head="Tried">11</td><td data-head="Right">7 (64%)</td>' in said
    assert "the interval promised more than it held" in said
    flows = opened("compare", **{"with": [FLOW, "syr-2011|idp_movements|X-SYR-NW"]})
    assert "has no pace from one day to the next" in on_the_page(flows)


def test_one_crisis_with_two_rows_gives_a_page(opened, data):
    rows = [one for one in rows_of("figures", data) if one["crisis_id"] == "syr-2011" and one["indicator"] == "idps"]
    plain = [
        one for one in rows if one["sex"] == one["age_group"] == "all" and not one["dimension"] and not one["replaces"]
    ]
    write("figures", [{**one, "event_id": ""} for one in plain[:2]], data)
    page = opened("compare", crisis="syr-2011")
    assert not page.exception
    assert page.get("plotly_chart") or told(page)
