"""The pages in a real browser: they open, draw, fit, travel in a link, and need no mouse."""

import time
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from components import ahead

pytestmark = pytest.mark.browser

# Pages by their address, and how many charts each draws of the first crisis.
CHARTS = {
    "": 2,
    "trend": 3,
    "breakdown": 1,
    "places": 2,
    "movements": 3,
    "sources": 1,
    "revisions": 1,
    "figures": 0,
    "about": 0,
}
# A desk has the other theme, too, while the page is open, and a phone becomes the smallest one.
DESK, PHONE, SMALL_PHONE = 1280, 375, 320

# Of each chart: its accessible name, how many marks are to be seen, and texts that stick out of it. Its own
# title is there for its picture only, and hidden on the page, where it stands above as text.
DRAWN = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].map(chart => {
  const box = chart.getBoundingClientRect();
  const seen = one => { const r = one.getBoundingClientRect();
    return r.width > 0 && r.height > 0 && one.checkVisibility({visibilityProperty: true, opacityProperty: true}); };
  return {
    name: chart.getAttribute('aria-label') || '',
    role: chart.getAttribute('role'),
    marks: [...chart.querySelectorAll('.main-svg .point, .main-svg .point path, .main-svg .sankey-link')]
      .filter(seen).length,
    outside: [...chart.querySelectorAll('.main-svg text:not(.gtitle)')].filter(seen).filter(text => {
      const r = text.getBoundingClientRect();
      return r.right > box.right + 1 || r.left < box.left - 1;
    }).map(text => text.textContent),
  };
})"""

# The colour a page stands on.
GROUND = """() => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor"""

WIDTHS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
  .map(one => one.scrollWidth - one.clientWidth)"""

HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter(one => one.checkVisibility()).map(one => Number(one.tagName[1]))"""

# Inputs nobody could name: no label, no aria-label, no aria-labelledby.
NAMELESS = """() => [...document.querySelectorAll('[data-testid="stMain"] :is(input, textarea, select, button)')]
  .filter(one => one.checkVisibility() && one.type !== 'hidden' && !one.closest('[aria-hidden="true"]'))
  .filter(one => !(one.labels && one.labels.length) && !one.getAttribute('aria-label')
    && !one.getAttribute('aria-labelledby') && !one.textContent.trim() && !one.title)
  .map(one => one.outerHTML.slice(0, 200))"""

# What a reader without a mouse must reach: in the navigation and on the page, in sight and in use. Parts of a
# widget that has another stop (the arrow of a list, the steps of a number) are operated from that stop.
CONTROLS = """() => [...document.querySelectorAll(
    ':is([data-testid="stHeader"], [data-testid="stMain"]) :is(input, textarea, select, button, summary, a[href])')]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.type !== 'hidden')
  .filter(one => !one.closest('[aria-hidden="true"]'))
  .filter(one => one.tabIndex >= 0 || !one.closest(
    '[data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stDateInput"],'
    + '[data-testid="stNumberInput"]'))"""


# Notes where the focus is, and says whether it has been there before.
REACHED = """() => {
  const one = document.activeElement, again = one === document.body || 'reached' in one.dataset;
  one.dataset.reached = '';
  return one.matches('[data-testid="data-grid-canvas"]') ? 'table' : again ? 'again' : 'on';
}"""


@pytest.mark.parametrize("path", CHARTS)
def test_a_page_opens_draws_its_charts_and_fits_a_phone(reader, path):
    somebody = reader(PHONE)
    page = somebody.open(path)
    assert page.get_by_test_id("stException").count() == 0
    fits(page, path)
    page.set_viewport_size({"width": SMALL_PHONE, "height": 900})
    fits(somebody.settled(), path)


def fits(page: Page, path: str) -> None:
    """Every chart is drawn, named and whole, and nothing is wider than the screen."""
    charts = page.evaluate(DRAWN)
    assert len(charts) == CHARTS[path]
    for chart in charts:
        assert chart["role"] == "figure"
        assert len(chart["name"]) > 40
        assert chart["marks"] > 0
        assert chart["outside"] == []
    assert max(page.evaluate(WIDTHS)) <= 0
    assert page.locator("img:not([alt]), img[alt='']").count() == 0


@pytest.mark.parametrize("path", CHARTS)
def test_a_page_fits_a_desk_light_and_dark_and_its_parts_have_names_and_are_reached_by_tab_alone(reader, path):
    somebody = reader(DESK)
    page = somebody.open(path)
    assert page.get_by_test_id("stException").count() == 0
    fits(page, path)
    named_and_reached(page)
    light = page.evaluate(GROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"before => ({GROUND})() !== before", arg=light)
    fits(somebody.settled(), path)


def named_and_reached(page: Page) -> None:
    """Headings and controls have names in order, and Tab alone reaches every one."""
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate("document.documentElement.lang")
    assert page.title().endswith(" – Displacement figures")
    reached_by_tab(page)


def reached_by_tab(page: Page) -> None:
    """Within a table Tab goes from cell to cell; Escape, then Tab, leaves it, as its description says."""
    for _ in range(400):
        page.keyboard.press("Tab")
        where = page.evaluate(REACHED)
        if where == "table":
            page.keyboard.press("Escape")
        if where == "again":
            break
    missed = page.evaluate(
        f"() => ({CONTROLS})().filter(one => !('reached' in one.dataset)).map(one => one.outerHTML.slice(0, 160))"
    )
    assert missed == []
    assert page.evaluate(f"() => ({CONTROLS})().length") >= 5


def test_a_list_is_opened_and_chosen_from_by_keyboard(reader):
    somebody = reader()
    page = somebody.open()
    before = page.locator("h1").inner_text()
    page.get_by_role("combobox", name="Crisis").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text(before)


def test_a_choice_by_mouse_is_in_the_address_and_a_stranger_sees_the_same(reader):
    somebody = reader()
    page = somebody.open()
    somebody.choose("Crisis", "Syria, since 2011")
    expect(page.locator("h1")).to_have_text("Syria, since 2011")
    assert asked(page)["crisis"] == ["Syria, since 2011"]

    somebody.go_to("Figures")
    somebody.go_to("Trend")
    assert asked(page)["crisis"] == ["Syria, since 2011"]
    somebody.choose("Place", "Türkiye")
    expect(page.locator("h2").first).to_have_text("Refugees")
    assert asked(page)["place"] == ["Türkiye"]
    # The panels of the place before stay until the run is over.
    somebody.settled()
    seen = headings(page)

    page.reload()
    somebody.settled()
    assert headings(page) == seen
    stranger = reader(stranger=True)
    assert headings(stranger.follow(page.url)) == seen

    somebody.go_to("Situation")
    expect(page.locator("h1")).to_have_text("Syria, since 2011")


def test_dates_and_several_choices_travel_in_the_address(reader):
    somebody = reader()
    page = somebody.open("trend", show=["displaced_since", "population"], known="2020-02-14", **{"from": "2020-01-01"})
    seen, query = headings(page), asked(page)
    assert query["known"] == ["2020-02-14"]
    assert query["from"] == ["2020-01-01"]
    assert len(query["show"]) == 2
    somebody.go_to("About")
    somebody.go_to("Trend")
    assert asked(page) == query
    assert headings(page) == seen


def test_taking_the_last_choice_away_says_what_to_do_and_survives_a_reload(reader):
    somebody = reader()
    page = somebody.open("trend")
    page.get_by_role("button", name="Clear all").first.click()
    words = page.get_by_text("Choose at least one indicator under “Show”.")
    expect(words).to_be_visible()
    page.reload()
    expect(words).to_be_visible()


def test_another_crisis_while_a_place_is_chosen_gives_a_working_page(reader):
    somebody = reader()
    page = somebody.open("trend", place="SY02")
    somebody.choose("Crisis", "The world, by year")
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
    assert all(chart["marks"] for chart in page.evaluate(DRAWN))
    assert "Aleppo" not in page.url


def test_a_hostile_link_gives_a_working_page_and_a_sentence(reader):
    page = reader().open("trend", crisis="<img src=x onerror=alert(1)>", place="x" * 5_000, known="notadate")
    assert len(page.evaluate(DRAWN)) == 3
    for parameter in ("crisis", "place", "known"):
        expect(page.get_by_text(f"This link asks for {parameter} ")).to_be_visible()
    assert max(page.evaluate(WIDTHS)) <= 0


def test_a_hostile_link_fits_a_phone(reader):
    page = reader(320).open("trend", place="x" * 5_000, known="notadate")
    expect(page.get_by_text("This link asks for place ")).to_be_visible()
    assert max(page.evaluate(WIDTHS)) <= 0


def test_a_missing_table_gives_a_plain_sentence_until_it_is_back(reader, data, mended):
    (data / "figures.csv").unlink()
    # For so long readers keep to the version before.
    time.sleep(ahead.HOLD + 1)
    somebody = reader(375)
    page = somebody.open("trend")
    expect(page.locator("h1")).to_have_text("The figures cannot be shown just now")
    expect(page.get_by_text("please come back later")).to_be_visible()
    page.locator("summary").click()
    expect(page.get_by_text("figures.csv: expected the file to be there; put the file back")).to_be_visible()
    assert str(data.parent) not in page.content()
    assert max(page.evaluate(WIDTHS)) <= 0
    mended()
    page.reload()
    somebody.settled()
    assert len(page.evaluate(DRAWN)) == CHARTS["trend"]


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def headings(page: Page) -> list[str]:
    return page.locator("h1, h2").all_inner_texts()
