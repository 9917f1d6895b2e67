"""Which country a table is about when no column says it: by P-codes, by words beside it, by names of its regions."""

from collections import Counter
from functools import lru_cache
from gettext import translation

import pycountry
from rapidfuzz import fuzz, process

from curation.recognising.country_names import code_of, iso3
from curation.recognising.place_names import bare_name
from curation.recognising.spelling import plain

# So large a share of the names of regions must be known in one country, and so much fewer in any other.
SHARE = 0.5
AHEAD = 1.5

# Two spellings of a region's name this alike (0 to 100) are one; transliterations differ in a vowel or two.
ALIKE = 84
REGIONS_ASKED = 40

# Words that name a region in many countries.
ANYWHERE = {
    *("north", "south", "east", "west", "central", "centre", "northern", "southern", "eastern", "western"),
    *("nord", "sud", "est", "ouest", "norte", "sur", "este", "oeste"),
    *("northeast", "northwest", "southeast", "southwest"),
}

# Languages in which the list of provinces says their names besides its own spelling; it has no Arabic.
LANGUAGES = ("fr", "es", "uk")


def country_of_codes(codes: list[str]) -> str:
    """The country whose letters nearly all P-codes begin with: two of ISO (`SD08`) or three (`MMR001`)."""
    tidy = [code.strip().upper() for code in codes if code.strip()]
    for letters in (2, 3):
        starts = Counter(code[:letters] for code in tidy if code[:letters].isalpha() and code[letters:].isdigit())
        if starts:
            first, often = starts.most_common(1)[0]
            if often >= 0.9 * len(tidy):
                return code_of(first)
    return ""


def country_in_words(texts: list[str]) -> str:
    """The only country that running text names; blank when it names none or several."""
    found = Counter()
    for text in texts:
        words = plain(text).split()
        at = 0
        while at < len(words):
            size, code = _country_at(words[at:])
            found[code] += bool(code)
            at += size
    del found[""]
    if not found:
        return ""
    first = found.most_common(2)
    return first[0][0] if len(first) == 1 or first[0][1] >= 3 * first[1][1] else ""


def _country_at(words: list[str]) -> tuple[int, str]:
    """How many words are the longest name of a country here, and its code; one word and blank when none is."""
    for size in (4, 3, 2, 1):
        said = " ".join(words[:size])
        code = iso3(said) if len(words) >= size and len(said) > 3 else ""
        if code and not code.startswith("X-"):
            return size, code
    return 1, ""


def country_of_regions(names: list[str]) -> str:
    """The country whose provinces or states have these names; blank when too few fit or two countries do."""
    asked = tuple(dict.fromkeys(bare_name(name) for name in names if plain(name)))[:REGIONS_ASKED]
    telling = any(word not in ANYWHERE for name in asked for word in name.split())
    return _country_of(asked) if len(asked) >= 3 and telling else ""


@lru_cache(maxsize=500)
def _country_of(asked: tuple[str, ...]) -> str:
    exact = Counter(country for country, regions in _regions().items() if set(asked) & set(regions))
    counts = Counter()
    for country in exact:
        counts[country] = len(_known_in(asked, _regions()[country]))
    best = counts.most_common(2)
    if not best or best[0][1] < SHARE * len(asked) or (len(best) > 1 and best[0][1] < AHEAD * best[1][1]):
        return ""
    return code_of(best[0][0])


def _known_in(asked: tuple[str, ...], regions: list[str]) -> list[str]:
    """The names that are a region of the country, also where they are spelt a little otherwise."""
    return [
        name for name in asked if process.extractOne(name, regions, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE)
    ]


@lru_cache(maxsize=1)
def _regions() -> dict[str, list[str]]:
    """Names of the provinces of each country, as ISO 3166-2 writes them and as they are called in other languages."""
    told = [translation("iso3166-2", pycountry.LOCALES_DIR, languages=[one]).gettext for one in LANGUAGES]
    regions: dict[str, dict[str, None]] = {}
    for one in pycountry.subdivisions:
        names = (one.name, *(tell(one.name) for tell in told))
        regions.setdefault(one.country_code, {}).update(dict.fromkeys(bare_name(name) for name in names))
    return {country: list(names) for country, names in regions.items()}
