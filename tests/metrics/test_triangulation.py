"""Competing figures for one date, side by side."""

import pytest

from metrics import triangulation


def test_other_sources_stand_beside_with_their_distance_and_difference(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of       value
        main       ocha       2020-02-09  586000
        earlier    voa        2020-02-07  520000
        same       unhcr      2020-02-09  586000
    """)
    columns = ("figure_id", "days_apart", "difference", "differs", "same_start")
    assert rows(triangulation.others(figures, "main"), *columns) == [
        ("earlier", -2, -66000, True, True),
        ("same", 0, 0, False, True),
    ]


def test_a_week_is_near_and_eight_days_are_not(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of
        main       ocha       2020-02-09
        week       voa        2020-02-16
        longer     unhcr      2020-02-01
    """)
    assert rows(triangulation.others(figures, "main"), "figure_id") == ["week"]
    assert rows(triangulation.others(figures, "main", near_days=8), "figure_id") == ["longer", "week"]


def test_each_other_source_speaks_once_with_its_nearest_statement(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of
        main       ocha       2020-02-09
        own        ocha       2020-02-10
        far        voa        2020-02-05
        near       voa        2020-02-08
    """)
    assert rows(triangulation.others(figures, "main"), "figure_id") == ["near"]


def test_of_two_statements_as_near_the_recommended_then_the_last_published_speaks(frame, rows):
    figures = frame("""
        figure_id  source_id  role           published_on
        main       ocha       recommended    2020-02-10
        a          voa        triangulation  2020-02-11
        b          voa        triangulation  2020-02-12
        c          iom        recommended    2020-02-10
        d          iom        triangulation  2020-02-12
    """)
    assert rows(triangulation.others(figures, "main"), "figure_id") == ["b", "c"]


def test_a_count_from_another_day_stands_beside_and_says_so(frame, rows):
    figures = frame("""
        figure_id  source_id  period_start  measure
        main       ocha       2019-12-01    cumulative
        other      unhcr      2019-12-12    cumulative
        unsaid     voa        .             cumulative
        alike      iom        2019-12-01    cumulative
    """)
    assert rows(triangulation.others(figures, "main"), "figure_id", "same_start") == [
        ("alike", True),
        ("other", False),
        ("unsaid", False),
    ]


def test_of_two_counts_as_near_the_one_from_the_same_day_speaks(frame, rows):
    figures = frame("""
        figure_id  source_id  period_start  measure
        main       ocha       2019-12-01    cumulative
        a          unhcr      2019-12-12    cumulative
        b          unhcr      2019-12-01    cumulative
    """)
    assert rows(triangulation.others(figures, "main"), "figure_id") == ["b"]


def test_a_day_does_not_compete_with_a_month(frame, rows):
    figures = frame("""
        figure_id  source_id  period_start  as_of       measure
        main       ocha       2020-01-01    2020-01-31  flow
        day        voa        2020-01-31    2020-01-31  flow
        month      iom        2020-01-02    2020-02-01  flow
    """)
    assert rows(triangulation.others(figures, "main"), "figure_id") == ["month"]


@pytest.mark.parametrize(
    "column, other",
    [
        ("crisis_id", "irq"),
        ("indicator", "refugees"),
        ("location_id", "SY07"),
        ("origin_location_id", "SY02"),
        ("population_group", "RET"),
        ("sex", "f"),
        ("age_group", "0-17"),
        ("dimension", "shelter"),
        ("status", "withdrawn"),
        ("value", "."),
    ],
)
def test_only_statements_about_the_same_thing_compete(frame, rows, column, other):
    usual = {"origin_location_id": ".", "dimension": ".", "crisis_id": "x", "indicator": "idps"}
    usual |= {"location_id": "SYR", "population_group": "IDP", "sex": "all", "age_group": "all"}
    usual |= {"status": "validated", "value": "5"}
    figures = frame(f"""
        figure_id  source_id  {column}
        main       ocha       {usual[column]}
        other      unhcr      {other}
    """)
    assert rows(triangulation.others(figures, "main"), "figure_id") == []


def test_a_withdrawn_statement_can_still_be_looked_at_beside_the_others(frame, rows):
    figures = frame("""
        figure_id  source_id  status     value
        gone       ocha       withdrawn  689098
        other      unhcr      validated  586000
    """)
    assert rows(triangulation.others(figures, "gone"), "figure_id", "difference") == [("other", -103098)]


def test_nothing_stands_beside_a_statement_nobody_made(frame, rows):
    assert rows(triangulation.others(frame("value\n5"), "unheard"), "figure_id") == []
