"""Parts of a total, of one source and date, with the rest that is not disaggregated."""

import duckdb
import narwhals as nw
import pytest

from metrics import breakdown
from metrics.frames import Refusal


def the_statement(rows, figures, cut: str) -> str:
    (statement,) = rows(breakdown.statements(figures, cut), "statement")
    return statement


def parts(rows, figures, cut: str, *columns: str, whole: str | None = None) -> list:
    statement = the_statement(rows, figures, cut)
    return rows(breakdown.breakdown(figures, cut, statement, whole), *columns)


def refused(rows, figures, cut: str, whole: str | None = None) -> str:
    with pytest.raises(Refusal) as refusal:
        parts(rows, figures, cut, "part", whole=whole)
    return str(refusal.value)


def test_a_statement_is_one_source_date_and_period(frame, rows):
    figures = frame("""
        age_group  source_id  as_of       period_start
        0-17       ocha       2020-02-09  .
        18+        ocha       2020-02-09  .
        0-17       unicef     2020-02-09  .
        0-17       ocha       2020-02-16  .
        0-17       ocha       2020-02-16  2019-12-01
        all        ocha       2020-02-23  .
    """)
    columns = ("source_id", "as_of", "period_start", "parts")
    assert rows(breakdown.statements(figures, "sex_age"), *columns) == [
        ("ocha", "2020-02-09", None, 2),
        ("ocha", "2020-02-16", "2019-12-01", 1),
        ("ocha", "2020-02-16", None, 1),
        ("unicef", "2020-02-09", None, 1),
    ]


def test_a_statement_has_the_same_name_on_every_engine(frame, rows):
    figures = frame("""
        age_group  value
        0-17       300
    """)
    assert the_statement(rows, figures, "sex_age") == "x|idps|ocha|2020-02-09||IDP|SYR|"


def test_the_rest_of_a_total_is_its_own_part(frame, rows):
    figures = frame("""
        figure_id  sex  age_group  value  caveat
        total      all  all        1000   .
        girls      f    0-17       300    in camps
        boys       m    0-17       500    .
    """)
    columns = ("part", "value", "total", "share", "coverage", "figure_id", "caveat")
    assert parts(rows, figures, "sex_age", *columns) == [
        ("f|0-17", 300, 1000, 0.3, 0.8, "girls", "in camps"),
        ("m|0-17", 500, 1000, 0.5, 0.8, "boys", None),
        ("not_disaggregated", 200, 1000, 0.2, 0.8, None, None),
    ]
    assert parts(rows, figures, "sex_age", "part", "sex", "age_group", "location_id")[-1] == (
        "not_disaggregated",
        None,
        None,
        "SYR",
    )


def test_parts_that_make_up_their_total_leave_no_rest(frame, rows):
    figures = frame("""
        age_group  value
        all        1000
        0-17       600
        18+        400
    """)
    assert parts(rows, figures, "sex_age", "part", "coverage") == [("all|0-17", 1), ("all|18+", 1)]


def test_without_a_total_of_the_same_source_there_is_no_share(frame, rows):
    figures = frame("""
        age_group  source_id  as_of       value
        0-17       ocha       2020-02-09  600
        all        unhcr      2020-02-09  1000
        all        ocha       2020-02-16  1000
    """)
    assert parts(rows, figures, "sex_age", "part", "total", "share", "coverage") == [("all|0-17", None, None, None)]


@pytest.mark.parametrize(
    "column, of_total", [("population_group", "RET"), ("period_start", "2020-01-01"), ("location_id", "SY07")]
)
def test_a_total_is_of_the_same_people_period_and_place(frame, rows, column, of_total):
    of_part = {"population_group": "IDP", "period_start": "2020-02-01", "location_id": "SYR"}[column]
    figures = frame(f"""
        age_group  value  measure  {column}
        all        1000   flow     {of_total}
        0-17       600    flow     {of_part}
    """)
    assert parts(rows, figures, "sex_age", "part", "total") == [("all|0-17", None)]


def test_refugees_by_age_have_the_total_of_the_same_origin(frame, rows):
    figures = frame("""
        age_group  origin_location_id  value
        all        SYR                 1000
        0-17       SYR                 600
        all        .                   5000
    """)
    assert parts(rows, figures, "sex_age", "part", "total") == [
        ("all|0-17", 1000),
        ("not_disaggregated", 1000),
    ]


