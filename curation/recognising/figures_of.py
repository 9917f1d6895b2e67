"""A recognised table as figures: its statements placed, summed, totalled, and written as rows of figures.csv."""

from datetime import date
from types import ModuleType

import polars as pl

from curation.problems import Problem
from curation.reading.reading import Finding, Question
from curation.recognising import field_indicators
from curation.recognising.crisis_rows import WORLD, crises_of
from curation.recognising.figure_rows import SUBJECT, WHERE, figure_rows, summed
from curation.recognising.gaps import complete
from curation.recognising.known import Known
from curation.recognising.needed_rows import list_needed
from curation.recognising.places import Places
from curation.recognising.placing_rows import placed
from curation.recognising.plan import Plan
from curation.recognising.publishers import licence_of
from curation.recognising.recognised import Recognised, title_of
from curation.recognising.row_notes import with_notes
from curation.recognising.sheet import Sheet
from curation.recognising.statements import statements
from curation.recognising.totals import totals
from curation.recognising.unhcr_codes import uses_unhcr_codes

# People who are displaced within, or returned to, their country: a row that names only the origin is about it.
AT_HOME = ("idps", "idp_returns", "refugee_returns")

# Of these the origin is not said where it is the place itself. Refugees and others keep it: a blank origin would
# make the few who fled within, or are of the country they are counted in, the total of all origins.
OF_THE_PLACE = (*AT_HOME, "host_community", "residents", "population")
TOLD = 60

# How rows that repeat a place and day may be taken. Unanswered they stand alone, and totals do not add them.
ADD, ALONE = "parts, to be added", "statements of their own"
LISTED = 12


def fill(
    result: Recognised,
    chosen: ModuleType,
    sheet: Sheet,
    known: Known,
    *,
    name: str,
    answers: dict[str, str],
    today: date,
) -> None:
    """Complete what is known of a file whose layout was chosen."""
    if hasattr(chosen, "as_figures"):
        _as_they_are(result, chosen, sheet, known, answers)
        return
    plan = chosen.plan(sheet, answers)
    places = Places(known.locations, answers)
    countries = [one for one in [*plan.places, *plan.origins] if one.level == 0 and one.code is not None]
    places.unhcr = uses_unhcr_codes([code for one in countries for code in sheet.distinct(one.code)])
    complete(plan, sheet, answers, result, places)
    said = statements(sheet, plan, answers)
    result.rows_read, result.rows_used, result.skipped = sheet.height, said.used, said.skipped
    result.mapping = plan.mapping
    result.questions += said.questions
    unused = [f"“{sheet.title(n)}”" for n in unused_columns(sheet, plan)]
    if unused:
        more = f" and {len(unused) - LISTED} more" if len(unused) > LISTED else ""
        plan.told.append(f"columns that no figure needs: {', '.join(unused[:LISTED])}{more}")
    result.told += [Finding(one) for one in [*plan.told, *said.told][:TOLD]]
    result.problems += [Problem(name, one.lines, "", "", "", "", "warning", one.says) for one in said.problems]
    source = answers.get("source") or plan.source or chosen.SOURCE
    if not source:
        asks = "Who published these figures? Write the source's identifier, such as ocha."
        result.questions.append(Question(asks, {}, (), "source"))
    if not said.rows.is_empty():
        rows = _rows(result, plan, sheet, said.rows, places=places, answers=answers)
        land = sorted({one for one in [plan.country, *result.countries] if one and len(one) == 3})
        result.title = title_of(plan.title or chosen.TITLE, land, plan.round)
        crises = crises_of(result.countries, known, answers)
        document = f"{result.title} ({name})"
        result.coded = figure_rows(
            rows, plan, known.fields, source=source, document=document, crises=crises, today=today
        )
    list_needed(result, places, source, known)
    result.title = result.title or chosen.TITLE
    result.licence = licence_of(source)
    result.questions += places.questions
    result.told += [Finding(one) for one in places.sentences()]


def unused_columns(sheet: Sheet, plan: Plan) -> list[int]:
    """Positions of the columns that hold something and that the plan does not look at."""
    used = {plan.when, plan.starts, plan.accuracy, plan.qualifier, plan.url, plan.url_of_dataset, plan.level_column}
    used |= {one for count in plan.counts for one in (count.column, count.households, count.rounded)}
    used |= {one for place in [*plan.places, *plan.origins] for one in (place.code, place.name)}
    used |= (
        {words.column for words in plan.words}
        | {*plan.series, *plan.notes, *plan.made_of}
        | {column for _, column, _ in plan.skip}
    )
    return [n for n in range(len(sheet.header)) if n not in used and (sheet.sampled(n) != "").any()]


