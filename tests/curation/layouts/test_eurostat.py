"""Eurostat's asylum tables: its codes, its flags, its two forms, and citizens beside all citizens."""

from tests.curation.layouts.conftest import asked, said, total, value

LINEAR = """
    DATAFLOW,LAST UPDATE,freq,citizen,sex,unit,age,asyl_app,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,TOTAL,T,PER,TOTAL,ASY_APP,AT,2019,12860,
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,AF,T,PER,TOTAL,ASY_APP,AT,2019,2980,
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,AF,F,PER,TOTAL,ASY_APP,AT,2019,1010,
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,AF,T,PER,Y_LT14,ASY_APP,AT,2019,900,
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,AF,T,PER,TOTAL,FRST,AT,2019,2705,
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,EXT_EU27_2020,T,PER,TOTAL,ASY_APP,AT,2019,12840,
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,TOTAL,T,PER,TOTAL,ASY_APP,EU27_2020,2019,698760,
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,TOTAL,T,PER,TOTAL,ASY_APP,EL,2019,77275,p
    ESTAT:MIGR_ASYAPPCTZA(1.0),02/10/24,A,STLS,T,PER,TOTAL,ASY_APP,UK,2019,,c
"""


def test_citizens_are_parts_of_all_citizens_and_unions_are_left_out(table):
    found = table(LINEAR)
    assert found.layout == "eurostat"
    assert asked(found) == []
    assert total(found, "asylum_applications") == 12860 + 77275
    assert "countries added up" in said(found)
    assert set(found.figures["location_id"]) == {"AUT", "GRC", "GBR"}


def test_codes_and_flags_are_eurostats(table):
    found = table(LINEAR)
    assert value(found, sex="f", location_id="AUT") == "1010"
    assert value(found, age_group="0-13") == "900"
    assert value(found, category="first-time") == "2705"
    stateless = found.figures.filter(found.figures["origin_location_id"] == "X-STATELESS")
    assert stateless.select("location_id", "value", "value_status").rows() == [("GBR", None, "suppressed")]
    greece = found.figures.filter(found.figures["location_id"] == "GRC")
    assert greece.select("value", "value_status", "origin_location_id").rows() == [("77275", "estimated", None)]


WIDE = """
    freq;citizen;sex;unit;age;asyl_app;geo\\TIME_PERIOD|2019 |2020
    A;AF;T;PER;TOTAL;FRST;AT|2705 |3120 p
    A;SY;T;PER;TOTAL;FRST;AT|2675 |:
    A;AF;F;PER;TOTAL;FRST;DE|5 d|: c
"""


def test_all_cuts_in_the_first_column_are_taken_apart(table):
    found = table(WIDE.replace(";", ",").replace("|", "\t"), {"separator": "tab"})
    assert found.layout == "eurostat"
    assert value(found, location_id="AUT", origin_location_id="AFG", as_of="2020-12-31") == "3120"
    assert value(found, sex="f", as_of="2019-12-31") == "5"
    status = found.figures.filter(found.figures["value"].is_null())["value_status"].to_list()
    assert status == ["not_reported", "suppressed"]


def test_a_table_of_eurostat_that_is_not_on_asylum_is_not_taken_for_one(table):
    found = table("""
        freq,citizen,unit,geo,TIME_PERIOD,OBS_VALUE
        A,AF,PER,AT,2019,100
    """)
    assert found.layout != "eurostat"
