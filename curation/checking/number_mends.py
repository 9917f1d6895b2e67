"""How to mend what stands where a number should, so that nobody has to guess what to write."""

import re
from decimal import Decimal

# Digits other than 0 to 9 that stand in tables of the field: Arabic, Persian and Urdu, Hindi, Bengali, full width.
DIGITS = {chr(zero + n): str(n) for zero in (0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10) for n in range(10)}

# Marks of direction and other signs that nobody sees.
HIDDEN = "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
BLANKS = "\u00a0\u2002\u2003\u2004\u2005\u2007\u2008\u2009\u202f\u3000\t"

UNSEEN = f" \r\n{BLANKS}{HIDDEN}"

# Blanks between digits (no-break, narrow, thin, figure), apostrophes and the Arabic sign that part thousands,
# a true minus, the Arabic comma.
ALIKE = {**dict.fromkeys(BLANKS, " "), **dict.fromkeys("’‘ʼ´`٬", "'"), "−": "-", "،": ",", **dict.fromkeys(HIDDEN, "")}

# Words and signs that people write where nothing is known.
NOTHING = re.compile(
    r"[-–—.*?x/ ]+|n\.?[/ ]?[adks]\.?|nan|null|none|nil|nd|s/?d|unknown|not (available|reported|known|applicable)"
    r"|tbd|tbc|sans objet|inconnu|desconocido|غير معروف|لا يوجد|невідомо|#[A-Z0-9/!?]+[!?]?|-?inf(inity)?",
    re.IGNORECASE,
)
LESS = re.compile(r"(<|≤|less than|under|fewer than|moins de|menos de|أقل من|менше)\s*=?\s*([0-9][0-9.,' ]*)", re.I)
HEDGED = re.compile(
    r"(~|≈|±|>|≥|ca\.?|c\.|circa|about|approx\.?|around|nearly|over|more than|environ|plus de|más de|unos|حوالي|أكثر من"
    r"|понад|близько)"
    r"\s*=?\s*[0-9].*|[0-9][0-9.,' ]*\s*(\+|\*|±.*)",
    re.IGNORECASE,
)
RANGE = re.compile(r"([0-9][0-9.,' ]*?)\s*(?:[-–—/]|to|à|a|до|إلى)\s*([0-9][0-9.,' ]*)", re.IGNORECASE)
SHORT = re.compile(
    r"([0-9]+(?:[.,][0-9]+)?)\s*(k|m|mn|mio|thousand|million|mille|mil|millions?|тис\.?|млн|ألف|مليون)", re.I
)
TIMES = {"k": 3, "thousand": 3, "mille": 3, "mil": 3, "тис": 3, "тис.": 3, "ألف": 3}
MILLION = 6
PERCENT = re.compile(r"[0-9.,' ]+\s*[%٪]")
BRACKETS = re.compile(r"\(\s*[0-9][0-9.,' ]*\s*\)")
MONEY = re.compile(
    r"[$€£¥₴₺]\s*[0-9].*|[0-9][0-9.,' ]*\s*([$€£¥₴₺]|usd|eur|syp|uah|gbp|try)|(usd|eur|syp)\s*[0-9].*", re.I
)
UNIT = re.compile(r"([0-9][0-9.,' ]*)(?:\s+[^\W\d_]|[^\W\d_]{2})[\w ./-]*")
LETTER = re.compile(r"[0-9oOlI.,' ]*[oOlI][0-9oOlI.,' ]*")
GROUPS = re.compile(r"[0-9]+([., '][0-9]+){2,}|[0-9]+[ '][0-9]+")

# A longer cell is no attempt at a number.
LONGEST = 60

SIGNS = str.maketrans({**DIGITS, **ALIKE})


def mend_number(cell: str) -> str | None:
    """Return how to mend a cell that is no number; None where nothing better than the type's own is known."""
    text = cell.translate(SIGNS).strip()
    if len(text) > LONGEST:
        return None
    short = SHORT.fullmatch(text)
    if short:
        return f"write {_written_out(*short.groups())} if that is meant"
    return next((mend for form, mend in MENDS if form.fullmatch(text)), None)


def _written_out(number: str, word: str) -> str:
    power = TIMES.get(word.lower(), MILLION)
    return f"{(Decimal(number.replace(',', '.')) * 10**power).normalize():f}"


# The first form that fits decides.
MENDS = (
    (NOTHING, "leave the cell blank where there is no number; 0 means zero"),
    (LESS, "a number below a limit was hidden: leave the cell blank and say so in another column"),
    (PERCENT, "write the number without the percent sign, in a column that says it is a percentage"),
    (BRACKETS, "write it without brackets; with a minus if it is below zero"),
    (RANGE, "write one number; the two ends of a range have columns of their own"),
    (HEDGED, "write the number alone; how sure it is belongs in another column"),
    (MONEY, "write the number alone; the currency belongs in the column's name"),
    (LETTER, "write digits only; a letter stands where a digit should"),
    (GROUPS, "separators stand in the wrong place; write the number without them"),
    (UNIT, "write the number alone; the unit belongs in the column's name"),
)
