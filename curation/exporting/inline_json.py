"""Rows as JSON with their data package: what each column means travels with them."""

import json

import pandas as pd

from curation.exporting.cells import text_of

# Properties of a resource that speak of its file, which is not there.
OF_THE_FILE = ("path", "format", "mediatype", "scheme")


def to_json(rows: pd.DataFrame, resource: dict, package: dict) -> bytes:
    """Write rows with their data package: a Frictionless resource with inline data."""
    fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    data = [
        {name: _value(cell, fields[name]) for name, cell in zip(fields, row, strict=True)}
        for row in rows[list(fields)].itertuples(index=False)
    ]
    kept = {key: value for key, value in resource.items() if key not in OF_THE_FILE}
    head = {key: package[key] for key in ("name", "title", "description", "licenses")}
    # The keys of other tables stay behind with those tables.
    kept["schema"] = {key: value for key, value in resource["schema"].items() if key != "foreignKeys"}
    whole = {**head, "resources": [{**kept, "profile": "data-resource", "data": data}]}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def _value(cell, kind: str):
    if pd.isna(cell):
        return None
    if kind in ("number", "integer"):
        return int(cell) if float(cell).is_integer() else float(cell)
    return text_of(cell)
