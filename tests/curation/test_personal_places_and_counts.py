"""Positions somebody could aim at, counts of one to four people, and what a total gives back."""

import pytest

from tests.curation.test_personal_found import levels, screened

SMALL, REST = "0, blank, or 5 and more", "no total whose other parts"


def told(text: str, **known) -> set[tuple[str, str, tuple[int, ...]]]:
    """Column, what was expected (its beginning) and lines of every problem."""
    return {(p.column, SMALL if p.expected.startswith(SMALL) else REST, p.lines) for p in screened(text, **known)}


@pytest.mark.parametrize(
    "header, cell",
    [
        ("lat", "36.2012"),
        ("longitude", "37.13431"),
        ("GPS latitude", "36.201"),
        ("_longitude", "37.134311"),
        ("خط العرض", "٣٦٫٢٠١٢"),
        ("latitud", "4,60971"),
        ("широта", "50.4501"),
        ("easting", "327412"),
        ("where", "36.2012, 37.1343"),
        ("where", "36.2012 37.1343"),
        ("where", "POINT (37.1343 36.2012)"),
        ("where", "geo:36.2012,37.1343"),
        ("where", "https://maps.example/@36.2012,37.1343,15z"),
        ("where", "36°12'04\"N 37°08'03\"E"),
        ("where", "37S BU 12345 67890"),
        ("where", "8G8F6V2M+6W"),
        ("where", "[36.2012, 37.1343]"),
        ("note", "they stay at 36.2012, 37.1343 since May"),
    ],
)
def test_a_position_finer_than_two_decimals_is_refused_and_held_for_a_site(header, cell):
    assert levels(f"{header} | people\n{cell} | 120") == {header: "error"}
    assert levels(f"{header} | site name | people\n{cell} | Atmeh | 120") == {header: "held"}


def test_the_position_of_a_home_is_refused_also_beside_the_name_of_a_site():
    assert levels("home latitude | site name\n36.2012 | Atmeh") == {"home latitude": "error"}
    assert levels("household_id | lat | site name\nH1 | 36.2012 | Atmeh") == dict.fromkeys(
        ("household_id", "lat"), "error"
    )


@pytest.mark.parametrize("cell", ["36.2", "36.20", "36.2000", "36,21", "36°12'N", "36"])
def test_two_decimals_are_coarse_enough(cell):
    assert levels(f"lat | people\n{cell} | 120") == {}


@pytest.mark.parametrize(
    "sex, age",
    [
        ("f", "all"),
        ("female", "total"),
        ("all", "0-17"),
        ("Femmes", "Tous"),
        ("Mujeres", "60 y más"),
        ("إناث", "الكل"),
        ("жінки", "усі"),
        ("unknown", "all"),
    ],
)
def test_one_to_four_people_of_one_sex_or_age_are_held(sex, age):
    rows = [f"SY020{at} | {sex} | {age} | {people}" for at, people in enumerate((3, 5, 0))]
    table = "\n".join(["admin2 | sex | age group | people", *rows])
    assert told(table) == {("people", SMALL, (2,))}


@pytest.mark.parametrize("cell", ["1", "4", "3.0", "٣", " 2 "])
def test_a_small_count_is_seen_however_it_is_written(cell):
    assert told(f"admin2 | sex | value\nSY0203 | f | {cell}\nSY0204 | f | 12") == {("value", SMALL, (2,))}


@pytest.mark.parametrize("cell", ["0", "5", "<5", "*", ".", "40", "1200", "suppressed"])
def test_what_is_no_small_count_is_left(cell):
    assert told(f"admin2 | sex | value\nSY0203 | f | {cell}\nSY0204 | f | 12") == set()


def test_a_small_count_of_everybody_in_a_district_is_left():
    assert told("admin2 | sex | age_group | value\nSY0203 | all | all | 3") == set()
    assert told("admin2 | population type | value\nSY0203 | refugees | 3") == set()


@pytest.mark.parametrize(
    "header",
    [
        "male_0_17",
        "Female",
        "F 60+",
        "18-59M",
        "Femmes 18-59 ans",
        "Hombres",
        "Niñas",
        "#affected+f+children",
        "ذكور 0-17",
        "жінки 60+",
        "girls",
        "0-4",
        "60+",
    ],
)
def test_a_column_of_one_sex_or_age_is_read_from_its_name(header):
    assert told(f"admin2 | {header}\nSY0203 | 3\nSY0204 | 12\nSY0205 | 200") == {(header, SMALL, (2,))}


@pytest.mark.parametrize(
    "header",
    [
        "% female",
        "female share",
        "Average age of men",
        "Round 2-3",
        "phase 3-5",
        "July 17",
        "Jan 19",
        "female-led sites",
        "2012-09-01",
        "Ninewa",
        "distance 0-5 km",
        "0 (2)",
        "women committees rank",
        "admin level",
        "priority",
        "year",
    ],
)
def test_other_columns_are_no_counts_of_people(header):
    assert told(f"admin2 | {header}\nSY0203 | 3\nSY0204 | 12\nSY0205 | 20") == set()


