"""Telephone numbers, in columns of their own and in running text."""

import re
from functools import lru_cache

import phonenumbers
import polars as pl

from curation.personal.cells import Column
from curation.personal.columns import COUNTED, KINDS, ORGANISATION
from curation.personal.findings import HELD, Found, by_owner
from curation.personal.spoken import SPOKEN
from curation.personal.words import phrases

PHONES = "telephone numbers"

# Distinct cells the library is asked about in one column. When so large a share of them hold a number, others of the
# same form are taken at their word; else only those with a country or a word for it are asked about, and so many.
ASKED, SHARE, ASKED_AGAIN = 10_000, 0.1, 100_000

# Where displacement is counted, and where its papers are written: a number without + is read as one of these.
COUNTRIES = """
    SY IQ LB JO TR EG UA MD PL RO SD SS SO ET KE UG TD CF CD CM NG NE ML BF MR LY YE AF PK IR BD MM CO VE EC PE HN GT
    SV MX HT MZ ZW RW BI PS DE FR ES IT GB US
"""
REGIONS = COUNTRIES.split()

# Digits grouped as telephones are: +963 …, 0096 3…, (0933) 123-456, 050 123 45 67, 555-123-4567, 963-933-123456.
BEFORE = r"(?:^|[^\w.,/+-])"
PLUS = r"\+\s?\(?[1-9][\d\s().\-/]{6,18}\d"
ZEROS = r"(?:^|[^\w.,/-])00[1-9][\d\s().-]{6,16}\d"
NATIONAL = BEFORE + r"\(?0\d{1,4}\)?[ .\-/]\d{1,7}(?:[ .\-/]\d{1,5}){0,4}"
GROUPS = r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\d{2,3}-\d{2,4}-\d{6,7}|\d{3}-\d{2}-\d{3}-\d{4}"
GROUPED = rf"{BEFORE}(?:{GROUPS})(?:$|[^\w-])"
LINKED = r"(?:wa\.me/|t\.me/\+|tel:|phone=)\+?\d{8,}"
SURE = (LINKED, SPOKEN)
FORMS = (*SURE, PLUS, ZEROS, NATIONAL, GROUPED)
ANY_FORM, SURE_FORM = "|".join(FORMS), "|".join((*SURE, PLUS, ZEROS))


def _as_python(form: str) -> re.Pattern[str]:
    """Return a pattern of polars for Python's engine, which knows no classes of letters."""
    return re.compile(form.replace(r"[^\p{L}]", r"[\W\d_]").replace(r"\p{L}", r"[^\W\d_]"))


IN_PYTHON = [(_as_python(form), form in SURE) for form in FORMS]

# Links, days, pairs of years and account numbers have digits in groups as well.
LINK = re.compile(r"https?://(?!wa\.me|api\.whatsapp|t\.me/\+)\S+")
NO_TELEPHONE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,}(?:\s?[A-Z0-9]{1,4})?\b|\b(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\b"
)
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ ,.]\d{3})+(?:[.,]\d+)?")

# So many digits a telephone number has; a column that is called so needs no form, only six digits or more.
FEWEST, MOST = 7, 15
IN_NAMED, LEAST = r"\d(?:[^\d]{0,3}\d){5,}", 100_000
WITH_COMMAS = r"^\s*\d{1,3}(?:,\d{3})+(?:\.\d+)?\s*$"

# Numbers without any sign, and the share of a column that must be mobile numbers of one country.
BARE = r"^(?:0\d{8,10}|[1-9]\d{10,12})$"
NEARLY_ALL, AT_LEAST, ENOUGH = 0.8, 3, 200

# A column for ways to reach somebody; plain digits in it may be a number.
TO_REACH = phrases("contact*; coordonnées; focal; contacto*; تواصل; اتصال; جهة الاتصال; контакт*; звязок; зв язок")
LOOSE = r"(?:^|[^\d.,-])\d(?:[ ()-]{0,2}\d){6,12}(?:$|[^\d.,-])"
NO_COUNT = r"^(?:0\d{7,10}|\d{9,13})$"
PLAIN = re.compile(r"(?<![\w.,-])\d(?:[ ()-]{0,2}\d){6,12}(?![\w.,-])")

HOTLINE = (
    r"(?i)hot\s?line|help\s?line|call cent|toll.free|switchboard|press office|standard t|línea gratuita|خط ساخن"
    r"|الخط الساخن|гаряч"
)


def telephones(columns: list[Column]) -> list[Found]:
    """Find telephone numbers: errors, or warnings where they are a hotline's or an organisation's."""
    return [found for column in columns for found in _telephones(column)]


