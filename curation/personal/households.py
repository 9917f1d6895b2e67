"""Rows that are one household or one person each, where only counts of people belong."""

from curation.personal.cells import Column
from curation.personal.columns import COUNTED, ORGANISATION, PLACE
from curation.personal.cuts import AGE, SEX, counts_people, is_cut, is_whole
from curation.personal.findings import ERROR, Found
from curation.personal.people import BARE_NAME
from curation.personal.words import phrases

HOUSEHOLDS, PERSONS = "households", "persons"

# Numbers of households; the second list may be a number of households as well, which its cells tell.
HOUSEHOLD_ID = phrases("""
    household id; householdid; hh id; hhid; hh code; household code; family id; family code; family book*
    household key; hh key; hh uuid; household ref*; identifiant ménage; identifiant du ménage; id ménage; id du ménage
    code ménage; code du ménage; id hogar; id del hogar; código de hogar; código del hogar; id de familia; id familia
    رقم الاسرة; رقم العائلة; رقم دفتر العائلة; معرف الاسرة; رمز الاسرة; كود الاسرة; ідентифікатор домогосподарства
    код домогосподарства; ід домогосподарства; id домогосподарства; ідентифікатор родини; id сім ї; id родини
""")
HOUSEHOLD_NUMBER = phrases("""
    ^household no$; ^household number$; ^hh no$; ^hh number$; ^family number$; ^family no$; numéro de ménage
    numéro du ménage; no ménage; no du ménage; número de hogar; número del hogar; número de familia
    номер домогосподарства; номер родини; номер сім ї
""")
SIZE = phrases("""
    household size; hh size; hhsize; size of household; family size; members; household members; family members
    taille du ménage; taille ménage; tamaño del hogar; tamaño hogar; miembros del hogar; حجم الاسرة; عدد افراد الاسرة
    عدد افراد العائلة; розмір домогосподарства; членів домогосподарства; членів сім ї
    nombre de personnes dans le ménage
""")
RELATION = phrases("""
    relationship*; relation to; relation with; rel to; relation head; lien de parenté; lien avec*; parenté
    parentesco*; relación con*; صلة القرابة; صلة قرابة; علاقة برب*; علاقة ب*; родинн* зв*; відношення до голов*
    ступінь споріднен*; ким доводиться
""")
OF_ONE = phrases("""
    religion*; ethnic*; tribe; clan; caste; disabilit*; disabled; impairment; medical*; diagnos*; disease*; illness
    hiv; pregnan*; health condition; chronic*; vulnerab*; marital*; political*; ethnie; handicap*; maladie*
    état de santé; grossesse; enceinte; situation matrimoniale; religión; etnia; discapacidad*; enfermedad*; embaraz*
    estado civil; ديانة; دين; عرق; طايفة; اعاقة; مرض; حالة الصحية; حمل; حالة الاجتماعية; релігі*; етнічн*
    національність; інвалідн*; діагноз; хвороб*; вагітн*; сімейний стан
""")

# The largest household, the oldest person, and how many different years of age a table of persons has at least.
LARGEST, OLDEST = 40, 125
SHARE = 0.8

# More words than this are no column of sexes.
PARTS = 50


def household_rows(columns: list[Column]) -> list[Found]:
    """Find what shows that rows are households or persons: their numbers, sizes, kinship, or an age and sex each."""
    found = [one for column in columns for one in _by_name(column)]
    if _persons(columns):
        age = next(column for column in columns if AGE.search(column.plain) and _single_years(column))
        found.append(Found(age.name, PERSONS, ERROR, _all_lines(age)))
    size = _one_size_each(columns)
    if size is not None and not found:
        found.append(Found(size.name, HOUSEHOLDS, ERROR, _all_lines(size)))
    return found


def about_one_person(columns: list[Column]) -> list[Found]:
    """Find religion, health and the like in a table whose rows are persons or households."""
    return [
        Found(column.name, "belief, origin or health of one person", ERROR, _all_lines(column))
        for column in columns
        if OF_ONE.search(column.plain) and not column.blank and not COUNTED.search(column.plain) and not is_cut(column)
    ]


def _all_lines(column: Column) -> tuple[int, ...]:
    return column.lines_where(column.everything)


def _by_name(column: Column) -> list[Found]:
    said = column.plain
    if ORGANISATION.search(said) or COUNTED.search(said):
        return []
    numbered = HOUSEHOLD_ID.search(said) or (HOUSEHOLD_NUMBER.search(said) and _like_numbers(column))
    if not numbered and not (RELATION.search(said) and not column.numeric and not PLACE.search(said)):
        return []
    what = HOUSEHOLDS if numbered else PERSONS
    return [] if column.answers and not column.numeric else [Found(column.name, what, ERROR, _all_lines(column))]


def _like_numbers(column: Column) -> bool:
    """Whether cells name households rather than count them: letters, leading zeros, long, or 1, 2, 3."""
    if column.blank or not column.numeric or column.matching(r"^\s*0\d|\d{7}").any():
        return True
    numbers = column.numbers.unique()
    return len(numbers) >= 3 and numbers.max() - numbers.min() + 1 == len(numbers)


def _single_years(column: Column) -> bool:
    """Whether ages are years of persons: whole numbers, not bands."""
    ages = column.numbers
    return column.numeric and not column.blank and bool((ages == ages.floor()).all() and ages.max() <= OLDEST)


def _persons(columns: list[Column]) -> bool:
    """Whether each row has an age in years beside one sex or a name, and nothing is counted."""
    ages = [column for column in columns if AGE.search(column.plain) and not COUNTED.search(column.plain)]
    if not any(map(_single_years, ages)) or any(map(_counts, columns)):
        return False
    return any(map(_one_sex, columns)) or any(BARE_NAME.search(column.plain) and not column.blank for column in columns)


def _one_sex(column: Column) -> bool:
    """Whether a column gives a sex for each row, never both."""
    if not SEX.search(column.plain) or column.blank or column.numeric:
        return False
    return not any(is_whole(cell) for cell in column.looked.unique().head(PARTS))


def _counts(column: Column) -> bool:
    of_one = SIZE.search(column.plain) or AGE.search(column.plain)
    return not of_one and (counts_people(column) or is_cut(column))


def _one_size_each(columns: list[Column]) -> Column | None:
    """Return the column of a household's size, when places repeat, each row has one, and nothing else is counted."""
    for column in columns:
        if not SIZE.search(column.plain) or column.blank or not column.numeric:
            continue
        sizes = column.numbers
        whole = bool((sizes == sizes.floor()).all() and sizes.max() <= LARGEST and sizes.min() >= 1)
        places = [other for other in columns if PLACE.search(other.plain) and not other.blank and not other.numeric]
        repeats = not places or all(place.cells.n_unique() < SHARE * place.height for place in places)
        if whole and repeats and not any(_counts(other) for other in columns):
            return column
    return None