@pytest.mark.parametrize(
    "place",
    [
        "village | Atmeh",
        "camp | Atmeh 2",
        "Site Name | Atmeh",
        "قرية | أطمة",
        "Quartier | Nord",
        "vereda | El Carmen",
        "село | Іванівка",
        "admin_level | 3",
        "pcode | SY020301",
        "location_id | C1234",
        "neighbourhood | Hay",
        "admin3 | Dana",
    ],
)
def test_one_to_four_people_below_admin_2_are_held(place):
    header, cell = place.split(" | ")
    table = f"admin2 | {header} | households\nSY0203 | {cell} | 4\nSY0203 | {cell} | 12"
    assert told(table) == {("households", SMALL, (2,))}


def test_the_level_of_a_place_may_be_known_from_elsewhere():
    table = "location_id | value\nAB12 | 3\nAB | 4"
    assert told(table) == set()
    assert told(table, levels={"AB12": 4, "AB": 2}) == {("value", SMALL, (2,))}


def test_percentages_of_women_are_no_counts():
    table = "indicator | sex | value\nshare_of_women | f | 3\nidps | f | 3"
    assert told(table) == {("value", SMALL, (3,))}
    table = "indicator | sex | value\nx1 | f | 3\nx2 | f | 3"
    assert told(table, units={"x1": "percent", "x2": "people"}) == {("value", SMALL, (3,))}


def test_a_type_of_place_is_no_place():
    assert told("admin2 | site type | people\nSY0203 | camp | 3") == set()


def test_a_suppressed_sex_comes_back_from_the_total():
    table = """
        admin2 | sex | value
        SY0203 | all | 100
        SY0203 | f   | 97
        SY0203 | m   | .
        SY0204 | all | 100
        SY0204 | f   | 60
        SY0204 | m   | .
    """
    assert told(table) == {("value", REST, (2, 3, 4))}


def test_a_sex_without_a_row_comes_back_from_the_total():
    assert told("admin2 | sex | value\nSY0203 | total | 100\nSY0203 | female | 98") == {("value", REST, (2, 3))}


def test_a_suppressed_age_comes_back_from_the_total_and_from_a_wider_age():
    table = """
        place | age group | people
        north | all       | 500
        north | 0-17      | 203
        north | 0-4       | 200
        north | 5-17      | *
        north | 18-59     | 200
        north | 60+       | 97
        south | all       | 500
        south | 0-17      | 200
        south | 18-59     | 297
        south | 60+       | .
    """
    assert told(table) == {("people", REST, tuple(range(2, 12)))}


def test_a_suppressed_part_comes_back_across_columns():
    table = "admin2 | total | male | female\nSY0203 | 100 | 97 | .\nSY0204 | 100 | 50 | 50\nSY0205 | 100 | 60 | ."
    assert told(table) == {("total", REST, (2,))}


def test_a_sex_without_a_column_comes_back_from_the_total():
    assert told("admin2 | individuals | women\nSY0203 | 100 | 98\nSY0204 | 100 | 60") == {("individuals", REST, (2,))}


def test_a_suppressed_age_comes_back_across_columns():
    table = "admin2 | male | male_0_17 | male_18_59 | male_60+\nSY0203 | 100 | 50 | 47 | .\nSY0204 | 90 | 50 | 20 | 20"
    assert told(table) == {("male", REST, (2,))}


def test_rounding_between_a_total_and_all_its_parts_hides_nobody():
    assert told("admin2 | sex | value\nSY0203 | all | 100\nSY0203 | f | 48\nSY0203 | m | 49") == set()
    assert told("admin2 | total | male | female\nSY0203 | 100 | 48 | 49") == set()


def test_two_suppressed_parts_of_one_total_keep_each_other_safe():
    table = "place | age_group | value\nx | all | 500\nx | 0-17 | 400\nx | 18-59 | .\nx | 60+ | ."
    assert told(table) == set()


def test_totals_of_another_source_or_day_give_nothing_back():
    table = """
        admin2 | as_of      | source_id | sex | value
        SY0203 | 2020-02-09 | ocha      | all | 100
        SY0203 | 2020-03-09 | ocha      | f   | 98
        SY0203 | 2020-02-09 | iom       | f   | 98
    """
    assert told(table) == set()


def test_a_suppressed_village_comes_back_from_its_district():
    table = """
        pcode    | people
        SY0203   | 100
        SY020301 | 60
        SY020302 | 37
        SY020303 | .
        SY0204   | 100
        SY020401 | 60
        SY020402 | .
    """
    assert told(table) == {("people", REST, (2, 3, 4, 5))}


def test_a_suppressed_site_comes_back_from_the_row_of_totals():
    table = "site | people\nAtmeh | 60\nQah | 37\nDana | .\nTotal | 100"
    assert told(table) == {("people", REST, (2, 3, 4, 5))}
