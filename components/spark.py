"""Large figures on a Spark cluster, where a deployment names one: the same metrics, worked out there."""

import os
import threading
from functools import lru_cache
from importlib import import_module

import polars as pl

from curation.large import KINDS, Large

# The setting that names a master (spark://host:port), or a Spark Connect server (sc://host:port).
ENGINE_SETTING = "DISPLACEMENT_ENGINE"
ADDRESSES = ("spark://", "sc://", "local[")

# Days are moments without a time zone, as on every other engine. Some hundred rows come back: few partitions do.
SETTINGS = {
    "spark.app.name": "displacement",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

SPARK_KINDS = {"TIMESTAMP": "timestamp_ntz", "DOUBLE": "double", "VARCHAR": "string"}

# Versions whose plan is kept; a plan holds no rows.
VERSIONS_KEPT = 4

# One session for all readers: only the first of them makes it.
_making = threading.Lock()


def address() -> str:
    """Return the address of the cluster that large figures are worked out on; "" where none is named.

    Raises ValueError for an address of another kind.
    """
    named = os.environ.get(ENGINE_SETTING, "").strip()
    if named and not named.startswith(ADDRESSES):
        raise ValueError(f"{ENGINE_SETTING} is {named!r}; expected spark://host:port or sc://host:port, or nothing")
    return named


def frames(tables: list[pl.DataFrame | Large]) -> list:
    """Return the tables of one call as Spark DataFrames; nothing is read before a result is asked for."""
    spark = session(address())
    return [_figures(spark, one) if isinstance(one, Large) else spark.createDataFrame(one.to_arrow()) for one in tables]


def session(of: str):
    """Return the session with a cluster; one for all readers. Raises RuntimeError without the package pyspark."""
    try:
        builder = import_module("pyspark.sql").SparkSession.builder
    except ImportError:
        mend = "install the packages of requirements-spark.txt, or leave the setting out"
        raise RuntimeError(f"{ENGINE_SETTING} names a Spark cluster, and pyspark is not here; {mend}") from None
    with _making:
        builder = builder.remote(of) if of.startswith("sc://") else builder.master(of)
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()


@lru_cache(maxsize=VERSIONS_KEPT)
def _figures(spark, large: Large):
    """The public figures in the types of their schema, with what their indicators and places say of them.

    Every worker must see the path: a folder they share, or an object store.
    """
    reader = spark.read.option("recursiveFileLookup", "false")
    rows = reader.parquet(large.where) if large.kind == "parquet" else _csv(reader, large.where)
    cells = [
        f"CAST(`{field['name']}` AS {SPARK_KINDS[KINDS.get(field['type'], 'VARCHAR')]}) AS `{field['name']}`"
        for field in large.schema["fields"]
    ]
    rows = rows.selectExpr(*cells).where("sensitivity IS NULL OR sensitivity = 'public'")
    for beside, key in (("its_indicators", "indicator"), ("its_places", "location_id")):
        small = spark.createDataFrame(large.database.cursor().table(beside).to_arrow_table())
        rows = rows.join(small.hint("broadcast"), on=key, how="left")
    return rows.select(*large.rows().columns)


def _csv(reader, where: str):
    """Read a CSV as DuckDB does: quoted line breaks, doubled quotation marks, only the empty cell blank."""
    return reader.csv(where, header=True, escape='"', multiLine=True, enforceSchema=False, inferSchema=False)
