"""IOM DTM and HDX HAPI: rounds, levels, households, cuts, swapped tags, banners and hidden rows."""

import io

from openpyxl import Workbook

from curation.recognising.recognition import recognise
from tests.curation.layouts.conftest import TODAY, asked, said, total, value

API = """
    id,operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,admin2Name,admin2Pcode,adminLevel,numPresentIdpInd,reportingDate,roundNumber,assessmentType
    1,Monitoring,Haiti,HTI,,,,,0,155166,2022-11-30T00:00:00,2,BA
    2,Monitoring,Haiti,HTI,,,,,0,39492,2022-11-30T00:00:00,2,SA
    3,Monitoring,Haiti,HTI,,,,,0,127977,2023-03-31T00:00:00,3,BA
    4,Monitoring,Haiti,HTI,Ouest,HT01,,,1,127977,2023-03-31T00:00:00,3,BA
    5,Monitoring,Haiti,HTI,Ouest,HT01,Delmas,HT0112,2,100000,2023-03-31T00:00:00,3,BA
"""


def test_levels_rounds_and_kinds_of_assessment_are_never_added(table):
    found = table(API)
    assert found.layout == "dtm_api"
    assert total(found, "idps", country="HTI", as_of="2023-03-31") == 127977
    assert {(one["admin_level"], one["value"]) for one in found.parts} == {(1, 127977), (2, 100000)}


def test_a_round_split_over_origins_is_added_again(table):
    found = table("""
        operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,numPresentIdpInd,reportingDate,roundNumber,displacementReason,idpOriginAdmin1Name
        Clashes,Sudan,SDN,Khartoum,SD01,1000,2023-05-30,1,Conflict,Khartoum
        Clashes,Sudan,SDN,Khartoum,SD01,500,2023-05-30,1,Conflict,North Darfur
    """)
    assert total(found, "idps") == 1500
    assert len(found.figures) == 1


def test_hapis_levels_stand_apart_and_its_warnings_are_kept(table):
    found = table("""
        location_code,admin1_code,admin1_name,provider_admin1_name,admin2_code,admin2_name,provider_admin2_name,admin_level,operation,assessment_type,population,reporting_round,reference_period_start,reference_period_end,warning
        AFG,,,,,,,0,Displacement,BA,6557855,16,2022-12-31,2022-12-31,
        AFG,AF01,Kabul,Kabul,,,,1,Displacement,BA,500000,16,2022-12-31,2022-12-31,PCode length
        AFG,,,,,,,0,Displacement,BA,5000000,15,2022-06-30,2022-06-30,
    """)
    assert total(found, "idps", country="AFG", as_of="2022-12-31") == 6557855
    assert "PCode length" in found.figures["note"][1]


SITES = """
    Round,Date of assessment,State,State Pcode,Locality,Site name,HH,IND,Male,Female
    R3,2021-03-30,Blue Nile,SD08,Kurmuk,Abego,10,50,20,30
    R3,8/22/2021,Blue Nile,SD08,Kurmuk,Alkaili,20,100,40,60
    R3,2021-04-05,Kassala,SD11,Girba,Camp 1,5,25,10,15
"""


def test_sites_are_added_to_states_with_households_beside_people(table):
    found = table(SITES)
    assert found.layout == "dtm_sites"
    assert total(found, "idps", unit="people") == 175
    assert total(found, "idps", unit="households") == 35
    row = found.figures.filter((found.figures["location_id"] == "SD08") & (found.figures["sex"] == "all"))
    assert row.select("value", "reported_value", "reported_unit", "as_of").row(0) == (
        "150",
        "30",
        "households",
        "2021-08-22",
    )


def test_days_in_two_notations_are_decided_by_the_day_that_has_one_reading(table):
    found = table(SITES)
    assert found.dates == ("2021-03-30", "2021-08-22")
    assert "month first" in said(found)


def test_cuts_that_do_not_add_up_to_the_people_counted_are_left_out_and_told(table):
    found = table(SITES.replace("20,30", "2,3"))
    assert set(found.figures["sex"]) == {"all"}
    assert "add up to" in said(found)


def test_a_tag_swapped_with_its_neighbours_is_a_problem_and_the_cells_are_believed(table):
    found = table(
        """
        Snapshot date,State,State Pcode,LGA,LGA Pcode,Households,IDPs
        #date+reported,#adm1+name,#adm1+code,#adm2+code,#adm2+name,#affected+idps+hh,#affected+idps+ind
        2021-07-30,ADAMAWA,NG002,DEMSA,NG002001,89,534
        2021-07-30,BORNO,NG008,DAMBOA,NG008007,4009,20378
    """,
        {"level": "2"},
    )
    assert value(found, location_id="NG008007") == "20378"
    assert "swapped" in said(found)


def workbook() -> bytes:
    """A list with a banner, merged titles over two rows, a hidden row, a total, and a hidden sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    rows = [
        ["DTM baseline assessment Iraq Round 12"],
        ["Data collected 1-15 March 2020"],
        ["Governorate", "IDPs", None, "Returnees", None],
        [None, "Individuals", "Households", "Individuals", "Households"],
        ["Anbar", 60, 10, 6, 1],
        ["Ninewa", 600, 100, 12, 2],
        ["Grand Total", 660, 110, 18, 3],
    ]
    for row in rows:
        sheet.append(row)
    for cells in ("A1:E1", "B3:C3", "D3:E3", "A3:A4"):
        sheet.merge_cells(cells)
    sheet.row_dimensions[6].hidden = True
    book.create_sheet("old").sheet_state = "hidden"
    book["old"].append(["x"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_banner_merged_titles_and_a_total_row_is_read_as_a_person_reads_it():
    found = recognise(workbook(), "file.xlsx", today=TODAY)
    looks = "This looks like: IOM DTM baseline assessment, Iraq, round 12 (sheet “Data”): "
    assert found.sentence == looks + "2 places, 2 indicators, as of 15 March 2020"
    assert total(found, "idps", unit="people") == 660
    assert total(found, "returnees", unit="households") == 3
    for word in ("hidden sheets", "hidden in the sheet", "merged over columns", "a total of other rows", "left out"):
        assert word in said(found)
    assert asked(found) == []


def test_camps_of_refugees_and_of_displaced_people_are_told_apart_and_capacity_is_no_count_of_people(table):
    found = table("""
        LOCATION,Governorate,LOCATION_T,plancapacity,date,Individual
        Akre,Ninewa,Refugee Camp,0,1/9/2014,1401
        Basijan,Sulaymaniyah,IDPs Camps,1000,20/10/2014,0
        Ainkawa,Erbil,IDPs Camps,1500,30/9/2014,834
    """)
    assert found.layout == "cccm_camps"
    assert total(found, "refugees") == 1401
    assert total(found, "idps") == 834
    assert total(found, "site_capacity") == 2500
