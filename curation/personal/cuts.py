"""Which columns count people, and how they are cut: by sex, by age, by a place below admin 2."""

import re

from curation.personal.cells import Column
from curation.personal.words import phrases, plain

SEX = phrases("""
    sex; gender; sexe; genre; sexo; género; disaggregation*; breakdown; désagrégation*; desagregación; demographic*
    جنس; نوع الاجتماعي; стать; статі
""")
AGE = phrases("""
    age; ages; age group*; age range; age band; age cohort; tranche d'age; groupe d'age; edad; edades; grupo de edad
    grupo etario; عمر; اعمار; فئة العمرية; الفئة العمرية; سن; вік; віку; вікова група; вікова категорія; âge; âges
""")
COUNT = phrases("""
    value*; number; numbers; count; counts; people; persons; individual*; ind; household*; hh; hhs; families; family
    population; pop; total; totals; idp; idps; refugee*; returnee*; displaced; beneficiar*; affected; arrivals
    departures; reached; targeted; pin; in need; ref; ret; asy; asylum seekers; caseload; valeur*; effectif*
    personnes; individus; ménage*; familles; pdi; réfugié*; retourné*; déplacé*; bénéficiaire*; nombre; personas
    hogares; familias; desplazad*; refugiad*; retornad*; beneficiari*; valor*; población; cantidad; número; قيمة; عدد
    افراد; فرد; اشخاص; اسر; عائلات; عايلات; سكان; نازحون; نازحين; لاجيين; لاجيون; عايدين; مستفيدين; значення
    кількість; осіб; особи; людей; люди; домогосподарств*; сімей; родин; впо; населення; біженц*; число
""")
NO_COUNT = phrases("""
    percent; pct; share; rate; ratio; proportion; average; avg; mean; median; index; score; rank; size; id; code
    pcode; level; year; round; date; month; week; day; phase; priority; lat; lon; latitude; longitude; no; status
    kind; type; note; url; capacity; sites; camps; locations; villages; schools; tents; shelters; caravans; kits; usd
    eur; km; sqm; area; distance; accuracy; taux; pourcentage; part; moyenne; taille; niveau; année; mois; porcentaje
    tasa; promedio; tamaño; código; nivel; año; mes; نسبة; معدل; متوسط; حجم; رمز; مستوى; سنة; شهر; رقم; відсоток
    частка; середн*; розмір; код; рівень; рік; місяць; номер; group; category; name; source; unit; reported unit
    value status; order; hours; days; cost; price; income; wave; weight
""")
FEMALE = phrases("""
    f; female*; women; woman; girl; girls; femme*; fille; filles; féminin; mujer*; niña; niñas; femenin*; hembra*
    اناث; انثى; نساء; امراة; بنات; انثي; жін*; дівчат*; дівчин*; ж
""")
MALE = phrases("""
    m; male; males; men; man; boy; boys; homme*; garçon*; masculin*; hombre*; niño; niños; varón; varones; h; ذكور
    ذكر; رجال; رجل; اولاد; чол*; хлоп*; ч
""")
UNKNOWN = phrases("""
    ^u$; unknown; ^x$; other; inconnu; autre; desconocid*; otro; مجهول; غير معروف; невідом*; інш*; not stated
    unspecified
""")
ALL = phrases("""
    all; total; totals; both; both sexes; any; everybody; overall; grand total; tous; toutes; ensemble; todos; ambos
    total general; الكل; كل; مجموع; جميع; всі; усі; разом; всього; обидві; female and male; male and female; f m; m f
    t; general; global
""")
BABIES = phrases("""
    infant*; under 5; under five; u 5; below 5; less than 5; moins de 5 ans; menores de 5; دون الخامسة; до 5 років
""")
CHILDREN = phrases("""
    child*; minor*; boy; boys; girl; girls; under 18; u 18; below 18; enfant*; fille*; garçon*; moins de 18; mineur*
    niño; niños; niña; niñas; niñez; menores; اطفال; طفل; قاصر*; اولاد; بنات; діти; дітей; дит*; хлопчик*; дівчат*
    неповнолітн*
""")
ADULTS = phrases("adult*; بالغ*; كبار; дорослі; дорослих")
ELDERLY = phrases("""
    elder*; older*; over 60; personnes agées; agées; agés; mayores; adultos mayores; مسن; مسنين; كبار السن; літні
    похил*
""")
RANGE = re.compile(r"(?:^|(?<= ))(\d{1,2}) (?:(?:to|a|until|до|الى|حتى|and|y|et|ans|years|años) )?(\d{1,3})(?= |$)")
OPEN = re.compile(
    r"(?:^|(?<= ))(\d{2}) (?:plus|and over|and above|and older|ans et plus|y más|y mas|і більше|та більше|فاكثر)"
    r"|(?:over|above|plus de|más de|mas de|older than|понад|فوق) (\d{2})"
)
FROM_ZERO = re.compile(r"(?:under|below|less than|moins de|menores? de|u|lessthan|до|اقل من|دون) (\d{1,2})(?= |$)")

# How a range is written: 0-17, 0_17, 0 to 17; "0 (2)" is none.
AS_RANGE = re.compile(r"\d\s*(?:[-–—_]|to|à|a|and|y|et|до|إلى|الى|حتى)\s*\d|\d(?:ans|years)")

