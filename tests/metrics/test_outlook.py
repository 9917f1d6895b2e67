"""An outlook is held against the past of its own series, with what was known then, and nothing else."""

from datetime import date

import pytest

from metrics import outlook
from metrics.frames import Refusal
from metrics.trend import series

STEADY = [100, 200, 300, 400, 500, 600, 700, 800]


def of(frame, values, *, published: dict[int, str] | None = None, measure: str = "stock", status=None):
    """A series with a value each day from 1 January 2020, published on its day unless said otherwise."""
    lines = ["figure_id  as_of  published_on  value  measure  status  withdrawn_on"]
    for number, value in enumerate(values, start=1):
        day = f"2020-01-{number:02d}"
        known, gone = (published or {}).get(number, day), (status or {}).get(number, ".")
        lines.append(
            f"f{number}  {day}  {known}  {value}  {measure}  {'validated' if gone == '.' else 'withdrawn'}  {gone}"
        )
    return series(frame("\n".join(lines)), "x", "idps", "SYR")


def line(rows, frame_) -> str:
    return rows(frame_, "line")[0]


def test_a_steady_pace_is_continued_and_right(frame, rows):
    found = of(frame, STEADY)
    tried = outlook.trials(found, line(rows, found))
    assert [(one.as_of.day, one.said, one.truth) for one in tried] == [(7, 700, 700), (8, 800, 800)]
    assert all(one.inside for one in tried)


def test_nothing_is_tried_before_there_are_four_errors_to_learn_from(frame, rows):
    found = of(frame, STEADY[:6])
    assert outlook.check(found, line(rows, found)) == outlook.Check(0, 0)


def test_a_leap_after_a_steady_pace_lies_outside(frame, rows):
    found = of(frame, [*STEADY, 5000])
    assert [one.inside for one in outlook.trials(found, line(rows, found))] == [True, True, False]


def test_the_interval_is_as_wide_as_four_of_five_past_errors(frame, rows):
    found = of(frame, [100, 200, 310, 400, 530, 600, 700])
    (tried,) = outlook.trials(found, line(rows, found))
    # The paces are 100, 110, 90, 130, 70; their errors 10, 20, 40, 60; of four errors the greatest counts.
    assert (tried.said, tried.low, tried.high) == pytest.approx((670, 610, 730))


def test_the_interval_never_reaches_below_nobody(frame, rows):
    found = of(frame, [900, 100, 900, 100, 900, 100, 300])
    (tried,) = outlook.trials(found, line(rows, found))
    assert tried.low == 0


def test_what_was_published_later_was_not_known(frame, rows):
    found = of(frame, STEADY, published={3: "2020-02-01"})
    tried = outlook.trials(found, line(rows, found))
    assert [one.as_of.day for one in tried if one.as_of.day != 3] == [8]


def test_what_was_withdrawn_later_was_still_believed(frame, rows):
    gone_later = of(frame, [*STEADY[:5], 9000, 700], status={6: "2020-02-01"})
    (tried,) = outlook.trials(gone_later, line(rows, gone_later))
    assert tried.said == 17_500
    gone_before = of(frame, [*STEADY[:5], 9000, 700, 800], status={6: "2020-01-06"})
    assert outlook.trials(gone_before, line(rows, gone_before))[-1].said == 800


def test_no_pace_and_no_error_reaches_across_a_change_of_counting(frame, rows):
    found = of(frame, STEADY)
    assert outlook.check(found, line(rows, found), [date(2020, 1, 4)]).checks == 0
    assert outlook.check(found, line(rows, found), [date(2020, 1, 1)]).checks == 2


def test_only_what_is_counted_by_a_day_has_a_pace(frame, rows):
    found = of(frame, STEADY, measure="flow")
    with pytest.raises(Refusal, match="counted by a day"):
        outlook.check(found, line(rows, found))


@pytest.mark.parametrize(
    "checks, inside, holds",
    [(8, 6, True), (20, 13, True), (20, 19, True), (7, 6, False), (11, 7, False), (12, 12, False), (0, 0, False)],
)
def test_an_outlook_is_drawn_only_within_bounds_and_after_eight_checks(checks, inside, holds):
    assert outlook.Check(checks, inside).holds is holds
