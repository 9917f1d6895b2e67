"""A store that is not what was written: noticed, said, and mended from what is at hand."""

import shutil

import pytest

import curation.publishing as store
from curation.store import Damaged, HandEdited
from curation.store.mending import damages, mend
from curation.store.places import place_of
from tests.curation.curators import (
    ANA,
    already,
    base_of,
    git,
    publish,
    refused,
    tables_on_disk,
    value_on_disk,
    values,
    versions_folder,
)


@pytest.fixture
def published(folder):
    """Three versions: 586000, 900000, 910000."""
    path = folder()
    already(path, 900000)
    already(path, 910000)
    return path


def repository(path):
    return versions_folder(path) / "store.git"


def part(path, what: str):
    """The file that holds a commit, a folder or a table of the repository."""
    name = git("rev-parse", what, at=repository(path)).strip()
    return repository(path) / "objects" / name[:2] / name[2:]


def spoil(file):
    file.chmod(0o644)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def test_a_branch_set_back_is_noticed_although_git_finds_nothing_wrong(published):
    git("update-ref", "refs/heads/main", "main~1", at=repository(published))
    for look in (store.current, store.history, store.hand_edits, store.heal):
        with refused(Damaged) as said:
            look(published)
        assert said[0].startswith("version 3 was published from here, but the repository now stands at an older one")
    with refused(Damaged):
        store.publish(published, {}, author=ANA, reason="sitrep 9", base=None)
    assert value_on_disk(published) == "910000"


def test_a_branch_set_back_stands_at_the_newest_version_after_mending(published):
    git("update-ref", "refs/heads/main", "main~1", at=repository(published))
    assert mend(published) == ["the pointer stands at the newest version again"]
    assert values(published) == ["586000", "900000", "910000"]


@pytest.mark.parametrize("content", [b"", b"0" * 41, b"ref: refs/heads/other\n", b"\x00" * 41, None])
def test_a_damaged_pointer_is_said_and_mended(published, content):
    pointer = repository(published) / "refs" / "heads" / "main"
    pointer.unlink() if content is None else pointer.write_bytes(content)
    with refused(Damaged):
        store.current(published)
    mend(published)
    assert values(published) == ["586000", "900000", "910000"]


def test_a_lost_repository_is_noticed_and_not_begun_anew(published):
    shutil.rmtree(repository(published))
    with refused(Damaged) as said:
        publish(published, 920000, base="0" * 40)
    assert said[0].startswith("versions were published from here, but their repository is gone")
    assert not repository(published).exists()


def test_a_lost_repository_comes_back_from_the_off_site_copy(published, tmp_path_factory):
    away = tmp_path_factory.mktemp("away")
    git("clone", "-q", "--bare", str(repository(published)), "copy.git", at=away)
    shutil.rmtree(repository(published))
    mend(published, remote=str(away / "copy.git"))
    assert values(published) == ["586000", "900000", "910000"]
    assert damages(published) == []


def test_a_damaged_witness_is_made_anew(published):
    place_of(published).witness.write_bytes(b"garbage")
    store.heal(published)
    git("update-ref", "refs/heads/main", "main~1", at=repository(published))
    with refused(Damaged):
        store.current(published)


def test_a_damaged_old_version_does_not_hide_the_ones_before_it(published):
    spoil(part(published, "main~1"))
    found = store.history(published)
    assert [version.number for version in found] == [3, 2, 1]
    assert [bool(version.damaged) for version in found] == [False, True, False]
    assert found[2].act == "begin"
    already(published, 920000)
    assert [version.number for version in store.history(published)] == [4, 3, 2, 1]


def test_an_unchanged_table_damaged_in_the_store_is_written_anew_by_the_next_publication(published):
    damaged = part(published, "main:sources.csv")
    spoil(damaged)
    with refused(Damaged) as said:
        store.files_of(published, base_of(published))
    assert said[0].startswith("version 3 cannot be read whole: a part of the versions")
    already(published, 920000)
    assert store.files_of(published, base_of(published)) == tables_on_disk(published)
    assert damages(published) == []


def test_a_damaged_table_of_an_old_version_is_never_gone_back_to(published):
    second = store.history(published)[1].id
    spoil(part(published, "main~1:figures.csv"))
    with refused(Damaged):
        store.restore(published, second, author=ANA, reason="back", base=base_of(published))
    assert value_on_disk(published) == "910000"
    assert damages(published) == [f"version 2: {why}" for why in _why(published, "main~1:figures.csv", "is damaged")]


def _why(path, what: str, why: str) -> list[str]:
    name = git("rev-parse", what, at=repository(path)).strip()
    return [f"a part of the versions ({name[:10]}) {why}"]


def test_a_version_whose_record_is_damaged_still_gives_its_tables(published):
    second = store.history(published)[1]
    spoil(part(published, "main~1:version.json"))
    found = store.history(published)[1]
    assert (found.number, found.author.name, found.reason) == (2, "Ana", "sitrep 9")
    assert found.damaged
    assert b",900000," in store.files_of(published, second.id)["figures.csv"]


def test_a_hand_edit_is_noticed_although_the_record_is_damaged(published):
    spoil(part(published, "main:version.json"))
    (published / "figures.csv").write_bytes((published / "figures.csv").read_bytes().replace(b"910000", b"777"))
    assert store.hand_edits(published) == ["figures.csv"]
    with refused(HandEdited):
        publish(published, 920000)
    assert value_on_disk(published) == "777"


def test_nothing_is_published_over_a_folder_that_cannot_be_compared(published):
    spoil(part(published, "main^{tree}"))
    (published / "figures.csv").write_bytes((published / "figures.csv").read_bytes().replace(b"910000", b"777"))
    with refused(Damaged) as said:
        publish(published, 920000)
    assert "it is not known what was edited by hand" in said[0]
    assert value_on_disk(published) == "777"


def test_a_lost_data_folder_comes_back_from_the_store(published):
    before = tables_on_disk(published)
    shutil.rmtree(published)
    assert len(store.heal(published).placed) == 7
    assert tables_on_disk(published) == before


@pytest.mark.parametrize("what", ["main", "main~1", "main^{tree}", "main:figures.csv", "main~2:figures.csv"])
def test_every_part_is_mended_from_the_off_site_copy(published, tmp_path_factory, what):
    away = tmp_path_factory.mktemp("away")
    git("clone", "-q", "--bare", str(repository(published)), "copy.git", at=away)
    part(published, what).unlink()
    assert damages(published)
    mend(published, remote=str(away / "copy.git"))
    assert damages(published) == []
    assert values(published) == ["586000", "900000", "910000"]
    assert "error" not in git("fsck", "--full", "--strict", at=repository(published))


def test_what_cannot_be_mended_is_said(published):
    part(published, "main~1:figures.csv").unlink()
    left = mend(published)
    assert left == [f"left as it is: version 2: {why}" for why in _why(published, "main~1:figures.csv", "is gone")]


@pytest.mark.parametrize("content", [b"[core\n", b"[core]\n\trepositoryformatversion = 9\n", b"\x00\xff"])
def test_a_damaged_configuration_is_said_and_written_anew(published, content):
    (repository(published) / "config").write_bytes(content)
    try:
        store.current(published)
    except Damaged:
        mend(published)
    assert values(published) == ["586000", "900000", "910000"]


def test_a_damaged_head_is_written_anew_by_the_next_act(published):
    (repository(published) / "HEAD").write_bytes(b"")
    already(published, 920000)
    assert "error" not in git("fsck", "--strict", at=repository(published))


def test_a_sound_store_has_nothing_to_mend(published):
    assert damages(published) == mend(published) == []
