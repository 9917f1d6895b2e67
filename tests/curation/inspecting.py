"""Small files to inspect, said as their text; read in this process, which is the same reading without the door."""

from curation.checking.inspection import Inspection, inspected
from curation.checking.table_schema import schema_of
from curation.reading.intake import finished, parse
from curation.reading.reading import Limits


def inspect_text(text: str, *fields: dict, name: str = "camps.csv", answers: dict | None = None, **keys) -> Inspection:
    """Inspect a file's text against fields and keys of a schema."""
    reading = finished(parse(text.encode(), name, Limits(), answers))
    return inspected(reading, name, schema_of({"fields": list(fields), **keys}), answers)


def column(kind: str, *cells: str, answers: dict | None = None, **field) -> Inspection:
    """Inspect a table of places whose column `count` has these cells and is of this type."""
    quoted = [f'"{cell}"' if "," in cell or "\n" in cell else cell for cell in cells]
    rows = "".join(f"camp {chr(65 + n)},{cell}\n" for n, cell in enumerate(quoted))
    return inspect_text(f"camp,count\n{rows}", {"name": "count", "type": kind, **field}, answers=answers)


def said(inspection: Inspection) -> list[str]:
    """What an inspection says, each sentence with its level."""
    told = [f"told: {one}" for one in inspection.told]
    asked = [f"ask {one.key}: {one}" for one in inspection.questions]
    return told + asked + [f"{one.level}: {one}" for one in inspection.problems]


def canonical(inspection: Inspection, field: str = "count") -> list[str | None]:
    """The cells of a field as the table has them."""
    return inspection.table()[field].to_list()
