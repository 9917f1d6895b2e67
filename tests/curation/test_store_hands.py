"""Files of the data folder that somebody edited by hand: noticed, adopted or put back, never overwritten unseen."""

import curation.publishing as store
from curation.problems import BrokenTables
from curation.store import HandEdited, Unchanged
from tests.curation.curators import (
    ANA,
    BEN,
    already,
    base_of,
    figures,
    git,
    publish,
    refused,
    tables_on_disk,
    value_on_disk,
    values,
    versions_folder,
)


def edit(path, value: int) -> bytes:
    content = figures(path, value)
    (path / "figures.csv").write_bytes(content)
    return content


def test_a_file_edited_by_hand_is_noticed_and_stops_a_publication(folder):
    path = folder()
    already(path, 900000)
    ours = {"crises.csv": (path / "crises.csv").read_bytes().replace(b"People fled.", b"People fled again.")}
    edited = edit(path, 777)
    assert store.hand_edits(path) == ["figures.csv"]
    with refused(HandEdited) as said:
        store.publish(path, ours, author=ANA, reason="words", base=base_of(path))
    assert said == [
        "figures.csv was changed in the data folder and not through the dashboard; "
        "adopt it as a version, or put what is published back, then publish again"
    ]
    assert (path / "figures.csv").read_bytes() == edited


def test_healing_leaves_a_file_edited_by_hand_as_it_is(folder):
    path = folder()
    already(path, 900000)
    edited = edit(path, 777)
    store.heal(path)
    assert (path / "figures.csv").read_bytes() == edited
    assert store.hand_edits(path) == ["figures.csv"]


def test_a_file_set_back_by_hand_to_an_older_version_is_an_edit_too(folder):
    path = folder()
    first = (path / "figures.csv").read_bytes()
    already(path, 900000)
    (path / "figures.csv").write_bytes(first)
    store.heal(path)
    assert store.hand_edits(path) == ["figures.csv"]
    assert (path / "figures.csv").read_bytes() == first


def test_an_edit_is_adopted_as_a_version_to_the_byte(folder):
    path = folder()
    already(path, 900000)
    edited = edit(path, 777).replace(b"\n", b"\r\n")
    (path / "figures.csv").write_bytes(edited)
    done = store.adopt(path, author=BEN, reason="corrected in Excel", base=base_of(path))
    assert (done.version.act, done.version.author, done.version.number) == ("adopt", BEN, 3)
    assert store.files_of(path, done.version.id)["figures.csv"] == edited
    assert store.hand_edits(path) == []
    assert values(path) == ["586000", "900000", "777"]


def test_nothing_edited_is_nothing_to_adopt_or_put_back(folder):
    path = folder()
    already(path, 900000)
    for act in (store.adopt, store.put_back):
        with refused(Unchanged):
            act(path, author=ANA, reason="nothing", base=base_of(path))


def test_an_edit_that_breaks_a_table_is_not_adopted_and_can_be_put_back(folder):
    path = folder()
    already(path, 900000)
    good = tables_on_disk(path)
    (path / "figures.csv").write_bytes(b"garbage")
    with refused(BrokenTables):
        store.adopt(path, author=ANA, reason="saved badly", base=base_of(path))
    done = store.put_back(path, author=ANA, reason="saved badly", base=base_of(path))
    assert tables_on_disk(path) == good
    assert (done.version.act, done.version.number, done.pending) == ("put_back", 3, "")
    assert store.hand_edits(path) == []


def test_what_was_put_back_is_kept_in_the_version_that_put_it_back(folder):
    path = folder()
    already(path, 900000)
    edit(path, 777)
    store.put_back(path, author=ANA, reason="not agreed", base=base_of(path))
    kept = git("show", "main:set-aside/figures.csv", at=versions_folder(path) / "store.git")
    assert ",777," in kept
    assert value_on_disk(path) == "900000"


def test_a_deleted_file_is_put_back_by_healing_and_said(folder):
    path = folder()
    already(path, 900000)
    (path / "figures.csv").unlink()
    assert store.hand_edits(path) == []
    healed = store.heal(path)
    assert healed.placed == ("figures.csv",)
    assert str(healed) == "the data folder was brought to version 2: figures.csv"
    assert value_on_disk(path) == "900000"


def test_every_edited_file_is_named(folder):
    path = folder()
    already(path, 900000)
    edit(path, 777)
    (path / "crises.csv").write_bytes(b"")
    with refused(HandEdited) as said:
        publish(path, 910000)
    assert said[0].startswith("crises.csv and figures.csv were changed in the data folder")
    assert "adopt them as a version" in said[0]
