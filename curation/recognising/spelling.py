"""Words as they are compared: without accents, capitals, signs and the ways a name is abbreviated."""

import re
import unicodedata
from functools import lru_cache

# Arabic letters that are written in two ways, and the stroke that only makes a word longer.
ARABIC = str.maketrans({"ى": "ي", "ة": "ه", "ـ": "", "ؤ": "و", "ئ": "ي"})

# A word ends where a capital follows a small letter, as in programs' names: `admin1Name`, `numPresentIdpInd`.
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Return a text in small letters, without accents, its words parted by one blank; signs part words.

    `Country / territory of asylum`, `Country.or.territory.of.asylum` and `countryOfAsylum` come near each other.
    """
    spread = unicodedata.normalize("NFKD", HUMP.sub(" ", text))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold().translate(ARABIC)
    return " ".join(re.findall(r"[^\W_]+|[#%+<>]", bare))


@lru_cache(maxsize=100_000)
def slug(text: str) -> str:
    """Return a text as part of an identifier: small letters, digits and hyphens; empty when nothing is left."""
    spread = unicodedata.normalize("NFKD", text.replace("+", " plus ").replace("<", " under ")).casefold()
    return re.sub(r"[^a-z0-9]+", "-", spread.encode("ascii", "ignore").decode()).strip("-")
