"""Who says so: the line under every chart, and links that cannot carry anything but an address."""

from html import escape

import pandas as pd
import streamlit as st

from components import wording
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


def source_line(rows: pd.DataFrame) -> None:
    """Write source, document and its date, data as of, qualifier, caveats and licence under a chart."""
    st.html(f'<div class="dd-source">{source_html(rows)}</div>')


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
    hedge = wording.HEDGES[newest["qualifier"]] or newest["qualifier"].replace("_", " ")
    line = "; ".join(parts) + f". <b>Data</b> {escape(wording.as_of(newest))}. <b>Hedge:</b> {escape(hedge)}."
    caveats = list(dict.fromkeys(stated["caveat"].dropna()))
    if caveats:
        shown = " ".join(escape(one if one.endswith(".") else f"{one}.") for one in caveats[:NAMED])
        more = len(caveats) - NAMED
        line += f" <b>Note:</b> {shown}{f' {more} more notes in the table.' if more > 0 else ''}"
    return f"{line} <b>Licence:</b> {_licence(newest['source_id'])}."


def _licence(source_id: str) -> str:
    source = row("sources", source_id)
    return link(source["licence_url"], source["licence"])
