"""Publishing a version, refusing one, and going back to an older one."""

import os

import pytest

import curation
import curation.publishing as store
from curation.problems import BrokenTables
from curation.store import Author, NotAllowed, Stale, StoreError, Unchanged
from tests.curation.curators import (
    ANA,
    BEN,
    already,
    base_of,
    figures,
    publish,
    refused,
    tables_on_disk,
    value_on_disk,
    values,
)


def test_a_folder_nobody_published_from_has_no_versions(folder):
    path = folder()
    assert store.current(path) is None
    assert store.history(path) == []
    assert store.hand_edits(path) == []
    assert not path.with_name(f"{path.name}.versions").exists()


def test_the_first_publication_keeps_what_was_there_before_as_version_1(folder):
    path = folder()
    found = tables_on_disk(path)
    done = publish(path, 900000)
    assert (done.version.number, done.pending) == (2, "")
    first = store.history(path)[-1]
    assert (first.number, first.act, first.author.name) == (1, "begin", "the dashboard")
    assert store.files_of(path, first.id) == found
    assert values(path) == ["586000", "900000"]
    assert value_on_disk(path) == "900000"


def test_a_version_says_who_when_why_and_what_was_told_and_answered(folder):
    path = folder()
    what = {"told": ["read as Windows-1252"], "answered": {"1,200": "one thousand two hundred"}}
    counts = {"figures": {"added": 0, "revised": 1, "removed": 0}}
    publish(path, 900000, "sitrep 10", counts=counts, **what)
    now = store.current(path)
    assert (now.author, now.reason, now.act, now.number) == (ANA, "sitrep 10", "publish", 2)
    assert now.told == ("read as Windows-1252",)
    assert now.answered == {"1,200": "one thousand two hundred"}
    assert now.counts["figures"] == {"rows": 1, "added": 0, "revised": 1, "removed": 0}
    assert now.counts["sources"] == {"rows": 1, "added": 0, "revised": 0, "removed": 0}
    assert now.at.utcoffset().total_seconds() == 0
    assert store.history(path)[0] == now


def test_one_version_carries_several_tables_and_the_others_stay(folder):
    path = folder()
    before = tables_on_disk(path)
    sources = before["sources.csv"].replace(
        b"ocha,Office for", b"iom,Organization for Migration,IOM,un,collects,,not stated,,unknown,\nocha,Office for"
    )
    files = {"figures.csv": figures(path, 900000).replace(b",ocha,", b",iom,"), "sources.csv": sources}
    done = store.publish(path, files, author=ANA, reason="IOM counts now", base=None)
    after = tables_on_disk(path)
    assert after == {**before, **files} == store.files_of(path, done.version.id)


def test_the_uploaded_file_is_kept_to_the_byte(folder):
    path = folder()
    sent = "value\tdate\r\n1 200\t9 février".encode("utf-16")
    done = publish(path, 900000, upload=("Sitrep 9 (final).csv", sent))
    assert done.version.upload == "Sitrep 9 (final).csv"
    assert store.upload_of(path, done.version.id) == ("Sitrep 9 (final).csv", sent)
    publish(path, 910000)
    assert store.upload_of(path, base_of(path)) is None
    assert store.upload_of(path, done.version.id)[1] == sent


def test_a_review_of_an_old_version_is_refused_with_who_published_what_meanwhile(folder):
    path = folder()
    base = store.begin(path).id
    already(path, 900000, "sitrep 9", ANA)
    with refused(Stale) as said:
        publish(path, 910000, "sitrep 10", BEN, base=base)
    assert said == [
        'figures changed from version 1 to 2 (ana@example.org, "sitrep 9") while you were reviewing; compare again'
    ]
    assert values(path) == ["586000", "900000"]
    assert value_on_disk(path) == "900000"


def test_a_refused_review_hears_of_every_version_and_table_in_between(folder):
    path = folder()
    base = store.begin(path).id
    already(path, 900000, "sitrep 9", ANA)
    crises = (path / "crises.csv").read_bytes().replace(b"People fled.", b"People fled again.")
    files = {"crises.csv": crises}
    store.publish(path, files, author=Author("Cem"), reason="new words", base=base_of(path))
    with refused(Stale) as said:
        publish(path, 910000, base=base)
    assert said == [
        'crises and figures changed from version 1 to 3 (ana@example.org, "sitrep 9"; Cem, "new words") '
        "while you were reviewing; compare again"
    ]


def test_a_review_from_before_the_first_version_holds_until_somebody_publishes(folder):
    path = folder()
    store.begin(path)
    ours = {"figures.csv": figures(path, 900000)}
    assert store.publish(path, ours, author=ANA, reason="sitrep 9", base=None).version.number == 2
    with refused(Stale) as said:
        store.publish(path, {"figures.csv": figures(path, 1)}, author=BEN, reason="sitrep 10", base=None)
    assert 'from version 1 to 2 (ana@example.org, "sitrep 9")' in said[0]


