"""What a cell of each type of Table Schema must be, and what it says in canonical form."""

import re
from collections.abc import Callable
from datetime import datetime

import polars as pl

from curation.checking.column_read import ColumnRead
from curation.checking.days import read_days
from curation.checking.notation import read_numbers
from curation.checking.number_mends import UNSEEN
from curation.reading.structured import STRUCTURED

# What is expected of each type, and how to mend a cell that is something else.
EXPECTED = {
    "date": ("a day as YYYY-MM-DD", "write year, month and day, such as 2020-02-29"),
    "number": ("a number without separators", "write digits only, with a point for decimals"),
    "integer": ("a whole number", "write digits only"),
    "boolean": ("yes or no, as the schema writes them", "write true or false"),
    "datetime": ("a day and time as YYYY-MM-DDThh:mm:ssZ", "write both, such as 2020-02-29T12:00:00Z"),
    "time": ("a time as hh:mm:ss", "write hours, minutes and seconds, such as 09:30:00"),
    "year": ("a year", "write four digits, such as 2020"),
    "yearmonth": ("a month as YYYY-MM", "write year and month, such as 2020-02"),
    "duration": ("a duration as in ISO 8601", "write it as P1Y2M3D or PT4H"),
    "object": ("a JSON object", "write it with braces and quoted names"),
    "array": ("a JSON list", "write it in square brackets"),
    "list": ("a list", "write its items with the sign between them that the schema says"),
    "geopoint": ("a position as longitude, latitude", "write two numbers in degrees, such as 36.63, 35.93"),
    "geojson": ("a GeoJSON object", "write an object with a type of GeoJSON"),
    "email": ("an e-mail address", "write one address, such as info@example.org"),
    "uri": ("a link", "write it whole, such as https://example.org/page"),
    "uuid": ("a UUID", "write it as 8-4-4-4-12 hexadecimal digits"),
    "binary": ("text in base64", "encode it again"),
}

# Forms of a whole cell. Sources: ISO 8601 for times and durations, RFC 3986 for links, RFC 4122 for UUIDs,
# RFC 4648 for base64; an address is what has one @ and a domain.
YEAR, HOURS, ZONE = (
    r"-?[0-9]{4}",
    r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?",
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?",
)
FORMS = {
    "time": rf"^{HOURS}{ZONE}$",
    "year": rf"^{YEAR}$",
    "yearmonth": rf"^{YEAR}-(?:0[1-9]|1[0-2])$",
    "duration": r"^-?P(?:[0-9]+(?:\.[0-9]+)?[YMWD])*(?:T(?:[0-9]+(?:\.[0-9]+)?[HMS])+)?$",
    "email": r"^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+$",
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$",
    "uuid": r"^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    "binary": r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
}
MOMENT = rf"^([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})T{HOURS}{ZONE}$"


def expected(field: dict) -> tuple[str, str]:
    """What is expected of a field's cells, and how to mend one that is something else."""
    kind, form = kind_of(field), field.get("format") or "default"
    if kind in ("date", "datetime", "time") and form not in ("default", "any"):
        return f"the form {form}", f"write it as {datetime(2020, 2, 29, 9, 30).strftime(form)}"
    if kind in ("number", "integer") and is_told(field):
        return f"a number with {field.get('decimalChar', '.')} for decimals", "write it as the schema says"
    return EXPECTED.get(kind, ("a text", "write one"))


def kind_of(field: dict) -> str:
    """The type of a field; a string of a format that has rules is a kind of its own."""
    form = field.get("format") or "default"
    return form if field["type"] == "string" and form in FORMS else field["type"]


def is_told(field: dict) -> bool:
    """True when the schema says how its numbers are written, so that nothing is left to find out."""
    return any(sign in field for sign in ("decimalChar", "groupChar")) or field.get("bareNumber") is False


