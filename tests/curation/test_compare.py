"""What would change: rows added, cells revised, rows removed, and what the table is afterwards."""

import json

import polars as pl
import pytest

from curation.comparing.compare_tables import compare
from curation.problems import BrokenTables
from tests.curation.comparing import BEFORE, cells, compared, ids, schema_of, sentences, table_of


def test_a_new_row_is_added_at_the_end():
    comparison = compared(
        BEFORE,
        """
        figure_id  crisis_id  value   as_of       source_id
        syr-4      syr        961000  2020-03-05  ocha
        """,
    )
    assert ids(comparison.added) == ["syr-4"]
    assert ids(comparison.result) == ["syr-1", "syr-2", "syr-3", "syr-4"]
    assert (comparison.rows_before, comparison.rows_after, comparison.unchanged) == (3, 4, 3)


def test_a_changed_cell_is_shown_before_and_after_with_its_line_its_difference_and_percent():
    comparison = compared(
        BEFORE,
        """
        figure_id  crisis_id  value   as_of       source_id
        syr-4      syr        961000  2020-03-05  ocha
        syr-2      syr        900000  2020-02-17  ocha
        """,
    )
    assert comparison.revised.rows() == [
        ("syr-2", 3, "value", "800000", "900000", 100_000.0, 12.5),
        ("syr-2", 3, "as_of", "2020-02-12", "2020-02-17", None, None),
    ]
    assert ids(comparison.result) == ["syr-1", "syr-2", "syr-3", "syr-4"]
    assert comparison.result["value"].to_list() == ["586000", "900000", "948000", "961000"]
    assert comparison.sentences()[0] == "1 row added, 2 cells of 1 row revised, 0 removed; 2 unchanged"


def test_a_row_the_file_lacks_is_removed_only_when_the_whole_table_is_replaced():
    only_two = """
        figure_id  crisis_id  value   as_of       source_id
        syr-3      syr        948000  2020-02-23  ocha
        syr-1      syr        586000  2020-02-02  ocha
    """
    replaced = compared(BEFORE, only_two, "replace")
    assert replaced.removed.select("figure_id", "line").rows() == [("syr-2", 3)]
    assert ids(replaced.result) == ["syr-1", "syr-3"]
    added = compared(BEFORE, only_two, "add")
    assert added.removed.height == 0
    assert ids(added.result) == ["syr-1", "syr-2", "syr-3"]


def test_another_order_of_rows_and_columns_is_no_change():
    comparison = compared(
        BEFORE,
        """
        figure_id  source_id  as_of       value   crisis_id
        syr-3      ocha       2020-02-23  948000  syr
        syr-1      ocha       2020-02-02  586000  syr
        syr-2      ocha       2020-02-12  800000  syr
        """,
    )
    assert (comparison.added.height, comparison.revised.height, comparison.unchanged) == (0, 0, 3)
    assert comparison.result.equals(table_of(BEFORE).drop("line"))
    assert comparison.sentences() == ["0 rows added, 0 cells revised, 0 removed; 3 unchanged"]


@pytest.mark.parametrize(
    ("column", "before", "after"),
    [
        ("value", "1200", "1200.0"),
        ("value", "1200", "1.2e3"),
        ("value", "1200", "+1200"),
        ("value", "0.5", ".50"),
        ("value", "0", "-0"),
        ("value", "007", "7"),
        ("value", "12345678901234567890", "12345678901234567890.0"),
        ("as_of", "2020-02-09", "2020-02-09T00:00:00"),
        ("as_of", "2020-02-09", "2020-2-9"),
        ("note", "Idleb", "Idleb "),
        ("note", "Idleb", "\u00a0Idleb\u200f"),
        ("note", "Alep caf\u00e9", "Alep cafe\u0301"),
        ("note", "two\nlines", "two\r\nlines"),
        ("note", "-5 % of camps", "'-5 % of camps"),
        ("note", None, ""),
        ("note", None, "   "),
        ("value", None, " "),
        ("as_of", "", None),
    ],
)
def test_the_same_thing_written_otherwise_is_no_change_and_stays_as_it_was(column, before, after):
    old = pl.DataFrame({"id": ["a"], column: [before]}, schema_overrides={column: pl.String})
    new = pl.DataFrame({"id": ["a "], column: [after]}, schema_overrides={column: pl.String})
    comparison = compare(old, new, schema_of(old))
    assert comparison.revised.rows() == []
    assert comparison.added.height == 0
    assert comparison.result.rows() == [("a", before)]


