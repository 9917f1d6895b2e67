"""Names of persons: in columns that are called so, in columns that look so, and in running text."""

import polars as pl

from curation.personal.cells import Column
from curation.personal.columns import COUNTED, ORGANISATION, PLACE, THINGS
from curation.personal.cuts import LEVEL, PLACE_ID
from curation.personal.findings import ERROR, HELD, WARNING, Found
from curation.personal.given_names import EDGE, END, GIVEN, NO_PERSON, PATRONYMIC, TITLE, one_of
from curation.personal.spoken import NAMED
from curation.personal.words import phrases

WHAT = "names of persons"

# Names that only persons have.
NAMES_OF_PERSONS = phrases("""
    first name*; firstname; last name*; lastname; family name*; surname*; given name*; middle name*; forename*
    full name*; fullname; nickname*; maiden name; father s name; mother s name; fathers name; mothers name
    fathername*; mothername*; hohname*; personal name; prénom*; nom de famille; nom complet; nom et prénom*
    noms et prénoms; nom de jeune fille; surnom; nom du père; nom de la mère; apellido*; nombres y apellidos
    nombre completo; nombre y apellido*; primer nombre; segundo nombre; nombre del padre; nombre de la madre
    الاسم الاول; الاسم الكامل; الاسم الثلاثي; الاسم الرباعي; اسم الاب; اسم الام; كنية; لقب; نسبة العائلة; شهرة
    اسم العائلة; اسم الجد; прізвищ*; піб; п і б; по батькові; повне імя; імя; ім я; фио; фамилия
""")
NAME = phrases("""
    name; names; nom; noms; nombre; nombres; اسم; اسماء; الاسم; імя; ім я; імена; назва; contact; contacts
""")

# Words for the persons a table is about, and for those who made it.
PERSON = phrases("""
    person; head; hoh; ho h; hohh; father; mother; spouse; wife; husband; son; daughter; child; guardian; caregiver
    caretaker; beneficiar*; respondent*; enumerator*; interviewer*; interviewee*; informant*; applicant*; patient*
    participant*; focal point*; focal person*; representative*; leader*; manager*; supervisor*; coordinator*; owner
    landlord; next of kin; collector; volunteer*; victim*; survivor*; collected by; submitted by; created by
    entered by; username; recipient*; chef; père; mère; conjoint*; époux; épouse; enfant; tuteur; tutrice
    bénéficiaire*; répondant*; enquêteur*; enquêté*; enquêtrice*; personne; responsable*; point focal; points focaux
    gestionnaire; propriétaire; saisi par; assuré; déplacé; jefe; jefa; padre; madre; cónyuge; esposo; esposa; hijo
    hija; tutor; tutora; beneficiari*; encuestad*; encuestador*; entrevistad*; persona; titular; punto focal; líder
    propietario; informante; رب; ربة; اب; ام; والد; والدة; زوج; زوجة; طفل; مستفيد; مستفيدة; مستفيدين; مستجيب; عداد
    باحث; شخص; معيل; وصي; مسؤول; نازح; لاجيء; مدير; مختار; голов*; батьк*; матер*; мати; чоловіка; дружин*; дитин*
    опікун*; бенефіціар*; отримувач*; респондент*; інтервюер*; інтерв юер*; особ*; контактна особа; відповідальн*
    заявник*; власник*; опитуван*
""")

# A word or two for a person stands also over sex, kind or number; only these are followed by a name anyhow.
MAKER = phrases("""
    enumerator*; interviewer*; contact person; focal point*; focal person*; collected by; submitted by; created by
    entered by; username; enquêteur*; enquêtrice*; point focal; personne de contact; saisi par; encuestador*
    punto focal; persona de contacto; باحث; عداد; контактна особа; інтервюер*; інтерв юер*
""")

# Accounts and codes of those who collected a table.
ACCOUNT = phrases("""
    username; user name; submitted by; created by; collected by; entered by; enumerator id; enumerator code; enum id
    interviewer id; code enquêteur; id enquêteur; código del encuestador; id encuestador; رمز العداد; код інтерв юера
""")

# A column that is called a name and nothing else; in a list of places with their codes it is theirs.
BARE_NAME = phrases("^name$; ^names$; ^nom$; ^noms$; ^nombre$; ^nombres$; ^الاسم$; ^اسم$; ^اسماء$; ^імена$; ^назва$")

