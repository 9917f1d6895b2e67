"""Plain words of what a column is called, so that one list of phrases serves every way of writing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

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


class Phrases:
    """Phrases to be found as whole words in what `plain` returns; see `phrases`.

    `plain` gives words with one space between, so looking words up is enough to find a phrase. The pattern of
    all of them takes long to make, and is made only where phrases are to be taken out.
    """

    def __init__(self, text: str):
        self.text = text

    @cached_property
    def _parts(self) -> list[str]:
        return [part.strip() for part in re.split(r"[;\n]", self.text) if part.strip()]

    @cached_property
    def _by_first(self) -> tuple[dict[str, list[_Phrase]], list[_Phrase]]:
        """The phrases by their first word, and those whose first word has an open ending."""
        known: dict[str, list[_Phrase]] = {}
        open_ended = []
        for part in self._parts:
            words = tuple(_bare(part).split())
            phrase = _Phrase(words, part.startswith("^"), part.endswith("$"))
            (open_ended if ENDING in words[0] else known.setdefault(words[0], [])).append(phrase)
        return known, open_ended

    def search(self, name: str) -> bool:
        """Whether any of the phrases is in a name, as `plain` returns it."""
        words, (known, open_ended) = name.split(), self._by_first
        return any(
            phrase.stands(words, at) for at, word in enumerate(words) for phrase in (*known.get(word, ()), *open_ended)
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted({_pattern(part) for part in self._parts}, key=len, reverse=True)))

    def sub(self, other: str, name: str) -> str:
        """A name with `other` in the place of each phrase, the longest first."""
        return self._pattern.sub(other, name)


@dataclass(frozen=True)
class _Phrase:
    """The words of a phrase; nothing stands before or behind it where it is `first` or `last`."""

    words: tuple[str, ...]
    first: bool
    last: bool

    def stands(self, words: list[str], at: int) -> bool:
        """Whether the phrase stands among words, from a place on."""
        end = at + len(self.words)
        if end > len(words) or (self.first and at) or (self.last and end < len(words)):
            return False
        return all(_is(wanted, word) for wanted, word in zip(self.words, words[at:end], strict=True))


def _is(wanted: str, word: str) -> bool:
    return word.startswith(wanted.removesuffix(ENDING)) if wanted.endswith(ENDING) else word == wanted


def phrases(text: str) -> Phrases:
    """Return what finds any of the phrases of `text` as whole words in what `plain` returns.

    Phrases stand between semicolons or on lines of their own, written as people write them; a star
    at a word's end leaves its ending open, a caret before a phrase and a dollar sign behind it mean
    that nothing else stands there.
    """
    return Phrases(text)


def _bare(phrase: str) -> str:
    return plain(phrase.strip("^$").replace("*", ENDING))


def _pattern(phrase: str) -> str:
    inner = _bare(phrase).replace(ENDING, r"\w*")
    start = "^" if phrase.startswith("^") else r"(?:^|(?<= ))"
    return start + inner + ("$" if phrase.endswith("$") else r"(?= |$)")
