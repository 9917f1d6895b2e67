"""Personal data is found, whatever language its column is called in, and never repeated."""

import polars as pl
import pytest

from curation.personal import screen


def screened(text: str, **known) -> list:
    """Screen a table said as lines of cells with | between; a dot is a blank cell."""
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    cells = [["" if cell == "." else cell for cell in row] for row in rows]
    assert all(len(row) == len(header) for row in cells), text
    frame = pl.DataFrame(cells, schema={f"c{at}": pl.String for at in range(len(header))}, orient="row")
    return screen(header, frame.with_columns(line=pl.int_range(2, len(rows) + 2, dtype=pl.Int64)), "sent", **known)


def levels(text: str, **known) -> dict[str, str]:
    """The worst level of each column that is not free of personal data."""
    return {problem.column: problem.level for problem in reversed(screened(text, **known))}


@pytest.mark.parametrize(
    "header, cell",
    [
        ("Name of head of household", "Khaled Darwish"),
        ("head_of_household", "Ahmad Khaled"),
        ("HoH name", "Nyandeng Majok"),
        ("First name", "Tewodros"),
        ("beneficiaryName", "Somchai Thongdee"),
        ("#beneficiary+name", "Wei Zhang"),
        ("Enumerator", "Fatuma Noor"),
        ("Nom du chef de ménage", "Amadou Traoré"),
        ("NOM DU CHEF DE MENAGE", "Kouassi Yao"),
        ("Prénom", "Aya"),
        ("Nom de l'enquêteur", "Konan Brou"),
        ("Nombre del beneficiario", "Yeison Quiñones"),
        ("Apellidos", "Quispe Mamani"),
        ("Jefe de hogar", "José Pérez"),
        ("Nombre y apellidos", "Luz Dary Gómez"),
        ("اسم رب الأسرة", "خالد درويش"),
        ("الاسم الكامل", "وفاء الجاسم"),
        ("إسم المستفيد", "رنيم العلي"),
        ("اسم الأم", "هيفاء"),
        ("ПІБ", "Шевчук Остап Ігорович"),
        ("Прізвище та ім'я", "Коваль Зоряна"),
        ("Ім’я голови домогосподарства", "Остап Вишня"),
        ("Phone", "0933123456"),
        ("phoneNumber", "963933123456"),
        ("mobile_no", "70123456"),
        ("WhatsApp", "07701234567"),
        ("#contact+phone", "0701234567"),
        ("N° de téléphone", "76 12 34 56"),
        ("Téléphone du chef", "699123456"),
        ("Celular", "3001234567"),
        ("Número de teléfono", "04141234567"),
        ("رقم الهاتف", "0944123456"),
        ("رقم الموبايل", "٠٩٣٣١٢٣٤٥٦"),
        ("هاتف رب الأسرة", "0933 123 456"),
        ("Номер телефону", "0501234567"),
        ("Моб. тел.", "0671234567"),
        ("E-mail", "khaled@example.org"),
        ("Courriel", "amadou.t@example.net"),
        ("البريد الإلكتروني", "rana77@example.com"),
        ("Електронна пошта", "ostap@example.ua"),
        ("National ID", "01020304056"),
        ("passport_number", "N0123456"),
        ("UNHCR case number", "245-19C01234"),
        ("proGres ID", "LEB-00123456"),
        ("Ration card no.", "A-123456"),
        ("Registration number", "REG100234"),
        ("Numéro de pièce d'identité", "CI0034567"),
        ("Numéro de dossier", "D-20391"),
        ("Cédula", "1032456789"),
        ("Número de documento", "52123456"),
        ("الرقم الوطني", "01020304056"),
        ("رقم جواز السفر", "N012345678"),
        ("رقم البطاقة التموينية", "12345678"),
        ("РНОКПП", "3184710691"),
        ("Серія та номер паспорта", "АВ123456"),
        ("Date of birth", "1984-03-02"),
        ("DOB", "02/03/1984"),
        ("Year of birth", "1984"),
        ("Date de naissance", "2 mars 1984"),
        ("Fecha de nacimiento", "02-03-1984"),
        ("تاريخ الميلاد", "1984/3/2"),
        ("Дата народження", "02.03.1984"),
        ("Home address", "12 Olive Street"),
        ("House number", "Building B12"),
        ("Adresse du domicile", "12 rue des Oliviers"),
        ("Dirección", "Calle 5 # 12-34"),
        ("عنوان السكن", "شارع الزيتون ١٢"),
        ("Адреса проживання", "вул. Садова, 5"),
        ("Bank account", "12345678901"),
        ("IBAN", "DE89370400440532013000"),
        ("Numéro de compte", "00012345678"),
        ("رقم الحساب البنكي", "123456789"),
        ("Fingerprint", "hash9af3"),
        ("Photo", "IMG_0042.jpg"),
        ("Firma", "firma_12.png"),
        ("بصمة العين", "f93ba1"),
        ("Підпис", "підпис12.png"),
        ("deviceid", "ee.kobo:Xy12"),
        ("IMEI", "356938035643809"),
        ("Relationship to head", "spouse"),
        ("Lien de parenté", "épouse"),
        ("Parentesco con el jefe del hogar", "hija"),
        ("صلة القرابة", "زوجة"),
        ("Родинний зв'язок", "дружина"),
        ("household_id", "H-001"),
        ("HH ID", "1204"),
        ("Numéro du ménage", "M-17"),
        ("رقم الأسرة", "A17"),
        ("Номер домогосподарства", "D-7"),
    ],
)
def test_a_column_that_is_called_personal_is_refused_in_five_languages(header, cell):
    assert levels(f"{header} | admin2\n{cell} | SY0203") == {header: "error"}