# How a name is written: two to six words of letters only, and a title, a given name or a patronymic.
WORD = r"[\p{L}\p{M}][\p{L}\p{M}'’`.\-]*"
SHAPE = rf"^\s*{WORD}(?:,?\s+{WORD}){{1,5}}\s*$"
SON_OF = "(?:bin|ibn|bint|ould|بن|بنت)"
EVIDENCE = rf"(?i){EDGE}(?:{GIVEN}{END}|{TITLE}\.?\s+\p{{L}}{{2}}|{PATRONYMIC}{END}|{SON_OF}\s+\p{{L}}{{2}})"
THING = one_of(NO_PERSON)
NOT_A_PERSON = rf"(?i){EDGE}(?:(?:al|el|ال)-?)?{THING}{END}"
ONE_WORD = rf"(?i)^\s*{GIVEN}\s*$"

# In running text a name may belong to a school, a street or a fund.
THING_BESIDE = (
    rf"(?i){GIVEN}[\s-]+(?:\p{{L}}+[\s-]+){{0,3}}{THING}{END}|{EDGE}{THING}\s+(?:\p{{L}}+[\s-]+){{0,2}}{GIVEN}"
)

# A column of running text; elsewhere a cell of two or three words may be a place with a person's name.
TEXT = phrases("""
    note*; comment*; remark*; detail*; description*; text; narrative; observation*; caveat; reason; other; specify
    message; commentaire*; remarque*; précision*; texte; observación; observaciones; comentario*; detalle*
    descripción; texto; notas; ملاحظ*; تعليق*; تفاصيل; وصف; نص; примітк*; коментар*; зауваж*; опис; текст; деталі
""")
SHORT = rf"^\s*{WORD}(?:,?\s+{WORD}){{0,2}}\s*$"

# The share of cells that must look like persons: where the column's name leaves it open, and where it says nothing.
OPEN, UNNAMED = 0.3, 0.5


def persons_like(text: pl.Series) -> pl.Series:
    """Which cells look like the whole name of a person."""
    whole = (text.str.contains(SHAPE) & text.str.contains(EVIDENCE)) | text.str.contains(ONE_WORD)
    return whole & ~text.str.contains(NOT_A_PERSON)


def names_of_persons(columns: list[Column]) -> list[Found]:
    """Find columns of names of persons, and names in running text."""
    coded = any(
        (PLACE_ID.search(column.plain) or LEVEL.search(column.plain)) and not column.blank for column in columns
    )
    return [found for column in columns for found in _in_column(column, coded)]


def names_beside_persons(columns: list[Column]) -> list[Found]:
    """Find columns that are called a name and nothing else, in a table whose rows are persons."""
    return [
        Found(column.name, WHAT, ERROR, column.lines_where(column.everything))
        for column in columns
        if BARE_NAME.search(column.plain) and not column.blank and not column.numeric
    ]


def _in_column(column: Column, coded: bool) -> list[Found]:
    called = _called_so(column)
    if column.blank:
        return [Found(column.name, WHAT)] if called == ERROR else []
    if column.numeric or column.listed or column.answers:
        return []
    if called == ERROR and column.matching(r"\p{L}{2}").any():
        return [Found(column.name, WHAT, ERROR, column.lines_where(column.everything))]
    if ACCOUNT.search(column.plain) and not ORGANISATION.search(column.plain):
        return [Found(column.name, WHAT, HELD, column.lines_where(column.everything))]
    return _by_cells(column, "" if coded and BARE_NAME.search(column.plain) else called)


def _called_so(column: Column) -> str:
    """What the name says: ERROR a person's name, HELD the cells must tell, WARNING other names, "" nothing."""
    said = column.plain
    about_others = PLACE.search(said) or THINGS.search(said) or ORGANISATION.search(said)
    named = NAMES_OF_PERSONS.search(said) or (NAME.search(said) and PERSON.search(said))
    if named and not about_others and not COUNTED.search(said):
        return ERROR
    if named or PERSON.search(said) or (NAME.search(said) and not about_others):
        return HELD
    return WARNING if about_others else ""


def _by_cells(column: Column, called: str) -> list[Found]:
    if called == WARNING:
        return []
    share, least = (OPEN, 1) if called == HELD else (UNNAMED, 2)
    if persons_like(column.sample).mean() >= share / 2:
        like = persons_like(column.text)
        if like.sum() >= max(least, share * len(like)):
            return [Found(column.name, WHAT, ERROR, column.lines_where(like))]
    if MAKER.search(column.plain) and not ORGANISATION.search(column.plain):
        shaped = column.matching(SHAPE) & ~column.matching(NOT_A_PERSON)
        if shaped.mean() > UNNAMED:
            return [Found(column.name, WHAT, HELD, column.lines_where(shaped))]
    return _in_text(column)


def _in_text(column: Column) -> list[Found]:
    named = column.telling(NAMED)
    if not named.any():
        return []
    named &= ~column.telling(THING_BESIDE)
    if not TEXT.search(column.plain):
        named &= ~column.telling(SHORT)
    return [Found(column.name, WHAT, HELD, column.lines_where(named))] if named.any() else []
