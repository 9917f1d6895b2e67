"""Sign-in on the page Update: a second person for large changes, and rights that end when the list says so."""

import time
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.util import patch_config_options

import curation
from tests.components.test_access import SIGN_IN
from tests.pages.conftest import HOUSE, PATIENCE, on_the_page, rows_of, table_text

LIST = """
publishers = ["amal@example.org", "bo@example.org"]
curators = ["cy@example.org"]
second_person_above = 20
"""


@pytest.fixture
def people(data, tmp_path, monkeypatch) -> Path:
    """The list of people, on a server with sign-in."""
    file = tmp_path / "people.toml"
    file.write_text(LIST, encoding="utf-8")
    monkeypatch.setenv("DISPLACEMENT_PEOPLE", str(file))
    monkeypatch.delenv("DISPLACEMENT_CURATOR", raising=False)
    with patch_config_options({"secrets.files": []}):
        st.secrets._reset()
        yield file


def opened(email: str, signed_in: float = 0) -> AppTest:
    """The page Update as somebody who signed in so many hours ago."""
    page = AppTest.from_file(str(HOUSE / "dashboard.py"), default_timeout=PATIENCE)
    page.switch_page("app_pages/update.py")
    page.secrets["auth"] = SIGN_IN
    name = email.partition("@")[0].capitalize()
    iat = int(time.time() - signed_in * 3600)
    page.user = {"is_logged_in": True, "email": email, "email_verified": True, "name": name, "iat": iat}
    return page.run()


def large_change(folder) -> bytes:
    """A new note in a third of the events."""
    rows = rows_of("events", folder)
    changed = [{**row, "note": f"{row['note']} Looked at again.".strip()} for row in rows[: len(rows) // 3]]
    return table_text(changed).encode()


def handed_over(folder) -> AppTest:
    """What Amal sees after she handed a large change over."""
    page = opened("amal@example.org")
    page.file_uploader(key="update-files-0").upload("events.csv", large_change(folder))
    page.run()
    for box in page.checkbox:
        box.check()
    page = page.run().text_input(key="update-reason").input("All notes read again").run()
    assert page.button(key="update-publish").label == "Hand over to a second person"
    return page.button(key="update-publish").click().run()


def test_a_large_change_waits_for_another_person_and_then_bears_both_names(people, data):
    before = (data / "events.csv").read_bytes()
    assert "Handed over" in handed_over(data).success[0].value
    assert (data / "events.csv").read_bytes() == before
    page = opened("amal@example.org")
    publish = next(one for one in page.button if one.label == "Publish it")
    assert "another person must approve" in publish.click().run().error[0].value
    page = opened("bo@example.org")
    assert "All notes read again" in on_the_page(page)
    page = next(one for one in page.button if one.label == "Publish it").click().run()
    assert "is published" in page.success[0].value
    newest = curation.history(data, 1)[0]
    assert (newest.author.name, newest.approved_by) == ("Amal", "Bo <bo@example.org>")
    assert (data / "events.csv").read_bytes() != before


def test_a_declined_change_is_gone_from_the_page_and_never_shown(people, data):
    handed_over(data)
    page = opened("bo@example.org")
    page = next(one for one in page.button if one.label == "Decline it").click().run()
    assert "nothing was published" in page.success[0].value
    assert not [one for one in opened("bo@example.org").button if one.label == "Publish it"]


def test_who_signed_in_nine_hours_ago_compares_but_signs_in_again_to_publish(people, data):
    page = opened("bo@example.org", signed_in=9)
    page.file_uploader(key="update-files-0").upload("events.csv", large_change(data))
    page.run()
    assert "more than 8 hours ago" in on_the_page(page)
    assert not [one for one in page.button if one.key == "update-publish"]


def test_a_curator_compares_and_leaves_publishing_to_a_publisher(people, data):
    page = opened("cy@example.org")
    page.file_uploader(key="update-files-0").upload("events.csv", large_change(data))
    page.run()
    assert "but not publish" in on_the_page(page)
    assert not [one for one in page.button if one.key == "update-publish"]


def test_a_publisher_taken_off_the_list_may_not_finish_what_he_began(people, data):
    page = opened("bo@example.org")
    rows = rows_of("events", data)
    page.file_uploader(key="update-files-0").upload("events.csv", table_text([{**rows[0], "note": "New."}]).encode())
    page.run()
    page = page.text_input(key="update-reason").input("One note").run()
    people.write_text('publishers = ["amal@example.org"]\n', encoding="utf-8")
    page = page.button(key="update-publish").click().run()
    assert "not on the list" in on_the_page(page)
    assert curation.current(data) is None


def test_nobody_else_gets_the_uploader(people, data):
    page = opened("dee@example.org")
    assert not page.file_uploader
    assert "not on the list of curators" in on_the_page(page)
