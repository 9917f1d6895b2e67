"""Every statement for a day, and what the data says of why they differ."""

from datetime import date

import pytest

from metrics import statements, trend

DAY = date(2020, 2, 10)


def series(figures):
    return trend.series(figures, crisis="x", indicator="idps", location="SYR")


def test_a_day_counts_its_own_statements_and_the_voices_within_a_week(frame, rows):
    figures = frame("""
        source_id  as_of
        ocha       2020-02-10
        sohr       2020-02-10
        voa        2020-02-17
        iom        2020-03-30
    """)
    assert rows(statements.days(series(figures)), "as_of", "statements", "voices") == [
        ("2020-02-10", 2, 3),
        ("2020-02-17", 1, 3),
        ("2020-03-30", 1, 1),
    ]


def test_a_withdrawn_statement_is_no_voice(frame, rows):
    figures = frame("""
        source_id  as_of       status
        ocha       2020-02-10  validated
        sohr       2020-02-10  withdrawn
    """)
    assert rows(statements.days(series(figures)), "statements", "voices") == [(1, 1)]
    assert rows(statements.standing(series(figures), DAY), "source_id") == ["ocha"]


def test_everybody_speaks_for_the_day_or_with_the_nearest_within_a_week(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of       role
        day        ocha       2020-02-10  triangulation
        same       ocha       2020-02-10  triangulation
        near       voa        2020-02-08  triangulation
        far        voa        2020-02-05  triangulation
        gone       iom        2020-02-01  triangulation
    """)
    assert rows(statements.standing(series(figures), DAY), "figure_id", "days_apart") == [
        ("day", 0),
        ("near", -2),
        ("same", 0),
    ]


def test_the_recommended_statement_stands_beside_what_others_passed_on_of_its_source(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of       role
        passed-on  ocha       2020-02-10  triangulation
        own        ocha       2020-02-12  recommended
    """)
    assert rows(statements.standing(series(figures), DAY), "figure_id", "main") == [
        ("own", True),
        ("passed-on", False),
    ]


def test_one_recommended_statement_is_marked_the_nearest(frame, rows):
    figures = frame("""
        figure_id  source_id  as_of
        near       ocha       2020-02-09
        farther    unhcr      2020-02-13
    """)
    found = statements.standing(series(figures), DAY)
    assert rows(found, "figure_id", "main") == [("farther", False), ("near", True)]


def test_a_source_that_counts_from_two_days_speaks_twice(frame, rows):
    figures = frame("""
        figure_id  measure     period_start  as_of
        long       cumulative  2019-12-01    2020-02-10
        short      cumulative  2020-01-24    2020-02-10
    """)
    assert rows(statements.standing(series(figures), DAY), "figure_id") == ["long", "short"]


def told(frame, rows, text: str, *columns: str) -> list:
    found = statements.standing(series(frame(text)), DAY)
    return rows(statements.differences(found, "main"), "figure_id", *columns)


def test_another_start_another_day_and_a_start_nobody_named_are_told(frame, rows):
    text = """
        figure_id  source_id  measure     period_start  as_of       value
        main       ocha       cumulative  2019-12-01    2020-02-10  700000
        start      sohr       cumulative  2020-01-24    2020-02-10  260000
        day        voa        cumulative  2019-12-01    2020-02-08  600000
        unsaid     iom        cumulative  .             2020-02-10  650000
    """
    assert told(frame, rows, text, "difference", "other_start", "other_day", "start_unsaid") == [
        ("day", -100000, False, True, False),
        ("main", 0, False, False, False),
        ("start", -440000, True, False, False),
        ("unsaid", -50000, False, False, True),
    ]


