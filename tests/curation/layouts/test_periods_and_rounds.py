"""Rounds without a day, quarters, flagged numbers, names of provinces: what stands where a day or place should."""

import pytest

from curation.recognising.country_guess import country_of_regions
from curation.recognising.periods import period
from tests.curation.layouts.conftest import asked, said, total, value

ROUNDS = "country,date,idps\nMali,Round 14,100\nMali,Round 15,120"


def test_each_round_without_a_day_is_asked_for(table):
    found = table(ROUNDS)
    assert asked(found) == ["date:Round 14", "date:Round 15"]
    assert found.figures["as_of"].to_list() == [None, None]


def test_rounds_have_the_days_a_person_gave_and_are_never_added(table):
    found = table(ROUNDS, {"date:Round 14": "2020-01-31", "date:Round 15": "March 2020"})
    assert asked(found) == []
    assert found.figures["as_of"].to_list() == ["2020-01-31", "2020-03-31"]
    assert total(found, "idps") == 120


@pytest.mark.parametrize(
    "said_so",
    [
        "2019-Q3",
        "Q3 2019",
        "3rd quarter 2019",
        "third quarter of 2019",
        "T3 2019",
        "3e trimestre 2019",
        "3 квартал 2019",
    ],
)
def test_a_quarter_is_three_months(said_so):
    assert period(said_so) == ("2019-07-01", "2019-09-30", "month")


@pytest.mark.parametrize("said_so", ["quarter", "Q5 2019", "5th quarter 2019", "Q3", "1st 2019"])
def test_what_is_no_quarter_is_none(said_so):
    assert period(said_so) is None


EUROSTAT = "geo,2019,2020\nGermany,136890 d,:\nGreece,74910,37860 p"


def test_flags_behind_numbers_are_read_and_a_colon_is_not_reported(table):
    found = table(EUROSTAT, {"indicator": "asylum_applications"})
    assert value(found, location_id="DEU", as_of="2019-12-31") == "136890"
    status = dict(zip(found.figures["figure_id"], found.figures["value_status"], strict=True))
    assert sorted(status.values(), key=str) == [None, None, "estimated", "not_reported"]
    assert total(found, "asylum_applications") == 136890 + 74910 + 37860
    assert "source's own flag" in said(found)


@pytest.mark.parametrize(
    "names, country",
    [
        (["Вінницька", "Волинська", "Донецька область"], "UKR"),
        (["Gao", "Kidal", "Mopti", "Tombouctou"], "MLI"),
        (["North", "South", "East"], ""),
        (["Вінницька", "Idleb", "Gao"], ""),
    ],
)
def test_the_names_of_provinces_say_their_country_in_its_own_script(names, country):
    assert country_of_regions(names) == country


def test_columns_of_ours_without_the_cuts_are_our_own_table(table):
    found = table("""
        figure_id,crisis_id,indicator,value,qualifier,as_of,location_id,source_id
        a,syr-2011,idps,100,exact,2020-02-09,SY07,ocha
        b,syr-2011,idps,many,exact,2020-13-01,SY07,ocha
    """)
    assert found.layout == "own_table"
    assert found.dates == ("2020-02-09", "2020-02-09")
    assert found.figures["value"].to_list() == ["100", "many"]


def test_numbers_of_rows_are_no_places(table):
    found = table("""
        reference,date,idps
        row-0001,2020-01-01,100
        row-0002,2020-01-02,200
        row-0003,2020-01-03,300
    """)
    assert asked(found) == ["country"]
