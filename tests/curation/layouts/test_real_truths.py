"""What a person counted in publishers' files: rows, totals and dates, as the manifest has them."""

import csv

import polars as pl
import pytest

from tests.curation.layouts.conftest import REAL, asked, recognised_file, said, total, value

# The layout of each file, and its rows: read, used.
FILES = {
    "idmc_hdx_displacement_hxl_2020.csv": ("idmc_gidd", 1712, 1576),
    "idmc_displacement_all_dataset.xlsx": ("idmc_gidd", 6, 6),
    "IDMC_Internal_Displacement_Conflict-Violence_Disasters_2023dl.xlsx": ("idmc_gidd", 794, 794),
    "gidd_disaster_displacements_AFG.csv": ("idmc_disasters", 390, 390),
    "ind_idmc_idu_events.csv": ("idmc_idu", 113, 113),
    "HDX_EndYearPopulationTotals.csv": ("unhcr_population", 745, 745),
    "persons_of_concern_by_origin_2010-2024.csv": ("unhcr_population", 2973, 2973),
    "unhcr-historical-data-2000-2013.csv": ("unhcr_popstats", 16313, 16313),
    "poblacion_acnur.csv": ("unhcr_popstats", 33684, 33684),
    "unhcr-refugee-data.csv": ("unhcr_population", 5139, 5139),
    "mali-population-movements.csv": ("hxl_tagged", 21, 21),
    "Refugee leaving Ukraine - Poland.csv": ("unhcr_situation", 95, 95),
    "early_october_hcr_data.csv": ("unhcr_situation", 44, 44),
    "dtm_sudan_idps_master_list_round_3.xlsx": ("dtm_sites", 685, 685),
    "dtm_nigeria_baseline_assessment_round_38.xlsx": ("dtm_sites", 790, 790),
    "dtm_south_sudan_baseline_assessment_round_11.xlsx": ("dtm_sites", 3335, 3335),
    "dtm_iraq_idps_master_list_round_123.xlsx": ("dtm_sites", 2842, 2842),
    "hdx_hapi_idps_global.csv": ("hapi_idps", 6854, 6854),
    "DTM_Dataset_14092014.csv": ("", 2586, 0),
    "iraq_Official-camp-WeeklyReport.csv": ("cccm_camps", 47, 47),
    "DTM_Ukraine_Zakarpatska_AreaBaseline.csv": ("dtm_sites", 58, 58),
    "Data_ Round 3 IDP Report.xlsx": ("any_table", 6, 6),
    "mali-idps-by-region-sept12-jul14.xlsx": ("any_table", 9, 9),
    "UNHCR-PRMN-Displacement-Dataset.xlsx": ("unhcr_prmn", 34812, 34812),
    "myanmar_idps.csv": ("any_table", 331, 331),
    "population_subnational_population.csv": ("cod_population", 1294, 1293),
    "idp_pop_wide.csv": ("any_table", 51, 51),
    "ocha-syria-topline-figures.csv": ("any_table", 57, 57),
    "libhxl_input-valid.csv": ("hxl_tagged", 4, 3),
}

