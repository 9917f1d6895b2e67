"""Metrics work on the quick engine, and pages read what comes back as if it were pandas' own."""

import pandas as pd
import polars as pl
import pytest

from components import engine, published
from components.once import once
from metrics import breakdown, latest, trend


def told(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(list(rows.columns)).reset_index(drop=True)


@pytest.mark.parametrize(
    "metric, choices",
    [
        (breakdown.statements, {"cut": "sex_age"}),
        (breakdown.statements, {"cut": "location"}),
        (trend.subjects, {}),
    ],
)
def test_pages_get_what_pandas_would_have_given_them(data, metric, choices):
    by_pandas = metric(published.published("figures"), **choices)
    pd.testing.assert_frame_equal(told(once(metric, "figures", **choices)), told(by_pandas))


def test_a_chain_of_metrics_gives_what_pandas_would_have_given(data):
    figures = published.published("figures")
    crisis, indicator, location = figures.groupby(["crisis_id", "indicator", "location_id"]).size().idxmax()
    about = {"crisis": crisis, "indicator": indicator, "location": location}
    chained = once(trend.gaps, once(trend.series, "figures", **about), usual_days=7)
    whole = trend.gaps(trend.series(figures, **about), usual_days=7)
    assert len(whole) > 10
    pd.testing.assert_frame_equal(told(chained), told(whole))


def test_what_is_neither_true_nor_false_is_false():
    said = engine.as_read(pl.DataFrame({"joins": [True, None, False], "value": [1.0, None, 3.0]}))
    assert said["joins"].tolist() == [True, False, False]
    assert said["joins"].dtype == bool
    assert said["value"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("result", ["a sentence", 3, None, {"a": 1}, [1, 2]])
def test_anything_but_a_frame_comes_back_as_it_is(result):
    assert engine.as_read(result) is result


def test_only_functions_of_metrics_get_another_engine(data):
    assert engine.is_metric(latest.headlines)
    assert not engine.is_metric(told)
    assert once(type_of, "figures") is pd.DataFrame


def type_of(figures) -> type:
    return type(figures)
