"""Sex and age in names of columns and in cells: `Female 0-4`, `60+M`, `lessthan1M`, `#affected+f+age_0_4`."""

import re
from itertools import pairwise

from curation.recognising.spelling import plain

SEXES = {
    "f": "f female females women woman girls girl fem femme femmes filles fille feminin mujer mujeres ninas femenino "
    "نساء اناث انثي жінки жіноча жін дівчата",
    "m": "m male males men man boys boy masc homme hommes garcons masculin hombre hombres ninos masculino "
    "رجال ذكور ذكر чоловіки чоловіча чол хлопці",
    "all": "both all total bothsexes ensemble tous ambos todos الجميع المجموع обидві усі всього",
    "u": "unknown inconnu desconocido غير невідомо",
}
SEX_OF = {plain(word): sex for sex, words in SEXES.items() for word in words.split()}

# Words for ages that carry no number. Children are under 18 in the figures of UNICEF and UNHCR.
AGES = {
    "children": "0-17",
    "child": "0-17",
    "enfants": "0-17",
    "ninos y ninas": "0-17",
    "adults": "18+",
    "adult": "18+",
    "adultes": "18+",
    "adultos": "18+",
}

# Spreadsheets made dates of bands: `5-9` became 9 May, `5-11` 5 November or 11 May. The day and month are the ends.
BAND_AS_DATE = re.compile(r"^(?:19|20)[0-9]{2}-([0-9]{2})-([0-9]{2})(?:T00:00:00)?$")
BAND = re.compile(r"(?<![0-9])([0-9]{1,2}) ?(?:-|–|to|a|à|_| |and) ?([0-9]{1,2})(?![0-9])")
OPEN = re.compile(r"(?<![0-9])([0-9]{1,2}) ?(?:\+|plus|and over|and above|or more|et plus|y mas|ans et plus|years and)")
UNDER = re.compile(r"(?:less ?than|under|moins de|menos de|<) ?([0-9]{1,2})(?![0-9])")
MONTH_NAMED = re.compile(r"^([0-9]{1,2})[- ](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$", re.IGNORECASE)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def age_in(text: str) -> str:
    """The age band a text names (`0-17`, `60+`, `unknown`), or blank when it names none."""
    low = text.strip().casefold().replace("–", "-").replace("_", " ")
    for form in (OPEN, UNDER, BAND):
        found = form.search(low)
        if not found:
            continue
        if form is OPEN:
            return f"{int(found[1])}+"
        if form is UNDER:
            return f"0-{int(found[1]) - 1}" if int(found[1]) else ""
        first, last = int(found[1]), int(found[2])
        if first <= last:
            return f"{first}-{last}"
    # UNHCR writes its open band as `Female_60` and `#…+age_60_`.
    last = re.search(r"(?<![0-9])(60|65|70|75|80) ?$", low)
    if last:
        return f"{last[1]}+"
    words = plain(low)
    if re.search(r"\b(unknown age|age unknown|unknown|f other|m other)\b", words):
        return "unknown"
    return next((band for word, band in AGES.items() if re.search(rf"\b{word}\b", words)), "")


def sex_in(text: str) -> str:
    """The sex a text names (f, m, all, u), or blank when it names none."""
    words = re.findall(r"[^\W\d_]+", plain(re.sub(r"([0-9])([fmFM])\b", r"\1 \2", text)))
    for sex in ("f", "m"):
        if any(SEX_OF.get(word) == sex for word in words):
            return sex
    return next((SEX_OF[word] for word in words if word in SEX_OF), "")


def sex_and_age(text: str) -> tuple[str, str] | None:
    """What a column named so is a cut by: sex and age band; None when it names neither."""
    spread = re.sub(r"lessthan", " less than ", text, flags=re.IGNORECASE)
    spread = re.sub(r"^0 (?=less than)", "", spread.strip(), flags=re.IGNORECASE)
    spread = re.sub(r"(less than ?[0-9]+|[0-9]\+?)([FMfm])$", r"\1 \2", spread)
    spread = re.sub(r"^([FMfm])[_: ]?(?=[0-9])", r"\1 ", spread)
    sex, age = sex_in(spread), age_in(spread)
    if not sex and not age:
        return None
    return sex or "all", age or "all"


def band_from_date(text: str) -> str:
    """The age band that a spreadsheet turned into a date; blank when the text is no such date."""
    found = BAND_AS_DATE.match(text.strip())
    if found:
        first, last = sorted((int(found[1]), int(found[2])))
        return f"{first}-{last}"
    named = MONTH_NAMED.match(text.strip())
    if named:
        first, last = sorted((int(named[1]), MONTHS.index(named[2].casefold()) + 1))
        return f"{first}-{last}"
    return ""


def overlap(bands: list[str]) -> bool:
    """True when two of the bands share a year of age, so that they must never be added."""
    ends = sorted(ends_of(band) for band in set(bands) if band[:1].isdigit())
    return any(later[0] <= earlier[1] for earlier, later in pairwise(ends))


def ends_of(band: str) -> tuple[int, int]:
    """First and last year of age of a band; an open one goes to 200."""
    first, _, last = band.rstrip("+").partition("-")
    return int(first), int(last) if last else 200
