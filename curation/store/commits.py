"""Write a version as a commit that anyone can read with the ordinary git."""

import json
from dataclasses import asdict

from dulwich.objects import Blob, Commit, ShaFile, Tree

from curation.store.names import one_line, person, table_name
from curation.store.repository import ATTRIBUTES
from curation.store.versions import RECORD, Version

DASHBOARD = b"Displacement dashboard <dashboard@localhost>"
FILE, FOLDER = 0o100644, 0o040000


def objects_of(
    version: Version, files: dict[str, bytes], kept: dict[str, dict[str, bytes]], parents: list[bytes]
) -> tuple[Commit, list[ShaFile]]:
    """Return the commit that says a version, and all objects it needs, the commit last.

    `kept` are files that are no tables, by folder: what was uploaded, what was set aside. The
    version's id is not known before and not written. Raises NotAllowed for a file's name.
    """
    blobs = {table_name(name): Blob.from_string(content) for name, content in files.items()}
    record = {key: value for key, value in asdict(version).items() if key not in ("id", "damaged")}
    record["at"] = version.at.isoformat()
    content = json.dumps(record, ensure_ascii=False, indent=1, default=_plain).encode("utf-8", "replace") + b"\n"
    blobs[RECORD] = Blob.from_string(content)
    blobs[".gitattributes"] = Blob.from_string(ATTRIBUTES)
    tree, objects = Tree(), list(blobs.values())
    for name, blob in blobs.items():
        tree.add(name.encode(), FILE, blob.id)
    for name, contents in kept.items():
        folder, inside = Tree(), {file: Blob.from_string(content) for file, content in contents.items()}
        for file, blob in inside.items():
            folder.add(file.encode(), FILE, blob.id)
        tree.add(name.encode(), FOLDER, folder.id)
        objects += [*inside.values(), folder]
    commit = _commit(version, tree.id, parents)
    return commit, [*objects, tree, commit]


def _plain(odd: object) -> object:
    """A number as pandas counts it is a number; anything else is what it says."""
    return odd.item() if hasattr(odd, "item") else str(odd)


def _commit(version: Version, tree: bytes, parents: list[bytes]) -> Commit:
    commit = Commit()
    commit.tree, commit.parents = tree, parents
    commit.author, commit.committer = person(version.author.name, version.author.email), DASHBOARD
    commit.author_time = commit.commit_time = int(version.at.timestamp())
    commit.author_timezone = commit.commit_timezone = 0
    commit.encoding = b"UTF-8"
    commit.message = message_of(version).encode("utf-8", "replace")
    return commit


def message_of(version: Version) -> str:
    """Say a version in a commit's message: the reason, then lines `git log` shows and anyone can read."""
    lines = {"Version": version.number, "Act": version.act, "Upload": version.upload}
    lines |= {"Restores": version.restores, "Approved-by": version.approved_by, "Large-because": version.why}
    for table, counts in version.counts.items():
        if all(counts.get(change) == 0 for change in ("added", "revised", "removed")):
            continue
        lines[table.capitalize()] = ", ".join(f"{number} {what}" for what, number in counts.items())
    said = "\n".join(f"{name}: {one_line(str(what))}" for name, what in lines.items() if what)
    return f"{version.reason}\n\n{said}\n"
