"""What a cell of counts says: a number, a hedge, or why there is none. Nothing missing ever becomes 0."""

import re
from dataclasses import dataclass, field

import polars as pl

from curation.checking.notation import read_numbers
from curation.reading.reading import Question
from curation.recognising.spelling import plain

# What stands for a number that was not given, as `plain` writes it; signs are looked at as they stand.
NOT_REPORTED = {
    plain(word)
    for word in [
        "NA",
        "N.A.",
        "NaN",
        "null",
        "none",
        "nil",
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "data not available",
        "not available",
        "no data",
        "not reported",
        "missing",
        "unknown",
        "nd",
        "s/d",
        "sin dato",
        "sin datos",
        "non disponible",
        "no disponible",
        "غير متوفر",
        "غير متاح",
        "немає даних",
        "н/д",
        "tbd",
        "to be updated",
        "pending",
    ]
}
NOT_APPLICABLE = {
    plain(word)
    for word in ["not applicable", "sans objet", "no aplica", "no se aplica", "لا ينطبق", "не застосовується"]
}
SUPPRESSED = {plain(word) for word in ["suppressed", "redacted", "confidential", "masked", "c"]}
SIGNS = {"not_reported": r"^(-+|–|—|\.+|…|:|\?+)$", "suppressed": r"^(\*+|x+|:? ?c)$"}

# Small counts that were kept back: `<5`, `1-4`, `less than 5`.
KEPT_BACK = (
    r"(?i)^(<=? ?[0-9]{1,2}|1 ?[-–] ?[0-9]{1,2}|(less|fewer) than [0-9]{1,2}|under [0-9]{1,2}"
    r"|moins de [0-9]{1,2}|menos de [0-9]{1,2})$"
)

# A number with a letter behind it is flagged, as in Eurostat's tables. Source: Eurostat, code list OBS_FLAG.
FLAG = r"^(?P<number>[0-9][0-9 .,\u00a0\u202f]*) ?(?P<flag>[bdefinpsruz]{1,2})$"
ESTIMATED = ("e", "s", "p")

# Hedges before a number, and what they are in figures.csv.
HEDGES = {
    "more_than": r"(?i)^(?:>|more than|over|plus de|más de|mas de|أكثر من|понад) ?",
    "less_than": r"(?i)^(?:<|less than|under|moins de|menos de) ?",
    "at_least": r"(?i)^(?:≥|>=|at least|au moins|al menos) ?",
    "up_to": r"(?i)^(?:≤|<=|up to|jusqu'à|hasta) ?",
    "approximately": r"(?i)^(?:~|≈|c\.|ca\.?|circa|about|around|approximately|approx\.?|environ|unos|حوالي|близько) ?",
    "nearly": r"(?i)^(?:nearly|almost|près de|casi) ?",
}

# Small counts kept back are suppressed like the others.
STATUS_OF = {"kept back": "suppressed"}

# Cells that say a share, not a count.
PERCENT = r"^[-+]?[0-9][0-9.,]* ?%$"

# A number whatever parts its digits.
PLAIN_NUMBER = r"^[-+]?[0-9.,'\s\u00a0\u202f]+$"

# What most cells are: whole numbers as programs write them, or nothing; nothing else has to be looked at then.
USUAL = r"^(?:0|[1-9][0-9]*)?$"


@dataclass
class Reported:
    """A column of counts, read: `values` canonical or null; of other cells than whole numbers more is said.

    `at` are the positions of these others, `odd_status` and `odd_qualifier` what they say, null where nothing is to
    say; `status` and `qualifier` the same for the whole column. `unread` are positions of cells that no rule reads,
    `negative` those below zero, `shares` those in percent.
    """

    values: pl.Series
    at: pl.Series
    odd_status: pl.Series
    odd_qualifier: pl.Series
    unread: pl.Series
    negative: pl.Series
    shares: pl.Series
    told: list[tuple[str, int]] = field(default_factory=list)
    question: Question | None = None

    @property
    def status(self) -> pl.Series:
        """Why a cell gives no number, or how sure it is."""
        return self._spread(self.odd_status)

    @property
    def qualifier(self) -> pl.Series:
        """The hedge before a number."""
        return self._spread(self.odd_qualifier)

    def _spread(self, odd: pl.Series) -> pl.Series:
        none = pl.Series([None], dtype=pl.String).new_from_index(0, len(self.values))
        return none.scatter(self.at, odd) if len(odd) else none


def reported(cells: pl.Series, answer: str | None = None) -> Reported:
    """Read a column of counts; blank cells have neither value nor status."""
    at = (~cells.str.contains(USUAL)).arg_true()
    blank = cells == ""
    values = cells.set(blank, None) if blank.any() else cells
    if not len(at):
        nothing, none = pl.Series([], dtype=pl.UInt32), pl.Series([], dtype=pl.String)
        return Reported(values, at, none, none, nothing, nothing, nothing)
    # Whole numbers without separators say nothing of how the others are written.
    read = _odd(cells.gather(at).str.strip_chars(), answer)
    read.values, read.at = values.clone().scatter(at, read.values), at
    read.unread, read.negative, read.shares = (at.gather(one) for one in (read.unread, read.negative, read.shares))
    return read


