"""A real cluster for the tests of this room, and why they are skipped where there is none."""

import os

import pytest

from components import spark
from tests.spark import cluster

# Asked for by `make test-spark`: a cluster takes minutes, and a package and Java that the dashboard can do without.
ASKED = "SPARK_TESTS"


def pytest_collection_modifyitems(items):
    why = cluster.missing() if ASKED in os.environ else "the cluster's tests run with `make test-spark`"
    for item in items:
        if why and "tests/spark" in item.path.as_posix():
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    """Start a cluster and make it the engine of large figures."""
    before = {name: os.environ.get(name) for name in (spark.ENGINE_SETTING, "SPARK_LOCAL_IP")}
    one = cluster.started(tmp_path_factory.mktemp("spark"))
    os.environ |= {spark.ENGINE_SETTING: one.address, "SPARK_LOCAL_IP": cluster.HERE}
    yield one
    spark.session(one.address).stop()
    cluster.stop(one)
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})
