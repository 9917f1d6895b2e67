"""Why statements differ: what the data says, and plainly where it does not."""

import pandas as pd
import pytest

from components import reasons
from metrics import statements, trend
from tests.conftest import frame_of


def held(text: str) -> tuple[pd.DataFrame, pd.Series]:
    """Statements held against the one called main."""
    figures = frame_of(text).assign(date_precision=None)
    figures["role"] = figures["figure_id"].map({"main": "recommended"}).fillna("triangulation")
    series = trend.series(figures, crisis="x", indicator="idps", location="SYR")
    rows = statements.differences(statements.standing(series, pd.Timestamp("2020-02-10").date()), "main")
    return rows, rows[rows["figure_id"] == "main"].iloc[0]


def why(text: str, figure_id: str = "other") -> str:
    rows, its = held(text)
    return reasons.why(rows[rows["figure_id"] == figure_id].iloc[0], its)


COUNT = "figure_id  source_id  measure  period_start  as_of  value  qualifier\n"
MAIN = COUNT + "main  ocha  cumulative  2019-12-01  2020-02-10  700000  exact\n"


@pytest.mark.parametrize(
    "other, said",
    [
        (
            "other  sohr  cumulative  2020-01-24  2020-02-10  260000  exact",
            "Counts from 24 January 2020, not from 1 December 2019.",
        ),
        ("other  sohr  cumulative  .  2020-02-10  260000  exact", "Names no start date."),
        (
            "other  sohr  cumulative  2019-12-01  2020-02-08  600000  exact",
            "Is for 8 February 2020, 2 days earlier.",
        ),
        (
            "other  sohr  cumulative  2019-12-01  2020-02-08  900000  exact",
            "Is for 8 February 2020, 2 days earlier; the days do not explain it: the higher count has fewer of them.",
        ),
        (
            "other  sohr  cumulative  2019-12-01  2020-02-10  600000  more_than",
            "“more than” leaves room for the other number.",
        ),
        ("other  voa  cumulative  2019-12-01  2020-02-10  600000  exact", "Passes on what others said."),
        (
            "other  syrian-army  cumulative  2019-12-01  2020-02-10  600000  exact",
            "Comes from a party to the conflict.",
        ),
        ("other  sohr  cumulative  2019-12-01  2020-02-10  600000  exact", "The data does not say why."),
        ("other  sohr  cumulative  2019-12-01  2020-02-10  700000  exact", "The same number."),
    ],
)
def test_the_reason_is_what_the_data_says(other, said):
    assert why(MAIN + other) == said


def test_a_day_known_only_by_its_month_is_said():
    rows, its = held(MAIN + "other  sohr  cumulative  2019-12-01  2020-02-10  600000  exact")
    one = rows[rows["figure_id"] == "other"].iloc[0].copy()
    one["date_precision"] = "month"
    assert reasons.why(one, its) == "Its day is known only by the month."


def test_a_note_is_something_the_data_says():
    rows, its = held(MAIN + "other  sohr  cumulative  2019-12-01  2020-02-10  600000  exact")
    one = rows[rows["figure_id"] == "other"].iloc[0].copy()
    one["caveat"] = "A sum of country rows."
    assert reasons.why(one, its) == "The data says no more than its note."


def test_numbers_that_differ_only_before_rounding_are_said_to():
    assert why(MAIN + "other  sohr  cumulative  2019-12-01  2020-02-10  700100  exact") == (
        "The same number when rounded."
    )


def test_the_summary_counts_reasons_and_admits_what_is_not_said():
    rows, its = held(
        MAIN
        + "a  sohr  cumulative  2020-01-24  2020-02-10  260000  exact\n"
        + "b  unhcr  cumulative  2019-12-01  2020-02-10  700000  exact\n"
        + "c  iom  cumulative  2019-12-01  2020-02-10  650000  exact"
    )
    assert reasons.summary(rows, its) == (
        "Held against OCHA’s 700,000 (recommended), 2 statements differ: 1 counts from another day. "
        "1 gives the same number. For 1 of them the data does not say why."
    )


def test_agreement_and_solitude_are_said():
    rows, its = held(MAIN + "b  unhcr  cumulative  2019-12-01  2020-02-10  700000  exact")
    assert reasons.summary(rows, its).endswith("1 other statement gives the same number.")
    rows, its = held(MAIN)
    assert reasons.summary(rows, its) == "No other statement is for this day or within a week of it."