# Totals by indicator and whatever else tells them apart.
TOTALS = [
    ("idmc_hdx_displacement_hxl_2020.csv", "idps", {"category": "conflict"}, 48027950),
    ("idmc_displacement_all_dataset.xlsx", "internal_displacements", {"category": "disaster"}, 485400),
    (
        "IDMC_Internal_Displacement_Conflict-Violence_Disasters_2023dl.xlsx",
        "idps",
        {"category": "conflict", "rounded": 62479565},
        62476118,
    ),
    ("gidd_disaster_displacements_AFG.csv", "internal_displacements", {"rounded": 2550525}, 2550366),
    ("ind_idmc_idu_events.csv", "internal_displacements", {}, 112759),
    ("HDX_EndYearPopulationTotals.csv", "refugees", {"as_of": "2019-12-31"}, 2471258),
    ("HDX_EndYearPopulationTotals.csv", "idps", {}, 2654070),
    ("persons_of_concern_by_origin_2010-2024.csv", "refugees", {"as_of": "2024-12-31"}, 30958200),
    ("persons_of_concern_by_origin_2010-2024.csv", "idps", {}, 68131711),
    ("unhcr-historical-data-2000-2013.csv", "idps", {"as_of": "2013-12-31"}, 23925555),
    ("unhcr-historical-data-2000-2013.csv", "refugees", {}, 11699638),
    ("poblacion_acnur.csv", "idps", {"as_of": "2018-12-31"}, 41408938),
    ("poblacion_acnur.csv", "refugees", {}, 20356406),
    ("unhcr-refugee-data.csv", "refugees", {"figures": 5139, "category": "with-refugee-like-situations"}, 10497957),
    ("Refugee leaving Ukraine - Poland.csv", "refugee_arrivals", {}, 3627178),
    ("Refugee leaving Ukraine - Poland.csv", "refugees_since", {"since": "2022-02-24"}, 3627178),
    ("early_october_hcr_data.csv", "refugees", {}, 7536433),
    ("dtm_sudan_idps_master_list_round_3.xlsx", "idps", {"unit": "people"}, 3086553),
    ("dtm_sudan_idps_master_list_round_3.xlsx", "idps", {"unit": "households"}, 619971),
    ("dtm_nigeria_baseline_assessment_round_38.xlsx", "idps", {"unit": "people"}, 2182613),
    ("dtm_nigeria_baseline_assessment_round_38.xlsx", "idps", {"unit": "households"}, 444781),
    ("dtm_south_sudan_baseline_assessment_round_11.xlsx", "idps", {"unit": "people"}, 2017236),
    ("dtm_south_sudan_baseline_assessment_round_11.xlsx", "idps", {"unit": "households"}, 369545),
    ("dtm_south_sudan_baseline_assessment_round_11.xlsx", "returnees", {"unit": "people"}, 1782803),
    ("dtm_south_sudan_baseline_assessment_round_11.xlsx", "returnees", {"unit": "households"}, 344894),
    ("dtm_iraq_idps_master_list_round_123.xlsx", "idps", {"unit": "people"}, 1189581),
    ("dtm_iraq_idps_master_list_round_123.xlsx", "idps", {"unit": "households"}, 204344),
    ("hdx_hapi_idps_global.csv", "idps", {"country": "AFG", "as_of": "2022-12-31"}, 6557855),
    ("iraq_Official-camp-WeeklyReport.csv", "site_capacity", {}, 403099),
    ("DTM_Ukraine_Zakarpatska_AreaBaseline.csv", "idps", {}, 184676),
    ("Data_ Round 3 IDP Report.xlsx", "idps", {}, 7707000),
    ("mali-idps-by-region-sept12-jul14.xlsx", "idps", {"as_of": "2014-07-31"}, 126249),
    ("UNHCR-PRMN-Displacement-Dataset.xlsx", "newly_displaced", {}, 2562231),
    ("myanmar_idps.csv", "idps", {}, 1303073),
    ("myanmar_idps.csv", "returnees", {}, 306599),
    ("idp_pop_wide.csv", "idps", {"as_of": "2023-12-31"}, 57013324),
    ("libhxl_input-valid.csv", "people_targeted", {"sex": "f"}, 430),
    ("libhxl_input-valid.csv", "people_targeted", {"sex": "m"}, 495),
]

