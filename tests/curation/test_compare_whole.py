"""Nothing is lost: what compare says, done, gives the file's content, and the curated tables to the byte."""

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import curation
from curation.comparing.compare_tables import compare
from curation.comparing.published_csv import csv_text, published_rows
from curation.export import to_csv
from curation.problems import BrokenTables
from tests.examples import examples

DATA = Path(__file__).parents[2] / "data"
RESOURCES = {one["name"]: one for one in json.loads((DATA / "datapackage.json").read_text("utf-8"))["resources"]}

SCHEMA = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "value", "type": "number"},
        {"name": "day", "type": "date"},
        {"name": "note", "type": "string"},
    ],
    "primaryKey": "id",
}

NUMBERS = st.one_of(st.none(), st.integers(-(10**20), 10**20).map(str), st.decimals(-1000, 1000, places=3).map(str))
DAYS = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()))
NOTES = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8))
ROWS = st.dictionaries(st.sampled_from([f"row-{n}-x" for n in range(12)]), st.tuples(NUMBERS, DAYS, NOTES), max_size=12)
NAMES = [field["name"] for field in SCHEMA["fields"]]


def table(rows: dict) -> pl.DataFrame:
    """A table of such rows as a reader gives it: a blank text is a blank cell."""
    cells = [(key, *(cell or None for cell in row)) for key, row in rows.items()]
    return pl.DataFrame(cells, schema=dict.fromkeys(NAMES, pl.String), orient="row")


def changes(comparison) -> int:
    return comparison.added.height + comparison.revised.height + comparison.removed.height


@examples(25)
@given(ROWS, ROWS)
def test_replacing_gives_the_content_of_the_file(before, after):
    result = compare(table(before), table(after), SCHEMA, "replace").result
    assert changes(compare(result, table(after), SCHEMA, "replace")) == 0
    assert result.height == len(after)


@examples(25)
@given(ROWS, ROWS)
def test_adding_keeps_every_row_the_file_does_not_mention(before, after):
    result = compare(table(before), table(after), SCHEMA, "add").result
    assert changes(compare(result, table({**before, **after}), SCHEMA, "replace")) == 0
    kept = {row[0]: row for row in table(before).rows() if row[0] not in after}
    assert {row[0]: row for row in result.rows() if row[0] in kept} == kept


@examples(25)
@given(ROWS, ROWS, st.sampled_from(["add", "replace"]))
def test_nothing_is_lost_on_the_way(before, after, mode):
    comparison = compare(table(before), table(after), SCHEMA, mode)
    assert comparison.rows_after == comparison.rows_before + comparison.added.height - comparison.removed.height
    assert comparison.unchanged + comparison.revised_rows + comparison.removed.height == comparison.rows_before
    rows = {row[0]: row for row in table(before).rows()}
    for key, column, was in comparison.revised.select("key", "column", "before").rows():
        assert rows[key][NAMES.index(column)] == was


@examples(25)
@given(ROWS.filter(bool), st.randoms())
def test_a_table_shuffled_and_written_otherwise_is_unchanged(rows, random):
    order = list(rows)
    random.shuffle(order)
    shuffled = table({key: rows[key] for key in order}).select(sorted(NAMES))
    dressed = shuffled.with_columns(pl.col("id", "note", "day") + " ", pl.format("+{}", "value"))
    dressed = dressed.with_columns(
        pl.when(shuffled["value"].str.starts_with("-")).then(shuffled["value"]).otherwise("value").alias("value")
    )
    comparison = compare(table(rows), dressed, SCHEMA)
    assert changes(comparison) == 0
    assert comparison.csv() == csv_text(table(rows))


@examples(25)
@given(ROWS.filter(bool))
def test_a_table_written_and_read_is_the_same(rows):
    assert published_rows(csv_text(table(rows))).drop("line").equals(table(rows))


@examples(25)
@given(st.lists(st.tuples(*[st.text(st.sampled_from('ab ,";\n\t#é'), max_size=4)] * 3), min_size=1))
def test_csv_is_quoted_as_python_quotes_it(rows):
    expected = io.StringIO(newline="")
    csv.writer(expected, lineterminator="\n").writerows([("a", "b,c", 'd"e'), *rows])
    frame = pl.DataFrame(rows, schema=["a", "b,c", 'd"e'], orient="row")
    assert csv_text(frame) == expected.getvalue().encode()


def test_a_lone_carriage_return_survives():
    rows = pl.DataFrame({"id": ["a"], "note": ["one\rtwo"]})
    assert published_rows(csv_text(rows)).drop("line").equals(rows)


def test_a_blank_cell_of_a_table_with_one_column_is_no_empty_line():
    assert csv_text(pl.DataFrame({"id": ["a", None, "b"]})) == b'id\na\n""\nb\n'


@pytest.mark.parametrize("name", RESOURCES)
def test_a_curated_table_that_does_not_change_is_written_to_the_byte(name):
    content = (DATA / RESOURCES[name]["path"]).read_bytes()
    before = published_rows(content, name)
    shuffled = before.select(sorted(before.columns)).sample(fraction=1, shuffle=True, seed=1)
    comparison = compare(before, shuffled, RESOURCES[name]["schema"], table=name)
    assert comparison.csv() == content
    assert comparison.warnings == []


@pytest.mark.parametrize("name", RESOURCES)
def test_a_table_downloaded_from_the_dashboard_and_sent_back_is_unchanged(name):
    resource = RESOURCES[name]
    content = (DATA / resource["path"]).read_bytes()
    fields = [field["name"] for field in resource["schema"]["fields"]]
    downloaded = to_csv(curation.read_typed(DATA)[name], fields)
    comparison = compare(published_rows(content), published_rows(downloaded), resource["schema"])
    assert changes(comparison) == 0
    assert comparison.csv() == content


def test_one_new_figure_changes_one_line_of_the_file():
    content = (DATA / "figures.csv").read_bytes()
    before = published_rows(content)
    changed = before.head(1).with_columns(value=pl.lit("5"))
    lines = compare(before, changed, RESOURCES["figures"]["schema"]).csv().splitlines()
    assert [
        number for number, pair in enumerate(zip(lines, content.splitlines(), strict=True)) if pair[0] != pair[1]
    ] == [1]


def test_lines_are_counted_as_an_editor_counts_them():
    rows = published_rows(b'id,note\na,"two\nlines"\nb,x\n')
    assert rows["line"].to_list() == [2, 4]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id,id\na,b\n", "each column once"),
        (b"id,note\na\n", "line 2: expected 2 cells"),
        (b'id,note\na,"b\n', "a CSV in UTF-8"),
        (b"id,note\na,\xff\n", "a CSV in UTF-8"),
    ],
)
def test_a_published_file_that_is_torn_is_refused(content, says):
    with pytest.raises(BrokenTables, match=says):
        published_rows(content)
