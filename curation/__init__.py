"""How numbers come in: read → recognise → check → compare → publish.

This version reads and checks the published tables; it knows neither Streamlit nor the metrics.
"""

from curation.check import check
from curation.problems import BrokenTables, Problem
from curation.rules import check_rules
from curation.tables import described, package, read_text, read_typed, version

__all__ = [
    "BrokenTables",
    "Problem",
    "check",
    "check_rules",
    "described",
    "package",
    "read_text",
    "read_typed",
    "version",
]
