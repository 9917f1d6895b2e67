"""What a curator said of a table's columns, kept for the next file with the same header."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from curation.recognising.spelling import plain
from curation.store.lock import alone
from curation.store.places import place_of, write_whole

# Answers that belong to a kind of file. Country, source, crisis and day are of one file: the next may be of others.
OF_THE_KIND = ("map:", "layout", "indicator", "repeats", "level")

FILE = "mappings.json"
MOST = 500


def remembered(folder: Path, header: Sequence[str]) -> dict[str, str]:
    """Return the answers kept for files with this header; {} when there are none or they cannot be read."""
    kept = _kept(folder).get(_mark(header), {})
    return {str(key): str(choice) for key, choice in kept.get("answers", {}).items()}


def remember(folder: Path, header: Sequence[str], answers: Mapping[str, str], who: str, on: str) -> None:
    """Keep the answers that belong to every file with this header, who gave them and the day; none: forget them.

    They lie beside the versions of the data folder. Raises OSError when they cannot be written.
    """
    ours = {key: choice for key, choice in answers.items() if key.startswith(OF_THE_KIND)}
    place = place_of(folder)
    with alone(place):
        kept = _kept(folder)
        kept.pop(_mark(header), None)
        if ours:
            kept[_mark(header)] = {"header": list(header)[:50], "answers": ours, "who": who, "on": on}
        newest = dict(list(kept.items())[-MOST:])
        text = json.dumps(newest, ensure_ascii=False, indent=1)
        write_whole(place.versions / FILE, text.encode())


def _kept(folder: Path) -> dict:
    try:
        found = json.loads((place_of(folder).versions / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _mark(header: Sequence[str]) -> str:
    """One header whatever its order, case and blanks."""
    names = sorted(plain(name) for name in header)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
