"""How numbers come in: read → recognise → check → compare → publish.

This version reads any table partners send, and reads and checks the published ones; it knows
neither Streamlit nor the metrics. Names are loaded when they are first asked for: the process
that parses a stranger's file needs few of them, and starts anew for each.
"""

from importlib import import_module

WHERE = {
    "BrokenTables": "problems",
    "Limits": "reading",
    "Problem": "problems",
    "Reading": "reading",
    "check": "promises",
    "check_rules": "rules",
    "described": "tables",
    "fill": "tables",
    "package": "tables",
    "read": "intake",
    "read_text": "tables",
    "read_typed": "tables",
    "version": "tables",
}

__all__ = list(WHERE)


def __getattr__(name: str):
    if name not in WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{WHERE[name]}"), name)
    globals()[name] = value
    return value