def read_cells(
    cells: pl.Series, blank: pl.Series, field: dict, answer: str | None = None, within: Callable | None = None
) -> ColumnRead:
    """Read a column as its field says; cells that are no such thing have no reading.

    `answer` is a person's choice where a column has two readings, `within` the limits of the field.
    """
    kind, form = kind_of(field), field.get("format") or "default"
    if kind in ("number", "integer") and not is_told(field):
        return read_numbers(cells, blank, kind == "integer", answer, within)
    if kind == "date" and form in ("default", "any"):
        return read_days(cells, blank, answer, within)
    if kind in ("string", "any"):
        return ColumnRead(cells, blank)
    distinct = cells.filter(~blank).unique(maintain_order=True)
    bare = distinct.str.strip_chars(UNSEEN)
    values = _values(bare, kind, form, field)
    other = values.is_null() | (values != distinct)
    if not other.any():
        return ColumnRead(cells, blank)
    at = (cells.is_in(distinct.filter(other).implode()) & ~blank).arg_true()
    said = pl.DataFrame({"cell": distinct, "value": values})
    here = pl.DataFrame({"cell": cells.gather(at)}).join(said, on="cell", how="left", maintain_order="left")
    read = ColumnRead(cells, blank, at, here["value"])
    known = here.with_columns(at=at).filter(pl.col("value").is_not_null())
    padded = known.filter(pl.col("cell") != pl.col("cell").str.strip_chars(UNSEEN))["at"]
    if len(padded):
        read.told.append(("blanks and signs nobody sees are passed over", padded))
    parted = known.filter(pl.col("cell").str.contains("^[0-9-]+ [0-9]"))["at"] if kind == "datetime" else padded.clear()
    if len(parted):
        read.told.append(("a blank between day and time is read as T", parted))
    return read


def _values(distinct: pl.Series, kind: str, form: str, field: dict) -> pl.Series:
    """For each distinct cell what it says in canonical form, null where it is no such thing."""
    if kind in ("number", "integer"):
        return _as_told(distinct, field, kind == "integer")
    if kind == "boolean":
        return _booleans(distinct, field)
    if kind in ("date", "datetime", "time") and form not in ("default", "any"):
        return _each(distinct, lambda cell: _parsed(cell, form, kind))
    if kind == "datetime":
        return _moments(distinct)
    if kind in FORMS:
        empty = distinct.is_in(["P", "-P"]) if kind == "duration" else pl.Series([False])
        return pl.select(pl.when(distinct.str.contains(FORMS[kind]) & ~empty).then(distinct)).to_series()
    fits = _is_list if kind == "list" else STRUCTURED[kind]
    return _each(distinct, lambda cell: cell if fits(cell, field) else None)


def _each(distinct: pl.Series, said: Callable[[str], str | None]) -> pl.Series:
    return pl.Series(distinct.name, [said(cell) for cell in distinct], dtype=pl.String)


def _as_told(distinct: pl.Series, field: dict, integer: bool) -> pl.Series:
    """Numbers as decimalChar, groupChar and bareNumber say."""
    text = distinct
    if field.get("bareNumber") is False:
        text = text.str.replace(r"^[^0-9+-]*", "").str.replace(r"[^0-9]*$", "")
    if field.get("groupChar"):
        text = text.str.replace_all(field["groupChar"], "", literal=True)
    decimal = field.get("decimalChar", ".")
    sign = "." if decimal == "." else decimal
    form = r"^[-+]?[0-9]+$" if integer else rf"^[-+]?[0-9]+(?:{re.escape(sign)}[0-9]+)?(?:[eE][-+]?[0-9]+)?$"
    number = text.str.replace(sign, ".", literal=True).str.strip_prefix("+")
    return pl.select(pl.when(text.str.contains(form)).then(number)).to_series()


def _booleans(distinct: pl.Series, field: dict) -> pl.Series:
    yes = field.get("trueValues", ["true", "True", "TRUE", "1"])
    no = field.get("falseValues", ["false", "False", "FALSE", "0"])
    said = {**dict.fromkeys(map(str, no), "false"), **dict.fromkeys(map(str, yes), "true")}
    return distinct.replace_strict(said, default=None, return_dtype=pl.String)


def _moments(distinct: pl.Series) -> pl.Series:
    """Moments as in ISO 8601; a blank between day and time is one way to write them."""
    text = distinct.str.replace(r"^(\S+) ([0-9])", "${1}T$2")
    real = text.str.extract(MOMENT).str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return pl.select(pl.when(real).then(text)).to_series()


def _parsed(cell: str, form: str, kind: str) -> str | None:
    try:
        found = datetime.strptime(cell, form)
    except ValueError:
        return None
    ways = {"date": "%Y-%m-%d", "time": "%H:%M:%S", "datetime": "%Y-%m-%dT%H:%M:%S"}
    return found.strftime(ways[kind])


def _is_list(cell: str, field: dict) -> bool:
    items = cell.split(field.get("delimiter") or ",")
    kind = field.get("itemType") or "string"
    if kind == "string":
        return True
    said = read_cells(pl.Series(items), pl.Series([False] * len(items)), {"name": "", "type": kind})
    return not len(said.unread())
