"""Recognise a publisher's file: which layout its header and content fit, and the figures it means."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

from curation.layouts import layouts
from curation.layouts.any_table import proposed_mapping
from curation.reading.reading import CHOSEN, Finding, Limits, Question, Reading
from curation.recognising.figures_of import fill
from curation.recognising.known import known_tables
from curation.recognising.plan import Fit
from curation.recognising.recognised import Recognised
from curation.recognising.sheet import Sheet
from curation.recognising.sheets import sheets
from curation.recognising.tag_doubts import tag_doubts
from curation.recognising.workbook_marks import hidden_rows

# The tables that come with the dashboard.
EMBEDDED = Path(__file__).resolve().parents[2] / "data"

# Layouts that fit within so many points of the best one fit as well, and a person says which it is.
AS_WELL = 3

# A layout that fits as well as this is a publisher's, and the table is not looked at as anybody's.
PUBLISHERS = 70

# Layouts that know no publisher: of two sheets that fit one of these, a person says which is meant.
ANYBODYS = ("any_table", "hxl_tagged")


def recognise(
    content: bytes,
    name: str,
    folder: Path = EMBEDDED,
    layout: str | None = None,
    *,
    answers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    today: date | None = None,
    reading: Reading | None = None,
) -> Recognised:
    """Say which publisher's layout a file has, and turn it into rows of figures.csv.

    `name` only names the document; recognition goes by header, tags and content. `folder` holds the tables whose
    places, sources, indicators and crises are known. `layout` is a layout's id when a person chose it; `answers`
    hold choices by the key of a question: `sheet`, `layout`, `days:<column>`, `numbers:<column>`, `place:<name>`,
    `country`, `date`, `date:<round>`, `start`, `indicator`, `crisis`, `source`, `level`, `map:<column>`. `reading`
    is a reading of this content with these limits, so that the file is not read twice. Raises BrokenTables when the
    folder's data package cannot be read.
    """
    answers = dict(answers or {})
    known = known_tables(folder)
    reading, found, readings = sheets(content, name, limits, answers, reading)
    result = Recognised(told=list(reading.told), questions=list(reading.questions), reasons=list(reading.reasons))
    if not found:
        return result
    wanted = (
        layout or answers.get("layout") or ("any_table" if any(key.startswith("map:") for key in answers) else None)
    )
    ranked = ranked_fits(found, wanted)
    if not ranked:
        longest = max(found, key=lambda sheet: sheet.height)
        result.rows_read = longest.height
        result.sheet = longest.name if len(longest.sheets) > 1 else ""
        result.header, result.mapping = longest.header, proposed_mapping(longest)
        return result
    fit, chosen, sheet = ranked[0]
    own = readings[found.index(sheet)]
    result.told = [one if "sheet" in answers else _not_chosen(one) for one in own.told]
    result.questions = [one for one in own.questions if one.key != "sheet"]
    result.header = sheet.header
    result.layout, result.because = chosen.ID, f"{fit.because[:1].upper()}{fit.because[1:]}."
    result.sheet = sheet.name if len(sheet.sheets) > 1 else ""
    hidden = hidden_rows(content, sheet.name, set(own.lines)) if sheet.sheets else None
    result.told += [hidden] if hidden else []
    _tell_others(result, ranked, answers)
    _tell_sheets(result, sheet, found)
    result.problems += tag_doubts(sheet, name)
    day = today or datetime.now(UTC).date()
    fill(result, chosen, sheet, known, name=name, answers=answers, today=day)
    return result


def _not_chosen(told: Finding) -> Finding:
    """A sentence without “as you chose”, where the choice was ours."""
    return Finding(told.says.removesuffix(CHOSEN), told.lines)


def ranked_fits(found: list[Sheet], layout: str | None = None) -> list[tuple[Fit, ModuleType, Sheet]]:
    """Every layout that fits a sheet, the best first; of equal ones the longer (finer) table, then the first sheet."""
    known = layouts()
    asked = [known[layout]] if layout in known else list(known.values())
    fits = []
    for order, module in enumerate(asked):
        if module.ID == "any_table" and len(asked) > 1 and any(-key[0] >= PUBLISHERS for key, _ in fits):
            continue
        for sheet in found:
            fit = module.fits(sheet)
            if fit is None and layout in known:
                fit = Fit(1, "it was chosen by a person, though the table does not have this layout's columns")
            if fit is not None:
                fits.append(((-round(fit.score), sheet.hidden, -sheet.height, order), (fit, module, sheet)))
    return [one for _, one in sorted(fits, key=lambda one: one[0])]


def _tell_others(result: Recognised, ranked: list[tuple[Fit, ModuleType, Sheet]], answers: dict) -> None:
    """List other layouts and sheets that fit; ask when another fits as well."""
    best, chosen, sheet = ranked[0]
    rivals, alike = {chosen.ID: [[chosen.TITLE, best.because]]}, {sheet.name: sheet.coded.head(3).drop("line").rows()}
    for fit, module, other in ranked[1:]:
        near = best.score - fit.score < AS_WELL
        where = other.name if other is not sheet else ""
        result.others.append({"layout": module.ID, "title": module.TITLE, "sheet": where, "because": fit.because})
        if other is sheet and near:
            rivals[module.ID] = [[module.TITLE, fit.because]]
        if other is not sheet and near and chosen.ID in ANYBODYS and module.ID in ANYBODYS:
            alike[other.name] = other.coded.head(3).drop("line").rows()
    if len(rivals) > 1 and "layout" not in answers:
        result.questions.append(Question("Two layouts fit this table; which is it?", rivals, (), "layout"))
    if len(alike) > 1 and "sheet" not in answers:
        shown = {name: [list(row) for row in rows] for name, rows in alike.items()}
        result.questions.append(Question("Which sheet holds the table?", shown, (), "sheet"))


def _tell_sheets(result: Recognised, sheet: Sheet, found: list[Sheet]) -> None:
    unused = [name for name in sheet.sheets if name != sheet.name]
    if unused:
        listed = ", ".join(f"“{one}”" for one in unused[:8])
        only = "the sheet" if len(unused) == 1 else "the sheets"
        says = f"{only} {listed} left out, so that no total is counted twice; the answer sheet chooses another"
        result.told.append(Finding(says))
    if sheet.hidden:
        result.told.append(Finding(f"the sheet “{sheet.name}” is hidden in the workbook"))
