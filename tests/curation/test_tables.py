"""Reading the published tables as the data package describes them."""

import os

import pandas as pd
import pytest

import curation
from curation import BrokenTables


def broken(folder) -> list[str]:
    with pytest.raises(BrokenTables) as refusal:
        curation.read_text(folder, curation.package(folder))
    assert str(refusal.value) == "\n".join(str(problem) for problem in refusal.value.problems)
    return [str(problem) for problem in refusal.value.problems]


def texts(folder, table: str) -> pd.DataFrame:
    return curation.read_text(folder, curation.package(folder))[table]


def test_a_good_folder_becomes_dates_numbers_and_text(folder):
    tables = curation.read_typed(folder())
    assert list(tables) == ["figures", "indicators", "crises", "locations", "events", "sources"]
    figure = tables["figures"].iloc[0]
    assert figure["value"] == 586000
    assert figure["as_of"] == pd.Timestamp("2020-02-09")
    types = tables["figures"].dtypes.astype(str)
    assert types[["as_of", "withdrawn_on"]].unique() == ["datetime64[us]"]
    assert types[["value", "value_low", "household_size"]].unique() == ["float64"]
    assert types[["figure_id", "caveat", "sensitivity"]].unique() == ["str"]
    assert tables["crises"]["review_every_days"].dtype == "float64"


def test_a_blank_date_number_or_text_is_missing_and_never_zero(folder):
    figures = curation.read_typed(folder(figures="value  value_status\n.      not_reported"))["figures"]
    assert figures[["value", "withdrawn_on", "caveat"]].isna().all().all()


def test_zero_is_a_number(folder):
    assert list(curation.read_typed(folder(figures="value\n0"))["figures"]["value"]) == [0]


def test_only_the_empty_cell_is_blank(folder):
    sources = texts(folder(sources="source_id  name\nocha  NA\nnull  NULL\nnan  nan\nn-a  N/A"), "sources")
    assert list(sources["name"]) == ["NA", "NULL", "nan", "N/A"]
    assert sources["note"].isna().all()


def test_a_byte_order_mark_is_not_part_of_the_first_column(folder):
    path = folder() / "sources.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert list(texts(path.parent, "sources")["source_id"]) == ["ocha"]


def test_lines_are_counted_as_an_editor_does_also_after_a_quoted_line_break(folder, rewrite):
    path = folder(sources="source_id\nocha\nunhcr\niom")
    rewrite(path / "sources.csv", "ocha,Office for", 'ocha,"Office\nfor\nall"\nvoa,Office for')
    rewrite(path / "sources.csv", 'all"\n', 'all",OCHA,un,compiles,,not stated,,unknown,\n')
    sources = texts(path, "sources")
    assert list(zip(sources["source_id"], sources["line"], strict=True)) == [
        ("ocha", 2),
        ("voa", 5),
        ("unhcr", 6),
        ("iom", 7),
    ]


def test_line_ends_of_windows_are_line_ends(folder):
    path = folder(sources="source_id\nocha\nunhcr") / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    sources = texts(path.parent, "sources")
    assert list(sources["line"]) == [2, 3]
    assert sources["note"].isna().all()


def test_a_missing_file_is_said_with_every_other_one(folder):
    path = folder()
    (path / "sources.csv").unlink()
    (path / "events.csv").unlink()
    assert broken(path) == [
        "events.csv: expected the file to be there; put the file back",
        "sources.csv: expected the file to be there; put the file back",
    ]


def test_a_file_that_is_not_utf8_says_the_byte(folder):
    path = folder() / "sources.csv"
    path.write_bytes(path.read_bytes().replace(b"Office", b"B\xfcro"))
    assert broken(path.parent) == [
        'sources.csv: found "byte 0xfc", expected text in UTF-8; '
        "put the last good version back, or export the table again as CSV in UTF-8"
    ]


@pytest.mark.parametrize(
    "cells, found",
    [("voa,VOA, Washington,VOA,media,relays,,not stated,,unknown,", 11), ("voa,VOA,VOA,media", 4)],
)
def test_a_row_wider_or_narrower_than_the_header_is_ragged(folder, cells, found):
    path = folder() / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8") + cells + "\n", encoding="utf-8")
    assert broken(path.parent) == [
        f'sources.csv, line 3: found "{found} cells", expected 10 cells, as many as the header has; '
        "put quotation marks around a text with a comma, and a comma for each blank cell"
    ]


def test_a_first_row_wider_than_the_header_does_not_shift_the_columns(folder, rewrite):
    path = folder()
    rewrite(path / "sources.csv", "ocha,", "1,ocha,")
    assert 'line 2: found "11 cells"' in broken(path)[0]


def test_an_empty_line_is_said_and_not_skipped(folder):
    path = folder() / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (said,) = broken(path.parent)
    assert said.startswith('sources.csv, line 3: found "0 cells"')
    assert said.endswith("delete the empty line")


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_rest(folder):
    path = folder() / "sources.csv"
    path.write_text(path.read_text(encoding="utf-8") + '"voa,VOA\niom,IOM\n', encoding="utf-8")
    assert "sources.csv, line 3: " in broken(path.parent)[0]
    assert "expected quotation marks that open and close" in broken(path.parent)[0]


