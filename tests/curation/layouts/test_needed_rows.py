"""The rows other tables need before a file's figures: whole crises, places of every origin; and who is no total."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from curation.receive import parts_of, received
from curation.reviewing import review
from tests.curation.conftest import PACKAGE
from tests.curation.layouts.conftest import REAL, TODAY, value

DATA = Path(PACKAGE).parent

# Real files with the answers a curator gives, and what still is to be looked at: words of each kind of warning.
# An old file is not the newest, and a series that leapt is history: both are true of all these.
HISTORY = ("a day within the last", "a change of at most 50 %", "near the others", "others of its series", "below zero")
REVIEWED = [
    ("early_october_hcr_data.csv", {"start": "2022-02-24"}, ()),
    ("mali-idps-by-region-sept12-jul14.xlsx", {"source": "iom", "indicator": "idps"}, ()),
    ("poblacion_acnur.csv", {}, ()),
    ("hdx_hapi_idps_global.csv", {}, ()),
    ("idmc_displacement_all_dataset.xlsx", {}, ()),
    ("unhcr-refugee-data.csv", {}, ("a part of at most its total",)),
    ("Refugee leaving Ukraine - Poland.csv", {"country": "Poland"}, ("that do not fall",)),
]


@pytest.mark.parametrize("file, answers, more", REVIEWED)
def test_a_file_whose_questions_are_answered_is_reviewed_without_an_error_or_a_false_warning(file, answers, more):
    content = (REAL / file).read_bytes()
    found = received(file, content, DATA, {"differing": "they stand beside it", **answers}, today=TODAY)
    assert found.questions == []
    reviewed = review(parts_of([found], DATA), DATA, date(2026, 7, 1))
    assert reviewed.errors == []
    odd = [str(one) for one in reviewed.warnings if not any(words in str(one) for words in (*HISTORY, *more))]
    assert odd == []
    assert len(reviewed.warnings) < 20


def test_a_new_crisis_is_a_whole_row(table):
    found = table("""
        iso3,year,Conflict Stock Displacement
        MLI,2019,208000
        MLI,2020,326000
    """)
    (crisis,) = found.new_crises
    assert crisis == {
        "crisis_id": "mli",
        "name": "Mali",
        "iso3": "MLI",
        "location_id": "MLI",
        "cause": "conflict",
        "summary": "Figures of displacement in Mali, as published by IDMC.",
        "headline_indicators": "idps",
        "review_every_days": "365",
    }
    assert "MLI" in [place["location_id"] for place in found.new_places]


def test_an_area_that_is_no_country_has_no_code_of_one(table):
    found = table("""
        iso3,year,Conflict Stock Displacement,Disaster Internal Displacements
        AB9,2019,31000,5000
    """)
    (crisis,) = found.new_crises
    assert (crisis["iso3"], crisis["location_id"], crisis["cause"]) == ("", "X-ABYEI", "")


@pytest.mark.parametrize(
    "days, after", [("01-05 01-12 01-19", "7"), ("01-31 02-29 03-31", "30"), ("01-31 04-30", "90"), ("06-30", "90")]
)
def test_a_crisis_is_reviewed_as_often_as_its_figures_come(table, days, after):
    rows = "\n".join(f"Mali,2020-{day},1000,iom" for day in days.split())
    found = table(f"country,date,idps,source\n{rows}")
    assert found.new_crises[0]["review_every_days"] == after


def test_places_counted_each_on_a_day_of_its_own_say_nothing_of_how_often(table):
    found = table("country,admin1,date,idps\nMali,Gao,2020-01-05,100\nMali,Kidal,2020-01-07,200")
    assert found.new_crises[0]["review_every_days"] == "90"


def test_a_file_of_many_countries_is_of_the_world(table, tmp_path):
    rows = "\n".join(f"{code},2020,1000" for code in ("MLI", "TCD", "NER", "SDN"))
    found = table(f"iso3,year,Conflict Stock Displacement\n{rows}")
    assert set(found.figures["crisis_id"]) == {"world"}
    assert found.new_crises == []


def test_an_origin_said_by_the_name_of_a_column_is_a_place_too(table):
    found = table("""
        iso_code,Country,Data Date,Individual refugees from Ukraine recorded
        MDA,Moldova,26 September 2022,93000
    """)
    assert set(found.figures["origin_location_id"]) == {"UKR"}
    assert "UKR" in [place["location_id"] for place in found.new_places]


ORIGINS = """
    Year,Country / territory of asylum/residence,Origin,Population type,Value
    2018,Kenya,Somalia,Refugees,252498
    2018,Kenya,Various/Unknown,Refugees,7
    2018,Kenya,Stateless,Refugees,9
    2018,Kenya,Kenya,Others of concern,40
    2018,Kenya,Uganda,Others of concern,90
    2018,Kenya,Kenya,Internally displaced,162000
"""


def test_people_of_no_country_and_of_the_country_itself_are_not_the_total_of_all_origins(table):
    figures = table(ORIGINS).figures
    abroad = figures.filter(pl.col("indicator") != "idps")
    assert set(abroad["origin_location_id"]) == {"SOM", "X-UNKNOWN", "X-STATELESS", "KEN", "UGA"}
    assert value(table(ORIGINS), indicator="others_of_concern", origin_location_id="KEN") == "40"
    assert figures.filter(pl.col("indicator") == "idps")["origin_location_id"].to_list() == [None]


def test_an_origin_nobody_knows_is_a_place_with_a_name_and_no_level(table):
    places = {one["location_id"]: one for one in table(ORIGINS).new_places}
    assert (places["X-UNKNOWN"]["name"], places["X-UNKNOWN"]["admin_level"]) == ("unknown origin", "")


HAPI = """
    location_code,location_name,admin1_code,admin1_name,admin2_code,admin2_name,admin_level,operation,assessment_type,population,reporting_round,reference_period_start,reference_period_end
    HTI,Haiti,,,,,0,Earthquake,SA,46691,28,2016-12-31,2016-12-31
    HTI,Haiti,HT01,West,,,1,Earthquake,SA,46691,28,2016-12-31,2016-12-31
    HTI,Haiti,HT07,South,,,1,Hurricane,SA,15797,2,2016-12-31,2016-12-31
    HTI,Haiti,,,,,0,Countrywide,BA,155166,1,2022-09-30,2022-09-30
    TCD,Chad,,,,,0,Lake,BA,120000,1,2016-12-31,2016-12-31
"""


def test_operations_at_the_same_time_are_kept_apart_and_one_after_the_other_are_one_series(table):
    figures = table(HAPI).figures
    cut = figures.select("location_id", "value", "dimension", "category").rows()
    assert cut == [
        ("HTI", "46691", "operation", "earthquake"),
        ("HT01", "46691", "operation", "earthquake"),
        ("HT07", "15797", "operation", "hurricane"),
        ("HTI", "155166", None, None),
        ("TCD", "120000", None, None),
    ]


def test_a_crisis_a_person_names_is_made_with_the_country_of_the_file(table):
    found = table("iso3,year,Conflict Stock Displacement\nMLI,2020,326000", {"crisis": "mali-2012"})
    (crisis,) = found.new_crises
    assert (crisis["crisis_id"], crisis["location_id"], crisis["iso3"]) == ("mali-2012", "MLI", "MLI")
    assert set(found.figures["crisis_id"]) == {"mali-2012"}
