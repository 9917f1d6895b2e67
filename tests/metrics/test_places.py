"""Figures by place: one source, one date, one admin level; what is missing stays missing."""

import pytest

from metrics import places
from metrics.frames import Refusal

BY_PLACE = """
    indicator      source_id  as_of       location_id  admin_level  value
    idp_movements  taskforce  2020-01-31  SY07         1            320600
    idp_movements  taskforce  2020-01-31  SY02         1            132600
    idp_movements  taskforce  2019-12-31  SY07         1            214500
    idp_movements  taskforce  2019-12-31  SY14         1            100
    idp_movements  taskforce  2020-01-31  SYR          0            464830
    idp_movements  ocha       2020-01-31  SY07         1            300000
"""


def test_each_source_date_and_level_is_a_statement_of_its_own(frame, rows):
    found = places.statements(frame(BY_PLACE))
    assert rows(found, "source_id", "as_of", "admin_level", "places") == [
        ("ocha", "2020-01-31", 1, 1),
        ("taskforce", "2019-12-31", 1, 2),
        ("taskforce", "2020-01-31", 0, 1),
        ("taskforce", "2020-01-31", 1, 2),
    ]


def test_a_country_and_its_governorates_are_never_on_one_map(frame, rows):
    figures = frame(BY_PLACE)
    statement = "x|idp_movements|taskforce|IDP|1.0||2020-01-31|"
    assert rows(places.at(places.totals(figures), statement), "location_id") == ["SY02", "SY07"]


def test_a_place_the_source_gives_for_another_date_is_left_out_and_named(frame, rows):
    figures = frame(BY_PLACE)
    statement = "x|idp_movements|taskforce|IDP|1.0||2020-01-31|"
    assert rows(places.left_out(places.totals(figures), statement), "location_id", "last_as_of") == [
        ("SY14", "2019-12-31")
    ]


def test_a_place_not_reported_stays_and_is_not_a_zero(frame, rows):
    figures = frame("""
        location_id  admin_level  value
        SY02         1            0
        SY07         1            .
    """)
    (statement,) = rows(places.statements(figures), "statement")
    assert rows(places.statements(figures), "places", "blanks") == [(1, 1)]
    assert rows(places.at(places.totals(figures), statement), "location_id", "value") == [("SY02", 0), ("SY07", None)]


def test_withdrawn_figures_and_parts_of_a_total_are_not_mapped(frame, rows):
    figures = frame("""
        location_id  admin_level  value  status     sex  dimension
        SY02         1            10     withdrawn  all  .
        SY07         1            20     validated  f    .
        SY08         1            30     validated  all  shelter
        SY14         1            40     validated  all  .
    """)
    (statement,) = rows(places.statements(figures), "statement")
    assert rows(places.at(places.totals(figures), statement), "location_id") == ["SY14"]


def test_a_place_stated_twice_is_mapped_once_by_its_recommended_row(frame, rows):
    figures = frame("""
        location_id  admin_level  value  role           published_on
        SY07         1            10     triangulation  2020-03-01
        SY07         1            20     recommended    2020-02-10
    """)
    (statement,) = rows(places.statements(figures), "statement")
    assert rows(places.at(places.totals(figures), statement), "value") == [20]


def test_figures_from_one_origin_are_another_statement_than_those_from_everywhere(frame, rows):
    figures = frame("""
        location_id  admin_level  origin_location_id  value
        SY07         1            SY02                23500
        SY07         1            .                   320600
    """)
    assert rows(places.statements(figures), "origin_location_id", "places") == [("SY02", 1), (None, 1)]


def test_a_rate_needs_residents_by_the_same_source_for_the_same_place_and_date(frame, rows):
    figures = frame("""
        indicator   source_id  location_id  admin_level  as_of       population_group  value
        idps        un         SY07         1            2020-03-05  IDP               1000000
        population  un         SY07         1            2020-03-05  ALL               2000000
        idps        un         SY02         1            2020-03-05  IDP               500000
        population  ocha       SY02         1            2020-03-05  ALL               1000000
    """)
    statement = next(one for one in rows(places.statements(figures), "statement") if "|idps|" in one)
    found = places.rates(figures, statement)
    assert rows(found, "location_id", "rate", "residents", "whole_id") == [("SY07", 500, 2000000, "f2")]


def test_without_residents_no_rate_is_made_up(frame, rows):
    figures = frame("""
        location_id  admin_level  value
        SY07         1            1000
    """)
    (statement,) = rows(places.statements(figures), "statement")
    with pytest.raises(Refusal, match="residents"):
        places.rates(figures, statement)


def test_the_newest_of_each_source_is_what_is_stated_for_a_place(frame, rows):
    figures = frame("""
        indicator  source_id  as_of       location_id  value
        idps       un         2020-01-31  SY07         900
        idps       un         2020-03-05  SY07         1000
        idps       ocha       2020-02-01  SY07         950
        returns    ocha       2020-02-01  SY02         5
    """)
    assert rows(places.newest(figures, "SY07"), "source_id", "value") == [("ocha", 950), ("un", 1000)]
