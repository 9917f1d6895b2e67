"""The small data folder of the room next door, with its history begun."""

import pytest

import curation.publishing as store
from tests.curation.conftest import folder  # noqa: F401


@pytest.fixture
def begun(folder):  # noqa: F811
    path = folder()
    store.begin(path)
    return path
