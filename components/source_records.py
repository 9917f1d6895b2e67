"""What kind of source each one is, and what is often taken for the same thing but is not."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from components import figure_links, glossary, rows_html, sources, statements, wording
from components.once import once
from components.published import row
from metrics import revisions
from metrics import statements as measured

# Rows of a table of related statements before the rest is counted.
AKIN_SHOWN = 12

RELATIONS = {
    "other_area": "Another area: {}",
    "other_unit": "Another unit: {} are not {}",
    "other_definition": "Another definition",
}


def show(drawn: pd.DataFrame, crisis: str) -> None:
    """Write what kind of source each one is, how it knows, its licence, and how often it revised itself."""
    st.html(once(_records_html, once(revisions.by_source, "figures", crisis=crisis), drawn))


def _records_html(records: pd.DataFrame, drawn: pd.DataFrame) -> str:
    heads = {
        "Source": 14,
        "Kind": 12,
        "How it knows": 34,
        "Licence": 10,
        "Statements in this crisis": 15,
        "Revised": 15,
    }
    named = list(dict.fromkeys(drawn["source_id"]))
    by_id = {one["source_id"]: one for one in records.to_dict("records")}
    return rows_html.table("Sources", heads, [_record(by_id[one]) for one in named if one in by_id])


def _record(record: dict) -> list[str]:
    source = row("sources", record["source_id"])
    note = f"<br><span class='dd-quiet'>{escape(source['note'])}</span>" if pd.notna(source["note"]) else ""
    return [
        sources.link(source["home_url"], source["short_name"]),
        escape(wording.sentence(glossary.KINDS.get(source["kind"], source["kind"]))),
        escape(wording.sentence(glossary.KNOWS.get(source["reliability"], source["reliability"]))) + note,
        sources.link(source["licence_url"], wording.sentence(source["licence"])),
        f"{record['statements']:,}, the last for {escape(wording.day(record['last_as_of']))}",
        escape(revised(record)),
    ]


def revised(record: dict) -> str:
    """Say how many of its statements a source replaced with another number, and how many it took back."""
    parts = []
    if record["revised"]:
        parts.append(f"{record['revised']:,} replaced with another number")
    if record["withdrawn"]:
        parts.append(f"{record['withdrawn']:,} withdrawn")
    return ", ".join(parts) or "never, as far as the tables know"


def akin(crisis: str, place: str, indicator: str, day: date) -> None:
    """List what may be taken for the same thing, and is not; nothing where there is none."""
    places = once(_related, "locations", place=place)
    rows = once(measured.akin, "figures", crisis=crisis, indicator=indicator, location=place, day=day, places=places)
    if rows.empty:
        st.write("Within a week of this day nothing was stated that could be taken for the same thing.")
        return
    st.html(once(_akin_html, rows, indicator=indicator))


def _akin_html(rows: pd.DataFrame, indicator: str) -> str:
    heads = {"What": 20, "Says": 14, "Counted": 18, "Source": 12, "Why it is not the same": 36}
    rows = rows.sort_values(["relation", "value"], ascending=[True, False])
    cells = [_akin_cells(one, indicator) for _, one in rows.head(AKIN_SHOWN).iterrows()]
    more = len(rows) - AKIN_SHOWN
    left = f'<p class="dd-source">{more} more; see Figures.</p>' if more > 0 else ""
    return rows_html.table("Often taken for the same", heads, cells) + left


def _akin_cells(one, indicator: str) -> list[str]:
    where = wording.sentence(wording.place(one["location_id"]))
    unit = row("indicators", indicator)["unit"]
    reason = RELATIONS[one["relation"]].format(where if one["relation"] == "other_area" else one["unit"], unit)
    definition = row("indicators", one["indicator"])["definition"]
    area = row("locations", one["location_id"])["note"]
    more = area if one["relation"] == "other_area" else definition
    said = f"{reason}. {more}" if pd.notna(more) else f"{reason}."
    return [
        escape(f"{wording.label(one['indicator'])}, {wording.place(one['location_id'])}"),
        figure_links.link(one["figure_id"], wording.sentence(wording.hedged(one))),
        escape(statements.counted(one)),
        escape(wording.source(one["source_id"])),
        escape(said),
    ]


def _related(locations: pd.DataFrame, place: str) -> tuple[str, ...]:
    """Return places that hold a place or are held by it: countries and areas without an admin level only.

    A governorate's districts are its parts, not another view of it.
    """
    parents = {one.location_id: one.parent_id for one in locations.itertuples()}
    wide = {one.location_id for one in locations.itertuples() if not one.admin_level > 0}
    members = {
        one.location_id: str(one.members).split() if pd.notna(one.members) else [] for one in locations.itertuples()
    }
    over = {one for one in wide if place in members[one] or one in _above(place, parents)}
    under = {one for one in wide if place in _above(one, parents) or one in members[place]}
    beside = {one for one in wide if set(members[one]) & set(members[place])}
    return tuple(sorted((over | under | beside) - {place}))


def _above(place: str, parents: dict) -> list[str]:
    chain: list[str] = []
    at = parents.get(place)
    while isinstance(at, str) and at not in chain:
        chain.append(at)
        at = parents.get(at)
    return chain