def test_a_total_of_nobody_has_no_shares(frame, rows):
    figures = frame("""
        age_group  value
        all        0
        0-17       0
    """)
    assert parts(rows, figures, "sex_age", "part", "total", "share", "coverage") == [("all|0-17", 0, None, None)]


def test_parts_above_their_total_are_refused(frame, rows):
    figures = frame("""
        age_group  value
        all        1003
        0-17       611
        18+        401
    """)
    assert "add up to 1,012, more than their total of 1,003" in refused(rows, figures, "sex_age")


@pytest.mark.parametrize(
    "one, other",
    [
        (("all", "0-17"), ("all", "12-17")),
        (("f", "all"), ("all", "0-17")),
        (("f", "0-17"), ("f", "all")),
        (("f", "0-18"), ("all", "18+")),
        (("f", "unknown"), ("all", "unknown")),
    ],
)
def test_parts_that_may_hold_the_same_people_are_refused(frame, rows, one, other):
    figures = frame(f"""
        sex  age_group
        {one[0]}  {one[1]}
        {other[0]}  {other[1]}
    """)
    assert "overlap" in refused(rows, figures, "sex_age")


@pytest.mark.parametrize(
    "one, other",
    [
        (("f", "18+"), ("all", "0-17")),
        (("f", "0-17"), ("m", "12-17")),
        (("f", "all"), ("u", "all")),
        (("all", "0-17"), ("all", "unknown")),
    ],
)
def test_women_from_18_and_children_to_17_stand_side_by_side(frame, rows, one, other):
    figures = frame(f"""
        sex  age_group
        {one[0]}  {one[1]}
        {other[0]}  {other[1]}
    """)
    assert len(parts(rows, figures, "sex_age", "part")) == 2


def test_a_part_stated_twice_counts_once_recommended_first_then_last_published(frame, rows):
    figures = frame("""
        figure_id  dimension  category  role           published_on
        exact      cause      conflict  recommended    2020-02-10
        rounded    cause      conflict  triangulation  2020-02-20
        older      cause      disaster  recommended    2020-02-10
        newer      cause      disaster  recommended    2020-02-11
    """)
    assert rows(breakdown.statements(figures, "category"), "parts") == [2]
    assert parts(rows, figures, "category", "figure_id") == ["exact", "newer"]


def test_a_total_stated_twice_is_the_recommended_one(frame, rows):
    figures = frame("""
        age_group  role           value
        all        triangulation  900
        all        recommended    1000
        0-17       recommended    600
    """)
    assert parts(rows, figures, "sex_age", "part", "total")[0] == ("all|0-17", 1000)


def test_withdrawn_parts_and_blank_parts_are_left_to_the_rest(frame, rows):
    figures = frame("""
        sex  value  status
        all  1000   validated
        f    400    validated
        m    600    withdrawn
        x    .      validated
    """)
    assert parts(rows, figures, "sex_age", "part", "value") == [("f|all", 400), ("not_disaggregated", 600)]


def test_shelter_and_cause_are_two_statements(frame, rows):
    figures = frame("""
        dimension  category  value
        .          .         1000
        shelter    tents     300
        cause      conflict  1000
    """)
    assert rows(breakdown.statements(figures, "category"), "dimension", "parts") == [
        ("cause", 1),
        ("shelter", 1),
    ]


def test_categories_are_named_by_themselves_and_the_rest_keeps_the_dimension(frame, rows):
    figures = frame("""
        dimension  category  value
        .          .         1000
        shelter    tents     300
    """)
    assert parts(rows, figures, "category", "part", "dimension", "category", "value") == [
        ("not_disaggregated", "shelter", None, 700),
        ("tents", "shelter", "tents", 300),
    ]


def test_percentages_are_parts_of_a_hundred(frame, rows):
    figures = frame("""
        dimension  category  measure  unit     value
        shelter    tents     share    percent  17
        shelter    camps     share    percent  33
    """)
    assert parts(rows, figures, "category", "part", "value", "total", "share", "coverage") == [
        ("camps", 33, 100, 0.33, 0.5),
        ("not_disaggregated", 50, 100, 0.5, 0.5),
        ("tents", 17, 100, 0.17, 0.5),
    ]


