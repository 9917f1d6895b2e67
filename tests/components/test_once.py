"""A metric is worked out once per version of the data, and never for a frame nobody can name."""

import gc
import weakref

import pandas as pd
import pytest

from components import once as module
from components import published
from components.once import once


def of_crisis(figures: pd.DataFrame, crisis: str) -> pd.DataFrame:
    return figures[figures["crisis_id"] == crisis]


def newest(figures: pd.DataFrame) -> pd.Timestamp:
    return figures["as_of"].max()


def change(data) -> None:
    path = data / "figures.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",961000,", ",962000,"), encoding="utf-8")


def test_the_same_question_has_the_same_answer(data):
    assert once(of_crisis, "figures", crisis="world") is once(of_crisis, "figures", crisis="world")
    assert once(of_crisis, "figures", crisis="world") is not once(of_crisis, "figures", crisis="syr-2011")


def test_a_changed_table_has_another_answer(data):
    before = once(of_crisis, "figures", crisis="syr-nw-2019-12")
    change(data)
    after = once(of_crisis, "figures", crisis="syr-nw-2019-12")
    assert after is not before
    assert 962_000 in set(after["value"])
    assert 962_000 not in set(before["value"])


def test_an_answer_can_be_asked_about_in_turn(data):
    rows = once(of_crisis, "figures", crisis="world")
    assert once(newest, rows) == rows["as_of"].max()
    other = once(of_crisis, "figures", crisis="syr-nw-2019-12")
    assert once(newest, other) == other["as_of"].max() != once(newest, rows)


def test_a_frame_nobody_can_name_is_refused(data):
    rows = once(of_crisis, "figures", crisis="world")
    for unknown in (rows.copy(), rows.head(1), pd.DataFrame({"as_of": []})):
        with pytest.raises(ValueError, match="once takes names of tables and frames"):
            once(newest, unknown)


def test_a_frame_that_took_the_place_of_another_in_memory_is_refused(data):
    for _ in range(50):
        frame = pd.DataFrame({"as_of": pd.to_datetime(["2020-01-01"])})
        with pytest.raises(ValueError, match="once takes"):
            once(newest, frame)


def test_another_folder_has_another_answer(data, monkeypatch):
    here = once(of_crisis, "figures", crisis="world")
    monkeypatch.delenv("DISPLACEMENT_DATA")
    assert published.folder() != data
    assert once(of_crisis, "figures", crisis="world") is not here


def test_an_answer_nobody_keeps_is_forgotten_with_its_key(data):
    rows = once(of_crisis, "figures", crisis="world")
    number = id(rows)
    assert number in module._handed_out
    module.forget()
    del rows
    gc.collect()
    assert number not in module._handed_out


def test_what_older_versions_were_asked_is_forgotten_and_their_frames_with_it(data):
    path = data / "figures.csv"
    whole = path.read_text(encoding="utf-8")
    kept, frames = [], []
    for number in range(3 * module.VERSIONS_KEPT):
        path.write_text(whole.replace(",961000,", f",{961_000 + number},"), encoding="utf-8")
        rows = once(of_crisis, "figures", crisis="syr-nw-2019-12")
        assert once(newest, rows) == rows["as_of"].max()
        frames.append(weakref.ref(rows))
        del rows
        kept.append((len(module._answers), len(module._results._kept)))
    gc.collect()
    assert kept[-1] == kept[module.VERSIONS_KEPT]
    assert sum(frame() is not None for frame in frames) <= module.VERSIONS_KEPT
    assert len(module._versions) == module.VERSIONS_KEPT


def test_an_answer_that_is_still_asked_for_is_kept_while_versions_come_and_go(data):
    path = data / "figures.csv"
    whole = path.read_text(encoding="utf-8")
    shown = once(of_crisis, "figures", crisis="world")
    for number in range(2 * module.VERSIONS_KEPT):
        path.write_text(whole.replace(",961000,", f",{961_000 + number},"), encoding="utf-8")
        once(newest, "figures")
        path.write_text(whole, encoding="utf-8")
        assert once(of_crisis, "figures", crisis="world") is shown
