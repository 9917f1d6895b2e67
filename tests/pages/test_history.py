"""The page History: what readers may know of each version, and the way back."""

import pytest

import curation
from tests.pages.conftest import edit, on_the_page, rows_of, table_text

AMAL = curation.Author("Amal Haddad", "amal@example.org")


def publish(folder, figure_id: str, reason: str, **cells: str) -> None:
    """Publish one figure with other cells."""
    rows = [{**row, **(cells if row["figure_id"] == figure_id else {})} for row in rows_of("figures", folder)]
    now = curation.current(folder)
    files = {"figures.csv": table_text(rows).encode()}
    curation.publish(
        folder, files, author=AMAL, reason=reason, base=now and now.id, upload=("report.csv", b"as it came")
    )


@pytest.fixture
def figure(data) -> str:
    """The first figure of the table."""
    return rows_of("figures", data)[0]["figure_id"]


@pytest.fixture
def nobody(monkeypatch):
    """A reader, who may not upload."""
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "nobody")


def test_before_the_first_publication_there_is_no_history(opened, data):
    assert "There is no earlier version" in opened("history").info[0].value


def test_a_version_says_who_when_why_and_which_cell(opened, data, figure):
    publish(data, figure, "Read again on paper", note="Page 3.")
    page = opened("history")
    said = on_the_page(page)
    assert "Amal Haddad" in said
    assert "Read again on paper" in said
    cells = next(one.value for one in page.dataframe if "Before" in one.value.columns)
    assert cells[["Row", "Column", "After"]].to_numpy().tolist() == [[figure, "note", "Page 3."]]


def test_readers_see_no_addresses_no_files_and_no_way_back(opened, data, figure, nobody):
    publish(data, figure, "Read again on paper", note="Page 3.")
    page = opened("history", version="1")
    assert "amal@example.org" not in on_the_page(page)
    # Every page has the button that shows newer figures, hidden until there are some.
    assert [one.key for one in page.button] == ["newer-show"]
    assert not page.get("download_button")


def test_rows_that_are_not_public_are_in_nobodys_history_but_the_curators(opened, data, figure, nobody, monkeypatch):
    publish(data, figure, "Kept back", sensitivity="restricted", note="Not for everybody.")
    publish(data, figure, "Still kept back", sensitivity="restricted", note="Nor this.")
    for version in ("2", "3"):
        said = on_the_page(opened("history", version=version))
        assert "Not for everybody." not in said
        assert "Nor this." not in said
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "Amal")
    assert "Nor this." in on_the_page(opened("history", version="3"))


def test_the_first_click_shows_what_would_change_and_only_the_second_changes_it(opened, data, figure):
    before = (data / "figures.csv").read_bytes()
    publish(data, figure, "A slip", note="Wrong.")
    page = opened("history", version="1")
    page = page.button(key="history-restore").click().run()
    assert "Wrong." in on_the_page(page)
    assert (data / "figures.csv").read_bytes() != before
    page = page.button(key="history-restore-yes").click().run()
    assert "the tables are those of version 1" in page.success[0].value
    assert (data / "figures.csv").read_bytes() == before
    assert [one.act for one in curation.history(data)] == ["restore", "publish", "begin"]


def test_a_way_back_that_somebody_overtook_is_refused_with_who_and_why(opened, data, figure):
    publish(data, figure, "A slip", note="Wrong.")
    page = opened("history", version="1").button(key="history-restore").click().run()
    publish(data, figure, "A better note", note="Right.")
    page = page.button(key="history-restore-yes").click().run()
    assert "A better note" in page.error[0].value
    assert any(row["note"] == "Right." for row in rows_of("figures", data))


def test_a_file_edited_by_hand_is_offered_for_adoption_with_what_differs(opened, data, figure):
    publish(data, figure, "The first", note="One.")
    edit(data, figure, note="By hand.")
    page = opened("update")
    assert "figures" in on_the_page(page)
    assert "1 cell of 1 row revised" in on_the_page(page)
    page = page.text_input(key="update-adopt-reason").input("Typed from the fax").run()
    page = page.button(key="update-adopt").click().run()
    assert curation.history(data, 1)[0].act == "adopt"
    assert curation.hand_edits(data) == []


def test_an_edit_by_hand_can_be_put_back_and_is_kept_in_the_history(opened, data, figure):
    publish(data, figure, "The first", note="One.")
    edit(data, figure, note="By hand.")
    page = opened("update").text_input(key="update-adopt-reason").input("Not meant").run()
    page.button(key="update-put-back").click().run()
    assert any(row["note"] == "One." for row in rows_of("figures", data))
    assert curation.history(data, 1)[0].act == "put_back"
    assert curation.hand_edits(data) == []
