"""The page Update: a publisher's file and anybody's table, from what they look like to their publication."""

import pytest

import curation
from tests.pages.conftest import html, on_the_page, rows_of

# IDMC's yearly table, small, of a country that no curated figure is for.
GIDD = b"""ISO3,Name,Year,Conflict Stock Displacement,Conflict Internal Displacements
SDN,Sudan,2019,2134000,84000
SDN,Sudan,2020,2276000,79000
"""
WEEK = "Région,Mois,Habitants\nGao,2013-01,600\nMopti,2013-01,700\n".encode()


@pytest.fixture
def dropped(opened, data):
    """The page Update after a file was dropped on it."""

    def of(name: str, content: bytes):
        page = opened("update")
        page.file_uploader(key="update-files-0").upload(name, content)
        return page.run()

    return of


def button(page, label: str):
    """The only button that says so."""
    (found,) = [one for one in page.button if one.label == label]
    return found


def answer(page, key: str, text: str):
    """Write the answer to a question and press its button."""
    box = next(one for one in page.text_input if one.key.endswith(f"-{key}-text"))
    box.input(text)
    page.run()
    return next(one for one in page.button if one.key.endswith(f"-{key}-so")).click().run()


def test_a_publishers_file_says_what_it_looks_like_why_and_under_which_licence(dropped):
    page = dropped("week.csv", GIDD)
    assert "This looks like: IDMC GIDD country-year table, Sudan: 1 place, 2 indicators" in "".join(
        html(page, "dd-lead")
    )
    assert "country code, a year" in on_the_page(page)
    licence = "".join(html(page, "dd-source"))
    assert "CC BY-NC 4.0" in licence
    assert "forbids commercial use" in licence


def test_a_publishers_file_is_compared_and_published_with_its_place_and_crisis(dropped, data):
    page = dropped("week.csv", GIDD)
    for box in page.checkbox:
        box.check()
    page.run()
    page.text_input(key="update-reason").input("GIDD of May").run()
    page.button(key="update-publish").click().run()
    assert "is published" in page.success[0].value
    assert {"2134000", "2276000"} <= {row["value"] for row in rows_of("figures", data) if row["location_id"] == "SDN"}
    assert "SDN" in {row["location_id"] for row in rows_of("locations", data)}
    assert "sdn" in {row["crisis_id"] for row in rows_of("crises", data)}
    assert curation.history(data, 1)[0].upload == "week.csv"


def test_the_same_file_dropped_again_changes_nothing(dropped, data):
    test_a_publishers_file_is_compared_and_published_with_its_place_and_crisis(dropped, data)
    page = dropped("again.csv", GIDD)
    assert "Nothing would change" in page.info[0].value


def test_anybodys_table_shows_what_each_column_is_and_a_curator_corrects_it(dropped, data):
    page = dropped("week.csv", WEEK)
    role = next(one for one in page.selectbox if one.label == "Habitants")
    role.set_value("refugees")
    button(page, "Read the columns so").click().run()
    role = next(one for one in page.selectbox if one.label == "Habitants")
    assert role.value == "refugees"
    later = dropped("next-week.csv", WEEK.replace(b"2013-01", b"2013-02"))
    assert "as was said for an earlier file" in on_the_page(later)
    assert next(one for one in later.selectbox if one.label == "Habitants").value == "refugees"
    button(later, "Forget that").click().run()
    assert next(one for one in later.selectbox if one.label == "Habitants").value != "refugees"


def test_what_no_cell_says_is_asked_and_an_answer_leads_on(dropped):
    page = answer(dropped("week.csv", b"country,idps\nSDN,2276000\n"), "date", "December 2020")
    assert "31 December 2020" in "".join(html(page, "dd-lead"))
    assert not [one for one in page.button if one.key == "update-publish"]
    source = next(one for one in page.selectbox if one.label == "Source")
    source.set_value("ocha").run()
    page = next(one for one in page.button if one.key.endswith("-source-so")).click().run()
    assert [one for one in page.button if one.key == "update-publish"]


def test_a_telephone_number_in_a_publishers_file_is_refused_and_not_shown(dropped):
    told = GIDD.replace(b"Name,", b"Name,Contact,").replace(b"Sudan,", b"Sudan,+249 912 345 678,")
    page = dropped("week.csv", told)
    assert "912 345" not in on_the_page(page)
    assert "stops it" in "".join(html(page, "dd-problems"))
    assert not [one for one in page.button if one.key == "update-publish"]


def test_a_table_of_nothing_that_counts_asks_what_its_columns_are(dropped):
    page = dropped("colours.csv", b"name,colour\nhouse,red\ntree,green\n")
    assert "No layout fits this file" in "".join(html(page, "dd-lead"))
    assert {"name", "colour"} <= {one.label for one in page.selectbox}
