"""A schema is held against its own standard before any table is held against it."""

import re

import pytest

from curation.checking.table_schema import schema_of


@pytest.mark.parametrize(
    "schema, says",
    [
        (5, "a schema is an object with fields, found 5"),
        ([], "a schema is an object with fields, found a list"),
        ({"fields": {}}, "fields of a schema are a list, found an object"),
        ({"fields": ["value"]}, "each field of a schema has a name, found value"),
        ({"fields": [{"type": "string"}]}, "each field of a schema has a name"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "the field a stands twice in the schema"),
        ({"fields": [{"name": "a", "type": "text"}]}, "field a: found the type 'text', expected one of string number"),
        ({"fields": [{"name": "a", "constraints": []}]}, "field a: constraints are an object, found a list"),
        ({"fields": [{"name": "a", "constraints": {"pattern": "("}}]}, "field a: the pattern ( cannot be read"),
        ({"fields": [{"name": "a", "constraints": {"pattern": 5}}]}, "field a: a pattern is a text, found 5"),
        ({"fields": [{"name": "a", "constraints": {"enum": "f m"}}]}, "field a: enum is a list of values"),
        (
            {"fields": [{"name": "a", "constraints": {"minLength": "3"}}]},
            "field a: found minLength '3', expected a whole",
        ),
        (
            {"fields": [{"name": "a", "constraints": {"minimum": 3}}]},
            "field a: minimum means nothing for the type string",
        ),
        (
            {"fields": [{"name": "a", "type": "number", "constraints": {"maximum": "many"}}]},
            "field a: found maximum 'many', expected a number",
        ),
        (
            {"fields": [{"name": "a", "type": "date", "constraints": {"minimum": "2020"}}]},
            "field a: found minimum '2020', expected a day as YYYY-MM-DD",
        ),
        (
            {"fields": [{"name": "a", "type": "number", "decimalChar": ""}]},
            "field a: found decimalChar '', expected one sign",
        ),
        ({"fields": [{"name": "a"}], "primaryKey": "b"}, "primaryKey names b, and the schema has no such field"),
        ({"fields": [{"name": "a"}], "primaryKey": 5}, "primaryKey of a schema names fields, found 5"),
        ({"fields": [{"name": "a"}], "uniqueKeys": "a"}, "uniqueKeys of a schema are a list of keys"),
        ({"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a"}]}, "a foreign key has fields and a reference"),
        ({"fields": [{"name": "a"}], "missingValues": "-"}, "missingValues: expected a list of texts, found a text"),
        ({"resources": []}, "this is a data package, not a schema"),
        ({"name": "figures", "schema": {"fields": []}}, "this is a resource, not a schema"),
    ],
)
def test_a_schema_that_is_none_is_said_in_a_sentence(schema, says):
    with pytest.raises(ValueError, match=f"^{re.escape(says)}"):
        schema_of(schema)


def test_version_2_of_the_standard_is_read_too():
    schema = schema_of(
        {
            "fields": [
                {"name": "sex", "categories": [{"value": "f", "label": "Women"}, {"value": "m"}]},
                {"name": "n", "type": "integer", "missingValues": ["-"]},
            ],
            "missingValues": [{"value": "", "label": "not asked"}],
            "uniqueKeys": [["sex", "n"]],
        }
    )
    assert schema.fields["sex"]["constraints"]["enum"] == ["f", "m"]
    assert [schema.fields[name]["missingValues"] for name in ("sex", "n")] == [[""], ["-"]]
    assert schema.unique == (("sex", "n"),)


def test_patterns_that_only_one_of_the_two_engines_knows_are_patterns():
    for pattern in (r"\p{L}+", r"(?=a)b", r"a\Z"):
        schema_of({"fields": [{"name": "a", "constraints": {"pattern": pattern}}]})
