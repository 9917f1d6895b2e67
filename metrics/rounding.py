"""Rounding, last and for eyes only: exact values stay in tables, tooltips and downloads."""

from decimal import ROUND_HALF_UP, Decimal
from math import isnan

# Rule 8: up to this value, to this multiple. Above the last, by thousands.
STEPS = ((100, 1), (1_000, 10), (10_000, 100))
COARSEST = 1_000

# From here a headline speaks of millions.
MILLIONS = 1_000_000


def rounded(value: float) -> int:
    """Round a count: up to 100 exact, to 1,000 by tens, to 10,000 by hundreds, above by thousands.

    Halves go up, on every machine. A blank raises ValueError: missing is a word, not a number.
    """
    _refuse_blank(value)
    step = next((step for limit, step in STEPS if abs(value) <= limit), COARSEST)
    return int((Decimal(str(value)) / step).quantize(Decimal(1), ROUND_HALF_UP) * step)


def in_words(value: float) -> str:
    """Write a count as a headline does: 586,000; 2.9 million; 117.3 million."""
    _refuse_blank(value)
    if abs(value) < MILLIONS - COARSEST / 2:
        return f"{rounded(value):,}"
    millions = (Decimal(str(value)) / MILLIONS).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if abs(millions) >= 10:
        millions = millions.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{millions.normalize():f} million"


def percent(share: float) -> str:
    """Write a share between 0 and 1 as whole percent; under 1 percent it says so."""
    _refuse_blank(share)
    if 0 < share < 0.01:
        return "under 1%"
    return f"{(Decimal(str(share)) * 100).quantize(Decimal(1), ROUND_HALF_UP)}%"


def _refuse_blank(value: float | None) -> None:
    if value is None or isnan(value):
        raise ValueError("a missing value is not rounded; write “not reported”")
