"""Names of months in the languages of partners' tables, and the number of each."""

from babel import Locale

# English, French, Spanish, Ukrainian, Arabic of Egypt and the Gulf, and of the Levant and Iraq; Catalan and German
# stand in tables of European asylum offices.
LANGUAGES = ("en", "fr", "es", "uk", "ar", "ar_SY", "ca", "de")

# Spellings that Unicode CLDR does not have: Austrian, Latin American, Arabic without the article, and `sept`.
MORE = {
    "sept": 9,
    "jänner": 1,
    "feber": 2,
    "setiembre": 9,
    "كانون ثاني": 1,
    "تشرين أول": 10,
    "تشرين ثاني": 11,
    "كانون أول": 12,
}

# Spellings without accents and hamza, as keyboards leave them out.
PLAIN = str.maketrans("éèûôáíóúäçأآإ", "eeuoaiouacااا")

# Names within a date and alone (Ukrainian bends them), whole and short, without the point behind a short one.
NAMES = {
    name.casefold().rstrip("."): number
    for language in LANGUAGES
    for names in Locale.parse(language).months.values()
    for width in ("wide", "abbreviated")
    for number, name in names[width].items()
} | MORE

MONTHS = NAMES | {name.translate(PLAIN): number for name, number in NAMES.items()}
