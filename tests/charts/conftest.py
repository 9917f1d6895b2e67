"""Rows as a chart takes them, from an aligned text table."""

import pandas as pd
import pytest

from tests.conftest import said_in

USUAL = {
    "value": "1000",
    "line": "ocha",
    "line_since": "2019-12-01",
    "role": "recommended",
    "status": "validated",
    "population_group": "IDP",
    "source": "OCHA",
    "replaced": "",
    "joins": "yes",
}


@pytest.fixture
def statements():
    """Statements that say the usual where the table says nothing."""

    def of(text: str) -> pd.DataFrame:
        rows = pd.DataFrame([{**USUAL, "published_on": one["as_of"], **one} for one in said_in(text)], dtype="object")
        for column in ("as_of", "published_on", "period_start", "withdrawn_on"):
            rows[column] = pd.to_datetime(rows.get(column, pd.Series(pd.NaT, rows.index))).astype("datetime64[us]")
        for column in ("value", "period_days"):
            rows[column] = pd.to_numeric(rows.get(column, pd.Series(float("nan"), rows.index)))
        for column in ("replaced", "joins"):
            rows[column] = rows[column] == "yes"
        rows["figure_id"] = [f"f{number}" for number in range(1, len(rows) + 1)]
        rows["shown"] = [f"{value:,.0f}" for value in rows["value"]]
        return rows.assign(hover=[f"{one.figure_id}: {one.value:,.0f}" for one in rows.itertuples()])

    return of


@pytest.fixture
def events():
    def of(text: str) -> pd.DataFrame:
        rows = pd.DataFrame(said_in(text)).astype({"rank": int})
        rows["date_start"] = pd.to_datetime(rows["date_start"])
        return rows.assign(hover=rows["title"])

    return of
