"""Plain words of what a column is called, so that one list of phrases serves every way of writing."""

import re
import unicodedata
from functools import lru_cache

# Arabic letters people write one for the other, and the stretching stroke.
ARABIC_LETTERS = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ـ")

# The Arabic article goes only from words that stay words without it.
ARTICLE = re.compile(r"^(?:و?ال|لل)(?=\w{3,})")

# aB and a1 are two words each: phoneNumber, phone1, male0to17; so is the end of a run of capitals: HHSize.
HUMPS = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
SIGNS = {"%": " percent ", "№": " no ", "n°": " no ", "nº": " no "}

# Stands for an open ending while a phrase is made plain; no word has it.
ENDING = "qzq"


@lru_cache(maxsize=8_192)
def plain(name: str) -> str:
    """Return a name as small words with one space between: no accents, joints, signs or articles.

    `Téléphone_du chefMénage` gives "telephone du chef menage"; `رقم الهاتف` gives "رقم هاتف"; `60+`
    gives "60 plus". A HXL tag gives its words: `#contact+phone` gives "contact phone".
    """
    text = name.replace("+", " " if name.lstrip().startswith("#") else " plus ")
    text = HUMPS.sub(" ", unicodedata.normalize("NFKC", text).replace("&", " and "))
    text = text.casefold()
    for sign, word in SIGNS.items():
        text = text.replace(sign, word)
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    words = re.findall(r"[^\W_]+", text.translate(ARABIC_LETTERS))
    return " ".join(ARTICLE.sub("", word) for word in words)


def phrases(text: str) -> re.Pattern[str]:
    """Return a pattern that finds any of the phrases of `text` as whole words in what `plain` returns.

    Phrases stand between semicolons or on lines of their own, written as people write them; a star
    at a word's end leaves its ending open, a caret before a phrase and a dollar sign behind it mean
    that nothing else stands there.
    """
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    return re.compile("|".join(sorted({_pattern(part) for part in parts}, key=len, reverse=True)))


def _pattern(phrase: str) -> str:
    inner = plain(phrase.strip("^$").replace("*", ENDING)).replace(ENDING, r"\w*")
    start = "^" if phrase.startswith("^") else r"(?:^|(?<= ))"
    return start + inner + ("$" if phrase.endswith("$") else r"(?= |$)")