# Notes that give a person away.
SPOKEN = [
    "ask +963 933 123 456 for the list",
    "00963 933 123 456",
    "+963-933-123456",
    "(0933) 123-456",
    "0933 123 456",
    "050 123 45 67",
    "06 12 34 56 78",
    "Tel: 0933123456",
    "tél. 70123456",
    "call 07701234567 before noon",
    "هاتف ٠٩٣٣١٢٣٤٥٦",
    "тел. 0671234567",
    "llamar al celular 3001234567",
    "https://wa.me/963933123456",
    "555-123-4567",
    "963-933-123456",
    "+380 (67) 123-45-67; call in the evening",
    "reach khaled.darwish@example.org",
    "khaled.d [at] example.org",
    "ahmad＠example.org",
    "IBAN DE89 3704 0044 0532 0130 00",
    "case 245-19C01234 was moved",
    "passport no N0123456",
    "الرقم الوطني 01020304056",
    "паспорт АВ 123456",
    "cédula 52.123.456 no, 52123456: cédula 52123456",
    "born on 3 March 1984",
    "née le 03/03/1984",
    "nacido el 3 de marzo de 1984",
    "مواليد 1984",
    "народилася 03.03.1984",
]


@pytest.mark.parametrize("cell", SPOKEN)
def test_what_identifies_a_person_is_found_in_running_text(cell):
    table = f"admin2 | people | anything\nSY0203 | 120 | first visit\nSY0204 | 80 | {cell}"
    (problem,) = screened(table)
    assert (problem.level, problem.lines, problem.column) == ("error", (3,), "anything")


def test_nothing_is_lost_in_a_long_table_where_no_note_repeats():
    notes = [f"{at} people came from {at % 97} villages, says the council" for at in range(25_000)]
    notes[10_000:10_000] = SPOKEN
    frame = pl.DataFrame({"c0": notes}).with_columns(line=pl.int_range(2, len(notes) + 2, dtype=pl.Int64))
    found = {line for problem in screen(["anything"], frame) if problem.level == "error" for line in problem.lines}
    assert found == set(range(10_002, 10_002 + len(SPOKEN)))


def test_a_message_never_repeats_what_it_found():
    table = """
        name of respondent | phone          | note
        Khaled Darwish     | +963933123456  | born on 3 March 1984, khaled@example.org
    """
    for problem in screened(table):
        assert problem.found == ""
        assert not any(part in str(problem) for part in ("Khaled", "933", "1984", "khaled@"))


def test_a_message_says_the_column_the_number_of_cells_and_what_to_send_instead():
    table = "admin2 | phone\nSY0203 | 0933123456\nSY0204 | 0944123456\nSY0205 | ."
    (problem,) = screened(table)
    assert str(problem) == (
        "sent.csv, lines 2 and 3, phone: expected no telephone numbers (2 cells); leave the column out; "
        "if it matters, count persons per admin 2, sex and age group, and send the counts"
    )


def test_a_few_personal_cells_in_a_column_are_to_be_cleared_and_the_column_kept():
    table = "admin2 | note\nSY0203 | visited\nSY0204 | call 0944 123 456\nSY0205 | visited twice"
    (problem,) = screened(table)
    assert "take them out of these cells" in str(problem)


def test_a_blank_column_that_is_called_personal_is_only_a_warning():
    assert levels("admin2 | phone | Date of birth\nSY0203 | . | .") == {"phone": "warning", "Date of birth": "warning"}


