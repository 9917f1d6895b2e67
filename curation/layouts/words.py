"""What words in cells mean that several publishers share: groups of people, and sexes."""

from curation.recognising.plan import Words
from curation.recognising.sex_age import sex_in
from curation.recognising.sheet import Sheet
from curation.recognising.spelling import plain

# Population types as UNHCR's tables name and code them, as plain words. Returns are counted over the year.
POPULATION_TYPES = {
    "refugees": "refugees",
    "refugee": "refugees",
    "ref": "refugees",
    "refugees incl refugee like situations": "refugees",
    "refugees under unhcr s mandate": "refugees",
    "refugees and people in a refugee like situation": "refugees",
    "roc": "refugees",
    "asylum seekers": "asylum_seekers",
    "asylum seekers pending cases": "asylum_seekers",
    "asy": "asylum_seekers",
    "internally displaced": "idps",
    "internally displaced persons": "idps",
    "idps": "idps",
    "idp": "idps",
    "ioc": "idps",
    "idps of concern to unhcr": "idps",
    "idps protected assisted by unhcr incl people in idp like situations": "idps",
    "stateless": "stateless",
    "stateless persons": "stateless",
    "persons under unhcr s statelessness mandate": "stateless",
    "sta": "stateless",
    "others of concern": "others_of_concern",
    "others of concern to unhcr": "others_of_concern",
    "ooc": "others_of_concern",
    "other people in need of international protection": "others_in_need_of_protection",
    "venezuelans displaced abroad": "others_in_need_of_protection",
    "vda": "others_in_need_of_protection",
    "oip": "others_in_need_of_protection",
    "host community": "host_community",
    "hst": "host_community",
    "hco": "host_community",
    "returned refugees": "refugee_returns",
    "returned refugee": "refugee_returns",
    "ret": "refugee_returns",
    "returned idps": "idp_returns",
    "returned idp": "idp_returns",
    "rdp": "idp_returns",
    "resettlement arrivals": "resettlements",
    "resettlement": "resettlements",
    "rst": "resettlements",
    "naturalisation": "naturalisations",
    "naturalization": "naturalisations",
    "nat": "naturalisations",
}


def population_type(name: str) -> str:
    """The indicator that a name of a population type stands for, also with its abbreviation; blank when it is none."""
    words, _, short = name.strip().rstrip(")").partition("(")
    both = {POPULATION_TYPES.get(plain(one), "") for one in (words, short)}
    return POPULATION_TYPES.get(plain(name), "") or (both.pop() if len(both) == 1 else "")


def population_words(sheet: Sheet, column: int) -> Words:
    """A column of population types; words that are none leave their rows out, and are told."""
    found = {plain(cell): population_type(cell) for cell in sheet.distinct(column)}
    return Words(column, {word: {"indicator": indicator} for word, indicator in found.items() if indicator})


def sex_words(sheet: Sheet, column: int) -> Words:
    """A column of sexes: where a row for both stands beside each sex, the sexes are its parts."""
    found = {plain(cell): sex_in(cell) for cell in sheet.distinct(column)}
    both = "all" in found.values()
    means = {word: {"sex": sex, "part": both and sex != "all"} for word, sex in found.items() if sex}
    return Words(column, {"": {}} | means)