# The oldest age of a range without an end.
ENDLESS = 999

# Places below admin 2; a column of kinds of places or of numbers is none.
DEEP = phrases("""
    village*; site; sites; site name; camp; camp name; settlement; neighbo*; ward; payam; boma; hamlet; block
    zone de santé; aire de santé; quartier; lieu dit; campement; campamento; barrio; vereda; corregimiento; albergue
    asentamiento; caserío; collective centre; collective center; collective site; sub district; subdistrict; nahiya*
    nahya*; admin 3; admin 4; adm 3; adm 4; community; hromada; مخيم; قرية; حي; موقع; تجمع; ناحية; مركز ايواء; село
    табір; населен* пункт*; мікрорайон; громада; місце проживання; шелтер; town; city; сільрада; shelter name; site id
    camp id; school name; neighbourhood
""")
LOCATION = phrases("""
    location; location name*; localité; localite; lieu; place; place name; localidad; lugar; مكان; موقع; місце
    location english
""")
DISTRICT = phrases("""
    district*; admin 2; adm 2; county; lga*; cercle; municipio; localitycode; qada*; قضاء; منطقة; район; département
    raion; locality
""")
KIND = phrases("""
    type*; kind; status; category; class*; typology; نوع; тип; tipo; origin; orig; previous; departure; present
    intent*; return*; is; in
""")
LEVEL = phrases("""
    admin level; adm level; administrative level; niveau administratif; niveau admin; nivel administrativo
    مستوى الاداري; рівень
""")
PLACE_ID = phrases("^location id$; ^location code$; pcode; p code; ^place id$; ^admin code$; ^loc id$; cods pcode")

# P-codes whose length shows that they lie below admin 2, in countries that write two digits a level.
DEEP_CODE = r"^(?:C\d{4,5}|[A-Z]{2}\d{7,}|(?:SY|YE|SS|ML|NE|BF|TD|ET|CF|SD)\d{6})$"

# Words beside a number that is no count of people.
NO_PEOPLE = (
    r"(?i)percent|%|share|rate\b|ratio|average|mean\b|index|km2|taux|pourcent|porcent|promedio"
    r"|نسبة|معدل|відсот|частк|середн"
)

# What a column counts, without sex and age: households or people, and of which year.
HOUSEHOLD = phrases("""
    hh; hhs; household*; famil*; ménage*; hogar*; اسر; عايلات; عائلات; домогосподарств*; родин*; сім*
""")


def stem_of(name: str) -> tuple[bool, tuple[str, ...]]:
    """Return whether a column counts households, and the words that are neither sex, age nor a count."""
    bare = name
    for words in (FEMALE, MALE, ALL, BABIES, CHILDREN, ADULTS, ELDERLY, OPEN, FROM_ZERO, RANGE, COUNT, AGE, SEX):
        bare = words.sub(" ", bare)
    kept = [word for word in bare.split() if len(word) > 3 or (word.isdigit() and len(word) > 3)]
    return bool(HOUSEHOLD.search(name)), tuple(kept)


def sex_of(name: str) -> str:
    """Return f, m, u or all for a word or a column's plain name."""
    female, male = bool(FEMALE.search(name)), bool(MALE.search(name))
    if female != male:
        return "f" if female else "m"
    return "u" if not female and UNKNOWN.search(name) else "all"


def age_of(name: str) -> tuple[int, int] | None:
    """Return the first and last year of an age group, None for all ages or words that name none."""
    if re.search(r"\d{4}|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec", name):
        return None
    for pattern, ends in ((OPEN, None), (FROM_ZERO, 0), (RANGE, 1)):
        match = pattern.search(name)
        if match:
            years = [int(year) for year in match.groups() if year]
            band = {None: (years[0], ENDLESS), 0: (0, years[0] - 1), 1: tuple(years)}[ends]
            return band if band[0] <= band[1] else None
    for words, years in ((BABIES, (0, 4)), (ELDERLY, (60, ENDLESS)), (CHILDREN, (0, 17)), (ADULTS, (18, ENDLESS))):
        if words.search(name):
            return years
    return None


def is_cut(column: Column) -> bool:
    """Whether a column counts people of one sex or age: its name says so, and its cells are numbers."""
    name = column.plain.split(" | ")[0]
    if column.blank or NO_COUNT.search(name) or not column.whole_numbers:
        return False
    sex, age = sex_of(name), age_of(name)
    if age and RANGE.search(name) and not AS_RANGE.search(column.name):
        age = None
    worded = bool(re.search(r"[^\W\d]{3,}", name))
    sex = sex if sex != "u" or SEX.search(name) else "all"
    return (sex in "fmu" and (age is not None or worded or name in ("f", "m"))) or age is not None


def counts_people(column: Column) -> bool:
    """Whether a column counts people or households, whatever its rows are cut by."""
    name = column.plain.split(" | ")[0]
    return bool(COUNT.search(name)) and not NO_COUNT.search(name) and not column.blank and column.whole_numbers


def is_whole(cell: str) -> bool:
    """Whether a cell of a sex or age column means everybody."""
    return not cell.strip(" -–") or bool(ALL.search(plain(cell)))
