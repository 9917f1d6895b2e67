"""UNHCR's files in their generations: signs for what is missing, codes, groups, totals and their parts."""

from tests.curation.layouts.conftest import asked, said, total, value

RDF = """
    Year,COO name,COO (ISO),COA name,COA (ISO),Refugees under UNHCR's mandate,Asylum-seekers,IDPs,Others of concern
    2021,Syrian Arab Rep.,SYR,Türkiye,TUR,3696831,-,-,*
    2022,Syrian Arab Rep.,SYR,Türkiye,TUR,3535898,-,-,5
    2022,Syrian Arab Rep.,SYR,Syrian Arab Rep.,SYR,-,-,6781407,-
"""


def test_a_dash_is_not_reported_and_a_star_is_suppressed(table):
    found = table(RDF)
    assert found.layout == "unhcr_population"
    status = dict(
        found.figures.filter(found.figures["as_of"] == "2021-12-31").select("indicator", "value_status").rows()
    )
    assert status == {
        "refugees": None,
        "asylum_seekers": "not_reported",
        "idps": "not_reported",
        "others_of_concern": "suppressed",
    }


def test_displaced_people_have_no_origin_and_refugees_keep_theirs(table):
    found = table(RDF)
    assert (
        value(found, indicator="refugees", location_id="TUR", origin_location_id="SYR", as_of="2022-12-31") == "3535898"
    )
    home = found.figures.filter((found.figures["indicator"] == "idps") & (found.figures["location_id"] == "SYR"))
    assert home.select("value", "origin_location_id").row(0) == ("6781407", None)


def test_a_row_of_all_asylum_countries_is_in_the_world_and_displaced_people_at_home(table):
    found = table("""
        Year,"Country of Asylum","Country of Origin","Country of Asylum ISO","Country of Origin ISO",Refugees,IDPs
        2024,-,Syrian Arab Rep.,-,SYR,5952174,7408909
    """)
    assert value(found, indicator="refugees", location_id="X-WLD", origin_location_id="SYR") == "5952174"
    assert value(found, indicator="idps", location_id="SYR") == "7408909"


def test_a_stock_of_some_years_is_totalled_for_the_last_one(table):
    found = table("""
        "Year","ISO3CoO","ISO3CoA","REF","IDP"
        2018,"AFG","PAK",1404008,0
        2019,"AFG","PAK",1419596,0
        2019,"AFG","AFG",0,2553390
    """)
    assert total(found, "refugees", as_of="2019-12-31") == 1419596
    assert total(found, "idps") == 2553390


def test_unhcrs_own_codes_are_not_mistaken_for_isos(table):
    found = table("""
        Year,Country of Asylum,Country of Origin,Refugees
        2012,AUS,SYR,10
        2012,AUL,ZIM,20
        2012,CHD,SUD,30
        2012,ARE,LBY,40
    """)
    places = found.figures.select("location_id", "origin_location_id").rows()
    assert places == [("AUT", "SYR"), ("AUS", "ZWE"), ("TCD", "SDN"), ("EGY", "LBY")]


def test_a_preamble_and_a_column_for_each_year_are_read(table):
    found = table("""
        "Extracted from the UNHCR Population Statistics Reference Database"
        Date extracted: 2014-06-30

        "Time Series"

        Country / territory of residence,Origin / Returned from,Population type,2012,2013
        Syrian Arab Republic,Syrian Arab Republic,Internally displaced,2016500,6520800
        Lebanon,Syrian Arab Republic,Refugees,126939,856546
        Lebanon,Eritrea,Refugees,*,-3
    """)
    assert found.layout == "unhcr_popstats"
    assert total(found, "idps", as_of="2013-12-31") == 6520800
    assert total(found, "refugees") == 856546
    assert "below zero" in said(found)


def test_words_of_groups_nobody_knows_leave_their_rows_out_and_say_so(table):
    found = table("""
        Year,Country / territory of asylum/residence,Origin,Population type,Value
        2018,Kenya,Somalia,Refugees (incl. refugee-like situations),252498
        2018,Kenya,Somalia,People from Mars,7
    """)
    assert total(found, "refugees") == 252498
    assert "“People from Mars” is a word nobody here knows" in said(found)


def test_sexes_and_ages_are_parts_of_the_total_and_a_total_not_broken_down_has_none(table):
    found = table("""
        Year,ISO3CoO,ISO3CoA,PT,Female_0_4,Female_5_11,Female_60,Female_total,Male_0_4,Male_5_11,Male_60,Male_total,Total
        2001,AFG,AFG,IDP,0,0,0,0,0,0,0,0,1200000
        2001,IRQ,IRN,REF,100,200,50,350,110,210,40,360,710
    """)
    assert found.layout == "unhcr_demographics"
    assert total(found, "idps") == 1200000
    assert total(found, "refugees") == 710
    assert len(found.figures.filter(found.figures["indicator"] == "idps")) == 1
    assert value(found, indicator="refugees", sex="f", age_group="60+") == "50"


def test_daily_arrivals_are_a_flow_and_the_sum_since_the_start_is_cumulative(table):
    found = table(
        """
        data_date,daily_refugees,cumulative_refugees
        "February 24, 2022",30096,30096
        "February 25, 2022",46347,76443
        """,
        {"country": "Poland"},
    )
    assert total(found, "refugee_arrivals") == 76443
    assert total(found, "refugees_since", since="2022-02-24") == 76443
    assert set(found.figures["location_id"]) == {"POL"}


def test_a_series_without_a_place_asks_which_place_it_is(table):
    found = table("""
        data_date,daily_refugees,cumulative_refugees
        "February 24, 2022",30096,30096
    """)
    assert asked(found) == ["country"]


def test_one_row_for_each_country_with_a_day_of_its_own_is_one_count(table):
    found = table("""
        iso_code,Country,Data Date,Individual refugees from Ukraine recorded,Border crossings from Ukraine*
        RUS,Russian Federation***,26 September 2022,2772010,2772010
        SVK,Slovakia,27 September 2022,95375,Data not available
        LIE,Liechtenstein,19 May 2022,330,Not applicable
    """)
    assert total(found, "refugees", as_of="2022-09-27", as_of_first="2022-05-19") == 2867715
    status = found.figures.filter(found.figures["indicator"] == "crossed_since")["value_status"].to_list()
    assert status == [None, "not_reported", "not_applicable"]
    assert asked(found) == ["start"]
