"""Any encoding partners write in: told, or asked about with the rows both ways, or refused with the line."""

import pytest

from curation.reading.encoding import decode
from curation.reading.intake import parse
from curation.reading.reading import Limits

FRENCH = "région,déplacés\nDiffa,586000\nThiès,1200\nCôte d’Ivoire,7\n"
SPANISH = "año,víctimas\nNariño,586000\nBogotá,1200\nCórdoba,7\n"
ARABIC = "المحافظة,النازحون\nإدلب,586000\nحلب,1200\nالقامشلي,7\n"
UKRAINIAN = "область,переміщені\nКиївська,586000\nЛьвів,1200\nЗапоріжжя,7\n"
RUSSIAN = "область,люди\nОдесса,586000\nДонецк,1200\nХерсон,7\n"
TURKISH = "il,kişi\nŞanlıurfa,586000\nKahramanmaraş,1200\nİstanbul,7\n"
POLISH = "województwo,osoby\nŁódź,586000\nWrocław,1200\nPoznań,7\n"
CZECH = "kraj,lidé\nPlzeň,586000\nČeské Budějovice,1200\nPříbram,7\n"
GREEK = "περιοχή,άνθρωποι\nΛέσβος,586000\nΑθήνα,1200\nΧίος,7\n"

WORDS = {
    FRENCH: ["cp1252", "mac_roman", "cp850"],
    SPANISH: ["cp1252", "mac_roman", "cp850"],
    ARABIC: ["cp1256", "iso8859_6"],
    UKRAINIAN: ["cp1251", "koi8_u", "iso8859_5", "mac_cyrillic"],
    RUSSIAN: ["cp1251", "koi8_u", "iso8859_5", "cp866"],
    TURKISH: ["cp1254", "mac_turkish", "cp857"],
    POLISH: ["cp1250", "iso8859_2"],
    CZECH: ["cp1250"],
    GREEK: ["cp1253"],
}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def read(content: bytes):
    return parse(content, "figures.csv", Limits())


@pytest.mark.parametrize("text, encoding", [(text, one) for text, own in WORDS.items() for one in [*UNICODE, *own]])
def test_words_of_every_language_are_read_in_every_encoding_they_are_written_in(text, encoding):
    if encoding == "cp850":
        text = text.replace("’", "'")
    found = decode(text.encode(encoding))
    assert (found.text, found.reason, found.others) == (text, "", ())
    reading = read(text.encode(encoding))
    told = " ".join(map(str, reading.told))
    assert reading.verdict == ("accept" if encoding.startswith("utf-8") else "tell")
    assert encoding.startswith("utf-8") or "read as " in told
    assert reading.rows[0][1] == "586000"


def test_iso_8859_1_is_read_as_its_windows_sibling():
    assert decode(FRENCH.replace("’", "'").encode("iso8859_1")).encoding == "cp1252"


def test_an_old_mac_or_windows_is_asked_about_both_ways():
    reading = read("país,n\nEspaña,5\n".encode("mac_roman"))
    assert reading.verdict == "ask"
    (question,) = reading.questions
    assert question.choices == {
        "cp1252": [["pa’s", "n"], ["Espa–a", "5"]],
        "mac_roman": [["país", "n"], ["España", "5"]],
    }
    assert question.lines == (1, 2)


def test_a_word_that_is_turkish_or_icelandic_is_turkish_unless_other_letters_are_icelandic():
    assert read("il,n\nDiyarbakır,5\n".encode("cp1254")).encoding == "cp1254"
    assert read("staður,n\nÞórshöfn,5\nSeyðisfjörður,6\n".encode("cp1252")).encoding == "cp1252"


def test_arabic_beside_french_is_one_encoding():
    reading = read("المحافظة,région\nبيروت,Région du Nord\n".encode("cp1256"))
    assert (reading.encoding, reading.rows) == ("cp1256", [["بيروت", "Région du Nord"]])


def test_two_encodings_in_one_file_are_refused_with_a_line_of_each():
    reading = read("place,n\nAlep,1\nThiès,2\n".encode() + "Kédougou,3\n".encode("cp1252"))
    assert reading.verdict == "refuse"
    assert str(reading.reasons[0]).startswith("lines 3, 4: two encodings in one file")


def test_one_stray_byte_in_utf_8_is_refused_with_its_line():
    reading = read(ARABIC.encode() + b"Caf\xe9,1\n")
    assert 5 in reading.reasons[0].lines


def test_a_stray_byte_after_a_utf_8_mark_is_refused_with_its_line():
    reading = read(b"\xef\xbb\xbfplace,n\nCaf\xe9,1\n")
    assert (reading.verdict, reading.reasons[0].lines) == ("refuse", (2,))


def test_a_file_cut_off_in_the_middle_of_a_letter_is_refused():
    reading = read(ARABIC.encode().rstrip(b",7\n")[:-1])
    assert "cut off in the middle of a letter" in str(reading.reasons[0])


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_mark_with_nothing_after_it_is_an_empty_file(mark):
    reading = read(mark)
    assert (reading.verdict, reading.reasons[0].says) == ("refuse", "the file is empty; ask for it again")


def test_bytes_of_no_language_are_refused():
    reading = read(b"place,n\n" + bytes(range(0x80, 0x100)) + b",1\n")
    assert reading.verdict == "refuse"
    assert "save the file again as UTF-8" in str(reading.reasons[0])


def test_a_dash_and_a_curly_quote_alone_are_windows_1252():
    reading = read("place,note\nA‘zaz,Sahl – Rouj\n".encode("cp1252"))
    assert (reading.verdict, reading.rows) == ("tell", [["A‘zaz", "Sahl – Rouj"]])
