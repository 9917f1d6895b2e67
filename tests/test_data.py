"""The curated tables keep their data package's promises and the rules of the design."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

import curation
import metrics

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="module")
def tables():
    return curation.read_typed(DATA)


@pytest.fixture(scope="module")
def figures(tables):
    return curation.described(tables)


def test_the_tables_keep_the_promises_of_their_data_package():
    description = curation.package(DATA)
    assert curation.check(curation.read_text(DATA, description), description) == []


def test_the_figures_keep_the_rules_of_the_design(tables):
    found = curation.check_rules(tables, today=date.today())
    assert [str(problem) for problem in found] == []


def test_an_independent_validator_finds_the_data_package_valid():
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.flatten(["type", "resourceName", "rowNumber", "fieldName", "message"]) == []
    assert report.valid


def test_there_are_enough_figures_each_with_source_link_date_and_qualifier(figures):
    assert len(figures) >= 600
    for column in ("source_id", "as_of", "published_on", "qualifier"):
        assert figures[column].notna().all(), column
    linked = figures["url"].notna() | figures["source_document"].notna()
    assert linked.all()
    assert figures["url"].notna().mean() > 0.99


def test_exact_is_kept_for_counts_to_the_last_unit(figures):
    exact = figures[(figures["qualifier"] == "exact") & (figures["value"] >= 1000)]
    assert (exact["value"] % 1000 != 0).all()


# The United Nations' counts since 1 December 2019, as the sources gave them one after the other.
COUNTED = {
    "2019-12-29": 284_000,
    "2020-01-01": 300_000,
    "2020-01-08": 312_000,
    "2020-01-14": 350_000,
    "2020-01-27": 390_000,
    "2020-02-02": 586_000,
    "2020-02-12": 800_000,
    "2020-02-17": 900_000,
    "2020-02-20": 900_000,
    "2020-02-23": 948_000,
    "2020-03-05": 961_000,
}


def nw_syria(figures: pd.DataFrame) -> pd.DataFrame:
    return metrics.trend.series(figures, "syr-nw-2019-12", "displaced_since", "X-SYR-NW")


def test_the_count_since_december_is_whole(figures):
    series = nw_syria(figures)
    main = series[
        (series["role"] == "recommended")
        & (series["period_start"] == pd.Timestamp("2019-12-01"))
        & (series["status"] != "withdrawn")
    ]
    said = {f"{day:%Y-%m-%d}": value for day, value in zip(main["as_of"], main["value"], strict=True)}
    assert said == COUNTED


def test_the_count_from_12_december_stands_on_a_line_of_its_own(figures):
    series = nw_syria(figures)
    other = series[series["period_start"] == pd.Timestamp("2019-12-12")]
    assert 235_000 in set(other["value"])
    assert not set(other["line"]) & set(series[series["value"] == 284_000]["line"])


def test_competing_and_revised_counts_are_kept_beside_it(figures):
    series = nw_syria(figures)
    beside = series[series["role"] == "triangulation"]
    assert {520_000, 875_000, 800_000, 1_005_000, 950_000, 959_000} <= set(beside["value"])
    assert {"sohr", "reach", "idmc", "voa", "un-sg", "wikipedia"} <= set(beside["source_id"])


def test_the_withdrawn_689098_is_known_on_its_one_day_only(figures):
    showpiece = figures[figures["value"] == 689_098].iloc[0]
    assert (showpiece["status"], f"{showpiece['withdrawn_on']:%Y-%m-%d}") == ("withdrawn", "2020-02-14")
    read = [689_098 in set(metrics.known.as_known_on(figures, date(2020, 2, day))["value"]) for day in (13, 14, 15)]
    assert read == [False, True, False]


def test_people_still_displaced_fall_as_they_go_home(figures):
    stock = metrics.trend.series(figures, "syr-nw-2019-12", "still_displaced", "X-SYR-NW")
    assert {854_000, 846_000, 840_000} <= set(stock["value"])


def test_january_movements_have_their_origins(figures):
    january = figures[(figures["indicator"] == "idp_movements") & figures["origin_location_id"].notna()]
    january = january[january["as_of"] == pd.Timestamp("2020-01-31")]
    links = {
        (origin, place): value
        for origin, place, value in zip(
            january["origin_location_id"], january["location_id"], january["value"], strict=True
        )
    }
    assert links == {
        ("SY07", "SY07"): 297_000,
        ("SY02", "SY07"): 23_500,
        ("SY02", "SY02"): 86_100,
        ("SY07", "SY02"): 46_400,
    }


def test_the_article_the_project_began_with_is_there_as_statements_of_its_own(figures):
    article = figures[figures["source_document"].fillna("").str.startswith("Syrian Army Vows")]
    assert sorted(article["value"]) == [8, 13, 50, 600, 600_000, 3_000_000]
    assert article["url"].str.startswith("https://www.voanews.com/").all()


def test_three_and_four_million_residents_are_both_right(figures):
    people = figures[figures["indicator"] == "population"]
    assert 3_000_000 in set(people[people["location_id"] == "X-SYR-IDLEB-AREA"]["value"])
    assert 4_000_000 in set(people[people["location_id"] == "X-SYR-NW"]["value"])


@pytest.mark.parametrize("crisis", ["syr-nw-2019-12", "syr-2011", "syr-ne-2019-10", "world"])
def test_every_crisis_has_its_headlines(tables, figures, crisis):
    row = tables["crises"].set_index("crisis_id").loc[crisis]
    cards = [word.partition("@") for word in row["headline_indicators"].split()]
    pairs = [(indicator, place or row["location_id"]) for indicator, _, place in cards]
    rows = metrics.latest.headlines(figures[figures["crisis_id"] == crisis], pairs)
    assert sorted(rows["card"]) == list(range(len(pairs)))


@pytest.mark.parametrize("place", ["TUR", "LBN", "JOR", "IRQ", "EGY"])
def test_refugees_of_each_country_come_with_their_vintages(figures, place):
    series = metrics.trend.series(figures, "syr-2011", "refugees", place)
    assert len(series) >= 40
    then = metrics.known.as_known_on(series, date(2020, 1, 1))
    assert 0 < len(then) < len(series)


def test_people_displaced_in_the_world_by_year_and_publisher(figures):
    world = figures[figures["crisis_id"] == "world"]
    assert world[world["source_id"] == "unhcr"]["as_of"].dt.year.nunique() >= 15
    assert world[world["source_id"] == "idmc"]["as_of"].dt.year.nunique() >= 14
    assert set(world["measure"]) == {"stock", "flow"}