DATES = {
    "gidd_disaster_displacements_AFG.csv": ("2008-04-17", "2024-10-02"),
    "HDX_EndYearPopulationTotals.csv": ("1962-12-31", "2019-12-31"),
    "mali-population-movements.csv": ("2012-09-30", "2014-05-31"),
    "Refugee leaving Ukraine - Poland.csv": ("2022-02-24", "2022-05-29"),
    "early_october_hcr_data.csv": ("2022-05-19", "2022-09-30"),
    "dtm_sudan_idps_master_list_round_3.xlsx": ("2020-04-25", "2021-08-22"),
    "dtm_nigeria_baseline_assessment_round_38.xlsx": ("2021-07-30", "2021-07-30"),
    "hdx_hapi_idps_global.csv": ("2010-11-30", "2025-06-30"),
    "iraq_Official-camp-WeeklyReport.csv": ("2014-09-01", "2014-10-22"),
    "UNHCR-PRMN-Displacement-Dataset.xlsx": ("2016-01-01", "2019-07-31"),
    "ocha-syria-topline-figures.csv": ("2012-03-01", "2015-01-26"),
}

# Single numbers a person looked up.
VALUES = [
    ("idmc_hdx_displacement_hxl_2020.csv", ("SYR", "2019-12-31", "idps", "conflict"), "6495000"),
    ("idmc_hdx_displacement_hxl_2020.csv", ("SYR", "2020-12-31", "internal_displacements", "conflict"), "1822000"),
    ("idmc_displacement_all_dataset.xlsx", ("AFG", "2018-12-31", "internal_displacements", "disaster"), "435000"),
    ("mali-population-movements.csv", (None, "2013-06-30", "idps", None), "353455"),
    ("Refugee leaving Ukraine - Poland.csv", (None, "2022-02-24", "refugee_arrivals", None), "30096"),
    ("early_october_hcr_data.csv", ("RUS", "2022-09-26", "refugees", None), "2772010"),
    ("idp_pop_wide.csv", ("SYR", "2012-12-31", "idps", None), "2016500"),
    ("ocha-syria-topline-figures.csv", (None, "2013-12-01", "idps", None), "6450000"),
    ("ocha-syria-topline-figures.csv", (None, "2014-12-01", "refugees", None), "3203754"),
    ("population_subnational_population.csv", ("SY07", None, "population", None), "1464000"),
    ("population_subnational_population.csv", ("SY02", None, "population", None), "4600166"),
]


def manifest() -> dict[str, dict[str, str]]:
    file = REAL / "MANIFEST.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as opened:
        return {row["file"]: row for row in csv.DictReader(opened)}


def test_the_manifest_is_there():
    assert manifest(), "the folder shared/real with MANIFEST.csv is missing beside the repository; these tests need it"


@pytest.mark.parametrize("file", FILES)
def test_a_publishers_file_is_known_by_its_content_and_no_row_is_lost(file):
    found = recognised_file(file)
    layout, read, used = FILES[file]
    assert (found.layout, found.rows_read, found.rows_used) == (layout, read, used)
    assert int(manifest()[file]["data_rows"]) == read
    assert used + sum(len(one.lines) for one in found.skipped) == read or not layout


@pytest.mark.parametrize("file,indicator,cut,number", TOTALS)
def test_a_total_is_the_one_a_person_counted(file, indicator, cut, number):
    assert total(recognised_file(file), indicator, **cut) == number


@pytest.mark.parametrize("file", DATES)
def test_figures_lie_between_the_days_a_person_saw(file):
    assert recognised_file(file).dates == DATES[file]


@pytest.mark.parametrize("file,subject,number", VALUES)
def test_a_number_stands_where_a_person_found_it(file, subject, number):
    place, day, indicator, category = subject
    named = {"location_id": place, "as_of": day, "indicator": indicator, "category": category}
    cells = {name: cell for name, cell in named.items() if cell}
    found = recognised_file(file)
    if category is None:
        assert number in found.figures.filter([pl.col(n) == c for n, c in cells.items()])["value"].to_list()
    else:
        assert value(found, **cells) == number


def test_the_workbook_sheet_a_person_named_is_the_one_read():
    listed = manifest()
    for file, (layout, _, _) in FILES.items():
        if layout and file.endswith(".xlsx") and listed[file]["sheet"] and recognised_file(file).sheet:
            assert recognised_file(file).sheet == listed[file]["sheet"]


