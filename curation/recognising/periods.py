"""Days, months, quarters and years as tables write them: each cell as a first and a last day."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from curation.checking.days import read_days
from curation.checking.month_names import MONTHS
from curation.reading.reading import Question
from curation.recognising.spelling import plain

# Names of months as `plain` writes them.
NAMED = {plain(name): number for name, number in MONTHS.items()}

YEAR = re.compile(r"^((?:19|20)[0-9]{2})(?:\.0)?$")
QUARTER_WORD = r"(?:q|t|qtr|trim|trimestre|quarter|квартал|кв|الربع)\.?"
QUARTER = re.compile(rf"^{QUARTER_WORD} ?([1-4])[ ,/-]*(?:of |de |del )?((?:19|20)[0-9]{{2}})$")
QUARTER_LAST = re.compile(rf"^((?:19|20)[0-9]{{2}})[ ,/-]*{QUARTER_WORD} ?([1-4])$")

# `3rd quarter 2019`, `3e trimestre 2019`, `third quarter of 2019`, and the year first.
NTH = r"([1-4])(?:st|nd|rd|th|er|re|ere|eme|ème|e|º|ª|o|a|-?й)?"
NTH_QUARTER = re.compile(rf"^{NTH} ?{QUARTER_WORD}[ ,/-]*(?:of |de |del )?((?:19|20)[0-9]{{2}})$")
NTH_QUARTER_LAST = re.compile(rf"^((?:19|20)[0-9]{{2}})[ ,/-]*{NTH} ?{QUARTER_WORD}$")
NUMBERED = {
    "first": "1", "second": "2", "third": "3", "fourth": "4",
    "premier": "1", "deuxieme": "2", "troisieme": "3", "quatrieme": "4",
    "primer": "1", "segundo": "2", "tercer": "3", "cuarto": "4",
}  # fmt: skip
# Between a month and its year: `enero de 2021`, `March of 2020`.
OF = re.compile(r" (?:del?|of) (?=(?:19|20)[0-9]{2}$)")
YEAR_MONTH = re.compile(r"^((?:19|20)[0-9]{2})[-/. ]?m?(0[1-9]|1[0-2])$")
MONTH_YEAR = re.compile(r"^(0?[1-9]|1[0-2])[-/. ]((?:19|20)[0-9]{2})$")
WORD_YEAR = re.compile(r"^([^\W\d_]+(?: [^\W\d_]+)?)[ .,/'’-]*((?:19|20)?[0-9]{2})$")
YEAR_WORD = re.compile(r"^((?:19|20)[0-9]{2})[ .,/'’-]*([^\W\d_]+(?: [^\W\d_]+)?)$")
MID_YEAR = re.compile(r"^(?:mid|mi|mediados(?: de)?)[ -]?(?:year )?((?:19|20)[0-9]{2})$")

# A timestamp: the day is kept. `2023-11-06T11:00:00.000Z`, `2020-02-09 14:30`.
MOMENT = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+[0-9]{1,2}:[0-9]{2}.*$"
CLOCK = r"^([0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}) +[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AaPp][Mm])?$"

# A day by numbers, its year last, and the two orders a person chooses between.
BY_NUMBERS = re.compile(r"^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})$")
ORDERS = ("day first", "month first")

# How often a column is read again for the cells that another notation reads.
NOTATIONS_IN_A_COLUMN = 4


@dataclass
class Periods:
    """A column of days, months or years: `days` has `cell`, `start`, `end` (ISO, null: unread) and `precision`."""

    days: pl.DataFrame
    told: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    question: Question | None = None


def period(text: str) -> tuple[str, str, str] | None:
    """First day, last day and precision of a month, quarter or year; None for what is no period."""
    low = plain_date(text)
    found = YEAR.match(low)
    if found:
        return f"{found[1]}-01-01", f"{found[1]}-12-31", "year"
    found = MID_YEAR.match(low)
    if found:
        return f"{found[1]}-01-01", f"{found[1]}-06-30", "month"
    return _quarter(low) or _month(low)


def _quarter(low: str) -> tuple[str, str, str] | None:
    word, _, rest = low.partition(" ")
    low = f"{NUMBERED[plain(word)]} {rest}" if plain(word) in NUMBERED else low
    for form, year, quarter in ((QUARTER, 2, 1), (QUARTER_LAST, 1, 2), (NTH_QUARTER, 2, 1), (NTH_QUARTER_LAST, 1, 2)):
        found = form.match(low)
        if found:
            last = 3 * int(found[quarter])
            return f"{found[year]}-{last - 2:02}-01", _month_end(int(found[year]), last), "month"
    return None


def _month(low: str) -> tuple[str, str, str] | None:
    low = OF.sub(" ", low)
    for form, year, month in ((YEAR_MONTH, 1, 2), (MONTH_YEAR, 2, 1), (WORD_YEAR, 2, 1), (YEAR_WORD, 1, 2)):
        found = form.match(low)
        number = _number(found[month]) if found else None
        if number:
            full = int(found[year]) if len(found[year]) == 4 else 2000 + int(found[year])
            return f"{full}-{number:02}-01", _month_end(full, number), "month"
    return None


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else NAMED.get(plain(word))


def plain_date(text: str) -> str:
    """A date's text in small letters with single blanks; other digits as 0 to 9."""
    western = "".join(str(int(letter)) if letter.isdigit() else letter for letter in text)
    return re.sub(r"\s+", " ", western.replace("ـ", "")).strip().casefold()


