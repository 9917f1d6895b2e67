"""Tables that are missing or broken: a plain sentence for readers, a precise one for the curator."""

import json
from pathlib import Path

import pytest

from tests.pages.conftest import PAGES, on_the_page, rows_of, write


def no_figures(folder: Path) -> None:
    (folder / "figures.csv").unlink()


def no_sources(folder: Path) -> None:
    (folder / "sources.csv").unlink()


def a_bad_number(folder: Path) -> None:
    rows = rows_of("figures", folder)
    rows[2]["value"] = "1 200 000"
    write("figures", rows, folder)


def a_bad_date(folder: Path) -> None:
    rows = rows_of("figures", folder)
    rows[2]["as_of"] = "05/03/2020"
    write("figures", rows, folder)


def a_lost_column(folder: Path) -> None:
    write("figures", [{k: v for k, v in row.items() if k != "status"} for row in rows_of("figures", folder)], folder)


def an_unknown_source(folder: Path) -> None:
    rows = rows_of("figures", folder)
    rows[2]["source_id"] = "nobody"
    write("figures", rows, folder)


def the_same_figure_twice(folder: Path) -> None:
    rows = rows_of("figures", folder)
    write("figures", [*rows, rows[0]], folder)


def an_empty_file(folder: Path) -> None:
    (folder / "figures.csv").write_bytes(b"")


def not_utf8(folder: Path) -> None:
    (folder / "locations.csv").write_bytes(b"location_id,name\nSYR,\xff\xfe\n")


def no_data_package(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


def half_a_data_package(folder: Path) -> None:
    text = (folder / "datapackage.json").read_text(encoding="utf-8")
    (folder / "datapackage.json").write_text(text[: len(text) // 2], encoding="utf-8")


# What the page tells the curator; what was found stands in the server's log only, because it may be secret.
BROKEN = {
    no_figures: ["figures", "put the file back"],
    no_sources: ["sources", "put the file back"],
    a_bad_number: ["figures.csv, line 4, value", "without separators"],
    a_bad_date: ["figures.csv, line 4, as_of", "YYYY-MM-DD"],
    a_lost_column: ["figures", "line 1", "status", "add them"],
    an_unknown_source: ["figures.csv, line 4, source_id", "sources.csv"],
    the_same_figure_twice: ["figures.csv, lines 2 and ", "figure_id", "occurs once"],
    an_empty_file: ["figures", "line 1", "a header"],
    not_utf8: ["locations.csv", "UTF-8"],
    no_data_package: ["datapackage.json", "put datapackage.json back"],
    half_a_data_package: ["datapackage.json", "JSON", "put the last good datapackage.json back"],
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_readers_get_a_plain_sentence_and_the_curator_a_precise_one(opened, data, broken):
    broken(data)
    shown = opened("situation")
    assert not shown.exception
    assert [one.value for one in shown.title] == ["The figures cannot be shown just now"]
    assert "please come back later" in shown.markdown[0].value
    assert not shown.get("plotly_chart")
    said = "\n".join(one.value for one in shown.expander[0].code)
    for words in BROKEN[broken]:
        assert words in said
    assert "Traceback" not in on_the_page(shown)
    assert str(data.parent) not in on_the_page(shown)


def test_every_page_says_so(opened, data):
    a_bad_number(data)
    for page in PAGES:
        shown = opened(page)
        assert not shown.exception, page
        assert [one.value for one in shown.title] == ["The figures cannot be shown just now"], page


def test_what_was_found_is_in_the_log_and_not_on_the_page(opened, data, caplog):
    a_bad_number(data)
    assert "1 200 000" not in on_the_page(opened("situation"))
    assert 'figures.csv, line 4, value: found "1 200 000"' in caplog.text
    assert "Traceback" not in caplog.text


def test_many_problems_are_counted_and_not_all_written_out(opened, data):
    rows = rows_of("figures", data)
    for number, row in enumerate(rows[:200]):
        row["value"] = f"{number}x"
    write("figures", rows, data)
    shown = opened("situation")
    assert not shown.exception
    assert 0 < len(shown.expander[0].code) <= 20


def test_the_pages_are_back_when_the_table_is_mended(opened, data):
    good = (data / "figures.csv").read_bytes()
    a_bad_number(data)
    shown = opened("situation")
    assert shown.title[0].value == "The figures cannot be shown just now"
    (data / "figures.csv").write_bytes(good)
    shown.run()
    assert not shown.exception
    assert shown.get("plotly_chart")


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"resources": []}', '{"resources": [{}]}', '{"resources": 3}'])
def test_a_data_package_that_describes_nothing_is_said_to_be_broken(opened, data, text):
    (data / "datapackage.json").write_text(json.dumps(json.loads(text)), encoding="utf-8")
    shown = opened("situation")
    assert not shown.exception
    assert shown.title[0].value == "The figures cannot be shown just now"
    assert "datapackage.json" in shown.expander[0].code[0].value