@pytest.mark.parametrize("header", ["name", "nom", "الاسم", "contact", "Person", "column_7", ""])
def test_persons_are_known_by_their_names_where_the_column_does_not_say(header):
    table = f"""
        admin2 | {header}
        SY0203 | Ahmad Darwish
        SY0204 | Fatima Al-Jasem
        SY0203 | خالد العلي
        SY0206 | Олена Коваль
    """
    assert list(levels(table).values()) == ["error"]


@pytest.mark.parametrize(
    "cell",
    ["Mr. Darwish told us", "we met Fatima Ahmed there", "السيد درويش قال ذلك", "зустріли Остапа Івановича Коваль там"],
)
def test_a_person_named_in_running_text_is_held(cell):
    assert levels(f"admin2 | note\nSY0203 | {cell}\nSY0204 | visited") == {"note": "held"}


@pytest.mark.parametrize("mailbox", ["info@example.org", "press@unhcr.org", "unhcr@unhcr.org", "dtm.iraq@iom.int"])
def test_the_address_of_an_office_is_only_a_warning(mailbox):
    assert levels(f"admin2 | note\nSY0203 | ask {mailbox}") == {"note": "warning"}


def test_the_contact_of_an_organisation_is_only_a_warning():
    table = "organisation | organisation email | hotline\nRed Crescent | a.khaled@example.org | +963 11 123 4567"
    assert levels(table) == {"organisation email": "warning", "hotline": "warning"}


def test_a_title_or_tag_of_a_column_counts_as_its_name():
    fields = [{"name": "c1", "title": "Telephone of the family"}]
    assert levels("c1 | x\n0933123456 | 7", fields=fields) == {"c1": "error"}
    assert levels("c1 | x\n0933123456 | 7", tags=["#contact+phone", "#adm2"]) == {"c1": "error"}


def test_rows_of_one_person_are_known_by_an_age_in_years_and_a_sex_each():
    table = "camp | sex | age\nAtmeh | f | 34\nAtmeh | m | 36\nAtmeh | f | 7"
    assert levels(table) == {"age": "error"}


def test_a_name_beside_an_age_in_years_is_the_name_of_a_person():
    assert levels("name | sex | age\nSomchai | m | 34\nNok | f | 33") == {"age": "error", "name": "error"}


def test_a_name_beside_the_code_of_a_place_is_the_name_of_a_place():
    assert levels("pcode | name\nSY0203 | Fatima") == {}


@pytest.mark.parametrize(
    "header", ["respondent_id", "id_beneficiario", "Code bénéficiaire", "رمز المستفيد", "код особи"]
)
def test_numbers_of_persons_are_refused_however_short(header):
    assert levels(f"{header} | needs\n7 | tent\n8 | food") == {header: "error"}


@pytest.mark.parametrize("header", ["username", "_submitted_by", "enumerator_id"])
def test_accounts_of_those_who_collected_a_table_are_held(header):
    assert levels(f"{header} | needs\nenum_07 | tent") == {header: "held"}


def test_ages_in_years_with_a_count_are_no_persons():
    table = "admin2 | sex | age | people\nSY0203 | f | 34 | 120\nSY0203 | m | 34 | 130"
    assert levels(table) == {}


def test_rows_of_one_household_are_known_by_their_size():
    table = "admin2 | HH size | needs\nSY0203 | 4 | tent\nSY0203 | 7 | tent\nSY0203 | 5 | food"
    assert levels(table) == {"HH size": "error"}


def test_an_average_size_of_households_per_district_is_no_household():
    assert levels("admin2 | household size\nSY0203 | 4\nSY0204 | 7\nSY0205 | 5") == {}
    assert levels("admin2 | households | household size\nSY0203 | 40 | 4\nSY0203 | 70 | 7\nSY0203 | 50 | 5") == {}


def test_belief_and_health_are_refused_only_beside_persons():
    assert levels("household_id | religion | disability\nH1 | x-faith | yes") == dict.fromkeys(
        ("household_id", "religion", "disability"), "error"
    )
    assert levels("admin2 | disability | people\nSY0203 | seeing | 120") == {}


def test_national_numbers_are_known_without_a_name_by_their_check_digit():
    table = "code | admin2\n3184710691 | a\n2910312345 | b\n3214567895 | c"
    assert set(levels(table)) <= {"code"}


def test_mobile_numbers_without_any_sign_are_held():
    table = "c1 | admin2\n0933123456 | a\n0944765432 | b\n0988112233 | c"
    assert levels(table) == {"c1": "held"}
