"""Large changes that wait for a second person."""

import pytest

import curation.publishing as store
from curation.problems import BrokenTables
from curation.store import Author, NotAllowed, Stale, Unchanged
from curation.store.proposals import approve, decline, proposals, propose
from tests.curation.curators import (
    ANA,
    BEN,
    already,
    base_of,
    figures,
    git,
    refused,
    tables_on_disk,
    value_on_disk,
    values,
    versions_folder,
)

LARGE = "changes 100% of a table"


def offered(path, value=900000, author=ANA, **more):
    files = {"figures.csv": figures(path, value)}
    return propose(path, files, author=author, reason="sitrep 9", base=base_of(path), why=LARGE, **more)


def test_a_proposal_is_seen_by_nobody_until_a_second_person_publishes_it(folder):
    path = folder()
    store.begin(path)
    before = tables_on_disk(path)
    one = offered(path, upload=("sitrep.csv", b"as it came"), told=("tabs",), answered={"mode": "replace"})
    assert tables_on_disk(path) == before
    assert len(store.history(path)) == 1
    assert proposals(path) == [one]
    assert (one.author, one.reason, one.why, one.stale) == (ANA, "sitrep 9", LARGE, False)
    assert (one.told, one.answered, one.upload) == (("tabs",), {"mode": "replace"}, "sitrep.csv")
    assert store.files_of(path, one.id)["figures.csv"] == figures(path, 900000)
    done = approve(path, one.id, author=BEN)
    assert (done.version.author, done.version.approved_by) == (ANA, "Ben <ben@example.org>")
    assert (done.version.told, done.version.why) == (("tabs",), LARGE)
    assert value_on_disk(path) == "900000"
    assert store.upload_of(path, done.version.id) == ("sitrep.csv", b"as it came")
    assert proposals(path) == []
    assert "Approved-by: Ben <ben@example.org>" in git("log", "-1", at=versions_folder(path) / "store.git")


@pytest.mark.parametrize("email", ["ana@example.org", " ANA@Example.org\n", "aNa@EXAMPLE.ORG"])
def test_nobody_approves_their_own_proposal_however_the_address_is_written(folder, email):
    path = folder()
    one = offered(path)
    with refused(NotAllowed) as said:
        approve(path, one.id, author=Author("Another name", email))
    assert said[0].endswith("proposed this; another person must approve it")
    assert values(path) == ["586000"]
    assert proposals(path) == [one]


def test_without_addresses_nobody_can_tell_two_persons_apart(folder):
    path = folder()
    one = offered(path)
    with refused(NotAllowed) as said:
        approve(path, one.id, author=Author("Ben"))
    assert said == ["approving needs the e-mail address of the second person; sign in first"]
    with refused(NotAllowed):
        offered(path, 910000, Author("Ana"))


def test_a_proposal_against_an_older_version_cannot_be_approved(folder):
    path = folder()
    one = offered(path)
    already(path, 910000, "sitrep 10", BEN)
    assert [waiting.stale for waiting in proposals(path)] == [True]
    with refused(Stale) as said:
        approve(path, one.id, author=BEN)
    assert 'from version 1 to 2 (ben@example.org, "sitrep 10")' in said[0]
    assert value_on_disk(path) == "910000"


def test_a_declined_proposal_leaves_the_list_and_stays_in_the_repository(folder):
    path = folder()
    one = offered(path)
    decline(path, one.id, author=BEN, reason="the total counts Idleb twice")
    assert proposals(path) == []
    with refused(NotAllowed) as said:
        approve(path, one.id, author=BEN)
    assert said == ["this proposal was already decided; look at the history"]
    at = versions_folder(path) / "store.git"
    said = git("log", "-2", "--format=%an: %s", f"refs/declined/{one.id}", at=at)
    assert said == "Ben: the total counts Idleb twice\nAna: sitrep 9\n"
    assert values(path) == ["586000"]


def test_a_declined_proposal_is_no_version_to_go_back_to(folder):
    path = folder()
    one = offered(path)
    decline(path, one.id, author=BEN, reason="no")
    with refused(NotAllowed):
        store.restore(path, one.id, author=ANA, reason="mine", base=base_of(path))


def test_tables_that_could_not_be_published_cannot_be_proposed(folder):
    path = folder()
    store.begin(path)
    with refused(Unchanged):
        offered(path, 586000)
    broken = {"figures.csv": figures(path, -1)}
    with refused(BrokenTables):
        propose(path, broken, author=ANA, reason="x", base=base_of(path), why=LARGE)
    assert proposals(path) == []


def test_several_proposals_wait_side_by_side(folder):
    path = folder()
    first, second = offered(path, 900000), offered(path, 910000, BEN)
    assert {one.id for one in proposals(path)} == {first.id, second.id}
    approve(path, second.id, author=ANA)
    assert [(one.id, one.stale) for one in proposals(path)] == [(first.id, True)]


@pytest.mark.parametrize("name", ["", "0" * 40, "../../heads/main", "main"])
def test_what_is_no_proposal_cannot_be_decided(folder, name):
    path = folder()
    store.begin(path)
    with refused(NotAllowed):
        approve(path, name, author=BEN)
    with refused(NotAllowed):
        decline(path, name, author=BEN, reason="no")
