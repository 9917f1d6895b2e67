"""Hold a whole set of tables against its promises and rules before any of it is published."""

import hashlib
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from curation.checking.promises import check
from curation.checking.rules import check_rules
from curation.problems import BrokenTables, Problem
from curation.tables import in_place, package, read_text, small, typed


def why_broken(files: dict[str, bytes], beside: Path) -> str:
    """Return why pages could not show a set of tables; blank when they can."""
    try:
        whole_tables(files, beside)
    except BrokenTables as broken:
        return str(broken.problems[0])
    return ""


def whole_tables(files: dict[str, bytes], beside: Path, rules: bool = False) -> dict[str, int]:
    """Read a set of files as the published tables are read, and return each table's number of rows.

    Figures larger than memory lie in the data folder `beside`, and are held against their promises there. With
    `rules`, the rules between rows must hold too, which are not asked of those. Raises BrokenTables with every error.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        description = package(folder)
        texts = read_text(folder, description)
        here = small(folder, description)
        _refuse(check(texts, here))
        whole = {one["name"]: typed(texts[one["name"]], one["schema"]) for one in here["resources"]}
        counts = {name: len(rows) for name, rows in whole.items()}
        large = [one for one in description["resources"] if one["name"] not in whole]
        if rules and not large:
            _refuse(check_rules(whole, datetime.now(UTC).date(), list(texts["figures"]["line"])))
        for resource in large:
            _refuse(_another(beside, resource))
            at = folder if resource["path"] in files else beside
            counts[resource["name"]] = in_place(at, resource, whole).count()
    return counts


def _another(beside: Path, resource: dict) -> list[Problem]:
    """Say that a large table's file is gone, or is not the one that its data package names; [] when it is."""
    path, named = beside / resource["path"], (resource.get("hash") or "").removeprefix("sha256:")
    if not named:
        return []
    expected = f"{path.name} with the digest {named[:16]}… in the data folder"
    mend = "its bytes are in no version: put the file back from a backup, or publish the table again"
    if not path.is_file():
        return [Problem(resource["name"], (), "", "", expected, mend)]
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    return [] if found == named else [Problem(resource["name"], (), "", f"another: {found[:16]}…", expected, mend)]


def _refuse(found: list[Problem]) -> None:
    errors = [problem for problem in found if problem.level == "error"]
    if errors:
        raise BrokenTables(errors)
