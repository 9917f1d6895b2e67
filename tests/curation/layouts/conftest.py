"""Recognise a small file said as text, or one that a publisher served."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from textwrap import dedent

import pytest

from curation.recognising.recognised import Recognised
from curation.recognising.recognition import recognise

REAL = Path(__file__).resolve().parents[4] / "shared" / "real"
TODAY = date(2026, 7, 1)


@lru_cache(maxsize=64)
def recognised_file(file: str, **answers: str) -> Recognised:
    """Recognise a real file under a name that says nothing."""
    path = REAL / file
    assert path.exists(), f"{path} is missing; the folder shared/real beside the repository is needed"
    return recognise(path.read_bytes(), f"file{path.suffix}", answers=answers, today=TODAY)


@pytest.fixture
def real() -> Callable[..., Recognised]:
    """A real file, recognised once for all tests."""
    return recognised_file


@pytest.fixture
def table() -> Callable[..., Recognised]:
    """A table said as text, recognised; answers follow as a dictionary."""

    def of(text: str, answers: dict[str, str] | None = None, **more) -> Recognised:
        content = dedent(text).lstrip("\n").encode()
        return recognise(content, "file.csv", answers=answers, today=TODAY, **more)

    return of


def total(found: Recognised, indicator: str, **cut) -> int | float | None:
    """The only total of an indicator with a cut; a mistake in the test when there are several."""
    wanted = {"unit": cut.pop("unit", None), **cut}
    same = [
        one
        for one in found.totals
        if one["indicator"] == indicator and all(one.get(k) == v for k, v in wanted.items() if v is not None)
    ]
    assert len(same) == 1, found.totals
    return same[0]["value"]


def value(found: Recognised, **cells: str) -> str | None:
    """The value of the only figure with these cells."""
    rows = found.figures
    for name, cell in cells.items():
        rows = rows.filter(rows[name] == cell)
    assert len(rows) == 1, rows
    return rows["value"][0]


def asked(found: Recognised) -> list[str]:
    """The keys of the questions, but for the source: a table nobody published a layout for never names it."""
    return [question.key for question in found.questions if question.key != "source"]


def said(found: Recognised) -> str:
    """Everything told, in one text."""
    return "\n".join(str(one) for one in [*found.told, *found.skipped, *found.problems])
