"""Tables nobody published a layout for, and tagged ones: what columns are taken for, in five languages."""

import pytest

from tests.curation.layouts.conftest import asked, said, total, value

LANGUAGES = {
    "English": """
        Governorate,Date,IDPs
        Idleb,2020-02-09,345000
        Aleppo,2020-02-09,55000
        Total,2020-02-09,400000
    """,
    "French": """
        Gouvernorat;Date;Déplacés internes
        Idleb;9 février 2020;345 000
        Alep;9 février 2020;55 000
        Total;9 février 2020;400 000
    """,
    "Spanish": """
        Departamento;Fecha;Desplazados internos
        Idleb;9 de febrero de 2020;345.000
        Aleppo;9 de febrero de 2020;55.000,0
        Total;9 de febrero de 2020;400.000
    """,
    "Arabic": """
        المحافظة,التاريخ,عدد النازحين
        إدلب,2020-02-09,٣٤٥٠٠٠
        حلب,2020-02-09,٥٥٠٠٠
        المجموع,2020-02-09,٤٠٠٠٠٠
    """,
    "Ukrainian": """
        Область;Дата;Кількість ВПО
        Ідліб;09.02.2020;345 000
        Алеппо;13.02.2020;55 000
        Всього;13.02.2020;400 000
    """,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_are_known_in_five_languages_and_the_total_row_is_not_added(table, language):
    found = table(LANGUAGES[language], {"country": "SYR"})
    assert found.layout == "any_table"
    assert total(found, "idps") == 400000
    assert "a total of other rows" in said(found)


def test_names_of_places_in_variants_are_the_known_place(table):
    found = table(LANGUAGES["Arabic"])
    assert set(found.figures["location_id"]) == {"SY07", "SY02"}


def test_a_name_nearly_like_a_known_place_is_a_question(table):
    text = "Governorate,Date,IDPs\nIdlib,2020-02-09,345000\nAleppo,2020-02-09,55000\nHoms,2020-02-09,1"
    found = table(text)
    assert asked(found) == ["place:Idlib"]
    assert value(found, location_id="SY07") == "345000"
    other = table(text, {"place:Idlib": "another place"})
    assert asked(other) == []
    assert value(other, location_id="X-SYR-IDLIB") == "345000"


def test_unknown_places_are_listed_once_each_with_what_is_needed_to_add_them(table):
    found = table("""
        Country,State,Date,IDPs
        Sudan,Kassala,2023-01-31,10
        Sudan,Kassala,2023-02-28,12
    """)
    assert found.new_places == [
        {
            "location_id": "X-SDN-KASSALA",
            "name": "Kassala",
            "name_ar": "",
            "admin_level": "1",
            "parent_id": "SDN",
            "iso3": "SDN",
        }
    ]


def test_a_column_for_each_month_is_a_series_and_the_population_beside_it_is_not(table):
    found = table(
        """
        Country,Region,Population_2013,2012-09-01,2012-10-01
        Mali,Gao,100000,1740,1843
        Mali,Mopti,200000,3335,3386
        """,
        {"indicator": "idps"},
    )
    assert len(found.figures) == 4
    assert total(found, "idps", as_of="2012-10-31") == 5229
    assert set(found.figures["date_precision"]) == {"month"}


def test_years_behind_words_are_series_and_the_country_among_its_parts_is_no_part(table):
    found = table("""
        Governorate,IDPs 2019,IDPs 2020,Returnees 2019,Returnees 2020,Total
        Idleb,10,20,1,2,33
        Homs,5,6,1,1,13
        Syria,15,26,2,3,46
    """)
    assert total(found, "idps", as_of="2020-12-31", admin_level=0) == 26
    assert total(found, "returnees", admin_level=0) == 3
    assert {one["value"] for one in found.parts if one["admin_level"] == 1} == {26, 3}


def test_days_behind_the_same_words_head_a_series(table):
    found = table("Governorate,As of 31 March 2020,As of 30 April 2020\nIdleb,10,20\nHoms,5,6", {"indicator": "idps"})
    assert found.dates == ("2020-03-31", "2020-04-30")
    assert total(found, "idps") == 26


def test_what_numbers_without_a_name_count_is_asked(table):
    found = table("""
        iso,2019,2020
        SYR,6146994,6701972
    """)
    assert asked(found) == ["indicator"]


def test_a_person_corrects_what_a_column_is(table):
    text = """
        Where,When,How many
        Idleb,2020-02-09,345000
        Homs,2020-02-09,2
    """
    found = table(text, {"map:Where": "admin1", "map:When": "date", "map:How many": "refugees", "country": "SYR"})
    assert total(found, "refugees") == 345002
    assert found.mapping == {"Where": "admin1", "When": "date", "How many": "refugees"}


def test_days_with_two_readings_are_a_question_and_the_answer_is_used(table):
    text = "Governorate,Date,IDPs\nIdleb,03/04/2020,10\nHoms,03/04/2020,20"
    assert asked(table(text)) == ["days:Date"]
    assert table(text, {"days:Date": "month first"}).dates == ("2020-03-04", "2020-03-04")


def test_days_of_both_orders_in_one_column_are_a_question(table):
    text = "Governorate,Date,IDPs\nIdleb,8/22/2020,10\nHoms,22/8/2020,20\nHama,3/4/2020,30"
    assert "days:Date" in asked(table(text))


def test_a_separator_with_two_readings_is_a_question_and_people_are_whole_numbers_meanwhile(table):
    text = 'Governorate,Date,IDPs\nIdleb,2020-02-09,"12.345"\nHoms,2020-02-09,"8.901"'
    found = table(text)
    assert asked(found) == ["numbers:IDPs"]
    assert total(table(text, {"numbers:IDPs": "decimal comma"}), "idps") == 21246


def test_rows_that_repeat_a_place_and_day_are_asked_about_and_not_added_unasked(table):
    text = "Governorate,Date,IDPs\nIdleb,2020-02-09,10\nIdleb,2020-02-09,20"
    found = table(text)
    assert asked(found) == ["repeats"]
    assert total(found, "idps") is None
    assert total(table(text, {"repeats": "parts, to be added"}), "idps") == 30


def test_two_columns_that_seem_to_count_the_same_are_never_added(table):
    found = table("""
        Governorate,Date,IDPs (source A),IDPs (source B)
        Idleb,2020-02-09,100,110
        Homs,2020-02-09,20,21
    """)
    assert sorted(one["value"] for one in found.totals) == [120, 131]
    assert "kept apart" in said(found)


def test_signs_for_what_is_missing_are_never_zero(table):
    cells = ["NA", "*", "<5", "Not applicable", ":", "136890 d", "~500", "12"]
    rows = "\n".join(f'Place {n},2020-02-09,"{cell}"' for n, cell in enumerate(cells))
    found = table(f"Place,Date,IDPs\n{rows}", {"country": "SYR"})
    read = found.figures.select("value", "value_status", "qualifier").rows()
    assert read == [
        (None, "not_reported", "not_stated"),
        (None, "suppressed", "not_stated"),
        (None, "suppressed", "not_stated"),
        (None, "not_applicable", "not_stated"),
        (None, "not_reported", "not_stated"),
        ("136890", None, "not_stated"),
        ("500", None, "approximately"),
        ("12", None, "not_stated"),
    ]


def test_age_bands_in_cells_are_kept_also_those_a_spreadsheet_made_days(table):
    found = table("""
        Country,Sex,Age group,Date,IDPs
        Sudan,Female,0-4,2023-01-31,10
        Sudan,Female,9-May,2023-01-31,12
        Sudan,Both sexes,0-4,2023-01-31,21
    """)
    assert value(found, sex="f", age_group="5-9") == "12"
    assert total(found, "idps", age="0-4") == 21


def test_hashtags_of_2013_are_read_and_a_total_column_is_an_indicator_of_its_own(table):
    found = table(
        """
        Date,IDPs,Refugees,Total
        #period_date,#idp_num,#refugee_num,#aff_num
        Septembre 2012,118795,110963,229758
        Decembre  2012,228918,122328,351246
        """,
        {"country": "Mali"},
    )
    assert found.layout == "hxl_tagged"
    assert total(found, "idps", as_of="2012-12-31") == 228918
    assert total(found, "people_affected") == 351246


def test_tags_alone_are_a_header(table):
    found = table("""
        #country+code,#date,#affected+idps+f,#affected+idps+m
        SYR,2020-02-09,500,400
    """)
    assert {(one["sex"], one["value"]) for one in found.totals} == {("f", 500), ("m", 400)}


def test_a_tag_that_says_women_over_a_column_of_men_is_told(table):
    found = table("""
        País,Hombres,Mujeres,Fecha
        #country,#targeted+f,#targeted+m,#date+reported
        Panamá,100,120,1 March 2015
    """)
    assert "a tag for men" in said(found)
    assert total(found, "people_targeted", sex="f") == 100


def test_a_table_without_a_publisher_asks_who_says_so(table):
    text = "Governorate,Date,IDPs\nIdleb,2020-02-09,10\nHoms,2020-02-09,20\nHama,2020-02-09,30"
    assert [question.key for question in table(text).questions] == ["source"]
    assert set(table(text, {"source": "ocha"}).figures["source_id"]) == {"ocha"}


def test_a_file_that_is_no_table_is_refused_with_the_reason(table):
    found = table("")
    assert found.verdict == "refuse"
    assert found.reasons