def _telephones(column: Column) -> list[Found]:
    called = bool(KINDS[PHONES].search(column.plain)) and not COUNTED.search(column.plain)
    if column.blank:
        return [Found(column.name, PHONES)] if called else []
    mask = _in_named(column) if called else _confirmed(column)
    if not mask.any():
        return _bare(column)
    office = ORGANISATION.search(column.plain)
    return by_owner(column, PHONES, mask, mask if office else column.telling(HOTLINE))


def _in_named(column: Column) -> pl.Series:
    if column.numeric:
        return (column.numbers >= LEAST) & (column.numbers == column.numbers.floor())
    return column.matching(IN_NAMED) & ~column.matching(WITH_COMMAS)


def _confirmed(column: Column) -> pl.Series:
    """Which cells hold a telephone number: by their form first, then by the library."""
    if column.numeric and not TO_REACH.search(column.plain):
        return ~column.everything
    loose = bool(TO_REACH.search(column.plain))
    mask = column.telling(ANY_FORM)
    if loose:
        mask |= column.matching(NO_COUNT if column.numeric else LOOSE)
    candidates = column.text.filter(mask).unique(maintain_order=True)
    asked = candidates.head(ASKED)
    found = [text for text in asked if holds_telephone(text, loose)]
    if len(candidates) > ASKED and len(found) > SHARE * ASKED:
        return mask & ~column.text.is_in(asked.filter(~asked.is_in(pl.Series(found).implode())).implode())
    rest = candidates[ASKED:].filter(candidates[ASKED:].str.contains(SURE_FORM)).head(ASKED_AGAIN)
    found += [text for text in rest if holds_telephone(text)]
    return column.text.is_in(pl.Series(found, dtype=pl.String).implode())


def holds_telephone(text: str, loose: bool = False) -> bool:
    """Say whether a text holds a telephone number; `loose` takes plain digits too, where a column is for contacts."""
    text = NO_TELEPHONE.sub(" ; ", LINK.sub(" ", text))
    for form, sure in IN_PYTHON:
        if any(_is_telephone(match.group().strip(), sure) for match in form.finditer(text)):
            return True
    return loose and any(_somewhere(re.sub(r"\D", "", digits)) for digits in PLAIN.findall(text))


def _is_telephone(written: str, sure: bool) -> bool:
    written = written[written.index("+") :] if "+" in written else re.sub(r"^[^\d(]+", "", written)
    digits = re.sub(r"\D", "", written)
    if not FEWEST <= len(digits) <= MOST or THOUSANDS.fullmatch(written):
        return False
    if written.startswith("+"):
        return _international(digits, grouped=not written[1:].strip().isdigit())
    if digits.startswith("00"):
        return _international(digits[2:], grouped=False)
    return ((sure or len(digits) > 10) and _international(digits, grouped=False)) or _somewhere(digits)


def _international(digits: str, grouped: bool) -> bool:
    """Whether digits with their country are a number; a form that only telephones have needs only the right length."""
    try:
        parsed = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return False
    right = phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
    return phonenumbers.is_valid_number(parsed) or (right and (grouped or len(digits) > 10))


@lru_cache(maxsize=65_536)
def _somewhere(digits: str) -> bool:
    """Whether digits are a number in one of the countries."""
    return any(_valid(digits, region) for region in REGIONS)


def _valid(digits: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number_for_region(phonenumbers.parse(digits, region), region)
    except phonenumbers.NumberParseException:
        return False


def _bare(column: Column) -> list[Found]:
    """Find columns of mobile numbers of one country, written without any sign."""
    if column.sample.str.contains(BARE).mean() < NEARLY_ALL / 2:
        return []
    mask = column.matching(BARE)
    cells = column.text.filter(mask).unique(maintain_order=True).head(ENOUGH)
    if mask.mean() < NEARLY_ALL or len(cells) < AT_LEAST:
        return []
    abroad = ["+" + cell for cell in cells if not cell.startswith("0")]
    mobile = any(_share_mobile(list(cells), region) >= NEARLY_ALL for region in REGIONS)
    mobile = mobile or (len(abroad) == len(cells) and _share_mobile(abroad, "ZZ") >= NEARLY_ALL)
    return [Found(column.name, PHONES, HELD, column.lines_where(mask))] if mobile else []


def _share_mobile(cells: list[str], region: str) -> float:
    return sum(_mobile(cell, region) for cell in cells) / len(cells)


def _mobile(digits: str, region: str) -> bool:
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False
    return kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
