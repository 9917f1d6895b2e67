"""The folder of a copy: whole or as it was, and never somebody else's."""

import json

import pytest

from components.static_copy.folder import MARK, NotWritten, put
from tests.components.static_copy.conftest import contents

ABOUT = {"state": "a", "written": "2020-03-05"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copy"


def test_what_did_not_change_keeps_its_time_and_what_is_gone_is_gone(folder):
    assert put(folder, {"a/b.html": b"one", "c.html": b"two"}, ABOUT) == 3
    before = (folder / "a/b.html").stat().st_mtime_ns
    assert put(folder, {"a/b.html": b"one", "d.html": b"three"}, ABOUT) == 1
    assert (folder / "a/b.html").stat().st_mtime_ns == before
    assert set(contents(folder)) == {"a/b.html", "d.html", MARK}
    assert [one.name for one in folder.parent.iterdir() if one.is_dir()] == ["copy"]


def test_charts_of_the_copy_before_stay_for_one_more_and_a_second_writing_changes_nothing(folder):
    put(folder, {"charts/1.js": b"1"}, ABOUT)
    put(folder, {"charts/2.js": b"2"}, ABOUT)
    assert put(folder, {"charts/2.js": b"2"}, ABOUT) == 0
    assert set(contents(folder)) == {"charts/1.js", "charts/2.js", MARK}
    put(folder, {"charts/3.js": b"3"}, ABOUT)
    assert set(contents(folder)) == {"charts/2.js", "charts/3.js", MARK}
    assert json.loads((folder / MARK).read_text())["kept"] == ["charts/2.js"]


def test_a_folder_that_is_no_copy_is_never_replaced(folder):
    folder.mkdir()
    (folder / "thesis.txt").write_text("ten years of work")
    with pytest.raises(NotWritten, match="is no copy"):
        put(folder, {"a.html": b"one"}, ABOUT)
    assert (folder / "thesis.txt").exists()


def test_a_copy_that_was_interrupted_between_its_renames_is_put_back(folder):
    put(folder, {"a.html": b"one"}, ABOUT)
    folder.rename(folder.with_name(".copy.before"))
    assert put(folder, {"a.html": b"one"}, ABOUT) == 0
    assert set(contents(folder)) == {"a.html", MARK}


def test_a_half_copy_left_by_a_crash_is_swept_away(folder):
    half = folder.with_name(".copy.new")
    half.mkdir()
    (half / "old.html").write_text("half")
    put(folder, {"a.html": b"one"}, ABOUT)
    assert set(contents(folder)) == {"a.html", MARK}
