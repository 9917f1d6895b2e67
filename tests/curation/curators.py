"""Two curators, a second and a third number for the one figure of the small data folder, and how they publish it."""

import contextlib
import subprocess
from pathlib import Path

import pytest

import curation.publishing as store
from curation.store import Author
from curation.store.acting import draft_of, uploads, writing
from curation.store.merging import merged
from curation.store.writing import write

ANA = Author("Ana", "ana@example.org")
BEN = Author("Ben", "ben@example.org")


def figures(folder: Path, value: int) -> bytes:
    """The figures of the folder with another number in the first row."""
    lines = (folder / "figures.csv").read_bytes().split(b"\n")
    header, first = lines[0].split(b","), lines[1].split(b",")
    first[header.index(b"value")] = str(value).encode()
    return b"\n".join([lines[0], b",".join(first), *lines[2:]])


def base_of(folder: Path) -> str | None:
    now = store.current(folder)
    return now.id if now else None


def publish(folder: Path, value: int, reason: str = "sitrep 9", author: Author = ANA, **more) -> store.Published:
    """Publish another number against the newest version, unless `base` says otherwise."""
    base = more.pop("base", None) or base_of(folder)
    return store.publish(
        folder, {"figures.csv": figures(folder, value)}, author=author, reason=reason, base=base, **more
    )


def already(
    folder: Path,
    value: int,
    reason: str = "sitrep 9",
    author: Author = ANA,
    *,
    upload: tuple[str, bytes] | None = None,
    remote: str = "",
) -> store.Published:
    """Another number published before the test begins: the tables, which are good, are not checked once more."""
    with writing(folder, remote) as desk:
        now, draft = desk.now(), draft_of(author, reason, "publish", upload=upload, counts={"figures": {"rows": 1}})
        files = merged(desk.store, now, {"figures.csv": figures(folder, value)})
        return write(desk.store, now, draft, files, desk.side, kept=uploads(draft, upload))


def values(folder: Path) -> list[str]:
    """The numbers of every version, oldest first, as the store gives them back."""
    return [_value(store.files_of(folder, version.id)["figures.csv"]) for version in store.history(folder)[::-1]]


def value_on_disk(folder: Path) -> str:
    return _value((folder / "figures.csv").read_bytes())


def _value(content: bytes) -> str:
    header, first = (line.decode().split(",") for line in content.splitlines()[:2])
    return first[header.index("value")]


def tables_on_disk(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".csv", ".json")}


def versions_folder(folder: Path) -> Path:
    return folder.parent / f"{folder.name}.versions"


def git(*words: str, at: Path) -> str:
    """What the ordinary git answers, away from the settings of whoever runs the tests."""
    try:
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", *words],
            cwd=at,
            capture_output=True,
            text=True,
            check=True,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(at), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"},
        )
    except FileNotFoundError:
        pytest.fail("this test needs the ordinary git client, which is not installed here")
    return done.stdout


@contextlib.contextmanager
def refused(kind: type[Exception]):
    """Expect an act to be refused, and nothing of the folder's store to be said otherwise; gives the sentence."""
    said = []
    with pytest.raises(kind) as refusal:
        yield said
    said.append(str(refusal.value))
