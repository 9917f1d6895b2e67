"""A source nobody has named before: the row of the sources table that its figures need, as a curator gives it."""

import json
from collections.abc import Mapping

from curation.reading.reading import Question
from curation.recognising.recognised import Recognised

# The answer that holds the row, as JSON, and what it says of a source; what it leaves out is blank.
KEY = "new_source"
NEEDED = ("name", "short_name", "kind", "reliability", "licence", "may_redistribute")
FIELDS = (*NEEDED, "home_url", "licence_url", "note")


def with_new_source(found: Recognised, known: set[str], answers: Mapping[str, str]) -> None:
    """Add the row of a source that is not among the `known` identifiers, or ask who it is.

    The answer `new_source` is a JSON object with the columns of sources.csv but its identifier; one that leaves out a
    required column is asked again.
    """
    source = answers.get("source", "")
    if not source or source in known or source in {row["source_id"] for row in found.new_sources}:
        return
    row = _row(answers.get(KEY, ""))
    if all(row.get(name) for name in NEEDED):
        found.new_sources.append({"source_id": source, **{name: row.get(name, "") for name in FIELDS}})
        found.licence = {
            "source": row["name"],
            "name": row["licence"],
            "url": row.get("licence_url", ""),
            "may_redistribute": row["may_redistribute"],
        }
        return
    asks = f"“{source}” is not among the sources. Who is it, and what does its licence allow?"
    found.questions.append(Question(asks, {}, (), KEY))


def _row(text: str) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(cell).strip() for name, cell in found.items()} if isinstance(found, dict) else {}
