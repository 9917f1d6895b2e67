"""Events on a time line: a lane for each kind, a mark for each event."""

import pandas as pd
import pytest

from charts import events
from tests.conftest import said_in


def rows(text: str) -> pd.DataFrame:
    told = pd.DataFrame([{"date_end": None, **one} for one in said_in(text)])
    for column in ("date_start", "date_end"):
        told[column] = pd.to_datetime(told[column])
    return told.assign(lane=told["kind"].str.capitalize(), hover=told["event_id"])


HAPPENED = """
    event_id   kind                 date_start
    clash      hostilities          2020-02-03
    strike     hostilities          2020-02-27
    ceasefire  ceasefire            2020-03-06
    turn       count_method_change  2020-04-17
"""


def marks(figure):
    return next(one for one in figure.data if one.mode == "markers")


def test_every_event_is_a_mark_at_its_day_in_the_lane_of_its_kind():
    drawn = marks(events.lanes(rows(HAPPENED), "t", "s"))
    assert list(drawn.customdata) == ["clash", "strike", "ceasefire", "turn"]
    assert list(drawn.y) == [2, 2, 1, 0]
    assert f"{pd.Timestamp(drawn.x[2]):%Y-%m-%d}" == "2020-03-06"


def test_kinds_are_told_apart_by_shape():
    drawn = marks(events.lanes(rows(HAPPENED), "t", "s"))
    assert len(set(drawn.marker.symbol)) == 3


def test_a_change_of_counting_goes_through_all_lanes():
    (line,) = events.lanes(rows(HAPPENED), "t", "s").layout.shapes
    assert f"{pd.Timestamp(line.x0):%Y-%m-%d}" == "2020-04-17"
    assert line.line.dash == "dash"


def test_an_event_that_lasts_is_a_bar_to_its_last_day():
    figure = events.lanes(rows("event_id  kind  date_start  date_end\nflood  flood  2020-01-01  2020-01-20"), "t", "s")
    bar = next(one for one in figure.data if one.mode == "lines")
    assert [f"{pd.Timestamp(one):%d}" for one in bar.x] == ["01", "20"]


def test_the_others_turn_pale_beside_the_one_chosen():
    plain, chosen = (marks(events.lanes(rows(HAPPENED), "t", "s", chosen=one)) for one in ("", "strike"))
    assert len(set(plain.marker.color)) == 1
    strong = [colour == plain.marker.color[0] for colour in chosen.marker.color]
    assert strong == [False, True, False, False]


@pytest.mark.parametrize("kind", ["flood", "other", "something_new"])
def test_any_kind_has_a_mark(kind):
    assert len(marks(events.lanes(rows(f"event_id  kind  date_start\none  {kind}  2020-01-01"), "t", "s")).x) == 1


def test_an_event_may_not_bring_markup():
    figure = events.lanes(rows(HAPPENED).assign(hover="<img/src=x>", lane="<b>lane"), "t", "s")
    said = figure.to_json().replace("\\u003c", "<")
    assert "<img" not in said
    assert "<b>lane" not in said