@pytest.mark.parametrize(
    ("column", "before", "after"),
    [
        ("value", "1200", "1201"),
        ("value", "1200", "-1200"),
        ("value", "0", None),
        ("value", None, "0"),
        ("value", "12345678901234567", "12345678901234568"),
        ("value", "0.1", "0.10000000000000001"),
        ("value", "<5", "5"),
        ("as_of", "2020-02-09", "2020-09-02"),
        ("as_of", "2020-02-09", None),
        ("note", "Idleb", "idleb"),
        ("note", "Idleb", "Id leb"),
        ("note", "007", "7"),
        ("note", "'a'", "a"),
        ("note", "1200", "1200.0"),
    ],
)
def test_another_meaning_is_a_change(column, before, after):
    old = pl.DataFrame({"id": ["a"], column: [before]}, schema_overrides={column: pl.String})
    new = pl.DataFrame({"id": ["a"], column: [after]}, schema_overrides={column: pl.String})
    comparison = compare(old, new, schema_of(old))
    assert cells(comparison) == [("a", column, before, after)]
    assert comparison.result.rows() == [("a", after)]


def test_no_percentage_is_worked_out_from_a_small_base_or_across_sources():
    comparison = compared(
        """
        figure_id  value  source_id  indicator
        small      999    ocha       idps
        enough     1000   ocha       idps
        other      5000   ocha       idps
        counted    5000   ocha       idps
        """,
        """
        figure_id  value  source_id  indicator
        small      1998   ocha       idps
        enough     1500   ocha       idps
        other      6000   unhcr      idps
        counted    6000   ocha       refugees
        """,
    )
    found = comparison.revised.filter(pl.col("column") == "value").select("key", "change", "percent").rows()
    assert found == [
        ("small", 999.0, None),
        ("enough", 500.0, 50.0),
        ("other", 1000.0, None),
        ("counted", 1000.0, None),
    ]


def test_a_number_that_is_none_has_no_difference():
    before = "id  value\na  1200\nb  nan\nc  1e999\nd  <5"
    comparison = compared(before, "id  value\na  inf\nb  5\nc  6\nd  7")
    assert comparison.revised.select("change", "percent").rows() == [(None, None)] * 4
    json.dumps(comparison.summary(), allow_nan=False)


def test_a_column_the_file_lacks_stays_in_known_rows_and_is_blank_in_new_ones():
    comparison = compared(
        """
        figure_id  value   caveat
        syr-1      586000  camps only
        """,
        """
        figure_id  value
        syr-1      590000
        syr-2      800000
        """,
    )
    assert comparison.result.rows() == [("syr-1", "590000", "camps only"), ("syr-2", "800000", None)]
    assert comparison.told == ["the file has no caveat: published rows keep theirs, new rows are blank there"]
    assert comparison.added.columns == ["figure_id", "value", "caveat", "line"]


def test_a_column_the_table_lacks_is_new_when_the_schema_has_it_and_told_when_not():
    old = table_of("figure_id  value\nsyr-1  586000")
    new = table_of("figure_id  value  note  colour\nsyr-1  586000  seen  red")
    comparison = compare(old, new, schema_of(table_of("figure_id  value  note\nsyr-1  1  x")))
    assert comparison.result.rows() == [("syr-1", "586000", "seen")]
    assert comparison.told == ["new in the table: note", "not taken over, the table has no such column: colour"]


def test_a_column_of_the_table_that_the_schema_does_not_know_is_kept():
    old = table_of("figure_id  value  our_own\nsyr-1  586000  x")
    comparison = compare(
        old, table_of("figure_id  value\nsyr-1  590000"), schema_of(table_of("figure_id  value\na  1"))
    )
    assert comparison.result.rows() == [("syr-1", "590000", "x")]