def test_a_review_of_what_is_no_version_is_refused(folder):
    path = folder()
    store.begin(path)
    with refused(Stale) as said:
        publish(path, 900000, base="0" * 40)
    assert said == ["the version you compared with is not in the history; compare again"]


def test_publishing_what_is_published_already_is_refused(folder):
    path = folder()
    already(path, 900000)
    with refused(Unchanged) as said:
        publish(path, 900000)
    assert said == ["this is what version 2 already says; there is nothing to publish"]
    assert len(store.history(path)) == 2


@pytest.mark.parametrize(
    "old, new, says",
    [
        (b"586000", b"12k", 'figures.csv, line 2, value: found "12k", expected a number'),
        (b",ocha,", b",nobody,", 'figures.csv, line 2, source_id: found "nobody"'),
        (b"2020-02-10", b"2020-02-01", "figures.csv, line 2, published_on"),
        (b"figure_id,", b"", "figures.csv, line 1"),
    ],
)
def test_tables_that_break_a_promise_or_a_rule_publish_nothing(folder, old, new, says):
    path = folder()
    store.begin(path)
    before = tables_on_disk(path)
    files = {"figures.csv": before["figures.csv"].replace(old, new, 1)}
    with refused(BrokenTables) as said:
        store.publish(path, files, author=ANA, reason="sitrep 9", base=base_of(path))
    assert says in said[0]
    assert tables_on_disk(path) == before
    assert len(store.history(path)) == 1


@pytest.mark.parametrize(
    "name",
    [
        "../figures.csv",
        "/etc/figures.csv",
        "a/figures.csv",
        ".figures.csv",
        "figures.csv\n",
        "fi gures.csv",
        "..",
        "notes.txt",
        "",
    ],
)
def test_a_name_that_is_no_table_s_name_is_refused(folder, name):
    path = folder()
    with refused(NotAllowed):
        store.publish(path, {name: b"a\n1\n"}, author=ANA, reason="sitrep 9", base=None)
    assert [version.act for version in store.history(path)] == ["begin"]


def test_a_table_the_data_package_does_not_name_is_refused(folder):
    path = folder()
    with refused(NotAllowed) as said:
        store.publish(path, {"camps.csv": b"camp\nAtmeh\n"}, author=ANA, reason="camps", base=None)
    assert said == ["camps.csv is none of the tables of the data package; name it in datapackage.json first"]


@pytest.mark.parametrize(
    "author, reason, says",
    [
        (ANA, " \n\t", 'write why, such as "OCHA situation report 9"; the history shows it'),
        (Author("\n"), "sitrep 9", "a version needs the name of the person who publishes it"),
    ],
)
def test_a_version_without_a_person_or_a_reason_is_refused(folder, author, reason, says):
    path = folder()
    with refused(NotAllowed) as said:
        publish(path, 900000, reason, author)
    assert said == [says]


def test_going_back_is_a_new_version_with_the_older_content(folder):
    path = folder()
    already(path, 900000, upload=("sitrep.csv", b"900000"))
    already(path, 910000)
    second = store.history(path)[1]
    done = store.restore(path, second.id, author=BEN, reason="910000 was a typing error", base=base_of(path))
    assert (done.version.number, done.version.act, done.version.restores) == (4, "restore", second.id)
    assert values(path) == ["586000", "900000", "910000", "900000"]
    assert value_on_disk(path) == "900000"
    assert store.upload_of(path, done.version.id) is None


def test_going_back_to_what_is_no_version_of_the_history_is_refused(folder):
    path = folder()
    already(path, 900000)
    for name in ("0" * 40, "a1b2", "../../etc/passwd"):
        with pytest.raises(StoreError):
            store.restore(path, name, author=ANA, reason="back", base=base_of(path))
    assert len(store.history(path)) == 2


def test_the_data_folder_has_another_version_after_each_publication_also_of_equal_size(folder):
    path = folder()
    seen = [curation.version(path)]
    for value in (100000, 200000, 300000):
        already(path, value)
        seen.append(curation.version(path))
    assert len(set(seen)) == 4


def test_rights_of_a_file_stay_as_they_were(folder):
    path = folder()
    (path / "figures.csv").chmod(0o640)
    already(path, 900000)
    assert (path / "figures.csv").stat().st_mode & 0o777 == 0o640


def test_a_linked_data_folder_and_the_real_one_have_the_same_history(folder, tmp_path):
    path = folder()
    link = tmp_path.with_name(f"{tmp_path.name}-link")
    os.symlink(path, link)
    already(link, 900000)
    assert [version.number for version in store.history(path)] == [2, 1]


def test_the_history_gives_as_many_versions_as_asked_for(folder):
    path = folder()
    for value in (100000, 200000, 300000):
        already(path, value)
    assert [version.number for version in store.history(path, 2)] == [4, 3]
