"""What heads the columns of a wide table: days, months and years; rounds without a day, months without a year."""

import re
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from curation.recognising.periods import NAMED, day_of, period, read_periods
from curation.recognising.spelling import plain

Said = tuple[str, str, str]

# What parts the words of a name, and the longest period by its words: `9 de febrero 2020`.
BETWEEN = re.compile(r"[\s_(),:;\[\]]+")
LONGEST = 4

# A period has a year; a short one stands behind the name of a month: `janv-22`.
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
SHORT_YEAR = re.compile(r"^[^\W\d_]{3,10}\.?[-'’ ]?[0-9]{2}$")

# Words for a round as `plain` writes them, alone or with the number behind them.
ROUND = r"(?:rounds?|rnd|ronde|ronda|tour|vague|wave|r|الجوله|جوله|раунд)"
ROUND_WORD = re.compile(f"^{ROUND}$")
ROUND_NUMBERED = re.compile(f"^{ROUND} ?[0-9]{{1,3}}$")
NUMBER_WORDS = ("no", "nr", "number", "numero", "n", "#", "№")

# A column about two rounds, or a share of one, is none of a round.
BETWEEN_ROUNDS = re.compile(
    r"%|percent|pourcent|porcent|change|differ|variation|variacion|increase|decrease|since|from"
)


@dataclass(frozen=True)
class Head:
    """The name of a column: `period` and `round` it says (None and "" where none), and its other `words`, plain."""

    words: str
    round: str = ""
    period: Said | None = None


def headed_periods(header: list[str]) -> dict[int, Said]:
    """First day, last day and precision of each column that a period heads, by its position.

    Days that are all the first of their month are months: spreadsheets make such days of `Sep 2012`. A period beside
    words counts where the same words have several: `IDPs 2019`, `IDPs 2020`; `Round 1 (May 2020)`, `Round 2 (June
    2020)`.
    """
    found = {n: said for n, name in enumerate(header) if (said := period(name))}
    days = {n: day for n, name in enumerate(header) if n not in found and (day := day_of(name))}
    same: dict[str, dict[int, Said]] = {}
    for n, name in enumerate(header):
        head = head_of(name)
        if head.period and n not in found and n not in days:
            same.setdefault(head.words, {})[n] = head.period
    found |= {n: said for some in same.values() if len(set(some.values())) > 1 for n, said in some.items()}
    if len(days) < 2:
        return found
    months = all(day.endswith("-01") for day in days.values())
    return found | {n: period(day[:7]) if months else (day, day, "day") for n, day in days.items()}


def headed_rounds(header: list[str]) -> dict[int, str]:
    """The round of each column that a round without a day heads, by its position; empty where there is but one."""
    dated = headed_periods(header)
    heads = {n: head_of(name) for n, name in enumerate(header) if n not in dated}
    found = {n: head.round for n, head in heads.items() if head.round and not BETWEEN_ROUNDS.search(head.words)}
    return found if len(set(found.values())) > 1 else {}


def headed_months(header: list[str]) -> dict[int, int]:
    """The number of the month of each column that a month without a year heads; empty where only one does."""
    found = {n: NAMED[plain(name)] for n, name in enumerate(header) if plain(name) in NAMED}
    return found if len(set(found.values())) > 1 else {}


def said_day(text: str) -> Said | None:
    """First day, last day and precision of a period or a day said in few words; None when it is none."""
    return period(text) or _one_day(text)


@lru_cache(maxsize=10_000)
def head_of(name: str) -> Head:
    """What the name of a column says of its time."""
    tokens = [token for one in BETWEEN.split(name) if (token := one.strip("-–—/"))]
    said, tokens = _round(tokens)
    for length in range(min(LONGEST, len(tokens)), 0, -1):
        for at in range(len(tokens) - length + 1):
            found = _period(" ".join(tokens[at : at + length]))
            if found:
                return Head(plain(" ".join(tokens[:at] + tokens[at + length :])), said, found)
    return Head(plain(" ".join(tokens)), said)


def _round(tokens: list[str]) -> tuple[str, list[str]]:
    """The round that words name, and the words without it."""
    for at, token in enumerate(tokens):
        if ROUND_NUMBERED.match(plain(token)):
            return token, tokens[:at] + tokens[at + 1 :]
        if not ROUND_WORD.match(plain(token)):
            continue
        behind = at + 1
        while behind < len(tokens) and plain(tokens[behind]) in NUMBER_WORDS:
            behind += 1
        if behind < len(tokens) and re.fullmatch("#?[0-9]{1,3}", tokens[behind]):
            return f"{token} {tokens[behind].strip('#')}", tokens[:at] + tokens[behind + 1 :]
    return "", tokens


def _period(text: str) -> Said | None:
    if not YEAR.search(text):
        return period(text) if SHORT_YEAR.match(text) else None
    return said_day(text)


def _one_day(text: str) -> Said | None:
    if len(re.findall("[0-9]+", text)) < 2:
        return None
    days = read_periods(pl.Series([text])).days
    return days.row(0)[1:] if len(days) else None
