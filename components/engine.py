"""Hand metrics their tables in the engine that works them out fastest, and give the results as pages read them."""

from collections.abc import Callable

import pandas as pd
import polars as pl
from polars import selectors

# Functions of these modules take and return frames of any engine that narwhals knows.
METRICS = "metrics."


def is_metric(function: Callable) -> bool:
    """True for a function of metrics/: its frames may be of any engine."""
    return function.__module__.startswith(METRICS)


def native(rows: pd.DataFrame) -> pl.DataFrame:
    """Return a table for metrics to work on. Of a thousand rows polars needs a quarter of the time pandas does."""
    return pl.from_pandas(rows)


def as_read(result):
    """Return a metric's result as pages read it: a frame in pandas, with the types pandas itself would give it.

    What is neither true nor false is false, as a comparison with a blank is in pandas. Counts may be subtracted from
    each other: those of polars have no sign. Anything but a frame of another engine comes back as it is.
    """
    if not isinstance(result, pl.DataFrame):
        return result
    return result.with_columns(selectors.boolean().fill_null(False), selectors.integer().cast(pl.Int64)).to_pandas()
