"""Figures: every filter narrows the rows, and an empty choice says what to do."""

import pytest

from tests.pages.conftest import html, rows_of, told

ALL = [row for row in rows_of("figures") if row["sensitivity"] in ("", "public")]


def count(page) -> int:
    """Return how many rows a page says it shows."""
    return int(page.caption[0].value.split(" of ")[0].replace(",", ""))


def test_everything_is_there_when_nothing_is_chosen(opened):
    shown = opened("figures")
    assert count(shown) == len(ALL)
    assert len(shown.dataframe[0].value) == 500


@pytest.mark.parametrize(
    "parameter, column, value",
    [
        ("in", "crisis_id", "syr-ne-2019-10"),
        ("indicator", "indicator", "displaced_since"),
        ("source", "source_id", "ocha"),
        ("status", "status", "withdrawn"),
        ("role", "role", "triangulation"),
    ],
)
def test_each_filter_leaves_the_rows_it_names(opened, parameter, column, value):
    named = value.capitalize() if column in ("status", "role") else value
    shown = opened("figures", **{parameter: named})
    assert not shown.exception
    assert told(shown) == []
    assert count(shown) == len([row for row in ALL if row[column] == value])


def test_filters_narrow_each_other(opened):
    shown = opened("figures", **{"in": "syr-nw-2019-12", "from": "2020-02-01", "to": "2020-02-29"})
    expected = [
        row for row in ALL if row["crisis_id"] == "syr-nw-2019-12" and "2020-02-01" <= row["as_of"] <= "2020-02-29"
    ]
    assert count(shown) == len(expected) > 0
    assert len(shown.dataframe[0].value) == len(expected)


def test_words_are_looked_for_in_id_document_caveat_and_note_in_any_case(opened):
    shown = opened("figures", words="situation REPORT ")
    texts = [" ".join(row[name] for name in ("figure_id", "source_document", "caveat", "note")).lower() for row in ALL]
    assert count(shown) == len([text for text in texts if "situation" in text and "report" in text]) > 0


@pytest.mark.parametrize("query", [{"words": "no such words anywhere"}, {"from": "2035-01-01"}, {"words": ".*("}])
def test_a_choice_that_matches_nothing_says_what_to_do(opened, query):
    shown = opened("figures", **query)
    assert not shown.exception
    assert told(shown) == ["Nothing matches this choice. Clear a filter, widen the dates, or use fewer words."]
    assert not shown.dataframe


def test_the_pages_of_the_table_hold_every_row_once(opened):
    seen = []
    for page in (1, 2, 3):
        seen += list(opened("figures", page=str(page)).dataframe[0].value["figure_id"])
    assert sorted(seen) == sorted(row["figure_id"] for row in ALL)


def test_a_filter_chosen_on_the_last_page_leaves_a_working_page(opened):
    shown = opened("figures", page="3")
    shown.multiselect(key="in").set_value(["world"]).run()
    assert not shown.exception
    assert count(shown) == len([row for row in ALL if row["crisis_id"] == "world"])


def test_the_rows_and_all_tables_can_be_downloaded_and_their_licences_stand_above(opened):
    shown = opened("figures")
    labels = [one.label for one in shown.get("download_button")]
    assert labels == [
        "Download CSV",
        "Download HXL",
        "Download XLSX",
        "Download JSON",
        "Download all tables (ZIP)",
    ]
    (said,) = html(shown, "dd-key")
    assert "IDMC: CC BY-NC 4.0, passing on allowed, not for commercial use." in said
    assert "ReliefWeb (OCHA), IOM, OCHA and 22 more: not stated; ask the source" in said


def test_the_licences_above_the_downloads_are_those_of_the_rows_shown(opened):
    (said,) = html(opened("figures", source="unhcr"), "dd-key")
    assert said.endswith("</b> UNHCR: CC BY 4.0, passing on allowed under the licence.</p>")


def test_about_offers_all_tables_and_each_with_tags(opened):
    labels = [one.label for one in opened("about").get("download_button")]
    assert labels == ["Download all tables (ZIP)", "Figures", "Indicators", "Crises", "Places", "Events", "Sources"]
