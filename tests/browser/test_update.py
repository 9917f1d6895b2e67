"""From a dropped file to what readers see, and back again: in real browsers, on a server of its own."""

import io
import re
import shutil
from datetime import date, timedelta

import openpyxl
import pytest

import curation
from tests.browser import server
from tests.browser.conftest import HOUSE, Reader
from tests.pages.conftest import headline, rows_of, table_text

pytestmark = pytest.mark.browser

# The headline that the first page opens with.
CRISIS = "syr-nw-2019-12"


@pytest.fixture(scope="module")
def figures_folder(tmp_path_factory):
    return shutil.copytree(HOUSE / "data", tmp_path_factory.mktemp("own") / "data")


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("own-server") / "log.txt"


@pytest.fixture(scope="module")
def where(figures_folder, log):
    settings = {"DISPLACEMENT_DATA": str(figures_folder), "DISPLACEMENT_CURATOR": "Amal Haddad"}
    with server.running("dashboard.py", log=log, settings=settings) as address:
        yield address


@pytest.fixture
def people(browser, where, log):
    """People at browsers of their own; a test fails on any error their pages or the server met."""
    contexts, readers, before = [], [], len(log.read_text(encoding="utf-8"))

    def of(width: int = 1280) -> Reader:
        contexts.append(browser.new_context(service_workers="block", accept_downloads=True))
        readers.append(Reader(contexts[-1], where))
        readers[-1].page.set_viewport_size({"width": width, "height": 1000})
        return readers[-1]

    yield of
    faults = [fault for one in readers for fault in one.faults]
    for context in contexts:
        context.close()
    assert faults == []
    assert "Traceback" not in log.read_text(encoding="utf-8")[before:]


def newest(folder) -> dict[str, str]:
    return headline(CRISIS, folder)


def one_row(folder, **cells: str) -> bytes:
    """A file with one row: the newest headline as published, with some cells written otherwise."""
    return table_text([{**newest(folder), **cells}]).encode()


def next_report(folder, value: str, weeks: int = 1) -> bytes:
    """A file with one new row: a later count by the same source."""
    row = newest(folder)
    day = str(date.fromisoformat(row["as_of"]) + timedelta(weeks=weeks))
    own = {"figure_id": f"next-{value}".replace(".", "-"), "value": value, "as_of": day, "published_on": day}
    return table_text([{**row, **own, "url": "https://example.org/next"}]).encode()


