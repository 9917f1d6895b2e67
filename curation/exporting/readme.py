"""What is in the archive, in plain words: tables, columns, how to cite, licences, what was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from curation.exporting.edition import Edition
from curation.exporting.licences import terms

# What goes wrong most often when figures of displacement are added. Source: the rules of arithmetic in README.md.
CARE = "Never add across sources, dates of a stock, admin levels, or a total with its parts."
BLANK = "A blank cell is not stated; zero means zero and nothing else."


# What is said of sources whose terms keep somebody from passing their rows on, by the words of `may_redistribute`.
HELD = {
    "non_commercial": "These sources do not allow commercial use of their tables.",
    "no": "These sources do not allow their tables to be passed on. What is here are single figures, each with its "
    "source; ask the source before you pass them on as a table.",
}


@dataclass(frozen=True)
class Left:
    """What stays behind of a table: rows that are not public, and links of public rows to such rows."""

    rows: int = 0
    links: int = 0


def readme(tables: Mapping[str, pd.DataFrame], description: dict, state: Edition, left: Mapping[str, Left]) -> str:
    """Return the README of an archive of these public tables, as Markdown."""
    parts = [
        f"# {description['title']}\n\n{description['description']}\n\nThis is {state.says}.",
        _tables(tables, description),
        _care(),
        _columns(description),
        _citing(description, state),
        _licences(tables, description),
        _left_out(left),
    ]
    return "\n\n".join(parts) + "\n"


def _tables(tables: Mapping[str, pd.DataFrame], description: dict) -> str:
    rows = [
        (f"`{one['path']}`", f"{len(tables[one['name']]):,}", one["description"]) for one in description["resources"]
    ]
    return (
        "## What is in it\n\n"
        + _table(("File", "Rows", "What it holds"), rows)
        + "\n\nThe tables are CSV: UTF-8, commas, days as YYYY-MM-DD, a point for decimals. A spreadsheet shows Arabic "
        "names and accents when it imports them as UTF-8 (in Excel: Data, From Text/CSV). A text that a spreadsheet "
        "would run as a formula has an apostrophe before it.\n\n"
        "`datapackage.json` says of every column its type, meaning, permitted words and HXL tag. Programs for "
        "Frictionless Data Packages read all tables with it."
    )


def _care() -> str:
    return (
        f"## Read with care\n\n- {CARE}\n- {BLANK}\n"
        "- `qualifier` is the source's own hedge: nearly, more than, at least. Say it when you say the number.\n"
        "- Several sources may state different numbers for one day. `role` says which one is drawn first.\n"
        "- Rows with the status withdrawn are kept on purpose: they were published, and their source took them back.\n"
        "- `measure` in `indicators.csv` says whether an indicator is a stock (on a date), a flow (in a period), a "
        "cumulative count (since a date) or a share."
    )


def _columns(description: dict) -> str:
    said = []
    for resource in description["resources"]:
        fields = [
            (f"`{field['name']}`", f"{field['title']}: {field['description']}")
            for field in resource["schema"]["fields"]
        ]
        said.append(f"### {resource['path']}\n\n{_table(('Column', 'Meaning'), fields)}")
    return "## What the columns mean\n\n" + "\n\n".join(said)


def _citing(description: dict, state: Edition) -> str:
    return (
        "## How to cite\n\n"
        "Of a single number, cite its source, not this collection: who said it (`source_id`, named in `sources.csv`), "
        "the document (`source_document`, `url`), the day it was published (`published_on`) and the day it is for "
        "(`as_of`).\n\nOf the collection:\n\n"
        f"> {description['title']}, version {state.version}, {state.created:%Y-%m-%d}. "
        f"{'; '.join(one['name'] for one in description['licenses'])}."
    )


def _licences(tables: Mapping[str, pd.DataFrame], description: dict) -> str:
    own = "; ".join(f"[{one['title']}]({one['path']})" for one in description["licenses"])
    counted = tables["figures"]["source_id"].value_counts().to_dict()
    said = terms(tables["sources"])
    rows = [
        (one["source"], f"{counted.get(key, 0):,}", _linked(one["licence"], one["licence_link"]), one["passing_on"])
        for key, one in sorted(said.items(), key=lambda pair: -counted.get(pair[0], 0))
    ]
    return (
        f"## Licences\n\nThe collection: {own}. Each figure belongs to its source, whose terms go before ours:\n\n"
        + _table(("Source", "Figures here", "Licence", "Passing its rows on"), rows)
        + "\n\nThe same stands in `sources.csv`, and every row of figures and events names its source. Single figures "
        "are facts and are cited here with their source, also where its licence is not known."
        + _restricted(tables["sources"], counted)
    )


def _restricted(sources: pd.DataFrame, counted: Mapping[str, int]) -> str:
    """Name the sources whose terms keep somebody from passing their rows on, and how many rows that are."""
    lines = []
    for word, says in HELD.items():
        named = [
            f"{one['short_name']} ({counted.get(one['source_id'], 0):,})"
            for one in sources[sources["may_redistribute"] == word].to_dict("records")
        ]
        if named:
            lines.append(f"- {says} Figures here: {', '.join(named)}.")
    return "\n\n" + "\n".join(lines) if lines else ""


def _left_out(left: Mapping[str, Left]) -> str:
    lines = []
    for name, one in left.items():
        if one.rows:
            are = "row of {name} is" if one.rows == 1 else "rows of {name} are"
            lines.append(f"- {one.rows:,} {are.format(name=name)} not public: the tables say so of each.")
        if one.links:
            rows = "row" if one.links == 1 else "rows"
            lines.append(f"- In {one.links:,} {rows} of {name} the link to such a row was left blank.")
    return "## What was left out, and why\n\n" + "\n".join(
        [
            *(lines or ["- No row was left out: all are public."]),
            "- Earlier versions, the files that curators sent, and who sent them are not in this archive.",
            "- What is worked out from figures (shares, changes, charts) is not in it: it holds the statements alone.",
        ]
    )


def _linked(words: str, link: str | None) -> str:
    return f"[{words}]({link})" if link and link.startswith(("http://", "https://")) else words


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "\n".join(f"| {' | '.join(_one_line(cell) for cell in line)} |" for line in lines)


def _one_line(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")
