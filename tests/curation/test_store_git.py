"""The history as the ordinary git client sees it, and names that must not confuse it."""

import re

import pytest

import curation.publishing as store
from curation.store import Author
from curation.store.names import upload_name
from tests.curation.curators import ANA, BEN, already, base_of, git, values, versions_folder


@pytest.fixture
def published(folder):
    path = folder()
    already(path, 900000, "OCHA situation report 9", upload=("sitrep.csv", b"900000\n"))
    already(path, 910000, "OCHA situation report 10", BEN)
    return path


def repository(path):
    return versions_folder(path) / "store.git"


def test_git_finds_the_repository_sound(published):
    assert "error" not in git("fsck", "--full", "--strict", at=repository(published))


def test_git_log_says_who_when_and_why(published):
    said = git("log", "--format=%an <%ae> | %cn | %s", "main", at=repository(published)).splitlines()
    assert said == [
        "Ben <ben@example.org> | Displacement dashboard | OCHA situation report 10",
        "Ana <ana@example.org> | Displacement dashboard | OCHA situation report 9",
        "the dashboard <> | Displacement dashboard | as found when the first version was made",
    ]
    body = git("log", "-1", "--format=%b", at=repository(published))
    assert "Version: 3\nAct: publish\nFigures: 1 rows\n" in body
    times = git("log", "--format=%at", at=repository(published)).split()
    assert times == [str(int(version.at.timestamp())) for version in store.history(published)]


def test_git_log_p_shows_the_changed_cell_and_not_the_upload_once_more(published):
    said = git("log", "-p", "-1", "main~1", at=repository(published))
    assert re.search(r"^-.*,586000,", said, re.MULTILINE)
    assert re.search(r"^\+.*,900000,", said, re.MULTILINE)
    assert "+900000" not in said.splitlines()
    assert "Binary files /dev/null and b/uploaded/sitrep.csv differ" in said


def test_git_blame_names_who_wrote_a_row(published):
    header, row = git("blame", "main", "--", "figures.csv", at=repository(published)).splitlines()
    assert "the dashboard" in header
    assert "(Ben " in row


@pytest.mark.parametrize("line_ends", ["true", "input", "false"])
def test_a_clone_has_the_same_bytes_whatever_it_does_with_line_ends(published, tmp_path_factory, line_ends):
    crlf = (published / "sources.csv").read_bytes().replace(b"\n", b"\r\n")
    store.publish(published, {"sources.csv": crlf}, author=ANA, reason="from Excel", base=base_of(published))
    away = tmp_path_factory.mktemp("away")
    git("clone", "-q", "-c", f"core.autocrlf={line_ends}", str(repository(published)), "copy", at=away)
    for name, content in store.files_of(published, base_of(published)).items():
        assert (away / "copy" / name).read_bytes() == content == (published / name).read_bytes()


def test_versions_can_still_be_read_published_and_gone_back_to_after_packing(published):
    first = store.history(published)[-1]
    assert re.fullmatch(r"the versions were packed: [\d.]+ MB became [\d.]+ MB", store.pack(published))
    assert not [path for path in (repository(published) / "objects").iterdir() if len(path.name) == 2]
    assert values(published) == ["586000", "900000", "910000"]
    already(published, 920000)
    store.restore(published, first.id, author=ANA, reason="back", base=base_of(published))
    assert values(published) == ["586000", "900000", "910000", "920000", "586000"]
    assert "error" not in git("fsck", "--full", "--strict", at=repository(published))


def test_refs_packed_by_somebody_else_s_git_are_read(published):
    git("pack-refs", "--all", at=repository(published))
    git("gc", "-q", at=repository(published))
    already(published, 920000)
    assert values(published) == ["586000", "900000", "910000", "920000"]


@pytest.mark.parametrize(
    "name, email, seen",
    [
        ("Ana\nparent 0000", "ana@example.org", "Ana parent 0000 <ana@example.org>"),
        ("Ana <boss@example.org>", "ana@example.org\r\n", "Ana boss@example.org <ana@example.org>"),
        ("أحمد\u2028الخطيب", "a@example.org", "أحمد الخطيب <a@example.org>"),
        ("Ana\x00\x1b[31m", "", "Ana [31m <>"),
        ("\ud800Ana", "ana@example.org", "Ana <ana@example.org>"),
        ("", "ana@example.org", "unknown <ana@example.org>"),
    ],
)
def test_a_name_cannot_forge_a_line_of_a_commit(folder, name, email, seen):
    path = folder()
    already(path, 900000, author=Author(name, email))
    assert git("log", "-1", "--format=%an <%ae>", at=repository(path)) == f"{seen}\n"
    assert "error" not in git("fsck", "--strict", at=repository(path))
    assert len(store.history(path)) == 2


def test_a_reason_is_one_line_and_cannot_forge_another(folder):
    path = folder()
    already(path, 900000, "sitrep 9\n\nApproved-by: the boss\x00")
    assert store.current(path).reason == "sitrep 9 Approved-by: the boss"
    assert store.current(path).approved_by is None
    assert git("log", "-1", "--format=%s", at=repository(path)) == "sitrep 9 Approved-by: the boss\n"


@pytest.mark.parametrize(
    "sent, kept",
    [
        ("Sitrep 9 (final).xlsx", "Sitrep 9 (final).xlsx"),
        ("تقرير النزوح.csv", "تقرير النزوح.csv"),
        ("C:\\Users\\ana\\figures.csv", "figures.csv"),
        ("../../etc/passwd", "passwd"),
        ("..", "upload_"),
        ("", "upload_"),
        (".git", "upload_git"),
        ("GIT~1", "upload_GIT_1"),
        ("con.csv", "upload_con.csv"),
        ('a<b>:"c|d?*.csv', "a_b___c_d__.csv"),
        ("a\nb\x00.csv", "a b .csv"),
        ("é" * 200 + ".csv", "é" * 48 + ".csv"),
    ],
)
def test_an_upload_s_name_is_kept_as_far_as_every_system_can_write_it(sent, kept):
    assert upload_name(sent) == kept


def test_an_upload_with_a_name_in_arabic_can_be_taken_from_a_clone(folder, tmp_path_factory):
    path, away = folder(), tmp_path_factory.mktemp("away")
    already(path, 900000, upload=("../تقرير النزوح 9.csv", b"as it came"))
    assert store.upload_of(path, base_of(path)) == ("تقرير النزوح 9.csv", b"as it came")
    git("clone", "-q", str(repository(path)), "copy", at=away)
    assert (away / "copy" / "uploaded" / "تقرير النزوح 9.csv").read_bytes() == b"as it came"


def test_what_somebody_committed_with_git_alone_is_a_version_too(published, tmp_path_factory):
    away = tmp_path_factory.mktemp("away")
    git("clone", "-q", str(repository(published)), "copy", at=away)
    copy = away / "copy"
    figures = (copy / "figures.csv").read_bytes()
    (copy / "figures.csv").write_bytes(figures.replace(b"910000", b"920000"))
    (copy / "version.json").unlink()
    who = ("-c", "user.name=Cem", "-c", "user.email=cem@example.org")
    git(*who, "commit", "-q", "-a", "-m", "by hand\n\nwith git", at=copy)
    git("push", "-q", "origin", "HEAD:main", at=copy)
    version = store.current(published)
    assert (version.number, version.author, version.reason) == (4, Author("Cem", "cem@example.org"), "by hand")
    assert store.heal(published).placed == ("figures.csv",)
    already(published, 930000)
    assert values(published)[-2:] == ["920000", "930000"]
    assert [one.number for one in store.history(published)] == [5, 4, 3, 2, 1]
