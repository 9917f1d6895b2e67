"""Every page opens for every crisis, and never shows what must not leave the house."""

import pytest

from tests.pages.conftest import CRISES, PAGES, edit, headline, html, on_the_page, rows_of

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


@pytest.mark.parametrize("crisis", CRISES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_every_crisis(opened, page, crisis):
    shown = opened(page, crisis=crisis)
    assert not shown.exception
    assert not shown.error
    assert len(shown.title) == 1
    said = [one.value for one in shown.header]
    assert said == HEADINGS.get(page, said)
    assert said or page in ("breakdown", "places", "events", "figures", "update", "history", "health")


def test_the_pages_are_called_what_the_menu_calls_them(opened):
    for page in ("trend", "breakdown", "places", "movements", "revisions", "figures", "update", "history", "about"):
        assert opened(page).title[0].value == page.capitalize()


@pytest.mark.parametrize("page", ["situation", "trend", "breakdown"])
@pytest.mark.parametrize("crisis", CRISES)
def test_every_chart_carries_title_text_source_licence_table_and_download(opened, page, crisis):
    shown = opened(page, crisis=crisis)
    charts = shown.get("plotly_chart")
    lines = html(shown, "dd-source")
    # Two downloads under each: CSV, and CSV with HXL tags.
    assert len(lines) == len(charts) == len(shown.expander) == len(shown.get("download_button")) / 2
    for chart, line in zip(charts, lines, strict=True):
        assert len(chart.proto.alt) > 40
        assert '"title"' in chart.proto.spec
        for part in ("Source:", "Data", "Qualifier:", "Licence:"):
            assert f"<b>{part}</b>" in line


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("sensitivity", ["restricted", "internal"])
def test_a_restricted_row_is_on_no_page(opened, data, page, sensitivity):
    row = headline(CRISES[0])
    edit(data, row["figure_id"], value="765431", qualifier="exact", note="zzz-secret")
    query = {"words": row["figure_id"]} if page == "figures" else {}
    if page in ("situation", "trend", "compare", "revisions", "figures"):
        assert "765431" in on_the_page(opened(page, **query)).replace(",", "")
    edit(data, row["figure_id"], sensitivity=sensitivity)
    shown = opened(page, **query)
    assert not shown.exception
    said = on_the_page(shown).replace(",", "")
    assert "765431" not in said
    assert "zzz-secret" not in said


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
