"""What came of recognising a file: which layout and why, figures, what was left out, totals, what a person must say."""

from dataclasses import dataclass, field
from datetime import date

import polars as pl
from babel.dates import format_date

from curation.problems import Problem
from curation.reading.reading import Finding, Question
from curation.recognising import field_indicators
from curation.recognising.by_word import as_text
from curation.recognising.country_names import name_of


@dataclass
class Recognised:
    """A publisher's file as figures.

    `layout` is its id (blank when no layout fits), `because` why, `others` the other layouts that fit and why.
    `figures` has the columns of figures.csv in their order and `line`: text, canonical, null where blank. `totals`
    are by indicator in the publisher's own unit, `parts` sums of cuts and of finer admin levels, never added to them.
    `new_*` are rows that other tables need first. `reasons` say why a file cannot be read at all.
    """

    layout: str = ""
    title: str = ""
    because: str = ""
    sheet: str = ""
    others: list[dict[str, str]] = field(default_factory=list)
    coded: pl.DataFrame = field(default_factory=pl.DataFrame)
    rows_read: int = 0
    rows_used: int = 0
    skipped: list[Finding] = field(default_factory=list)
    totals: list[dict] = field(default_factory=list)
    parts: list[dict] = field(default_factory=list)
    dates: tuple[str, str] | None = None
    questions: list[Question] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reasons: list[Finding] = field(default_factory=list)
    licence: dict[str, str] = field(default_factory=dict)
    new_places: list[dict[str, str]] = field(default_factory=list)
    new_sources: list[dict[str, str]] = field(default_factory=list)
    new_indicators: list[dict[str, str]] = field(default_factory=list)
    new_crises: list[dict[str, str]] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> pl.DataFrame:
        """The figures as text, a blank null, and `line`; from now on they are kept so."""
        self.coded = as_text(self.coded)
        return self.coded

    @property
    def verdict(self) -> str:
        """refuse (not a table, or no layout fits), ask, tell or accept, as a reading has it."""
        if self.reasons:
            return "refuse"
        if self.questions or not self.layout:
            return "ask"
        return "tell" if self.told or self.skipped else "accept"

    @property
    def places(self) -> int:
        """How many different places the figures are for."""
        return self.coded["location_id"].drop_nulls().n_unique() if len(self.coded) else 0

    @property
    def indicators(self) -> list[str]:
        """The indicators the figures are of."""
        return self.coded["indicator"].unique(maintain_order=True).to_list() if len(self.coded) else []

    @property
    def sentence(self) -> str:
        """What the file looks like, in one sentence."""
        if not self.layout:
            return "No layout fits this file; say in the mapping what its columns are."
        sheet = f" (sheet “{self.sheet}”)" if self.sheet else ""
        counted = f"{_many(self.places, 'place')}, {_many(len(self.indicators), 'indicator')}"
        return f"This looks like: {self.title}{sheet}: {counted}{_when(self.dates)}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _when(dates: tuple[str, str] | None) -> str:
    if not dates:
        return ", no day said"
    first, last = dates
    return f", as of {_day(last)}" if first == last else f", {_day(first)} to {_day(last)}"


def _day(iso: str) -> str:
    return format_date(date.fromisoformat(iso), "d MMMM y", "en")


def title_of(title: str, countries: list[str], number: str) -> str:
    """A layout's title with the country, when there is only one, and the round."""
    parts = [title]
    if len(countries) == 1:
        parts.append(name_of(countries[0]))
    if number:
        parts.append(f"round {number}")
    return ", ".join(parts)


def summary(found: Recognised) -> dict:
    """Return a recognised file as plain values, for the command line; figures are counted, not listed."""
    return {
        "verdict": found.verdict,
        "sentence": found.sentence,
        "layout": found.layout,
        "title": found.title,
        "reason": found.because,
        "others": found.others,
        "sheet": found.sheet,
        "rows": {
            "read": found.rows_read,
            "used": found.rows_used,
            "skipped": [
                {"why": one.says, "rows": len(one.lines), "lines": list(one.lines[:20])} for one in found.skipped
            ],
        },
        "figures": len(found.coded),
        "places": found.places,
        "indicators": [
            {"indicator": one, "measure": field_indicators.measure(one), "unit": field_indicators.unit(one)}
            for one in found.indicators
            if one in field_indicators.INDICATORS
        ],
        "totals": found.totals,
        "parts": found.parts,
        "dates": {"first": found.dates[0], "last": found.dates[1]} if found.dates else None,
        "questions": [
            {"key": one.key, "asks": one.asks, "choices": one.choices, "lines": list(one.lines)}
            for one in found.questions
        ],
        "told": [{"says": one.says, "lines": list(one.lines[:20])} for one in found.told],
        "problems": [{"level": one.level, "says": str(one)} for one in found.problems],
        "reasons": [{"says": one.says, "lines": list(one.lines)} for one in found.reasons],
        "licence": found.licence,
        "mapping": found.mapping,
        "new": {
            "places": found.new_places,
            "sources": found.new_sources,
            "indicators": found.new_indicators,
            "crises": found.new_crises,
        },
    }
