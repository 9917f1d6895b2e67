"""A data folder that a test may change, and figures with everything that wording asks for."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import frame_of

HOUSE = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the curated tables, which `published` reads during the test."""
    folder = shutil.copytree(HOUSE / "data", tmp_path / "data")
    monkeypatch.setenv("DISPLACEMENT_DATA", str(folder))
    return folder


@pytest.fixture
def figure():
    """One figure, as the pages have it: the usual where nothing is said."""

    def of(**said) -> pd.Series:
        blank = ("date_precision", "published_precision", "value_status", "previous_as_of", "change", "change_percent")
        row = {**frame_of("as_of\n2020-03-05").iloc[0].to_dict(), **dict.fromkeys(blank)}
        row |= {"location_id": "X-SYR-NW", "indicator": "still_displaced"}
        for name, cell in said.items():
            is_day = name in ("as_of", "period_start", "previous_as_of", "published_on")
            row[name] = pd.Timestamp(cell) if is_day else cell
        return pd.Series(row, dtype="object")

    return of
