"""Hold figures against the rules of the design that no Frictionless schema can say."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from curation.problems import Problem, grouped

# One statement of these is the recommended one.
KEY = [
    "crisis_id",
    "indicator",
    "location_id",
    "population_group",
    "sex",
    "age_group",
    "dimension",
    "category",
    "origin_location_id",
    "period_start",
    "as_of",
]

# A count that ends so is seldom exact.
ROUND = 1_000


def check_rules(tables: dict[str, pd.DataFrame], today: date, lines: Sequence[int] | None = None) -> list[Problem]:
    """Find figures that break a rule of the design.

    `tables` are typed frames as `read_typed` gives them; `lines` are the CSV lines of the figures,
    as `read_text` gives them, or counted one a row when not given. Returns errors (the figure
    cannot stand so) and warnings (a person should look), grouped.
    """
    indicators = tables["indicators"][["indicator", "measure", "unit"]]
    figures = tables["figures"].merge(indicators, on="indicator", how="left")
    figures["line"] = range(2, len(figures) + 2) if lines is None else list(lines)
    now = pd.Timestamp(today)
    found: list[Problem] = []
    for test in (_values, _dates, _published, _recommended, _withdrawn, _cuts, _shares, _links, _exactness):
        found += test(figures, now)
    return grouped(found)


def _problems(rows: pd.DataFrame, column: str, expected: str, mend: str, level: str = "error") -> list[Problem]:
    return [
        Problem("figures", (int(line),), column, _as_written(cell), expected, mend, level)
        for line, cell in zip(rows["line"], rows[column], strict=True)
    ]


def _as_written(cell: object) -> str:
    """The cell as its CSV has it: a day without hours, a whole number without decimals."""
    if pd.isna(cell):
        return ""
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    return str(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)


def _values(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    missing = ["not_reported", "not_applicable", "suppressed"]
    blank = f[f["value"].isna() & ~f["value_status"].isin(missing)]
    both = f[f["value"].notna() & f["value_status"].isin(missing)]
    low, high = f["value_low"], f["value_high"]
    ends = f[(low.notna() | high.notna()) & ~((low <= f["value"]) & (f["value"] <= high))]
    return (
        _problems(blank, "value", "a number, or a value status that says why there is none", "fill one of them")
        + _problems(both, "value_status", "blank, reported or estimated beside a number", "clear one of them")
        + _problems(ends, "value", "a number between value_low and value_high", "correct the range")
    )


def _dates(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    counted = f["measure"].isin(["flow", "cumulative"])
    lost = f[counted & f["period_start"].isna()]
    turned = f[f["period_start"] > f["as_of"]]
    future = f[f["as_of"] > now]
    return (
        _problems(lost, "period_start", "the first day counted, for a flow or cumulative count", "write the day")
        + _problems(turned, "period_start", "a day not after as_of", "swap or correct the dates")
        + _problems(future, "as_of", "a day that has come", "correct the date")
    )


def _published(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    early = f[f["published_on"] < f["as_of"]]
    future = f[f["published_on"] > now]
    gone = f[f["withdrawn_on"] < f["published_on"]]
    return (
        _problems(early, "published_on", "a day not before as_of", "a count is not published before its day")
        + _problems(future, "published_on", "a day that has come", "correct the date")
        + _problems(gone, "withdrawn_on", "a day not before published_on", "correct one of them")
    )


def _recommended(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    chosen = f[(f["role"] == "recommended") & (f["status"] != "withdrawn")]
    expected = "one recommended row per subject, period and date"
    mend = "mark all but one as triangulation, or as withdrawn"
    return [
        Problem("figures", tuple(same["line"]), "role", " and ".join(same["figure_id"]), expected, mend)
        for _, same in chosen.groupby(KEY, dropna=False)
        if len(same) > 1
    ]


def _withdrawn(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    withdrawn = f["status"] == "withdrawn"
    silent = f[withdrawn & f["change_reason"].isna() & ~f["figure_id"].isin(f["replaces"].dropna())]
    stands = f[~withdrawn & f["withdrawn_on"].notna()]
    main = f[withdrawn & (f["role"] == "recommended")]
    itself = f[f["replaces"] == f["figure_id"]]
    replaced = f[~withdrawn & f["figure_id"].isin(f["replaces"].dropna())]
    return (
        _problems(silent, "change_reason", "why the figure was withdrawn", "say it in one sentence")
        + _problems(stands, "withdrawn_on", "blank unless the status is withdrawn", "clear it, or set the status")
        + _problems(main, "role", "triangulation for a withdrawn row", "change the role")
        + _problems(itself, "replaces", "another figure", "clear it")
        + _problems(replaced, "status", "withdrawn, because another row replaces it", "look at both", "warning")
    )


def _cuts(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    half = f[f["dimension"].isna() != f["category"].isna()]
    bands = f["age_group"].str.extract(r"^([0-9]+)-([0-9]+)$").astype("float64")
    turned = f[bands[0] > bands[1]]
    households = f["reported_value"].notna() & f["household_size"].notna()
    made = f["reported_value"] * f["household_size"]
    odd = f[households & ((f["value"] - made).abs() > made * 0.005)]
    return (
        _problems(half, "category", "dimension and category together", "fill or clear both")
        + _problems(turned, "age_group", "the younger age first", "swap the two")
        + _problems(odd, "value", "reported_value times household_size", "correct one of the three")
    )


def _shares(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    above = f[(f["unit"] == "percent") & (f["value"] > 100)]
    return _problems(above, "value", "a share of at most 100 percent", "look it up in the source")


def _links(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    none = f[f["url"].isna() & f["source_document"].isna()]
    return _problems(none, "url", "a link, or the title of the document", "fill one of them")


def _exactness(f: pd.DataFrame, now: pd.Timestamp) -> list[Problem]:
    counted = ~f["unit"].isin(["percent", "km2"]) & (f["value"] >= ROUND)
    round_ = f[(f["qualifier"] == "exact") & counted & (f["value"] % ROUND == 0)]
    mend = "not_stated, unless the source printed a count to the last unit"
    return _problems(round_, "qualifier", "a hedge or not_stated beside a round number", mend, "warning")
