"""What the download buttons give: licences with every row, tags, public rows only, and the archive of this version."""

import csv
import io
import zipfile

import pytest

from components import downloads, published
from components.once import once
from tests.pages.conftest import edit


def rows_in(file: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


@pytest.fixture
def one_secret(data) -> str:
    """The id of the one restricted figure of a data folder."""
    secret = "syr-nw-2020-03-05-arrivals-azaz-reach-cccm"
    edit(data, secret, sensitivity="restricted")
    return secret


def test_a_selection_leaves_with_the_licence_of_each_row():
    figures = published.published("figures")
    header, row = rows_in(downloads.csv(figures[figures["source_id"] == "idmc"].head(1)))
    assert header[-4:] == ["source", "licence", "licence_link", "passing_on"]
    assert row[-4:-2] == ["IDMC", "CC BY-NC 4.0"]


def test_a_tagged_selection_is_the_csv_with_one_line_more():
    figures = published.published("figures").head(5)
    header, tags, *rows = rows_in(downloads.hxl(figures))
    assert [header, *rows] == rows_in(downloads.csv(figures))
    assert tags[header.index("licence")] == "#meta+license"


def test_a_restricted_figure_is_in_no_table_and_not_in_the_archive(one_secret):
    assert one_secret.encode() not in downloads.table_hxl("figures")
    archive = zipfile.ZipFile(io.BytesIO(once(downloads.archive)))
    assert one_secret.encode() not in archive.read("figures.csv")
    assert b"1 row of figures is not public" in archive.read("README.md")


def test_the_archive_is_that_of_the_tables_as_they_are_now(data):
    before = once(downloads.archive)
    edit(data, "syr-nw-2020-03-05-arrivals-azaz-reach-cccm", value="107617")
    assert b",107617," in zipfile.ZipFile(io.BytesIO(once(downloads.archive))).read("figures.csv")
    assert b",107617," not in zipfile.ZipFile(io.BytesIO(before)).read("figures.csv")
