"""The letters beyond A to Z of the languages partners write, and what a word never looks like."""

import re

# Letters beyond ASCII of each language, in small; capitals are added below. Arabic includes Persian,
# and French beside it, as Lebanon, Chad and the Maghreb write; Cyrillic is Ukrainian and Russian.
FRENCH = "àâæçéèêëîïôœùûüÿ"
WESTERN = {
    "French": FRENCH,
    "Spanish": "áéíóúüñ",
    "Portuguese": "áâãàçéêíóôõú",
    "German": "äöüß",
    "Nordic": "åäöæøé",
    "Icelandic": "áæéíðóöþúý",
    "Italian": "àèéìíîòóùú",
}
TURKISH = {"Turkish": "çğıöşüâîûİ"}
CENTRAL = {
    "Polish": "ąćęłńóśźż",
    "Czech": "áčďéěíňóřšťúůýž",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîşţ",
    "Croatian": "čćđšž",
}
MARKS = "".join(map(chr, [*range(0x0621, 0x063B), *range(0x0640, 0x0653), *range(0x0660, 0x066A)]))
ARABIC = {"Arabic": MARKS + "پچژکگی" + FRENCH}
CYRILLIC = {"Cyrillic": "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя"}
GREEK = {"Greek": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}


def _with_capitals(languages: dict[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(letters) | frozenset(letters.upper()) for name, letters in languages.items()}


ALPHABETS = {
    "western": _with_capitals(WESTERN),
    "turkish": _with_capitals(TURKISH | WESTERN),
    "central": _with_capitals(CENTRAL),
    "arabic": _with_capitals(ARABIC),
    "cyrillic": _with_capitals(CYRILLIC),
    "greek": _with_capitals(GREEK),
}
EVERY_LETTER = frozenset().union(*(letters for alphabet in ALPHABETS.values() for letters in alphabet.values()))

# Signs that any language uses beside its letters.
SIGNS = frozenset("’‘“”„«»–—…°€£²³¹½¼¾·•№×±§®©™ºª¿¡،؛؟ـ\u00a0\u00ad\u200c\u200d\u200e\u200f")

# What words never hold, whatever the language: two scripts, a sign between two letters, a fraction or
# pound sign before one, a capital beyond A to Z inside a word of small letters.
LATIN_LETTER, OTHER_LETTER = "A-Za-z\u00c0-\u024f", "\u0370-\u06ff"
SMALL, CAPITAL = (
    "".join(sorted(letter for letter in EVERY_LETTER if getattr(letter, test)())) for test in ("islower", "isupper")
)
NEVER = re.compile(
    f"[{LATIN_LETTER}][\u0370-\u05ff\u0621-\u064a]|[{OTHER_LETTER}][{LATIN_LETTER}]"
    f"|[A-Z][{CAPITAL}][a-z]|[^\\W\\d_][“”„«»…°€£²³¹½¼¾•№×±§®©™ºª¿¡][^\\W\\d_]|[²³¹½¼¾£][^\\W\\d_]|[a-z{SMALL}][{CAPITAL}]"
)

# Icelandic in Windows 1252 has the bytes of Turkish in 1254; where both fit, it is Turkish.
SELDOM = 0.25

# So many impossible pairs a letter beyond A to Z are slips of the pen.
SLIPS = 0.02


def strangeness(text: str, alphabet: str) -> float | None:
    """Count the letters of `text` that its likeliest language does not have; None when it is no language.

    `alphabet` is one of ALPHABETS: the languages an encoding was made for. 0 means that every letter
    beyond A to Z belongs to one language.
    """
    beyond = {letter for letter in text if ord(letter) > 127} - SIGNS
    if beyond - frozenset().union(*ALPHABETS[alphabet].values()):
        return None
    often = len(text) - len(text.encode("ascii", "ignore"))
    if len(NEVER.findall(text)) > SLIPS * often:
        return None
    languages = ALPHABETS[alphabet].items()
    return min(len(beyond - letters) + (SELDOM if name == "Icelandic" else 0) for name, letters in languages)
