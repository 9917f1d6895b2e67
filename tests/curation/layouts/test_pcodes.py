"""P-codes that lost their zeros on the way: read when one place fits, told, and asked when several do."""

import pytest

from tests.curation.layouts.conftest import asked, said


@pytest.mark.parametrize("code", ["SY2", "SY002", "SY 2", "sy02"])
def test_a_code_without_its_zeros_is_the_place_it_was_and_that_is_told(table, code):
    found = table(f"country,admin1 pcode,date,idps\nSyria,{code},2020-01-01,100\nSyria,SY07,2020-01-01,200")
    assert found.figures["location_id"].to_list() == ["SY02", "SY07"]
    assert asked(found) == []
    assert ("zeros of P-codes are lost" in said(found)) is (code != "sy02")


def test_numbers_beside_a_country_are_its_codes_where_the_names_bear_it_out(table):
    found = table("""
        country,admin1 pcode,admin1 name,date,idps
        Syria,2,Aleppo,2020-01-01,100
        Syria,7,Idlib,2020-01-01,200
    """)
    assert found.figures["location_id"].to_list() == ["SY02", "SY07"]
    assert "“2 as SY02, Aleppo”" in said(found)


ODD = "country,admin1 pcode,admin1 name,date,idps\nSyria,2,Aleppo,2020-01-01,100\nSyria,9,Homs,2020-01-01,200"


def test_a_code_whose_place_has_another_name_is_a_question(table):
    found = table(ODD)
    assert asked(found) == ["place:9"]
    choices = next(list(one.choices) for one in found.questions if one.key == "place:9")
    assert choices == ["Deir-ez-Zor (SY09)", "another place"]
    assert found.figures["location_id"].to_list() == ["SY02", "SY04"]
    assert table(ODD, {"place:9": "Deir-ez-Zor (SY09)"}).figures["location_id"][1] == "SY09"
    assert table(ODD, {"place:9": "another place"}).figures["location_id"][1] == "SY04"


@pytest.mark.parametrize("one, other", [("3", "2"), ("703", "702"), ("SY703", "SY0702"), ("SY00703", "SY0702")])
def test_a_district_is_numbered_whole_or_within_its_province(table, one, other):
    rows = f"SYR,SY07,{one},2020-01-01,100\nSYR,SY07,{other},2020-01-01,5"
    found = table(f"iso3,admin1 pcode,admin2 pcode,date,idps\n{rows}")
    assert found.figures["location_id"].to_list() == ["SY0703", "SY0702"]


def test_the_same_number_in_two_countries_is_two_places(table):
    found = table("country,district code,date,idps\nSudan,1,2020-01-01,100\nChad,1,2020-01-01,200")
    assert found.figures["location_id"].n_unique() == 2
    assert "has not the form of a P-code" in said(found)


def test_a_code_nobody_knows_stays_as_it_is(table):
    found = table("country,admin1 pcode,date,idps\nSyria,SY15,2020-01-01,100\nSyria,SY07,2020-01-01,200")
    assert found.figures["location_id"].to_list() == ["SY15", "SY07"]
    assert [place["location_id"] for place in found.new_places] == ["SY15"]
