"""Numbers and records that identify a person: identity and case numbers, birth dates, homes, accounts, pictures."""

import re

import polars as pl

from curation.personal.cells import Column
from curation.personal.columns import COUNTED, KINDS, ORGANISATION, PLACE, THINGS
from curation.personal.findings import ERROR, HELD, Found
from curation.personal.spoken import BORN, SAID
from curation.personal.words import phrases

IDENTITY, BIRTHS = "identity or case numbers", "dates of birth"
ACCOUNTS, HOMES, PICTURES = "bank accounts", "addresses of homes", "fingerprints, pictures or signatures"
OF_PERSONS = "numbers of persons"

# What a place does not have, whatever else the name says.
OF_ANYBODY = (IDENTITY, BIRTHS, ACCOUNTS, OF_PERSONS)
OF_A_HOME = phrases("home; house; maison; casa; منزل; بيت; дім; дому")

# What a cell must hold to be what its column is called; a column of answers, codes or counts is none of these.
DAY = (
    r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|^(?:19|20)\d\d(?:\.0)?$|^\s*\d{8}\s*$"
    r"|\d{1,2}\s+\p{L}{3,}\.?,?\s+(?:19|20)?\d\d|\p{L}{3,}\.?\s+\d{1,2},?\s+(?:19|20)\d\d"
)
A_DAY = r"(?:^| )(?:date|fecha|تاريخ|дата)(?: |$)"
A_DAY = phrases("date; fecha; تاريخ; дата; day")
LONG_NUMBER = r"(?:[\p{L}\d][\s/.-]?){4,}[\p{L}\d]"
HOLDS = {
    IDENTITY: LONG_NUMBER,
    OF_PERSONS: r"\d",
    BIRTHS: DAY,
    HOMES: r"\p{L}{2}",
    ACCOUNTS: LONG_NUMBER,
    PICTURES: r"[\p{L}\d]{3}",
    "numbers of devices": r"[\p{L}\d]{4}",
}

# UNHCR's case numbers (123-45C67890) and individual numbers (123-00012345, LEB-00012345).
COUNTRY = "(?:SYR|LEB|JOR|EGY|IRQ|TUR|KEN|UGA|ETH|SSD|SDN|NGA|NER|TCD|CMR)"
CASES = rf"(?:^|[^\w/-])(?:[A-Z0-9]{{3}}-\d{{2}}C\d{{5}}|\d{{3}}-\d{{8}}|{COUNTRY}-\d{{8}})(?:$|[^\w-])"

IBAN = r"(?:^|[^\p{L}\d])[A-Z]{2}\d{2}\s?(?:[A-Z0-9]{4}\s?){2,7}[A-Z0-9]{1,4}(?:$|[^\p{L}\d])"
IBAN_FOUND = re.compile(r"(?<![A-Za-z\d])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){11,30}(?![A-Za-z\d])")

# The shares of a column that must pass a check digit, or have a form, where the name says nothing.
NEARLY_ALL, AT_LEAST = 0.9, 3
# Syria: governorate 01 to 14, then nine digits. Iraq: year of birth, then eight. Ukraine: two letters, six digits.
SYRIAN, IRAQI, BOOKLET = r"^(?:0[1-9]|1[0-4])\d{9}$", r"^(?:19[2-9]|20[01])\d{9}$", r"^[А-ЯІЇЄ]{2}\s?№?\s?\d{6}$"
# Not the eight digits after a year that read as a day and a time.
A_TIME = r"^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d$"


def identities(columns: list[Column]) -> list[Found]:
    """Find what identifies persons: by what columns are called, by check digits, by form, and in running text."""
    return [one for column in columns for one in (*_called(column), *_in_cells(column), *_unnamed(column))]


def _called(column: Column) -> list[Found]:
    return [found for what in HOLDS for found in _called_so(column, what)]


