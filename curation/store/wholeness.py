"""Hold a whole set of tables against its promises and rules before any of it is published."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from curation.checking.promises import check
from curation.checking.rules import check_rules
from curation.problems import BrokenTables, Problem
from curation.tables import package, read_text, typed


def why_broken(files: dict[str, bytes]) -> str:
    """Return why pages could not show a set of tables; blank when they can."""
    try:
        whole_tables(files)
    except BrokenTables as broken:
        return str(broken.problems[0])
    return ""


def whole_tables(files: dict[str, bytes], rules: bool = False) -> dict[str, int]:
    """Read a set of files as the published tables are read, and return each table's number of rows.

    With `rules`, the rules between rows must hold too. Raises BrokenTables with every error.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        description = package(folder)
        texts = read_text(folder, description)
    _refuse(check(texts, description))
    schemas = {resource["name"]: resource["schema"] for resource in description["resources"]}
    whole = {name: typed(texts[name], schemas[name]) for name in texts}
    if rules:
        _refuse(check_rules(whole, datetime.now(UTC).date(), list(texts["figures"]["line"])))
    return {name: len(rows) for name, rows in whole.items()}


def _refuse(found: list[Problem]) -> None:
    errors = [problem for problem in found if problem.level == "error"]
    if errors:
        raise BrokenTables(errors)
