"""Hold figures against the rules of the design that no Frictionless schema can say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from curation.checking.figure_problems import marks, problems_in
from curation.checking.hedges import ALWAYS, ROUNDED, false_precision, ranges, same_twice
from curation.checking.parts_and_total import parts, shares, total_rows
from curation.checking.series_rules import changes, outliers
from curation.checking.whole_tables import shrunken, stale
from curation.problems import Problem, grouped
from curation.subject import KEY

# A count that ends so is seldom exact.
ROUND = 1_000


def check_rules(
    tables: Mapping[str, pd.DataFrame],
    today: date,
    lines: Sequence[int] | None = None,
    before: Mapping[str, pd.DataFrame] | None = None,
) -> list[Problem]:
    """Find figures that break a rule of the design.

    `tables` are typed frames as `read_typed` gives them; `lines` are the CSV lines of the figures,
    as `read_text` gives them, or counted one a row when not given; 0 is a row that is not in the
    file, and is not named. Returns errors (the figure cannot stand so) and warnings (a person
    should look), grouped.

    `before` are the published tables, typed; {} where nothing was published. Warnings are then given
    for figures that are new or changed only, and figures are also held against what came before
    them: what a person looked at when it was published is not asked again. Without `before` the
    tables are the published ones: a count that fell in 2020 is history, and not said each day.
    """
    figures = _known(tables)
    figures["line"] = range(2, len(figures) + 2) if lines is None else list(lines)
    figures["fresh"] = True if before is None else _fresh(tables["figures"], before.get("figures"))
    now = pd.Timestamp(today)
    found: list[Problem] = []
    for test in (_values, _dates, _published, _recommended, _withdrawn, _cuts, _shares, _links):
        found += test(figures, now)
    for doubt in (_replaced, _exactness, ranges, same_twice, parts, shares, total_rows):
        found += doubt(figures)
    found += false_precision(figures, ALWAYS if before is None else ROUNDED)
    if before is not None:
        changed = changes(figures, tables["events"])
        found += changed + outliers(figures, {line for problem in changed for line in problem.lines})
        found += stale(figures, tables["crises"], now) + shrunken(tables, before)
    return grouped([one for one in map(_in_file, found) if one])


def _known(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Figures with their indicator's measure, unit and what it adds over, and their place's level and parent."""
    indicators = tables["indicators"][["indicator", "measure", "unit", "adds_over"]]
    places = tables["locations"][["location_id", "admin_level", "parent_id"]]
    known = tables["figures"].merge(indicators, on="indicator", how="left")
    return known.merge(places, on="location_id", how="left")


def _fresh(figures: pd.DataFrame, published: pd.DataFrame | None) -> pd.Series:
    """True for figures that are not published as they are here."""
    if published is None:
        return pd.Series(True, index=figures.index)
    columns = [name for name in figures.columns if name in published.columns]
    return ~marks(figures, columns).isin(set(marks(published, columns)))


def _in_file(problem: Problem) -> Problem | None:
    """Name only lines of the file; what is in none of them was there before."""
    known = tuple(line for line in problem.lines if line)
    return None if problem.lines and not known else replace(problem, lines=known)


