"""Series side by side: one scale for all, and the day of each latest figure beside its size."""

import pandas as pd
import pytest

from charts import compare
from charts.frame import MOST_POINTS
from tests.conftest import said_in

USUAL = {"y": "1000", "joins": "yes", "measure": "stock", "period_days": "1", "population_group": "IDP"}
DAYS = compare.Scale(pd.Timestamp("2020-01-01"), pd.Timestamp("2020-04-01"), 900_000.0)
SINCE = compare.Scale(0.0, 200.0, 900_000.0)


def rows(text: str) -> pd.DataFrame:
    """Statements as a panel takes them; `x` is a day or a number of days."""
    told = pd.DataFrame([{**USUAL, **one} for one in said_in(text)])
    dated = "-" in told["x"].iloc[0]
    told["x"] = pd.to_datetime(told["x"]) if dated else told["x"].astype(float)
    told = told.assign(y=told["y"].astype(float), joins=told["joins"] == "yes")
    told["period_days"] = told["period_days"].astype(float)
    words = [f"{one:,.0f}" for one in told["y"]]
    return told.assign(shown=words, hover=words)


def latest(text: str) -> pd.DataFrame:
    told = pd.DataFrame(said_in(text)).astype({"y": float})
    words = [f"{one:,.0f}" for one in told["y"]]
    told = told.assign(as_of=pd.to_datetime(told["as_of"]), dated=told["as_of"], population_group="IDP")
    return told.assign(shown=words, hover=words)


def test_all_panels_have_the_scale_of_all():
    small, large = rows("x  y\n2020-02-01  100"), rows("x  y\n2020-02-01  900000")
    one, other = (compare.panel(each, DAYS, "t", "s") for each in (small, large))
    assert one.layout.yaxis.range == other.layout.yaxis.range
    assert one.layout.xaxis.range == other.layout.xaxis.range
    assert one.layout.yaxis.range[0] == 0
    assert one.layout.yaxis.range[1] > 900_000


def test_days_since_the_start_are_numbers_on_the_axis():
    figure = compare.panel(rows("x  y\n0  10\n95  961000"), SINCE, "t", "s")
    assert list(figure.data[1].x) == [0, 95]
    assert figure.layout.xaxis.range[0] <= 0
    assert figure.layout.xaxis.range[1] >= 200


def test_a_line_stops_where_nothing_joins():
    figure = compare.panel(rows("x  joins\n10  .\n20  yes\n90  .\n95  yes"), SINCE, "t", "s")
    assert list(figure.data[0].y) == [1000, 1000, None, 1000, 1000]
    assert not figure.data[0].connectgaps


def test_a_flow_is_a_column_over_its_own_days():
    figure = compare.panel(rows("x  measure  period_days\n2020-01-31  flow  31"), DAYS, "t", "s")
    (bar,) = figure.data
    assert bar.type == "bar"
    assert pd.Timestamp(bar.x[0]) == pd.Timestamp("2020-01-01")
    assert bar.width[0] / (24 * 3600 * 1000) == pytest.approx(31, rel=0.1)


def test_the_greatest_is_first_and_each_has_its_day_beside_it():
    figure = compare.ranked(
        latest("""
            name     y        as_of
            Egypt    130000   2020-10-31
            Türkiye  3640000  2020-12-23
        """),
        "t",
        "s",
    )
    bars, days = figure.data
    assert list(bars.x) == [130_000, 3_640_000]
    assert list(bars.y) == [0, 1]
    assert [f"{pd.Timestamp(one):%Y-%m-%d}" for one in days.x] == ["2020-10-31", "2020-12-23"]
    assert days.xaxis == "x2"
    said = [one.text for one in figure.layout.annotations]
    assert said == ["Egypt", "2020-10-31", "Türkiye", "2020-12-23"]


def test_figures_of_one_day_stand_below_each_other():
    figure = compare.ranked(latest("name  y  as_of\nA  1  2020-01-01\nB  2  2020-01-01"), "t", "s")
    first, last = figure.layout.xaxis2.range
    assert first < pd.Timestamp("2020-01-01") < last


def test_nothing_from_the_data_brings_markup():
    told = rows("x\n10").assign(shown="<b>1</b>", hover="<script>")
    ranked = latest("name  y  as_of\n<i>A</i>  1  2020-01-01")
    for figure in (compare.panel(told, SINCE, "t", "s"), compare.ranked(ranked, "t", "s")):
        said = figure.to_json().replace("\\u003c", "<")
        assert "<script" not in said
        assert "<b>1" not in said.replace("<b>&lt;b&gt;", "")
        assert "<i>A" not in said


def test_more_than_2000_statements_are_refused():
    many = pd.concat([rows("x\n10")] * (MOST_POINTS + 1), ignore_index=True)
    with pytest.raises(ValueError, match="2001 points"):
        compare.panel(many, SINCE, "t", "s")
