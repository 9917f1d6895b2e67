"""Wide tables: what heads a column is a day, a month, a year or a round, alone or beside words, in five languages."""

import pytest

from curation.recognising.headed import head_of, headed_months, headed_periods, headed_rounds
from tests.curation.layouts.conftest import asked, said, total, value


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        ("People displaced 2019", "People displaced 2020", ["2019-12-31", "2020-12-31"]),
        ("عدد النازحين 2019", "عدد النازحين 2020", ["2019-12-31", "2020-12-31"]),
        ("Кількість ВПО, січень 2023", "Кількість ВПО, лютий 2023", ["2023-01-31", "2023-02-28"]),
        ("PDI janv-22", "PDI févr-22", ["2022-01-31", "2022-02-28"]),
        ("Enero de 2021", "Febrero de 2021", ["2021-01-31", "2021-02-28"]),
        ("IDPs_2020-01", "IDPs_2020-02", ["2020-01-31", "2020-02-29"]),
        ("2021M01", "2021M02", ["2021-01-31", "2021-02-28"]),
        ("2019 IDPs", "2020 IDPs", ["2019-12-31", "2020-12-31"]),
        ("Round 1 (Jan 2020)", "Round 2 (Apr 2020)", ["2020-01-31", "2020-04-30"]),
        ("R14 - 15 March 2021", "R15 - 20 June 2021", ["2021-03-15", "2021-06-20"]),
    ],
)
def test_a_period_heads_a_column_wherever_it_stands_in_its_name(first, second, days):
    found = headed_periods(["Region", first, second])
    assert [end for _, end, _ in found.values()] == days


def test_a_period_that_stands_once_beside_words_is_no_series():
    assert headed_periods(["Region", "Census 2014", "IDPs"]) == {}
    assert headed_rounds(["IDPs Round 38", "Change from Round 37"]) == {}
    assert headed_months(["Region", "May"]) == {}
    assert head_of("IDPs (Round 2)").words == "idps"


ROUNDS = "State,LGA,IDP individuals Round 1,IDP individuals Round 2\nBorno,Bama,1200,1500\nBorno,Gwoza,800,900"


def test_rounds_that_head_columns_are_asked_for_their_days_and_none_is_left_out(table):
    found = table(ROUNDS, {"country": "NGA"})
    assert asked(found) == ["date:Round 1", "date:Round 2"]
    assert sorted(one["value"] for one in found.totals) == [2000, 2400]
    days = {"date:Round 1": "2020-01-31", "date:Round 2": "March 2020"}
    found = table(ROUNDS, {"country": "NGA", **days})
    assert asked(found) == []
    assert found.figures["as_of"].unique().sort().to_list() == ["2020-01-31", "2020-03-31"]
    assert total(found, "idps") == 2400


def test_families_of_a_round_stand_beside_the_people_of_that_round(table):
    text = """
        State,Round 1 HH,Round 1 Individuals,Round 2 HH,Round 2 Individuals,% change Round 1 to Round 2
        Borno,200,1200,250,1500,25
    """
    given = {"country": "NGA", "indicator": "idps", "date:Round 1": "2020-01-31", "date:Round 2": "2020-04-15"}
    found = table(text, given)
    assert asked(found) == []
    assert found.figures.select("as_of", "value", "reported_value").rows() == [
        ("2020-01-31", "1200", "200"),
        ("2020-04-15", "1500", "250"),
    ]


def test_months_without_a_year_take_that_of_the_row(table):
    found = table("Country,Year,January,February\nMali,2019,10,20\nMali,2020,30,40", {"indicator": "idps"})
    assert asked(found) == []
    assert value(found, as_of="2020-02-29") == "40"
    assert total(found, "idps") == 40


def test_months_whose_year_nobody_says_are_asked_for_it_and_not_added_until_then(table):
    text = "Région,Janvier,Février,Total\nGao,1200,1500,2700\nKidal,800,900,1700"
    given = {"country": "MLI", "indicator": "idps"}
    assert asked(table(text, given)) == ["date"]
    assert sorted(one["value"] for one in table(text, given).totals) == [2000, 2400]
    assert total(table(text, {**given, "date": "2013"}), "idps") == 2400


def test_tags_of_2013_say_codes_sexes_and_families(table):
    found = table("""
        Pays,Region,Code,Date,Hommes,Femmes,PDI,Menages
        #country,#adm1_name,#adm1_code,#period_date,#idp_m_num,#idp_f_num,#idp_num,#hh_num
        Mali,Gao,ML07,2013-06-30,500,700,1200,200
    """)
    assert value(found, location_id="ML07", sex="all") == "1200"
    assert value(found, location_id="ML07", sex="f") == "700"
    assert total(found, "idps", unit="households") == 200
    assert total(found, "idps", unit="people") == 1200


def test_tags_swapped_between_a_day_and_a_count_or_two_levels_are_told(table):
    found = table("Region,Date,IDPs\n#adm1+name,#affected+idps,#date\nGao,2013-06-30,1200", {"country": "MLI"})
    assert "it is swapped with that of “IDPs”" in said(found)
    found = table("""
        Region,Cercle,Date,IDPs
        #adm2+name,#adm1+name,#date,#affected+idps
        Gao,Ansongo,2013-06-30,1200
        Gao,Bourem,2013-06-30,800
    """)
    assert "the tags of “Cercle” and “Region” seem to be swapped" in said(found)


def test_a_group_with_its_abbreviation_behind_it_is_counted(table):
    found = table("""
        Year,Country / territory of asylum/residence,Origin,Refugees,Internally displaced persons (IDPs)
        2016,Syrian Arab Rep.,Syrian Arab Rep.,0,6325978
    """)
    assert total(found, "idps") == 6325978


def test_a_moment_in_seconds_counts_nobody_and_a_situation_is_no_country(table):
    found = table("""
        unix_timestamp,situation,country,date,refugees
        1577836800,Syria,Lebanon,2020-01-01,100
    """)
    assert found.mapping["unix_timestamp"] == "ignore"
    assert found.figures["location_id"].to_list() == ["LBN"]


def test_abyei_is_an_area_of_its_own_under_idmcs_code(table):
    found = table("""
        ISO3,Country / Territory,Year,Event Name,Date of Event (start),Disaster Internal Displacements,Hazard Type
        AB9,Abyei Area,2020,Flood in Abyei,2020-08-01,300,Flood
    """)
    assert found.layout == "idmc_disasters"
    assert found.figures["location_id"].to_list() == ["X-ABYEI"]
    assert "is no country" not in said(found)
    assert "Date of Event" not in said(found)
