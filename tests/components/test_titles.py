"""Titles say the finding, subtitles say what of, and parts have names."""

import pandas as pd
import pytest

from components import titles
from components.once import once
from components.published import published
from metrics import trend


@pytest.fixture(scope="module")
def series() -> pd.DataFrame:
    return once(trend.series, "figures", crisis="syr-nw-2019-12", indicator="displaced_since", location="X-SYR-NW")


def parts_of(*parts: tuple[str, str, float, float | None], total: float | None = None, unit="people") -> pd.DataFrame:
    """Parts of one statement: sex, age group, value and share; "rest" is what is not disaggregated."""
    usual = published("figures").iloc[0].to_dict()
    usual |= {"indicator": "displaced_since", "location_id": "X-SYR-NW", "source_id": "ocha", "measure": "stock"}
    usual |= {"category": None, "dimension": None, "origin_location_id": None, "qualifier": "exact", "unit": unit}
    usual |= {"as_of": pd.Timestamp("2020-03-05"), "date_precision": None}
    covered = sum(value for sex, _, value, _ in parts if sex != "rest")
    rows = [
        {
            **usual,
            "part": "not_disaggregated" if sex == "rest" else f"{sex}|{age}",
            "sex": None if sex == "rest" else sex,
            "age_group": None if sex == "rest" else age,
            "value": value,
            "share": share,
            "total": total,
            "coverage": covered / total if total else None,
        }
        for sex, age, value, share in parts
    ]
    return pd.DataFrame(rows)


def test_a_trends_title_says_where_it_went_with_the_hedges(series):
    title = titles.trend_title(series)
    assert title == ("People displaced: up from about 284,000 (29 December 2019) to more than 961,000 (5 March 2020)")


def test_a_trends_subtitle_says_unit_start_place_period_and_source(series):
    subtitle = titles.trend_subtitle(series)
    for words in ("People", "since 1 December 2019", "north-west Syria", "2020", "Source: OCHA"):
        assert words in subtitle


def test_one_statement_is_no_trend(series):
    one = series[series["value"] == 961_000].head(1)
    assert titles.trend_title(one) == "People displaced: more than 961,000, as of 5 March 2020"


def test_a_fall_and_a_standstill_are_said(series):
    rows = series[(series["role"] == "recommended") & (series["status"] != "withdrawn")]
    main = rows[rows["line_since"] == "2019-12-01"].sort_values("as_of")
    down = main.tail(2).assign(value=[900_000.0, 800_000.0], qualifier="exact")
    assert ": down from 900,000 (23 February 2020) to 800,000 (5 March 2020)" in titles.trend_title(down)
    same = main.tail(2).assign(value=[900_000.0, 900_000.0], qualifier="exact")
    assert ": 900,000, unchanged by " in titles.trend_title(same)


def test_the_summary_counts_the_statements_and_what_is_drawn_beside(series):
    summary = titles.trend_summary(series)
    assert "11 statements by OCHA" in summary
    assert "from about 284,000 (29 December 2019) to more than 961,000 (5 March 2020)" in summary
    assert "drawn beside it" in summary


@pytest.mark.parametrize(
    "sex, age, words",
    [
        ("all", "0-17", "Children (0–17)"),
        ("f", "0-17", "Girls (0–17)"),
        ("m", "0-17", "Boys (0–17)"),
        ("all", "18+", "Adults (18+)"),
        ("f", "18+", "Women (18+)"),
        ("m", "18+", "Men (18+)"),
        ("f", "all", "Women and girls"),
        ("m", "all", "Men and boys"),
        ("u", "all", "Sex unknown"),
        ("all", "unknown", "People, age unknown"),
        ("all", "18-59", "People, 18–59 years"),
        ("f", "60+", "Women and girls, 60+ years"),
    ],
)
def test_people_are_named_by_sex_and_age(sex, age, words):
    assert titles.people(sex, age) == words


def test_parts_are_named_by_what_tells_them_apart():
    part = parts_of(("all", "0-17", 1, None)).iloc[0]
    assert titles.part_name(part) == "Children (0–17)"
    assert titles.part_name(part.replace({"all|0-17": "not_disaggregated"})) == "Not disaggregated"
    shelter = pd.Series({**part, "category": "open_air"})
    assert titles.part_name(shelter) == "Open air"
    place = pd.Series({**part, "sex": "all", "age_group": "all"})
    assert titles.part_name(place) == "North-west Syria"
    assert titles.part_name(pd.Series({**place, "origin_location_id": "SY02"})) == "North-west Syria, from Aleppo"


def test_the_greatest_part_makes_the_title_and_the_rest_never_does():
    parts = parts_of(
        ("all", "0-17", 575_000, 0.598),
        ("f", "18+", 198_000, 0.206),
        ("rest", "", 600_000, 0.196),
        total=961_000,
    )
    assert titles.breakdown_title(parts) == "People displaced: Children (0–17), 575,000, 60% of the total"


def test_without_a_total_no_share_is_claimed():
    parts = parts_of(("all", "0-17", 575_000, None), ("f", "18+", 198_000, None))
    assert titles.breakdown_title(parts) == "People displaced: Children (0–17), 575,000, the largest part stated"
    assert "no share is worked out" in titles.coverage(parts)


def test_coverage_says_how_much_of_the_total_is_disaggregated():
    some = parts_of(("all", "0-17", 575_000, 0.6), ("rest", "", 386_000, 0.4), total=961_000)
    assert titles.coverage(some).startswith("60% of the 961,000 is disaggregated")
    whole = parts_of(("f", "all", 500_000, 0.5), ("m", "all", 500_000, 0.5), total=1_000_000)
    assert titles.coverage(whole) == "The parts add up to the whole 1,000,000."
    shares = parts_of(("f", "all", 52, None), ("m", "all", 40, None), total=100, unit="percent")
    assert "92 of 100 percent" in titles.coverage(shares)


def test_the_key_names_only_the_marks_that_are_there(series):
    everything = titles.trend_key(series, events=True)
    for words in ("OCHA", "other statements", "counted from another day", "withdrawn", "event"):
        assert words in everything
    main = series[(series["source_id"] == "ocha") & (series["line_since"] == "2019-12-01")]
    main = main[(main["role"] == "recommended") & (main["status"] != "withdrawn")]
    alone = titles.trend_key(main, events=False)
    for words in ("other statements", "counted from another day", "withdrawn", "event"):
        assert words not in alone


def test_what_was_withdrawn_only_later_is_no_cross_in_a_view_of_an_earlier_day(series):
    gone = series["withdrawn_on"].notna()
    assert "×" in titles.trend_key(series, events=False)
    earlier = series.assign(status=series["status"].mask(gone, "validated"))
    assert "×" not in titles.trend_key(earlier[earlier["status"] == "validated"], events=False)


def test_the_only_flow_of_a_series_is_said_with_its_period():
    one = once(trend.series, "figures", crisis="syr-nw-2019-12", indicator="newly_displaced", location="X-SYR-NW")
    one = one[one["figure_id"] == one["figure_id"].iloc[0]].assign(value=142_000, qualifier="approximately")
    one = one.assign(period_start=pd.Timestamp("2020-02-09"), as_of=pd.Timestamp("2020-02-12"), date_precision=None)
    assert titles.trend_title(one) == "People newly displaced: about 142,000, 9 February 2020 to 12 February 2020"
