"""Maps in a real browser, with outside addresses blocked: shapes are drawn, and a click on a place changes the rest."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import DRAWN, WIDTHS, asked

pytestmark = pytest.mark.browser

# Of each map: how many areas are filled, how many of them hatched, and how many circles are to be seen.
MAPS = """() => [...document.querySelectorAll('[class*="-map"] [data-testid="stPlotlyChart"]')].map(map => ({
  areas: [...map.querySelectorAll('.scatterlayer .js-fill')].filter(one => one.getAttribute('d')).length,
  hatched: [...map.querySelectorAll('.scatterlayer .js-fill')].filter(
    one => (one.style.fill || '').includes('url(')).length,
  circles: map.querySelectorAll('.scatterlayer .point').length,
  words: [...map.querySelectorAll('.annotation-text')].map(one => one.textContent),
}))"""

# Names of places on the page's bars, and how strongly each bar is drawn.
BARS = """() => [...document.querySelectorAll('[class*="-bars"] .barlayer .point path')].map(
  one => Number(one.style.fillOpacity))"""

GOVERNORATES = {"crisis": "syr-nw-2019-12", "what": "idp_movements"}


def press(page, mark: str) -> None:
    """Press the mouse on the middle of a mark: charts take clicks through a layer above their marks."""
    found = page.locator(mark).first
    found.scroll_into_view_if_needed()
    box = found.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_a_map_draws_every_governorate_and_hatches_those_without_a_figure(reader):
    page = reader().open("places", **GOVERNORATES)
    (drawn,) = page.evaluate(MAPS)
    assert drawn["areas"] == 13
    assert drawn["hatched"] == 12
    assert drawn["circles"] == 2
    assert any("boundaries and names" in words for words in drawn["words"])
    assert page.get_by_text("no figure from this source for this date").count() == 1


def test_a_click_on_a_place_changes_bars_table_and_address_and_a_chip_takes_it_back(reader):
    somebody = reader()
    page = somebody.open("places", **GOVERNORATES)
    press(page, ".st-key-chart-places-map .scatterlayer .point")
    expect(page.get_by_role("button", name="Show all places")).to_be_visible()
    somebody.settled()
    assert asked(page)["only"] == ["Idleb"]
    assert sorted(page.evaluate(BARS)) == [0.35, 1]
    expect(page.get_by_role("heading", name="What else is stated for Idleb")).to_be_visible()

    page.get_by_role("button", name="Show all places").click()
    expect(page.get_by_role("button", name="Show all places")).to_be_hidden()
    somebody.settled()
    assert "only" not in asked(page)
    # The same place can be chosen again, by its bar as by its circle.
    press(page, ".st-key-chart-places-bars .barlayer .point path")
    expect(page.get_by_role("button", name="Show all places")).to_be_visible()


@pytest.mark.parametrize("path, query", [("places", {"crisis": "syr-2011"}), ("movements", {"crisis": "syr-2011"})])
def test_a_map_fits_a_phone_and_no_name_is_cut(reader, path, query):
    page = reader(320).open(path, **query)
    assert max(page.evaluate(WIDTHS)) <= 0
    assert all(chart["outside"] == [] for chart in page.evaluate(DRAWN))
    assert page.evaluate(MAPS)[0]["areas"] >= 1
