"""From a table and what a layout says of it to statements: one row for each number, with what it counts."""

import polars as pl

from curation.reading.reading import Finding, Question
from curation.recognising import field_indicators
from curation.recognising.plan import Count, Plan
from curation.recognising.reported import reported
from curation.recognising.row_days import LINES_KEPT, Statements, blank, with_days, without
from curation.recognising.sheet import Sheet
from curation.recognising.spelling import plain

# Words that make a row a total of the rows beside it, in the languages of partners' tables.
TOTALS = {
    plain(word)
    for word in [
        "total",
        "grand total",
        "totals",
        "sub total",
        "subtotal",
        "total result",
        "overall total",
        "sum",
        "all",
        "total général",
        "total general",
        "ensemble",
        "total national",
        "national total",
        "المجموع",
        "الإجمالي",
        "اجمالي",
        "المجموع الكلي",
        "всього",
        "усього",
        "разом",
        "загалом",
        "итого",
        "gesamt",
        "summe",
        "gesamtergebnis",
        "percent",
        "percentage",
        "%",
        "row labels",
    ]
}
STARTS_AS_TOTAL = r"^(grand )?(sub)? ?total\b|^(المجموع|الإجمالي)|^(всього|усього|разом)\b"

# With blanks and signs around them the words above are no longer.
LONGEST_TOTAL = 40

# Sentences about cells that say what was read are kept to this many per column.
TOLD_PER_COLUMN = 4


def statements(sheet: Sheet, plan: Plan, answers: dict[str, str]) -> Statements:
    """Read every number of the table with its day and its words; places come later.

    Rows without a day or with words nobody knows are left out and told; totals beside their parts are left out.
    """
    found = Statements(pl.DataFrame(), 0)
    rows = sheet.rows.with_row_index("row")
    rows = without(rows, _total_rows(sheet, plan, rows), "a total of other rows; totals are not added to them", found)
    for why, column, pattern in plan.skip:
        rows = without(rows, rows[f"c{column}"].str.contains(pattern), why, found)
    rows = with_days(sheet, plan, rows, answers, found)
    rows = _with_words(plan, rows, found)
    rows = _without_numbers(plan, rows, found)
    parts = [_numbers(sheet, plan, count, rows, answers=answers, found=found) for count in plan.counts]
    found.used = rows.height
    found.rows = pl.concat(parts, how="vertical") if parts else pl.DataFrame()
    return found


def _total_rows(sheet: Sheet, plan: Plan, rows: pl.DataFrame) -> pl.Series:
    """Rows that say they are totals in a column of places, days or words."""
    gone = pl.Series([False]).new_from_index(0, rows.height)
    names = [column for place in [*plan.places, *plan.origins] for column in (place.code, place.name)]
    for column in {one for one in [*names, plan.when] if one is not None}:
        said = _totals_in(sheet.rows[f"c{column}"].unique())
        if said:
            gone |= rows[f"c{column}"].is_in(said)
    return gone


def _totals_in(distinct: pl.Series) -> list[str]:
    """The different cells that name a total; words of totals are short and hold no digits."""
    cells = distinct.filter(~distinct.str.contains("[0-9]"))
    short = cells.filter(cells.str.len_chars() <= LONGEST_TOTAL).to_list()
    begins = cells.filter(cells.str.strip_chars().str.to_lowercase().str.contains(STARTS_AS_TOTAL)).to_list()
    return [cell for cell in short if plain(cell) in TOTALS] + begins


def _with_words(plan: Plan, rows: pl.DataFrame, found: Statements) -> pl.DataFrame:
    """Add what the columns of words say: indicator, group, sex, age, dimension, category, part."""
    named = ("indicator", "group", "sex", "age", "dimension", "category")
    rows = rows.with_columns(pl.lit(None, dtype=pl.String).alias(f"w_{name}") for name in named)
    rows = rows.with_columns(w_part=pl.lit(False), w_cut=pl.lit(""))
    for words in plan.words:
        cells = rows[f"c{words.column}"].str.strip_chars()
        table = [_meaning(words, cell) for cell in cells.unique(maintain_order=True)]
        table = pl.DataFrame(
            table,
            schema={
                "cell": pl.String,
                **{f"n_{n}": pl.String for n in named},
                "n_part": pl.Boolean,
                "n_known": pl.Boolean,
            },
        )
        rows = rows.with_columns(cell=cells).join(table, on="cell", how="left", maintain_order="left")
        unknown = ~rows["n_known"]
        if unknown.any():
            said = rows["cell"].filter(unknown).unique(maintain_order=True).head(3).to_list()
            why = f"{', '.join(f'“{one}”' for one in said)} is a word nobody here knows; say what it counts"
            rows = without(rows, unknown, why, found)
        rows = rows.with_columns(pl.coalesce(f"n_{n}", f"w_{n}").alias(f"w_{n}") for n in named)
        rows = rows.with_columns(w_part=pl.col("w_part") | pl.col("n_part"))
        rows = rows.drop("cell", "n_part", "n_known", *(f"n_{n}" for n in named))
    return rows


