"""Figures near events, and series that a change of counting breaks."""

import pandas as pd
import pytest

from metrics import events, trend
from tests.conftest import said_in, typed

USUAL = {"crisis_id": "x", "date_end": None, "kind": "hostilities", "location_id": "town", "source_id": "ocha"}


@pytest.fixture
def tables(frame, engine):
    """Figures, events and crises of one engine; figures name no event unless their table says so."""

    def of(figures: str, happened: str) -> tuple:
        stated = frame(figures)
        if "event_id" not in figures:
            stated = frame(_with_event(figures))
        told = typed(pd.DataFrame([{**USUAL, **one} for one in said_in(happened)], dtype="object"))
        for column in ("date_start", "date_end"):
            told[column] = pd.to_datetime(told[column]).astype("datetime64[us]")
        told["title"] = told["event_id"]
        crises = pd.DataFrame({"crisis_id": ["x"], "location_id": ["area"]})
        return stated, engine(told), engine(crises)

    return of


def _with_event(figures: str) -> str:
    header, *lines = figures.strip().splitlines()
    return "\n".join([f"{header}  event_id", *(f"{line}  ." for line in lines)])


def test_figures_within_a_week_at_its_place_or_for_the_whole_area_are_near_an_event(tables, rows):
    found = events.linked(
        *tables(
            """
            figure_id  location_id  as_of
            before     town         2020-02-01
            after      area         2020-02-15
            far        town         2020-02-16
            elsewhere  village      2020-02-08
            """,
            "event_id  date_start\nclash  2020-02-08",
        )
    )
    assert rows(found, "figure_id", "of_event", "how", "days_after") == [
        ("after", "clash", "area", 7),
        ("before", "clash", "place", -7),
    ]


def test_a_figure_that_names_an_event_belongs_to_it_wherever_and_whenever_it_is(tables, rows):
    found = events.linked(
        *tables(
            """
            figure_id  location_id  as_of       event_id  role
            named      village      2020-06-01  clash     triangulation
            """,
            "event_id  date_start\nclash  2020-02-08\nother  2020-06-01",
        )
    )
    assert rows(found, "figure_id", "of_event", "how", "days_after") == [("named", "clash", "named", 114)]


def test_within_an_event_that_lasts_no_day_is_before_or_after(tables, rows):
    found = events.linked(
        *tables(
            """
            figure_id  location_id  as_of
            first      town         2020-02-01
            within     town         2020-02-10
            last       town         2020-02-22
            """,
            "event_id  date_start  date_end\nflood  2020-02-02  2020-02-20",
        )
    )
    assert rows(found, "figure_id", "days_after") == [("first", -1), ("last", 2), ("within", 0)]


def test_what_is_withdrawn_not_recommended_or_a_part_is_not_near(tables, rows):
    found = events.linked(
        *tables(
            """
            figure_id  location_id  as_of       status     role           sex
            withdrawn  town         2020-02-08  withdrawn  recommended    all
            beside     town         2020-02-08  validated  triangulation  all
            whole      town         2020-02-08  validated  recommended    all
            women      town         2020-02-08  validated  recommended    f
            """,
            "event_id  date_start\nclash  2020-02-08",
        )
    )
    assert rows(found, "figure_id") == ["whole"]


SERIES = """
    figure_id  indicator   location_id  as_of       source_id  population_group  measure
    a          idps        town         2020-04-01  ocha       IDP               stock
    b          idps        town         2020-04-24  ocha       IDP               stock
    c          idps        town         2020-05-01  ocha       IDP               stock
    d          refugees    town         2020-04-01  unhcr      REF               stock
    e          refugees    town         2020-05-01  unhcr      REF               stock
    f          idps        village      2020-04-01  ocha       IDP               stock
    g          idps        village      2020-05-01  ocha       IDP               stock
    h          population  town         2020-04-01  ocha       ALL               stock
    i          population  town         2020-05-01  ocha       ALL               stock
"""
TURN = "event_id  date_start  kind                 source_id\nturn      2020-04-24  count_method_change  {source}"


def broken(tables, rows, figures: str, happened: str) -> list:
    stated, told, _ = tables(figures, happened)
    return rows(events.breaks(stated, told), "indicator", "location_id", "before", "after")


def test_a_change_of_counting_breaks_what_its_source_counts_of_the_displaced_at_its_place(tables, rows):
    assert broken(tables, rows, SERIES, TURN.format(source="ocha")) == [("idps", "town", 1, 2)]


def test_a_change_told_by_one_who_counts_nothing_there_breaks_every_count_of_the_displaced(tables, rows):
    found = broken(tables, rows, SERIES, TURN.format(source="list"))
    assert found == [("idps", "town", 1, 2), ("refugees", "town", 1, 1)]


def test_other_events_and_changes_before_or_after_everything_break_nothing(tables, rows):
    assert broken(tables, rows, SERIES, TURN.format(source="ocha").replace("count_method_change", "ceasefire")) == []
    assert broken(tables, rows, SERIES, TURN.format(source="ocha").replace("2020-04-24", "2020-04-01")) == []
    assert broken(tables, rows, SERIES, TURN.format(source="ocha").replace("2020-04-24", "2020-05-02")) == []


def test_where_figures_name_the_change_only_their_indicators_are_broken(tables, rows):
    figures = """
        figure_id  indicator  location_id  as_of       source_id  population_group  event_id
        a          idps       town         2020-04-01  ocha       IDP               .
        b          idps       town         2020-05-01  ocha       IDP               .
        d          refugees   town         2020-04-01  unhcr      REF               .
        e          refugees   town         2020-05-01  unhcr      REF               turn
    """
    assert broken(tables, rows, figures, TURN.format(source="ocha")) == [("refugees", "town", 1, 1)]


def test_no_line_leads_to_the_first_statement_after_a_change(tables, rows):
    stated, told, _ = tables(SERIES, TURN.format(source="list"))
    crossed = events.crossed(trend.gaps(stated, 365), events.breaks(stated, told))
    assert rows(crossed, "figure_id") == ["b", "e"]
