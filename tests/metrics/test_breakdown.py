"""Parts of a total, of one source and date, with the rest that is not disaggregated."""

import duckdb
import narwhals as nw
import pytest

from metrics import breakdown
from metrics.frames import Refusal
from tests.metrics.breakdowns import parts, refused, the_statement


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


def test_a_total_is_known_by_its_source_date_and_place(frame, rows):
    figures = frame("""
        age_group  source_id  as_of       location_id  status     value
        all        ocha       2020-02-09  SYR          validated  1000
        all        ocha       2020-02-16  SYR          withdrawn  1000
        all        unicef     2020-02-09  SYR          validated  .
        0-17       unicef     2020-02-16  SYR          validated  300
    """)
    assert rows(breakdown.totals_stated(figures), "source_id", "as_of") == [("ocha", "2020-02-09")]


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


def test_a_statement_nobody_made_has_no_parts(frame):
    with pytest.raises(Refusal, match="nobody has stated parts"):
        breakdown.breakdown(frame("value\n5"), "sex_age", "x|idps|nobody")


@pytest.mark.parametrize("act", [breakdown.statements, lambda f, cut: breakdown.breakdown(f, cut, "any")])
def test_a_total_is_not_cut_by_colour(frame, act):
    with pytest.raises(Refusal, match="not by 'colour'"):
        act(frame("value\n5"), "colour")


def test_a_relation_stays_a_relation_until_it_is_narrowed_to_one_statement(frame, rows):
    figures = frame("""
        age_group  value
        0-17       600
    """)
    is_relation = isinstance(figures, duckdb.DuckDBPyRelation)
    assert isinstance(nw.from_native(breakdown.statements(figures, "sex_age")), nw.LazyFrame) == is_relation
    found = breakdown.breakdown(figures, "sex_age", the_statement(rows, figures, "sex_age"))
    assert isinstance(nw.from_native(found), nw.DataFrame)