def _rows(
    result: Recognised, plan: Plan, sheet: Sheet, rows: pl.DataFrame, *, places: Places, answers: dict[str, str]
) -> pl.DataFrame:
    """Place the statements, add what is finer than figures, and total them."""
    by_row = placed(sheet.rows.with_row_index("row"), plan, places)
    rows = rows.join(by_row, on="row", how="left", maintain_order="left")
    rows = _worldwide(rows, places) if plan.worldwide else rows
    rows = _column_origins(rows, plan, places)
    rows = _broken_down(rows) if plan.unbroken else rows
    if plan.ask_repeats and not plan.sums:
        plan.sums = _repeats(result, rows, answers)
    if plan.sums:
        rows = summed(rows, plan.snapshot and not plan.keep_days)
        if int(rows["rows_summed"].max() or 1) > 1:
            says = "figures are sums of the table's rows, as many as their notes say"
            result.told.append(Finding(says + ("; the answer level chooses another admin level" if plan.level else "")))
    result.totals, result.parts = totals(rows, plan.apart, alone=plan.ask_repeats and not plan.sums)
    result.dates = _dates(rows)
    result.countries = rows["country"].drop_nulls().unique(maintain_order=True).to_list()
    kinds = {one: field_indicators.measure(one) for one in field_indicators.INDICATORS}
    rows = rows.with_columns(measure=pl.col("indicator").replace_strict(kinds, default="stock"))
    return with_notes(rows, sheet, plan)


def _repeats(result: Recognised, rows: pl.DataFrame, answers: dict[str, str]) -> bool:
    """Ask whether rows of one place and day are parts of it (sites), to be added, or statements that stand alone."""
    same = rows.select([*SUBJECT, *WHERE, "start", "end"]).is_duplicated()
    if not same.any():
        return False
    shown = rows.filter(same).sort("location", "end", "count").head(3).select("location", "end", "value")
    choices = {ADD: shown.rows(), ALONE: shown.rows()}
    choices = {choice: [[str(cell or "") for cell in row] for row in some] for choice, some in choices.items()}
    lines = tuple(rows["line"].filter(same).head(5).to_list())
    if answers.get("repeats") not in choices:
        asks = "Rows repeat a place and day; are they parts of it (such as sites), or statements of their own?"
        result.questions.append(Question(asks, choices, lines, "repeats"))
    return answers.get("repeats", ALONE) == ADD


def _dates(rows: pl.DataFrame) -> tuple[str, str] | None:
    """The first and the last day: of a flow the period's first day counts, of a stock its own."""
    flows = [one for one in field_indicators.INDICATORS if field_indicators.measure(one) == "flow"]
    days = [rows["end"], rows.filter(pl.col("indicator").is_in(flows))["start"]]
    days += [rows["first_day"]] if "first_day" in rows.columns else []
    said = pl.concat(days).drop_nulls()
    return (said.min(), rows["end"].max()) if len(said) else None


def _worldwide(rows: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Put displaced people into their own country, and refugees of a row without asylum into the world."""
    home = pl.col("location").is_null() & pl.col("origin").is_not_null() & pl.col("indicator").is_in(AT_HOME)
    same = (pl.col("origin") == pl.col("location")) & pl.col("indicator").is_in(OF_THE_PLACE)
    moved = rows.with_columns(
        location=pl.when(home).then("origin").otherwise(pl.col("location").fill_null(WORLD)),
        origin=pl.when(home | same).then(None).otherwise("origin"),
        level=pl.coalesce("level", pl.lit("0")),
        country=pl.coalesce("country", "origin"),
    )
    if (moved["location"] == WORLD).any():
        places.world()
    return moved


def _column_origins(rows: pl.DataFrame, plan: Plan, places: Places) -> pl.DataFrame:
    """Turn names of origins that head columns into places."""
    names = rows["column_origin"].drop_nulls().unique().to_list()
    if not names:
        return rows
    ids = {name: places.place(1, "", name, plan.country, plan.country) for name in names}
    return rows.with_columns(pl.col("column_origin").replace_strict(ids, default=None, return_dtype=pl.String))


def _broken_down(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out the parts of totals that were not broken down: all their parts are 0 and the total is not."""
    value = pl.col("value").cast(pl.Float64).fill_null(0)
    none = (value * pl.col("part")).sum().over("row") == 0
    some = (value * ~pl.col("part")).sum().over("row") > 0
    return rows.filter(~(pl.col("part") & none & some))


def _as_they_are(result: Recognised, chosen: ModuleType, sheet: Sheet, known: Known, answers: dict[str, str]) -> None:
    """Take rows that are figures already as they are; what they sum to is for the metrics, not for this act."""
    figures, questions = chosen.as_figures(sheet, known.schema, answers)
    result.questions += questions
    result.title, result.coded = chosen.TITLE, figures
    result.rows_read = result.rows_used = len(figures)
    days, starts = (_days(figures[name]) for name in ("as_of", "period_start"))
    if days.count():
        result.dates = pl.concat([days, starts]).min().isoformat(), days.max().isoformat()
    result.licence = {
        "source": ", ".join(figures["source_id"].drop_nulls().unique(maintain_order=True).head(5)),
        "name": "as the sources table says",
        "url": "",
        "may_redistribute": "see sources",
    }


def _days(cells: pl.Series) -> pl.Series:
    """The different days of a column."""
    return cells.unique().cast(pl.String).str.to_date("%Y-%m-%d", strict=False)
