"""Tags that say of a column what its cells are not: a code where names stand, a name where codes do."""

import re

from curation.problems import Problem
from curation.recognising.sex_age import sex_in
from curation.recognising.sheet import Sheet

CODES = r"^\s*[A-Z]{2,4}[-_ ]?[0-9]+\s*$"
DAYS = r"(19|20)[0-9]{2}|[0-9]{1,2}[/.-][0-9]{1,2}"
NUMBERS = r"^[0-9*<:.,\s-]+$|^(NA|N/A)$"
A_DAY = r"^\s*([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4})"
MOSTLY = 0.8
SELDOM = 0.2

# Hashtags as HXL writes them: letters, digits, underscores; attributes after a plus.
WELL_MADE = r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*"


def tag_doubts(sheet: Sheet, table: str) -> list[Problem]:
    """Return a warning for each tag that does not fit the cells of its column; swapped ones are said to be swapped."""
    wrong = {n: said for n, tag in enumerate(sheet.tags) if tag and (said := _wrong(sheet, n, tag))}
    problems = []
    for n, (expected, mend) in wrong.items():
        tag = sheet.tags[n]
        other = next((m for m in wrong if m != n and _swapped(tag, sheet.tags[m])), None)
        if other is not None:
            swapped = f"it is swapped with that of “{sheet.title(other)}”; {_believed(tag)}"
        said = mend if other is None else swapped
        problems.append(Problem(table, (), sheet.title(n), tag, expected, said, "warning"))
    return problems + _swapped_levels(sheet, table)


def _believed(tag: str) -> str:
    """What was done about a swapped tag."""
    return "the cells were believed, not the tags" if tag.startswith("#adm") else "change the two tags"


def _swapped_levels(sheet: Sheet, table: str) -> list[Problem]:
    """A warning where a place of the coarser level has one of the finer, and these have several: they are swapped."""
    at = {int(tag[4]): n for n, tag in enumerate(sheet.tags) if re.match(r"#adm[1-5](\+name)?$", tag)}
    problems = []
    for level in sorted(at):
        finer = at.get(level + 1)
        if finer is None:
            continue
        pairs = sheet.coded.select(coarse=f"c{at[level]}", fine=f"c{finer}").unique()
        if pairs["coarse"].n_unique() == pairs.height > pairs["fine"].n_unique():
            title, other = sheet.title(at[level]), sheet.title(finer)
            mend = f"the tags of “{title}” and “{other}” seem to be swapped; they were believed, look which is right"
            expected = f"the level below, because each “{title}” lies in one “{other}”"
            problems.append(Problem(table, (), title, sheet.tags[at[level]], expected, mend, "warning"))
    return problems


def _wrong(sheet: Sheet, column: int, tag: str) -> tuple[str, str] | None:
    """What a tag should have said, and how to mend it; None when the cells bear it out."""
    if not re.fullmatch(WELL_MADE, tag):
        return "a hashtag and attributes, such as #adm1+name", "write the tag without signs in it"
    attributes = set(tag.split("+")[1:])
    if re.match("#adm[1-5]", tag):
        return _wrong_place(sheet, column, attributes)
    sexes = sex_in(tag.replace("+", " ")), sex_in(sheet.header[column])
    if set(sexes) == {"f", "m"}:
        named = {"f": "women", "m": "men"}[sexes[1]]
        mend = f"the column is named for {named}; the tag was believed, look which is right"
        return f"a tag for {named}, as the name of the column says", mend
    return _wrong_kind(sheet, column, tag, attributes)


def _wrong_place(sheet: Sheet, column: int, attributes: set[str]) -> tuple[str, str] | None:
    if "name" in attributes and sheet.share(column, CODES) > MOSTLY:
        return "a tag with +code, because codes stand in the column", "change +name to +code"
    if "code" in attributes and sheet.share(column, "[0-9]") < SELDOM and sheet.distinct(column):
        return "a tag with +name, because names stand in the column", "change +code to +name"
    return None


def _wrong_kind(sheet: Sheet, column: int, tag: str, attributes: set[str]) -> tuple[str, str] | None:
    """A tag for numbers or days over a column of words."""
    counts = re.match(r"#(affected|inneed|targeted|reached|population)\b", tag)
    numbers = counts and not attributes & {"bool", "type", "name", "code"}
    days = tag.startswith("#date") and not attributes & {"month", "year", "week"}
    for what, needed, form in (("numbers", numbers, NUMBERS), ("days", days, DAYS)):
        stands = "days" if what == "numbers" and sheet.share(column, A_DAY) > MOSTLY else "words"
        stands = "numbers" if what == "days" and sheet.share(column, NUMBERS) > MOSTLY else stands
        if needed and sheet.distinct(column) and (stands == "days" or sheet.share(column, form) < SELDOM):
            return f"a tag for {stands}, because no {what} stand in the column", "look which column the tag belongs to"
    return None


def _swapped(one: str, other: str) -> bool:
    pair = {"+name": "+code", "+code": "+name"}
    if one.startswith("#date") != other.startswith("#date"):
        return True
    return any(one.replace(mine, theirs) == other for mine, theirs in pair.items() if mine in one)
