"""What numbers say: frame in, frame out, on any engine (pandas, DuckDB; written with narwhals).

Every function here takes rows of `figures` as `components.published("figures")` gives them: the
columns of `data/figures.csv` plus `measure`, `unit` and `adds_over` from the indicator's row.
Row order means nothing; a frame passed in is never changed; blanks stay blank.
"""

from metrics import (
    arithmetic,
    breakdown,
    change_log,
    compare,
    events,
    health,
    known,
    latest,
    movements,
    outlook,
    places,
    quality,
    revisions,
    rounding,
    select,
    shares,
    statements,
    trend,
    triangulation,
)

__all__ = [
    "arithmetic",
    "breakdown",
    "change_log",
    "compare",
    "events",
    "health",
    "known",
    "latest",
    "movements",
    "outlook",
    "places",
    "quality",
    "revisions",
    "rounding",
    "select",
    "shares",
    "statements",
    "trend",
    "triangulation",
]