def _values(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    missing = ["not_reported", "not_applicable", "suppressed"]
    blank = f[f["value"].isna() & ~f["value_status"].isin(missing)]
    both = f[f["value"].notna() & f["value_status"].isin(missing)]
    low, high = f["value_low"], f["value_high"]
    ends = f[(low.notna() | high.notna()) & ~((low <= f["value"]) & (f["value"] <= high))]
    return (
        problems_in(blank, "value", "a number, or a value status that says why there is none", "fill one of them")
        + problems_in(both, "value_status", "blank, reported or estimated beside a number", "clear one of them")
        + problems_in(ends, "value", "a number between value_low and value_high", "correct the range")
    )


def _dates(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    counted = f["measure"].isin(["flow", "cumulative"])
    lost = f[counted & f["period_start"].isna()]
    turned = f[f["period_start"] > f["as_of"]]
    future = f[f["as_of"] > now]
    return (
        problems_in(lost, "period_start", "the first day counted, for a flow or cumulative count", "write the day")
        + problems_in(turned, "period_start", "a day not after as_of", "swap or correct the dates")
        + problems_in(future, "as_of", "a day that has come", "correct the date")
    )


def _published(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    early = f[f["published_on"] < f["as_of"]]
    future = f[f["published_on"] > now]
    gone = f[f["withdrawn_on"] < f["published_on"]]
    return (
        problems_in(early, "published_on", "a day not before as_of", "a count is not published before its day")
        + problems_in(future, "published_on", "a day that has come", "correct the date")
        + problems_in(gone, "withdrawn_on", "a day not before published_on", "correct one of them")
    )


def _recommended(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    chosen = f[(f["role"] == "recommended") & (f["status"] != "withdrawn")]
    chosen = chosen[chosen.duplicated(KEY, keep=False)]
    expected = "one recommended row per subject, period and date"
    mend = "mark all but one as triangulation, or as withdrawn"
    return [
        Problem("figures", tuple(same["line"]), "role", " and ".join(same["figure_id"]), expected, mend)
        for _, same in chosen.groupby(KEY, dropna=False)
    ]


def _withdrawn(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    withdrawn = f["status"] == "withdrawn"
    silent = f[withdrawn & f["change_reason"].isna() & ~f["figure_id"].isin(f["replaces"].dropna())]
    stands = f[~withdrawn & f["withdrawn_on"].notna()]
    main = f[withdrawn & (f["role"] == "recommended")]
    itself = f[f["replaces"] == f["figure_id"]]
    return (
        problems_in(silent, "change_reason", "why the figure was withdrawn", "say it in one sentence")
        + problems_in(stands, "withdrawn_on", "blank unless the status is withdrawn", "clear it, or set the status")
        + problems_in(main, "role", "triangulation for a withdrawn row", "change the role")
        + problems_in(itself, "replaces", "another figure", "clear it")
    )


def _cuts(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    half = f[f["dimension"].isna() != f["category"].isna()]
    ages = f["age_group"].drop_duplicates()
    bands = ages.str.extract(r"^([0-9]+)-([0-9]+)$").astype("float64")
    turned = f[f["age_group"].isin(ages[bands[0] > bands[1]])]
    households = f["reported_value"].notna() & f["household_size"].notna()
    made = f["reported_value"] * f["household_size"]
    odd = f[households & ((f["value"] - made).abs() > made * 0.005)]
    return (
        problems_in(half, "category", "dimension and category together", "fill or clear both")
        + problems_in(turned, "age_group", "the younger age first", "swap the two")
        + problems_in(odd, "value", "reported_value times household_size", "correct one of the three")
    )


def _shares(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    above = f[(f["unit"] == "percent") & (f["value"] > 100)]
    return problems_in(above, "value", "a share of at most 100 percent", "look it up in the source")


def _links(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    none = f[f["url"].isna() & f["source_document"].isna()]
    return problems_in(none, "url", "a link, or the title of the document", "fill one of them")


def _replaced(f: pd.DataFrame) -> list[Problem]:
    """A row that another one replaces, and that still stands."""
    ids = f["figure_id"]
    stands = (f["status"] != "withdrawn") & ids.isin(f["replaces"].dropna())
    fresh = f["fresh"] | ids.isin(f.loc[f["fresh"], "replaces"].dropna())
    expected = "withdrawn, because another row replaces it"
    return problems_in(f[stands & fresh], "status", expected, "look at both", "warning")


def _exactness(f: pd.DataFrame) -> list[Problem]:
    counted = ~f["unit"].isin(["percent", "km2"]) & (f["value"] >= ROUND) & f["fresh"]
    round_ = f[(f["qualifier"] == "exact") & counted & (f["value"] % ROUND == 0)]
    mend = "not_stated, unless the source printed a count to the last unit"
    return problems_in(round_, "qualifier", "a hedge or not_stated beside a round number", mend, "warning")
