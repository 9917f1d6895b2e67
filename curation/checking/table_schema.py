"""A Frictionless Table Schema, held against its own standard before any table is held against it."""

import re
from dataclasses import dataclass

import polars as pl

# Types of Table Schema, versions 1 and 2. Source: https://specs.frictionlessdata.io/table-schema/ and https://datapackage.org/standard/table-schema/
TYPES = [
    *("string", "number", "integer", "boolean", "date", "datetime", "time", "year", "yearmonth", "duration"),
    *("object", "array", "list", "geopoint", "geojson", "any"),
]

# Constraints that are a limit on the value, and those that are a count.
LIMITS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
LENGTHS = ("minLength", "maxLength")

# Types that have an order, so that a limit means something.
NUMBERS = ("number", "integer", "year")
ORDERED = ("number", "integer", "date", "datetime", "time", "year", "yearmonth")

NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Schema:
    """A schema that keeps its standard: fields by name, its missing values and its keys.

    `primary` and each of `unique` are names of fields; `references` are foreign keys to the table
    itself (fields, and the fields they lead to), `elsewhere` those that lead to other tables.
    """

    fields: dict[str, dict]
    primary: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    references: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    elsewhere: tuple[tuple[tuple[str, ...], str], ...] = ()

    def is_key(self, name: str) -> bool:
        """True for a field of the primary key, which is never blank."""
        return name in self.primary

    def is_required(self, name: str) -> bool:
        """True for a field that every row must fill."""
        return bool(self.fields[name]["constraints"].get("required")) or self.is_key(name)


def schema_of(description: dict | None) -> Schema:
    """Return the schema that `description` says; {} and None name no field, and every column is free.

    Raises ValueError with a sentence when it is not a Table Schema.
    """
    if description is None:
        return Schema({})
    if not isinstance(description, dict):
        raise ValueError(f"a schema is an object with fields, found {_kind(description)}")
    if "resources" in description:
        raise ValueError("this is a data package, not a schema; give the schema of one of its resources")
    if "fields" not in description and isinstance(description.get("schema"), dict):
        raise ValueError("this is a resource, not a schema; give what stands under its schema")
    listed = description.get("fields", [])
    if not isinstance(listed, list):
        raise ValueError(f"fields of a schema are a list, found {_kind(listed)}")
    missing = _words(description.get("missingValues", [""]), "missingValues")
    fields: dict[str, dict] = {}
    for field in listed:
        known = _field(field, missing)
        if known["name"] in fields:
            raise ValueError(f"the field {known['name']} stands twice in the schema")
        fields[known["name"]] = known
    unique = description.get("uniqueKeys", [])
    if not isinstance(unique, list):
        raise ValueError("uniqueKeys of a schema are a list of keys")
    own, others = _references(description.get("foreignKeys", []), fields)
    return Schema(
        fields,
        _key(description.get("primaryKey", []), fields, "primaryKey"),
        tuple(_key(key, fields, "uniqueKeys") for key in unique),
        own,
        others,
    )


def _field(field: object, missing: list[str]) -> dict:
    if not isinstance(field, dict) or not isinstance(field.get("name"), str) or not field["name"]:
        raise ValueError(f"each field of a schema has a name, found {str(field)[:60]}")
    name, kind = field["name"], field.get("type", "string")
    if kind not in TYPES:
        raise ValueError(f"field {name}: found the type {kind!r}, expected one of {' '.join(TYPES)}")
    rules = {} if field.get("constraints") is None else field["constraints"]
    if not isinstance(rules, dict):
        raise ValueError(f"field {name}: constraints are an object, found {_kind(rules)}")
    known = {**field, "type": kind, "constraints": dict(rules)}
    known["title"] = str(field.get("title") or name.replace("_", " "))
    known["description"] = str(field.get("description") or "")
    known["missingValues"] = _words(field["missingValues"], f"field {name}") if "missingValues" in field else missing
    if "categories" in field and "enum" not in rules:
        known["constraints"]["enum"] = _words(field["categories"], f"field {name}")
    _check_constraints(known)
    return known


