"""Who says so: the line under every chart, and links that cannot carry anything but an address."""

from html import escape

import pandas as pd
import streamlit as st

from components import wording
from components.once import once
from components.published import row

# Sources and caveats named under a chart before the rest is counted.
NAMED = 3


def link(url, words: str) -> str:
    """Return an HTML link, or the words alone where there is no web address."""
    if pd.isna(url) or not str(url).startswith(("http://", "https://")):
        return escape(words)
    return f'<a href="{escape(str(url), quote=True)}" target="_blank" rel="noopener noreferrer">{escape(words)}</a>'


def statement(figure) -> str:
    """Name a statement's source, document and publication date, as HTML with its link."""
    document = figure["source_document"]
    words = wording.source(figure["source_id"])
    if pd.notna(document):
        words = f"{words}, {document}"
    return f"{link(figure['url'], words)} ({wording.dated(figure['published_on'], figure['published_precision'])})"


def source_line(rows: pd.DataFrame, before: str = "") -> None:
    """Write source, document and its date, data as of, qualifier, caveats and licence under a chart.

    `before` is HTML that stands above it: one element for both costs the server half of two.
    """
    st.html(f'{before}<div class="dd-source">{html(rows)}</div>')


def html(rows: pd.DataFrame) -> str:
    """Return the source line of figures from `once`, worked out once."""
    return once(source_html, rows)


def source_html(rows: pd.DataFrame) -> str:
    """Return the source line of some figures: the newest statement in full, the others named."""
    stated = rows[rows["figure_id"].notna()]
    order = stated.assign(main=stated["role"] == "recommended", stands=stated["status"] != "withdrawn")
    newest = order.sort_values(["stands", "main", "as_of", "published_on"]).iloc[-1]
    others = [one for one in dict.fromkeys(stated["source_id"]) if one != newest["source_id"]]
    parts = [f"<b>Source:</b> {statement(newest)}"]
    if others:
        named = ", ".join(escape(wording.source(one)) for one in others[:NAMED])
        more = len(others) - NAMED
        parts.append(f"beside it {named}{f' and {more} more' if more > 0 else ''}")
    line = (
        "; ".join(parts)
        + f". <b>Data</b> {escape(wording.as_of(newest))}. <b>Qualifier:</b> {_qualifier(stated, newest)}."
    )
    notes = _caveats(stated, newest)
    if notes:
        shown = " ".join(escape(note) for note in notes[:NAMED])
        more = len(notes) - NAMED
        line += f" <b>Note:</b> {shown}{f' {more} more notes in the table.' if more > 0 else ''}"
    return f"{line} <b>Licence:</b> {_licence(newest['source_id'])}."


def _qualifier(stated: pd.DataFrame, newest) -> str:
    """Name the hedge of the newest statement; of parts that differ, each bar carries its own."""
    if "part" in stated and stated["qualifier"].nunique() > 1:
        return "as written at each bar"
    return escape(wording.HEDGES[newest["qualifier"]] or newest["qualifier"].replace("_", " "))


def _caveats(stated: pd.DataFrame, newest) -> list[str]:
    """Give the newest statement's caveat first, then those of others with whose they are and for when."""
    notes = [newest["caveat"]] if pd.notna(newest["caveat"]) else []
    order = stated.assign(main=stated["role"] == "recommended").sort_values(["main", "as_of"], ascending=False)
    for one in order[order["caveat"].notna()].to_dict("records"):
        if one["caveat"] not in notes and one["figure_id"] != newest["figure_id"]:
            when = wording.dated(one["as_of"], one["date_precision"])
            notes.append(f"{wording.source(one['source_id'])}, {when}: {one['caveat']}")
    return [note if note.endswith(".") else f"{note}." for note in dict.fromkeys(notes)]


def _licence(source_id: str) -> str:
    source = row("sources", source_id)
    return link(source["licence_url"], source["licence"])
