"""The page of one figure: what it says, every field of it, and whether it still stands."""

from html import escape

import pandas as pd
import streamlit as st
from rapidfuzz import process

from components import cards, figure_links, figure_words, filters, glossary, sources, wording
from components.once import once
from components.published import keys, resource, row
from metrics import select

# Identifiers named when a link asks for one that is not here; what it asked for is repeated only up to this length.
NAMED, ASKED_SHOWN = 5, 80

# Identifiers looked through for a similar one; of more, only those that begin with the same letters.
SEARCHED, BEGINNING = 50_000, 8

# From this likeness on, of 100, an identifier may be the one that was meant.
ALIKE = 60

# UNHCR's and HAPI's codes of population groups in words.
GROUPS = {
    "IDP": "internally displaced people",
    "RDP": "returned displaced people",
    "REF": "refugees",
    "RET": "returnees",
    "ASY": "asylum-seekers",
    "OIP": "others in need of international protection",
    "STA": "stateless people",
    "HST": "people of the host community",
    "OOC": "others of concern",
    "RES": "residents",
    "ALL": "everybody",
}

SEXES = {"all": "not cut by sex", "f": "women and girls", "m": "men and boys", "x": "another sex", "u": "sex unknown"}

# Fields that name a row of another table, and its column that people read.
NAMES = {
    "crisis_id": ("crises", "name"),
    "indicator": ("indicators", "label"),
    "location_id": ("locations", "name"),
    "origin_location_id": ("locations", "name"),
    "source_id": ("sources", "name"),
    "event_id": ("events", "title"),
}

CODES = {"population_group": GROUPS, "sex": SEXES, "age_group": {"all": "not cut by age", "unknown": "age unknown"}}

# Texts that stay as somebody wrote them.
AS_WRITTEN = ("figure_id", "note", "caveat", "source_document", "source_page", "change_reason")

# Fields whose cells are days, with the field that says how exactly each is known.
DAYS = {"as_of": "date_precision", "published_on": "published_precision", "period_start": "", "withdrawn_on": ""}


def asked() -> pd.Series | None:
    """Return the figure that the address asks for; None, with a sentence and a way on, where it is not here."""
    figure_id = st.query_params.get("figure", "").strip()
    found = alone(figure_id)
    if len(found):
        return found.iloc[0]
    st.title("One figure", anchor=False)
    if figure_id:
        shown = figure_id[:ASKED_SHOWN].replace("`", "'")
        st.info(f"There is no public figure `{shown}` here. It may have been renamed, or the link was cut.")
    else:
        st.info("This page shows one figure. Its address names which; links to it stand beside every number.")
    asked_for = figure_id[:ASKED_SHOWN].lower()
    ids = once(select.ids, "figures", most=SEARCHED, beginning=asked_for[:BEGINNING])
    headlines = [cards.headlines(crisis, filters.cards(crisis)) for crisis in keys("crises")]
    st.html(once(_ways_on, ids, *headlines, figure_id=asked_for))
    return None


def alone(figure_id: str) -> pd.DataFrame:
    """Return the row of one figure; none where it is not here."""
    return once(select.rows, "figures", figure_id=(figure_id,))


def _ways_on(ids: pd.DataFrame, *headlines: pd.DataFrame, figure_id: str) -> str:
    near = process.extract(figure_id, list(ids["figure_id"]), limit=NAMED, score_cutoff=ALIKE)
    items = [f"<li>{figure_links.link(one, one)}</li>" for one, *_ in near]
    if not items:
        for one in pd.concat(each.head(1) for each in headlines).to_dict("records"):
            items.append(f"<li>{figure_links.link(one['figure_id'], figure_words.said(one))}</li>")
    head = "Figures with a similar name" if near else "The headline figure of each crisis"
    every = '<p><a href="figures" target="_self">All figures, to filter and search</a></p>'
    return f'<div class="dd-words"><b>{head}</b><ul>{"".join(items)}</ul>{every}</div>'


def head(figure: pd.Series) -> None:
    """Say first whether the figure was withdrawn, then what it says."""
    gone = figure_words.withdrawn(figure)
    if gone:
        reason = f" {figure['change_reason']}" if pd.notna(figure["change_reason"]) else ""
        st.warning(wording.plain(f"{gone}. Do not quote it as it stands.{reason}"), icon=":material/block:")
    number = wording.sentence(figure_words.exactly(figure))
    st.title(wording.plain(f"{number}, withdrawn" if gone else number), anchor=False)
    newer = once(select.rows, "figures", replaces=(figure["figure_id"],))
    st.html(once(_lead_html, alone(figure["figure_id"]), newer))