def _check_constraints(field: dict) -> None:
    name, rules, kind = field["name"], field["constraints"], field["type"]
    for limit in [one for one in LIMITS if one in rules]:
        if kind not in ORDERED:
            raise ValueError(f"field {name}: {limit} means nothing for the type {kind}")
        text = str(rules[limit])
        if kind in NUMBERS and not NUMBER.fullmatch(text):
            raise ValueError(f"field {name}: found {limit} {text!r}, expected a number")
        if kind == "date" and pl.Series([text]).str.to_date("%Y-%m-%d", strict=False).null_count():
            raise ValueError(f"field {name}: found {limit} {text!r}, expected a day as YYYY-MM-DD")
    for length in [one for one in LENGTHS if one in rules]:
        if not isinstance(rules[length], int) or isinstance(rules[length], bool) or rules[length] < 0:
            raise ValueError(f"field {name}: found {length} {rules[length]!r}, expected a whole number")
    if "enum" in rules and (not isinstance(rules["enum"], list) or not rules["enum"]):
        raise ValueError(f"field {name}: enum is a list of values, found {str(rules['enum'])[:60]!r}")
    if kind in NUMBERS and not all(NUMBER.fullmatch(str(word)) for word in rules.get("enum", [])):
        raise ValueError(f"field {name}: enum is a list of numbers, found {str(rules['enum'])[:60]!r}")
    if "pattern" in rules:
        _check_pattern(name, rules["pattern"])
    for sign in ("decimalChar", "groupChar"):
        if sign in field and (not isinstance(field[sign], str) or (sign == "decimalChar" and len(field[sign]) != 1)):
            raise ValueError(f"field {name}: found {sign} {field[sign]!r}, expected one sign")


def _check_pattern(name: str, pattern: object) -> None:
    if not isinstance(pattern, str):
        raise ValueError(f"field {name}: a pattern is a text, found {_kind(pattern)}")
    if is_fast(pattern):
        return
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"field {name}: the pattern {pattern} cannot be read ({error})") from None


def is_fast(pattern: str) -> bool:
    """True when polars' engine knows everything the pattern asks for; Python's is for the rest."""
    try:
        pl.Series([""]).str.contains(whole(pattern))
    except pl.exceptions.ComputeError:
        return False
    return True


def whole(pattern: str) -> str:
    """The pattern as one that a whole cell must have."""
    return f"^(?:{pattern})$"


def _words(values: object, where: str) -> list[str]:
    """A list of texts; version 2 also allows objects with a value and a label."""
    if not isinstance(values, list):
        raise ValueError(f"{where}: expected a list of texts, found {_kind(values)}")
    return [str(one.get("value", "")) if isinstance(one, dict) else str(one) for one in values]


def _key(key: object, fields: dict, where: str) -> tuple[str, ...]:
    names = (key,) if isinstance(key, str) else key
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise ValueError(f"{where} of a schema names fields, found {str(key)[:60]}")
    lost = [name for name in names if name not in fields]
    if lost:
        raise ValueError(f"{where} names {', '.join(lost)}, and the schema has no such field")
    return tuple(names)


def _references(keys: object, fields: dict) -> tuple[tuple, tuple]:
    own, others = [], []
    if not isinstance(keys, list):
        raise ValueError("foreignKeys of a schema are a list")
    for key in keys:
        there = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(there, dict) or "fields" not in key or "fields" not in there:
            raise ValueError(f"a foreign key has fields and a reference with fields, found {str(key)[:60]}")
        names, resource = _key(key["fields"], fields, "foreignKeys"), there.get("resource") or ""
        if resource:
            others.append((names, str(resource)))
        else:
            target = _key(there["fields"], fields, "foreignKeys")
            if len(target) != len(names):
                raise ValueError(f"the foreign key {', '.join(names)} leads to another number of fields")
            own.append((names, target))
    return tuple(own), tuple(others)


def _kind(value: object) -> str:
    return {dict: "an object", list: "a list", str: "a text", type(None): "nothing"}.get(type(value), str(value)[:60])