def _month_end(year: int, month: int) -> str:
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def read_periods(cells: pl.Series, answer: str | None = None) -> Periods:
    """Read a column of days or periods, whatever mixture of notations it holds.

    A day that can be read in two ways is decided by the rest of the column; where that holds both notations or
    none, it is a question (answers: `day first`, `month first`), and the first choice is read meanwhile.
    """
    distinct = cells.str.strip_chars().unique(maintain_order=True).drop_nulls()
    distinct = distinct.filter(distinct != "")
    known = {cell: found for cell in distinct if (found := period(cell))}
    bare = {cell: _without_clock(cell) for cell in distinct if cell not in known}
    days, told, question = _days(sorted(set(bare.values())), answer)
    known |= {cell: (days[short], days[short], "day") for cell, short in bare.items() if short in days}
    if any(cell != short and short in days for cell, short in bare.items()):
        told.append("days come with an hour; only the day is kept")
    rows = [(cell, *known[cell]) for cell in distinct if cell in known]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(("cell", "start", "end", "precision"), pl.String), orient="row")
    return Periods(frame, told, [cell for cell in distinct if cell not in known], question)


def _days(texts: list[str], answer: str | None) -> tuple[dict[str, str], list[str], Question | None]:
    """Read days by one notation after the other, that with most cells first."""
    read: dict[str, str] = {}
    told: list[str] = []
    either = _either_order(texts)
    question = either if answer not in ORDERS else None
    for _ in range(NOTATIONS_IN_A_COLUMN):
        column = pl.Series("cell", [text for text in texts if text not in read], dtype=pl.String)
        if not len(column):
            break
        found = read_days(column, column == "", answer=answer)
        if found.question is not None:
            question = question or found.question
            found = read_days(column, column == "", answer=next(iter(found.question.choices)))
        days = {text: day for text, day in zip(column, found.canonical(), strict=True) if _is_day(day)}
        if not days:
            break
        told += [says for says, _ in found.told if says not in told]
        read |= days
    if either:
        read |= {text: day for text in texts if (day := _in_order(text, answer or ORDERS[0]))}
    return read, told, question


def _either_order(texts: list[str]) -> Question | None:
    """The question for a column that has 8/22/2021 and 22/8/2021, and days that may be meant either way."""
    found = [(text, int(one[1]), int(one[2])) for text in texts if (one := BY_NUMBERS.match(text))]
    both = any(first > 12 for _, first, _ in found) and any(second > 12 for _, _, second in found)
    unsure = [text for text, first, second in found if first <= 12 and second <= 12 and first != second]
    if not both or not unsure:
        return None
    choices = {order: [[text, _in_order(text, order)] for text in unsure[:3]] for order in ORDERS}
    return Question(f"is the day or the month first in “{unsure[0]}”? The column has both", choices)


def _in_order(text: str, order: str) -> str:
    """The day of a text such as 3/4/2020 in the order given, the other order where that is no day."""
    found = BY_NUMBERS.match(text)
    if not found:
        return ""
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    day, month = (first, second) if order == ORDERS[0] else (second, first)
    day, month = (month, day) if month > 12 else (day, month)
    said = f"{year}-{month:02}-{day:02}"
    return said if _is_day(said) else ""


def _without_clock(cell: str) -> str:
    for form in (MOMENT, CLOCK):
        found = re.match(form, cell)
        if found:
            return found[1]
    return re.sub(r"\s+", " ", cell)


def _is_day(text: str | None) -> bool:
    try:
        return bool(text) and bool(date.fromisoformat(text)) and len(text) == 10
    except ValueError:
        return False


def day_of(text: str) -> str:
    """A day written as ISO, with or without an hour; blank for anything else."""
    day = _without_clock(text.strip())
    return day if _is_day(day) else ""


# Days and months in running text, for notes above a table: `30 September 2021`, `August and September 2021`.
IN_TEXT = (
    re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b"),
    re.compile(r"\b[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)[0-9]{2}\b"),
    re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)? [^\W\d_]{3,10},? (?:19|20)[0-9]{2}\b"),
    re.compile(r"\b[^\W\d_]{3,10} [0-9]{1,2}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2}\b"),
    re.compile(r"\b[^\W\d_]{3,10},? (?:19|20)[0-9]{2}\b"),
)


def last_day_in(text: str) -> tuple[str, str] | None:
    """The last day or month that running text names, with its precision; None when it names none."""
    found = []
    for form in IN_TEXT:
        said, text = form.findall(text), form.sub(" ", text)
        for words in said:
            short = period(words)
            if short:
                found.append((short[1], short[2]))
            else:
                days = read_periods(pl.Series([words])).days
                found += [(end, precision) for _, _, end, precision in days.rows()]
    return max(found, default=None)
