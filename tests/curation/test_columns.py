"""Which column is which field: by name, by the name written otherwise, by title, by tag."""

import pytest

import curation
from curation.checking.columns import plain, table_for
from tests.curation.conftest import PACKAGE
from tests.curation.inspecting import inspect_text, said

VALUE = {"name": "value", "type": "integer", "title": "Number of people", "hxl": "#affected+num"}


@pytest.mark.parametrize(
    "header",
    ["Value", "VALUE", "Number of people", "number_of_people", "Number  of people", "NumberOfPeople"],
)
def test_a_column_is_known_by_name_or_title_however_written_and_it_is_told(header):
    found = inspect_text(f"place,{header}\nIdleb,500\n", VALUE)
    assert found.columns == {"value": 1}
    assert said(found) == [f"told: column “{header.strip()}” is read as value"]


@pytest.mark.parametrize("tag", ["#affected+num", "#AFFECTED +num", "#affected + num"])
def test_a_column_is_known_by_its_tag(tag):
    found = inspect_text(f"place,personnes\n#loc,{tag}\nIdleb,500\n", VALUE)
    assert found.columns == {"value": 1}
    assert "told: column “personnes” is read as value" in said(found)


def test_the_order_of_a_tags_attributes_means_nothing():
    field = {**VALUE, "hxl": "#affected+num+f"}
    assert inspect_text("place,femmes\n#loc,#affected+f+num\nIdleb,500\n", field).columns == {"value": 1}


def test_a_tag_of_two_fields_says_nothing():
    fields = [{**VALUE, "name": name, "title": name} for name in ("here", "there")]
    assert inspect_text("place,personnes\n#loc,#affected+num\nIdleb,500\n", *fields).columns == {}


def test_columns_may_stand_in_any_order():
    found = inspect_text("value,place\n500,Idleb\n", {"name": "place"}, VALUE)
    assert (found.columns, found.verdict) == ({"place": 1, "value": 0}, "accept")


def test_the_exact_name_is_surer_than_a_title():
    found = inspect_text("Number of people,value\nmany,500\n", VALUE)
    assert (found.columns, found.verdict, found.free) == ({"value": 1}, "accept", ["Number of people"])


@pytest.mark.parametrize("header", ["value,Value", "Value,VALUE", "value,value", "Number of people,number_of_people"])
def test_two_columns_that_are_as_good_are_asked_with_their_first_cells(header):
    found = inspect_text(f"place,{header}\nIdleb,500,700\n", VALUE)
    assert found.verdict == "ask"
    (asked,) = found.questions
    assert (asked.key, [*asked.choices.values()]) == ("column:value", [[["500"]], [["700"]]])
    second = list(asked.choices)[1]
    answered = inspect_text(f"place,{header}\nIdleb,500,700\n", VALUE, answers={"column:value": second})
    assert (answered.table()["value"].to_list(), answered.questions) == (["700"], [])
    assert f"told: column “{second}” is read as value, as you chose" in said(answered)


def test_a_name_that_is_two_fields_written_alike_is_no_question():
    fields = [{"name": "value", "type": "integer"}, {"name": "Value", "type": "integer"}]
    assert inspect_text("value,Value\n500,700\n", *fields).verdict == "accept"


def test_a_tag_that_contradicts_the_name_is_doubted():
    found = inspect_text("place,value\n#loc,#date+start\nIdleb,500\n", VALUE)
    assert found.verdict == "ask"
    assert said(found)[-1] == (
        'warning: camps.csv, value: found "#date+start", expected the tag #affected+num for value; '
        "look which of the two is right: the name or the tag"
    )


def test_a_missing_column_is_an_error_when_every_row_needs_it_and_told_when_not():
    fields = [{"name": "id"}, {"name": "day", "constraints": {"required": True}}, {"name": "note"}, {"name": "source"}]
    assert said(inspect_text("place\nIdleb\n", *fields, primaryKey="id")) == [
        "told: the file does not have the columns note, source",
        "error: camps.csv: expected the columns id, day; add them with their cells",
    ]


@pytest.mark.parametrize(
    "name, same", [("Données_ÂGE", "donnees age"), ("asOf", "as of"), ("as-of ", "as of"), ("اسم", "اسم")]
)
def test_names_are_alike_whatever_the_case_accents_and_signs(name, same):
    assert plain(name) == same


def test_the_header_says_which_of_our_tables_a_file_is(tmp_path):
    description = curation.package(PACKAGE.parent)
    for resource in description["resources"]:
        fields = resource["schema"]["fields"]
        names, titles = [one["name"] for one in fields], [one["title"] for one in fields]
        assert table_for(names, [], description) == resource["name"]
        assert table_for([*reversed(names), "mine"], [], description) == resource["name"]
        assert table_for(titles, [], description) == resource["name"]
    tags = [one["hxl"] for one in description["resources"][0]["schema"]["fields"]]
    assert table_for([""] * len(tags), tags, description) == "figures"
    assert table_for(["place", "people", "day"], [], description) is None
    assert table_for([], [], description) is None
