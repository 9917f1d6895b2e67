"""How rows leave, in one place: CSV, CSV with HXL tags, XLSX, JSON, and everything as one archive."""

from curation.exporting.cells import FORMULA_STARTS, as_published, neutralised
from curation.exporting.delimited import to_csv, to_hxl
from curation.exporting.inline_json import to_json
from curation.exporting.licences import licensed, terms, with_licences
from curation.exporting.readme import BLANK, CARE
from curation.exporting.workbook import to_xlsx

__all__ = [
    "BLANK",
    "CARE",
    "FORMULA_STARTS",
    "as_published",
    "licensed",
    "neutralised",
    "terms",
    "to_csv",
    "to_hxl",
    "to_json",
    "to_xlsx",
    "with_licences",
]
