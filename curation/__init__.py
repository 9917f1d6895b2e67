"""How numbers come in: read → recognise → check → compare → publish.

It knows neither Streamlit nor the metrics. Names are loaded when they are first asked for: the
process that parses a stranger's file needs few of them, and starts anew for each.
"""

from importlib import import_module

WHERE = {
    "Author": "publishing",
    "BrokenTables": "problems",
    "Comparison": "comparing.comparison",
    "Inspection": "checking.inspection",
    "Limits": "reading.reading",
    "Part": "reviewing",
    "Problem": "problems",
    "Published": "publishing",
    "Reading": "reading.reading",
    "Recognised": "recognising.recognised",
    "Review": "reviewing",
    "Stale": "store.refusals",
    "StoreError": "store.refusals",
    "Version": "publishing",
    "adopt": "publishing",
    "approve": "store.proposals",
    "arriving": "store.arrival",
    "begin": "publishing",
    "check": "checking.promises",
    "check_rules": "checking.rules",
    "compare": "comparing.compare_tables",
    "current": "publishing",
    "data_package": "exporting.whole",
    "decline": "store.proposals",
    "described": "tables",
    "differences": "comparing.differing",
    "files_of": "publishing",
    "edition": "exporting.edition",
    "fill": "tables",
    "damages": "store.mending",
    "hand_changes": "comparing.differing",
    "hand_edits": "publishing",
    "heal": "publishing",
    "history": "publishing",
    "inspect": "checking.inspection",
    "interrupted": "store.arrival",
    "join": "store.joining",
    "kept_upload": "receive",
    "opened_in_place": "tables",
    "pack": "store.packing",
    "package": "tables",
    "part": "receive",
    "parts_of": "receive",
    "received": "receive",
    "remember": "recognising.remembered",
    "proposals": "store.proposals",
    "propose": "store.proposals",
    "publish": "publishing",
    "publish_large": "publishing_large",
    "published_rows": "comparing.published_csv",
    "put_back": "publishing",
    "read": "reading.intake",
    "read_text": "tables",
    "read_typed": "tables",
    "recognise": "recognising.recognition",
    "restore": "publishing",
    "review": "reviewing",
    "screen": "personal",
    "upload_of": "publishing",
    "version": "tables",
    "with_remarks": "checking.remarks",
}

__all__ = list(WHERE)


def __getattr__(name: str):
    if name not in WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{WHERE[name]}"), name)
    globals()[name] = value
    return value