@pytest.mark.parametrize(
    "hedge, value, leaves_room",
    [("more_than", 500000, True), ("more_than", 900000, False), ("up_to", 900000, True), ("nearly", 500000, False)],
)
def test_an_open_end_leaves_room_for_the_other_number_only_on_its_side(frame, rows, hedge, value, leaves_room):
    text = f"""
        figure_id  source_id  as_of       qualifier  value
        main       ocha       2020-02-10  exact      700000
        other      voa        2020-02-10  {hedge}    {value}
    """
    assert ("other", leaves_room) in told(frame, rows, text, "open_end")


def test_a_recommended_open_end_leaves_room_for_higher_numbers(frame, rows):
    text = """
        figure_id  source_id  as_of       qualifier  value
        main       ocha       2020-02-10  more_than  700000
        higher     voa        2020-02-10  exact      900000
        lower      iom        2020-02-10  exact      600000
    """
    assert told(frame, rows, text, "open_end") == [("higher", True), ("lower", False), ("main", False)]


def test_fewer_days_do_not_explain_a_higher_cumulative_count(frame, rows):
    text = """
        figure_id  source_id  measure     period_start  as_of       value
        main       ocha       cumulative  2019-12-01    2020-02-10  700000
        earlier    party      cumulative  2019-12-01    2020-02-05  900000
        later      voa        cumulative  2019-12-01    2020-02-14  900000
        shorter    sohr       cumulative  2020-01-24    2020-02-10  260000
    """
    assert told(frame, rows, text, "against") == [
        ("earlier", True),
        ("later", False),
        ("main", False),
        ("shorter", False),
    ]


def test_a_stock_may_be_higher_on_an_earlier_day(frame, rows):
    text = """
        figure_id  source_id  as_of       value
        main       ocha       2020-02-10  700000
        earlier    voa        2020-02-05  900000
    """
    assert ("earlier", False) in told(frame, rows, text, "against")


def test_nothing_is_held_against_a_statement_nobody_made(frame, rows):
    assert (
        rows(statements.differences(statements.standing(series(frame("as_of\n2020-02-10")), DAY), "x"), "value") == []
    )


def test_another_area_unit_and_definition_are_no_rivals_and_are_named(frame, rows):
    figures = frame("""
        figure_id   indicator        measure     unit        location_id  as_of
        main        displaced_since  cumulative  people      X-NW         2020-02-10
        area        displaced_since  cumulative  people      SYR          2020-02-10
        elsewhere   displaced_since  cumulative  people      TUR          2020-02-10
        definition  still_displaced  stock       people      X-NW         2020-02-12
        unit        households       cumulative  households  X-NW         2020-02-10
        flow        newly_displaced  flow        people      X-NW         2020-02-10
        share       displaced_share  share       percent     X-NW         2020-02-10
        old         still_displaced  stock       people      X-NW         2020-01-01
    """)
    found = statements.akin(figures, "x", "displaced_since", "X-NW", day=DAY, places=("SYR",))
    assert rows(found, "figure_id", "relation") == [
        ("area", "other_area"),
        ("definition", "other_definition"),
        ("unit", "other_unit"),
    ]


@pytest.mark.parametrize("column, other", [("population_group", "RES"), ("crisis_id", "y"), ("status", "withdrawn")])
def test_of_other_people_another_crisis_or_withdrawn_nothing_is_taken_for_the_same(frame, rows, column, other):
    usual = {"population_group": "IDP", "crisis_id": "x", "status": "validated"}[column]
    figures = frame(f"""
        figure_id  indicator  as_of       {column}
        main       idps       2020-02-10  {usual}
        other      displaced  2020-02-10  {other}
    """)
    assert rows(statements.akin(figures, "x", "idps", "SYR", day=DAY), "figure_id") == []


def test_the_same_subject_keeps_every_cut_apart(frame, rows):
    figures = frame("""
        figure_id  age_group  source_id  status
        one        0-17       ocha       validated
        two        0-17       voa        withdrawn
        total      all        ocha       validated
        women      18+        ocha       validated
    """)
    assert rows(statements.same_subject(figures, "one"), "figure_id") == ["one", "two"]
    assert rows(statements.same_subject(figures, "nobody"), "figure_id") == []