def _odd(cells: pl.Series, answer: str | None) -> Reported:
    """Read the cells of a column that are other than whole numbers; positions are among them."""
    known = _known(cells)
    blank = (known["number"] == "").fill_null(True)
    read = read_numbers(known["number"].fill_null(""), blank, answer=answer)
    values = _canonical(read.canonical().set(blank, None))
    if read.question is not None:
        # People are counted in whole numbers: until a person answers, the reading without decimals is shown.
        likely = read_numbers(known["number"].fill_null(""), blank, integer=True)
        choice = "decimal comma" if not len(likely.unread()) and likely.question is None else "decimal point"
        likely = read_numbers(known["number"].fill_null(""), blank, answer=choice)
        values = _canonical(likely.canonical().set(blank, None))
    bad = read.unread()
    unread = pl.Series([False]).new_from_index(0, len(cells)).scatter(bad, True) if len(bad) else ~blank & False
    values = values.set(unread, None)
    negative = values.str.starts_with("-").fill_null(False)
    told = [(says, len(at)) for says, at in read.told]
    told += _told(known)
    positions = (mask.arg_true() for mask in (unread, negative, (known["kind"] == "share").fill_null(False)))
    status = known["status"].set(unread | negative, None)
    at = pl.int_range(len(cells), eager=True)
    return Reported(values.set(negative, None), at, status, known["qualifier"], *positions, told, read.question)


def _canonical(cells: pl.Series) -> pl.Series:
    """Numbers without decimals of zero; a blank becomes null."""
    bare = cells.str.replace(r"\.0+$", "").str.replace(r"^(-?)0+([0-9])", "$1$2")
    return bare.set(bare == "", None)


def _known(cells: pl.Series) -> pl.DataFrame:
    """For each cell the number in it, its status, qualifier and kind; only what is no plain number is looked at."""
    plainly = (cells.str.contains(PLAIN_NUMBER) & cells.str.contains("[0-9]")).fill_null(False)
    odd = cells.set(plainly | (cells == "").fill_null(True), None)
    known = pl.DataFrame({"cell": odd}).join(
        _kinds(odd.unique().drop_nulls()), on="cell", how="left", maintain_order="left"
    )
    kind = pl.when(plainly).then(pl.lit("number")).otherwise(pl.col("kind").fill_null("blank"))
    number = pl.when(plainly).then(cells).otherwise(pl.col("number").fill_null(""))
    return known.with_columns(cell=cells, number=number, kind=kind)


def _kinds(distinct: pl.Series) -> pl.DataFrame:
    """For each different cell: the number in it as it stands, its status, qualifier, and what it is."""
    rows = [_kind(cell) for cell in distinct]
    names = ("cell", "number", "status", "qualifier", "kind")
    schema = dict.fromkeys(names, pl.String)
    return pl.DataFrame([dict(zip(names, row, strict=True)) for row in rows], schema=schema)


def _kind(cell: str) -> tuple[str | None, ...]:
    missing = _missing(cell)
    if missing:
        return cell, "", None if missing == "share" else STATUS_OF.get(missing, missing), None, missing
    flagged = re.match(FLAG, cell)
    if flagged:
        status = "estimated" if set(flagged["flag"]) & set(ESTIMATED) else None
        return cell, flagged["number"].strip(), status, None, "flagged"
    return _hedged(cell)


def _missing(cell: str) -> str:
    """Why a cell gives no count: a status, `kept back` for a small count, `share`; blank when it may give one."""
    word = plain(cell)
    signs = next((status for status, form in SIGNS.items() if re.match(form, cell, re.IGNORECASE)), "")
    words = (("not_reported", NOT_REPORTED), ("not_applicable", NOT_APPLICABLE), ("suppressed", SUPPRESSED))
    said = signs or next((status for status, known in words if word in known), "")
    if not said and re.match(KEPT_BACK, cell):
        said = "kept back"
    return said or ("share" if re.match(PERCENT, cell) else "")


def _hedged(cell: str) -> tuple[str | None, ...]:
    """A number behind a hedge (`~500`), or the cell as it stands."""
    for qualifier, form in HEDGES.items():
        bare = re.sub(form, "", cell)
        if bare != cell:
            return cell, bare.strip(), None, qualifier, "hedged"
    return cell, cell, None, None, "number"


def _told(known: pl.DataFrame) -> list[tuple[str, int]]:
    """Say which words and signs were read, and as what."""
    says = {
        "not_reported": "read as not reported, never as 0",
        "not_applicable": "read as not applicable",
        "suppressed": "read as a count the source keeps back (suppressed), never as 0",
        "kept back": "read as a small count the source keeps back (suppressed), never as 0",
        "flagged": "is a number with the source's own flag; the number is read",
        "hedged": "is a number with a hedge; both are kept",
    }
    counted = known.filter(pl.col("kind").is_in(list(says))).group_by("kind", maintain_order=True)
    found = counted.agg(pl.col("cell").unique(maintain_order=True).head(3), often=pl.len())
    return [(f"{_listed(cells)} {says[kind]}", often) for kind, cells, often in found.rows()]


def _listed(cells: list[str]) -> str:
    return ", ".join(f"“{cell}”" for cell in cells)
