"""Eurostat's asylum tables (migr_asy…): a row per observation, or a column per period and all cuts in the first one."""

import polars as pl

from curation.recognising.periods import period
from curation.recognising.plan import Count, Fit, PlaceColumns, Plan, Words
from curation.recognising.sex_age import age_in
from curation.recognising.sheet import Sheet
from curation.recognising.spelling import plain

ID, TITLE, SOURCE = "eurostat", "Eurostat asylum statistics", "eurostat"

# The cuts that stand together in the first column of a wide table, and what parts its last one from the periods.
CUTS = ("freq", "citizen", "sex", "unit", "age", "asyl_app", "applicant", "decision", "geo")
BETWEEN = ","

# Codes of countries that are not ISO's. Source: Eurostat, code list GEO.
NOT_ISO = {"EL": "GR", "UK": "GB", "XK": "XKX", "STLS": "XXA", "UNK": "UKN", "TOTAL": ""}

# Countries added up: unions, areas, everybody but their citizens.
AGGREGATES = r"^(EXT_)?(EU|EA|EFTA|EEA)[0-9_]*"

SEXES = {"t": {}, "f": {"sex": "f", "part": True}, "m": {"sex": "m", "part": True}, "unk": {"sex": "u", "part": True}}
APPLICANTS = {"asy app": {}, "frst": {"dimension": "applicant", "category": "first-time", "part": True}}
DECISIONS = {
    "total": {},
    "total pos": {"dimension": "outcome", "category": "positive", "part": True},
    "rejected": {"dimension": "outcome", "category": "rejected", "part": True},
}


def fits(sheet: Sheet) -> Fit | None:
    """A country (geo), citizens of countries, and applications or decisions on asylum."""
    names = _names(sheet)
    if "citizen" not in names or "geo" not in names or not _indicator(sheet, names):
        return None
    if sheet.has("time period", "obs value"):
        return Fit(95, "it has Eurostat's columns of countries, citizens and observations on asylum")
    return Fit(95, "it has Eurostat's cuts in its first column and a column for each period") if _wide(sheet) else None


def plan(sheet: Sheet, answers: dict[str, str]) -> Plan:
    """Applications and decisions over each period, pending cases at its end, by country and citizenship."""
    indicator = _indicator(sheet, _names(sheet))
    at = _columns(sheet)
    if sheet.has("time period", "obs value"):
        counts, when = [Count(_value(sheet), indicator)], sheet.column("time period")
    else:
        counts, when = [Count(n, indicator, start=a, end=b, precision=p) for n, (a, b, p) in _periods(sheet)], None
    skip = [("countries added up, which are not added to them", at[name], AGGREGATES) for name in ("geo", "citizen")]
    skip += [("not a count of persons", at["unit"], "^(P_|PC|RT|AVG|HAB)")] if "unit" in at else []
    return Plan(
        counts,
        [PlaceColumns(0, _iso(sheet, at["geo"]), None)],
        [PlaceColumns(0, _iso(sheet, at["citizen"]), None)],
        when=when,
        words=_words(sheet, at),
        skip=skip,
        told=["Eurostat rounds counts to 5; letters behind numbers are its flags"],
    )


def _names(sheet: Sheet) -> list[str]:
    """The cuts of the table, from the names of its columns or from within that of the first."""
    if sheet.column("geo") is not None:
        return [name for name in CUTS if sheet.column(plain(name)) is not None]
    first = sheet.header[0].partition("\\")[0].casefold()
    return [name.strip() for name in first.split(BETWEEN)] if BETWEEN in first else []


def _wide(sheet: Sheet) -> bool:
    return sheet.column("geo") is None and bool(_periods(sheet))


def _periods(sheet: Sheet) -> list[tuple[int, tuple[str, str, str]]]:
    return [(n, said) for n, name in enumerate(sheet.header) if (said := period(name))]


def _indicator(sheet: Sheet, names: list[str]) -> str:
    """What the table counts; blank when it is not about asylum."""
    flow = sheet.column("dataflow")
    said = " ".join(sheet.distinct(flow)[:3]).casefold() if flow is not None else ""
    if "asypen" in said:
        return "asylum_seekers"
    if "decision" in names:
        return "asylum_decisions"
    return "asylum_applications" if {"asyl_app", "applicant"} & set(names) else ""


def _columns(sheet: Sheet) -> dict[str, int]:
    """Position of each cut; those of a wide table are taken out of its first column."""
    names = _names(sheet)
    if not _wide(sheet):
        return {name: sheet.column(plain(name)) for name in names}
    parts = sheet.cells(0).str.split(BETWEEN)
    return {name: sheet.add(name, parts.list.get(n, null_on_oob=True).fill_null("")) for n, name in enumerate(names)}


def _iso(sheet: Sheet, column: int) -> int:
    return sheet.add(f"{sheet.title(column)} iso", sheet.cells(column).replace(NOT_ISO))


def _value(sheet: Sheet) -> int:
    """The observations with their flags behind them, as the wide tables write them; `:` where there is none."""
    value, flag = sheet.cells(sheet.column("obs value")), sheet.column("obs flag")
    flags = sheet.cells(flag) if flag is not None else pl.Series([""]).new_from_index(0, len(value))
    filled = value.set(value == "", ":")
    return sheet.add("observation", (filled + " " + flags).str.strip_chars())


def _words(sheet: Sheet, at: dict[str, int]) -> list[Words]:
    citizens = {plain(cell) for cell in sheet.distinct(at["citizen"])}
    beside = "total" in citizens
    words = [Words(at["citizen"], {"": {}} | {one: {"part": beside and one != "total"} for one in citizens})]
    for name, means in (("sex", SEXES), ("asyl_app", APPLICANTS), ("applicant", APPLICANTS)):
        if name in at:
            words.append(Words(at[name], means, dimension=name, else_category=name != "sex", part=True))
    if "age" in at:
        ages = {plain(cell): _age(cell) for cell in sheet.distinct(at["age"])}
        words.append(Words(at["age"], {word: said for word, said in ages.items() if said is not None}))
    if "decision" in at:
        words.append(Words(at["decision"], DECISIONS, dimension="decision", else_category=True, part=True))
    return words


def _age(cell: str) -> dict | None:
    """What a code of ages means: Y_LT14, Y14-17, Y_GE65, TOTAL, UNK; None for another."""
    if cell in ("TOTAL", "UNK"):
        return {} if cell == "TOTAL" else {"age": "unknown", "part": True}
    spelled = cell.removeprefix("Y").replace("_LT", "under ").replace("_GE", "")
    band = age_in(f"{spelled}+" if "_GE" in cell else spelled)
    return {"age": band, "part": True} if band else None