def test_a_file_without_a_line_has_no_header(folder):
    path = folder() / "sources.csv"
    path.write_text("")
    assert "sources.csv, line 1: expected a header" in broken(path.parent)[0]


def test_a_header_alone_is_a_table_without_rows(folder):
    path = folder()
    header = (path / "events.csv").read_text(encoding="utf-8").splitlines()[0]
    (path / "events.csv").write_text(header + "\n", encoding="utf-8")
    events = curation.read_typed(path)["events"]
    assert len(events) == 0
    assert events["date_start"].dtype == "datetime64[us]"


def test_missing_columns_are_named(folder, rewrite):
    path = folder()
    rewrite(path / "figures.csv", "period_start,dimension", "start,cut")
    assert broken(path) == [
        "figures.csv, line 1: expected the columns period_start, dimension; add them, blank where nothing is known"
    ]


def test_a_column_that_stands_twice_is_refused(folder, rewrite):
    path = folder()
    rewrite(path / "sources.csv", "note\n", "note,name\n")
    assert broken(path) == [
        'sources.csv, line 1: found "name", expected each column once; remove or rename all but one'
    ]


def test_columns_in_another_order_and_columns_nobody_described_do_no_harm(folder, rewrite):
    path = folder()
    rewrite(path / "locations.csv", "location_id,name,", "name,location_id,")
    rewrite(path / "locations.csv", "SYR,Syria,", "Syria,SYR,")
    rewrite(path / "locations.csv", "note\n", "note,mine\n")
    rewrite(path / "locations.csv", ",,,,\n", ",,,,,7\n")
    locations = curation.read_typed(path)["locations"]
    assert list(locations["location_id"]) == ["SYR"]
    assert "mine" not in locations


def test_a_missing_or_damaged_data_package_is_said(folder):
    path = folder() / "datapackage.json"
    path.write_text("{")
    with pytest.raises(BrokenTables, match=r"^datapackage\.json: found .* expected JSON; put the last good"):
        curation.package(path.parent)
    path.unlink()
    with pytest.raises(BrokenTables, match=r"^datapackage\.json: expected the file to be there; put"):
        curation.package(path.parent)


def test_every_error_is_raised_at_once(folder):
    path = folder(figures="value  as_of\nmany   yesterday")
    with pytest.raises(BrokenTables) as refusal:
        curation.read_typed(path)
    assert [problem.column for problem in refusal.value.problems] == ["value", "as_of"]


def test_internal_and_restricted_rows_do_not_leave(folder):
    tables = curation.read_typed(
        folder(
            figures="""
            figure_id  sensitivity
            blank      .
            open       public
            inner      internal
            closed     restricted
            """
        )
    )
    assert list(curation.described(tables)["figure_id"]) == ["blank", "open"]


def test_figures_are_described_by_their_indicator_and_place(folder):
    tables = curation.read_typed(
        folder(
            figures="figure_id  location_id\na  SYR\nb  X-SYR-NW",
            locations="location_id  admin_level\nSYR  0\nX-SYR-NW  .",
        )
    )
    before = tables["figures"].copy()
    figures = curation.described(tables)
    assert list(figures["measure"]) == ["stock", "stock"]
    assert list(figures["unit"]) == ["people", "people"]
    assert list(figures["adds_over"]) == ["location sex age category"] * 2
    assert figures["admin_level"].to_list()[0] == 0
    assert figures["admin_level"].isna().to_list() == [False, True]
    pd.testing.assert_frame_equal(tables["figures"], before)


def test_a_changed_added_or_removed_table_is_another_version(folder):
    path = folder()
    names = [curation.version(path)]
    assert curation.version(path) == names[0]
    (path / "figures.csv").write_text("another size")
    names.append(curation.version(path))
    os.utime(path / "figures.csv", ns=(1, 1))
    names.append(curation.version(path))
    (path / "more.csv").write_text("")
    names.append(curation.version(path))
    (path / "sources.csv").unlink()
    names.append(curation.version(path))
    (path / "datapackage.json").unlink()
    names.append(curation.version(path))
    assert len(set(names)) == len(names)


def test_a_file_that_is_no_table_does_not_change_the_version(folder):
    path = folder()
    before = curation.version(path)
    (path / "notes.txt").write_text("to do")
    assert curation.version(path) == before


def test_an_empty_folder_is_filled_once_and_then_left_alone(folder, tmp_path_factory):
    source, own = folder(), tmp_path_factory.mktemp("own") / "figures" / "of" / "ours"
    assert curation.fill(own, source)
    # Two dashboards that start together take turns by an empty hidden file.
    filled = sorted(path.name for path in own.iterdir() if not path.name.startswith("."))
    assert filled == sorted(path.name for path in source.iterdir())
    assert curation.read_typed(own)["figures"]["value"].to_list() == [586_000]
    (own / "events.csv").unlink()
    assert not curation.fill(own, source)
    assert not (own / "events.csv").exists()


def test_a_file_that_cannot_be_opened_is_said_without_a_traceback(folder):
    path = folder()
    (path / "events.csv").unlink()
    (path / "events.csv").mkdir()
    with pytest.raises(BrokenTables, match=r"events\.csv: found .*expected a file that can be read"):
        curation.read_typed(path)