@pytest.mark.parametrize("third, fits", [(34.4, True), (36, False)])
def test_percentages_rounded_one_by_one_may_add_up_to_a_little_more_than_a_hundred(frame, rows, third, fits):
    figures = frame(f"""
        dimension  category  measure  unit     value
        shelter    tents     share    percent  33
        shelter    camps     share    percent  33
        shelter    houses    share    percent  {third}
    """)
    if fits:
        assert len(parts(rows, figures, "category", "part")) == 3
    else:
        assert "more than their total of 100" in refused(rows, figures, "category")


def test_places_are_parts_of_the_whole_that_is_named(frame, rows):
    figures = frame("""
        location_id  admin_level  value
        X-SYR-NW     .            1000
        SY07         1            600
        SY02         1            300
    """)
    statement = "x|idps|ocha|2020-02-09||IDP||1.0"
    found = breakdown.breakdown(figures, "location", statement, "X-SYR-NW")
    assert rows(found, "part", "value", "total", "location_id") == [
        ("SY02|", 300, 1000, "SY02"),
        ("SY07|", 600, 1000, "SY07"),
        ("not_disaggregated", 100, 1000, None),
    ]


def test_places_of_different_levels_are_different_statements(frame, rows):
    figures = frame("""
        location_id  admin_level
        JOR          0
        LBN          0
        SY07         1
        ZAATARI      .
    """)
    assert rows(breakdown.statements(figures, "location"), "admin_level", "parts") == [
        (0, 2),
        (1, 1),
    ]


def test_informal_areas_are_no_parts_because_one_may_lie_in_another(frame, rows):
    figures = frame("""
        location_id       admin_level
        X-SYR-NW          .
        X-SYR-IDLEB-AREA  .
    """)
    assert rows(breakdown.statements(figures, "location"), "statement") == []


def test_parts_and_total_each_rounded_to_a_hundred_thousand_may_miss_each_other_by_as_much(frame, rows):
    figures = frame("""
        dimension  category  value
        .          .         71100000
        cause      conflict  62500000
        cause      disaster  8700000
    """)
    assert parts(rows, figures, "category", "part", "coverage") == [("conflict", 1), ("disaster", 1)]


def test_a_round_total_does_not_excuse_parts_far_above_it(frame, rows):
    figures = frame("""
        age_group  value
        all        3000000
        0-17       1800000
        18+        1600000
    """)
    assert "more than their total of 3,000,000" in refused(rows, figures, "sex_age")


def test_a_movement_from_one_place_is_no_part_beside_the_place_itself(frame, rows):
    figures = frame("""
        location_id  origin_location_id  measure  period_start  value
        SY07         .                   flow     2020-02-01    500
        SY07         SY02                flow     2020-02-01    200
    """)
    assert parts(rows, figures, "location", "part", "value") == [("SY07|", 500)]


def test_a_place_alone_is_not_a_part_of_itself(frame, rows):
    assert "nobody has stated parts" in refused(rows, frame("value\n5"), "location", whole="SYR")


def test_a_statement_nobody_made_has_no_parts(frame):
    with pytest.raises(Refusal, match="nobody has stated parts"):
        breakdown.breakdown(frame("value\n5"), "sex_age", "x|idps|nobody")


@pytest.mark.parametrize("act", [breakdown.statements, lambda f, cut: breakdown.breakdown(f, cut, "any")])
def test_a_total_is_not_cut_by_colour(frame, act):
    with pytest.raises(Refusal, match="not by 'colour'"):
        act(frame("value\n5"), "colour")


def test_a_relation_stays_a_relation(frame, rows):
    figures = frame("""
        age_group  value
        0-17       600
    """)
    found = breakdown.breakdown(figures, "sex_age", the_statement(rows, figures, "sex_age"))
    is_relation = isinstance(figures, duckdb.DuckDBPyRelation)
    assert isinstance(nw.from_native(found), nw.LazyFrame) == is_relation


def test_decimals_that_make_up_a_hundred_leave_no_rest(frame, rows):
    figures = frame("""
        dimension  category  measure  unit     value
        shelter    tents     share    percent  33.3
        shelter    camps     share    percent  33.4
        shelter    houses    share    percent  33.2
        shelter    other     share    percent  0.1
    """)
    assert "not_disaggregated" not in parts(rows, figures, "category", "part")