def everything(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def drop(person: Reader, name: str, content: bytes):
    person.open("update")
    person.page.locator("[class*=st-key-update-files] input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    person.page.get_by_role("heading", name=name).wait_for()
    return person.settled()


def publish(person: Reader, reason: str):
    give_reason(person, reason)
    person.page.get_by_role("button", name="Publish", exact=True).click()
    person.page.get_by_text(re.compile(r"Version \d+ is published")).wait_for()
    return person.settled()


def give_reason(person: Reader, reason: str):
    """Tick what is to be ticked, and write the reason."""
    page = person.page
    for box in page.get_by_role("checkbox").all():
        if not box.is_checked():
            box.locator("xpath=ancestor::label").click()
            person.settled()
    page.get_by_role("textbox", name="Why, in a sentence").fill(reason)
    page.get_by_role("textbox", name="Why, in a sentence").press("Enter")
    return person.settled()


def test_a_dropped_file_is_published_and_an_open_page_shows_it_at_its_next_click(people, figures_folder):
    reader, curator = people(), people()
    reader.open("trend", crisis=CRISIS)
    drop(curator, "report-9.csv", next_report(figures_folder, "812345"))
    assert curator.page.get_by_text("1 row added", exact=False).first.is_visible()
    publish(curator, "Situation report 9")
    assert any(row["value"] == "812345" for row in rows_of("figures", figures_folder))
    reader.go_to("Situation")
    assert "812,000" in reader.page.inner_text("body")


def test_the_one_who_sent_a_bad_file_gets_it_back_with_a_comment_in_the_bad_cell(people, figures_folder):
    curator = people()
    page = drop(curator, "bad.csv", one_row(figures_folder, value="12k", sex="female"))
    assert page.get_by_text("Not accepted.", exact=False).is_visible()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download with remarks").click()
    book = openpyxl.load_workbook(io.BytesIO(coming.value.path().read_bytes()))
    comments = {cell.value: cell.comment.text for sheet in book for row in sheet for cell in row if cell.comment}
    assert "12k" in comments
    assert "female" in comments
    assert "Expected: a number" in comments["12k"]
    assert page.get_by_role("button", name="Publish", exact=True).count() == 0


def test_a_table_is_taken_to_be_edited_or_empty(people, figures_folder):
    page = people().open("update")
    page.get_by_text("Templates: an empty table").click()
    taken = []
    for label in ("Published figures", "Empty template"):
        with page.expect_download() as coming:
            page.get_by_role("button", name=label).click()
        taken.append(coming.value.path().read_text(encoding="utf-8-sig").splitlines())
    published, empty = taken
    assert empty == published[:1]
    assert published == (figures_folder / "figures.csv").read_text(encoding="utf-8").splitlines()


def test_nothing_of_a_refused_file_reaches_readers(people, figures_folder, where):
    before = everything(figures_folder)
    curator, reader = people(), people()
    drop(curator, "bad.csv", one_row(figures_folder, value="31337k"))
    page = reader.open("figures")
    assert "31337" not in page.inner_text("body")
    assert "bad.csv" not in reader.open("history").inner_text("body")
    assert everything(figures_folder) == before


def test_a_version_is_taken_back_in_two_clicks(people, figures_folder):
    curator = people()
    before = (figures_folder / "figures.csv").read_bytes()
    drop(curator, "wrong.csv", next_report(figures_folder, "900123"))
    publish(curator, "A number from the wrong column")
    assert (figures_folder / "figures.csv").read_bytes() != before
    previous = curation.history(figures_folder)[1].number
    page = curator.open("history", version=str(previous))
    page.get_by_role("button", name=f"Restore version {previous}", exact=True).click()
    curator.settled()
    page.get_by_role("button", name=f"Publish version {previous} again").click()
    page.get_by_text(f"the tables are those of version {previous}").wait_for()
    assert (figures_folder / "figures.csv").read_bytes() == before
    assert [one.act for one in curation.history(figures_folder, 2)] == ["restore", "publish"]
    assert [one.author.name for one in curation.history(figures_folder, 2)] == ["Amal Haddad"] * 2


def test_who_reviewed_an_old_version_is_told_who_published_meanwhile_and_compares_again(people, figures_folder):
    first, second = people(), people()
    drop(first, "mine.csv", next_report(figures_folder, "801111"))
    drop(second, "yours.csv", next_report(figures_folder, "802222", weeks=2))
    publish(first, "Report of the morning")
    give_reason(second, "Report of the evening")
    second.page.get_by_role("button", name="Publish", exact=True).click()
    told = second.page.get_by_text("while you were reviewing")
    told.wait_for()
    assert "Report of the morning" in told.inner_text()
    assert not any(row["value"] == "802222" for row in rows_of("figures", figures_folder))
    second.page.get_by_role("button", name="Compare again").click()
    second.settled()
    publish(second, "Report of the evening")
    values = {row["value"] for row in rows_of("figures", figures_folder)}
    assert {"801111", "802222"} <= values


def test_a_number_with_two_readings_is_asked_and_published_as_chosen(people, figures_folder):
    curator = people(375)
    page = drop(curator, "dots.csv", next_report(figures_folder, "713.500"))
    assert page.get_by_role("button", name="Publish", exact=True).count() == 0
    page.get_by_role("button", name="decimal comma").click()
    curator.settled()
    publish(curator, "Dots are thousands in this office")
    row = next(
        one for one in rows_of("figures", figures_folder) if one["figure_id"].endswith("713.500".replace(".", "-"))
    )
    assert row["value"] == "713500"
    assert "decimal comma" in curation.history(figures_folder, 1)[0].answered.values()


def test_what_was_edited_by_hand_is_shown_and_adopted_never_overwritten(people, figures_folder):
    path = figures_folder / "figures.csv"
    rows = rows_of("figures", figures_folder)
    mine = table_text([{**rows[0], "note": "Read again on paper."}, *rows[1:]]).encode()
    curator = people()
    drop(curator, "theirs.csv", next_report(figures_folder, "803333"))
    path.write_bytes(mine)
    give_reason(curator, "A report that did not know")
    curator.page.get_by_role("button", name="Publish", exact=True).click()
    curator.page.get_by_text("Nothing was published.").wait_for()
    assert path.read_bytes() == mine
    page = curator.open("update")
    assert page.get_by_text("Edited by hand in the data folder:").is_visible()
    page.get_by_role("textbox", name="Why they were edited").fill("A note of mine")
    page.get_by_role("textbox", name="Why they were edited").press("Enter")
    curator.settled()
    page.get_by_role("button", name="Adopt as a version").click()
    page.get_by_text(re.compile(r"Version \d+ is published")).wait_for()
    assert path.read_bytes() == mine
    assert curation.history(figures_folder, 1)[0].act == "adopt"


# IDMC's yearly table, small, of a country that no curated figure is for.
GIDD = b"""ISO3,Name,Year,Conflict Stock Displacement,Conflict Internal Displacements
SDN,Sudan,2019,2134000,84000
SDN,Sudan,2020,2276000,79000
"""


def test_a_publishers_file_goes_in_as_it_is_and_its_country_is_a_crisis_that_readers_find(people, figures_folder):
    reader, curator = people(), people()
    drop(curator, "idmc-download.csv", GIDD)
    assert curator.page.get_by_text("This looks like: IDMC GIDD country-year table, Sudan").is_visible()
    publish(curator, "IDMC, download of May")
    assert {"2134000", "2276000"} <= {row["value"] for row in rows_of("figures", figures_folder)}
    reader.open("trend", crisis="sdn")
    reader.page.get_by_text("Sudan").first.wait_for()
    assert reader.page.locator(".js-plotly-plot").count() >= 1
