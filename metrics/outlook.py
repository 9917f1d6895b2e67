"""Where next, honestly: the last pace continued, and how often that would have been right for this very series."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

import narwhals as nw
from narwhals.typing import IntoFrameT

from metrics.frames import Refusal, collected, is_blank, rows_of, totals
from metrics.periods import with_line

# The interval is to hold four of five statements; what it held in the past must lie near that, and be tried often.
AIM = 0.80
LEAST_COVERED, MOST_COVERED = 0.65, 0.95
LEAST_CHECKS = 8

# An interval needs so many past errors: with fewer, even the greatest of them holds less than four of five.
LEAST_ERRORS = 4

# What a trial looks at.
LOOKED_AT = ("figure_id", "as_of", "published_on", "withdrawn_on", "value", "role", "status", "measure")

# What is counted by a day has a pace; a flow has periods of its own.
WITH_A_PACE = ("stock", "cumulative")


@dataclass(frozen=True)
class Trial:
    """What the last pace would have said for one past statement, with what was known before it; in the series' unit."""

    as_of: date
    said: float
    low: float
    high: float
    truth: float

    @property
    def inside(self) -> bool:
        """Tell whether the statement that came lay within the interval."""
        return self.low <= self.truth <= self.high


@dataclass(frozen=True)
class Check:
    """An outlook held against its own past: `checks` statements could be tried, `inside` of them were right."""

    checks: int
    inside: int

    @property
    def covered(self) -> float | None:
        """The part of the tried statements that lay inside; None where none could be tried."""
        return self.inside / self.checks if self.checks else None

    @property
    def holds(self) -> bool:
        """Tell whether an outlook may be drawn at all."""
        return self.checks >= LEAST_CHECKS and LEAST_COVERED <= self.inside / self.checks <= MOST_COVERED


def with_lines(figures: IntoFrameT) -> IntoFrameT:
    """Return `line` and LOOKED_AT of the statements of all series that have a pace: what the checks of several take."""
    rows = totals(rows_of(figures)).filter(nw.col("measure").is_in(list(WITH_A_PACE)) & ~nw.col("value").is_null())
    return nw.to_native(with_line(rows).select("line", *LOOKED_AT))


def check(series: IntoFrameT, line: str, breaks: Iterable[date] = ()) -> Check:
    """Count how often the outlook of a line would have held the statement that came next."""
    return checks(series, {line: breaks})[line]


def checks(series: IntoFrameT, breaks: Mapping[str, Iterable[date]]) -> dict[str, Check]:
    """Check several lines of a series at once; `breaks` has those of each line. A line without statements has none."""
    of_line: dict[str, list[dict]] = {line: [] for line in breaks}
    for one in _rows(series, list(breaks)):
        of_line[one["line"]].append(one)
    tried = {line: _trials(rows, breaks[line]) for line, rows in of_line.items()}
    return {line: Check(len(some), sum(one.inside for one in some)) for line, some in tried.items()}


def trials(series: IntoFrameT, line: str, breaks: Iterable[date] = ()) -> list[Trial]:
    """Say for each statement of a line what its last pace would have said for it, with an 80 % interval.

    Takes a series as `metrics.trend.series` gives it, or several as `with_lines` does. Only what
    could be read before the statement was published counts: withdrawn statements do until their day,
    later ones do not. `breaks` are days on which the counting changed: no pace and no error reaches
    across one. A statement before which there were too few errors is not tried. The interval is the
    pace with the error that four of five past paces stayed under, each taken per day ahead. Raises
    Refusal for flows and shares.

    Source of the interval: Vovk, Gammerman, Shafer, Algorithmic Learning in a Random World, 2005 (conformal).
    """
    return _trials(_rows(series, [line]), breaks)


def _trials(rows: list[dict], breaks: Iterable[date]) -> list[Trial]:
    truths = _one_per_day([one for one in rows if one["stands"]])
    turns = [day.toordinal() for day in breaks]
    return [trial for one in truths if (trial := _trial(one, rows, turns))]


def _rows(series: IntoFrameT, lines: list[str]) -> list[dict]:
    rows = rows_of(series)
    rows = rows.filter(nw.col("line").is_in(lines) & ~nw.col("value").is_null())
    # A slip that its source never took back was never anybody's number.
    rows = rows.filter(nw.col("status").is_in(["preliminary", "validated"]) | ~is_blank("withdrawn_on"))
    found = collected(rows.select("line", *LOOKED_AT)).rows(named=True)
    if {one["measure"] for one in found} - set(WITH_A_PACE):
        raise Refusal("no outlook: only what is counted by a day has a pace")
    return [_numbered(one) for one in found]


def _numbered(one: dict) -> dict:
    """Turn days into numbers, which are compared some ten thousand times; `stands` unless it was withdrawn."""
    stands = one["status"] != "withdrawn"
    days = {name: one[name].toordinal() for name in ("as_of", "published_on")}
    return {**one, **days, "stands": stands, "withdrawn_on": None if stands else one["withdrawn_on"].toordinal()}


def _trial(truth: dict, rows: list[dict], breaks: list[int]) -> Trial | None:
    known = _one_per_day(_known_before(truth, rows))
    known = [one for one in known if not _crossed(one, truth, breaks)]
    errors = sorted(_errors(known))
    if len(errors) < LEAST_ERRORS:
        return None
    days = _days(known[-1], truth)
    said, room = known[-1]["value"] + _pace(*known[-2:]) * days, errors[ceil(AIM * (len(errors) + 1)) - 1] * days
    return Trial(date.fromordinal(truth["as_of"]), said, max(0.0, said - room), said + room, truth["value"])


def _known_before(truth: dict, rows: list[dict]) -> list[dict]:
    """What could be read on the day before a statement was published, for days before its own."""
    then = truth["published_on"]
    return [
        one
        for one in rows
        if one["as_of"] < truth["as_of"]
        and one["published_on"] < then
        and (one["stands"] or one["withdrawn_on"] >= then)
    ]


def _errors(known: list[dict]) -> list[float]:
    """How far each statement lay from the pace before it, per day ahead, in the unit."""
    steps = zip(known, known[1:], known[2:], strict=False)
    return [abs(_pace(second, third) - _pace(first, second)) for first, second, third in steps]


def _pace(before: dict, after: dict) -> float:
    return (after["value"] - before["value"]) / _days(before, after)


def _days(before: dict, after: dict) -> float:
    return after["as_of"] - before["as_of"]


def _crossed(one: dict, truth: dict, breaks: list[int]) -> bool:
    return any(one["as_of"] < day <= truth["as_of"] for day in breaks)


def _one_per_day(rows: list[dict]) -> list[dict]:
    """One statement for each as-of day: the recommended one, else the last published; in order of days."""
    order = sorted(rows, key=lambda one: (one["role"] == "recommended", one["published_on"], one["figure_id"]))
    return sorted({one["as_of"]: one for one in order}.values(), key=lambda one: one["as_of"])