def _meaning(words, cell: str | None) -> dict:
    known = words.means.get(plain(cell or ""))
    if known is None and words.else_category:
        known = {"category": cell} if (cell or "").strip() else {}
    said = {f"n_{n}": (known or {}).get(n) for n in ("indicator", "group", "sex", "age", "category")}
    dimension = (known or {}).get("dimension") or (words.dimension if said["n_category"] else None)
    part = bool((known or {}).get("part", words.part and bool(said["n_category"])))
    return {"cell": cell, **said, "n_dimension": dimension or None, "n_part": part, "n_known": known is not None}


def _without_numbers(plan: Plan, rows: pl.DataFrame, found: Statements) -> pl.DataFrame:
    none = rows.with_columns(none=blank(plan))["none"]
    return without(rows, none, "no number in any column that counts", found)


def _numbers(
    sheet: Sheet, plan: Plan, count: Count, rows: pl.DataFrame, *, answers: dict[str, str], found: Statements
) -> pl.DataFrame:
    """The statements of one column of numbers; a blank cell makes none."""
    title = sheet.title(count.column)
    read = reported(rows[f"c{count.column}"], answers.get(f"numbers:{title}"))
    if read.question is not None:
        found.questions.append(Question(read.question.asks, read.question.choices, (), f"numbers:{title}"))
    lines = rows["line"]
    found.told += [f"column “{title}”: {says} ({_cells(often)})" for says, often in read.told[:TOLD_PER_COLUMN]]
    _tell_unread(read, lines, title, found)
    households = reported(rows[f"c{count.households}"]).values if count.households is not None else None
    rounded = reported(rows[f"c{count.rounded}"]).values if count.rounded is not None else None
    none = pl.lit(None, dtype=pl.String)
    said = rows.select(
        "row",
        "line",
        pl.lit(count.column, dtype=pl.Int32).alias("count"),
        *_period_of(count, plan, "begins" in rows.columns),
        *_words_of(count),
        value=read.values,
        status=read.status,
        qualifier=read.qualifier,
        households=none if households is None else households,
        rounded=none if rounded is None else rounded,
    )
    said = said.filter(
        pl.col("value").is_not_null() | pl.col("status").is_not_null() | pl.col("households").is_not_null()
    )
    found.zeros += int((said["value"] == "0").sum())
    return said


def _period_of(count: Count, plan: Plan, begins: bool) -> list[pl.Expr]:
    """First day, last day and precision; a cumulative count begins where the series does, not on its own day."""
    if count.month:
        year = pl.col("end").str.slice(0, 4)
        first = pl.format("{}-{}-01", year, pl.lit(f"{count.month:02}"))
        last = first.str.to_date("%Y-%m-%d", strict=False).dt.month_end().dt.to_string("%Y-%m-%d")
        return [
            pl.when(year.is_not_null()).then(first).alias("start"),
            last.alias("end"),
            pl.lit("month").alias("precision"),
        ]
    since = count.indicator and field_indicators.measure(count.indicator) == "cumulative"
    if not count.end and since and plan.starts is None:
        start = pl.col("begins") if begins else pl.lit(plan.start or None, dtype=pl.String)
        return [start.alias("start"), pl.col("end"), pl.col("precision")]
    if not count.end:
        return [pl.col("start"), pl.col("end"), pl.col("precision")]
    return [
        pl.lit(count.start).alias("start"),
        pl.lit(count.end).alias("end"),
        pl.lit(count.precision).alias("precision"),
    ]


def _words_of(count: Count) -> list[pl.Expr]:
    """What a number counts: the column's words, completed by those of the row."""
    own = pl.lit(count.indicator or "other_counts")
    indicator = own if count.fixed else pl.coalesce(pl.col("w_indicator"), own)
    groups = {name: field_indicators.group(name) for name in field_indicators.INDICATORS}
    return [
        indicator.alias("indicator"),
        pl.coalesce(
            "w_group", pl.lit(count.group or None, dtype=pl.String), indicator.replace_strict(groups, default="ALL")
        ).alias("group"),
        pl.coalesce("w_sex", pl.lit(count.sex)).alias("sex") if count.sex == "all" else pl.lit(count.sex).alias("sex"),
        pl.coalesce("w_age", pl.lit(count.age)).alias("age") if count.age == "all" else pl.lit(count.age).alias("age"),
        pl.coalesce(pl.lit(count.dimension or None, dtype=pl.String), "w_dimension").alias("dimension"),
        pl.coalesce(pl.lit(count.category or None, dtype=pl.String), "w_category").alias("category"),
        (pl.col("w_part") | pl.lit(count.part)).alias("part"),
        pl.col("w_part").alias("row_part"),
        pl.lit(f"{count.sex}|{count.age}|{count.dimension}|{count.category}").alias("cut"),
        pl.lit(count.origin or None, dtype=pl.String).alias("column_origin"),
    ]


def _tell_unread(read, lines: pl.Series, title: str, found: Statements) -> None:
    says = {
        "unread": "is no number; the cell was left out, write a number or a sign for what is missing",
        "negative": "is below zero, which no count of people can be; the cell was left out",
        "shares": "is a share in percent, not a count; the cell was left out",
    }
    for name, sentence in says.items():
        at = getattr(read, name)
        if len(at):
            found.problems.append(
                Finding(f"column “{title}”: {sentence}", tuple(lines.gather(at).head(LINES_KEPT).to_list()))
            )


def _cells(often: int) -> str:
    return "1 cell" if often == 1 else f"{often:,} cells"