def _lead_html(one: pd.DataFrame, newer: pd.DataFrame) -> str:
    figure = one.iloc[0]
    said = escape(figure_words.said(figure))
    said = f"<s>{said}</s>" if figure_words.withdrawn(figure) else said
    parts = [f"Published in {sources.statement(figure)}.", _role(figure)]
    if len(newer):
        words = f"{figure_words.exactly(newer.iloc[0])}, published {wording.day(newer.iloc[0]['published_on'])}"
        parts.append(f"Replaced by {figure_links.link(newer.iloc[0]['figure_id'], words)}.")
    if pd.notna(figure["caveat"]):
        parts.append(f"<b>Note:</b> {escape(figure['caveat'])}")
    return f'<p class="dd-lead">{wording.unbroken(said)}</p><p class="dd-source">{" ".join(parts)}</p>'


def _role(figure) -> str:
    if figure["role"] == "recommended":
        return "It is the recommended statement for its date."
    return "It is a statement to compare with, not the recommended one."


def definition(figure: pd.Series) -> None:
    """Write what is counted, and by whom, with the source's licence."""
    st.html(once(_definition_html, alone(figure["figure_id"])))


def _definition_html(one: pd.DataFrame) -> str:
    figure = one.iloc[0]
    indicator, source = row("indicators", figure["indicator"]), row("sources", figure["source_id"])
    link = sources.link(indicator["definition_url"], "Definition") if pd.notna(indicator["definition_url"]) else ""
    kind = wording.sentence(glossary.KINDS.get(source["kind"], source["kind"]))
    knows = glossary.KNOWS.get(source["reliability"], source["reliability"])
    note = f" {escape(source['note'])}" if pd.notna(source["note"]) else ""
    licence = sources.link(source["licence_url"], source["licence"])
    unit = indicator["unit"].replace("_", " ")
    return (
        f'<dl class="dd-words"><dt>{escape(indicator["label"])} <span class="dd-quiet">({indicator["measure"]}, '
        f"{escape(unit)})</span></dt><dd>{escape(indicator['definition'])} {link}</dd>"
        f"<dt>{sources.link(source['home_url'], source['name'])}</dt><dd>{escape(kind)}; {escape(knows)}."
        f"{note} Licence: {licence}.</dd></dl>"
    )


def fields(figure: pd.Series) -> None:
    """List every field that is filled in plain words, then name those that are blank."""
    st.html(once(_fields_html, alone(figure["figure_id"])))


def _fields_html(one: pd.DataFrame) -> str:
    figure = one.iloc[0]
    said, blank = [], []
    for field in resource("figures")["schema"]["fields"]:
        if pd.isna(figure[field["name"]]):
            blank.append(field["title"])
            continue
        help_ = escape(field["description"], quote=True)
        said.append(f'<dt title="{help_}">{escape(field["title"])}</dt><dd>{in_words(field["name"], figure)}</dd>')
    rest = f'<p class="dd-source">Blank, because nobody stated it: {escape(", ".join(blank))}.</p>' if blank else ""
    return f'<dl class="dd-fields">{"".join(said)}</dl>{rest}'


def in_words(name: str, figure) -> str:
    """Write one cell of a figure in plain words, as HTML; what is a code stands behind its words."""
    cell = figure[name]
    if name in NAMES:
        table, column = NAMES[name]
        return f"{escape(wording.sentence(row(table, cell)[column]))} {_quiet(cell)}"
    if name in CODES:
        return f"{escape(wording.sentence(CODES[name].get(cell, cell)))} {_quiet(cell)}"
    if name in DAYS:
        return escape(wording.dated(cell, figure[DAYS[name]] if DAYS[name] else None))
    links = {"url": sources.link(cell, str(cell)), "replaces": figure_links.link(str(cell), str(cell))}
    if name in links:
        return links[name]
    if isinstance(cell, float):
        return escape(wording.exact(cell, figure["unit"] if name.startswith("value") else ""))
    return escape(str(cell) if name in AS_WRITTEN else wording.sentence(str(cell).replace("_", " ")))


def _quiet(code: str) -> str:
    return f'<span class="dd-quiet">({escape(str(code))})</span>'
