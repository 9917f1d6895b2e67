"""What the tests of breakdowns ask of the only statement of some figures: its name, its parts, its refusal."""

import pytest

from metrics import breakdown
from metrics.frames import Refusal


def the_statement(rows, figures, cut: str) -> str:
    (statement,) = rows(breakdown.statements(figures, cut), "statement")
    return statement


def parts(rows, figures, cut: str, *columns: str, whole: str | None = None) -> list:
    statement = the_statement(rows, figures, cut)
    return rows(breakdown.breakdown(figures, cut, statement, whole), *columns)


def refused(rows, figures, cut: str, whole: str | None = None) -> str:
    with pytest.raises(Refusal) as refusal:
        parts(rows, figures, cut, "part", whole=whole)
    return str(refusal.value)
