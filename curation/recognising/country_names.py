"""ISO 3166-1 alpha-3 codes of countries from the names publishers write, in five languages."""

import re
from functools import lru_cache

import pycountry
from babel import Locale

from curation.recognising.spelling import plain

LANGUAGES = ("en", "fr", "es", "ar", "uk")

# Areas that publishers list as countries and ISO does not know; identifiers of our own. IDMC codes Abyei AB9.
AREAS = {"AB9": "X-ABYEI", "ABY": "X-ABYEI", "XKX": "X-KOSOVO", "KOS": "X-KOSOVO", "UVK": "X-KOSOVO"}
AREA_NAMES = {"X-ABYEI": "Abyei Area", "X-KOSOVO": "Kosovo (S/RES/1244 (1999))"}
AREA_OF = {"abyei": "X-ABYEI", "abyei area": "X-ABYEI", "kosovo": "X-KOSOVO", "kosovo s res 1244 1999": "X-KOSOVO"}

# People whose origin is no country: UNHCR's codes and words. XXA, XXB, XXC are ISO's codes for travel documents.
NO_COUNTRY = {
    "UKN": "X-UNKNOWN",
    "UNK": "X-UNKNOWN",
    "VAR": "X-VARIOUS",
    "XXA": "X-STATELESS",
    "STA": "X-STATELESS",
    "TIB": "X-TIBETANS",
    "UNKNOWN": "X-UNKNOWN",
    "VARIOUS": "X-VARIOUS",
    "VARIOUS/UNKNOWN": "X-UNKNOWN",
    "VARIOUS / UNKNOWN": "X-UNKNOWN",
    "STATELESS": "X-STATELESS",
    "TIBETAN": "X-TIBETANS",
    "TIBETANS": "X-TIBETANS",
    "OTHERS": "X-VARIOUS",
    "OTHER": "X-VARIOUS",
}
NO_COUNTRY_NAMES = {
    "X-UNKNOWN": "unknown origin",
    "X-VARIOUS": "various or unknown origin",
    "X-STATELESS": "no country (stateless)",
    "X-TIBETANS": "Tibetans",
}

# Names that neither ISO nor CLDR has: former ones, and those of the UN's lists, as plain words.
FORMER = {
    "swaziland": "SWZ",
    "former yugoslav rep of macedonia": "MKD",
    "the former yugoslav republic of macedonia": "MKD",
    "macedonia": "MKD",
    "cape verde": "CPV",
    "czech rep": "CZE",
    "czech republic": "CZE",
    "burma": "MMR",
    "zaire": "COD",
    "drc": "COD",
    "dr congo": "COD",
    "rdc": "COD",
    "car": "CAF",
    "rca": "CAF",
    "ivory coast": "CIV",
    "cote divoire": "CIV",
    "turkey": "TUR",
    "turquia": "TUR",
    "palestine": "PSE",
    "palestinian": "PSE",
    "occupied palestinian territory": "PSE",
    "opt": "PSE",
    "west bank and gaza": "PSE",
    "serbia and kosovo s res 1244 1999": "SRB",
    "serbia and kosovo": "SRB",
    "serbia and montenegro": "SCG",
    "uk": "GBR",
    "uae": "ARE",
    "usa": "USA",
    "us": "USA",
    "congo brazzaville": "COG",
    "congo kinshasa": "COD",
    "syria": "SYR",
    "russia": "RUS",
    "laos": "LAO",
    "vietnam": "VNM",
    "south korea": "KOR",
    "north korea": "PRK",
    "hong kong": "HKG",
    "macao": "MAC",
    "vatican": "VAT",
    "holy see the": "VAT",
    "libyan arab jamahiriya": "LBY",
    "wallis and futuna islands": "WLF",
    "lao pdr": "LAO",
    "korea": "KOR",
    "hong kong china": "HKG",
    "macao china": "MAC",
    "taiwan china": "TWN",
}

# Letters UN lists save, and words that tell no country from another.
SHORT = {"rep": "republic", "dem": "democratic", "fed": "federated", "st": "saint", "is": "islands", "isl": "islands"}
EMPTY = {"the", "of", "and", "la", "le", "les", "el", "los", "de", "du", "des", "del", "l", "d", "s"}


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], dict[frozenset[str], str]]:
    """Codes by plain name, and by the words of a name in any order (only where one country has them)."""
    exact: dict[str, str] = dict(FORMER)
    for country in pycountry.countries:
        for kind in ("name", "common_name", "official_name"):
            if getattr(country, kind, ""):
                exact.setdefault(plain(getattr(country, kind)), country.alpha_3)
    alpha3 = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in alpha3:
                exact.setdefault(plain(name), alpha3[code])
    words: dict[frozenset[str], str] = {}
    twice = set()
    for name, code in exact.items():
        key = _words(name)
        twice |= {key} if words.setdefault(key, code) != code else set()
    return exact, {key: code for key, code in words.items() if key not in twice and key}


def _words(name: str) -> frozenset[str]:
    return frozenset(SHORT.get(word, word) for word in name.split()) - EMPTY


@lru_cache(maxsize=20_000)
def iso3(text: str) -> str:
    """The alpha-3 code of a country's name or code, an identifier `X-…` for an area or “unknown”; blank if none.

    Trailing asterisks and notes in brackets are passed over. `Congo` alone is the Republic (COG), as ISO names it.
    """
    bare = text.strip().strip("*†‡ ").strip()
    if bare.upper() in NO_COUNTRY:
        return NO_COUNTRY[bare.upper()]
    if bare.upper() in AREAS:
        return AREAS[bare.upper()]
    if re.fullmatch("[A-Z]{3}", bare) and pycountry.countries.get(alpha_3=bare):
        return bare
    exact, words = _known()
    name = plain(bare)
    if name in AREA_OF:
        return AREA_OF[name]
    found = exact.get(name) or words.get(_words(name))
    if not found and "(" in bare:
        found = exact.get(plain(bare.partition("(")[0]))
    return found or ""


def code_of(text: str) -> str:
    """The identifier of a code that stands in a column of codes; two letters are alpha-2. Blank when unknown."""
    bare = text.strip().upper()
    if re.fullmatch("[A-Z]{2}", bare):
        country = pycountry.countries.get(alpha_2=bare)
        return country.alpha_3 if country else ""
    return iso3(bare) if re.fullmatch("[A-Z]{2}[A-Z0-9]", bare) else ""


def alpha2(code: str) -> str:
    """The two letters P-codes of a country begin with; blank for what is no country."""
    country = pycountry.countries.get(alpha_3=code) if code else None
    return country.alpha_2 if country else ""


def name_of(code: str) -> str:
    """A country's usual English name; that of an area of our own; the code itself when neither is known."""
    if code in AREA_NAMES or code in NO_COUNTRY_NAMES:
        return AREA_NAMES.get(code) or NO_COUNTRY_NAMES[code]
    country = pycountry.countries.get(alpha_3=code)
    if not country:
        return code
    return Locale("en").territories.get(country.alpha_2) or country.name
