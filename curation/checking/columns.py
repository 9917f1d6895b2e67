"""Which column of a file is which field of a schema, by name, title or tag; and which of our tables it is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from curation.checking.table_schema import Schema, schema_of
from curation.problems import Problem
from curation.reading.reading import CHOSEN, Finding, Question

ROWS_SHOWN = 3

# How reading calls the second column of a name.
COUNTED = re.compile(r" \([0-9]+\)$")

# A file is taken for a table when it has its keys and this share of the columns that are never blank.
SHARE = 0.6


@dataclass
class Columns:
    """The position in the header of each field that the file has, and what there is to say about it."""

    at: dict[str, int] = field(default_factory=dict)
    told: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plain(name: str) -> str:
    """A name without what people change in it: case, accents, blanks, underscores and signs around it."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKD", name))
    bare = "".join(sign for sign in parted if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return " ".join(re.split(r"[\W_]+", bare.casefold())).strip()


def tag_of(text: str) -> tuple[str, frozenset[str]]:
    """An HXL tag as its hashtag and its attributes, whose order means nothing."""
    first, *rest = (part.strip().lower() for part in text.split("+"))
    return first, frozenset(part for part in rest if part)


def columns_of(
    header: Sequence[str],
    tags: Sequence[str],
    schema: Schema,
    *,
    rows: Sequence[Sequence[str]] = (),
    answers: Mapping[str, str] | None = None,
    table: str = "",
) -> Columns:
    """Find each field's column: by its name, then by the name written otherwise, its title, or its tag.

    Two columns that are as good are a question, with their first `rows`. A field that is missing
    is an error when every row needs it, and is told when not.
    """
    found, taken = Columns(), set()
    ways = _ways(header, tags, schema)
    for number, way in enumerate(ways):
        for name in [name for name in schema.fields if name not in found.at]:
            at = [n for n in way.get(name, []) if n not in taken]
            # Another column of the same name, but for how it is written, is no better and no worse.
            at += [n for n in ways[1].get(name, []) if number == 0 and at and header[n] not in schema.fields]
            if at:
                found.at[name] = _one(name, at, header, rows=rows, answers=answers or {}, found=found)
                taken.update(at)
    _tell_names(found, header, tags)
    _doubt_tags(found, header, tags, schema, table)
    _say_missing(found, schema, table)
    return found


def table_for(header: Sequence[str], tags: Sequence[str], description: dict) -> str | None:
    """Return the table of a data package whose columns a header has: its keys, and most that are never blank.

    Of several it is the one with most columns in the file; None when it is none of them.
    """
    best, most = None, 0.0
    for resource in description["resources"]:
        schema = schema_of(resource["schema"])
        has = columns_of(header, tags, schema).at
        needed = [name for name in schema.fields if schema.is_required(name)]
        share = sum(name in has for name in needed) / max(len(needed), 1)
        score = len(has) + share
        if all(key in has for key in schema.primary) and share >= SHARE and score > most:
            best, most = resource["name"], score
    return best


def _ways(header: Sequence[str], tags: Sequence[str], schema: Schema) -> list[dict[str, list[int]]]:
    """For each way to know a field its columns, the surest way first."""
    names: dict[str, list[int]] = {}
    for n, name in enumerate(header):
        names.setdefault(plain(COUNTED.sub("", name) if COUNTED.sub("", name) in header else name), []).append(n)
    tagged: dict[tuple, list[int]] = {}
    for n, tag in enumerate(tags):
        if tag:
            tagged.setdefault(tag_of(tag), []).append(n)
    fields = schema.fields
    hxl = {name: tag_of(one["hxl"]) for name, one in fields.items() if one.get("hxl")}
    said = list(hxl.values())
    return [
        {name: [n for n, one in enumerate(header) if one == name] for name in fields},
        {name: names.get(plain(name), []) for name in fields if plain(name)},
        {name: names.get(plain(one["title"]), []) for name, one in fields.items() if plain(one["title"])},
        {name: tagged.get(tag, []) for name, tag in hxl.items() if said.count(tag) == 1},
    ]


def _one(
    name: str,
    at: list[int],
    header: Sequence[str],
    *,
    rows: Sequence[Sequence[str]],
    answers: Mapping[str, str],
    found: Columns,
) -> int:
    if len(at) == 1:
        return at[0]
    key, choices = f"column:{name}", {header[n]: [[row[n]] for row in rows[:ROWS_SHOWN]] for n in at}
    answer, asks = answers.get(key), f"which column is {name}?"
    if answer in choices:
        found.told.append(Finding(f"column “{answer}” is read as {name}{CHOSEN}"))
        return next(n for n in at if header[n] == answer)
    if answer is not None:
        found.told.append(Finding(not_a_choice(answer, asks, choices)))
    found.questions.append(Question(asks, choices, (), key))
    return at[0]


def not_a_choice(answer: str, asks: str, choices: Mapping[str, object]) -> str:
    """Say that an answer is none of the choices."""
    return f"“{answer}” is no answer to “{asks}”; choose {' or '.join(f'“{one}”' for one in choices)}"


def _tell_names(found: Columns, header: Sequence[str], tags: Sequence[str]) -> None:
    asked = {question.key for question in found.questions}
    for name, n in found.at.items():
        says = header[n] or (tags[n] if n < len(tags) else "")
        told = any(f"is read as {name}, as" in one.says for one in found.told)
        if header[n] != name and not told and f"column:{name}" not in asked:
            found.told.append(Finding(f"column “{says}” is read as {name}"))


def _doubt_tags(found: Columns, header: Sequence[str], tags: Sequence[str], schema: Schema, table: str) -> None:
    """Warn where a tag says that a column is something else than its name says."""
    for name, n in found.at.items():
        ours = schema.fields[name].get("hxl")
        theirs = tags[n] if n < len(tags) else ""
        if ours and theirs and tag_of(ours)[0] != tag_of(theirs)[0]:
            expected = f"the tag {ours} for {name}"
            mend = "look which of the two is right: the name or the tag"
            found.problems.append(Problem(table, (), header[n], theirs, expected, mend, "warning"))


def _say_missing(found: Columns, schema: Schema, table: str) -> None:
    lost = [name for name in schema.fields if name not in found.at]
    needed = [name for name in lost if schema.is_required(name) or any(name in key for key in schema.unique)]
    if needed:
        some = "the column" if len(needed) == 1 else "the columns"
        expected = f"{some} {', '.join(needed)}"
        mend = "add it with its cells" if len(needed) == 1 else "add them with their cells"
        found.problems.append(Problem(table, (), "", "", expected, mend))
    others = [name for name in lost if name not in needed]
    if others:
        some = "the column" if len(others) == 1 else "the columns"
        found.told.append(Finding(f"the file does not have {some} {', '.join(others)}"))
