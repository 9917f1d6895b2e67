"""IDMC's files: raw and rounded, stocks and displacements, days of updates, overlapping ages."""

from tests.curation.layouts.conftest import said, total, value


def test_raw_and_rounded_columns_are_one_figure_with_the_rounded_number_in_its_note(table):
    found = table("""
        ISO3,Name,Year,Conflict Stock Displacement,Conflict Stock Displacement (Raw)
        SYR,Syria,2022,6865000,6865308
    """)
    assert found.layout == "idmc_gidd"
    assert len(found.figures) == 1
    assert value(found, location_id="SYR") == "6865308"
    assert "6865000 (rounded)" in found.figures["note"][0]


def test_stocks_and_displacements_by_cause_are_never_added(table):
    found = table("""
        ISO3,Name,Year,Conflict Stock Displacement,Conflict New Displacements,Disaster New Displacements
        #country+code,#country+name,#date+year,#affected+idps+ind+stock+conflict,#affected+idps+ind+newdisp+conflict,#affected+idps+ind+newdisp+disaster
        AFG,Afghanistan,2017,1286000,474000,27000
        AFG,Afghanistan,2018,2598000,372000,435000
    """)
    assert total(found, "idps", category="conflict") == 2598000
    assert total(found, "internal_displacements", category="conflict") == 846000
    assert total(found, "internal_displacements", category="disaster") == 462000


def test_tags_say_the_cause_where_names_do_not_and_the_rounded_column_has_none(table):
    found = table("""
        iso3,country_name,year,new_displacement,new_displacement_rounded,total_displacement,total_displacement_rounded
        #country+code,#country+name,#date+year,#affected+idps+ind+new+conflict,,#affected+idps+ind+total+conflict,
        AFG,Afghanistan,2022,32424,32000,4393749,4394000
    """)
    assert total(found, "idps", category="conflict", rounded=4394000) == 4393749
    assert total(found, "internal_displacements", category="conflict") == 32424


def test_a_blank_cell_is_not_reported_and_makes_no_figure(table):
    found = table("""
        ISO3,Name,Year,Conflict Stock Displacement,Disaster New Displacements
        AB9,Abyei Area,2014,20000,
        AFG,Afghanistan,2008,,3400
        AGO,Angola,2008,,
    """)
    assert len(found.figures) == 2
    assert found.rows_used == 2
    assert "no number in any column that counts" in said(found)
    assert value(found, location_id="X-ABYEI") == "20000"


def test_overlapping_ages_and_both_sexes_are_kept_and_never_added(table):
    found = table("""
        ISO3,Country,Year,Sex,Cause,0-4,0-17,5-11,65+
        UGA,Uganda,2022,Female,Conflict,394,1238,482,49
        UGA,Uganda,2022,Male,Conflict,400,1262,490,40
        UGA,Uganda,2022,Both sexes,Conflict,794,2500,972,89
    """)
    assert found.layout == "idmc_sex_age"
    assert len(found.figures) == 12
    assert value(found, sex="all", age_group="0-17") == "2500"
    assert max(one["value"] for one in found.totals) <= 2500
    assert "overlap" in said(found)


def test_an_age_band_that_a_spreadsheet_made_a_day_is_the_band_again(table):
    found = table("""
        ISO3,Country,Year,Sex,Cause,0-4,2023-11-05,12-14,15-17
        UGA,Uganda,2022,Both sexes,Conflict,394,482,187,175
    """)
    assert value(found, age_group="5-11") == "482"


def test_the_day_of_an_update_is_the_texts_and_not_the_timestamps(table):
    found = table("""
        iso3,displacement_type,qualifier,figure,displacement_start_date,displacement_end_date,description
        IND,Disaster,more than,342,2023-09-02T12:00:00Z,2023-09-05T12:00:00Z,"IND: 342, 03 September - 06 September."
        IND,Conflict,total,7,2022-12-31T11:00:00Z,2023-01-01T11:00:00Z,"India: 7, 01 January - 02 January. x"
        IND,Conflict,total,9,2023-03-01,2023-03-01,No day here
    """)
    days = found.figures.select("period_start", "as_of").rows()
    assert days == [("2023-09-03", "2023-09-06"), ("2023-01-01", "2023-01-02"), ("2023-03-01", "2023-03-01")]
    assert found.figures["qualifier"].to_list() == ["more_than", "not_stated", "not_stated"]
    assert set(found.figures["status"]) == {"preliminary"}


def test_an_update_that_only_triangulates_another_is_not_added(table):
    found = table("""
        id,country,iso3,role,displacement_type,qualifier,figure,displacement_date,description
        1,Haiti,HTI,Recommended figure,Conflict,total,100,2023-05-01,x
        2,Haiti,HTI,Triangulation,Conflict,total,90,2023-05-01,x
    """)
    assert total(found, "internal_displacements") == 100
    assert "triangulation" in said(found)


def test_events_of_one_day_and_hazard_are_one_figure_that_says_so(table):
    found = table("""
        iso3,country_name,year,start_date,start_date_accuracy,end_date,event_name,hazard_type_name,new_displacement
        AFG,Afghanistan,2012,2012-01-01,Month,,Cold wave - north,Extreme Temperature,637
        AFG,Afghanistan,2012,2012-01-01,Month,,Cold wave - south,Extreme Temperature,714
        AFG,Afghanistan,2012,2012-04-17,Day,2012-04-18,Flood,Flood,3250
    """)
    assert found.layout == "idmc_disasters"
    assert value(found, category="extreme-temperature") == "1351"
    assert "Sum of 2 rows" in found.figures["note"][0]
    assert found.figures.select("period_start", "as_of", "date_precision").row(1) == ("2012-04-17", "2012-04-18", None)


def test_the_licence_that_forbids_commercial_use_stays_with_the_file(table):
    found = table("""
        ISO3,Name,Year,Conflict Stock Displacement
        SYR,Syria,2022,6865000
    """)
    assert found.licence["name"] == "CC BY-NC 4.0"
    assert found.licence["may_redistribute"] == "non_commercial"
