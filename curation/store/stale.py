"""Refuse what was reviewed against a version that is no longer the newest, or that changes nothing."""

from curation.store.refusals import Damaged, Stale, Unchanged, listed
from curation.store.repository import Store
from curation.store.versions import Version, digest, load
from curation.store.witness import chain


def refuse_stale(store: Store, now: Version, base: str | None) -> None:
    """Raise Stale unless `base` is the newest version's id, naming what changed since, by whom and why.

    `base` None stands for a folder that had no versions yet: the first one is what was found in it.
    """
    if base == now.id or (base is None and now.number == 1):
        return
    ids = [name.decode() for name in chain(store, now.id.encode())]
    if base is not None and base not in ids:
        raise Stale("the version you compared with is not in the history; compare again")
    since = ids[: ids.index(base)] if base else ids[:-1]
    later = [load(store, name.encode(), len(ids) - place) for place, name in enumerate(since)][::-1]
    before = _digests(store, (base or ids[-1]).encode())
    who = "; ".join(f'{version.author}, "{version.reason}"' for version in later)
    raise Stale(
        f"{_changed(before, now.digests)} changed from version {later[0].number - 1} to {now.number} ({who}) "
        "while you were reviewing; compare again"
    )


def _digests(store: Store, name: bytes) -> dict[str, str]:
    try:
        return load(store, name).digests
    except Damaged:
        return {}


def _changed(before: dict[str, str], after: dict[str, str]) -> str:
    names = sorted(name for name in before | after if before.get(name) != after.get(name))
    tables = [name.removesuffix(".csv") if name.endswith(".csv") else "the data package" for name in names]
    return listed(tables) if tables else "the tables were published and taken back: they"


def refuse_unchanged(now: Version, files: dict[str, bytes]) -> None:
    """Raise Unchanged when the files are those of the newest version."""
    if now.digests == {name: digest(content) for name, content in files.items()}:
        raise Unchanged(f"this is what version {now.number} already says; there is nothing to publish")
