"""Rows as CSV, plain or with HXL tags in the second line; both safe for spreadsheets."""

import pandas as pd

from curation.exporting.cells import as_published, neutralised


def to_csv(rows: pd.DataFrame, fields: list[str]) -> bytes:
    """Write rows as UTF-8 CSV with a byte order mark, so that spreadsheets read Arabic and accents."""
    return _written(as_published(rows, fields).map(neutralised))


def to_hxl(rows: pd.DataFrame, resource: dict) -> bytes:
    """Write rows as that CSV with the tags of the data package in line 2; a field without one has a blank there.

    Source: HXL standard 1.1, tagging conventions: the tags stand between the header and the rows.
    """
    tags = {field["name"]: field.get("hxl", "") for field in resource["schema"]["fields"]}
    texts = as_published(rows, list(tags)).map(neutralised)
    return _written(pd.concat([pd.DataFrame([tags], dtype="str"), texts], ignore_index=True))


def _written(texts: pd.DataFrame) -> bytes:
    # Python's csv quotes a lone carriage return only where the line's end has one too.
    return texts.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
