"""While a version is copied into the folder readers keep to the one before; a copy that stops is finished."""

import os
import shutil
import time

import pytest

import curation
from components import published
from curation.store.places import place_of
from tests.pages.conftest import HOUSE, rows_of, table_text

AMAL = curation.Author("Amal", "amal@example.org")


@pytest.fixture
def halfway(tmp_path, monkeypatch):
    """A folder that was read, and into which a version with a new source has come only in part: figures, no sources."""
    folder = shutil.copytree(HOUSE / "data", tmp_path / "data")
    monkeypatch.setenv("DISPLACEMENT_DATA", str(folder))
    figures, sources = rows_of("figures", folder), rows_of("sources", folder)
    old_sources = (folder / "sources.csv").read_bytes()
    mine = {**figures[0], "figure_id": "of-the-new-source", "source_id": "new-source", "role": "triangulation"}
    files = {
        "figures.csv": table_text([*figures, mine]).encode(),
        "sources.csv": table_text([*sources, {**sources[0], "source_id": "new-source"}]).encode(),
    }
    assert "of-the-new-source" not in shown()
    done = curation.publish(folder, files, author=AMAL, reason="A new source", base=None)
    first = curation.history(folder)[-1]
    assert first.id != done.version.id
    (folder / "sources.csv").write_bytes(old_sources)
    place_of(folder).placed.write_text(f"{first.id}\n")
    return folder


def shown() -> set[str]:
    return set(published.published("figures")["figure_id"])


def test_readers_keep_to_the_version_before_while_the_next_one_arrives(halfway):
    assert curation.arriving(halfway)
    assert "of-the-new-source" not in shown()


def test_a_copy_that_stopped_long_ago_is_finished_beside_the_readers(halfway):
    witness = place_of(halfway).witness
    os.utime(witness, (time.time() - 3600, time.time() - 3600))
    assert curation.interrupted(halfway)
    patience = time.monotonic() + 30
    while "of-the-new-source" not in shown() and time.monotonic() < patience:
        time.sleep(0.2)
    assert "of-the-new-source" in shown()
    assert "new-source" in {row["source_id"] for row in rows_of("sources", halfway)}
