"""What is no personal data raises no alarm: places, organisations, codes, counts, dates, documents."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from curation.personal import screen
from curation.personal.words import phrases, plain
from curation.reading.intake import parse
from curation.reading.reading import Limits
from tests.curation.test_personal_found import levels, screened

DATA = Path(__file__).resolve().parents[2] / "data"
REAL = Path(__file__).resolve().parents[3] / "shared" / "real"


@pytest.mark.parametrize(
    "header, cells",
    [
        ("name", ["Idleb", "Aleppo", "Ar-Raqqa"]),
        ("Name of camp", ["Abu Dali", "Sheikh Bahr", "Ali Addeh"]),
        ("site name", ["Mohammad Agha", "Ahmad Abad", "Hassan Camp"]),
        ("nom du site", ["Saint-Louis", "Sainte-Marie", "Jean-Rabel"]),
        ("Nom de la localité", ["Ibrahim Daoud", "Mamadou Kona", "Moussa"]),
        ("Nombre del municipio", ["San José", "Santa María", "Pedro Carbo"]),
        ("municipio", ["Juan Aldama", "José Azueta", "Benito Juárez"]),
        ("اسم المخيم", ["مخيم الشيخ علي", "أبو حسن", "خربة خالد"]),
        ("اسم القرية", ["حسن آغا", "علي كنة", "محمد علي"]),
        ("Назва населеного пункту", ["Іванівка", "Олександрівка", "Марія"]),
        ("громада", ["Вікторія", "Андріївка", "Павло"]),
        ("organisation name", ["Fatima Foundation", "Doctors Without Borders", "King Salman Relief"]),
        ("contact organisation", ["UNHCR", "Norwegian Refugee Council", "IOM"]),
        ("focal point agency", ["UNICEF", "WFP", "Save the Children"]),
        ("Managing Organisation", ["Barzani Charity", "ACTED", "NRC"]),
        ("partenaire", ["Croix-Rouge", "Médecins du Monde", "Oxfam"]),
        ("contact", ["UNHCR", "Camp office", "by radio"]),
        ("unnamed", ["Deir Hassan", "Tell Ahmar", "Bab Al-Salam"]),
        ("unnamed", ["San José", "Puerto Carmen", "Villa María"]),
        ("anything", ["King Salman Centre", "Al-Fatima Hospital", "Khalifa bin Zayed Foundation"]),
        ("note", ["Hurricane Maria", "storms Irma, Jose and Maria", "the river Jordan rose"]),
        ("event", ["Cyclone Freddy", "Typhoon Mary", "Ali Baba square shelling"]),
        ("value", ["2035000", "963112345", "586000"]),
        ("people", ["963112345", "1200000000", "35"]),
        ("value", ["1 200 000", "12 345 678", "2 035 000"]),
        ("value", ["1.200.000", "1,200,000", "586.000,50"]),
        ("pcode", ["SY0203", "COD1234", "UA2102001"]),
        ("pcode", ["002100345", "0102003", "001002003"]),
        ("KOATUU", ["0510100000", "0520210100", "0710100000"]),
        ("as_of", ["2020-02-09", "2020-03-05", "1999-12-31"]),
        ("date", ["01/02/2020", "05/04/017", "9.2.2020"]),
        ("period", ["2019-2020", "2020/2021", "01-02-2020 - 03-02-2020"]),
        ("stamp", ["2023-11-06T11:00:00.000Z", "20231106110000", "1699268400"]),
        ("start_date", ["1920-05-01", "1975-01-01", "2011-03-15"]),
        ("figure_id", ["syr-nw-2020-02-02-displaced-ocha", "syr-2020-03-05-idps", "irq-123-2014-09-14"]),
        ("url", ["https://example.org/0933-123-456/a@b", "https://x.example/+9639331234567", "https://e.org/a"]),
        ("document", ["A/RES/74/160", "S/2020/139", "DTM-R3-0123"]),
        ("dataset", ["32d0365c-d513-4721-8d66-1ab2c3d4e5f6", "978-3-16-148410-0", "10.1234/abc.2020.05"]),
        ("amount", ["€ 1 234 567,00", "$2,000,000.00", "EUR 350 000"]),
        ("growth", ["+120000", "+2035000", "-586000"]),
        ("age_group", ["0-17", "18-59", "60+"]),
        ("number of phones", ["120", "85", "1300"]),
        ("households with phone", ["120000", "85000", "130000"]),
        ("phone", ["yes", "no", "yes"]),
        ("عدد الهواتف", ["120", "85", "1300"]),
        ("кількість телефонів", ["120", "850000", "1300"]),
        ("Nombre de bénéficiaires", ["120", "85", "1300"]),
        ("Number of cases", ["12345", "85000", "13000"]),
        ("Registered refugees", ["12345", "85000", "13000"]),
        ("Type of identity document", ["passport", "family book", "none"]),
        ("births", ["1200", "1984", "1990"]),
        ("e-mail received", ["yes", "no", "no"]),
        ("Head of household", ["female", "male", "child"]),
        ("Sex of head of household", ["female", "male", "male"]),
        ("Respondent", ["key informant", "camp manager", "community leader"]),
        ("Registro", ["001", "002", "003"]),
        ("Estimated Household Number", ["89", "790", "45"]),
        ("household_size", ["5.2", "4.9", "6"]),
        ("Open Street Map", ["Maplink1", "Maplink2", "Maplink3"]),
        ("عنوان التقرير", ["تقرير الوضع", "النشرة", "التقييم"]),
        ("web address", ["https://example.org", "https://example.net", "www.example.com"]),
        ("note", ["born in conflict", "South Sudan was born on a July day", "newly born children"]),
        ("lat", ["35.01", "36.2", "35.010"]),
        ("share", ["0.123456", "0.5", "0.37"]),
        ("people contacted", ["1519267", "701234", "933123"]),
        ("photo credit", ["UNHCR", "Ahmed", "IOM"]),
        ("signature date", ["2020-01-01", "2020-02-01", "2020-03-01"]),
        ("passport applications", ["12345", "85000", "13000"]),
        ("national id holders", ["30000", "85000", "13000"]),
        ("camp manager", ["NRC", "DRC", "UNHCR"]),
        ("project name", ["Maria response", "Winter 2020", "Shelter"]),
        ("title", ["Mr. President's decree", "Ceasefire", "Storm"]),
        ("x", ["3", "2", "12"]),
        ("unknown", ["3", "2", "12"]),
        ("phase", ["36.2, 37.1", "IPC 3-5", "4"]),
    ],
)
def test_places_organisations_codes_and_numbers_raise_nothing(header, cells):
    rows = "\n".join(f"SY020{at} | {cell}" for at, cell in enumerate(cells))
    assert levels(f"admin2 | {header}\n{rows}") == {}


@pytest.mark.parametrize("resource", json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"])
def test_the_published_tables_hold_no_personal_data(resource):
    with (DATA / resource["path"]).open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    frame = pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row").with_row_index("line", 2)
    lined = frame.select(*header, pl.col("line").cast(pl.Int64))
    assert screen(header, lined, resource["name"], resource["schema"]["fields"]) == []


# What publishers' files hold that must not go on unseen, and why; every other file holds only counts.
SITES = {"held"}
ALARMS = {
    "DTM_Dataset_14092014.csv": "",  # read without a header it says nothing of its columns; the reading asks
    "IDMC_Internal_Displacement_Conflict-Violence_Disasters_2023dl.xlsx": "held",  # ages of 1 to 4 people
    "dtm_iraq_idps_master_list_round_123.xlsx": "held",  # positions of sites, one to four households
    "dtm_nigeria_baseline_assessment_round_38.xlsx": "held",  # four households in a ward
    "dtm_south_sudan_baseline_assessment_round_11.xlsx": "held",  # positions of villages, few households
    "dtm_sudan_idps_master_list_round_3.xlsx": "held",  # positions of villages, men and women by age
    "ind_idmc_idu_events.csv": "held",  # positions of events
    "iraq_Official-camp-WeeklyReport.csv": "held",  # positions of camps
}


@pytest.mark.parametrize("path", sorted(REAL.glob("*[!T].*")), ids=lambda path: path.name)
def test_files_of_publishers_raise_what_they_hold_and_nothing_else(path):
    if path.name == "MANIFEST.csv":
        return
    reading = parse(path.read_bytes(), path.name, Limits())
    columns = {f"c{at}": [row[at] for row in reading.rows] for at in range(len(reading.header))}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    lines = pl.Series("line", list(reading.lines), dtype=pl.Int64)
    problems = screen(reading.header, frame.with_columns(lines), tags=reading.tags)
    assert {problem.level for problem in problems} == ({ALARMS[path.name]} if ALARMS.get(path.name) else set())


def test_a_table_of_no_rows_or_no_columns_raises_nothing():
    assert screen([], pl.DataFrame({"line": pl.Series([], dtype=pl.Int64)})) == []
    assert screened("admin2 | people") == []


@pytest.mark.parametrize(
    "phrase, name, found",
    [
        ("phone*", "Phone_number", True),
        ("phone*", "smartphones", False),
        ("contact no", "ContactNo2", True),
        ("contact no", "contact notes", False),
        ("^name$", "name", True),
        ("^name$", "camp name", False),
        ("^number of", "total number of", False),
        ("رقم الهاتف", "رقم_الهاتف", True),
        ("numéro d'identi*", "Numero d’identification", True),
    ],
)
def test_a_phrase_is_found_as_whole_words_where_it_may_stand(phrase, name, found):
    known = phrases(f"never; {phrase}")
    assert (known.search(plain(name)), known.sub("", plain(name)) != plain(name)) == (found, found)
