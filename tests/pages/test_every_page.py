"""Every page opens for every crisis, and never shows what must not leave the house."""

from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import CRISES, PAGES, edit, headline, html, on_the_page, page_opened, rows_of

# Pages that have the name of their file as their title.
NAMED = ("trend", "breakdown", "places", "movements", "revisions", "figures", "update", "history", "about")

# Pages that show the newest headline as a number.
WITH_HEADLINE = ("situation", "trend", "compare", "revisions", "figures")

HEADINGS = {
    "situation": ["How it changed", "Who they are", "How fresh this is"],
    "about": [
        "How figures are chosen, rounded and refused",
        "What the words mean",
        "Indicators",
        "Sources",
        "The data",
        "Columns of the figures",
    ],
}


@cache
def of_crisis(page: str, crisis: str) -> AppTest:
    """A page of a crisis, opened once: to look at, not to click."""
    return page_opened(page, crisis=crisis)


@pytest.mark.parametrize("crisis", CRISES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_every_crisis_and_is_called_what_the_menu_calls_it(page, crisis):
    shown = of_crisis(page, crisis)
    assert not shown.exception
    assert not shown.error
    assert len(shown.title) == 1
    # The foot names the version, also where a page has nothing to show for a crisis.
    assert len(html(shown, "dd-foot")) == 1
    assert page not in NAMED or shown.title[0].value == page.capitalize()
    said = [one.value for one in shown.header]
    assert said == HEADINGS.get(page, said)
    assert said or page in ("breakdown", "places", "events", "figures", "update", "history", "health")


@pytest.mark.parametrize("page", ["situation", "trend", "breakdown"])
@pytest.mark.parametrize("crisis", CRISES)
def test_every_chart_carries_title_text_source_licence_table_and_download(page, crisis):
    shown = of_crisis(page, crisis)
    charts = shown.get("plotly_chart")
    lines = html(shown, "dd-source")
    # Two downloads under each: CSV, and CSV with HXL tags.
    assert len(lines) == len(charts) == len(shown.expander) == len(shown.get("download_button")) / 2
    for chart, line in zip(charts, lines, strict=True):
        assert len(chart.proto.alt) > 40
        assert '"title"' in chart.proto.spec
        for part in ("Source:", "Data", "Qualifier:", "Licence:"):
            assert f"<b>{part}</b>" in line


def test_a_restricted_row_is_on_no_page(opened, data):
    row = headline(CRISES[0])
    query = {page: {"words": row["figure_id"]} if page == "figures" else {} for page in PAGES}
    edit(data, row["figure_id"], value="765431", qualifier="exact", note="zzz-secret")
    for page in WITH_HEADLINE:
        assert "765431" in on_the_page(opened(page, **query[page])).replace(",", ""), page
    for sensitivity in ("restricted", "internal"):
        edit(data, row["figure_id"], sensitivity=sensitivity)
        for page in PAGES:
            shown = opened(page, **query[page])
            assert not shown.exception, page
            said = on_the_page(shown).replace(",", "")
            assert "765431" not in said, page
            assert "zzz-secret" not in said, page


def test_markup_in_a_curated_text_is_shown_as_text(opened, data):
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    row = headline(CRISES[0])
    edit(data, row["figure_id"], caveat=bad, source_document=bad)
    for page in ("situation", "trend"):
        shown = opened(page)
        assert not shown.exception
        said = "".join(one.value for one in shown.get("html"))
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in said
        assert "<script" not in said
        assert "onerror=alert(2)>" not in said
        assert "<script" not in "".join(one.proto.spec for one in shown.get("plotly_chart"))


def test_a_table_changed_on_disk_shows_on_the_next_rerun(opened, data):
    shown = opened("situation")
    row = headline(CRISES[0], data)
    edit(data, row["figure_id"], value="1234000")
    shown.run()
    assert not shown.exception
    assert "1.23 million" in html(shown, "dd-lead")[0]
    edit(data, row["figure_id"], value=row["value"])
    assert "1.23 million" not in html(shown.run(), "dd-lead")[0]


def test_about_defines_every_indicator_names_every_source_and_every_column(opened):
    said = on_the_page(opened("about")).replace("&#x27;", "'").replace("&amp;", "&")
    for row in rows_of("indicators"):
        assert row["definition"] in said
    for row in rows_of("sources"):
        assert row["name"] in said
    for column in rows_of("figures")[0]:
        assert f"<dt>{column}</dt>" in said
