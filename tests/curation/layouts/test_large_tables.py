"""Cells of a large table are codes where they repeat; what is found in it is the same as in its text."""

import polars as pl

from curation.description import package
from curation.layouts import own_table
from curation.reading.intake import read
from curation.recognising.by_word import as_text, by_word, in_pieces
from curation.recognising.recognition import EMBEDDED, recognise
from curation.recognising.reported import reported
from curation.recognising.sheet import Sheet
from tests.curation.layouts.conftest import TODAY

CODES = pl.Categorical(pl.Categories.random())


def test_what_is_said_of_a_column_of_codes_is_worked_out_once_per_word():
    seen = []

    def said(cells: pl.Series) -> pl.Series:
        seen.extend(cells)
        return cells.str.to_uppercase().replace("?", None)

    cells = pl.Series("c0", ["idleb", "homs", "?", "idleb", "homs"])
    assert by_word(cells.cast(CODES), said).cast(pl.String).to_list() == ["IDLEB", "HOMS", None, "IDLEB", "HOMS"]
    assert seen == ["idleb", "homs", "?"]


def test_pieces_that_stay_as_they_are_are_not_made_anew():
    cells = pl.concat([pl.Series("c0", ["a"]), pl.Series("c0", [" b "])], rechunk=False)
    assert in_pieces(cells, lambda piece: piece.str.strip_chars()).to_list() == ["a", "b"]


def test_odd_cells_among_whole_numbers_keep_their_places():
    cells = pl.Series(["5", "", "<5", "1,200", "many people", "-3", "0012", "50%", "~300", "0"])
    read = reported(cells)
    assert read.values.to_list() == ["5", None, None, "1200", None, None, "12", None, "300", "0"]
    assert read.status.to_list()[2] == "suppressed"
    assert read.qualifier.to_list()[8] == "approximately"
    assert [read.unread.to_list(), read.negative.to_list(), read.shares.to_list()] == [[4], [5], [7]]


def test_a_table_of_ours_gives_the_same_figures_from_codes_as_from_text():
    header = ["figure_id", "indicator", "value", "as_of", "location_id", "qualifier"]
    rows = [
        ("a", "idps", "1,200", "09/02/2020", " SY07", "nearly"),
        ("b", "idps", "", "23/02/2020", "SY07", ""),
        ("c", "idps", "many", "23/02/2020", "SY02", "'=1"),
    ]
    text = pl.DataFrame(rows, schema=[f"c{n}" for n in range(6)], orient="row").with_columns(line=pl.Series([2, 3, 4]))
    codes = text.with_columns(pl.col(f"c{n}").cast(CODES) for n in range(1, 6))
    (schema,) = (one["schema"] for one in package(EMBEDDED)["resources"] if one["name"] == "figures")
    from_text, _ = own_table.as_figures(Sheet("", header, [], text), schema, {})
    from_codes, _ = own_table.as_figures(Sheet("", header, [], codes), schema, {})
    assert as_text(from_codes).equals(from_text)
    assert from_text["value"].to_list() == ["1200", None, "many"]
    assert from_text["as_of"].to_list() == ["2020-02-09", "2020-02-23", "2020-02-23"]
    assert from_text["location_id"].to_list() == ["SY07", "SY07", "SY02"]


def test_a_file_that_was_read_before_is_not_read_again_and_means_the_same():
    content = b"Governorate,Date,IDPs\nIdleb,2020-02-09,1200\nHoms,2020-02-09,500\n"
    before = read(content, "file.csv")
    other = read(b"Region,Date,IDPs\nGao,2013-06-01,7\n", "file.csv")
    anew = recognise(content, "file.csv", today=TODAY)
    assert recognise(content, "file.csv", today=TODAY, reading=before).figures.equals(anew.figures)
    taken = recognise(content, "file.csv", today=TODAY, reading=other)
    assert taken.header == ["Region", "Date", "IDPs"]
