"""Hand metrics their tables in the engine that works them out fastest, and give the results as pages read them."""

from collections.abc import Callable, Iterable

import narwhals as nw
import pandas as pd
import polars as pl
from polars import selectors

from components import spark
from curation.large import Large

# Functions of these modules take and return frames of any engine that narwhals knows.
METRICS = "metrics."


def is_metric(function: Callable) -> bool:
    """True for a function of metrics/: its frames may be of any engine."""
    return function.__module__.startswith(METRICS)


def native(rows: pd.DataFrame) -> pl.DataFrame:
    """Return a table for metrics to work on. Of a thousand rows polars needs a quarter of the time pandas does."""
    return pl.from_pandas(rows)


def beside(tables: Iterable[pl.DataFrame | Large]) -> list:
    """Return the tables of one call, all of one engine: polars, or DuckDB or Spark where one is opened in place.

    A large table and those beside it are relations of one cursor, which this call has for itself: readers of other
    threads have their own.
    """
    tables = list(tables)
    large = next((one for one in tables if isinstance(one, Large)), None)
    if large is None:
        return tables
    if spark.address():
        return spark.frames(tables)
    cursor = large.database.cursor()
    return [one.rows(cursor) if isinstance(one, Large) else cursor.from_arrow(one.to_arrow()) for one in tables]


def as_read(result):
    """Return a metric's result as pages read it: a frame in pandas, with the types pandas itself would give it.

    What is neither true nor false is false, as a comparison with a blank is in pandas. Counts may be subtracted from
    each other: those of polars have no sign. What an engine has not worked out yet is worked out here. Anything but
    a frame of another engine comes back as it is.
    """
    frame = nw.from_native(result, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        result = frame.collect(backend="polars").to_native()
    if not isinstance(result, pl.DataFrame):
        return result
    return result.with_columns(selectors.boolean().fill_null(False), selectors.integer().cast(pl.Int64)).to_pandas()
