"""Names of months in the languages of partners' tables, and the number of each."""

# English, French, Spanish, Ukrainian (as in a date), Arabic of the Levant and Iraq, and Arabic of Egypt and the Gulf.
# Source: Unicode CLDR, format names wide and abbreviated, of en, fr, es, uk, ar-SY and ar.
NAMES = (
    "january|february|march|april|may|june|july|august|september|october|november|december",
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc",
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic",
    "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
    "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
)

# Spellings without accents and hamza, as keyboards leave them out.
PLAIN = str.maketrans("éèûôáíóúأآإ", "eeuoaiouااا")

MONTHS = {
    spelled: number
    for names in NAMES
    for number, name in enumerate(names.split("|"), start=1)
    for spelled in (name, name.translate(PLAIN))
}
