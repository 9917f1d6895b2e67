"""The door: limits before parsing, what is no table, and a process that may die without harm."""

import bz2
import gzip
import io
import lzma
import zipfile

import pytest

import curation
from curation.reading.intake import parse
from curation.reading.passing import from_json, to_json
from curation.reading.reading import Limits


def zipped(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return made.getvalue()


NO_TABLES = {
    "a zip archive": zipped(figures_csv="place,n\nHama,5\n"),
    "a Word document": zipped(word__document_xml="<w/>"),
    "a damaged archive": b"PK\x03\x04" + b"\0" * 60,
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a gzip archive": gzip.compress(b"place,n\nHama,5\n"),
    "a web page": b"\xef\xbb\xbf\n<!DOCTYPE html><html><body>Sign in</body></html>",
    "a JSON file": b'[{"place": "Hama", "n": 5}]\n',
    "an XML file": b'<?xml version="1.0"?><rows><row/></rows>',
    "a Parquet file": b"PAR1\x15\x04",
    "a bzip2 archive": bz2.compress(b"place,n\nHama,5\n"),
    "an xz archive": lzma.compress(b"place,n\nHama,5\n"),
    "a 7-Zip archive": b"7z\xbc\xaf'\x1c\0\x04",
    "an SQLite database": b"SQLite format 3\0",
    "an RTF document": b"{\\rtf1 Hama 5}",
    "a sound or picture file": b"RIFF\x24\0\0\0WEBP",
    "an RAR archive": b"Rar!\x1a\x07",
}


@pytest.mark.parametrize("called", NO_TABLES)
def test_what_is_no_table_is_refused_by_its_name_whatever_it_is_called(called):
    reading = parse(NO_TABLES[called], "figures.csv", Limits())
    assert reading.reasons[0].says == f"this is {called}, not a table; export the table as CSV or XLSX"


@pytest.mark.parametrize(
    "page", [b"<html><table></table></html>", b" \n<!doctype HTML>\n", b"<head><title>x</title>", b"<body>"]
)
def test_a_web_page_in_place_of_a_table_is_refused(page):
    assert "this is a web page" in str(parse(page, "figures.csv", Limits()).reasons[0])


@pytest.mark.parametrize("picture", [b"\xff\xd8\xff\xe0\0\x10JFIF", b"GIF89a\x01\0"])
def test_a_picture_named_as_a_table_is_refused(picture):
    assert "this is a picture" in str(parse(picture, "figures.csv", Limits()).reasons[0])


def test_a_name_of_any_length_and_letters_is_no_obstacle():
    assert curation.read(b"place,n\nHama,5\n", "\udcff\0" + "x" * 100_000).verdict == "accept"


def test_an_old_workbook_that_is_damaged_is_refused():
    reading = parse(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "figures.csv", Limits())
    assert "the workbook cannot be opened" in str(reading.reasons[0])
    assert "workbook (XLS)" in str(reading.told[0])


def test_a_table_that_begins_with_a_bracket_is_no_json():
    assert parse(b"[place],people\nHama,5\n", "figures.csv", Limits()).verdict == "accept"


def test_a_file_is_read_in_a_process_of_its_own():
    reading = curation.read("région;déplacés\nDiffa;007\n".encode("cp1252"), "figures.csv")
    assert (reading.verdict, reading.encoding, reading.delimiter) == ("tell", "cp1252", ";")
    assert (reading.header, reading.rows, reading.lines) == (["région", "déplacés"], [["Diffa", "007"]], [2])


def test_a_question_comes_back_from_the_process_as_it_was_asked():
    content = b"SYR,2019,6495000\nSYR,2020,6568000\n"
    assert curation.read(content, "figures.csv") == parse(content, "figures.csv", Limits())


def test_a_reading_survives_its_way_through_json():
    reading = parse(b'a,b\nx,5" pipe\n', "figures.csv", Limits())
    assert from_json(to_json(reading)) == reading


def test_a_file_of_nothing_is_refused():
    assert curation.read(b"", "figures.csv").reasons[0].says == "the file is empty; ask for it again"


def test_a_file_larger_than_the_limit_is_refused_before_it_is_looked_at():
    reading = curation.read(b"a,b\n" * 1000, "figures.csv", Limits(size=2_000))
    assert (
        reading.reasons[0].says
        == "the file has 4,000 bytes, more than the 2,000 bytes read here; send a smaller part of it"
    )


def test_a_file_that_takes_too_long_costs_a_sentence():
    reading = curation.read(b"place,n\nHama,5\n", "figures.csv", Limits(seconds=0.01))
    assert "could not be read within 0.01 seconds" in str(reading.reasons[0])


def test_a_file_that_takes_too_much_memory_costs_a_sentence():
    content = b"place,n\n" + b"Hama,5\n" * 400_000
    reading = curation.read(content, "figures.csv", Limits(memory=150_000_000))
    assert "needs more memory than a table of its size should" in str(reading.reasons[0])