def _called_so(column: Column, what: str) -> list[Found]:
    if not KINDS[what].search(column.plain) or _of_others(column.plain, what):
        return []
    if column.blank:
        return [Found(column.name, what)]
    holds = column.matching(HOLDS[what])
    if what in (IDENTITY, ACCOUNTS, "numbers of devices"):
        holds &= column.matching(r"\d")
    if what == IDENTITY and column.numeric:
        holds &= column.matching(r"^\s*\d{5,}(?:\.0)?\s*$")
    return [] if column.answers or not holds.any() else [Found(column.name, what, ERROR, column.lines_where(holds))]


def _of_others(said: str, what: str) -> bool:
    """Whether a column's plain name says that it is about organisations, places or things, or counts or dates them."""
    if ORGANISATION.search(said) or COUNTED.search(said):
        return True
    if what == HOMES:
        return bool(THINGS.search(said) or (PLACE.search(said) and not OF_A_HOME.search(said)))
    if what == PICTURES and A_DAY.search(said):
        return True
    return bool((THINGS.search(said) and what != IDENTITY) or (PLACE.search(said) and what not in OF_ANYBODY))


def _in_cells(column: Column) -> list[Found]:
    if column.numeric:
        return []
    found = []
    for what, mask in (
        (IDENTITY, column.telling(CASES) | column.telling(SAID)),
        (BIRTHS, column.telling(BORN)),
        (ACCOUNTS, _ibans(column)),
    ):
        if mask.any():
            found.append(Found(column.name, what, ERROR, column.lines_where(mask)))
    return found


def _ibans(column: Column) -> pl.Series:
    mask = column.telling(IBAN)
    if not mask.any():
        return mask
    right = [text for text in column.text.filter(mask).unique() if any(map(is_iban, IBAN_FOUND.findall(text)))]
    return column.text.is_in(pl.Series(right, dtype=pl.String).implode())


def is_iban(written: str) -> bool:
    """Whether letters and digits are an international bank account number: its check digits are right (ISO 13616)."""
    account = re.sub(r"\s", "", written)
    turned = account[4:] + account[:4]
    return 15 <= len(account) <= 34 and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _unnamed(column: Column) -> list[Found]:
    """Find columns of national numbers whose name does not say so."""
    if column.blank:
        return []
    if column.sample.str.contains(r"^(?:\d{10,12}|\p{L}{0,2}[\s-]?№?\s?\d{6,9}-?\p{L}?)$").mean() < NEARLY_ALL:
        return []
    cells = column.sample.unique()
    by_form = [cells.str.contains(form) for form in (SYRIAN, BOOKLET)]
    by_form.append(cells.str.contains(IRAQI) & ~cells.str.contains(A_TIME))
    checked = pl.Series([has_check_digit(cell) for cell in cells.head(1_000)], dtype=pl.Boolean)
    if len(cells) < AT_LEAST or max(mask.mean() for mask in (*by_form, checked)) < NEARLY_ALL:
        return []
    return [
        Found(
            column.name,
            IDENTITY,
            ERROR if checked.mean() >= NEARLY_ALL else HELD,
            column.lines_where(column.everything),
        )
    ]


def has_check_digit(number: str) -> bool:
    """Whether a number passes the check of Ukraine's tax number, Türkiye's identity number or Spain's."""
    if re.fullmatch(r"\d{10}", number):
        total = sum(weight * int(digit) for weight, digit in zip((-1, 5, 7, 9, 4, 6, 10, 5, 7), number, strict=False))
        return total % 11 % 10 == int(number[9])
    if re.fullmatch(r"[1-9]\d{10}", number):
        odd, even = (sum(map(int, number[start:9:2])) for start in (0, 1))
        return (7 * odd - even) % 10 == int(number[9]) and sum(map(int, number[:10])) % 10 == int(number[10])
    spanish = re.fullmatch(r"([XYZ]?)(\d{7,8})-?([A-Z])", number)
    if spanish:
        first, digits, letter = spanish.groups()
        return "TRWAGMYFPDXBNJZSQVHLCKE"[int(f"{'XYZ'.find(first) if first else ''}{digits}") % 23] == letter
    return False
