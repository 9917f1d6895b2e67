"""The page Update: what a curator meets between a dropped file and its publication."""

import pytest

import curation
from tests.pages.conftest import headline, html, on_the_page, rows_of, table_text

CRISIS = "syr-nw-2019-12"


@pytest.fixture
def dropped(opened, data):
    """The page Update after files were dropped on it."""

    def of(**files: bytes):
        page = opened("update")
        for name, content in files.items():
            page.file_uploader(key="update-files-0").upload(name.replace("_", "."), content)
        return page.run()

    return of


def next_report(folder, **cells: str) -> dict[str, str]:
    """A later count of the first headline by the same source."""
    own = {"figure_id": "next-report", "as_of": "2020-06-30", "published_on": "2020-06-30"}
    return {**headline(CRISIS, folder), "url": "https://example.org/next", **own, **cells}


def csv_of(*rows: dict[str, str]) -> bytes:
    return table_text(list(rows)).encode()


def publish(page, reason: str = "Situation report 9"):
    for box in page.checkbox:
        box.check()
    page.run()
    page.text_input(key="update-reason").input(reason).run()
    return page.button(key="update-publish").click().run()


def test_the_page_says_who_the_curator_is(opened, data, monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "Amal Haddad")
    assert "You are Amal Haddad" in on_the_page(opened("update"))


def test_a_server_without_a_curator_offers_no_upload_and_says_why(opened, data, monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "nobody")
    page = opened("update")
    assert not page.file_uploader
    assert "nobody can change its figures" in page.info[0].value


def test_a_good_row_is_counted_compared_and_published_with_name_and_reason(dropped, data, monkeypatch):
    monkeypatch.setenv("DISPLACEMENT_CURATOR", "Amal Haddad")
    page = publish(dropped(good_csv=csv_of(next_report(data, value="846123"))))
    assert "is published" in page.success[0].value
    assert any(row["value"] == "846123" for row in rows_of("figures", data))
    newest = curation.history(data, 1)[0]
    assert (newest.author.name, newest.reason, newest.upload) == ("Amal Haddad", "Situation report 9", "good.csv")
    assert newest.counts["figures"]["added"] == 1


def test_each_problem_stands_with_its_line_its_column_and_how_to_mend_it(dropped, data):
    page = dropped(bad_csv=csv_of(next_report(data, value="12k"), next_report(data, figure_id="b", sex="female")))
    listed = "".join(html(page, "dd-problems"))
    assert "12k" in listed
    assert "female" in listed
    assert '<td data-head="Lines">3</td><td data-head="Column">sex</td>' in listed
    assert not [one for one in page.button if one.key == "update-publish"]


def test_a_telephone_number_is_refused_and_never_repeated(dropped, data):
    page = dropped(notes_csv=csv_of(next_report(data, note="call Fatima on +963 944 123 456")))
    assert "note" in "".join(html(page, "dd-problems"))
    assert "944 123" not in on_the_page(page)
    assert not [one for one in page.button if one.key == "update-publish"]


def test_a_count_of_three_is_held_until_somebody_takes_it_on_themselves(dropped, data):
    page = dropped(small_csv=csv_of(next_report(data, value="3", sex="f", age_group="0-4", qualifier="exact")))
    assert page.button(key="update-publish").disabled
    assert any("■" in box.label for box in page.checkbox)
    page = publish(page)
    assert "is published" in page.success[0].value


def test_a_new_source_may_come_with_its_figures(dropped, data):
    source = {**rows_of("sources", data)[0], "source_id": "new-voice", "name": "A new voice", "short_name": "New"}
    page = dropped(
        sources_csv=csv_of(source), figures_csv=csv_of(next_report(data, source_id="new-voice", role="triangulation"))
    )
    page = publish(page)
    assert "is published" in page.success[0].value
    assert any(row["source_id"] == "new-voice" for row in rows_of("figures", data))
    assert len(curation.history(data)) == 2


def test_a_figure_by_an_unknown_source_is_refused_beside_the_published_tables(dropped, data):
    page = dropped(figures_csv=csv_of(next_report(data, source_id="nobody-knows")))
    assert "nobody-knows" in "".join(html(page, "dd-problems"))
    assert "sources.csv" in "".join(html(page, "dd-problems"))
    assert "This cannot be published" in page.error[0].value


def test_the_published_table_sent_back_changes_nothing(dropped, data):
    page = dropped(figures_csv=(data / "figures.csv").read_bytes())
    assert "Nothing would change" in page.info[0].value


def test_half_the_table_is_not_taken_for_the_whole_unless_somebody_says_so(dropped, data):
    rows = rows_of("figures", data)
    page = dropped(half_csv=csv_of(*rows[: len(rows) // 2]))
    assert page.radio[0].value == "add"
    page = page.radio[0].set_value("replace").run()
    assert any("removed" in box.label for box in page.checkbox)
    assert page.button(key="update-publish").disabled


def test_an_answer_is_kept_said_and_can_be_taken_back(dropped, data):
    page = dropped(dots_csv=csv_of(next_report(data, value="713.500")))
    choice = next(one for one in page.button if one.label == "decimal comma")
    page = choice.click().run()
    assert "decimal comma" in on_the_page(page)
    assert page.button(key="update-publish")
    page = next(one for one in page.button if one.label == "Choose again").click().run()
    assert any(one.label == "decimal comma" for one in page.button)


def test_without_a_reason_nothing_is_published(dropped, data):
    page = dropped(good_csv=csv_of(next_report(data)))
    for box in page.checkbox:
        box.check()
    page = page.run()
    assert page.button(key="update-publish").disabled
    assert curation.current(data) is None