def test_a_key_of_two_columns_tells_rows_apart():
    old = table_of("place  as_of  value\nIdleb  2020-02-01  1000\nIdleb  2020-03-01  2000")
    new = table_of("place  as_of  value\nIdleb  2020-3-1  2500\nAleppo  2020-02-01  70")
    schema = {**schema_of(old), "primaryKey": ["place", "as_of"]}
    comparison = compare(old, new, schema)
    assert cells(comparison) == [("Idleb / 2020-03-01", "value", "2000", "2500")]
    assert ids(comparison.added) == ["Aleppo"]
    assert comparison.result["as_of"].to_list() == ["2020-02-01", "2020-03-01", "2020-02-01"]


def test_a_key_that_comes_twice_or_is_blank_stops_the_publication():
    comparison = compared(
        BEFORE,
        """
        figure_id  value
        syr-4      1
        syr-4      2
        .          3
        syr-5      4
        syr-5      4
        """,
    )
    assert sentences(comparison) == [
        "figures.csv, line 4, figure_id: blank, expected a value that tells the row from all others; write one",
        'figures.csv, lines 2 and 3, figure_id: found "syr-4" 2 times, expected a key that occurs once; '
        "keep one of the rows",
        'figures.csv, lines 5 and 6, figure_id: found "syr-5" 2 times, expected a key that occurs once; '
        "the rows are the same in every cell, delete all but one",
    ]
    with pytest.raises(BrokenTables, match="syr-4"):
        comparison.csv()


def test_a_published_table_with_a_key_twice_is_not_written_again():
    comparison = compared("figure_id  value\na  1\na  2\nb  3", "figure_id  value\nb  4")
    assert 'in the published table: found "a" 2 times' in sentences(comparison)[0]
    assert comparison.result.height == 3
    with pytest.raises(BrokenTables):
        comparison.csv()


def test_a_file_without_the_key_is_refused():
    with pytest.raises(BrokenTables, match=r"expected the column figure_id, which tells rows apart"):
        compared(BEFORE, "value\n1")


def test_a_schema_that_cannot_tell_rows_apart_is_refused():
    table = table_of("id  value\na  1")
    for schema, says in (
        ({"fields": [{"name": "id"}]}, "no primaryKey"),
        ({"fields": [{"name": "id"}, {"name": "line"}], "primaryKey": "id"}, "named line"),
    ):
        with pytest.raises(ValueError, match=says):
            compare(table, table, schema)
    with pytest.raises(ValueError, match='found the mode "merge"'):
        compare(table, table, schema_of(table), "merge")


def test_the_first_table_is_all_new():
    comparison = compare(pl.DataFrame(), table_of(BEFORE), schema_of(table_of(BEFORE)))
    assert ids(comparison.added) == ["syr-1", "syr-2", "syr-3"]
    assert comparison.result.equals(table_of(BEFORE).drop("line"))
    assert comparison.largest_share() == 100.0


def test_the_share_of_a_table_that_changes_counts_added_revised_and_removed_rows():
    after = "figure_id  value\nsyr-1  1\nsyr-3  948000\nsyr-4  5"
    assert compared(BEFORE, after, "replace").largest_share() == pytest.approx(100.0)
    assert compared(BEFORE, after, "add").largest_share() == pytest.approx(200 / 3)
    assert compared(BEFORE, BEFORE).largest_share() == 0.0


def test_a_frame_passed_in_is_never_changed():
    old, new = table_of(BEFORE), table_of("figure_id  value\nsyr-1  1\nsyr-9  2")
    kept = old.clone(), new.clone()
    compare(old, new, schema_of(old))
    assert old.equals(kept[0])
    assert new.equals(kept[1])


def test_the_summary_is_json_with_counts_examples_and_problems():
    comparison = compared(BEFORE, "figure_id  value\nsyr-1  590000\nsyr-9  2", "replace")
    summary = json.loads(json.dumps(comparison.summary()))
    counts = {key: summary[key] for key in ("added", "revised_rows", "revised_cells", "removed", "unchanged")}
    assert counts == {"added": 1, "revised_rows": 1, "revised_cells": 1, "removed": 2, "unchanged": 0}
    assert summary["first_added"] == [{"figure_id": "syr-9"}]
    assert summary["first_removed"] == [{"figure_id": "syr-2"}, {"figure_id": "syr-3"}]
    assert summary["first_revised"][0]["after"] == "590000"
    assert (summary["mode"], summary["believed"], summary["sure"]) == ("replace", "add", False)
    assert summary["problems"][0]["level"] == "warning"