def test_stacked_tables_are_declined_until_a_person_says_which():
    found = recognised_file("asylstatistik_oktober_2015_at.csv")
    assert found.layout == ""
    assert len(found.figures) == 0
    assert asked(found) == ["table"]


def test_a_list_without_a_header_gives_its_families_once_a_person_says_what_the_columns_are():
    answers = {"column 4": "households idps", "column 5": "admin1", "column 8": "admin2", "column 18": "date"}
    file = REAL / "DTM_Dataset_14092014.csv"
    found = recognised_file(
        file.name, **{f"map:{name}": role for name, role in answers.items()}, repeats="parts, to be added"
    )
    assert total(found, "idp_households", unit="households") == 287572
    assert found.dates == ("2014-09-14", "2014-09-14")
    assert set(found.countries) == {"IRQ"}


def test_suppressed_counts_are_as_many_as_the_stars_in_the_file():
    counted = {"unhcr-historical-data-2000-2013.csv": 3927, "poblacion_acnur.csv": 4304}
    for file, stars in counted.items():
        figures = recognised_file(file).figures
        assert (figures["value_status"] == "suppressed").sum() == stars
        assert figures.filter(figures["value_status"] == "suppressed")["value"].null_count() == stars


def test_missing_figures_of_a_long_table_are_not_reported_and_never_zero():
    figures = recognised_file("ocha-syria-topline-figures.csv").figures
    assert (figures["value_status"] == "not_reported").sum() == 21
    assert (figures["value"] == "0").sum() == 0


def test_negative_counts_are_told_and_left_out():
    found = recognised_file("unhcr-historical-data-2000-2013.csv")
    assert "below zero" in said(found)
    assert found.figures["value"].drop_nulls().str.starts_with("-").sum() == 0


def test_somalias_movements_add_up_year_by_year():
    figures = recognised_file("UNHCR-PRMN-Displacement-Dataset.xlsx").figures
    years = figures.group_by(pl.col("as_of").str.slice(0, 4)).agg(pl.col("value").cast(pl.Int64).sum())
    assert dict(years.sort("as_of").rows()) == {"2016": 305405, "2017": 1129744, "2018": 883467, "2019": 243615}


def test_the_reasons_of_north_east_nigeria_are_parts_of_its_total():
    found = recognised_file("dtm_nigeria_baseline_assessment_round_38.xlsx")
    assert sorted(one["value"] for one in found.parts) == [16306, 141390, 2024917]
    assert "swapped" in said(found)


def test_syrias_governorates_add_up_to_its_population():
    figures = recognised_file("population_subnational_population.csv").figures
    syria = figures.filter(pl.col("location_id").str.contains("^SY[0-9]{2}$"))
    assert len(syria) == 14
    assert syria["value"].cast(pl.Int64).sum() == 21110652


def test_the_months_of_mali_add_up_to_what_was_published():
    figures = recognised_file("mali-idps-by-region-sept12-jul14.xlsx").figures
    months = figures.group_by("as_of").agg(pl.col("value").cast(pl.Int64).sum())
    sums = dict(months.rows())
    assert (sums["2012-09-30"], sums["2013-06-30"], sums["2014-07-31"]) == (118795, 353455, 126249)


def test_every_day_of_an_update_from_india_is_the_day_the_text_says():
    figures = recognised_file("ind_idmc_idu_events.csv").figures
    assert figures["as_of"].max() == "2023-11-07"
    assert set(figures["status"]) == {"preliminary"}
    assert set(figures["qualifier"]) == {"not_stated", "approximately", "more_than"}


def test_no_file_gives_two_figures_of_one_identifier():
    for file in FILES:
        figures = recognised_file(file).figures
        if len(figures):
            assert figures["figure_id"].n_unique() == len(figures)
            assert figures["figure_id"].str.contains("^[a-z0-9]+([-_][a-z0-9]+)*$").all()
